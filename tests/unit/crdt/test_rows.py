"""Rows of a repeated group: order, moving, removing, and two laptops doing so at once."""

import random

import pytest

from app.crdt import Document, cell
from app.crdt.shape import place_key, removal_key
from app.errors import Bug
from app.ids import DeviceId

ANNA, BEN, CLEO = DeviceId(b"annadev1"), DeviceId(b"ben-dev2"), DeviceId(b"cleodev3")


def plan(*names: str) -> tuple[Document, list[str]]:
    """Anna's document with some rows; their ids."""
    doc = Document.new(ANNA)
    rows = [doc.add_row("s") for _ in names]
    for row, name in zip(rows, names, strict=True):
        doc.set(cell("s", row, "n"), name)
    doc.commit(1)
    return doc, rows


def names(doc: Document) -> list[object]:
    """What stands in the rows, in order."""
    return [doc.get(cell("s", row, "n")) for row in doc.rows("s")]


def copied(doc: Document, device: DeviceId) -> Document:
    """Another device's replica."""
    other = Document.new(device)
    other.merge([doc.export()])
    return other


def exchange(*docs: Document) -> None:
    """Each saves, and everybody gets everything."""
    for doc in docs:
        doc.commit(9)
    deltas = [doc.export() for doc in docs]
    for doc in docs:
        doc.merge(deltas)


def test_rows_keep_the_order_in_which_a_list_would_have_them() -> None:
    """Against a plain list, over 400 random steps."""
    chance = random.Random(5)
    doc, model = Document.new(ANNA, chance.randbytes), list[str]()
    for step in range(400):
        before = chance.choice([*model, None])
        if chance.random() < 0.3 or not model:
            row = doc.add_row("s", before)
        else:
            row = chance.choice(model)
            if row == before:
                doc.move_row("s", row, before)
                continue
            doc.move_row("s", row, before)
            model.remove(row)
        model.insert(model.index(before) if before else len(model), row)
        if step % 50 == 0:
            doc.commit(step)
            doc = Document.load(DeviceId(b"device%02d" % (step // 50)), doc.state(), chance.randbytes)
        assert doc.rows("s") == model


def test_a_row_moves_with_one_write() -> None:
    doc, rows = plan("a", "b", "c", "d")
    doc.move_row("s", rows[3], rows[1])
    doc.commit(2)
    assert doc.history()[-1].keys == (place_key("s", rows[3]),)
    assert names(doc) == ["a", "d", "b", "c"]


def test_fields_of_rows_do_not_mix() -> None:
    doc = Document.new(ANNA)
    step, task = doc.add_row("s"), doc.add_row("st")
    assert (doc.rows("s"), doc.rows("st"), doc.rows("x")) == ([step], [task], [])


def test_misuse_of_rows_is_our_mistake() -> None:
    doc, rows = plan("a")
    with pytest.raises(Bug):
        doc.add_row("s", row=rows[0])
    with pytest.raises(Bug):
        doc.move_row("s", "nobody", None)
    with pytest.raises(Bug):
        doc.add_row("s", row="a.b")


def test_a_row_can_be_added_under_a_given_id_and_before_an_unknown_one_goes_to_the_end() -> None:
    doc, rows = plan("a")
    assert doc.add_row("s", before="unknown", row="given") == "given"
    assert doc.rows("s") == [rows[0], "given"]


def test_a_removed_row_is_hidden_keeps_its_cells_and_comes_back() -> None:
    doc, rows = plan("a", "b")
    doc.remove_row("s", rows[0])
    assert names(doc) == ["b"]
    doc.commit(2)
    assert names(Document.load(BEN, doc.state())) == ["b"]
    assert doc.get(cell("s", rows[0], "n")) == "a"
    doc.remove_row("s", rows[0])
    assert not doc.commit(3)
    doc.restore_row("s", rows[0])
    assert names(doc) == ["a", "b"]


@pytest.mark.parametrize("at_end", [False, True])
def test_rows_that_two_people_add_at_one_place_stay_together(at_end: bool) -> None:
    anna, rows = plan("start", "end")
    ben = copied(anna, BEN)
    for doc, own in ((anna, ["a1", "a2", "a3"]), (ben, ["b1", "b2", "b3"])):
        for name in own:
            doc.set(cell("s", doc.add_row("s", None if at_end else rows[1]), "n"), name)
    exchange(anna, ben)
    assert names(anna) == names(ben)
    added = [name for name in names(anna) if name not in ("start", "end")]
    assert added in (["a1", "a2", "a3", "b1", "b2", "b3"], ["b1", "b2", "b3", "a1", "a2", "a3"])
    assert names(anna).index("end") == (1 if at_end else 7)


def test_a_row_fits_between_two_that_got_the_same_place_on_two_laptops() -> None:
    anna, _ = plan()
    ben = Document.new(BEN, bytes)
    anna = Document.new(ANNA, bytes)
    for doc, row in ((anna, "aaaaa"), (ben, "bbbbb")):
        doc.add_row("s", row=row)
    exchange(anna, ben)
    assert anna.get("t") is None
    assert anna.rows("s") == ["aaaaa", "bbbbb"]
    row = anna.add_row("s", before="bbbbb", row="ccccc")
    assert anna.rows("s") == ["aaaaa", row, "bbbbb"]
    exchange(anna, ben)
    assert ben.rows("s") == ["aaaaa", row, "bbbbb"]


def test_a_row_moved_by_two_people_is_at_one_of_the_two_places_once() -> None:
    anna, rows = plan("a", "b", "c", "d")
    ben = copied(anna, BEN)
    anna.move_row("s", rows[0], None)
    ben.move_row("s", rows[0], rows[2])
    exchange(anna, ben)
    assert names(anna) == names(ben)
    assert names(anna) in (["b", "c", "d", "a"], ["b", "a", "c", "d"])
    assert anna.rival_keys() == ()


@pytest.mark.parametrize("prose", [False, True])
def test_a_row_that_somebody_edited_without_knowing_of_its_removal_stays(prose: bool) -> None:
    anna, rows = plan("a", "b")
    ben, cleo = copied(anna, BEN), copied(anna, CLEO)
    anna.remove_row("s", rows[0])
    if prose:
        ben.write_prose(cell("s", rows[0], "t"), "教师活动：出示卡片")
    else:
        ben.set(cell("s", rows[0], "m"), 10)
    exchange(anna, ben, cleo)
    assert anna.rows("s") == ben.rows("s") == cleo.rows("s") == rows
    again = Document.load(DeviceId(b"restart1"), anna.state())
    assert again.rows("s") == rows
    assert again.rival_keys() == ()


def test_a_row_that_was_kept_by_an_edit_can_be_removed_by_who_has_seen_it() -> None:
    anna, rows = plan("a", "b")
    ben = copied(anna, BEN)
    anna.remove_row("s", rows[0])
    ben.set(cell("s", rows[0], "m"), 10)
    exchange(anna, ben)
    anna.remove_row("s", rows[0])
    assert anna.rows("s") == [rows[1]]
    exchange(anna, ben)
    assert anna.rows("s") == ben.rows("s") == [rows[1]]


def test_a_move_does_not_bring_a_removed_row_back() -> None:
    anna, rows = plan("a", "b")
    ben = copied(anna, BEN)
    anna.remove_row("s", rows[0])
    ben.move_row("s", rows[0], None)
    exchange(anna, ben)
    assert anna.rows("s") == ben.rows("s") == [rows[1]]


def test_two_removals_that_between_them_knew_every_edit_remove_the_row() -> None:
    anna, rows = plan("a", "b")
    ben, cleo = copied(anna, BEN), copied(anna, CLEO)
    cleo.set(cell("s", rows[0], "m"), 5)
    exchange(ben, cleo)
    anna.remove_row("s", rows[0])
    ben.remove_row("s", rows[0])
    exchange(anna, ben, cleo)
    assert anna.rows("s") == ben.rows("s") == cleo.rows("s") == [rows[1]]


def test_writing_in_a_removed_row_brings_it_back_before_and_after_the_save() -> None:
    doc, rows = plan("a", "b")
    doc.remove_row("s", rows[0])
    doc.set(cell("s", rows[0], "n"), "again")
    assert doc.rows("s") == rows
    doc.commit(2)
    assert doc.rows("s") == rows
    doc.remove_row("s", rows[0])
    doc.commit(3)
    doc.write_prose(cell("s", rows[0], "t"), "x")
    assert doc.rows("s") == rows
    doc.commit(4)
    assert Document.load(BEN, doc.state()).rows("s") == rows


def test_restoring_wins_over_removing_at_the_same_time() -> None:
    anna, rows = plan("a", "b")
    anna.remove_row("s", rows[0])
    anna.commit(2)
    ben = copied(anna, BEN)
    ben.restore_row("s", rows[0])
    ben.commit(3)
    anna.restore_row("s", rows[0])
    anna.commit(3)
    anna.remove_row("s", rows[0])
    exchange(anna, ben)
    assert anna.rows("s") == ben.rows("s") == rows


def test_strange_keys_beside_rows_are_no_rows() -> None:
    doc, rows = plan("a")
    doc.set(cell("s", "ghost", "n"), "a cell of a row that has no place")
    assert doc.rows("s") == rows
    assert doc.get(removal_key("s", rows[0])) is None


def test_many_rows_added_at_once_stand_as_if_added_one_by_one() -> None:
    """A pasted table: in its order, before the row that is named; an id that is there already is our mistake."""
    doc = Document.new(ANNA)
    for row in ("aaaaa", "zzzzz"):
        doc.add_row("s", row=row)
    many = [f"r{number:04}" for number in range(300)]
    doc.add_rows("s", many, "zzzzz")

    assert doc.rows("s") == ["aaaaa", *many, "zzzzz"]
    with pytest.raises(Bug):
        doc.add_rows("s", ["other", "aaaaa"])
