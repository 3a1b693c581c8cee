"""Purposes of spaces: what may lie where."""

from app.records.purposes import CARE, PLC, PURPOSES, fits


def test_what_belongs_somewhere_fits_there_alone() -> None:
    assert fits(frozenset({CARE}), CARE)
    assert not fits(frozenset({CARE}), PLC)
    assert not fits(frozenset({CARE}), None)


def test_what_belongs_anywhere_fits_everywhere() -> None:
    assert all(fits(frozenset(), purpose) for purpose in (*PURPOSES, None))
