"""The words of pupils and their families: lists that the program brings, by the names that declarations use."""

from app.records.terms.term import Term, terms

#: Why a teacher and a pupil talk (forms.md 10).
TALK_REASONS = terms(
    ("ex", "考试前后", "Around an exam"),
    ("ch", "生活变故", "A change in life"),
    ("da", "日常", "Every day"),
    ("he", "求助", "Asked for help"),
    ("jo", "喜事", "Good news"),
)

#: The five ways of guidance (requirement 3.12).
GUIDANCE_TYPES = terms(
    ("th", "思想引导", "Guidance of thought"),
    ("le", "学习辅导", "Help with learning"),
    ("mi", "心理疏导", "Ease of mind"),
    ("li", "生活指导", "Guidance in life"),
    ("ca", "生涯指导", "Guidance on paths in life"),
)

PARTS_OF_DAY = terms(
    ("m", "晨间", "Before lessons"),
    ("b", "课间", "Between lessons"),
    ("n", "午间", "At noon"),
    ("a", "放学后", "After school"),
    ("e", "晚上", "In the evening"),
)

SECRECY = terms(
    ("m", "导师与班主任", "Mentors and class teacher"),
    ("p", "心理教师也请看", "The psychology teacher too"),
)

#: How a family is met; the channel is told (requirement 3.35).
VISIT_WAYS = terms(
    ("v", "上门", "At their home"),
    ("o", "约在他处", "Somewhere else"),
    ("p", "电话", "Telephone"),
    ("w", "微信", "WeChat"),
    ("s", "来校", "At school"),
)

CONTACT_SCOPES = terms(
    ("p", "电话", "Telephone"),
    ("a", "地址", "Address"),
    ("v", "一起家访", "A visit together"),
    ("t", "请导师转达", "The mentor passes it on"),
)

CONTACT_ANSWERS = terms(
    ("y", "同意", "Agreed"),
    ("m", "我来转达", "I will pass it on"),
    ("l", "现在不合适", "Not now"),
)

FAMILY_EVENTS = terms(
    ("m", "家长会", "Parents' meeting"),
    ("s", "家长学校", "Parents' school"),
    ("c", "家委会", "Parents' committee"),
    ("v", "家长志愿者", "Parents as volunteers"),
    ("o", "校园开放日", "Open day"),
)

ATTENTION_NEEDS = terms(
    ("study", "学习上需要帮一把", "A hand with learning"),
    ("mood", "心情和情绪", "Mood and feelings"),
    ("friends", "和同伴相处", "Friends"),
    ("family", "家里有变化", "A change at home"),
    ("alone", "父母不在身边", "Parents are away"),
    ("health", "身体", "Health"),
    ("habit", "习惯和规则", "Habits and rules"),
    ("gift", "有特别的长处想发展", "A special talent"),
)

LISTS: dict[str, tuple[Term, ...]] = {
    "talk_reasons": TALK_REASONS,
    "guidance_types": GUIDANCE_TYPES,
    "parts_of_day": PARTS_OF_DAY,
    "secrecy": SECRECY,
    "visit_ways": VISIT_WAYS,
    "contact_scopes": CONTACT_SCOPES,
    "contact_answers": CONTACT_ANSWERS,
    "family_events": FAMILY_EVENTS,
    "attention_needs": ATTENTION_NEEDS,
}
