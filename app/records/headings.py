"""Finding the field that a heading means, in plans that schools wrote by their own templates."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.records.fields import Field
from app.records.kind import Kind

#: Other words that schools' forms use, by the label that we use.
ALSO: dict[str, tuple[str, ...]] = {
    "课题": ("课文题目", "教学课题", "教学内容"),
    "授课教师": ("执教者", "执教教师", "任课教师", "执教人"),
    "授课日期": ("授课时间", "上课时间"),
    "课标要求": ("课程标准要求", "课标分析"),
    "教材分析": ("教材解读", "教学内容分析"),
    "学情分析": ("学生分析", "学情"),
    "教学目标": ("教学目的", "学习目标", "核心素养目标", "三维目标"),
    "教学重点": ("重点",),
    "教学难点": ("难点",),
    "教学方法": ("教法",),
    "学法指导": ("学法",),
    "教具": ("教具学具", "教学准备", "课前准备", "教具准备"),
    "教学过程": ("教学流程", "教学步骤", "教学环节"),
    "板书设计": ("板书",),
    "作业设计": ("作业布置", "课后作业", "布置作业"),
    "教学评价": ("学习评价", "评价设计"),
    "教学反思": ("教学后记", "课后反思", "教后反思"),
    "二次备课": ("个性修改", "个性化修改"),
    "环节": ("教学环节", "步骤", "教学步骤", "教学流程", "活动环节"),
    "分钟": ("时间", "用时", "时长", "时间分配"),
    "教师活动": ("教师行为", "教师的活动", "教师", "教的活动", "教师指导"),
    "学生活动": ("学生行为", "学生的活动", "学生", "学的活动"),
    "设计意图": ("意图",),
    "作业": ("作业内容",),
    "预计分钟": ("预计用时", "预计时间"),
}

#: A word that is found inside a longer heading must have at least so many characters, or chance finds it.
_LEAST_ZH = 4
_LEAST_EN = 6

_NUMBERING = re.compile(
    r"\s*([（(]?[一二三四五六七八九十百\d]{1,3}[）)、.．]\s*|第[一二三四五六七八九十\d]+部分[、:：]?\s*)"
)
_BRACKETS = re.compile(r"[（(【\[][^（）()【】\[\]]*[）)】\]]")
_SPACE = re.compile(r"[\s*_]+")


@dataclass(frozen=True)
class Match:
    """A field that a heading means; ``whole`` when the heading says no more than that."""

    field: Field
    whole: bool


def plain(heading: str) -> str:
    """A heading without its number, emphasis, closing colon and spaces."""
    return _SPACE.sub("", _NUMBERING.sub("", heading, count=1)).rstrip(":：").strip("【】").casefold()


def words_of(field: Field) -> tuple[str, ...]:
    """The words under which a field is found."""
    return (field.label.zh, _SPACE.sub("", field.label.en).casefold(), *ALSO.get(field.label.zh, ()))


class Headings:
    """Finds for a heading of somebody else's document the field of one kind that it means."""

    def __init__(self, kind: Kind) -> None:
        self._words = {word: field for field in reversed(tuple(kind.fields())) for word in words_of(field)}

    def exact(self, heading: str) -> Match | None:
        """The field of which the heading is the name, apart from numbering."""
        field = self._words.get(plain(heading))
        return Match(field, whole=True) if field else None

    def alone(self, line: str) -> Match | None:
        """The field that a line names which is not marked as a heading: exactly, or with a remark in brackets."""
        found = self.exact(line)
        field = None if found else self._words.get(_BRACKETS.sub("", plain(line)))
        return Match(field, whole=False) if field else found

    def find(self, heading: str) -> Match | None:
        """The field that the heading names or contains; of several the longest, then the first."""
        found = self.alone(heading)
        inside = "" if found else max(self._inside(plain(heading)), key=len, default="")
        return Match(self._words[inside], whole=False) if inside else found

    def inline(self, line: str) -> tuple[Match, str] | None:
        """The field and the text of a line such as ``教学重点：理解秋天``."""
        name, colon, text = line.partition("：") if "：" in line else line.partition(":")
        match = self.exact(name.removeprefix("- ")) if colon and len(name) <= 40 else None
        return (match, text.strip()) if match else None

    def _inside(self, heading: str) -> Iterable[str]:
        for word in self._words:
            if len(word) >= (_LEAST_EN if word.isascii() else _LEAST_ZH) and word in heading:
                yield word
