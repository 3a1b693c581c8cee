"""Questions without a name: nobody but the asker's own file knows whose they are, and each arrives once."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.errors import AccessError, LinkError, RecordError
from app.ids import SpaceId
from app.records.edits import AddRow, Edit, RemoveRow, WriteProse
from app.spaces.ticket import Ticket
from app.store.spaces import RelayRow
from app.sync.engine import directly
from app.workspace.unsigned import deliver
from tests.helpers.school_box import school_in
from tests.helpers.world import World, desk_of, keys_of, world_in

QUESTION = "教研会能不能不占中午？\n大家都很累。"


def held_of(folder: Path, box: SpaceId) -> bytes:
    """Every byte that the relay holds of a space: log, keys, devices, envelopes, parts."""
    found = b""
    with closing(sqlite3.connect(folder / "relay.db")) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            if "space" in columns:
                for row in database.execute(f"SELECT * FROM {table} WHERE space = ?", (bytes(box),)):
                    found += b"".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in row)
    return found


def test_a_question_without_a_name_is_answered_in_the_open(tmp_path: Path) -> None:
    """Its author finds the answer by a number that says nothing to anybody else."""
    with school_in(tmp_path) as there:
        head, teachers, space = there.head, there.teachers, there.space
        asker = teachers["李秀兰"]
        asker.ask_unsigned(space, QUESTION, urgent=True)
        waits = asker.unsigned_questions()
        asker.visit()
        head.visit()
        (question,) = head.questions_waiting()
        others = [one.questions_waiting() for one in teachers.values()]
        head.answer_view(question, "改到周三下午第三节。")
        head.visit()
        for one in teachers.values():
            one.visit()

        assert (waits[0].left, asker.unsigned_questions()[0].left > 0) == (0, True)
        assert (question.text, question.details) == ("教研会能不能不占中午？", "大家都很累。")
        assert (question.author, question.unsigned, question.urgent) == ("", True, True)
        assert others == [(), (), ()]
        assert head.questions_waiting() == ()
        for one in teachers.values():
            (public,) = one.questions().answered
            assert (public.text, public.author, public.answers[0].text) == (
                question.text, "王校长", "改到周三下午第三节。",
            )  # fmt: skip
            assert public.number == asker.unsigned_questions()[0].number
        assert list(desk_of(asker).store.path.parent.glob("aside-*")) == []


def test_nothing_of_the_asker_is_in_the_box(tmp_path: Path) -> None:
    """Neither in what the relay holds of it nor in what the head can open: no id, no key, no name, no words."""
    with school_in(tmp_path) as there:
        head, teachers, space = there.head, there.teachers, there.space
        asker = teachers["赵国庆"]
        asker.ask_unsigned(space, QUESTION)
        asker.visit()
        head.visit()
        (view,) = head.open_boxes()
        store = desk_of(head).store
        entries = b"".join(store.spaces.entries(view.box))
        on_relay = held_of(tmp_path, view.box)
        opened = repr([
            (one.values, one.title, one.author)
            for one in store.queries.where("sealed_note") if one.space == view.box
        ]).encode()  # fmt: skip
        owner, keys = desk_of(asker).owner, keys_of(asker)
        state = desk_of(head).owner.membership(view.box)
        of_asker = [
            keys.person, keys.signing.public, keys.public_sealing[:64], owner.device_id, owner.device.public,
            "赵国庆".encode(), keys.person.hex().encode(), bytes(owner.device_id).hex().encode(),
        ]  # fmt: skip

        assert on_relay
        for mark in of_asker:
            for place in (entries, on_relay, opened):
                assert mark not in place
        assert QUESTION.encode() not in on_relay + opened
        # The second of a visit would point to whose visit it was.
        assert [one.created % 86_400 for one in store.queries.where("sealed_note", sort="question")] == [0]
        assert state is not None
        assert keys.person not in state.members


def test_another_who_came_in_by_a_ticket_cannot_read_what_lies_there(tmp_path: Path) -> None:
    """It is sealed for the keepers of the school, and not for the box."""
    with school_in(tmp_path) as there:
        head, teachers, space = there.head, there.teachers, there.space
        teachers["李秀兰"].ask_unsigned(space, QUESTION)
        teachers["李秀兰"].visit()
        head.visit()
        curious = teachers["孙立"]
        curious.visit()
        curious.join(curious.open_boxes()[0].tickets[-1])
        curious.visit()
        notes = desk_of(curious).store.queries.where("sealed_note", sort="question")

        assert len(notes) == 1
        assert curious.questions_waiting() == ()
        assert QUESTION.encode() not in repr(notes[0].values).encode()


class Cut:
    """A way to the relay on which one request is lost: before it arrived, or with the answer on its way back."""

    def __init__(self, world: World, lost: int, arrives: bool) -> None:
        self._world, self._lost, self._arrives = world, lost, arrives
        self.requests = 0

    def open_link(self, relay: RelayRow) -> Any:
        """A link that counts with the others."""
        link = self._world.open_link(relay)
        exchange = link.exchange

        def counted(hello: Any, uploads: Any, *rest: Any) -> Any:
            self.requests += 1
            if self.requests != self._lost:
                return exchange(hello, uploads, *rest)
            if self._arrives:
                list(exchange(hello, uploads, *rest))
            raise LinkError("link.lost", "on the way")

        link.exchange = counted  # type: ignore[method-assign, assignment]  # a double
        return link


@pytest.mark.parametrize(("lost", "arrives"), [(1, True), (2, False), (2, True), (3, True)])
def test_after_a_cut_it_is_put_in_once(tmp_path: Path, lost: int, arrives: bool) -> None:
    """Whichever request of the throw-away person is lost, the program is ended there and goes on at the next visit."""
    with school_in(tmp_path) as there:
        head, teachers, space = there.head, there.teachers, there.space
        asker = teachers["李秀兰"]
        asker.ask_unsigned(space, QUESTION)
        number = asker.unsigned_questions()[0].number
        cut = Cut(there.world, lost, arrives)
        deliver(desk_of(asker), cut.open_link, directly)
        left = asker.unsigned_questions()[0].left
        (folder,) = desk_of(asker).store.path.parent.glob("aside-*")
        again = there.world.reopen("李秀兰")
        again.visit()
        again.visit()
        head.visit()
        head.visit()
        (view,) = head.open_boxes()
        notes = desk_of(head).store.queries.where("sealed_note", sort="question")
        state = desk_of(head).owner.membership(view.box)

        assert cut.requests >= lost
        assert number not in folder.name
        assert left == 0
        assert again.unsigned_questions()[0].left > 0
        assert [question.text for question in head.questions_waiting()] == ["教研会能不能不占中午？"]
        assert len(notes) == 1
        assert state is not None
        assert len(state.members) == 2


def test_where_few_are_nobody_asks_without_a_name(tmp_path: Path) -> None:
    """She would be guessed; and nothing is asked without words, or with too many."""
    with world_in(tmp_path) as world:
        teacher, head = world.pair()
        head.set_purpose(world.shared(), "school")
        assert head.may_open_box() == [world.shared()]
        head.open_box(world.shared(), "意见箱")
        for one in (head, teacher):
            one.visit()
        with pytest.raises(AccessError) as caught:
            teacher.ask_unsigned(world.shared(), QUESTION)
        with pytest.raises(AccessError):
            teacher.open_box(world.shared(), "我的箱子")
        with pytest.raises(RecordError):
            teacher.ask_unsigned(world.shared(), " ")
        with pytest.raises(RecordError):
            teacher.ask_unsigned(world.shared(), "长" * 3_000)

        assert caught.value.code == "access.no_box"
        assert teacher.open_boxes() == []


def test_a_keeper_s_tickets_lead_to_the_school_s_relay_and_into_the_box_alone(tmp_path: Path) -> None:
    """Another address in a ticket would tell whoever laid it out from which network, and so whose laptop, it comes."""
    with school_in(tmp_path) as there:
        head, asker, space = there.head, there.teachers["李秀兰"], there.space
        (view,) = head.open_boxes()
        honest = Ticket.parse(view.tickets[0])
        strange = [
            replace(honest, relay_pin=bytes(32)),
            replace(honest, space=bytes(space)),
            replace(honest, relay_url="https://listens.example"),
        ]
        rows = [one["id"] for one in head.view(view.record).values["tickets"]]  # type: ignore[union-attr,index]  # rows
        edits: list[Edit] = [RemoveRow("tickets", str(row)) for row in rows]
        for at, ticket in enumerate(strange):
            edits += [AddRow("tickets", row_id=f"r{at}"), WriteProse(f"tickets/r{at}/ticket", ticket.encode())]
        head.edit(view.record, edits)
        head.visit()
        asker.visit()
        asker.ask_unsigned(space, QUESTION)
        asked: list[str] = []

        def watched(relay: RelayRow) -> Any:
            asked.append(relay.url)
            return there.world.open_link(relay)

        assert deliver(desk_of(asker), watched, directly) == 1
        assert set(asked) == {next(one.url for one in desk_of(asker).store.spaces.relays())}
