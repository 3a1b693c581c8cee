"""What the rules about families ask (requirements 3.15 to 3.17): nothing is handed to parents, nothing goes to all of
them at once, nothing measures a child; and what is written about a family lies in a care circle alone.

That nothing ranks is searched for in test_no_ranking.py; here stands what concerns pupils and their families. Each
search is tried on a bad example too.
"""

import re
from collections.abc import Iterator

import pytest

from app.ids import DeviceId
from app.records.fields import Field, Line, Number, Person, Rows, columns_of
from app.records.groups import PUPILS
from app.records.importing import from_markdown
from app.records.kind import Kind, Label, Section
from app.records.kinds import ALL
from app.records.kinds.family_contact import FAMILY_CONTACT
from app.records.kinds.growth_message import GROWTH_MESSAGE
from app.records.kinds.home_visit import HOME_VISIT
from app.records.kinds.talk import TALK
from app.records.purposes import CARE
from app.records.record import Record
from app.records.templates import built_in
from app.resources import LANGUAGES, resource
from app.text import read_sentences
from tests.helpers.source import ROOT

OURS = [kind for kind in ALL if kind.group == PUPILS]
#: What a family is asked to do, what goes to all of them at once, and exams of a school's own making.
HANDED = re.compile(
    r"家长作业|亲子作业|家长任务|家长批改|家长检查作业|家长签字的作业|督促作业|打卡|群发|全体家长|一键发送|联考|月考|"
    r"\b(homework for (the )?(parents|famil)|marked by parents|parents? (must|should) (check|mark|sign)|"
    r"(to|send) all (the )?(parents|families)|bulk|broadcast|joint exam|monthly exam)",
    re.IGNORECASE,
)
#: Sentences that say that there is none of it.
DENIALS = ("不给家长布置任务", "no tasks for the family")
#: Words that hold how a family is reached; a field that holds one may stand in these kinds only.
REACHING = re.compile(r"电话|地址|telephone|address", re.IGNORECASE)
REACHED_IN = {"family_contact", "home_visit", "contact_grant"}
#: Telephones that are no family's.
OF_THE_SCHOOL = {"phone_tree"}


def told_in(kind: Kind) -> Iterator[str]:
    """Every word of a declaration that people read."""
    for field in kind.fields():
        for one in (field, *columns_of(field)):
            yield from (one.label.zh, one.label.en)
            if one.help is not None:
                yield from (one.help.zh, one.help.en)


def handed_over(text: str) -> bool:
    """Does a text hand something to parents, or go to all of them?"""
    for denial in DENIALS:
        text = text.replace(denial, "")
    return HANDED.search(text) is not None


def reaching(kind: Kind) -> list[str]:
    """Fields of a kind by which a family is reached."""
    every = [one for field in kind.fields() for one in (field, *columns_of(field))]
    return [one.key for one in every if isinstance(one, Line) and REACHING.search(one.label.zh + one.label.en)]


def several_families(kind: Kind) -> list[str]:
    """Groups of rows in which each row names another pupil and how the family is reached: a list to send to."""
    return [
        field.key
        for field in kind.fields()
        if isinstance(field, Rows)
        and any(REACHING.search(cell.label.zh) for cell in field.row)
        and any("学生" in cell.label.zh for cell in field.row)
    ]


def test_the_searches_find_what_they_look_for() -> None:
    """A kind with everything that must not be."""
    row: tuple[Field, ...] = (
        Line("pupil", "p", Label("学生", "Pupil")),
        Line("phone", "t", Label("电话", "Telephone")),
    )
    bad = Kind(
        key="bad", version=1, group=PUPILS, label=Label("坏", "Bad"), title="name", columns=("name",), main="name",
        sections=(Section(Label("全部", "All"), (
            Line("name", "n", Label("家长作业", "Tasks")), Rows("all", "a", Label("全体", "All"), row=row),
        )),),
    )  # fmt: skip

    assert any(handed_over(text) for text in told_in(bad))
    assert reaching(bad) == ["phone"]
    assert several_families(bad) == ["all"]
    assert handed_over("Send all families a message")
    assert not handed_over("写老师会做什么；不给家长布置任务")


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.key)
def test_a_kind_about_pupils_hands_nothing_to_families(kind: Kind) -> None:
    """In no label, hint, or template; and there is no list of families to write to."""
    templates = [str(template) for language in LANGUAGES for template in built_in(kind, language)]

    assert [text for text in (*told_in(kind), *templates) if handed_over(text)] == []
    assert several_families(kind) == []


def test_no_sentence_of_the_screens_does() -> None:
    """Neither sends anything to several parents, nor asks them for anything."""
    for language in LANGUAGES:
        sentences = read_sentences(resource("i18n", language))
        assert [key for key, text in sentences.items() if handed_over(text)] == []


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_how_a_family_is_reached_stands_where_few_have_the_key(kind: Kind) -> None:
    """In care circles, and in what a mentor opens to one colleague for a time."""
    if kind.key in OF_THE_SCHOOL or kind.group != PUPILS:
        return
    assert not reaching(kind) or kind.key in REACHED_IN


def test_what_is_restricted_goes_into_care_circles_alone() -> None:
    """Whoever declares another place for one of these opens it to everybody there."""
    assert {kind.key for kind in (HOME_VISIT, TALK, FAMILY_CONTACT) if kind.places == {CARE}} == {
        "home_visit", "talk", "family_contact",
    }  # fmt: skip


@pytest.mark.parametrize("kind", [TALK, HOME_VISIT, GROWTH_MESSAGE], ids=lambda kind: kind.key)
@pytest.mark.parametrize(
    "words", ["# 名次\n\n第3名", "# 分数\n\n98", "| 科目 | 分数 | 排名 |\n|---|---|---|\n| 语文 | 98 | 3 |"]
)
def test_a_pasted_rank_is_words_and_no_field(kind: Kind, words: str) -> None:
    """Nothing that is pasted is lost, and none of it becomes a value that could be put in order."""
    record = Record.create(kind, DeviceId(b"teacher1"), 1, from_markdown(kind, words))
    values = record.values()

    assert set(values) <= {kind.main, kind.title}
    assert "3" in str(values) or "98" in str(values)


def test_no_number_is_kept_of_a_pupil() -> None:
    """Neither of a visit, nor of a talk, nor of a message."""
    numbers = [
        f"{kind.key}.{one.key}"
        for kind in (TALK, HOME_VISIT, GROWTH_MESSAGE, FAMILY_CONTACT)
        for field in kind.fields()
        for one in (field, *columns_of(field))
        if isinstance(one, Number)
    ]

    assert numbers == []
    assert any(isinstance(field, Person) for field in TALK.fields())
    assert (ROOT / "tests/quality/test_no_ranking.py").exists()
