"""What a program does until it is killed: it saves, visits, merges, copies its file, restores and mends it, takes the
next version's step; and what it finds when it is started again.

``work`` opens a person's file, checks everything that was ever said of it, says "ready", and goes on working. Each
thing is said after the verb has returned: ``typed WORD RECORD`` after a save, ``gone NUMBER`` when the relay has
acknowledged, ``came NUMBER`` when that many envelopes of others are merged; both of the device that ``device`` named,
since a file that was mended goes on as a new one.
"""

import os
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from app.clock import SystemClock
from app.ids import RecordId, SpaceId
from app.records.edits import AddRow, Edit, WriteProse, new_row_id
from app.records.kinds import ALL
from app.records.registry import Registry
from app.store import migrations
from app.store.store import Store
from app.workspace.cards import Card, make_card
from app.workspace.desk import Desk, begin
from app.workspace.mending import is_asked_for, mend
from app.workspace.safekeeping import FOLDER
from app.workspace.workspace import Workspace
from tests.faults.forks import Tell

KEY = bytes(32)
#: Words in a plan before the next one is begun.
MANY = 40
#: How often a start mends the file first, as if it had been found damaged; on request, since a mending takes longer
#: than most of what is killed here: ``TONGXING_MENDS=0.3 python3 dev.py faults --points 60 --only app``.
MENDS = float(os.environ.get("TONGXING_MENDS", "0"))
#: Words, apart from the newest, that are looked for after each death; all of them are at the end.
SAMPLE = 25


@dataclass
class Said:
    """What one person's programs have said until now."""

    words: dict[str, str] = field(default_factory=dict)
    gone: int = 0
    came: int = 0
    device: str = ""

    def hear(self, lines: list[str]) -> None:
        """Take in what the last one said."""
        for line in lines:
            verb, *rest = line.split()
            if verb == "typed":
                self.words[rest[0]] = rest[1]
            elif verb == "device" and rest[0] != self.device:
                self.device, self.gone, self.came = rest[0], 0, 0
            elif verb == "gone":
                self.gone = int(rest[0])
            elif verb == "came":
                self.came = int(rest[0])


def newer_program(version: int) -> None:
    """Be the program of a later version: each has a step of its own, which rewrites as much as a real one may."""
    for number in range(1, version + 1):
        migrations.STEPS[f"9{number:03}_later"] = (
            "DROP TABLE IF EXISTS later",
            "CREATE TABLE later AS SELECT record, delta, time FROM deltas",
            "CREATE INDEX later_of_record ON later (record)",
        )


def create(folder: Path, name: str) -> None:
    """A new person's file."""
    store = Store.create(folder / "store.db", KEY, Registry(ALL))
    begin(store, name, os.urandom(32), SystemClock(), os.urandom)
    store.close()
    make_card(folder, Card(name, ""))


def opened(folder: Path, *, mending: bool = False) -> Workspace:
    """Start a person's program on her file; a mending that was cut short is done first, or one that is asked for."""
    registry = Registry(ALL)
    path = folder / "store.db"
    if mending or is_asked_for(path):
        mend(path, KEY, registry, SystemClock(), os.urandom)
        for kept in folder.glob("damaged-*"):
            shutil.rmtree(kept)
    store = Store.open(folder / "store.db", KEY, registry)
    return Workspace(Desk(store, registry, SystemClock(), os.urandom))


def shared(workspace: Workspace) -> SpaceId:
    """The one space that the people share."""
    return next(view.space for view in workspace.spaces() if not view.private)


def text_of(workspace: Workspace, record: RecordId) -> str:
    """Everything that stands in a record."""
    document = workspace._desk.open(record).record.document
    return "\n".join(document.prose(name) for name in document.prose_names())


def count_words(workspace: Workspace, words: dict[str, str]) -> None:
    """Each of these words stands in its record, once."""
    for record in set(words.values()):
        text = text_of(workspace, RecordId(record))
        for word in (word for word, place in words.items() if place == record):
            assert text.count(word) == 1, f"{word} stands {text.count(word)} times in {record}"


def check(workspace: Workspace, said: Said, chance: random.Random) -> None:
    """The file is whole, and what was said of it is in it."""
    store = workspace._desk.store
    assert store.intact()
    assert store.quarantined == [], "a merge was blamed for a death that came from outside"
    newest = list(said.words.items())[-MANY:]
    older = chance.sample(sorted(said.words.items()), min(SAMPLE, len(said.words)))
    count_words(workspace, dict([*newest, *older]))
    if device_of(workspace) == said.device:
        assert store.outbox.acknowledged(shared(workspace)) >= said.gone
        assert merged(workspace) >= said.came


def device_of(workspace: Workspace) -> str:
    """The device that this file is now, in hexadecimal."""
    return workspace._desk.owner.device_id.hex()


def merged(workspace: Workspace) -> int:
    """How many envelopes of others this file has merged."""
    store, space = workspace._desk.store, shared(workspace)
    membership = workspace._desk.owner.membership(space)
    assert membership is not None
    devices = [device for member in membership.active() for device in member.devices]
    return sum(store.receipts.seen(space, device) for device in devices)


def work(folder: Path, said: Said, version: int, seed: int, tell: Tell) -> None:
    """Check, say "ready", and work until killed."""
    newer_program(version)
    chance = random.Random(seed)
    workspace = opened(folder, mending=chance.random() < MENDS)
    check(workspace, said, chance)
    tell("ready")
    tell(f"device {device_of(workspace)}")
    count = 0
    while True:
        what = chance.random()
        if what < 0.04:
            workspace.copy_now()
        elif what < 0.07:
            for copy in sorted((folder / FOLDER).glob("*.tongxing"))[-1:]:
                restored = workspace.restore(copy, "")
                assert (restored.unread, restored.own) == (0, False), restored
        elif what < 0.6:
            count += 1
            word = f"⟨{seed}.{count}⟩"
            tell(f"typed {word} {_save(workspace, word, chance)}")
        else:
            report = workspace.visit()
            assert not report.set_aside, report
            tell(f"gone {workspace._desk.store.outbox.acknowledged(shared(workspace))}")
            tell(f"came {merged(workspace)}")


def _save(workspace: Workspace, word: str, chance: random.Random) -> RecordId:
    """One save with this word in it, in the newest plan or a new one."""
    plans = workspace.list_records("lesson_plan", limit=3)
    record = plans[0].record if plans else None
    text = text_of(workspace, record) if record else ""
    if record is None or text.count("⟨") >= MANY or chance.random() < 0.05:
        pages = "很长的教学过程。" * (1 if chance.random() < 0.7 else 600)
        return workspace.create("lesson_plan", {"topic": "课题", "notes": f"{pages}{word}"}, shared(workspace))
    notes = str(workspace.view(record).values.get("notes", ""))
    at = chance.randrange(len(notes) + 1)
    edits: list[Edit] = [WriteProse("notes", _beside_words(notes, at, word))]
    if chance.random() < 0.3:
        row = new_row_id()
        edits = [AddRow("steps", row_id=row), WriteProse(f"steps/{row}/teacher", word)]
    workspace.edit(record, edits)
    return record


def _beside_words(text: str, at: int, word: str) -> str:
    """The word put in near ``at``, but not into another word, which would no longer be found."""
    inside = text.rfind("⟨", 0, at) > text.rfind("⟩", 0, at)
    at = text.find("⟩", at) + 1 if inside else at
    return text[:at] + word + text[at:]
