"""Other names in a story: of a person in all her spaces, of a space by who keeps it."""

from tests.stories.village import NAMES, Village, Villager, where_allowed


def rename_person(village: Village, person: Villager, which: int) -> None:
    """Somebody takes another name."""
    with where_allowed():
        village.program(person).rename_me(f"{NAMES[person.number]}{which}")


def rename_space(village: Village, person: Villager, which: int) -> None:
    """Somebody gives one of her spaces another name, if she keeps it."""
    program, spaces = village.program(person), village.spaces_of(person)
    if spaces:
        with where_allowed():
            program.rename_space(spaces[which % len(spaces)], f"第 {which} 组")
