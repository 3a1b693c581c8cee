"""The words of a teacher's own growth: lists that the program brings, by the names that declarations use."""

from app.records.terms.term import Term, terms

#: The four that a mentor's work with pupils asks for, then those of teaching, then two that are no course.
TRAINING_KINDS = terms(
    ("mh", "心理健康", "Mental health"),
    ("ad", "青春期教育", "Adolescence"),
    ("fc", "家校沟通", "Contact with families"),
    ("fe", "家庭教育指导", "Family education"),
    ("id", "理念更新", "New ideas"),
    ("sk", "方法技巧", "Methods and skills"),
    ("cu", "课程设计与实施", "Designing and giving courses"),
    ("vi", "观摩考察", "Visit"),
    ("co", "会议交流", "Conference"),
)

TRAINING_LEVELS = terms(
    ("s", "校本", "In the school"),
    ("c", "区县", "County or district"),
    ("m", "市", "City"),
    ("p", "省", "Province"),
    ("n", "国家", "National"),
)

TRAINING_WAYS = terms(
    ("f", "面授", "In the room"),
    ("o", "线上", "Online"),
    ("m", "线上线下结合", "Mixed"),
    ("w", "跟岗", "At another school"),
    ("r", "自学", "By oneself"),
)

RECOGNITION_SORTS = terms(
    ("p", "关爱学生", "Care for pupils"),
    ("m", "用心带教", "Mentoring with heart"),
    ("s", "乐于分享", "Sharing"),
    ("t", "互相帮助", "Helping one another"),
    ("l", "坚持学习", "Learning on"),
    ("i", "大胆尝试", "Trying something new"),
)

STORY_SORTS = terms(
    ("growth", "学生成长", "A pupil's growth"),
    ("lesson", "课堂", "In the lesson"),
    ("talk", "谈心", "A talk"),
    ("case", "案例研讨", "A case"),
    ("family", "家校", "With families"),
    ("experience", "经验提炼", "What was learnt"),
)

LISTS: dict[str, tuple[Term, ...]] = {
    "story_sorts": STORY_SORTS,
    "training_kinds": TRAINING_KINDS,
    "training_levels": TRAINING_LEVELS,
    "training_ways": TRAINING_WAYS,
    "recognition_sorts": RECOGNITION_SORTS,
}
