"""The words of a teacher's own growth: lists that the program brings, by the names that declarations use."""

from app.records.terms.term import Term, terms

STORY_SORTS = terms(
    ("growth", "学生成长", "A pupil's growth"),
    ("lesson", "课堂", "In the lesson"),
    ("talk", "谈心", "A talk"),
    ("case", "案例研讨", "A case"),
    ("family", "家校", "With families"),
    ("experience", "经验提炼", "What was learnt"),
)

LISTS: dict[str, tuple[Term, ...]] = {"story_sorts": STORY_SORTS}
