"""Saving, exporting, merging: what arrives late, twice, damaged or poisoned."""

import random

import pytest

from app.crdt import MAX_DELTA, Document, Merged, cell
from app.crdt import replica as module
from app.crdt.delta import restore
from app.errors import Bug, RecordError
from app.ids import DeviceId

ANNA, BEN, CLEO = DeviceId(b"annadev1"), DeviceId(b"ben-dev2"), DeviceId(b"cleodev3")


def saves(count: int, device: DeviceId = ANNA) -> tuple[Document, list[bytes]]:
    """A document and the deltas of its saves, each a character in front and a number."""
    doc, deltas = Document.new(device), []
    for number in range(count):
        since = doc.version()
        doc.insert_prose("p", 0, chr(0x4E00 + number))
        doc.set("n", number)
        doc.commit(1000 + number)
        deltas.append(doc.export(since))
    return doc, deltas


def content(doc: Document) -> tuple[object, ...]:
    """All that a person could see."""
    return doc.version(), doc.prose("p"), [(key, doc.get(key)) for key in sorted(doc.keys())]


def test_a_save_of_nothing_is_no_save() -> None:
    doc = Document.new(ANNA)
    assert not doc.commit(1)
    doc.write_prose("p", "")
    assert not doc.commit(2)
    assert doc.export() == b""
    assert doc.history() == ()


def test_exports_hold_what_came_after_a_version_and_own_exports_only_own_words() -> None:
    anna, deltas = saves(3)
    assert anna.export(anna.version()) == b""
    ben = Document.new(BEN)
    ben.merge([anna.export()])
    known = ben.version()
    ben.set("t", "本")
    ben.commit(5)
    assert ben.export(known) == ben.export(known, own=True) == ben.export(own=True)
    assert len(ben.export()) > len(ben.export(own=True))
    assert anna.merge([ben.export(own=True)]) == Merged(False, frozenset({"t"}), ())
    assert content(anna) == content(ben)
    assert anna.export(known, own=True) == b""
    assert len(deltas) == 3


def test_has_tells_whether_a_version_is_included() -> None:
    anna, deltas = saves(2)
    ben = Document.new(BEN)
    ben.merge([deltas[0]])
    assert anna.has(ben.version())
    assert not ben.has(anna.version())
    assert ben.has(Document.new(CLEO).version())
    with pytest.raises(RecordError):
        ben.has(b"no version")


def test_what_needs_a_save_first_says_so_instead_of_saving_with_another_clock() -> None:
    doc = Document.new(ANNA)
    doc.set("t", "x")
    for call in (doc.state, doc.version, doc.export, lambda: doc.merge([])):
        with pytest.raises(Bug):
            call()
    assert doc.commit(5)
    assert doc.history()[0].time == 5


def test_reading_never_ends_a_save() -> None:
    """Many calls of the library commit unasked, stamped with the computer's clock."""
    anna, _ = saves(3)
    ben = Document.new(BEN)
    ben.merge([anna.export()])
    anchor = ben.anchor("p", 1)
    row = ben.add_row("s")
    ben.write_prose(cell("s", row, "t"), "教师活动")
    ben.set("n", 7)
    ben.remove_row("s", row)
    for read in (
        lambda: (ben.get("n"), ben.keys(), ben.prose("p"), ben.prose_names(), ben.rows("s"), ben.members("c")),
        lambda: (ben.rivals("n"), ben.rival_keys(), ben.history(), ben.authors("p"), ben.position("p", anchor)),
        lambda: (ben.anchor("p", 2), ben.has(anna.version())),
    ):
        assert read()
    assert ben.commit(4000)
    assert [change.time for change in ben.history()][3:] == [4000]


def test_deltas_may_come_in_any_order_and_twice() -> None:
    anna, deltas = saves(30)
    ben = Document.new(BEN)
    shuffled = deltas * 2
    random.Random(3).shuffle(shuffled)
    assert ben.merge(shuffled) == Merged(False, frozenset({"p", "n"}), ())
    assert content(ben) == content(anna)
    assert ben.merge(deltas) == Merged(False, frozenset(), ())


def test_what_comes_too_early_waits_and_the_caller_is_told_to_keep_it() -> None:
    anna, deltas = saves(3)
    ben = Document.new(BEN)
    assert ben.merge([deltas[0], deltas[2]]) == Merged(True, frozenset({"p", "n"}), ())
    assert ben.get("n") == 0
    cleo = Document.load(CLEO, ben.state())
    merged = cleo.merge([deltas[1], deltas[0], deltas[2]])
    assert merged == Merged(False, frozenset({"p", "n"}), ())
    assert content(cleo) == content(anna)


@pytest.mark.parametrize("long", [False, True])
def test_a_state_is_loaded_by_another_device_as_it_was(long: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONG", 1 if long else 1_000_000)
    anna, _ = saves(20)
    again = Document.load(BEN, anna.state())
    assert content(again) == content(anna)
    assert again.history() == anna.history()
    again.set("n", 99)
    again.commit(5000)
    anna.merge([again.export(own=True)])
    assert content(again) == content(anna)


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "junk", "gap"])
def test_a_damaged_state_is_refused(damage: str) -> None:
    anna, deltas = saves(5)
    state = anna.state()
    flipped = bytearray(state)
    flipped[len(state) // 2] ^= 1
    bad = {
        "cut": state[: len(state) // 2],
        "flip": bytes(flipped),
        "empty": b"",
        "junk": b"not a state",
        "gap": restore(deltas[3]),
    }
    with pytest.raises(RecordError) as caught:
        Document.load(BEN, bad[damage])
    assert caught.value.code == "record.delta_damaged"


def test_bad_deltas_are_named_and_left_out_and_the_good_ones_are_in() -> None:
    anna, deltas = saves(8)
    cut = deltas[3][: len(deltas[3]) // 2]
    other = bytearray(deltas[5])
    other[1] ^= 0xFF
    ben = Document.new(BEN)
    ben.set("t", "mine")
    ben.commit(1)
    merged = ben.merge([b"", *deltas[:3], cut, *deltas[3:], bytes(other), b"junk", b"\x04" + bytes(MAX_DELTA)])
    assert merged.damaged == (4, 10, 11, 12)
    assert not merged.pending
    assert (ben.prose("p"), ben.get("n"), ben.get("t")) == (anna.prose("p"), 7, "mine")


def test_a_batch_of_bad_deltas_alone_changes_nothing() -> None:
    anna, _ = saves(3)
    before = content(anna)
    assert anna.merge([b"\x04junk", b"\x04" + bytes(300)]) == Merged(False, frozenset(), (0, 1))
    assert content(anna) == before
    anna.set("n", 50)
    assert anna.commit(2000)


def test_two_laptops_that_write_under_one_id_cannot_spoil_the_record() -> None:
    """A copied profile: Loro refuses the second one's operations, and all else is merged."""
    _, first = saves(2)
    twin = Document.new(ANNA)
    twin.set("t", "a long value of the twin, under the numbers that are taken")
    for number in range(5):
        twin.set("u", number)
    twin.commit(1)
    ben = Document.new(BEN)
    merged = ben.merge([*first, twin.export()])
    assert merged.damaged == (2,)
    assert (ben.get("n"), ben.get("t")) == (1, None)


def test_mutated_deltas_of_a_cheating_member_never_break_a_document() -> None:
    """With a right checksum, so that they reach the decoder; the document lives on, whatever it made of them."""
    _, deltas = saves(12)
    chance = random.Random(11)
    refused = 0
    for _ in range(400):
        bad = bytearray(chance.choice(deltas))
        for _ in range(chance.randrange(1, 4)):
            bad[chance.randrange(1, len(bad))] = chance.randrange(256)
        ben = Document.new(BEN)
        ben.set("t", "mine")
        ben.commit(1)
        merged = ben.merge([deltas[0], bytes(bad)])
        refused += len(merged.damaged)
        assert ben.get("t") == "mine"
        assert (ben.rows("s"), ben.members("c")) == ([], [])
        assert isinstance(ben.rival_keys(), tuple)
        assert len(ben.history()) >= 1
        ben.insert_prose("p", 0, "还")
        assert ben.commit(2)
        assert Document.load(CLEO, ben.state()).prose("p") == ben.prose("p")
    assert refused > 100


def test_an_interrupt_is_not_swallowed() -> None:
    with pytest.raises(KeyboardInterrupt), module.shielded(module.misuse):
        raise KeyboardInterrupt


def test_a_delta_that_nobody_would_merge_is_not_made() -> None:
    doc = Document.new(ANNA)
    doc.write_prose("p", "漢" * (MAX_DELTA // 3 + 1))
    doc.commit(1)
    with pytest.raises(RecordError) as caught:
        doc.export()
    assert caught.value.code == "record.text_too_long"
    assert Document.load(BEN, doc.state()).prose("p") == doc.prose("p")


def test_clocks_before_1970_do_not_stop_a_save() -> None:
    doc = Document.new(ANNA)
    doc.set("t", "x")
    assert doc.commit(-5)
    assert doc.history()[0].time == 0


def test_ten_thousand_operations_on_each_of_two_laptops_merge_in_one_batch() -> None:
    anna, ben = Document.new(ANNA), Document.new(BEN)
    anna.write_prose("p", "今天我们一起学习二进制数。" * 20)
    anna.commit(1)
    ben.merge([anna.export()])
    chance = random.Random(9)
    deltas: dict[Document, list[bytes]] = {anna: [], ben: []}
    for doc in (anna, ben):
        for number in range(1000):
            since = doc.version()
            for _ in range(10):
                place = chance.randrange(len(doc.prose("p")) + 1)
                doc.insert_prose("p", place, chr(0x4E00 + chance.randrange(20000)))
            doc.set("n", number)
            doc.commit(10 + number)
            deltas[doc].append(doc.export(since))
    assert not ben.merge(deltas[anna]).pending
    assert not anna.merge(deltas[ben]).pending
    assert content(anna) == content(ben)
    assert len(anna.prose("p")) == 260 + 20_000
    assert len(anna.rivals("n")) == 0
    assert len(anna.history()) == 2001
    assert content(Document.load(CLEO, anna.state())) == content(ben)
