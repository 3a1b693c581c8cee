"""The groups in which kinds stand in the rail and wherever a new record is begun: data, in the order of the screens."""

from collections.abc import Mapping
from types import MappingProxyType

from app.records.label import Label

LESSONS, MENTORING, PLC, PUPILS, GROWTH, SCHOOL = "lessons", "mentoring", "plc", "pupils", "growth", "school"

#: What each group is called.
GROUPS: Mapping[str, Label] = MappingProxyType(
    {
        LESSONS: Label("备课上课", "Lessons"),
        MENTORING: Label("指导", "Mentoring"),
        PLC: Label("教研", "PLC and research"),
        PUPILS: Label("学生", "Pupils"),
        GROWTH: Label("我的成长", "My growth"),
        SCHOOL: Label("学校与伙伴", "School, partners"),
    }
)
