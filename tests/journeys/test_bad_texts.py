"""Texts that break programs, through everything that a text goes through: typed, kept, found, shared, merged, exported.

They are a dozen of our own, and where the collections lie beside the repository also the Big List of Naughty Strings
and every character outside the basic plane of the standard lists of Chinese characters.
"""

import functools

import pytest

from app.crypto import passphrase
from app.paths import open_home
from app.records.edits import AddRow, Edit, Mark, SetValue, WriteProse
from app.records.values import clean_line, clean_prose
from app.workspace import signing_in
from app.workspace.naming import LONGEST_NAME
from app.workspace.signing_in import People
from tests.helpers.clock import FakeClock
from tests.helpers.stories import settle
from tests.helpers.texts import NAUGHTY, kept_name, shared_hanzi, shared_naughty
from tests.helpers.world import World

#: Characters of names and places that are in the national standard and outside the basic plane, for machines
#: without the lists: 30 of the 196.
_OWN_HANZI = "𠮷𠙶𠳐𡎚𡐓𣗋𣲗𣲘𤧛𥻗𦈡𦒍𦙶𦝼𦭜𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨺙𩽾𩾃𩾌𪟝𪣻𪤗"
HANZI = "".join(dict.fromkeys(letter for letter in "".join(shared_hanzi()) if ord(letter) > 0xFFFF)) or _OWN_HANZI
TEXTS = tuple(dict.fromkeys((*NAUGHTY, *shared_naughty(), "half \ud83d pair", "nul \0 inside", HANZI)))
#: Those that name something: a name of spaces alone is none.
NAMES = tuple(dict.fromkeys(name for text in TEXTS if kept_name(name := " ".join(text.split())[:LONGEST_NAME])))
HALF = "half \ud83d pair, \0 and  spaces"
PIN = "2580"


def test_the_texts_are_what_they_are_meant_to_be() -> None:
    """A list that was cut short would make every test below green."""
    assert len(TEXTS) >= len(NAUGHTY) + 3
    assert len(HANZI) >= 30
    assert all(ord(letter) > 0xFFFF for letter in HANZI)


def test_what_is_kept_of_a_text_is_all_of_it() -> None:
    """But NUL, half pairs, and line ends, which become one sort; in a field of one line, spaces."""
    for text in TEXTS:
        if not set(text) & {"\0", "\r", "\n", "\ud83d"}:
            assert clean_line(text) == clean_prose(text) == text
        assert clean_prose(text).replace("\n", " ") == clean_line(text)


def test_titles_and_prose_arrive_unharmed_and_are_found(world: World) -> None:
    """One plan for each text: created, shared, listed, read by the other, found by typing it, undone by nothing."""
    teacher, mentor = world.pair()
    plans = {
        teacher.create("lesson_plan", {"topic": text, "notes": text, "unit": text}, world.shared()): text
        for text in TEXTS
    }
    settle(teacher, mentor)
    titles = {row.record: row.title for row in mentor.list_records("lesson_plan", limit=1_000)}

    assert titles == {plan: clean_line(text) for plan, text in plans.items()}
    for plan, text in plans.items():
        for workspace in (teacher, mentor):
            values = workspace.view(plan).values
            assert values.get("topic", "") == values.get("unit", "") == clean_line(text)
            assert values.get("notes", "") == clean_prose(text)
        typed = clean_line(text).strip()
        if typed:
            assert plan in [row.record for row in mentor.list_records(text=typed)], ascii(text)


def test_each_character_outside_the_basic_plane_is_found_by_typing_it(world: World) -> None:
    """In a title, in a prose, in a comment; and nothing is found by one that was not written."""
    teacher, _ = world.pair()
    half = len(HANZI) // 3
    titled = teacher.create("lesson_plan", {"topic": f"教{HANZI[:half]}案", "notes": "正文"}, world.shared())
    prose = teacher.create("lesson_plan", {"topic": "课", "notes": f"认识{HANZI[half:-half]}这些字"}, world.shared())
    teacher.comment(titled, "notes", 0, 1, f"还有{HANZI[-half:]}呢")
    for place, letter in enumerate(HANZI):
        expected = prose if half <= place < len(HANZI) - half else titled
        assert [row.record for row in teacher.list_records(text=letter)] == [expected], ascii(letter)

    assert teacher.list_records(text="\U0002ffff") == []


def test_two_who_type_such_texts_apart_find_both(world: World) -> None:
    """Before and behind, in one prose; characters of two UTF-16 units must not come apart."""
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "课", "notes": "|"}, world.shared())
    settle(teacher, mentor)
    before, behind = "".join(map(clean_prose, TEXTS[::2])), "".join(map(clean_prose, TEXTS[1::2]))
    for text in (before[: len(before) // 2], before):
        teacher.edit(plan, [WriteProse("notes", text + "|")])
    for text in (behind[-len(behind) // 2 :], behind):
        mentor.edit(plan, [WriteProse("notes", "|" + text)])
    settle(teacher, mentor)

    assert teacher.view(plan).values["notes"] == mentor.view(plan).values["notes"] == f"{before}|{behind}"
    teacher.edit(plan, [WriteProse("notes", before[1:] + "|" + behind[:-1])])
    settle(teacher, mentor)
    assert mentor.view(plan).values["notes"] == f"{before[1:]}|{behind[:-1]}"


def test_rows_choices_and_rivals_hold_such_texts(world: World) -> None:
    """Cells, words that are in no list, and two values that were set apart."""
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "课"}, world.shared())
    settle(teacher, mentor)
    words = [text for text in NAUGHTY if clean_line(text).strip()]
    for number, text in enumerate(words):
        row = f"row{number}"
        cells: list[Edit] = [SetValue(f"steps/{row}/name", text), WriteProse(f"steps/{row}/teacher", text)]
        teacher.edit(plan, [AddRow("steps", row_id=row), *cells, Mark("methods", text)])
    teacher.edit(plan, [SetValue("topic", words[0])])
    mentor.edit(plan, [SetValue("topic", words[1])])
    settle(teacher, mentor)
    view = mentor.view(plan)
    rows, methods = view.values["steps"], view.values["methods"]

    assert isinstance(rows, list)
    assert [(row["name"], row["teacher"]) for row in rows if isinstance(row, dict)] == [
        (clean_line(text), clean_prose(text)) for text in words
    ]
    assert methods == sorted(clean_line(text).strip() for text in words)
    assert {rival.value for rival in view.rivals["topic"]} == {clean_line(words[0]), clean_line(words[1])}


def test_comments_stand_beside_such_texts_and_say_them(world: World) -> None:
    """Places are counted in characters, whatever each of them is made of; also after an edit before them."""
    teacher, mentor = world.pair()
    texts = [clean_prose(text) for text in (*NAUGHTY, HANZI) if clean_prose(text).strip()]
    whole = "。".join(texts)
    plan = teacher.create("lesson_plan", {"topic": "课", "notes": whole}, world.shared())
    settle(teacher, mentor)
    for text in texts:
        start = whole.index(text)
        mentor.comment(plan, "notes", start, start + len(text), text)
    mentor.set_step(plan, HANZI, "", NAUGHTY[0])
    teacher.edit(plan, [WriteProse("notes", "𠮷👩‍👩‍👧‍👦" + whole)])
    settle(mentor, teacher)
    now = str(teacher.view(plan).values["notes"])
    comments = teacher.view(plan).comments

    assert {comment.body for comment in comments} == set(texts)
    for comment in comments:
        assert now[comment.start : comment.end] == comment.body
        assert comment.quote == comment.body[:200]
    (step,) = teacher.view(plan).steps
    assert (step.text, step.owner_name) == (HANZI, NAUGHTY[0])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_written_out_holds_every_character_and_can_be_read_in_again(world: World, language: str) -> None:
    """In a file of the language's words; title and prose come back as they were."""
    teacher = world.person("李秀兰")
    notes = "\n\n".join(line for text in TEXTS if (line := clean_prose(text).strip()))
    plan = teacher.create("lesson_plan", {"topic": HANZI[:60], "notes": notes})
    written = teacher.export_text(plan, language)
    again = teacher.view(teacher.import_text("lesson_plan", written.encode("utf-8"))).values

    assert not set(HANZI) - set(written)
    assert (again["topic"], again["notes"]) == (HANZI[:60], notes)


def test_spaces_may_be_called_anything(world: World) -> None:
    """On the keeper's list, on the newcomer's, and at the beginning of a ticket."""
    mentor, teacher = world.person("王敏"), world.person("李秀兰")
    names = [*NAMES[:: max(1, len(NAMES) // 40)][:50], HALF]
    for name in names:
        space = mentor.found_space(name, world.card).space
        told = teacher.read_ticket(mentor.make_ticket(space, "writer").text)
        assert kept_name(name).startswith(told.space_name.rstrip("?"))
    mentor.visit()
    here = [space.name for space in mentor.spaces()[1:]]
    assert sorted(here) == sorted(kept_name(name) for name in names)
    assert [space.name for space in world.reopen("王敏").spaces()[1:]] == here

    mentor = world.people["王敏"]
    for view in mentor.spaces()[1:4]:
        ticket = mentor.make_ticket(view.space, "writer").text
        mentor.visit()
        assert teacher.join(ticket).name == view.name


def test_people_may_be_called_anything(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signing in, in the list of who uses this laptop, as a member of a space, and as the author of a record."""
    monkeypatch.setattr(signing_in, "lock", functools.partial(passphrase.lock, memory_kib=8, rounds=1))
    people = People(open_home(world.folder / "home"), FakeClock())
    names = [*NAMES[:: max(1, len(NAMES) // 40)], HALF]
    for name in names:
        people.create(name, PIN).close()
    assert sorted(entry.name for entry in people.entries()) == sorted(kept_name(name) for name in names)
    for entry in people.entries()[::8]:
        workspace = people.sign_in(entry.person, PIN)
        plan = workspace.create("lesson_plan", {"topic": entry.name})
        assert (workspace.me.name, workspace.view(plan).author) == (entry.name, entry.name)
        workspace.close()


def test_a_member_with_such_a_name_is_named_to_the_others(world: World) -> None:
    """Sealed in the space's log, opened by those who have its key."""
    mentor = world.person("王敏")
    world.space = mentor.found_space("圈", world.card).space
    newcomer = world.person("𠮷👩‍👩‍👧‍👦 e\u0301 \u202eاقرأ")
    world.bring(mentor, newcomer)
    plan = newcomer.create("lesson_plan", {"topic": "课"}, world.shared())
    settle(newcomer, mentor)

    assert mentor.view(plan).author == newcomer.me.name
    assert newcomer.me.name in mentor.spaces()[1].readers
    assert mentor.history(plan)[0].author == newcomer.me.name
