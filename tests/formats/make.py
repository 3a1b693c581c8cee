"""Makes the samples of a version, once, when it is released: ``python -m tests.formats.make 0.2.0``.

From then on they stay as they are: later programs must read them. Names and words in them are made up; every secret in
them is public (secrets.json).
"""

import base64
import contextlib
import io
import json
import lzma
import os
import sqlite3
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

from app.crypto.passphrase import lock
from app.errors import Known
from app.ids import RecordId, SpaceId
from app.installed import Layers
from app.records.edits import SetValue
from app.records.fields import File
from app.records.kinds import ALL
from app.records.purposes import CARE, PARTNERSHIP, SCHOOL
from app.relay.copying import back_up
from app.settings import Settings, write_settings
from app.spaces.recovery import lock_store
from app.store.database import open_database
from app.sync import snapshot_making
from app.sync.budget import pace_name
from app.sync.engine import never
from app.version import __version__
from app.workspace import coming_back
from app.workspace.attachments import NewFile
from app.workspace.cards import Card, make_card
from app.workspace.kits import Guest
from app.workspace.sticks import carry_letters
from app.workspace.workspace import Workspace
from tests.formats.sample import COPY, FOLDER, OLDER, PUBLIC, SampleWorld, poured, read, shared
from tests.helpers.copies import copy_files, folder_of
from tests.helpers.homecoming import laptop
from tests.helpers.kinds import sample_values
from tests.helpers.newcomers import GOOD
from tests.helpers.releases import KEY, NEW_FILES, OLD_FILES, Shelf, whole
from tests.helpers.stories import owner_of, settle
from tests.helpers.world import STORE_KEY, TEACHER, desk_of, keys_of

PIN = "2468"
SEALED_WORDS = "在暴风雨里也读得出来"
#: What the sample of a release has for Python and the libraries.
PART = {"part.txt": "不变的部分".encode()}


class Maker:
    """Lives through some days of three people, and writes down what they leave."""

    def __init__(self, folder: Path, made: Path) -> None:
        self.folder, self.made, self.world = folder, made, SampleWorld(made)
        self.teacher, self.mentor = self.world.pair()
        self.teacher = Workspace(desk_of(self.teacher), self.world.open_link, self.world.post)
        self.colleague = self.world.person("赵老师")
        self.world.bring(self.mentor, self.colleague)
        self.secrets: dict[str, Any] = {
            "note": "Every secret here is public, was made for these samples alone, and protects nothing.",
            "clock": self.world.clock.now(),
            "pin": PIN,
            "store_key": STORE_KEY.hex(),
            "sealed": SEALED_WORDS,
            "person": self.teacher.me.person,
        }

    def make(self) -> None:
        """Everything, in the order in which it can happen."""
        self.folder.mkdir()
        plan = self.write()
        self.recovery()
        self.trail(plan)
        self.secrets["ticket"] = self.mentor.make_ticket(self.world.space, "writer").text
        stick = self.made / "stick"
        stick.mkdir()
        (prepared,) = self.mentor.prepare_tickets(stick, [Guest("孙老师", (self.world.space,))])
        self.secrets["code"] = prepared.code
        settle(self.teacher, self.mentor, self.colleague)
        self.secrets["on_relay"] = sorted(shared(read(self.teacher)))
        self.relay()
        self.stick(stick)
        self.store()
        make_update(self.folder, self.made)
        write_settings(self.folder / "settings.toml", Settings("en", "dark", "125"))
        self.json("secrets.json", self.secrets)

    def write(self) -> RecordId:
        """A record of each kind that stands alone, drafts and shared ones; comments, a step, edits, rivals, a file."""
        teacher, mentor, space = self.teacher, self.mentor, self.world.space
        places = [space, *(self.founded(purpose) for purpose in (SCHOOL, CARE, PARTNERSHIP)), None]
        for number, kind in enumerate(kind for kind in ALL if kind.alone):
            files = {field.key for field in kind.fields() if isinstance(field, File)}
            values = {key: value for key, value in sample_values(kind, "zh").items() if key not in files}
            for place in places if number % 3 else places[::-1]:
                with contextlib.suppress(Known):  # it may not lie in every space, nor among drafts
                    teacher.create(kind.key, values, place)
                    break
            assert teacher.list_records(kind.key), f"nowhere to write {kind.key}"
        plan = teacher.create("lesson_plan", {"topic": "秋天的雨𬸦", "notes": "先听雨声。再读课文。"}, space)
        settle(teacher, mentor, self.colleague)
        teacher.attach(plan, "attachments", [NewFile("雨.txt", "pdf", b"%PDF-1.4 " + "雨".encode() * 40)])
        teacher.fetch_files()
        mentor.comment(plan, "notes", 0, 4, "这一步真好")
        mentor.set_step(plan, "请不说话的孩子先说一句", "2026-12-01", teacher.me.person)
        teacher.edit(plan, [SetValue("topic", "秋雨")])
        mentor.edit(plan, [SetValue("subject", "zh")])
        settle(teacher, mentor)
        gone = teacher.create("lesson_plan", {"topic": "写错了"}, space)
        teacher.delete(gone)
        (self.folder / "plan.md").write_text(teacher.export_text(plan, "zh"), "utf-8")
        return plan

    def founded(self, purpose: str) -> SpaceId:
        """A space of the teacher's own, for what may not lie in every one."""
        space = self.teacher.found_space(f"秀兰的{purpose}", self.world.card).space
        self.teacher.set_purpose(space, purpose)
        return space

    def recovery(self) -> None:
        """Her card; and a request with the answers of two colleagues."""
        teacher, helpers = self.teacher, (self.mentor, self.colleague)
        teacher.choose_circle([helper.me.person for helper in helpers])
        settle(teacher, *helpers)
        card = teacher.recovery_card()
        people = laptop(self.world, self.made / "new")
        request, answers = coming_back.ask(people, TEACHER, PIN).request, []
        for helper in helpers:
            asked = helper.open_request(request).asked
            heard = coming_back.number_for(people, asked)
            answers.append(helper.answer_request(request, teacher.me.person, asked, heard))
        asking = json.loads((people.home.root / "asking.json").read_text("utf-8"))
        words = {"chinese": "".join(card.chinese), "english": " ".join(card.english), "code": card.code}
        self.json("recovery.json", {**words, "asking": asking, "answers": answers})

    def trail(self, plan: RecordId) -> None:
        """A trail that the relay witnessed, and a colleague signed."""
        self.teacher.ask_witness()
        (self.folder / "trail.txt").write_bytes(self.mentor.sign_seen(self.teacher.trail_file([plan])))

    def relay(self) -> None:
        """The relay's database with a snapshot in it, and a backup of it."""
        owner_of(self.mentor).store.identity.set_text(pace_name(self.world.pin), GOOD.encode())
        settle(self.mentor)
        backup = self.made / "relay.backup"
        back_up(self.world.database, backup, self.world.clock.now())
        plain = self.made / "copied.db"
        with sqlite3.connect(self.made / "relay.db") as source, sqlite3.connect(plain) as target:
            source.backup(target)
        self.packed("relay.xz", plain.read_bytes())
        self.packed("backup.xz", backup.read_bytes())

    def stick(self, stick: Path) -> None:
        """What the teacher writes now goes on the stick alone; her letter is posted and answered."""
        self.teacher.create("lesson_plan", {"topic": "U盘上的话"}, self.world.space)
        self.teacher.exchange_with_stick(stick)
        self.stored = read(self.teacher)
        carry_letters(stick, never, self.world.post)
        self.packed("stick.xz", _gathered(stick))

    def store(self) -> None:
        """Her store and card, the head of a copy, and a small sealed file."""
        self.packed("words.xz", json.dumps(self.stored, ensure_ascii=False, sort_keys=True).encode())
        by_root = base64.b64encode(lock_store(keys_of(self.teacher), STORE_KEY, os.urandom)).decode()
        card = Card(TEACHER, base64.b64encode(lock(STORE_KEY, PIN)).decode(), by_root=by_root)
        folder = folder_of(self.teacher)
        make_card(folder, card)
        (self.folder / "card.json").write_bytes((folder / "card.json").read_bytes())
        self.teacher.copy_now()
        (copy,) = copy_files(self.teacher)
        data = copy.read_bytes()
        head = len(COPY) + 4 + int.from_bytes(data[len(COPY) : len(COPY) + 4], "big")
        (self.folder / "copy.head").write_bytes(data[:head])
        self.teacher.close()
        plain = self.made / "plain.db"
        poured(folder / "store.db", STORE_KEY, plain, b"")
        self.packed("store.xz", plain.read_bytes())
        sealed = open_database(self.made / "sealed.db", STORE_KEY, create=True)
        sealed.run("CREATE TABLE words (word TEXT)")
        sealed.run("INSERT INTO words VALUES (?)", (SEALED_WORDS,))
        sealed.close()
        (self.folder / "sealed.db").write_bytes((self.made / "sealed.db").read_bytes())

    def json(self, name: str, what: Any) -> None:
        """Write a file of JSON."""
        text = json.dumps(what, ensure_ascii=False, indent=1, sort_keys=True)
        (self.folder / name).write_text(text + "\n", "utf-8")

    def packed(self, name: str, data: bytes) -> None:
        """Write a packed file."""
        (self.folder / name).write_bytes(_packed(data))


def make_update(folder: Path, made: Path) -> None:
    """A release: its signed list, the key, a layer whole and out of an older one, and the older one itself."""
    shelf = Shelf(made / "updates", Layers("runtime-1", "lib-1", "app-1.1.0"), (PART, PART, NEW_FILES))
    shelf.add_delta(NEW_FILES, OLD_FILES)
    shelf.publish()
    (shelf.folder / OLDER).write_bytes(whole(OLD_FILES))
    (shelf.folder / PUBLIC).write_bytes(KEY.public)
    (folder / "updates.xz").write_bytes(_packed(_gathered(shelf.folder)))


def _packed(data: bytes) -> bytes:
    return lzma.compress(data, preset=9 | lzma.PRESET_EXTREME)


def _gathered(folder: Path) -> bytes:
    """A folder as a tar."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as files:
        for file in sorted(folder.rglob("*")):
            files.add(file, file.relative_to(folder).as_posix(), recursive=False, filter=_plain)
    return packed.getvalue()


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """A file's name and bytes, and nothing of who made it when."""
    member.uid = member.gid = member.mtime = 0
    member.uname = member.gname = ""
    return member


def main(version: str) -> int:
    """Make the samples of this version."""
    if version != __version__ or (FOLDER / version).exists():
        print(f"This program is version {__version__}; samples are made once, of the program's own version.")
        return 1
    with tempfile.TemporaryDirectory() as made, mock.patch.object(snapshot_making, "GROWN", 4):
        maker = Maker(FOLDER / version, Path(made))
        try:
            maker.make()
        finally:
            maker.world.close()
    size = sum(file.stat().st_size for file in (FOLDER / version).iterdir())
    print(f"tests/formats/{version}: {size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
