"""What a search is narrowed to is shown by chips, and a click takes one away."""

from datetime import datetime

from app.ui.finding.filters import KIND, PERSON, SPACE, TIME, Filters
from app.workspace.finding import Query
from tests.helpers.windows import Stage, click


def test_a_chosen_filter_is_a_chip_and_a_click_takes_it_away(stage: Stage) -> None:
    filters = stage.show(Filters(stage.desk()))
    told: list[int] = []
    filters.changed.connect(lambda: told.append(1))
    assert filters.query("雨") == Query("雨")

    filters.choose_kind("lesson_plan", "教案")
    filters.choose_space(stage.world.shared(), "秀兰和王敏")

    assert filters.query("雨") == Query("雨", "lesson_plan", stage.world.shared())
    assert filters.chips[KIND].text().strip() == "教案"
    assert "教案" in filters.chips[KIND].accessibleName()
    click(filters.chips[KIND])
    assert filters.query("雨") == Query("雨", None, stage.world.shared())
    assert filters.chips[KIND].text().strip() == stage.texts.say("finding.by_kind")
    filters.clear()
    assert not filters.chosen
    assert len(told) >= 3


def test_menus_offer_the_kinds_people_and_spaces_that_there_are(stage: Stage) -> None:
    filters = stage.show(Filters(stage.desk()))
    filters.fill(stage.teacher.spaces())

    def offered(way: str) -> list[str]:
        return [action.text() for action in filters._menus[way].actions()]

    assert offered(PERSON) == ["李秀兰", "王敏"]
    assert offered(SPACE) == [stage.texts.say("ui.private"), "秀兰和王敏"]
    assert "批注" in offered(KIND)
    assert len(offered(TIME)) == 4
    filters._menus[PERSON].actions()[1].trigger()
    assert filters.query("").person == stage.mentor.me.person


def test_days_of_ones_own_are_typed_in_any_usual_way(stage: Stage) -> None:
    filters = stage.show(Filters(stage.desk(), (TIME,)))
    assert filters.first.isHidden() or not filters.first.isVisible()
    filters.choose_time("own")
    assert filters.first.isVisible()
    filters.first.setText("2026年9月1日")

    since = filters.query("").since

    assert since is not None
    assert datetime.fromtimestamp(since).isoformat() == "2026-09-01T00:00:00"
    assert filters.query("").until is None
    filters.last.setText("2026-09-02")
    until = filters.query("").until
    assert until is not None
    assert datetime.fromtimestamp(until).isoformat() == "2026-09-03T00:00:00"
    filters.choose_time("week")
    assert not filters.first.isVisible()
    assert (filters.query("").since or 0) <= stage.world.clock.now()
