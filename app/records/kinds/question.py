"""Question (困惑与提问), forms section 13: to a mentor or mentee, to a group, to the leadership; answered in the open.

Everybody in the space reads it, and whoever may comment there may answer: each answer is a row with who gave it and
when, so that both sides see how it was handled. One that was asked unsigned is written down, with its answer, by the
leadership; ``number`` tells its author which of hers it is, and says nothing to anybody else.
"""

from app.records.audience import EVERYBODY, Audience
from app.records.copying import Copying
from app.records.fields import Choice, Date, Field, Line, Link, People, Person, Prose, Rows, YesNo
from app.records.groups import MENTORING
from app.records.kind import Asking, Kind, Label, Section
from app.records.paper import OnPaper

_ANSWER: tuple[Field, ...] = (
    Prose("text", "t", Label("回答", "Answer")),
    Person("who", "p", Label("谁回答", "Who answers")),
    Date("on", "d", Label("日期", "Date")),
)

QUESTION = Kind(
    key="question",
    group=MENTORING,
    version=1,
    label=Label("困惑与提问", "Question"),
    title="text",
    columns=("text", "to", "subject", "urgent", "settled"),
    main="details",
    priority=0,
    audience=Audience(write=EVERYBODY, own=True, answers=("answers", "settled")),
    asking=Asking(
        text="text", to="to", urgent="urgent", answers="answers", answer="text", who="who", on="on", settled="settled",
        unsigned="unsigned", number="number",
    ),
    on_paper=OnPaper(facts=("text", "subject", "to")),
    copying=Copying(fresh=("answers", "settled", "unsigned", "number")),
    sections=(
        Section(Label("问题", "The question"), (
            Line("text", "t", Label("问题", "Question"), required=True,
                 help=Label("一句话就够", "One sentence is enough")),
            Prose("details", "D", Label("补充说明", "More about it")),
            Choice("subject", "s", Label("科目", "Subject"), terms="subjects"),
            People("to", "p", Label("给谁", "For whom"),
                   help=Label("空着就是给圈里所有人", "Nobody named: for everybody in the space")),
            YesNo("urgent", "u", Label("急", "Urgent")),
            Link("about", "a", Label("关于哪份记录", "About which record")),
        )),
        Section(Label("回答与处理", "Answers and how it went on"), (
            Rows("answers", "r", Label("回答", "Answers"), row=_ANSWER),
            YesNo("settled", "S", Label("解决了", "Settled")),
        )),
        Section(Label("意见箱", "Question box"), (
            YesNo("unsigned", "n", Label("不署名", "Unsigned")),
            Line("number", "i", Label("编号", "Number")),
        ), folded=True),
    ),
)  # fmt: skip
