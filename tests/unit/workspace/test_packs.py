"""The work statement and its pack: counts and records of one's own, in a span, for one's own hand alone."""

import inspect
import io
import typing
from dataclasses import replace

import pytest
from docx import Document

from app.errors import AccessError, RecordError
from app.ids import RecordId
from app.workspace.chronicler import Chronicler
from app.workspace.packs import PackChoice
from app.workspace.workspace import Workspace
from tests.helpers.paper import words_in
from tests.helpers.world import World, desk_of

YEAR = ("2026-08-01", "2027-07-31")


def some(teacher: Workspace) -> tuple[RecordId, RecordId]:
    story = teacher.create("story", {"title": "第一次举手", "told_on": "2026-10-09", "body": "他终于举手了。"})
    plan = teacher.create("lesson_plan", {"topic": "秋天的雨", "taught_on": "2026-09-20"})
    return story, plan


def test_the_school_year_of_today_is_proposed_with_what_she_starred(world: World) -> None:
    teacher = world.person("李秀兰")
    story, plan = some(teacher)
    assert teacher.pack().chosen == {story}
    teacher.star(plan)
    view = teacher.pack()
    assert (view.begins, view.ends) == YEAR
    assert view.chosen == {story, plan}
    assert {part.part.label.zh for part in view.parts} == {"教案", "故事与经验"}


def test_statement_counts_and_chosen_records_stand_in_the_pack(world: World) -> None:
    teacher = world.person("李秀兰")
    story, plan = some(teacher)
    choice = PackChoice("学年工作陈述", *YEAR, "教两个年级。", "孩子们敢说了。", (plan, story))
    title, contents, statement = teacher.pack_front(choice, teacher.pack_names(choice))
    assert {"李秀兰", "学年工作陈述"} <= set(words_in(title.blocks))
    listed = list(words_in(contents.blocks))
    assert listed.index("秋天的雨") < listed.index("第一次举手")
    assert "2026年9月20日" in listed
    said = list(words_in(statement.blocks))
    assert {"教两个年级。", "孩子们敢说了。", "教案", "1"} <= set(said)
    assert "他终于举手了。" in list(words_in(teacher.pack_part(story, choice, None).blocks))


def test_pupils_are_called_by_one_stand_in_in_the_whole_pack(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    teacher = world.person("李秀兰")
    first = teacher.create("story", {"title": "张伟举手了", "told_on": "2026-10-09", "body": "张伟明也举手。"})
    other = teacher.create("story", {"title": "值日", "told_on": "2026-10-10", "body": "张伟擦黑板。"})
    desk = desk_of(teacher)
    from app.records.stand_ins import Named, Sort
    from app.workspace import packs

    pupils = [Named("张伟", Sort.PUPIL), Named("张伟明", Sort.PUPIL)]
    monkeypatch.setattr(packs, "pupils_known", lambda _desk: pupils)
    choice = PackChoice("陈述", *YEAR, "", "", (first, other))
    names = packs.pack_names(desk, choice)
    parts = [*teacher.pack_front(choice, names), *(teacher.pack_part(one, choice, names) for one in (first, other))]
    whole = " ".join(word for part in parts for word in words_in(part.blocks))
    assert "张伟" not in whole
    assert whole.count("张同学甲举手了") == 2
    assert "张同学甲擦黑板" in whole
    assert "张同学乙也举手" in whole


def test_what_she_wrote_and_chose_is_there_again(world: World) -> None:
    teacher = world.person("李秀兰")
    story, plan = some(teacher)
    choice = PackChoice("陈述", *YEAR, "教两个年级。", "", (plan,))
    teacher.keep_pack(choice)
    teacher.keep_pack(replace(choice, words="教三个年级。", records=(story, plan)))
    view = teacher.pack(*YEAR)
    assert (view.title, view.words) == ("陈述", "教三个年级。")
    assert view.chosen == {story, plan}
    desk = desk_of(teacher)
    (own,) = desk.store.queries.list_records("work_statement")
    assert own.space == desk.private_space


def test_the_pack_is_one_word_file_with_the_pages_of_its_parts(world: World) -> None:
    teacher = world.person("李秀兰")
    story, plan = some(teacher)
    choice = PackChoice("陈述", *YEAR, "教两个年级。", "", (plan, story))
    document = Document(io.BytesIO(teacher.pack_word(choice, {3: 4, 4: 6})))
    xml = document.element.xml
    assert 'w:instr="PAGEREF part3"' in xml
    assert 'w:name="part4"' in xml
    assert {"4", "6"} <= {piece.split("<")[0] for piece in xml.split("<w:t>")}
    assert len(document.sections) == 5


def test_a_record_that_is_not_her_own_goes_into_no_pack_of_hers(world: World) -> None:
    teacher, mentor = world.pair()
    plan = mentor.create("lesson_plan", {"topic": "别人的", "taught_on": "2026-09-20"}, world.shared())
    mentor.visit()
    teacher.visit()
    choice = PackChoice("陈述", *YEAR, "", "", (plan,))
    with pytest.raises(RecordError):
        teacher.pack_front(choice, None)


def test_nobody_can_ask_for_the_pack_of_somebody_else(world: World) -> None:
    """No verb of archive and pack takes a person, and none of the words leaves the private space."""
    for name, verb in inspect.getmembers(Chronicler, inspect.isfunction):
        given = typing.get_type_hints(verb)
        assert not {"person", "member", "colleague", "who", "author"} & set(given), name
    teacher, mentor = world.pair()
    some(teacher)
    teacher.keep_pack(PackChoice("陈述", *YEAR, "我的话"))
    (own,) = desk_of(teacher).store.queries.list_records("work_statement")
    with pytest.raises(AccessError, match=r"access\.wrong_place"):
        teacher.share(own.record, world.shared())
    with pytest.raises(AccessError, match=r"access\.wrong_place"):
        teacher.create("work_statement", {"title": "给别人"}, world.shared())
    teacher.visit()
    mentor.visit()
    assert desk_of(mentor).store.queries.list_records("work_statement") == []
    assert mentor.pack(*YEAR).parts == ()


def test_what_she_gave_and_how_often_it_was_used_again_stands_in_her_statement(world: World) -> None:
    teacher, mentor = world.pair()
    named = {"name": "数的卡片", "made_by": mentor.me.name}
    card = mentor.create("resource", named, world.shared())
    mentor.visit()
    teacher.visit()
    teacher.share(teacher.copy(card, "zh"), world.shared())
    teacher.visit()
    mentor.visit()
    _, _, words = mentor.pack_front(PackChoice("陈述", *YEAR), None)
    said = list(words_in(words.blocks))
    assert said[said.index("被再次使用") + 1] == "1"
    assert said.index("为同事做的") < said.index("被再次使用")
