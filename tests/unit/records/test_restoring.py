"""Back to an earlier point, by edits that can be taken back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.crdt import Document
from app.ids import DeviceId
from app.records.differences import values_at
from app.records.edits import AddRow, Edit, Mark, MoveRow, RemoveRow, SetValue, WriteProse
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.record import Record
from app.records.registry import Registry
from app.records.restoring import edits_back

TEACHER = DeviceId(b"teacher1")
ROWS = ("r1", "r2", "r3", "r4")

_ROW = st.sampled_from(ROWS)
_EDITS = st.lists(
    st.one_of(
        st.builds(SetValue, st.sampled_from(("topic", "slot_", "class_name")), st.text("一二三", max_size=3)),
        st.builds(WriteProse, st.sampled_from(("notes", "steps/r1/teacher")), st.text("雨秋天", max_size=6)),
        st.builds(Mark, st.just("grades"), st.sampled_from("345"), st.booleans()),
        st.builds(MoveRow, st.just("steps"), _ROW, st.one_of(st.none(), _ROW)),
        st.builds(RemoveRow, st.just("steps"), _ROW),
        st.builds(lambda row, minutes: SetValue(f"steps/{row}/minutes", minutes), _ROW, st.integers(0, 40)),
    ),
    min_size=1,
    max_size=14,
)


def story(edits: list[Edit]) -> tuple[Record, list[bytes]]:
    """A plan with four stages to which these edits were made one after another, and all points of its history."""
    start: list[Edit] = [AddRow("steps", row_id=row) for row in ROWS]
    record = Record.create(LESSON_PLAN, TEACHER, 1_000, start)
    versions = [record.document.version()]
    for number, edit in enumerate(edits, 2):
        if isinstance(edit, SetValue) and edit.path == "slot_":
            edit = SetValue("slot", len(str(edit.value)) + 1)
        record.apply([edit])
        if record.save(number * 1_000):
            versions.append(record.document.version())
    return record, versions


@settings(max_examples=80, deadline=None)
@given(_EDITS, st.integers(0, 20))
def test_the_record_reads_as_it_did_and_the_way_back_is_open(edits: list[Edit], which: int) -> None:
    """Values, texts, sets, and rows in their order with their cells."""
    record, versions = story(edits)
    wanted, here = versions[which % len(versions)], record.values()
    was_here = record.document.version()
    record.apply(edits_back(record, wanted))
    record.save(90_000)
    restored = record.values()
    record.apply(edits_back(record, was_here))
    record.save(91_000)

    assert restored == values_at(record, wanted)
    assert record.values() == here


def test_one_field_alone() -> None:
    """The others stay as they are; where nothing differs there is nothing to do."""
    record, versions = story([SetValue("topic", "旧"), WriteProse("notes", "记")])
    record.apply([SetValue("topic", "新"), WriteProse("notes", "改")])
    record.save(9_000)
    edits = edits_back(record, versions[-1], ["topic"])

    assert edits == [SetValue("topic", "旧")]
    assert edits_back(record, record.document.version()) == []
    assert edits_back(Record.open(record.document, Registry([])), versions[0]) == []


def test_what_others_wrote_meanwhile_is_merged_and_not_undone() -> None:
    """Restoring is a save like any other: words that come later stay."""
    record, versions = story([WriteProse("notes", "先读题。"), WriteProse("notes", "先读题。再画图。")])
    colleague = Record.open(Document.load(DeviceId(b"mentor01"), record.document.state()), Registry([LESSON_PLAN]))
    known = record.document.version()
    colleague.apply([WriteProse("notes", "请大家先读题。再画图。")])
    colleague.save(50_000)
    record.apply(edits_back(record, versions[1]))
    record.save(60_000)
    record.document.merge([colleague.document.export(known)])

    assert record.values()["notes"] == "请大家先读题。"
