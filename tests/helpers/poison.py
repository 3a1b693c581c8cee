"""Deltas with a right checksum and altered insides, as only a member with his own program can send them.

Run as a program (``python -m tests.helpers.poison FIRST COUNT``) it merges so many of them, one at a time, in a process
whose memory is bounded, and tells after the last one how they fared. Whoever started it sees if it dies on the way:
standard output then ends with the seed that killed it.
"""

import json
import random
import resource
import sys
from collections.abc import Sequence
from time import perf_counter

from app.crdt.document import Document
from app.ids import DeviceId
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.record import Record
from tests.helpers.memory import peak_megabytes

AUTHOR, READER, THIRD = DeviceId(b"annadev1"), DeviceId(b"ben-dev2"), DeviceId(b"cleodev3")
#: What the process may have in all, in bytes. What Loro asked for before anybody counted was 34 GB.
ROOM = 1 << 30
#: Numbers that are far too large, or lie at an edge, as they stand in a delta.
_HUGE = (
    b"\xff\xff\xff\xff\x0f", b"\xfe\xff\xff\xff\x0f", b"\xff" * 9 + b"\x01", b"\xfe\xff\x7f", b"\x80\x80\x04",
    b"\xff\xff\xff\xff\x07",
)  # fmt: skip
_EDGES = (0, 1, 2, 5, 100, 1 << 16, 1 << 24, (1 << 31) - 1, (1 << 32) - 1)
_BYTES = (0, 1, 2, 4, 7, 8, 11, 12, 13, 127, 128, 255)


def real_deltas() -> list[bytes]:
    """What a teacher's saves of one plan look like: prose, rows, sets, deletions, a colleague's words."""
    document = Record.create(LESSON_PLAN, AUTHOR, 1).document
    document.commit(5)
    found = [document.export()]
    for number in range(12):
        since = document.version()
        document.insert_prose("p", 0, "今天我们学习认识秋天。" * (1 + number % 3))
        if number % 3 == 0:
            document.set("t", f"题目{number}")
        elif number % 3 == 1:
            document.set("n", number)
            document.mark("c", f"m{number}", True)
        if number % 4 == 2:
            document.add_row("s", row=f"row{number}")
        elif number % 4 == 3:
            document.delete_prose("p", 1, 4)
            document.set("n", None)
        document.commit(1000 + number * 100)
        found.append(document.export(since))
    found.append(document.export())
    colleague = Document.load(READER, document.state())
    colleague.write_prose("p", "别的话")
    colleague.commit(3000)
    found.append(colleague.export())
    return found


def mutated(seed: int, deltas: Sequence[bytes]) -> bytes:
    """One of the deltas, altered somewhere; the same for the same seed.

    Even seeds alter any bytes, odd ones the inside of a part, and put right all lengths around it, so that the deepest
    parsers are reached.
    """
    chance = random.Random(seed)
    original = chance.choice(deltas)
    return _torn(chance, original) if seed % 2 == 0 else _rebuilt(chance, original)


def _torn(chance: random.Random, delta: bytes) -> bytes:
    bad = bytearray(delta)
    for _ in range(chance.randrange(1, 5)):
        _alter(chance, bad, first=1)
    return bytes(bad)


def _rebuilt(chance: random.Random, delta: bytes) -> bytes:
    out = bytearray(delta[:1])
    for numbers, sections in taken_apart(delta):
        for _ in range(chance.randrange(1, 4)):
            if chance.randrange(6) == 0:
                numbers[chance.randrange(len(numbers))] = chance.choice(_EDGES)
                continue
            section = sections[chance.choice((0, 0, 0, 1, 2, 2, 3, 5, 5, 5, 5, 6, 6, 6, 7))]
            columns = _columns(section) if chance.randrange(2) else []
            if columns:
                _alter(chance, chance.choice(columns))
                section[2:] = b"".join(varint(len(column)) + column for column in columns)
            else:
                _alter(chance, section)
        out += joined(numbers, sections)
    return bytes(out)


def taken_apart(delta: bytes) -> list[tuple[list[int], list[bytearray]]]:
    """The blocks of a genuine delta: five numbers and eight sections each."""
    found, at = [], 1
    while at < len(delta):
        size, at = read_varint(delta, at)
        block, at = delta[at : at + size], at + size
        inner, numbers, sections = 0, [], []
        for _ in range(5):
            number, inner = read_varint(block, inner)
            numbers.append(number)
        while inner < len(block):
            length, inner = read_varint(block, inner)
            sections.append(bytearray(block[inner : inner + length]))
            inner += length
        found.append((numbers, sections))
    return found


def joined(numbers: Sequence[int], sections: Sequence[bytearray]) -> bytes:
    """A block with its length, out of its numbers and sections."""
    block = b"".join(map(varint, numbers)) + b"".join(varint(len(section)) + section for section in sections)
    return varint(len(block)) + block


def varint(value: int) -> bytes:
    """Groups of seven bits, lowest first."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def read_varint(data: bytes | bytearray, at: int) -> tuple[int, int]:
    """The number at a place, and where it ends."""
    value = shift = 0
    while True:
        byte, at = data[at], at + 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def _columns(section: bytearray) -> list[bytearray]:
    """The columns of a table, if the section is one that can still be read as such."""
    found, at = [], 2
    while at < len(section):
        try:
            size, at = read_varint(section, at)
        except IndexError:
            return []
        found.append(bytearray(section[at : at + size]))
        at += size
    return found


def _alter(chance: random.Random, data: bytearray, first: int = 0) -> None:
    if len(data) <= first:
        data += chance.randbytes(chance.randrange(1, 6))
        return
    at = chance.randrange(first, len(data))
    match chance.randrange(6):
        case 0:
            data[at] = chance.randrange(256)
        case 1:
            data[at] ^= 1 << chance.randrange(8)
        case 2:
            data[at : at + 1] = chance.choice(_HUGE)
        case 3:
            del data[at : at + chance.randrange(1, 9)]
        case 4:
            data[at:at] = chance.choice(_HUGE)
        case _:
            data[at] = chance.choice(_BYTES)


def survive(bad: bytes, good: bytes, mine: bytes) -> bool:
    """Merge one of them beside a good one into a reader's document, which must go on as before; was it refused?"""
    document = Document.load(READER, mine)
    merged = document.merge([good, bad])
    assert 0 not in merged.damaged, "the good one was refused with it"
    assert document.get("u") == "mine", "what was here is gone"
    document.rows("s"), document.members("c"), document.rival_keys(), document.history()
    document.insert_prose("p", 0, "还")
    assert document.commit(5000), "nothing more can be written"
    assert Document.load(THIRD, document.state()).prose("p") == document.prose("p"), "the file would not open again"
    return bool(merged.damaged)


def main(first: int, count: int) -> None:
    """Merge the mutants of these seeds; the last line of standard output tells how they fared."""
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    deltas = real_deltas()
    document = Document.new(READER)
    document.set("u", "mine")
    document.commit(1)
    mine = document.state()
    refused, longest = 0, 0.0
    for seed in range(first, first + count):
        print(seed, flush=True)
        before = perf_counter()
        refused += survive(mutated(seed, deltas), deltas[0], mine)
        longest = max(longest, perf_counter() - before)
    memory = peak_megabytes()
    print(json.dumps({"count": count, "refused": refused, "longest": longest, "megabytes": memory}), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
