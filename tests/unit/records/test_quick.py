"""The short way names fields that the kind has, and begins with the pupil."""

import dataclasses

import pytest

from app.errors import Bug
from app.records.kinds import ALL
from app.records.kinds.talk import TALK
from app.records.label import Label
from app.records.quick import Quick
from app.records.registry import Registry


def test_what_has_a_short_way() -> None:
    """What is jotted down all day; each takes the pupil's name and a few fields, never a page of them."""
    short = {kind.key: kind.quick for kind in ALL if kind.quick}

    assert {"talk", "bright_spot"} <= set(short)
    assert all(len(quick.fields) <= 5 for quick in short.values())
    assert TALK.quick is not None
    assert TALK.quick.named[:2] == ("name", "pupil")


def test_a_field_that_the_kind_has_not_is_a_bug() -> None:
    """At the start of the program, not when somebody writes."""
    wrong = dataclasses.replace(TALK, quick=Quick("name", "pupil", ("no_such",), Label("记", "Jot")))

    with pytest.raises(Bug):
        Registry([wrong])
