"""The words of preparing and giving lessons: lists that the program brings, by the names that declarations use."""

from app.records.terms.term import Term, terms

SUBJECTS = terms(
    ("zh", "语文", "Chinese"),
    ("ma", "数学", "Mathematics"),
    ("en", "英语", "English"),
    ("sc", "科学", "Science"),
    ("mo", "道德与法治", "Morality and law"),
    ("it", "信息科技", "Information technology"),
    ("pe", "体育与健康", "PE and health"),
    ("mu", "音乐", "Music"),
    ("ar", "美术", "Fine arts"),
    ("la", "劳动", "Labour"),
    ("pr", "综合实践", "Integrated practice"),
    ("ph", "物理", "Physics"),
    ("ch", "化学", "Chemistry"),
    ("bi", "生物学", "Biology"),
    ("hi", "历史", "History"),
    ("ge", "地理", "Geography"),
    ("ps", "心理健康", "Mental health"),
    ("me", "班队会", "Class meeting"),
)

GRADES = terms(
    ("1", "一年级", "Grade 1"),
    ("2", "二年级", "Grade 2"),
    ("3", "三年级", "Grade 3"),
    ("4", "四年级", "Grade 4"),
    ("5", "五年级", "Grade 5"),
    ("6", "六年级", "Grade 6"),
    ("7", "七年级", "Grade 7"),
    ("8", "八年级", "Grade 8"),
    ("9", "九年级", "Grade 9"),
    ("0", "学前班", "Pre-school"),
)

EDITIONS = terms(
    ("tb", "统编版", "National edition"),
    ("rj", "人教版", "People's Education Press"),
    ("bs", "北师大版", "Beijing Normal"),
    ("sj", "苏教版", "Jiangsu Education"),
    ("jk", "教科版", "Educational Science"),
    ("wy", "外研版", "Foreign Language Press"),
)

VOLUMES = terms(("1", "上册", "First volume"), ("2", "下册", "Second volume"), ("a", "全一册", "Single volume"))

LESSON_TYPES = terms(
    ("ne", "新授", "New content"),
    ("re", "复习", "Revision"),
    ("ex", "练习", "Exercise"),
    ("la", "实验", "Experiment"),
    ("co", "讲评", "Discussion of work"),
    ("wr", "习作", "Writing"),
    ("or", "口语交际", "Oral communication"),
    ("pr", "综合实践", "Integrated practice"),
)

OBJECTIVE_SCHEMES = terms(("c", "核心素养", "Core competences"), ("3", "三维目标", "Three dimensions"))

#: Both schemes side by side: the three dimensions, then the core competences of the 2022 standards.
OBJECTIVE_ASPECTS = terms(
    ("3k", "知识与技能", "Knowledge and skills"),
    ("3p", "过程与方法", "Process and methods"),
    ("3e", "情感态度与价值观", "Feelings, attitudes and values"),
    ("cc", "文化自信", "Cultural confidence"),
    ("cl", "语言运用", "Use of language"),
    ("ct", "思维能力", "Thinking"),
    ("ca", "审美创造", "Aesthetic creation"),
    ("mo", "数学眼光", "Mathematical view"),
    ("mt", "数学思维", "Mathematical thinking"),
    ("ml", "数学语言", "Mathematical language"),
    ("el", "语言能力", "Language ability"),
    ("ec", "文化意识", "Cultural awareness"),
    ("es", "学习能力", "Learning ability"),
    ("sv", "科学观念", "Scientific ideas"),
    ("st", "科学思维", "Scientific thinking"),
    ("sp", "探究实践", "Inquiry and practice"),
    ("sr", "态度责任", "Attitude and responsibility"),
    ("ia", "信息意识", "Information awareness"),
    ("ic", "计算思维", "Computational thinking"),
    ("id", "数字化学习与创新", "Digital learning and innovation"),
    ("ir", "信息社会责任", "Responsibility in the information society"),
)

TEACHING_METHODS = terms(
    ("le", "讲授法", "Explanation"),
    ("ta", "谈话法", "Conversation"),
    ("di", "讨论法", "Discussion"),
    ("de", "演示法", "Demonstration"),
    ("pr", "练习法", "Practice"),
    ("ex", "实验法", "Experiment"),
    ("rd", "读书指导法", "Guided reading"),
    ("si", "情境教学法", "Situations"),
    ("in", "探究法", "Inquiry"),
    ("co", "合作学习", "Cooperative learning"),
    ("ga", "游戏法", "Games"),
)

HOMEWORK_LEVELS = terms(("b", "基础", "Basic"), ("h", "提高", "Advanced"), ("p", "实践", "Practical"))

RESOURCE_SORTS = terms(
    ("s", "课件", "Slides"),
    ("w", "学习单", "Worksheet"),
    ("e", "练习", "Exercises"),
    ("p", "图片", "Pictures"),
    ("a", "音频视频", "Sound or film"),
    ("t", "教具做法", "Teaching aid, how to make it"),
    ("r", "阅读材料", "Reading"),
    ("g", "游戏", "Game"),
)

RESOURCE_TAGS = terms(
    ("m", "复式教学", "Several grades in one room"),
    ("s", "小班", "Small class"),
    ("l", "乡土", "Of our own place"),
    ("o", "不用网络", "Without internet"),
    ("u", "单元整体", "Whole unit"),
    ("h", "家里能做", "Can be done at home"),
)

#: What an observer looks at: 2 听课记录 / 评课表 of public forms.
OBSERVATION_DIMENSIONS = terms(
    ("o", "教学目标", "Objectives"),
    ("c", "教学内容", "Contents"),
    ("p", "教学过程与方法", "Process and methods"),
    ("m", "课堂管理", "Classroom management"),
    ("t", "教师素养（语言、教态、板书）", "Teacher's language, bearing, blackboard"),
    ("s", "学生参与", "Pupils' participation"),
    ("e", "教学效果", "Effect"),
    ("h", "作业", "Homework"),
)

#: Four steps, each in friendly words and none of them a number.
OBSERVATION_LEVELS = terms(
    ("4", "值得分享", "Worth sharing"),
    ("3", "做得到位", "Done well"),
    ("2", "正在成形", "Taking shape"),
    ("1", "刚刚起步", "Just beginning"),
)

INTERACTIONS = terms(
    ("q", "提问", "Question"),
    ("f", "追问", "Asking further"),
    ("r", "回应评价", "Response"),
    ("d", "讨论", "Discussion"),
    ("g", "小组活动", "Group work"),
    ("t", "个别辅导", "Help for one"),
)

INTERACTION_PARTNERS = terms(
    ("a", "全班", "The whole class"),
    ("g", "小组", "A group"),
    ("v", "举手的学生", "Pupils who raised a hand"),
    ("n", "没举手的学生", "Pupils who did not"),
    ("p", "学生之间", "Pupils among themselves"),
)

PREPARATION_STAGES = terms(
    ("1", "个人初备", "First draft"),
    ("2", "集体研讨", "Talked over together"),
    ("3", "二次备课", "Second preparation"),
    ("4", "课后反思", "Reflection after the lesson"),
)

LISTS: dict[str, tuple[Term, ...]] = {
    "subjects": SUBJECTS,
    "grades": GRADES,
    "editions": EDITIONS,
    "volumes": VOLUMES,
    "lesson_types": LESSON_TYPES,
    "objective_schemes": OBJECTIVE_SCHEMES,
    "objective_aspects": OBJECTIVE_ASPECTS,
    "teaching_methods": TEACHING_METHODS,
    "homework_levels": HOMEWORK_LEVELS,
    "resource_sorts": RESOURCE_SORTS,
    "resource_tags": RESOURCE_TAGS,
    "observation_dimensions": OBSERVATION_DIMENSIONS,
    "observation_levels": OBSERVATION_LEVELS,
    "interactions": INTERACTIONS,
    "interaction_partners": INTERACTION_PARTNERS,
    "preparation_stages": PREPARATION_STAGES,
}
