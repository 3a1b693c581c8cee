"""Every number that a school may set for itself, with the public default and where that comes from.

A school writes its own into its ``school`` record, which has one field for each; until then the defaults hold. No such
number stands anywhere else in the program. To add one: a line here with a ``code`` that no other has, and its row in
docs/glossary.md under the school's fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.records.fields import Number
from app.records.label import Label
from app.records.values import Values


@dataclass(frozen=True)
class SchoolNumber:
    """One number. ``code`` names its field in the document; ``source`` says where ``default`` comes from; a school may
    set nothing below ``least``; ``offers`` are those that a form proposes for a person's own choice."""

    key: str
    code: str
    default: int
    label: Label
    source: Label
    unit: Label
    least: int = 0
    offers: tuple[int, ...] = ()

    def field(self) -> Number:
        """The field of a school's record; its help names the default and the source."""
        told = Label(
            _TOLD.zh.format(default=self.default, unit=self.unit.zh, source=self.source.zh),
            _TOLD.en.format(default=self.default, unit=self.unit.en, source=self.source.en),
        )
        return Number(self.key, self.code, self.label, help=told, least=self.least, unit=self.unit)


_TOLD = Label("不填就是 {default} {unit}。依据：{source}", "Left empty: {default} {unit}. Source: {source}")

# The public documents behind the defaults.
_DISTRICT = Label(
    "上海市长宁区全员导师制方案（2021）", "Changning district's whole-staff mentorship plan (Shanghai, 2021)"
)
_PLANS = Label("公开的教案样表，小学 40、初中 45", "public forms of lesson plans: 40 in primary, 45 in junior schools")
_AGREEMENTS = Label("公开的师徒结对协议（7 或 8 节）", "public mentorship agreements (7 or 8 lessons)")
_AGREED = Label("公开的师徒结对协议", "public mentorship agreements")
_PAIRED = Label("公开的校际结对协议", "public agreements of paired schools")
_CELLS = Label("城乡教师共同体研究：每格不少于 3 人", "research on urban-rural communities: no cell under 3 people")
_MESSAGES = Label("公开的成长寄语，100 至 200 字", "growth messages in use: 100 to 200 characters")
_VISITS = Label("公开的家访样表：24 小时内整理", "public forms of home visits: written down within 24 hours")
_OURS = Label("没有公开依据，是我们的建议", "no public source; our own proposal")

# What the numbers count.
_PEOPLE, _PUPILS = Label("人", "people"), Label("位学生", "pupils")
_MINUTES, _HOURS = Label("分钟", "minutes"), Label("小时", "hours")
_DAYS, _WEEKS = Label("天", "days"), Label("周", "weeks")
_TIMES, _A_MONTH = Label("次/学期", "a term"), Label("次/月", "a month")
_LESSONS, _PLANS_HANDED = Label("节/学期", "lessons a term"), Label("份/学期", "plans a term")
_A_YEAR, _CHARACTERS = Label("份/年", "a year"), Label("字", "characters")
_SLIPS = Label("张", "slips")

NUMBERS: tuple[SchoolNumber, ...] = (
    SchoolNumber("lesson_minutes", "nm", 40, Label("一节课", "A lesson"), _PLANS, _MINUTES, 1, (40, 45)),
    SchoolNumber("pupils_per_mentor", "np", 15, Label("每位导师的学生", "Pupils of one mentor"), _DISTRICT, _PUPILS, 1),
    SchoolNumber("visits_per_term", "nv", 1, Label("家访", "Home visits"), _DISTRICT, _TIMES),
    SchoolNumber("talks_per_term", "nt", 1, Label("谈心谈话", "Talks"), _DISTRICT, _TIMES),
    SchoolNumber("messages_per_term", "ng", 1, Label("成长寄语", "Growth messages"), _DISTRICT, _TIMES),
    SchoolNumber("talk_days", "nd", 7, Label("考试或变故后几天内谈心", "Talk within, after an exam or a change"), _OURS,
                 _DAYS, 1),
    SchoolNumber("visit_note_hours", "no", 24, Label("家访后几小时内记下", "A visit is written down within"), _VISITS,
                 _HOURS, 1),
    SchoolNumber("message_least", "nl", 100, Label("寄语至少", "Shortest growth message"), _MESSAGES, _CHARACTERS),
    SchoolNumber("message_most", "nh", 200, Label("寄语至多", "Longest growth message"), _MESSAGES, _CHARACTERS, 1),
    SchoolNumber("slips_to_a_sheet", "ns", 4, Label("一张 A4 印几张寄语", "Growth messages on a sheet of A4"), _OURS,
                 _SLIPS, 1, (1, 2, 4)),
    SchoolNumber("mentor_watches", "nw", 8, Label("师傅听徒弟的课", "Lessons a mentor watches"), _AGREEMENTS, _LESSONS),
    SchoolNumber("mentee_watches", "ne", 8, Label("徒弟听师傅的课", "Lessons a mentee watches"), _AGREEMENTS, _LESSONS),
    SchoolNumber("plans_handed", "nf", 3, Label("徒弟交给师傅的教案", "Plans handed to the mentor"), _AGREED,
                 _PLANS_HANDED),
    SchoolNumber("discussions_per_month", "nc", 2, Label("师徒研讨", "Discussions of a pair"), _AGREED, _A_MONTH),
    SchoolNumber("exploration_lessons", "nx", 1, Label("探究课", "Exploration lessons"), _AGREED, _LESSONS),
    SchoolNumber("report_lessons", "nr", 1, Label("汇报课", "Report lessons"), _AGREED, _LESSONS),
    SchoolNumber("books_per_year", "nb", 1, Label("读书", "Books"), _AGREED, _A_YEAR),
    SchoolNumber("papers_per_year", "na", 1, Label("论文或总结", "Papers"), _AGREED, _A_YEAR),
    SchoolNumber("reading_notes", "nn", 10_000, Label("读书笔记", "Reading notes"), _AGREED, _CHARACTERS),
    SchoolNumber("meeting_weeks", "nk", 4, Label("例会每隔", "A meeting every"), _DISTRICT, _WEEKS, 1),
    SchoolNumber("joint_meetings", "nj", 1, Label("结对学校联席会议", "Joint meetings of paired schools"), _PAIRED,
                 _TIMES),
    # Below three the page of counts would tell what one person did: a school may raise it, never lower it.
    SchoolNumber("smallest_group", "nz", 3, Label("进展页上最小的一组", "Smallest group on the progress page"), _CELLS,
                 _PEOPLE, 3),
)  # fmt: skip

#: The numbers by key.
BY_KEY: Mapping[str, SchoolNumber] = MappingProxyType({number.key: number for number in NUMBERS})
#: What holds where no school has written its own.
DEFAULTS: Mapping[str, int] = MappingProxyType({number.key: number.default for number in NUMBERS})


def numbers_in(values: Values) -> Mapping[str, int]:
    """The numbers as a school's record has them; the default where it has none, or one that may not be."""
    found = dict(DEFAULTS)
    for number in NUMBERS:
        value = values.get(number.key)
        if isinstance(value, int) and not isinstance(value, bool) and value >= number.least:
            found[number.key] = value
    return MappingProxyType(found)
