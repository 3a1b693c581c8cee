"""Term lists: the words offered where a form gives a choice, in both languages.

A list is an offer, not a fence: a word that is not in it is kept and shown as it was typed. The lists here are the
ones that the program brings; a school may replace any of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.records.label import Label
from app.resources import LANGUAGES


@dataclass(frozen=True)
class Term:
    """One word of a list: the short code that is stored, and what people read."""

    code: str
    label: Label


def _terms(*triples: tuple[str, str, str]) -> tuple[Term, ...]:
    return tuple(Term(code, Label(zh, en)) for code, zh, en in triples)


SUBJECTS = _terms(
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

GRADES = _terms(
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

EDITIONS = _terms(
    ("tb", "统编版", "National edition"),
    ("rj", "人教版", "People's Education Press"),
    ("bs", "北师大版", "Beijing Normal"),
    ("sj", "苏教版", "Jiangsu Education"),
    ("jk", "教科版", "Educational Science"),
    ("wy", "外研版", "Foreign Language Press"),
)

VOLUMES = _terms(("1", "上册", "First volume"), ("2", "下册", "Second volume"), ("a", "全一册", "Single volume"))

LESSON_TYPES = _terms(
    ("ne", "新授", "New content"),
    ("re", "复习", "Revision"),
    ("ex", "练习", "Exercise"),
    ("la", "实验", "Experiment"),
    ("co", "讲评", "Discussion of work"),
    ("wr", "习作", "Writing"),
    ("or", "口语交际", "Oral communication"),
    ("pr", "综合实践", "Integrated practice"),
)

#: Both schemes side by side: the three dimensions, then the core competences of the 2022 standards.
OBJECTIVE_ASPECTS = _terms(
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

OBJECTIVE_SCHEMES = _terms(("c", "核心素养", "Core competences"), ("3", "三维目标", "Three dimensions"))

TEACHING_METHODS = _terms(
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

HOMEWORK_LEVELS = _terms(("b", "基础", "Basic"), ("h", "提高", "Advanced"), ("p", "实践", "Practical"))

MENTORING_WAYS = _terms(
    ("f", "面谈", "Face to face"),
    ("o", "听课后", "After a lesson"),
    ("p", "电话", "Telephone"),
    ("a", "异步批注", "Comments in writing"),
    ("u", "U盘", "By stick"),
)

SUPPORT_TYPES = _terms(
    ("d", "示范", "Showing"),
    ("l", "倾听", "Listening"),
    ("r", "资源", "Resources"),
    ("c", "陪练", "Practising together"),
)

MEETING_WAYS = _terms(
    ("f", "面对面", "Face to face"), ("o", "线上", "Online"), ("m", "线上线下结合", "Mixed"), ("p", "电话", "Telephone")
)

MEETING_TYPES = _terms(
    ("t", "专题研讨", "Discussion of a topic"),
    ("o", "公开课", "Open lesson"),
    ("j", "集体备课", "Joint preparation"),
    ("l", "专家讲座", "Expert lecture"),
    ("w", "观评课", "Lesson watched and discussed"),
    ("r", "读书", "Reading"),
    ("u", "联合教研", "Joint research of several schools"),
)

#: The lists by the names that declarations use.
LISTS: Mapping[str, tuple[Term, ...]] = MappingProxyType(
    {
        "subjects": SUBJECTS,
        "grades": GRADES,
        "editions": EDITIONS,
        "volumes": VOLUMES,
        "lesson_types": LESSON_TYPES,
        "objective_schemes": OBJECTIVE_SCHEMES,
        "objective_aspects": OBJECTIVE_ASPECTS,
        "teaching_methods": TEACHING_METHODS,
        "homework_levels": HOMEWORK_LEVELS,
        "mentoring_ways": MENTORING_WAYS,
        "support_types": SUPPORT_TYPES,
        "meeting_ways": MEETING_WAYS,
        "meeting_types": MEETING_TYPES,
    }
)


class Terms:
    """The lists as one school uses them; the program's own where it has not changed them."""

    def __init__(self, changed: Mapping[str, tuple[Term, ...]] | None = None) -> None:
        self._lists = {**LISTS, **(changed or {})}

    def offer(self, name: str) -> tuple[Term, ...]:
        """The terms of a list, in the order to show them; empty for a list that nobody made."""
        return self._lists.get(name, ())

    def changed(self, name: str, terms: tuple[Term, ...]) -> "Terms":
        """These lists with one of them replaced."""
        return Terms({**self._lists, name: terms})

    def show(self, name: str, value: str, language: str) -> str:
        """What people read for a stored value: the term's label, or the value itself when it is a typed word.

        A code of the program's own list is shown by its label even when the school took the term out.
        """
        for term in (*self.offer(name), *LISTS.get(name, ())):
            if term.code == value:
                return term.label.in_language(language)
        return value

    def value_of(self, name: str, text: str) -> str:
        """What is stored for a word that somebody typed: a term's code if it is its label, else the word itself."""
        wanted = text.strip().casefold()
        for term in self.offer(name):
            if any(term.label.in_language(language).casefold() == wanted for language in LANGUAGES):
                return term.code
        return text.strip()
