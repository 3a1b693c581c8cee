"""The two answers that open nothing."""

import pytest

from app.ids import RecordId
from app.ui.families.granting import GrantDialog
from app.workspace.contacts import RequestView
from tests.helpers.care import care_on
from tests.helpers.windows import Stage, commit


@pytest.mark.parametrize(("which", "code"), [("pass_on", "m"), ("not_now", "l")])
def test_passing_it_on_and_not_now(stage: Stage, which: str, code: str) -> None:
    """With the mentor's words; no space is made."""
    care_on(stage, "王小明")
    (family,) = stage.teacher.families()
    stage.teacher.ask_contact(family, family.mentors[0][0], ["p"], "运动会", "")
    stage.exchange()
    (request,) = stage.mentor.contact_requests()
    assert isinstance(request, RequestView)
    desk = stage.desk(stage.mentor)
    dialog = GrantDialog(desk, stage.window(stage.mentor), request)
    commit(dialog.about, "我周五说")
    getattr(dialog, which).click()
    stage.settle()
    stage.exchange()
    values = stage.teacher.view(RecordId(request.record)).values

    assert (values["answer"], values["answer_words"]) == (code, "我周五说")
    assert stage.mentor.spaces_for("guest") == []
