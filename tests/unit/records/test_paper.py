"""What declarations say about paper."""

from app.records.kinds import ALL
from app.records.paper import PLAIN, OnPaper, PrintChoice


def test_a_kind_that_says_nothing_is_plain() -> None:
    assert OnPaper() == PLAIN
    assert all(kind.on_paper == PLAIN for kind in ALL if not kind.alone)


def test_a_lesson_plan_has_a_short_version_and_a_place_for_the_second_preparation() -> None:
    papers = {kind.key: kind.on_paper for kind in ALL}
    assert papers["lesson_plan"].short
    assert papers["lesson_plan"].margin == "second_preparation"


def test_who_signs_is_as_declared_until_somebody_chooses() -> None:
    assert PrintChoice("zh").signatures is None
