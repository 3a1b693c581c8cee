"""What differs between two versions of a document."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.crdt import Document
from app.crdt.difference import Difference
from app.crdt.shifts import applied
from app.errors import Bug
from app.ids import DeviceId

TEACHER = DeviceId(b"teacher1")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("教案😀𠮷\n", max_size=12), min_size=1, max_size=6), st.data())
def test_a_shift_turns_any_version_of_a_text_into_any_other(texts: list[str], data: st.DataObject) -> None:
    document = Document.new(TEACHER)
    versions = []
    for now, text in enumerate(texts):
        document.write_prose("t", text)
        document.commit(now)
        versions.append(document.version())
    first, second = (data.draw(st.integers(0, len(texts) - 1)) for _ in range(2))

    found = document.difference(versions[first], versions[second])

    assert applied(texts[first], found.texts.get("t", ())) == texts[second]


def test_keys_have_the_value_of_the_other_version() -> None:
    document = Document.new(TEACHER)
    document.set("a", 1)
    document.set("b", "二")
    document.commit(1)
    before = document.version()
    document.set("a", None)
    document.set("b", "三")
    document.set("c", True)
    document.commit(2)

    assert document.difference(before, document.version()) == Difference({}, {"a": None, "b": "三", "c": True})
    assert document.difference(document.version(), before) == Difference({}, {"a": 1, "b": "二", "c": None})
    assert not document.difference(before, before)


def test_a_version_that_is_not_in_here_is_a_bug() -> None:
    other = Document.new(DeviceId(b"mentor-1"))
    other.set("a", 1)
    other.commit(1)

    with pytest.raises(Bug):
        Document.new(TEACHER).difference(other.version(), b"\x00")


def test_a_shift_is_written_exactly() -> None:
    document = Document.new(TEACHER)
    document.write_prose("t", "一二三四")
    document.shift_prose("t", (1, "😀", -2, 1, "五"))

    assert document.prose("t") == "一😀四五"
    with pytest.raises(Bug):
        document.shift_prose("t", (3, -9))


def test_who_wrote_in_a_row() -> None:
    document, other = Document.new(TEACHER), Document.new(DeviceId(b"mentor-1"))
    document.add_row("s", row="one")
    document.set("s.one.m", 5)
    document.commit(1)
    other.merge([document.export()])

    assert document.wrote_alone("s.one")
    assert not other.wrote_alone("s.one")


def test_a_key_is_put_back_whatever_it_is() -> None:
    document = Document.new(TEACHER)
    document.put_back("p:王敏", True)
    document.put_back("t", "一")

    assert document.members("p") == ["王敏"]
    assert document.get("t") == "一"
