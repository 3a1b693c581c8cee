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

#: What the two sides of an agreement promise; which records count for which is declared by their kinds.
DUTIES = terms(
    ("w", "听课", "Watching lessons"),
    ("d", "研讨", "Discussions"),
    ("p", "交教案", "Plans handed over"),
    ("x", "探究课", "Exploration lesson"),
    ("r", "汇报课", "Report lesson"),
    ("b", "读一本书", "A book"),
    ("a", "写一篇论文或总结", "A paper"),
    ("n", "读书笔记", "Reading notes"),
)

DUTY_PERIODS = terms(("t", "学期", "Term"), ("m", "月", "Month"), ("y", "年", "Year"))

PAIRING_LEVELS = terms(
    ("b", "入门式", "For beginners"), ("c", "协作式", "Working together"), ("h", "提高式", "For going further")
)

FIVE_GATES = terms(
    ("v", "思想品德", "Values"),
    ("s", "教学技能", "Teaching skills"),
    ("m", "教材教法", "Textbooks and methods"),
    ("c", "教育管理", "Guiding a class"),
    ("r", "教育科研", "Research"),
)

LISTS: dict[str, tuple[Term, ...]] = {
    "mentoring_ways": MENTORING_WAYS,
    "support_types": SUPPORT_TYPES,
    "pair_duties": DUTIES,
    "duty_periods": DUTY_PERIODS,
    "pairing_levels": PAIRING_LEVELS,
    "five_gates": FIVE_GATES,
}
