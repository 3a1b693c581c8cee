"""The page of partner schools: promised and done, the years, open issues, alliances."""

from PySide6.QtWidgets import QLabel, QPushButton

from app.records.values import Row, Value
from app.ui.partner.page import PartnershipPage
from tests.helpers.windows import Stage, parts
from tests.helpers.world import desk_of


def words(page: PartnershipPage) -> list[str]:
    return [label.text() for label in parts(page, QLabel) if label.isVisible()]


def buttons(page: PartnershipPage) -> dict[str, QPushButton]:
    return {one.text(): one for one in parts(page, QPushButton)}


def test_an_agreement_shows_what_was_promised_and_done(stage: Stage) -> None:
    promises: list[Row] = [{"activity": "j", "times": 4}]
    issues: list[Row] = [{"item": "冬天路不好走", "sort": "q", "owner": "周老师", "due": "2026-01-01"}]
    values: dict[str, Value] = {"name": "城乡结对", "giver": "城关一小", "taker": "向阳小学", "promises": promises}
    values |= {"follow_ups": issues, "begins": "2026-09-01", "ends": "2029-08-31"}
    agreement = stage.mentor.create("partnership_agreement", values, stage.world.shared())
    today = desk_of(stage.mentor).situation().today
    done: dict[str, Value] = {"topic": "联合教研：分数", "type": "j", "held_on": today, "mode": "u"}
    activity = stage.mentor.create("activity", {**done, "agreement": agreement}, stage.world.shared())
    page = stage.show(PartnershipPage(stage.desk(stage.mentor)))
    page.shown()
    stage.settle(lambda: bool(page.cards))
    told = words(page)

    assert {"城乡结对", "城关一小 ↔ 向阳小学", "联合教研", "冬天路不好走", "U盘"} <= set(told)
    assert any("约定 4 次" in one for one in told)
    assert not any("%" in one for one in told)
    buttons(page)["联合教研：分数"].click()
    buttons(page)["新：活动台账"].click()
    stage.settle(lambda: len(stage.shell.calls) == 2)
    assert stage.shell.calls[0] == ("open_record", activity)
    made = stage.mentor.list_records("activity", space=stage.mentor.spaces()[0].space)
    assert stage.mentor.view(made[0].record).values["agreement"] == agreement


def test_an_alliance_says_what_is_seen_there_and_an_empty_page_how_to_begin(stage: Stage) -> None:
    page = stage.show(PartnershipPage(stage.desk(stage.mentor)))
    page.shown()
    stage.settle()
    assert stage.texts.say("partner.lesson_agreement") in words(page)
    page.begin.click()
    assert stage.shell.calls == [("begin_record", "partnership_agreement")]
    stage.mentor.set_purpose(stage.world.shared(), "alliance")
    stage.mentor.create("lesson_plan", {"topic": "分享出来的"}, stage.world.shared())
    page.shown()
    stage.settle(lambda: bool(page.cards))

    assert stage.texts.say("partner.alliance_sees") in words(page)
    assert "分享出来的" in buttons(page)
