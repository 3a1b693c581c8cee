"""The words of teaching research in a group: lists that the program brings, by the names that declarations use."""

from app.records.terms.term import Term, terms

MEETING_WAYS = terms(
    ("f", "面对面", "Face to face"), ("o", "线上", "Online"), ("m", "线上线下结合", "Mixed"), ("p", "电话", "Telephone")
)

MEETING_TYPES = terms(
    ("t", "专题研讨", "Discussion of a topic"),
    ("o", "公开课", "Open lesson"),
    ("j", "集体备课", "Joint preparation"),
    ("l", "专家讲座", "Expert lecture"),
    ("w", "观评课", "Lesson watched and discussed"),
    ("r", "读书", "Reading"),
    ("u", "联合教研", "Joint research of several schools"),
)

PROJECT_LEVELS = terms(
    ("s", "校级", "School"),
    ("c", "区县级", "County or district"),
    ("m", "市级", "City"),
    ("p", "省级", "Province"),
    ("n", "国家级", "National"),
    ("o", "自选", "Of our own choice"),
)

RESEARCH_METHODS = terms(
    ("l", "文献", "Literature"),
    ("q", "问卷", "Questionnaire"),
    ("i", "访谈", "Interview"),
    ("o", "观察", "Observation"),
    ("a", "行动研究", "Action research"),
    ("c", "案例", "Case study"),
    ("d", "设计研究", "Design-based research"),
)

RESEARCH_MATERIALS = terms(
    ("n", "立项通知", "Notice of approval"),
    ("o", "开题报告", "Opening report"),
    ("d", "数据", "Data"),
    ("m", "会议记录", "Minutes"),
    ("l", "课例", "Lesson"),
    ("p", "论文", "Paper"),
    ("r", "报告", "Report"),
)

LISTS: dict[str, tuple[Term, ...]] = {
    "meeting_ways": MEETING_WAYS,
    "meeting_types": MEETING_TYPES,
    "project_levels": PROJECT_LEVELS,
    "research_methods": RESEARCH_METHODS,
    "research_materials": RESEARCH_MATERIALS,
}
