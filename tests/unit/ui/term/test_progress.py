"""The progress page: numbers without names, consent asked plainly, a report with one click."""

from pathlib import Path

from PySide6.QtWidgets import QLabel

from app.export.contents import Writing
from app.export.pages import Job, pages_of
from app.ids import RecordId
from app.records.kinds.term_report import TERM_REPORT
from app.records.paper import Layout, PrintChoice
from app.records.values import Row, Values
from app.records.written import Manner
from app.ui.desk import Desk
from app.ui.refresh import News
from app.ui.term.progress import ANSWERS, ProgressPage
from app.ui.words import Words
from tests.helpers.paper import printed
from tests.helpers.whole_school import WholeSchool
from tests.helpers.windows import Stage, parts


def words_of(page: ProgressPage) -> str:
    return "\n".join(one.text() for one in parts(page, QLabel))


def test_without_a_school_the_page_says_how_there_comes_one(stage: Stage) -> None:
    """And has no report to write."""
    page = stage.show(ProgressPage(stage.desk()))
    page.shown()
    stage.settle()

    assert stage.texts.say("progress.no_school") in words_of(page)
    assert not page.report.isVisible()


def test_consent_is_asked_and_the_same_numbers_shown_to_all(stage: Stage, tmp_path: Path) -> None:
    """Off at first; no name of a teacher or pupil on the page; the answers and the report are a click away."""
    school = WholeSchool(tmp_path / "school")
    pupils = [school.paired(f"学生{number}", teacher) for number, teacher in enumerate(school.staff)]
    school.settle()
    for number, (teacher, pupil) in enumerate(zip(school.staff, pupils, strict=True)):
        teacher.create("home_visit", {"pupil": pupil, "visited_at": "2026-08-20T16:00", "talked": "聊得很好。"})
        if number:
            teacher.agree_to_counts(school.home, True)
    desk = Desk(school.staff[0], stage.tasks, stage.texts, Words(stage.texts), News(), stage.shell,
                school.world.clock.now)  # fmt: skip
    page = stage.show(ProgressPage(desk))
    page.shown()
    stage.settle()
    before = dict(page.numbers)
    assert page.agree is not None
    page.agree.click()
    stage.settle()
    school.settle()
    page.shown()
    stage.settle()
    said = words_of(page)
    page.ask.click()
    page.report.click()
    stage.settle()
    (asked, (_, report)) = stage.shell.calls

    assert before["家访记录"] == stage.texts.say("progress.hidden")
    assert page.numbers["家访记录"] == "3 / 3"
    assert not any(one.me.name in said for one in school.everybody)
    assert "学生0" not in said
    assert asked == ("open_page", ANSWERS)
    assert school.staff[0].view(RecordId(report)).kind_key == "term_report"
    school.world.close()


def test_who_has_no_mentor_is_one_click_away(stage: Stage) -> None:
    """How many they are is on the page; who they are, on the matching page."""
    home = stage.world.shared()
    stage.mentor.set_purpose(home, "school")
    for name in ("张小花", "李明", "王芳"):
        stage.mentor.create("pupil", {"name": name, "class_name": "三（1）班"}, home)
    page = stage.show(ProgressPage(stage.desk(stage.mentor)))
    page.shown()
    stage.settle()
    assert page.matching is not None
    page.matching.click()

    assert stage.texts.say("progress.alone", count=3, pupils=3) in words_of(page)
    assert stage.shell.calls == [("open_page", f"matching:{home.hex()}")]


def test_the_report_is_one_sheet(stage: Stage) -> None:
    """With as much as a busy term counts, two stories of a hundred words each, goals and plans."""
    numbers: list[Row] = [{"what": f"做了的事 {at}", "number": at, "of": 46, "before": at} for at in range(11)]
    stories: list[Row] = [{"title": f"故事 {at}", "words": "下雨天，他把伞让给了同学。" * 8} for at in range(2)]
    prose = "这学期大家每周一起听一节课，说一处看见的学习。" * 5
    values: Values = {
        "title": "柳河镇中心小学 第一学期报告", "term": "第一学期", "made_on": "2027-01-20",
        "numbers": numbers, "stories": stories, "reached": prose, "next": prose,
    }  # fmt: skip
    for layout in Layout:
        pages = pages_of(Job(TERM_REPORT, values, PrintChoice("zh", layout), Writing(Manner("zh"))))
        assert len(printed(pages).sheets) == 1, layout
