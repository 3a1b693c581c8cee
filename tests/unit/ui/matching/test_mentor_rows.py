"""Mentors beside a pupil: wished for first, then suggested, then by name; never by how much anybody achieved."""

from app.ids import RecordId, SpaceId
from app.ui.matching.mentor_rows import MentorRows
from app.workspace.pupil_views import MentorView, PupilView, Someone, Suggestion
from tests.helpers.windows import Stage

PUPIL = RecordId("AAECAwQFBgcI")


def mentor(name: str, pupils: int = 0, room: int | None = None) -> MentorView:
    return MentorView(Someone("", name), False, pupils, 15, room, subjects=("zh",), strengths="会听孩子说话")


def names(rows: MentorRows) -> list[str]:
    return [one.who.name for one in rows.mentors]


def test_order_meter_and_what_is_said_of_each(stage: Stage) -> None:
    rows = MentorRows(stage.desk())
    rows.show_mentors([mentor("陈明", 15), mentor("李秀兰", 3, room=5), mentor("王敏")])
    wished = PupilView(PUPIL, SpaceId(bytes(16)), "王芳", "", "", "", None, (Someone("", "王敏"),), ())
    rows.about(wished, Suggestion(PUPIL, Someone("", "李秀兰"), "room"))
    assert names(rows) == ["王敏", "李秀兰", "陈明"]
    assert str(rows.index(1).data()) == " · ".join(
        ("李秀兰", "3/15", stage.texts.say("matching.suggested_room"), "语文", "会听孩子说话",
         stage.texts.say("matching.room", count=5))
    )  # fmt: skip
    rows.narrow("lxl", idle=False)
    assert names(rows) == ["李秀兰"]
    rows.narrow("", idle=True)
    assert names(rows) == ["王敏"]
