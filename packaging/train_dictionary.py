"""Train the compression dictionary that ships in ``resources/zstd``.

    python packaging/train_dictionary.py --prose FOLDER --words FILE [--check FOLDER]

Most of what travels is one sentence in one delta, too short for a compressor to learn anything from. The dictionary
lets both sides begin where they would be after having read a shelf of lesson plans. It is made of, from far to near
(what lies near its end is cheapest to point at):

    common words      the most frequent words of two or more characters, the commonest last
    prose             some sentences of classroom projects
    phrases           typical sentences of lesson plans, reviews and meetings (dictionary/phrases.txt, our own)
    deltas            a record of every kind, then saves of one sentence and of one field, as app.crdt exports
                      them, so that the frame around the words costs little

and of statistics of single bytes and lengths, which zstd takes from samples: payloads of one to a dozen deltas.

Inputs: ``--prose``, a folder of Markdown files (zh-CN texts of raspberrypilearning); ``--words``, lines of
"word count class" (jieba's dict.txt). Everything random comes from ``--seed``: same inputs, same dictionary.
Texts on which benchmarks measure must never be among the inputs. ``--check`` names a folder of other texts, on
which the sizes of one-sentence saves are printed; it does not influence the dictionary.
"""

import argparse
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean

sys.path.insert(0, str(Path(__file__).parents[1]))

from app.crdt import Document
from app.ids import DeviceId, record_id_bytes, record_id_from
from app.protocol.compression import Compressor
from app.protocol.envelope import Payload, encode_payload
from app.records.edits import WriteProse
from app.records.fields import (
    Choice,
    Choices,
    Date,
    Field,
    Line,
    Link,
    Moment,
    Number,
    People,
    Person,
    Prose,
    Rows,
    YesNo,
    columns_of,
)
from app.records.filling import edits_for
from app.records.kind import KIND_KEY, VERSION_KEY, Kind
from app.records.kinds import ALL
from app.records.record import Record
from app.records.terms import Terms
from app.records.values import Cell, Row, Value

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

SIZE = 112_640
LEVEL = 19
#: Of the prose, so many sentences, evenly spread: on texts of others, words serve better than more of it.
PROSE_SENTENCES = 120
#: So many saves of one sentence, and of one field; more of them cost words, fewer cost bytes around each save.
SHORT_SAVES = 40
#: Bytes kept free for zstd's statistics; common words fill what the rest leaves.
STATISTICS = 2_000
SAMPLES = 1_500
FIRST_DAY = 1_790_000_000

_FENCE = re.compile(r"```.*?```", re.DOTALL)
_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|\{:[^}]*\}|<[^>]*>|^---.*$|^#+ *|^[-*+] +|[`*]", re.MULTILINE)
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def sentences(folder: Path) -> list[str]:
    """The sentences of all Markdown and text files below a folder, without markup, each once, in order."""
    found: dict[str, None] = {}
    for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.txt")]):
        if path.name == "SOURCE.md":
            continue
        text = _MARKUP.sub("", _FENCE.sub("", path.read_text("utf-8")))
        for match in _SENTENCE.finditer(text):
            sentence = match[0].strip()
            if len(_HAN.findall(sentence)) >= 6:
                found.setdefault(sentence)
    return list(found)


def common_words(path: Path, size: int) -> bytes:
    """The most frequent words of two or more characters that fit in ``size`` bytes, the commonest last."""
    counted = []
    for line in path.read_text("utf-8").splitlines():
        word, count, _ = line.split(" ")
        if len(word) > 1:
            counted.append((int(count), word))
    taken: list[bytes] = []
    room = size
    for _, word in sorted(counted, key=lambda entry: (-entry[0], entry[1])):
        encoded = word.encode("utf-8")
        if len(encoded) > room:
            break
        taken.append(encoded)
        room -= len(encoded)
    return b"".join(reversed(taken))


class Writer:
    """Somebody who fills in records of every kind with given sentences."""

    def __init__(self, texts: Sequence[str], seed: int, longest: int) -> None:
        """``longest``: so many sentences stand in one prose at most."""
        self.texts = texts
        self.longest = longest
        self.chance = random.Random(seed)
        self.terms = Terms()

    def prose(self, most: int) -> str:
        """Some sentences that stood together."""
        start = self.chance.randrange(len(self.texts))
        return "".join(self.texts[start : start + self.chance.randint(1, most)])

    def value(self, field: Field) -> Value | None:
        """What somebody might write in a field."""
        if isinstance(field, Rows):
            return [self.row(field) for _ in range(self.chance.randint(2, 6))]
        return self.cell(field)

    def row(self, field: Field) -> Row:
        """One row of a repeated group."""
        cells = {column.key: self.cell(column) for column in columns_of(field)}
        return {key: cell for key, cell in cells.items() if cell is not None}

    def cell(self, field: Field) -> Cell | None:
        """What somebody might write in a field that is no repeated group."""
        chance = self.chance
        day = f"202{chance.randint(6, 9)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        match field:
            case Prose():
                return self.prose(self.longest)
            case Line():
                return self.prose(1)[: chance.randint(4, 12)]
            case Number():
                return chance.choice((1, 2, 3, 5, 8, 10, 12, 15, 20, 40))
            case YesNo():
                return chance.random() < 0.5
            case Choice():
                return chance.choice(self.terms.offer(field.terms)).code
            case Choices():
                return [term.code for term in chance.sample(self.terms.offer(field.terms), 2)]
            case Person():
                return chance.randbytes(8).hex()
            case People():
                return [chance.randbytes(8).hex() for _ in range(chance.randint(1, 4))]
            case Link():
                return record_id_from(chance.randbytes(9))
            case Moment():
                return f"{day}T{chance.randint(8, 17):02}:30"
            case Date():
                return day
        return None

    def record(self, kind: Kind, fullness: float) -> tuple[Record, int]:
        """A new record, and the time of its first save."""
        needed = (kind.title, kind.main)
        fields = [field for field in kind.fields() if field.key in needed or self.chance.random() < fullness]
        values = {field.key: value for field in fields if (value := self.value(field)) is not None}
        now = FIRST_DAY + self.chance.randrange(10**8)
        record = Record(Document.new(self.device(), self.chance.randbytes), kind)
        record.document.set(KIND_KEY, kind.key)
        record.document.set(VERSION_KEY, kind.version)
        record.apply(edits_for(kind, values, self.chance.randbytes))
        record.save(now)
        return record, now

    def handed_over(self, record: Record) -> Record:
        """The same record on another device."""
        return Record(Document.load(self.device(), record.document.state(), self.chance.randbytes), record.kind)

    def device(self) -> DeviceId:
        """Somebody's device."""
        return DeviceId(self.chance.randbytes(8))

    def sentence_save(self, record: Record, now: int) -> bytes:
        """The delta of one more sentence, or of one changed sentence, in one prose of a record."""
        assert record.kind is not None
        names = [name for name in record.document.prose_names() if len(record.document.prose(name)) > 1]
        name = self.chance.choice(names)
        text, before = record.document.prose(name), record.document.version()
        place = self.chance.choice([match.end() for match in _SENTENCE.finditer(text)])
        record.document.write_prose(name, text[:place] + self.prose(1) + text[place:])
        record.document.commit(now)
        return record.document.export(before, own=True)

    def field_save(self, record: Record, now: int) -> bytes:
        """The delta of one changed field."""
        assert record.kind is not None
        before = record.document.version()
        simple = [field for field in record.kind.fields() if not isinstance(field, Rows | Choices | People)]
        field = self.chance.choice(simple)
        value = self.value(field)
        if value is not None:
            record.apply(edits_for(record.kind, {field.key: value}, self.chance.randbytes))
        return record.document.export(before, own=True) if record.save(now) else b""

    def saves(self, count: int) -> Iterator[bytes]:
        """Deltas as a school makes them: most are small edits of long records by one of two people."""
        while count > 0:
            record, now = self.record(self.chance.choice((ALL[0], *ALL)), self.chance.choice((0.3, 0.7, 1.0)))
            yield record.document.export(own=True)
            count -= 1
            if self.chance.random() < 0.5:
                record = self.handed_over(record)
            for _ in range(self.chance.randrange(8)):
                now += self.chance.choice((2, 40, 900, 86_400))
                save = self.sentence_save if self.chance.random() < 0.7 else self.field_save
                delta = save(record, now)
                if delta:
                    yield delta
                    count -= 1

    def payloads(self, count: int) -> list[bytes]:
        """What is compressed: envelopes' contents of one to a dozen deltas."""
        deltas = list(self.saves(count))
        found = []
        while deltas:
            size = min(self.chance.choice((1, 1, 1, 1, 2, 3, 6, 12)), len(deltas))
            batch, deltas = deltas[:size], deltas[size:]
            found.append(self.payload(batch))
        return found

    def payload(self, deltas: Sequence[bytes]) -> bytes:
        """One envelope's content."""
        chance = self.chance
        numbered = [(record_id_bytes(record_id_from(chance.randbytes(9))), delta) for delta in deltas]
        seen = [(chance.randbytes(8), chance.randrange(1, 2000))] if chance.random() < 0.4 else []
        return encode_payload(Payload(chance.randbytes(16), b"", seen, [], numbered))


def build(prose: Sequence[str], phrases: Sequence[str], words: Path, seed: int, size: int = SIZE) -> bytes:
    """The dictionary."""
    writer = Writer([*phrases, *prose], seed, longest=2)
    near = [writer.record(kind, 0.5)[0].document.export() for kind in ALL]
    record, now = writer.record(ALL[0], 0.5)
    near += [writer.field_save(record, now + 100 * number) for number in range(SHORT_SAVES)]
    near += [writer.sentence_save(record, now + 10_000 + 100 * number) for number in range(SHORT_SAVES)]
    chosen = [prose[number * len(prose) // PROSE_SENTENCES] for number in range(PROSE_SENTENCES)]
    tail = "".join([*chosen, *phrases]).encode("utf-8") + b"".join(near)
    content = common_words(words, size - STATISTICS - len(tail)) + tail
    samples = Writer([*phrases, *prose], seed + 1, longest=5).payloads(SAMPLES)
    return zstd.finalize_dict(zstd.ZstdDict(content, is_raw=True), samples, size, LEVEL).dict_content


def check(dictionary: bytes, texts: Sequence[str], seed: int = 7) -> str:
    """Mean sizes of saves of one sentence of about 30 characters in a plan of about 3,000, with texts of others."""
    writer = Writer([text for text in texts if 20 <= len(text) <= 45], seed, longest=5)
    compressor = Compressor(dictionary)
    sizes: dict[str, list[bytes]] = {"text": [], "delta": [], "payload": []}
    for number in range(60):
        record, now = writer.record(ALL[0], 0.5)
        text = writer.chance.choice(writer.texts)
        record.apply([WriteProse("notes", "".join(writer.chance.choices(writer.texts, k=90))[:3000])])
        record.save(now + 60)
        record = writer.handed_over(record)
        before = record.document.version()
        record.document.insert_prose("N", writer.chance.randrange(2500), text)
        record.save(now + 1000 + number)
        delta = record.document.export(before, own=True)
        sizes["text"].append(text.encode("utf-8"))
        sizes["delta"].append(delta)
        sizes["payload"].append(writer.payload([delta]))
    return "; ".join(
        f"{name} {mean(map(len, found)):.1f} -> {mean(len(compressor.compress(data)) for data in found):.1f} bytes"
        for name, found in sizes.items()
    )


def main() -> None:
    """Read the inputs, write the dictionary, print what it does."""
    root = Path(__file__).parents[1]
    parser = argparse.ArgumentParser(description="Train the compression dictionary.")
    parser.add_argument("--prose", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--check", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=root / "resources" / "zstd" / "dictionary-1.bin")
    given = parser.parse_args()
    phrases = (Path(__file__).parent / "dictionary" / "phrases.txt").read_text("utf-8").splitlines()
    dictionary = build(sentences(given.prose), phrases, given.words, given.seed)
    given.out.write_bytes(dictionary)
    print(f"{given.out.name}: {len(dictionary)} bytes")
    if given.check:
        print(check(dictionary, sentences(given.check)))


if __name__ == "__main__":
    main()
