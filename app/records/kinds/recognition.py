"""Recognition (表彰): a thank-you with a reason and what it rests on. Nobody is compared with anybody."""

from app.records.archive import Archived
from app.records.copying import Copying
from app.records.fields import Choice, Date, Field, File, Line, Link, People, Person, Prose, Rows
from app.records.groups import GROWTH
from app.records.kind import Kind, Label, Section
from app.records.paper import OnPaper

_EVIDENCE: tuple[Field, ...] = (
    Link("record", "r", Label("记录", "Record")),
    Line("about", "a", Label("说明", "What it shows")),
)

RECOGNITION = Kind(
    key="recognition",
    group=GROWTH,
    version=1,
    label=Label("表彰与感谢", "Recognition"),
    title="for_what",
    columns=("for_what", "to", "given_on", "sort"),
    main="reason",
    on_paper=OnPaper(
        facts=("for_what", "to", "given_by", "given_on", "sort"), signatures=(Label("学校", "School"),)
    ),
    copying=Copying(fresh=("for_what", "to", "given_on", "reason", "evidence", "thanks", "files")),
    archive=(
        Archived("recognition", "given_on", ("to",), label=Label("收到的表彰与感谢", "Recognitions received")),
        Archived(
            "recognition", "given_on", ("given_by",), label=Label("写给同事的", "Written for colleagues"),
            counted=True, given=True,
        ),
    ),
    sections=(
        Section(Label("表彰", "Recognition"), (
            Line("for_what", "t", Label("为了什么", "For what"), required=True),
            People("to", "p", Label("表彰谁", "To whom"), required=True,
                   help=Label("一个人、一个组、一所学校都可以", "One person, a group, or a school")),
            Person("given_by", "b", Label("谁表彰", "From whom")),
            Date("given_on", "d", Label("日期", "Date")),
            Choice("sort", "s", Label("类别", "Sort"), terms="recognition_sorts"),
        )),
        Section(Label("理由与依据", "Reason and evidence"), (
            Prose("reason", "R", Label("理由", "Reason"), required=True,
                  help=Label("写看得见的一件事", "Write of one thing that could be seen")),
            Rows("evidence", "e", Label("依据", "Evidence"), row=_EVIDENCE),
            Prose("thanks", "T", Label("想说的话", "Words of thanks")),
            File("files", "J", Label("照片/证书", "Photographs, certificate")),
        )),
    ),
)  # fmt: skip
