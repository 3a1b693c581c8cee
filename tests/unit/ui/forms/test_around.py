"""What the fields of a form know of the world around them."""

from app.ids import RecordId
from app.records.kinds import ALL
from app.ui.forms.around import Around
from app.workspace.views import MemberView
from tests.helpers.windows import Stage

PLAN = ALL[0]


def around(stage: Stage) -> Around:
    """A plan's, with one member."""
    members = (MemberView("ab" * 8, "王敏", "keeper", False),)
    return Around(stage.desk(), RecordId("x"), PLAN, members=members, today=lambda: "2026-11-21")


def test_people_have_names(stage: Stage) -> None:
    """Members by id, others as typed, strangers by the beginning of their id."""
    made = around(stage)

    assert made.name_of("@" + "ab" * 8) == "王敏"
    assert made.name_of("张校长") == "张校长"
    assert made.name_of("@" + "cd" * 8) == "@cdcdcdcd"


def test_rules_speak_of_rows_as_they_stand_in_the_form(stage: Stage) -> None:
    """Before anything is saved."""
    made = around(stage)
    made.lesson_minutes = 45
    (notice,) = made.notices_about("steps", [{"id": "a", "minutes": 50}])

    assert made.notice_words(notice) == "各环节共 50 分钟，比一节课的 45 分钟多 5 分钟。"
    assert made.notices_about("homework", []) == []
