"""The words of groups and of who is who: lists that the program brings, by the names that declarations use."""

from app.records.purposes import PURPOSES
from app.records.terms.term import Term, terms

#: What people do at a school (requirement 3.19, and 4.9, 2.8); several at once.
DUTIES = terms(
    ("p", "校长/书记", "Head or secretary"),
    ("l", "分管领导", "Leader in charge"),
    ("i", "中层", "Middle management"),
    ("c", "班主任", "Class teacher"),
    ("m", "导师", "Mentor"),
    ("s", "学科教师", "Subject teacher"),
    ("y", "心理教师", "Psychology teacher"),
    ("r", "教研员", "Research adviser"),
    ("h", "主持人", "Host of a studio or group"),
)

#: Backbone teachers in three levels and three kinds (requirement 2.10).
MENTOR_LEVELS = terms(
    ("p", "省级", "Province"),
    ("c", "市级", "City"),
    ("o", "县级", "County"),
    ("s", "校级", "School"),
)
MENTOR_KINDS = terms(
    ("n", "教学能手", "Skilled teacher"),
    ("l", "学科带头人", "Leader of the subject"),
    ("f", "教学名师", "Renowned teacher"),
)

#: What a group's common goal is about (requirement 4.1).
GOAL_TYPES = terms(
    ("r", "学业质量", "Pupils' results"),
    ("c", "课堂教学质量", "Classroom quality"),
    ("x", "跨学科素养", "Skills across subjects"),
    ("t", "教师专业成长", "Teachers' growth"),
    ("p", "学生全面成长", "Pupils' whole growth"),
    ("s", "课题研究", "A research question"),
)

#: Who does what in a group; rights follow from the membership of its space.
GROUP_ROLES = terms(
    ("h", "主持人", "Host"),
    ("f", "协调者", "Facilitator"),
    ("m", "导师", "Mentor"),
    ("s", "记录人", "Taking notes"),
    ("r", "资源整理", "Keeping resources"),
    ("t", "成员", "Member"),
    ("g", "特邀", "Guest"),
)

WEEKDAYS = terms(
    ("1", "星期一", "Monday"),
    ("2", "星期二", "Tuesday"),
    ("3", "星期三", "Wednesday"),
    ("4", "星期四", "Thursday"),
    ("5", "星期五", "Friday"),
    ("6", "星期六", "Saturday"),
    ("7", "星期日", "Sunday"),
)

#: The three kinds of activity of requirement 4.2, and the forms of requirement 4.4.
PLAN_ACTIVITIES = terms(
    ("t", "教学研讨", "Discussion of teaching"),
    ("o", "观摩学习", "Learning by watching"),
    ("r", "反思交流", "Reflecting together"),
)
PLAN_FORMS = terms(
    ("m", "团队会议", "Team meeting"),
    ("a", "教研活动", "Research activity"),
    ("o", "观课活动", "Watching lessons"),
    ("g", "互助小组", "Mutual help group"),
    ("f", "学习论坛", "Forum"),
)

#: What spaces are for, as charters name it.
SPACE_PURPOSES = tuple(Term(code, label) for code, label in PURPOSES.items())

LISTS: dict[str, tuple[Term, ...]] = {
    "goal_types": GOAL_TYPES,
    "group_roles": GROUP_ROLES,
    "weekdays": WEEKDAYS,
    "plan_activities": PLAN_ACTIVITIES,
    "plan_forms": PLAN_FORMS,
    "purposes": SPACE_PURPOSES,
    "duties": DUTIES,
    "mentor_levels": MENTOR_LEVELS,
    "mentor_kinds": MENTOR_KINDS,
}
