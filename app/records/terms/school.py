"""The words of the school and its partners: lists that the program brings, by the names that declarations use."""

from app.records.terms.term import Term, terms

#: What partner schools do together, from forms section 12; a visit to teach is named by the same codes.
_ACTIVITIES = (
    ("j", "联合教研", "Joint research"),
    ("c", "集体备课", "Joint preparation"),
    ("o", "公开课", "Open lesson"),
    ("l", "专题讲座", "Lecture"),
    ("m", "联席会议", "Joint meeting"),
    ("r", "资源共享", "Sharing resources"),
    ("p", "学生交流", "Pupils meet"),
)
_VISITS = (
    ("s", "送教", "Lessons brought"),
    ("v", "支教", "Teaching support"),
    ("f", "跟岗", "Working alongside"),
    ("x", "轮岗交流", "Teacher exchange"),
)

PARTNERSHIP_ACTIVITIES = terms(*_ACTIVITIES, *_VISITS)
VISIT_SORTS = terms(*_VISITS)

ACTIVITY_MODES = terms(
    ("s", "现场", "On site"),
    ("c", "通话", "By call"),
    ("a", "异步", "In writing, over days"),
    ("u", "U盘", "By stick"),
)

PARTNERSHIP_CONTENTS = terms(
    ("te", "教学指导与培训", "Teaching advice and training"),
    ("rs", "资源共享", "Sharing resources"),
    ("pe", "人员交流（跟岗、支教）", "Exchange of people"),
    ("jr", "联合教研", "Joint research"),
    ("ma", "管理", "Management"),
)

GOAL_STAGES = terms(
    ("o", "总体目标", "Overall goal"),
    ("1", "第一阶段", "First stage"),
    ("2", "第二阶段", "Second stage"),
    ("3", "第三阶段", "Third stage"),
)

FOLLOW_UP_SORTS = terms(("i", "整改意见", "Improvement"), ("q", "待解决的问题", "Open issue"))

RESOURCE_SORTS = terms(
    ("b", "图书", "Books"),
    ("s", "软件", "Software"),
    ("e", "设备", "Equipment"),
    ("c", "课程", "Course"),
    ("l", "教案和学习单", "Plans and worksheets"),
    ("t", "教具", "Teaching aids"),
)

#: In the order of a school year.
MONTHS = terms(
    ("9", "9月", "September"),
    ("10", "10月", "October"),
    ("11", "11月", "November"),
    ("12", "12月", "December"),
    ("1", "1月", "January"),
    ("2", "2月", "February"),
    ("3", "3月", "March"),
    ("4", "4月", "April"),
    ("5", "5月", "May"),
    ("6", "6月", "June"),
    ("7", "7月", "July"),
    ("8", "8月", "August"),
)

SCHOOL_STAGES = terms(
    ("tp", "教学点", "Teaching point"),
    ("pr", "小学", "Primary school"),
    ("ni", "九年一贯制学校", "Nine-year school"),
    ("ju", "初中", "Junior secondary school"),
    ("wh", "完全中学", "Secondary school"),
    ("se", "高中", "Senior secondary school"),
)

MATCHING_METHODS = terms(
    ("tw", "双向选择", "Both sides choose"),
    ("ct", "班主任和大家商量", "The class teacher talks it over with all"),
    ("sc", "学校提议，两边同意", "The school proposes, both sides agree"),
)

LEADING_PARTS = terms(
    ("h", "组长（校长、书记）", "Head (principal, secretary)"),
    ("d", "副组长（分管领导）", "Deputy"),
    ("m", "成员", "Member"),
    ("w", "工作小组", "Working team"),
)

#: Weeks are counted from here: app/records/calendar.py knows these codes.
MILESTONE_ANCHORS = terms(
    ("bb", "开学前", "Before term begins"),
    ("ab", "开学后", "After term began"),
    ("be", "放假前", "Before term ends"),
    ("ae", "放假后", "After term ended"),
)

LISTS: dict[str, tuple[Term, ...]] = {
    "partnership_activities": PARTNERSHIP_ACTIVITIES,
    "visit_sorts": VISIT_SORTS,
    "activity_modes": ACTIVITY_MODES,
    "partnership_contents": PARTNERSHIP_CONTENTS,
    "goal_stages": GOAL_STAGES,
    "follow_up_sorts": FOLLOW_UP_SORTS,
    "resource_sorts": RESOURCE_SORTS,
    "months": MONTHS,
    "school_stages": SCHOOL_STAGES,
    "matching_methods": MATCHING_METHODS,
    "leading_parts": LEADING_PARTS,
    "milestone_anchors": MILESTONE_ANCHORS,
}
