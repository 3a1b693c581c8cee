"""History: who saved what and when, and the record as it was."""

import pytest

from app.crdt import Document
from app.crdt.history import clock_time, scalar
from app.errors import Bug
from app.ids import DeviceId

ANNA, BEN = DeviceId(b"annadev1"), DeviceId(b"ben-dev2")


def test_each_save_is_one_change_with_author_time_and_what_it_touched() -> None:
    doc = Document.new(ANNA)
    doc.set("t", "课题")
    doc.write_prose("p", "今天😀学习。")
    doc.commit(1000)
    doc.write_prose("p", "今天学习。")
    doc.commit(1001)
    doc.write_prose("p", "")
    doc.set("t", None)
    doc.commit(1002)
    told = [(change.device, change.time, change.inserted, change.deleted, change.keys) for change in doc.history()]
    assert told == [
        (ANNA, 1000, 6, 0, ("p", "t")),
        (ANNA, 1001, 0, 1, ("p",)),
        (ANNA, 1002, 0, 5, ("p", "t")),
    ]


def test_a_long_save_that_the_library_cuts_in_pieces_is_one_change() -> None:
    doc = Document.new(ANNA)
    doc.set("t", "x")
    doc.write_prose("p", "今天我们学习二进制。" * 20_000)
    doc.set("u", "y")
    doc.commit(1000)
    doc.set("u", "z")
    doc.commit(1001)
    assert [(change.inserted, change.keys) for change in doc.history()] == [(200_000, ("p", "t", "u")), (0, ("u",))]


def test_an_earlier_state_can_be_shown() -> None:
    doc = Document.new(ANNA)
    for number, text in enumerate(("今天", "今天😀学习", "学习")):
        doc.write_prose("p", text)
        doc.set("n", number)
        doc.commit(1000 + number)
    frontiers = [change.frontier for change in doc.history()]
    assert [doc.prose_at("p", frontier) for frontier in frontiers] == ["今天", "今天😀学习", "学习"]
    assert [doc.value_at("n", frontier) for frontier in frontiers] == [0, 1, 2]
    assert doc.value_at("t", frontiers[0]) is None
    assert doc.prose("p") == "学习"
    assert not doc.commit(2000)


def test_a_state_is_what_its_author_saw_then() -> None:
    anna, ben = Document.new(ANNA), Document.new(BEN)
    anna.write_prose("p", "起")
    anna.commit(1)
    ben.merge([anna.export()])
    anna.insert_prose("p", 1, "安")
    ben.insert_prose("p", 0, "本")
    anna.commit(2)
    ben.commit(3)
    anna.merge([ben.export(own=True)])
    ben.merge([anna.export(own=True)])
    assert anna.history() == ben.history()
    seen = {change.device: anna.prose_at("p", change.frontier) for change in anna.history()[1:]}
    assert seen == {ANNA: "起安", BEN: "本起"}


def test_an_earlier_state_cannot_be_asked_for_between_saves_nor_for_a_point_we_do_not_have() -> None:
    doc = Document.new(ANNA)
    doc.set("t", "x")
    doc.commit(1)
    frontier = doc.history()[0].frontier
    other = Document.new(BEN)
    with pytest.raises(Bug):
        other.prose_at("p", frontier)
    doc.set("t", "y")
    assert len(doc.history()) == 1
    with pytest.raises(Bug):
        doc.value_at("t", frontier)


@pytest.mark.parametrize(
    ("timestamp", "message", "told"),
    [(5, None, 5), (5, "3", 3), (5, "", 5), (5, "x", 5), (5, "9" * 13, 5), (5, "-3", 5), (5, "²", 5)],
)
def test_the_message_holds_the_clocks_time_when_it_holds_a_time(timestamp: int, message: str | None, told: int) -> None:
    assert clock_time(timestamp, message) == told


@pytest.mark.parametrize("value", [1.5, b"x", [1], {"a": 1}, None])
def test_what_we_do_not_know_is_not_shown(value: object) -> None:
    assert scalar(value) is None


def test_saves_of_one_second_are_told_apart_also_after_a_restart() -> None:
    doc = Document.new(ANNA)
    for number in range(3):
        doc.set("n", number)
        doc.commit(1000)
        doc = Document.load(ANNA, doc.state())
    doc.set("n", 3)
    doc.commit(500)
    doc.set("n", 4)
    doc.commit(500)
    other = Document.new(BEN)
    other.merge([doc.export()])
    assert [change.time for change in other.history()] == [1000, 1001, 1002, 500, 501]
    assert [other.value_at("n", change.frontier) for change in other.history()] == [0, 1, 2, 3, 4]
