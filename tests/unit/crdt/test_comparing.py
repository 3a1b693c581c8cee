"""Two versions beside each other: what was kept, added and removed, and by whom.

The stories type characters that nobody typed before, so that who typed and who removed each of them can be noted in
plain dictionaries beside the documents.
"""

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.crdt import Document, Run, Sort, cell
from app.errors import Bug, RecordError
from app.ids import DeviceId

ANNA, BEN, CHEN = DeviceId(b"annadev1"), DeviceId(b"ben-dev2"), DeviceId(b"chendev3")


@dataclass
class Notes:
    """Our own account of a story."""

    documents: dict[DeviceId, Document] = field(
        default_factory=lambda: {device: Document.new(device) for device in (ANNA, BEN, CHEN)}
    )
    typed: dict[str, DeviceId] = field(default_factory=dict)
    removed: dict[str, set[DeviceId]] = field(default_factory=dict)
    clock: int = 1_000

    def fresh(self, device: DeviceId, count: int) -> str:
        """Characters that nobody typed before, every second one beyond the basic plane."""
        start = len(self.typed)
        text = "".join(chr((0x20000 if number % 2 else 0x4E00) + number) for number in range(start, start + count))
        self.typed |= dict.fromkeys(text, device)
        return text

    def write(self, device: DeviceId, at: int, gone: int, count: int) -> None:
        """Replace some characters by new ones, as one save."""
        document = self.documents[device]
        text = document.prose("p")
        start = at % (len(text) + 1)
        for character in text[start : start + gone]:
            self.removed.setdefault(character, set()).add(device)
        document.write_prose("p", text[:start] + self.fresh(device, count) + text[start + gone :])
        self.clock += 100
        document.commit(self.clock)

    def tell(self, giver: DeviceId, taker: DeviceId) -> None:
        """One gets all that another has."""
        self.documents[taker].merge([self.documents[giver].export()])


_DEVICES = st.sampled_from((ANNA, BEN, CHEN))
_ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), _DEVICES, st.integers(0, 30), st.integers(0, 5), st.integers(0, 4)),
        st.tuples(st.just("tell"), _DEVICES, _DEVICES),
    ),
    min_size=4,
    max_size=24,
)


@settings(max_examples=80, deadline=None)
@given(_ACTS, st.integers(0, 40), st.integers(0, 40))
def test_runs_read_as_both_texts_and_name_who_typed_and_who_removed(
    acts: list[tuple[object, ...]], one: int, other: int
) -> None:
    """Whatever two or three authors did while apart, between any two points of the history."""
    notes = Notes()
    for act in acts:
        getattr(notes, str(act[0]))(*act[1:])
    for device in (BEN, CHEN):
        notes.tell(device, ANNA)
    document = notes.documents[ANNA]
    versions = [Document.new(ANNA).version(), *(change.version for change in document.history())]
    first, last = sorted((one % len(versions), other % len(versions)))
    before, after = document.at(versions[first]).prose("p"), document.at(versions[last]).prose("p")
    runs = document.compare(versions[first], versions[last]).runs("p")

    assert "".join(run.text for run in runs if run.sort is not Sort.ADDED) == before
    assert "".join(run.text for run in runs if run.sort is not Sort.REMOVED) == after
    for run in runs:
        if run.sort is Sort.ADDED:
            assert {notes.typed[character] for character in run.text} == {run.device}
        elif run.sort is Sort.REMOVED:
            assert all(run.device in notes.removed[character] for character in run.text)
        else:
            assert run.device is None


@settings(max_examples=30, deadline=None)
@given(_ACTS)
def test_every_point_of_the_history_is_a_version_that_holds_those_before_it(acts: list[tuple[object, ...]]) -> None:
    """So that any two points of the time line can be compared, however many wrote while apart."""
    notes = Notes()
    for act in acts:
        getattr(notes, str(act[0]))(*act[1:])
    for device in (BEN, CHEN):
        notes.tell(device, ANNA)
    document = notes.documents[ANNA]
    for number, change in enumerate(document.history(), 1):
        assert len(document.at(change.version).history()) == number


def test_two_people_who_changed_one_sentence_are_told_apart() -> None:
    notes = Notes()
    anna, ben = notes.documents[ANNA], notes.documents[BEN]
    anna.write_prose("p", "请五位同学上台翻卡片。")
    anna.commit(1)
    ben.merge([anna.export()])
    before = anna.version()
    anna.write_prose("p", "请五位同学轮流上台翻卡片。")
    anna.commit(2)
    ben.write_prose("p", "请三位同学上台翻卡片，再说理由。")
    ben.commit(3)
    anna.merge([ben.export(own=True)])

    assert anna.compare(before).runs("p") == (
        Run(Sort.KEPT, "请"),
        Run(Sort.REMOVED, "五", BEN),
        Run(Sort.ADDED, "三", BEN),
        Run(Sort.KEPT, "位同学"),
        Run(Sort.ADDED, "轮流", ANNA),
        Run(Sort.KEPT, "上台翻卡片"),
        Run(Sort.ADDED, "，再说理由", BEN),
        Run(Sort.KEPT, "。"),
    )


def test_of_a_value_that_two_set_the_one_that_counts_is_named() -> None:
    """The other stands among the rivals."""
    anna, ben = Document.new(ANNA), Document.new(BEN)
    anna.set("t", "起")
    anna.set("u", 1)
    anna.commit(1)
    ben.merge([anna.export()])
    before = anna.version()
    anna.set("t", "安")
    anna.commit(2)
    ben.set("t", "本")
    ben.commit(3)
    anna.merge([ben.export(own=True)])
    ben.merge([anna.export(own=True)])
    found = anna.compare(before)

    assert found.writers == ben.compare(before).writers == {"t": ANNA if anna.get("t") == "安" else BEN}
    assert found.proses == ()


def test_rows_and_cells_are_seen_as_they_were() -> None:
    """``at`` is a document of its own; nothing that is done to it reaches the other."""
    doc = Document.new(ANNA)
    doc.add_row("s", row="r1")
    doc.add_row("s", row="r2")
    doc.write_prose(cell("s", "r1", "t"), "先猜")
    doc.commit(1)
    before = doc.version()
    doc.remove_row("s", "r1")
    doc.commit(2)
    then = doc.at(before)
    then.write_prose("p", "别处")

    assert (then.rows("s"), doc.rows("s"), doc.prose("p")) == (["r1", "r2"], ["r2"], "")
    assert doc.compare(before).writers == {"s.r1!": ANNA}


def test_what_is_not_here_is_left_out() -> None:
    """A version that another laptop had read may hold more than a store that came back out of a copy."""
    anna, ben = Document.new(ANNA), Document.new(BEN)
    anna.write_prose("p", "一二")
    anna.commit(1)
    ben.merge([anna.export()])
    ben.write_prose("p", "一二三")
    ben.commit(2)
    ahead = ben.version()

    assert anna.compare(ahead).runs("p") == (Run(Sort.KEPT, "一二"),)
    assert anna.at(ahead).prose("p") == "一二"
    assert anna.compare(ahead, Document.new(ANNA).version()).runs("p") == ()
    with pytest.raises(RecordError):
        anna.compare(b"\xff\xff")


def test_nothing_is_compared_between_saves() -> None:
    doc = Document.new(ANNA)
    version = doc.version()
    doc.set("t", "x")
    with pytest.raises(Bug):
        doc.compare(version)
    with pytest.raises(Bug):
        doc.at(version)


def test_a_save_that_the_library_cuts_in_pieces_is_one_point() -> None:
    doc = Document.new(ANNA)
    doc.write_prose("p", "今天我们学习二进制。" * 20_000)
    doc.commit(1_000)
    doc.write_prose("p", "今天。")
    doc.commit(2_000)
    first, second = doc.history()
    runs = doc.compare(first.version, second.version).runs("p")

    assert "".join(run.text for run in runs if run.sort is not Sort.REMOVED) == "今天。"
    assert {run.device for run in runs if run.sort is not Sort.KEPT} <= {ANNA}
