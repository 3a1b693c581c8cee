"""The request, the telephone and two answers, as a teacher meets them at the gate."""

from pathlib import Path

import pytest

from app.ui.start.asking import Asking
from app.workspace import coming_back
from app.workspace.returning import Returning
from app.workspace.signing_in import People
from tests.helpers.homecoming import PIN, cheap_locks, laptop
from tests.helpers.windows import Stage, commit


@pytest.fixture
def people(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> People:
    cheap_locks(monkeypatch)
    return laptop(stage.world, tmp_path / "home")


@pytest.fixture
def page(stage: Stage, people: People) -> Asking:
    made = stage.show(Asking(people, stage.tasks, stage.texts))
    made.begin()
    return made


def requested(stage: Stage, page: Asking) -> None:
    commit(page.name, "李秀兰")
    page.new_pin.setText(PIN)
    page.again.setText(PIN)
    page.make.click()
    stage.settle(lambda: page.answer.isVisible())


def test_a_request_is_made_with_name_and_pin(stage: Stage, page: Asking, people: People, tmp_path: Path) -> None:
    """Two different PINs make none; it goes into a file or onto the clipboard, with a sentence for the colleague."""
    page.make.click()
    unnamed = coming_back.asking(people)
    commit(page.name, "李秀兰")
    page.new_pin.setText(PIN)
    page.again.setText("1111")
    page.make.click()
    differ = page.notice.text
    requested(stage, page)
    page.save_to(tmp_path / "request.txt")
    under_way = coming_back.asking(people)

    assert unnamed is None
    assert stage.texts.say("start.pins_differ") in differ
    assert under_way is not None
    assert under_way.request in (tmp_path / "request.txt").read_text("utf-8")
    page.save_to(tmp_path)
    assert stage.texts.say("file.unwritable.what") in page.notice.text


def test_two_answers_bring_her_back(stage: Stage, page: Asking, people: People, tmp_path: Path) -> None:
    """The first is counted; the digits appear as soon as six are typed."""
    world = stage.world
    third = world.person("赵老师")
    world.space = stage.teacher.spaces()[1].space
    world.bring(stage.mentor, third)
    for _ in range(2):
        for workspace in (stage.teacher, stage.mentor, third):
            workspace.visit()
    stage.teacher.choose_circle([colleague.person for colleague in stage.teacher.circle().colleagues])
    for _ in range(2):
        for workspace in (stage.teacher, stage.mentor, third):
            workspace.visit()
    requested(stage, page)
    back: list[Returning] = []
    page.returned.connect(back.append)
    under_way = coming_back.asking(people)
    assert under_way is not None
    for helper in (third, stage.mentor):
        seen = helper.open_request(under_way.request)
        commit(page.asked, seen.asked)
        heard = "".join(letter for letter in page.number.text() if letter.isdecimal())
        (tmp_path / "answer.txt").write_text(
            helper.answer_request(under_way.request, stage.teacher.me.person, seen.asked, heard), "utf-8"
        )
        page.asked.clear()
        page.open_from(tmp_path / "answer.txt")
        page.pin.setText(PIN)
        page.take.click()
        stage.settle(lambda: page.answer.text == "")

    assert "1" in page.count.text()
    assert back[0].person.hex() == stage.teacher.me.person


def test_what_is_no_answer_is_said_and_kept(stage: Stage, page: Asking, tmp_path: Path) -> None:
    requested(stage, page)
    page.answer.setPlainText("RA1-不是答复")
    page.pin.setText(PIN)
    page.take.click()
    stage.settle(lambda: bool(page.notice.text))
    said = page.notice.text
    page.open_from(tmp_path / "nowhere.txt")

    assert stage.texts.say("recovery.answer_damaged.what") in said
    assert page.answer.text == "RA1-不是答复"
    assert stage.texts.say("file.unreadable.what") in page.notice.text


def test_five_digits_give_no_number(stage: Stage, page: Asking) -> None:
    requested(stage, page)
    commit(page.asked, "12345")

    assert page.number.text() == ""


def test_to_stop_asking_forgets_the_request(stage: Stage, page: Asking, people: People) -> None:
    requested(stage, page)
    page._stop()

    assert coming_back.asking(people) is None
    assert page.name.isVisible()
