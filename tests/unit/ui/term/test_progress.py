"""The progress page: numbers without names, consent asked plainly, a report with one click."""

from pathlib import Path

from PySide6.QtWidgets import QLabel

from app.ids import RecordId
from app.ui.desk import Desk
from app.ui.refresh import News
from app.ui.term.progress import ANSWERS, ProgressPage
from app.ui.words import Words
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
    for number, teacher in enumerate(school.staff):
        pupil = school.paired(f"学生{number}", teacher)
        school.settle()
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
