"""Rivals: values set by people who did not know of one another's."""

import pytest

from app.crdt import Document, Rival, cell
from app.ids import DeviceId

ANNA, BEN, CLEO, DORA = (DeviceId(name) for name in (b"annadev1", b"ben-dev2", b"cleodev3", b"doradev4"))


def start(*devices: DeviceId) -> list[Document]:
    """Replicas that all begin with the same topic."""
    first = Document.new(devices[0])
    first.set("t", "课题")
    first.commit(100)
    others = [Document.new(device) for device in devices[1:]]
    for other in others:
        other.merge([first.export()])
    return [first, *others]


def put(doc: Document, value: str | int | bool | None, now: int, key: str = "t") -> None:
    """Set and save."""
    doc.set(key, value)
    doc.commit(now)


def exchange(*docs: Document) -> None:
    """Everybody gets everything."""
    deltas = [doc.export() for doc in docs]
    for doc in docs:
        doc.merge(deltas)


def test_values_set_while_apart_are_both_shown_with_names_and_times_to_everybody() -> None:
    anna, ben, cleo = start(ANNA, BEN, CLEO)
    put(anna, "二进制", 300)
    put(ben, "二进制数", 200)
    exchange(anna, ben, cleo)
    expected = (Rival("二进制数", BEN, 200), Rival("二进制", ANNA, 300))
    for doc in (anna, ben, cleo, Document.load(DORA, cleo.state())):
        assert doc.rivals("t") == expected
        assert doc.rival_keys() == ("t",)
        assert doc.get("t") == anna.get("t")


def test_what_one_person_set_after_reading_the_other_is_no_rival() -> None:
    anna, ben = start(ANNA, BEN)
    put(anna, "一", 200)
    ben.merge([anna.export()])
    put(ben, "二", 150)
    anna.merge([ben.export()])
    assert anna.rivals("t") == ben.rivals("t") == ()
    assert anna.get("t") == "二"


def test_one_persons_later_value_replaces_only_his_own_among_rivals() -> None:
    anna, ben = start(ANNA, BEN)
    put(anna, "一", 200)
    put(anna, "一改", 201)
    put(ben, "二", 202)
    exchange(anna, ben)
    assert [rival.value for rival in anna.rivals("t")] == ["一改", "二"]


def test_equal_values_set_while_apart_are_no_rivalry() -> None:
    anna, ben = start(ANNA, BEN)
    put(anna, "同", 200)
    put(ben, "同", 201)
    exchange(anna, ben)
    assert anna.rivals("t") == ben.rivals("t") == ()
    assert anna.rival_keys() == ()


def test_one_and_true_are_different_values() -> None:
    anna, ben = start(ANNA, BEN)
    put(anna, 1, 200)
    put(ben, True, 201)
    exchange(anna, ben)
    assert [type(rival.value) for rival in anna.rivals("t")] == [int, bool]


def test_of_three_people_two_with_one_value_two_rivals_are_shown() -> None:
    anna, ben, cleo = start(ANNA, BEN, CLEO)
    put(anna, "同", 200)
    put(ben, "同", 201)
    put(cleo, "异", 202)
    exchange(anna, ben, cleo)
    assert cleo.rivals("t") == anna.rivals("t") == (Rival("同", ANNA, 200), Rival("异", CLEO, 202))


def test_a_cleared_field_is_a_rival_of_a_value() -> None:
    anna, ben = start(ANNA, BEN)
    put(anna, None, 200)
    put(ben, "新", 201)
    exchange(anna, ben)
    assert anna.rivals("t") == ben.rivals("t") == (Rival(None, ANNA, 200), Rival("新", BEN, 201))


@pytest.mark.parametrize("index", [0, 1])
def test_picking_a_value_ends_the_rivalry_at_once_and_for_everybody(index: int) -> None:
    """Also when it is the value that the document shows already, of which the library would make no change."""
    anna, ben, cleo = start(ANNA, BEN, CLEO)
    put(anna, "一", 200)
    put(ben, "二", 201)
    exchange(anna, ben, cleo)
    picked = cleo.rivals("t")[index].value
    cleo.set("t", picked)
    assert cleo.rivals("t") == ()
    assert cleo.commit(300)
    exchange(anna, ben, cleo)
    for doc in (anna, ben, cleo):
        assert (doc.get("t"), doc.rivals("t"), doc.rival_keys()) == (picked, (), ())


def test_picking_the_cleared_value_ends_the_rivalry() -> None:
    anna, ben = start(ANNA, BEN)
    put(anna, None, 200)
    put(ben, "新", 201)
    exchange(anna, ben)
    put(ben, None, 300)
    exchange(anna, ben)
    assert (anna.get("t"), anna.rivals("t")) == (None, ())


def test_a_pick_beside_an_edit_that_did_not_know_of_it_is_a_new_rivalry() -> None:
    anna, ben, cleo = start(ANNA, BEN, CLEO)
    put(anna, "一", 200)
    put(ben, "二", 201)
    exchange(anna, ben, cleo)
    put(anna, "一", 300)
    put(cleo, "三", 301)
    exchange(anna, ben, cleo)
    for doc in (anna, ben, cleo):
        assert doc.rivals("t") == (Rival("一", ANNA, 300), Rival("三", CLEO, 301))


def test_two_people_who_pick_the_same_agree() -> None:
    anna, ben = start(ANNA, BEN)
    put(anna, "一", 200)
    put(ben, "二", 201)
    exchange(anna, ben)
    put(anna, "二", 300)
    put(ben, "二", 301)
    exchange(anna, ben)
    assert anna.rivals("t") == ben.rivals("t") == ()


def test_rivals_in_a_cell() -> None:
    anna, ben = start(ANNA, BEN)
    row = anna.add_row("s")
    anna.commit(150)
    exchange(anna, ben)
    put(anna, 10, 200, cell("s", row, "m"))
    put(ben, 15, 201, cell("s", row, "m"))
    exchange(anna, ben)
    assert [rival.value for rival in ben.rivals(cell("s", row, "m"))] == [10, 15]
    assert ben.rival_keys() == (cell("s", row, "m"),)


def test_places_and_marks_are_never_rivals() -> None:
    anna, ben = start(ANNA, BEN)
    row = anna.add_row("s")
    other = anna.add_row("s")
    anna.mark("p", "x", True)
    anna.commit(150)
    exchange(anna, ben)
    anna.mark("p", "x", False)
    anna.mark("p", "x", True)
    ben.mark("p", "x", False)
    anna.move_row("s", row, None)
    ben.move_row("s", row, other)
    ben.remove_row("s", row)
    anna.commit(200)
    ben.commit(200)
    exchange(anna, ben)
    assert anna.rival_keys() == ()
    keys = anna.keys()
    assert len(keys) == 5
    assert all(anna.rivals(key) == () for key in keys)


def test_an_older_laptops_edit_that_comes_late_joins_the_rivals() -> None:
    anna, ben, cleo = start(ANNA, BEN, CLEO)
    put(cleo, "三", 110)
    late = cleo.export(own=True)
    put(anna, "一", 200)
    ben.merge([anna.export()])
    put(ben, "二", 300)
    assert ben.rivals("t") == ()
    ben.merge([late])
    assert ben.rivals("t") == (Rival("三", CLEO, 110), Rival("二", BEN, 300))


def test_a_clock_that_is_years_behind_is_told_as_it_was() -> None:
    """Loro raises a save's time to that of the changes it builds on; what the person's clock said is kept beside."""
    anna, ben = start(ANNA, BEN)
    put(anna, "一", 2_000_000_000)
    put(ben, "二", 1_200_000_000)
    ben.merge([anna.export()])
    ben.set("n", 1)
    ben.commit(1_200_000_100)
    anna.merge([ben.export()])
    assert anna.rivals("t") == (Rival("二", BEN, 1_200_000_000), Rival("一", ANNA, 2_000_000_000))
    assert anna.history()[-1].time == 1_200_000_100
