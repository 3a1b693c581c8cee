"""A copy without names: only its author makes it, nobody in it can be found by name, and sharing it is her consent."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import AccessError
from app.ids import PersonId
from app.records.people import person_value
from app.records.stand_ins import Named, Sort, Style
from app.records.values import Row, Value
from app.workspace.stories import NameChoice
from tests.helpers.world import World


def test_names_go_wherever_they_stand_and_the_record_stays(world: World) -> None:
    teacher, mentor = world.pair()
    member = person_value(PersonId(bytes.fromhex(mentor.me.person)))
    speeches: list[Row] = [{"speaker": member, "said": "买买提·艾力今天笑了。"}]
    values: dict[str, Value] = {
        "topic": "张伟为什么不说话",
        "chair": "赵小燕",
        "speeches": speeches,
        "decision": f"{mentor.me.name}老师再看一次。",
    }
    meeting = teacher.create("plc_meeting", values)
    pupils = (Named("张伟", Sort.PUPIL), Named("买买提·艾力", Sort.PUPIL))
    made = teacher.nameless(meeting, NameChoice(added=pupils))
    story = teacher.make_story(meeting, NameChoice(added=pupils), "case")
    view = teacher.view(story)
    assert view.title == "张同学为什么不说话"
    for name in ("张伟", "艾力", "赵小燕", mentor.me.name):
        assert name not in made.text
        assert name not in str(view.values)
    assert "王老师再看一次" in made.text
    assert {form.form for form in made.forms} == {"张伟", "赵小燕", mentor.me.name, "买买提·艾力"}
    assert teacher.view(meeting).title == "张伟为什么不说话"


def test_what_is_taken_back_stands_and_fields_can_be_left_out(world: World) -> None:
    teacher = world.person("李秀兰")
    log = teacher.create("mentoring_log", {"mentee": "赵小燕", "question": "赵小燕问", "step": "等三秒"})
    made = teacher.nameless(log, NameChoice(kept=frozenset({"赵小燕"}), fields=frozenset({"question"})))
    assert made.text.endswith("赵小燕问")
    assert "徒弟：" not in made.text
    assert [form.kept for form in made.forms] == [True]


def test_sharing_is_the_author_s_act_and_bears_her_consent(world: World) -> None:
    teacher, mentor = world.pair()
    meeting = teacher.create("plc_meeting", {"topic": "等三秒", "decision": "大家都试试。"}, world.shared())
    draft = teacher.make_story(meeting, NameChoice())
    assert "consent" not in teacher.view(draft).values
    shared = teacher.make_story(meeting, NameChoice(), space=world.shared())
    teacher.visit()
    mentor.visit()
    assert str(mentor.view(shared).values["consent"]).endswith(teacher.me.name)
    with pytest.raises(AccessError, match=r"story\.not_hers"):
        mentor.nameless(meeting, NameChoice())
    with pytest.raises(AccessError):
        mentor.make_story(meeting, NameChoice(), space=world.shared())


_NAMES = st.lists(
    st.sampled_from(["张伟", "张伟明", "𠮷田", "欧阳修远", "买买提·艾力", "王学华", "同学", "李老师", "㐂多"]),
    min_size=1, max_size=5, unique=True,
)  # fmt: skip


def test_no_name_of_the_roster_survives_in_a_story(world: World) -> None:
    teacher = world.person("韩冰")

    @settings(max_examples=25, deadline=None)
    @given(_NAMES, st.data())
    def check(names: list[str], data: st.DataObject) -> None:
        words = st.lists(st.one_of(st.sampled_from(names), st.sampled_from(["说", "，", "老师", "华"])), max_size=8)
        title, body = ("".join(data.draw(words)) for _ in range(2))
        log = teacher.create("mentoring_log", {"step": title or "一步", "discussion": body, "mentee": names[0]})
        added = tuple(Named(name, Sort.PUPIL) for name in names)
        made = teacher.view(teacher.make_story(log, NameChoice(added=added, style=data.draw(st.sampled_from(Style)))))
        assert [name for name in names if name in str(made.values)] == []

    check()
