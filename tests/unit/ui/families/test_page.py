"""Reaching families: whose key one has, whom to ask, and answering with a last day."""

from datetime import date, timedelta

from PySide6.QtWidgets import QLabel

from app.ids import RecordId
from app.ui.families.asking import AskDialog
from app.ui.families.granting import GrantDialog
from app.ui.families.page import FamiliesPage
from app.ui.widgets.lines import Line
from app.workspace.workspace import Workspace
from tests.helpers.care import care_on
from tests.helpers.windows import Stage, commit, parts


def open_page(stage: Stage, workspace: Workspace) -> FamiliesPage:
    page = stage.show(FamiliesPage(stage.desk(workspace)))
    page.shown()
    stage.settle()
    return page


def test_who_has_the_key_opens_it_and_others_are_told_whom_to_ask(stage: Stage) -> None:
    """The same page for everybody: never the data where there is no key."""
    (pupil,) = care_on(stage, "王小明")
    colleague = stage.world.person("陈老师")
    stage.world.bring(stage.mentor, colleague)
    colleague.visit()
    (family,) = colleague.families()
    hers = open_page(stage, stage.mentor)
    without = [line.accessibleName() for line in parts(hers.pupils, Line)]
    parts(hers.pupils, Line)[0].click()
    stage.settle()
    contact = RecordId(stage.shell.calls.pop()[1])
    typed = stage.mentor.view(contact)
    hers.shown()
    stage.settle()
    (line,) = parts(hers.pupils, Line)
    yours = line.accessibleName()
    line.click()
    commit(hers.search, "zs")
    stage.settle()

    assert (family.mine, family.contact, [name for _person, name in family.mentors]) == (False, None, ["王敏"])
    assert without == ["王小明 · 您有钥匙：还没有填，点这里填联系方式 · 三（1）班"]
    assert (typed.values["pupil"], typed.space.space) == (pupil, stage.mentor.care_space(pupil))
    assert "您有钥匙" in yours
    assert stage.shell.calls == [("open_record", contact)]
    assert parts(hers.pupils, Line) == []


def test_asking_and_answering(stage: Stage) -> None:
    """The teacher asks with a reason, the mentor agrees with what about and a last day; without words nothing goes."""
    care_on(stage, "王小明")
    (family,) = stage.teacher.families()
    asks = open_page(stage, stage.teacher)
    dialog = AskDialog(asks._desk, asks, family)
    dialog.do.click()
    told = dialog.told.text()
    commit(dialog.why, "想请家长来看运动会")
    dialog.scope.boxes["p"].setChecked(True)
    dialog.until.setText("2020-01-01")
    dialog.do.click()
    past = stage.teacher.families()[0].asked
    last = (date.fromtimestamp(stage.world.clock.now()) + timedelta(days=5)).isoformat()
    dialog.until.setText(last)
    dialog.do.click()
    stage.settle()
    stage.exchange()
    answers = open_page(stage, stage.mentor)
    waits = parts(answers.requests, Line)[0].accessibleName()
    (request,) = stage.mentor.contact_requests()
    grant = GrantDialog(answers._desk, answers, request)
    shown = {words.text() for words in parts(grant, QLabel)}
    grant.do.click()
    unsaid = grant.told.text()
    commit(grant.about, "运动会")
    grant.do.click()
    stage.settle()
    stage.exchange()

    assert told == unsaid.replace("谈什么", "为什么") == stage.texts.say("families.say_why")
    assert past is None
    assert "李秀兰想联系王小明的家庭" in waits
    assert "想请家长来看运动会" in shown
    assert (grant.scope.chosen, grant.until.text()) == (("p",), last)
    assert stage.mentor.contact_requests() == ()
    values = stage.teacher.view(request.record).values
    assert (values["answer"], values["granted_until"], values["answer_words"]) == ("y", last, "运动会")
    assert stage.failures == []
