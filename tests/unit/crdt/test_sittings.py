"""The history by sittings: causes before effects, each state a version, equal on all replicas."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.crdt import Document
from app.crdt.sittings import PAUSE
from app.ids import DeviceId

ANNA, BEN = DeviceId(b"annadev1"), DeviceId(b"ben-dev2")


def test_autosaves_of_one_sitting_are_one_line() -> None:
    """A longer pause begins another."""
    doc = Document.new(ANNA)
    for number in range(10):
        doc.write_prose("p", "今天" * (number + 1))
        doc.commit(1_000 + number * 60)
    doc.set("t", "课题")
    doc.write_prose("p", "今天")
    doc.commit(1_540 + PAUSE + 1)
    first, second = doc.sittings()

    assert (first.device, first.began, first.ended, first.saves) == (ANNA, 1_000, 1_540, 10)
    assert (first.inserted, first.deleted, first.names) == (20, 0, ("p",))
    assert (second.saves, second.inserted, second.deleted, second.names) == (1, 0, 18, ("p", "t"))
    assert doc.at(first.after).prose("p") == "今天" * 10
    assert (first.after, second.after) == (second.before, doc.version())


def test_two_who_wrote_while_apart_are_told_one_sitting_after_another() -> None:
    """Not save by save in turn, as their operations are numbered."""
    anna, ben = Document.new(ANNA), Document.new(BEN)
    anna.write_prose("p", "起。")
    anna.commit(1_000)
    ben.merge([anna.export()])
    for number in range(5):
        anna.insert_prose("p", 0, "安")
        anna.commit(90_000 + number * 60)
        ben.insert_prose("p", 2 + number, "本")
        ben.commit(90_030 + number * 60)
    anna.merge([ben.export(own=True)])
    ben.merge([anna.export()])

    assert [(one.device, one.saves) for one in anna.sittings()] == [(ANNA, 1), (ANNA, 5), (BEN, 5)]
    assert anna.sittings() == ben.sittings()
    states = [anna.at(one.after).prose("p") for one in anna.sittings()]
    assert states == ["起。", "安安安安安起。", "安安安安安起。本本本本本"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(-500, 4_000)), max_size=25))
def test_each_state_holds_those_before_it_whatever_the_clocks_said(acts: list[tuple[int, int, int]]) -> None:
    """Every save is in one sitting, and none before a save that its author knew."""
    devices = [ANNA, BEN, DeviceId(b"chendev3")]
    documents = [Document.new(device) for device in devices]
    clock = 100_000
    for who, other, pause in acts:
        clock += pause
        if who != other:
            documents[who].merge([documents[other].export()])
        documents[who].insert_prose("p", 0, "字")
        documents[who].commit(clock)
    for document in documents[1:]:
        documents[0].merge([document.export()])
    whole = documents[0]
    found = whole.sittings()

    assert sum(one.saves for one in found) == len(whole.history())
    saves = 0
    for one in found:
        saves += one.saves
        assert len(whole.at(one.after).history()) == saves
    again = Document.load(ANNA, whole.state())
    assert again.sittings() == found
