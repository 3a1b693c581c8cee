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

LISTS: dict[str, tuple[Term, ...]] = {
    "meeting_ways": MEETING_WAYS,
    "meeting_types": MEETING_TYPES,
}
