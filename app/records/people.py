"""How a person field names a human: a member by id, or anybody else by a name as typed."""

from app.ids import KEY_ID_BYTES, PersonId

_SIGN = "@"


def person_value(person: PersonId) -> str:
    """The value that stands for a member: ``@`` and the id in hexadecimal, so that a new name shows everywhere."""
    return _SIGN + person.hex()


def person_of(value: str) -> PersonId | None:
    """The member that a value stands for; None when it is a typed name."""
    if not value.startswith(_SIGN) or len(value) != 1 + 2 * KEY_ID_BYTES:
        return None
    try:
        raw = bytes.fromhex(value[1:])
    except ValueError:
        return None
    return PersonId(raw) if len(raw) == KEY_ID_BYTES else None
