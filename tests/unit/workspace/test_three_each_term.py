"""What a mentor still means to do for her own pupils; worked out on her laptop, told to nobody."""

from datetime import date
from pathlib import Path

from app.records.edits import SetValue
from app.workspace.three_each_term import TaskState, TermTask
from tests.helpers.whole_school import WholeSchool


def states(tasks: list[TermTask]) -> dict[tuple[str, str], TaskState]:
    return {(task.pupil.name, task.kind): task.state for task in tasks}


def test_each_pupil_of_mine_wants_three_things_a_term(tmp_path: Path) -> None:
    """A colleague's pupil wants none of me, and mine none of her."""
    school = WholeSchool(tmp_path)
    school.paired("张小花", school.staff[0])
    school.paired("李明", school.staff[1])
    school.settle()
    tasks = school.staff[0].term_tasks()

    assert {(task.pupil.name, task.kind, task.due) for task in tasks} == {
        ("张小花", "home_visit", date(2026, 8, 31)),
        ("张小花", "talk", date(2026, 11, 12)),
        ("张小花", "growth_message", date(2027, 1, 22)),
    }
    assert {task.state for task in tasks} == {TaskState.OPEN}
    assert [task.pupil.name for task in school.staff[1].term_tasks()] == ["李明"] * 3
    assert school.head.term_tasks() == []


def test_a_record_is_begun_until_it_says_what_happened(tmp_path: Path) -> None:
    """One click makes it, with name and class; a word in it makes it done."""
    school = WholeSchool(tmp_path)
    pupil = school.paired("张小花", school.staff[0])
    school.settle()
    teacher = school.staff[0]
    record = teacher.begin_task("talk", pupil)
    begun = states(teacher.term_tasks())
    teacher.edit(record, [SetValue("held_on", "2026-11-20"), SetValue("place", "操场")])
    still = states(teacher.term_tasks())
    teacher.create("talk", {"name": "张小花", "held_on": "2026-11-21", "own_words": "我想学画画。"})

    assert teacher.view(record).values["name"] == "张小花"
    assert begun["张小花", "talk"] is TaskState.BEGUN
    assert still["张小花", "talk"] is TaskState.BEGUN
    assert states(teacher.term_tasks())["张小花", "talk"] is TaskState.DONE


def test_what_was_done_in_another_term_does_not_count(tmp_path: Path) -> None:
    """A visit in August counts for autumn, one in May does not."""
    school = WholeSchool(tmp_path)
    pupil = school.paired("张小花", school.staff[0])
    school.settle()
    teacher = school.staff[0]
    visit = teacher.create("home_visit", {"pupil": pupil, "visited_at": "2026-05-20T16:00", "talked": "聊了一会儿。"})
    before = states(teacher.term_tasks())
    teacher.edit(visit, [SetValue("visited_at", "2026-08-20T16:00")])

    assert before["张小花", "home_visit"] is TaskState.OPEN
    assert states(teacher.term_tasks())["张小花", "home_visit"] is TaskState.DONE


def test_a_change_in_a_pupil_s_life_wants_a_talk_soon(tmp_path: Path) -> None:
    """Told by a record of the mentor's own, by the school's own number of days."""
    school = WholeSchool(tmp_path)
    pupil = school.paired("张小花", school.staff[0])
    school.settle()
    teacher = school.staff[0]
    teacher.create("talk", {"pupil": pupil, "held_on": "2026-09-20", "own_words": "都好。"})
    teacher.create(
        "home_visit",
        {"pupil": pupil, "visited_at": "2026-11-18T16:00", "talked": "父亲外出打工了。", "changed": True},
    )
    (talk,) = (task for task in teacher.term_tasks() if task.change)

    assert (talk.kind, talk.due, talk.state) == ("talk", date(2026, 11, 25), TaskState.OPEN)
