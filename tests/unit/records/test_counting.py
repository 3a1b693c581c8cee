"""Which kinds make numbers for the school's progress page, and that none of them can be anybody's."""

from app.records.counting import REUSED, Counted
from app.records.kinds import ALL
from app.records.registry import Registry


def test_what_is_counted_is_called_by_a_name_in_both_languages() -> None:
    """Else the page would show a number of nothing."""
    for kind in Registry(ALL):
        if kind.counted is not None:
            named = [kind.counted.label, *([kind.counted.reused] if kind.counted.reused is not None else [])]
            assert all(label.zh and label.en for label in named)
            assert (kind.counted.reused is not None) == bool(kind.counted.origin)
        assert REUSED not in kind.key


def test_a_declaration_names_no_person() -> None:
    """There is no place in it for whose number it is."""
    assert set(Counted.__dataclass_fields__) == {"label", "day", "origin", "reused", "shared"}
