"""Whoever reads about a kind of record can see it."""

from app.records.kinds import ALL
from tests.helpers.source import ROOT


def test_every_kind_has_a_picture() -> None:
    """Its form, as ``python -m tests.helpers.screenshots docs/pictures`` takes it."""
    names = [f"form-{kind.key.replace('_', '-')}-zh.png" for kind in ALL if kind.alone]

    assert [name for name in names if not (ROOT / "docs" / "pictures" / name).exists()] == []
