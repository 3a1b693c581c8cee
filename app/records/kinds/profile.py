"""Profile (名片), requirements 3.7, 3.19, 4.7, 0.12, 2.10: who somebody is for colleagues who look for help or give it.

Her own stands in her private space; the program keeps a copy of it in each space that she is in. Duties are what she
is called at school, several at once; rights follow from the membership of spaces and never from a duty.
"""

from app.records.archive import Archived
from app.records.audience import EVERYBODY, Audience
from app.records.fields import Choice, Choices, Line, Number, Prose
from app.records.kind import Kind, Label, Section

PROFILE = Kind(
    key="profile",
    version=1,
    label=Label("名片", "Profile"),
    title="school",
    columns=("school", "duties", "subjects", "grades"),
    main="about",
    listed=False,
    copied=True,
    priority=1,
    audience=Audience(write=EVERYBODY, comment=frozenset(), own=True),
    archive=(Archived("basics"),),
    sections=(
        Section(Label("我在学校", "At school"), (
            Line("school", "s", Label("学校", "School"), required=True,
                 help=Label("写好后，您所在的每个共享圈都能看到这张名片",
                            "Everybody in the spaces that you are in can see this card")),
            Choices("duties", "d", Label("职务与角色", "Duties"), terms="duties",
                    help=Label("可以选几个", "Several at once")),
            Choices("subjects", "u", Label("任教学科", "Subjects"), terms="subjects"),
            Choices("grades", "g", Label("任教年级", "Grades"), terms="grades"),
            Choices("editions", "e", Label("教材版本", "Textbook editions"), terms="editions"),
            Line("class_name", "c", Label("班级", "Class")),
        )),
        Section(Label("我能帮的", "What I can help with"), (
            Line("strengths", "t", Label("专长", "Strengths"),
                 help=Label("每位老师都有自己的长处，写两三个词就好", "Everybody has some: two or three words")),
            Choice("level", "l", Label("骨干教师级别", "Level as a backbone teacher"), terms="mentor_levels"),
            Choice("sort", "o", Label("骨干教师类别", "Kind of backbone teacher"), terms="mentor_kinds"),
            Number("capacity", "n", Label("还能带几位", "Can take on so many more"), unit=Label("位", "people")),
            Line("contact", "w", Label("希望怎样联系", "How to get in touch"),
                 help=Label("例如：周三下午有空；先发一份教案给我",
                            "For example: Wednesday afternoons; send me a plan first")),
            Prose("about", "A", Label("自我介绍", "About me")),
        )),
    ),
)  # fmt: skip
