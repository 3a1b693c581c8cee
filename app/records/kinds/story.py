"""Story (故事与经验), requirements 3.27, 3.36 and 4.11: something worth telling, in which nobody can be found by name.

It is made from a record of one's own, without names, and shared by its author alone, who says so by signing.
"""

from app.records.archive import Archived
from app.records.audience import Audience
from app.records.copying import Copying
from app.records.fields import Choice, Date, Line, Prose, Signature
from app.records.groups import GROWTH
from app.records.kind import Kind, Label, Released, Section
from app.records.paper import OnPaper

STORY = Kind(
    key="story",
    version=1,
    label=Label("故事与经验", "Story"),
    title="title",
    columns=("title", "sort", "told_on"),
    main="body",
    group=GROWTH,
    audience=Audience(own=True),
    on_paper=OnPaper(facts=("sort", "told_on")),
    copying=Copying(fresh=("consent",), dated="told_on"),
    released=Released(text="body", by="consent"),
    archive=(Archived("stories", "told_on", given=True),),
    sections=(
        Section(Label("故事", "Story"), (
            Line("title", "t", Label("题目", "Title"), required=True),
            Choice("sort", "s", Label("类别", "Sort"), terms="story_sorts"),
            Date("told_on", "d", Label("日期", "Date")),
            Prose("body", "B", Label("故事", "Story"), required=True,
                  help=Label("不写真实姓名；写看到的和听到的", "No real names; what was seen and heard")),
            Prose("learnt", "L", Label("经验提炼", "What was learnt")),
            Signature("consent", "c", Label("作者同意分享", "The author agrees to share it")),
        )),
    ),
)  # fmt: skip
