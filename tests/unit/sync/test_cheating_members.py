"""What an altered program may send, and what honest ones make of it: nothing is lost, slowed or misstated."""

import os
import shutil
from collections.abc import Callable, Sequence

import pytest

from app.crdt import Merged
from app.crdt.document import Document
from app.crdt.shape import place_key
from app.crypto.keys import envelope_key
from app.crypto.sealing import seal
from app.crypto.signing import ENVELOPE_SIGNATURE, digest
from app.errors import AccessError, StoreError
from app.ids import RecordId, new_record_id, record_id_bytes
from app.protocol.envelope import Envelope, Header, Payload, signed_bytes
from app.protocol.messages import EntryDown, Item
from app.records.edits import SetValue, WriteProse
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.record import Record
from app.store.spaces import RelayRow
from app.sync.merge import merge_inbox
from app.sync.owner import Owner
from app.workspace.views import Travel
from app.workspace.workspace import Workspace
from tests.helpers.link import LocalLink
from tests.helpers.stories import device_of, forged, owner_of, payload_of, plan_of, received, settle
from tests.helpers.world import World


def _second_space(world: World, keeper: Workspace, *newcomers: Workspace) -> None:
    """A space beside the first; from here on it is the world's shared one."""
    world.space = keeper.found_space("另一个圈", world.card).space
    keeper.visit()
    for newcomer in newcomers:
        world.bring(keeper, newcomer)


def _plan(author: Owner, topic: str) -> bytes:
    """A whole plan as one delta."""
    document = Record.create(LESSON_PLAN, author.device_id, 1).document
    document.set("t", topic)
    document.commit(100)
    return document.export()


def test_what_waits_for_ever_costs_later_visits_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    teacher, mentor = world.pair()
    cheat, reader = owner_of(teacher), owner_of(mentor)
    document = Document.new(cheat.device_id)
    document.set("k", "lesson_plan")
    document.commit(1)
    first = document.version()
    document.insert_prose("T", 0, "没有开头的话")
    document.commit(100)
    record = record_id_bytes(new_record_id(os.urandom))
    early, missing = document.export(first), document.export()
    received(
        reader, world.shared(), forged(cheat, world.shared(), payload_of(cheat, world.shared(), [(record, early)]))
    )
    merge_inbox(reader)

    merges: list[int] = []
    real = Document.merge

    def counted(self: Document, deltas: Sequence[bytes]) -> Merged:
        merges.append(len(deltas))
        return real(self, deltas)

    monkeypatch.setattr(Document, "merge", counted)
    merge_inbox(reader)
    assert merges == []

    # What it waited for comes after all.
    _send(cheat, reader, world, [(record, missing)])
    assert merges == [2]


def _send(author: Owner, reader: Owner, world: World, deltas: list[tuple[bytes, bytes]]) -> None:
    """The author's second envelope."""
    space = world.shared()
    digest = reader.store.receipts.last_digest(space, author.device_id)
    number = reader.store.receipts.seen(space, author.device_id) + 1
    received(reader, space, forged(author, space, Payload(digest[:16], b"", [], [], deltas), number=number))
    merge_inbox(reader)


def test_one_record_sent_through_two_spaces_is_never_mixed(world: World) -> None:
    """Else what a teacher writes on in one space would leave for the members of the other."""
    teacher, mentor = world.pair()
    first = world.shared()
    _second_space(world, mentor, teacher)
    settle(mentor, teacher)
    second, cheat, reader = world.shared(), owner_of(mentor), owner_of(teacher)
    record = record_id_bytes(new_record_id(os.urandom))
    for space, topic in ((first, "第一圈的课"), (second, "第二圈的课")):
        received(reader, space, forged(cheat, space, payload_of(cheat, space, [(record, _plan(cheat, topic))])))
    merge_inbox(reader)

    (row,) = teacher.list_records("lesson_plan")
    assert row.title == "第一圈的课"
    assert teacher.view(row.record).space.space == first
    assert [delta.space for delta in reader.store.deltas.refused()] == [second]


def test_a_refused_change_is_told(world: World) -> None:
    """A reader who writes is set aside, and the visit says so."""
    teacher, mentor = world.pair("reader")
    cheat, reader = owner_of(teacher), owner_of(mentor)
    plan = [(record_id_bytes(new_record_id(os.urandom)), _plan(cheat, "偷偷写的"))]
    received(reader, world.shared(), forged(cheat, world.shared(), payload_of(cheat, world.shared(), plan)))
    report = mentor.visit()
    assert (report.set_aside, report.trouble) == (1, ("envelope.refused",))
    assert mentor.visit().trouble == ()


def test_nobody_has_merged_what_was_not_written_yet(world: World) -> None:
    teacher, mentor = world.pair()
    cheat, space = owner_of(mentor), world.shared()
    claim = Payload(b"", b"", [(device_of(teacher), 10**9)], [], [])
    received(owner_of(teacher), space, forged(cheat, space, claim, number=1))
    merge_inbox(owner_of(teacher))
    plan = plan_of(teacher, world)
    teacher.visit()
    assert teacher.view(plan).travel is Travel.ON_RELAY


def test_a_read_mark_counts_in_the_records_own_space_only(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    stranger = world.person("赵刚")
    _second_space(world, teacher, stranger)
    mark = Payload(b"", b"", [(device_of(teacher), 1)], [record_id_bytes(plan)], [])
    plan_of(teacher, world)
    teacher.visit()
    received(owner_of(teacher), world.shared(), forged(owner_of(stranger), world.shared(), mark, number=1))
    merge_inbox(owner_of(teacher))
    assert teacher.view(plan).travel is Travel.ARRIVED


def test_words_written_after_a_clock_was_put_back_are_not_called_read(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    world.clock.time += 5 * 366 * 86_400
    mentor.mark_read(plan)
    settle(mentor, teacher)
    assert teacher.view(plan).travel is Travel.READ
    world.clock.time -= 5 * 366 * 86_400
    teacher.edit(plan, [WriteProse("notes", "后来的话。")])
    settle(teacher, mentor)
    assert teacher.view(plan).travel is Travel.ARRIVED
    mentor.mark_read(plan)
    settle(mentor, teacher)
    assert teacher.view(plan).travel is Travel.READ


def test_comments_from_another_space_do_not_stand_beside_a_record(world: World) -> None:
    """Who was never let in has no say, though he may know the record's id."""
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    stranger = world.person("赵刚")
    _second_space(world, teacher, stranger)
    stranger.create("comment", {"target": plan, "body": "混进来的话"}, world.shared())
    step = {"target": plan, "text": "混进来的话", "for_whom": f"@{teacher.me.person}"}
    stranger.create("action_step", step, world.shared())
    settle(stranger, teacher)
    view = teacher.view(plan)
    assert (view.comments, view.steps, teacher.today().comments) == ((), (), ())
    assert [step.target_title for step in teacher.today().steps] == [""]


def test_hard_times_and_titles_are_brought_into_bounds(world: World) -> None:
    """No calendar has the day, and no line of a list has the room."""
    teacher, mentor = world.pair()
    cheat, space = owner_of(teacher), world.shared()
    document = Record.create(LESSON_PLAN, cheat.device_id, 1).document
    document.set("t", "长" * 300_000)
    for row in range(2_000):
        document.set(place_key("s", f"r{row}") + ".x", 1)
    document.commit(2**60)
    record = RecordId(new_record_id(os.urandom))
    payload = payload_of(cheat, space, [(record_id_bytes(record), document.export())])
    received(owner_of(mentor), space, forged(cheat, space, payload))
    merge_inbox(owner_of(mentor))
    assert all(0 <= entry.written < 10**12 for entry in mentor.history(record))
    assert len(mentor.list_records("lesson_plan")[0].title) <= 501


def test_a_ticket_of_the_year_ten_thousand_is_read(world: World) -> None:
    mentor = world.person("王敏")
    world.space = mentor.found_space("圈", world.card).space
    text = mentor.make_ticket(world.space, "writer", days=10**9).text
    assert mentor.read_ticket(text).ends < 10**12


def test_two_copies_of_a_store_mend_themselves(world: World) -> None:
    """A folder was copied to a second laptop, and both are used: the second to come becomes a new device."""
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world, notes="开头。")
    settle(teacher, mentor)
    teacher.edit(plan, [WriteProse("notes", "开头。拷贝时没有送出。")])
    world.clock.time += 100
    teacher.close()
    shutil.copytree(world.folder / "李秀兰", world.folder / "copy")
    world.people.pop("李秀兰")
    teacher, copy = world.reopen("李秀兰"), world.reopen("copy")
    teacher.edit(plan, [WriteProse("notes", "开头。拷贝时没有送出。第一台电脑写的。"), SetValue("class_name", "二班")])
    copy.edit(plan, [SetValue("class_name", "三班")])
    copy.edit(plan, [WriteProse("notes", "第二台电脑写的更长一些。开头。拷贝时没有送出。")])
    settle(teacher, mentor)
    mentor.edit(plan, [WriteProse("notes", str(mentor.view(plan).values["notes"]) + "导师的话。")])
    settle(mentor)

    report = copy.visit()
    assert (report.trouble, report.became_new_device) == ((), True)
    settle(copy, mentor, teacher)
    wanted = {"开头", "拷贝时没有送出", "第一台电脑写的", "第二台电脑写的更长一些", "导师的话"}
    texts = {str(person.view(plan).values["notes"]) for person in (teacher, copy, mentor)}
    assert len(texts) == 1
    (text,) = texts
    assert sorted(text.strip("。").split("。")) == sorted(wanted)
    assert {rival.value for person in (copy, mentor) for rival in person.view(plan).rivals["class_name"]} == {
        "二班",
        "三班",
    }
    assert copy.view(plan).travel is Travel.ARRIVED
    assert not copy.visit().became_new_device


def test_a_failing_disk_says_nothing_against_an_envelope(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    teacher.visit()
    reader = owner_of(mentor)
    monkeypatch.setattr(reader.store.receipts, "seen", _failing)
    with pytest.raises(StoreError):
        mentor.visit()
    monkeypatch.undo()
    merge_inbox(reader)
    assert mentor.view(plan).values["topic"] == "认识秋天"


def _failing(*_: object) -> int:
    raise StoreError("store.locked", "the test's disk")


def test_an_entry_that_could_not_be_stored_is_not_built_upon(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk was full for one ticket; the next one, and the space, are as if it had never been."""
    mentor = world.person("王敏")
    world.space = mentor.found_space("圈", world.card).space
    monkeypatch.setattr(owner_of(mentor).store.spaces, "name_people", _failing)
    with pytest.raises(StoreError):
        mentor.make_ticket(world.space, "writer")
    monkeypatch.undo()
    ticket = mentor.make_ticket(world.space, "writer")
    mentor = world.reopen("王敏")
    assert [space.name for space in mentor.spaces()] == ["", "圈"]
    assert mentor.visit().trouble == ()
    world.person("李秀兰").join(ticket.text)


def test_a_relay_that_answers_nonsense_to_a_newcomer_is_refused(world: World) -> None:
    mentor, teacher = world.person("王敏"), world.person("李秀兰")
    world.space = mentor.found_space("圈", world.card).space
    ticket = mentor.make_ticket(world.space, "writer")
    mentor.visit()
    teacher._open_link = _spoiling(world.open_link)
    with pytest.raises(AccessError) as raised:
        teacher.join(ticket.text)
    assert raised.value.code == "membership.refused"
    teacher._open_link = world.open_link
    teacher.join(ticket.text)


def _spoiling(open_link: Callable[[RelayRow], LocalLink]) -> Callable[[RelayRow], LocalLink]:
    def opened(relay: RelayRow) -> LocalLink:
        link = open_link(relay)
        exchange = link.exchange

        def spoilt(item: Item) -> Item:
            return EntryDown(0, b"nonsense" * 9) if isinstance(item, EntryDown) else item

        link.exchange = lambda hello, uploads, *rest: map(spoilt, exchange(hello, uploads, *rest))  # type: ignore[method-assign]  # a relay that lies
        return link

    return opened


def test_something_that_nobody_can_read_does_not_hold_up_what_its_author_writes_later(world: World) -> None:
    """It lies aside and is told; its number is used up, and what follows names it as the one before."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    author, reader, space = owner_of(teacher), owner_of(mentor), world.shared()
    head = Header(1, author.device_id, author.store.outbox.last_number(space) + 1)
    key = envelope_key(author.store.spaces.keys(space)[1], author.device_id)
    body = seal(key, head.number, head.encode(), author.compressor.compress(b"no payload at all"))
    signature = author.device.sign(ENVELOPE_SIGNATURE, signed_bytes(space, head.encode(), body))
    bad = Envelope(head, head.encode(), body, signature).encode()
    record = new_record_id()
    words = Payload(digest(bad)[:16], b"", [], [], [(record_id_bytes(record), _plan(author, "后来写的"))])
    for envelope in (bad, forged(author, space, words, number=head.number + 1)):
        received(reader, space, envelope)

    done = merge_inbox(reader)

    assert done.records == {record}
    assert [(item.code, item.count) for item in mentor.aside()] == [("envelope.refused", 1)]
