"""The report begins with the page's numbers, and with stories that their authors released."""

from pathlib import Path

from app.export.text import to_markdown
from app.records.paper import PrintChoice
from tests.helpers.whole_school import WholeSchool


def test_the_report_has_the_page_s_numbers_and_released_stories_alone(tmp_path: Path) -> None:
    """No name of a teacher, and no story that nobody signed."""
    school = WholeSchool(tmp_path)
    teacher = school.staff[0]
    school.paired("张小花", teacher)
    school.pupil("新来的")
    for topic, held in (("观课", "2026-05-20T14:00"), ("议课", "2026-10-20T14:00")):
        teacher.create("plc_meeting", {"topic": topic, "held_at": held}, school.home)
    signed = "2026-11-20T10:00 李秀兰"
    teacher.create("story", {"title": "一把伞", "body": "下雨天，他把伞让给了同学。", "consent": signed}, school.home)
    teacher.create("story", {"title": "没说要分享", "body": "还没想好。"}, school.home)
    school.settle()
    report = school.head.draft_report(school.home, "zh")
    view = school.head.view(report)
    said = to_markdown(view.kind, view.values, lambda label: label.zh) if view.kind is not None else ""

    assert view.title == "向阳小学 第一学期报告"
    assert view.space.private
    rows = view.values["numbers"]
    assert isinstance(rows, list)
    told = [{key: value for key, value in row.items() if key != "id"} for row in rows if isinstance(row, dict)]
    assert told[0] == {"what": "有导师的学生", "number": 1, "of": 2}
    assert {"what": "教研活动", "number": 1, "before": 1} in told
    assert "下雨天，他把伞让给了同学。" in said
    assert "还没想好" not in said
    assert not any(person.me.name in said.replace(view.title, "") for person in school.staff)
    assert school.head.pages(report, PrintChoice("zh")).blocks
