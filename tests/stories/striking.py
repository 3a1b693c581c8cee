"""A laptop that is struck out in a story: one that a person had before hers was lost and went on from its copy."""

from tests.stories.village import Village, Villager, where_allowed


def strikes(village: Village, person: Villager, which: int) -> None:
    """She strikes out one of her devices that she works with no more, if she has had any."""
    program = village.program(person)
    here = person.desk.owner.device_id.hex()
    views = [view for view in program.spaces() if not view.private]
    devices = {device for view in views for member in view.members if member.me for device in member.devices}
    others = sorted(devices - {here})
    if others:
        with where_allowed():
            program.strike_device(others[which % len(others)])
