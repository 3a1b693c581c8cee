"""What a record says of an attached file: one line, which every machine reads alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crdt import Document
from app.errors import Bug
from app.ids import DeviceId, FileId, PersonId
from app.records.edits import Mark
from app.records.fields import MEMBER_LIMIT
from app.records.files import MAX_FILE, NAME_LENGTH, Attached, all_attached, attached, clean_name, new_file_id
from app.records.record import Record
from app.records.registry import Registry
from tests.helpers.kinds import EVERY_TYPE, a_file

names = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=NAME_LENGTH)
files = st.builds(
    Attached,
    st.integers(0, 10**10),
    st.binary(min_size=12, max_size=12).map(FileId),
    st.integers(1, MAX_FILE),
    st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True),
    st.binary(min_size=32, max_size=32),
    st.none() | st.binary(min_size=8, max_size=8).map(PersonId),
    names,
)


@given(files)
def test_what_is_written_is_read_again_and_fits_a_member(file: Attached) -> None:
    """One writing only: the line is the name of the mark that takes it out again."""
    assert attached(file.member()) == file
    assert len(file.member()) <= MEMBER_LIMIT


@given(st.text(max_size=220))
def test_any_other_text_is_no_file(text: str) -> None:
    """Another member's program may write anything."""
    found = attached(text)
    assert found is None or found.member() == text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("184320", "0184320"),
        ("184320", "0"),
        ("184320", str(MAX_FILE + 1)),
        (" jpeg ", " ../x "),
        ("黑板.jpg", "黑\u202e板.jpg"),
        ("黑板.jpg", " "),
        ("黑板.jpg", "长" * (NAME_LENGTH + 1)),
    ],
)
def test_what_is_out_of_bounds_is_no_file(old: str, new: str) -> None:
    """A size beyond the limit, a path for a sort, a name with a mark that turns it round."""
    assert attached(a_file("黑板.jpg").member().replace(old, new)) is None


def test_an_impossible_file_is_our_mistake() -> None:
    with pytest.raises(Bug):
        a_file("").member()


def test_files_come_in_the_order_in_which_they_were_added() -> None:
    later, sooner = a_file("b.jpg", 2), a_file("c.jpg", 1)
    assert all_attached([later.member(), "什么", sooner.member()]) == [sooner, later]
    assert all_attached("什么") == []


def test_two_who_add_while_apart_keep_both_and_a_removal_can_be_taken_back() -> None:
    one, other = a_file("她的.jpg", 1), a_file("他的.jpg", 2)
    hers = Record.create(EVERY_TYPE, DeviceId(b"teacher1"), 0, [Mark("file", one.member())])
    his = Record.open(Document.load(DeviceId(b"mentor01"), hers.document.state()), Registry([EVERY_TYPE]))
    since = hers.document.version()
    hers.apply([Mark("file", one.member(), False)])
    his.apply([Mark("file", other.member())])
    for record in (hers, his):
        record.save(60)
    hers.document.merge([his.document.export(since)])
    assert all_attached(hers.values()["file"]) == [other]
    hers.apply([Mark("file", one.member())])
    assert all_attached(hers.values()["file"]) == [one, other]


@pytest.mark.parametrize(
    ("name", "sort", "kept"),
    [
        ("黑板.jpg", "jpeg", "黑板.jpg"),
        ("IMG_0001.HEIC", "jpeg", "IMG_0001.jpg"),
        ("C:\\photos\\a.JPEG", "jpeg", "a.JPEG"),
        ("/tmp/../etc/passwd", "pdf", "passwd.pdf"),
        ("教案.docx.exe", "docx", "教案.docx.docx"),
        ("a\nb\u202e.pdf", "pdf", "a b.pdf"),
        ("", "jpeg", "1.jpg"),
        (".jpg", "jpeg", "1.jpg"),
        ("第3.2课", "pdf", "第3.2课.pdf"),
    ],
)
def test_names_are_made_harmless(name: str, sort: str, kept: str) -> None:
    assert clean_name(name, sort) == kept


@given(st.text(max_size=300), st.sampled_from(["jpeg", "png", "pdf", "text", "docx"]))
def test_every_name_becomes_one_that_a_record_takes(name: str, sort: str) -> None:
    file = Attached(1, new_file_id(), 1, sort, bytes(32), None, clean_name(name, sort))
    assert attached(file.member()) == file
