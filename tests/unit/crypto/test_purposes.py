"""One string for each purpose, and the same string wherever two packages need it."""

from app.crypto import purposes
from app.protocol import membership

ALL = {name: value for name, value in vars(purposes).items() if name.isupper()}


def test_no_two_purposes_are_equal() -> None:
    """A key or signature made for one thing must never serve another."""
    assert len(set(ALL.values())) == len(ALL) > 10


def test_no_purpose_is_the_beginning_of_another() -> None:
    """Some purposes are followed by an id after a NUL; none may be mistaken for another with something behind it."""
    strays = [
        (first, second)
        for first, one in ALL.items()
        for second, other in ALL.items()
        if first != second and (other + b"\0").startswith(one + b"\0")
    ]

    assert strays == []
    assert not any(b"\0" in value for value in ALL.values())


def test_the_protocol_means_the_same_purposes() -> None:
    """app/protocol imports no ciphers and so repeats the strings that the membership rules need."""
    assert membership.ENTRY_SIGNATURE == purposes.ENTRY_SIGNATURE
    assert membership.CERTIFICATE_SIGNATURE == purposes.CERTIFICATE_SIGNATURE
    assert membership.CONSENT_SIGNATURE == purposes.CONSENT_SIGNATURE
