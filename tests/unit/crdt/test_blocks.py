"""What a delta announces is counted before Loro believes it: no crafted one ends the program."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crdt import Document, blocks
from app.crdt.delta import restore
from app.crdt.replica import damaged, shielded
from app.errors import Bug, RecordError
from tests.helpers.poison import AUTHOR, READER, joined, mutated, real_deltas, taken_apart, varint

ROOT = Path(__file__).resolve().parents[3]
#: Mutants that are merged, in batches of which each is a process, so that a death is seen and named.
MUTANTS, BATCHES = 10_000, 2
#: Megabytes that merging may take, the program itself included.
MEMORY = 200


def test_ten_thousand_altered_deltas_neither_end_the_process_nor_fill_it() -> None:
    """Each is merged beside a good one, which must be kept; then the document is used, written and read."""
    each = MUTANTS // BATCHES
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.helpers.poison", str(first), str(each)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for first in range(0, MUTANTS, each)
    ]
    refused = 0
    for process in started:
        output, complaints = process.communicate()
        last = output.splitlines()[-1]
        assert process.returncode == 0, f"died at seed {last}: {complaints[-2000:]}"
        told = json.loads(last)
        assert told["megabytes"] < MEMORY
        refused += told["refused"]
    assert MUTANTS // 2 < refused < MUTANTS


def _with(**changes: object) -> bytes:
    """A real delta of one block, in which numbers or sections are put otherwise."""
    ((numbers, sections),) = taken_apart(real_deltas()[1])
    for name, value in changes.items():
        kind, at = name[0], int(name[1:])
        if kind == "n":
            assert isinstance(value, int)
            numbers[at] = value
        else:
            assert isinstance(value, bytes)
            sections[at] = bytearray(value)
    return b"\x04" + joined(numbers, sections)


def _table(*columns: bytes) -> bytes:
    return varint(1) + varint(len(columns)) + b"".join(varint(len(column)) + column for column in columns)


#: 10,000 equal rows in two bytes and one.
_MANY = varint(20_000)


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(_with(n4=(1 << 32) - 1), id="four thousand million changes"),
        pytest.param(_with(n4=0), id="no change"),
        pytest.param(_with(n1=(1 << 31) - 1, n4=1 << 20), id="changes that take no byte each"),
        pytest.param(_with(n0=(1 << 31) - 1), id="a count that runs over"),
        pytest.param(_with(s0=varint(1 << 40) + bytes(20)), id="devices without end"),
        pytest.param(_with(s0=b"\x01" + AUTHOR + b"\x01\x02" + varint(1 << 62) + bytes(4)), id="built on too many"),
        pytest.param(_with(s0=b"\x01" + AUTHOR + b"\x01" + varint(1 << 62) + bytes(4)), id="a run without end"),
        pytest.param(_with(s0=b"\x01" + AUTHOR + b"\x01\x00\x00"), id="an empty run"),
        pytest.param(_with(s4=b"\x01"), id="a tree"),
        pytest.param(_with(s5=_table(b"\x02\x00")), id="one column"),
        pytest.param(_with(s5=_table(b"\x02\x00", b"\x02\x00", b"\x02\x0b", b"\x04\x01")), id="rows that differ"),
        pytest.param(
            _with(n1=1 << 20, s5=_table(_MANY + b"\x00", _MANY + b"\x00", _MANY + b"\x08", _MANY + b"\x01"), s7=b""),
            id="ten thousand operations in no byte each",
        ),
        pytest.param(_with(s7=b""), id="values missing"),
        pytest.param(_with(s7=bytes(_with()[-60:]) * 2), id="values left over"),
        pytest.param(_with(n1=1), id="more operations than counted"),
        pytest.param(
            _with(s5=_table(b"\x02\x00", b"\x02\x00", b"\x02\x0b", b"\x02\x01"), s7=b"\x07\x01" * 5_000 + b"\x00"),
            id="lists in lists in lists",
        ),
        pytest.param(
            _with(s5=_table(b"\x02\x00", b"\x02\x00", b"\x02\x0d", b"\x02\x01"), s7=bytes(9)), id="a sort not ours"
        ),
        pytest.param(_with(s3=b"")[:-1], id="cut"),
        pytest.param(b"\x04" + b"\x80" * 30, id="a number without end"),
    ],
)
def test_what_announces_more_than_it_holds_is_refused(bad: bytes) -> None:
    with pytest.raises(RecordError) as caught:
        blocks.check(bad[1:])
    assert caught.value.code == "record.delta_damaged"
    assert Document.new(READER).merge([bad]).damaged == (0,)


def test_fractions_and_bytes_of_a_later_program_pass() -> None:
    """They are plain values, though no kind of ours has one yet."""
    table = _table(b"\x02\x00", b"\x02\x00", b"\x02\x0b", b"\x02\x01")
    for value in (b"\x04" + bytes(8), b"\x06\x02ab"):
        body = _with(s5=table, s6=b"", s7=value)[1:]
        blocks.check(body)
        with pytest.raises(RecordError):
            blocks.check(body[:-1])


@given(st.lists(st.tuples(st.sampled_from("tnuabc"), st.one_of(st.none(), st.integers(-9, 9), st.text(max_size=9)))))
def test_whatever_is_saved_here_passes(writes: list[tuple[str, int | str | None]]) -> None:
    document = Document.new(AUTHOR)
    for number, (key, value) in enumerate(writes):
        document.set(key, value.replace("\x00", "") if isinstance(value, str) else value)
        document.write_prose(key, str(value) * number)
        document.commit(100 * number)
    delta = document.export()
    assert not delta or restore(delta).endswith(delta)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Loro's panic when it lets go of one
def test_a_delta_after_which_a_document_could_not_be_read_again_is_refused() -> None:
    """Found by mutation: Loro took it, and wrote a document with a gap in it, which it could not load."""
    deltas = real_deltas()
    mine = Document.new(READER).state()
    harmful = [seed for seed in range(5_000) if _is_unreadable_after(mutated(seed, deltas), mine)]
    assert harmful, "no mutant of these seeds does so any more: look for others"
    for seed in harmful:
        assert Document.load(READER, mine).merge([mutated(seed, deltas)]).damaged == (0,)


def _is_unreadable_after(bad: bytes, mine: bytes) -> bool:
    document = Document.load(READER, mine)
    try:
        with shielded(damaged):
            document._doc.import_batch([restore(bad)])
    except RecordError:
        return False
    try:
        Document.load(READER, document.state())
    except (RecordError, Bug):
        return True
    return False
