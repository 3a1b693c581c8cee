"""Every failure is the world's or ours, and carries a code by which its sentence is found."""

import pytest

from app.errors import CODES, Bug, FileError, Known, LinkError, TongxingError


def test_a_failure_keeps_code_detail_and_fields() -> None:
    """The sentence needs the fields, an engineer the detail."""
    error = LinkError("link.slow", "no byte for 60 s", seconds=60, relay="school")

    assert (error.code, error.detail, error.fields) == (
        "link.slow",
        "no byte for 60 s",
        {"seconds": 60, "relay": "school"},
    )
    assert str(error) == "link.slow: no byte for 60 s"
    assert str(FileError("file.empty")) == "file.empty"


@pytest.mark.parametrize("kind", CODES)
def test_every_class_is_known_or_a_bug_and_never_both(kind: type[TongxingError]) -> None:
    """That decides whether a person reads a calm sentence or is asked for a report."""
    assert issubclass(kind, Known) != issubclass(kind, Bug)


def test_no_code_belongs_to_two_classes() -> None:
    """A code names one sentence, and whoever catches a class must be able to rely on its codes."""
    codes = [code for codes in CODES.values() for code in codes]

    assert len(codes) == len(set(codes))
