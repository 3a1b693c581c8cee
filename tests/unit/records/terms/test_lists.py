"""Term lists: shown in both languages, editable, and no fence around what people type."""

import pytest

from app.records.fields import Choice, Choices, Field, columns_of
from app.records.kinds import ALL
from app.records.label import Label
from app.records.terms import LISTS, Term, Terms
from app.resources import LANGUAGES


def test_a_term_is_shown_in_the_language_and_a_typed_word_as_typed() -> None:
    terms = Terms()
    assert terms.show("subjects", "ma", "zh") == "数学"
    assert terms.show("subjects", "ma", "en") == "Mathematics"
    assert terms.show("subjects", "天文", "en") == "天文"
    assert terms.show("no such list", "ma", "zh") == "ma"


def test_a_typed_word_that_is_a_label_becomes_the_term() -> None:
    terms = Terms()
    assert terms.value_of("subjects", " 数学 ") == "ma"
    assert terms.value_of("subjects", "mathematics") == "ma"
    assert terms.value_of("subjects", " 天文 ") == "天文"


def test_a_school_may_replace_a_list_and_old_records_still_read_well() -> None:
    ours = Terms().changed("subjects", (Term("as", Label("天文", "Astronomy")),))
    assert [term.code for term in ours.offer("subjects")] == ["as"]
    assert ours.value_of("subjects", "天文") == "as"
    assert ours.show("subjects", "ma", "zh") == "数学"
    assert ours.offer("grades") == LISTS["grades"]


@pytest.mark.parametrize("name", LISTS)
def test_codes_and_labels_of_a_list_are_each_used_once(name: str) -> None:
    terms = LISTS[name]
    assert len({term.code for term in terms}) == len(terms)
    for language in LANGUAGES:
        assert len({term.label.in_language(language).casefold() for term in terms}) == len(terms)


def test_declarations_and_lists_name_each_other() -> None:
    def used(fields: tuple[Field, ...]) -> set[str]:
        names = {field.terms for field in fields if isinstance(field, Choice | Choices)}
        return names.union(*(used(columns_of(field)) for field in fields if columns_of(field)))

    assert set().union(*(used(tuple(kind.fields())) for kind in ALL)) == set(LISTS)
