"""The words of mentoring: lists that the program brings, by the names that declarations use."""

from app.records.terms.term import Term, terms

MENTORING_WAYS = terms(
    ("f", "面谈", "Face to face"),
    ("o", "听课后", "After a lesson"),
    ("p", "电话", "Telephone"),
    ("a", "异步批注", "Comments in writing"),
    ("u", "U盘", "By stick"),
)

SUPPORT_TYPES = terms(
    ("d", "示范", "Showing"),
    ("l", "倾听", "Listening"),
    ("r", "资源", "Resources"),
    ("c", "陪练", "Practising together"),
)

LISTS: dict[str, tuple[Term, ...]] = {
    "mentoring_ways": MENTORING_WAYS,
    "support_types": SUPPORT_TYPES,
}
