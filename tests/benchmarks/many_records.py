"""A person's file with a hundred thousand records of real prose, made once and kept in the temporary folder.

Half are lesson plans of about 450 characters, the others comments on them, mentoring logs and meetings, of a year and a
half; two thirds lie in a space shared with a mentor. Sentences are drawn with a seed from encyclopaedic and classroom
texts, names of people and schools from lists that are openly licensed; all lie beside the repository.
"""

import json
import random
import re
import shutil
import tempfile
from pathlib import Path

from app.ids import SpaceId, record_id_from
from app.records.people import person_value
from app.records.record import Record
from app.records.searching import searchable
from app.records.terms import Terms
from app.records.values import Row, Value
from app.store.documents import Content
from app.workspace.workspace import Workspace
from tests.helpers.world import World, desk_of, keys_of

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
TEACHER, MENTOR = "李秀兰", "王敏"
#: Another number when the index changes: a kept file of another one is not used.
FORMAT = 2
SEED, BATCH = 4, 1_000
_YEAR_AND_A_HALF = 47_000_000
_SENTENCE = re.compile(r"[^。！？\n]{6,120}[。！？]?")
_TITLE = re.compile("[\u4e00-\u9fff]{4,9}")


def filled_world(records: int) -> World:
    """The world whose teacher has so many records: the kept one, which is made when it is not there."""
    made = f"{records}-{SEED}-{FORMAT}"
    kept = Path(tempfile.gettempdir()) / "tongxing-bench-finding" / made
    if not (kept / "whole").exists():
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        world = World(kept)
        teacher, mentor = world.pair()
        _fill(world, teacher, mentor, records)
        (kept / "space").write_bytes(world.shared())
        world.close()
        (kept / "whole").touch()
    world = World(kept)
    world.space = SpaceId((kept / "space").read_bytes())
    world.reopen(TEACHER)
    return world


class Prose:
    """Sentences, titles, and names of people and schools, drawn with a seed."""

    def __init__(self) -> None:
        self.chance = random.Random(SEED)
        lines = (DATA / "zh-prose-cmrc2018" / "paragraphs.jsonl").read_text("utf-8").splitlines()
        paragraphs = [json.loads(line) for line in lines]
        classroom = [path.read_text("utf-8") for path in sorted((DATA / "zh-prose-raspberrypi").rglob("*.md"))]
        texts = [paragraph["text"] for paragraph in paragraphs] + classroom
        self.sentences = [found for text in texts for found in _SENTENCE.findall(text)]
        self.topics = [paragraph["title"] for paragraph in paragraphs]
        self.topics += [found for one in self.sentences for found in _TITLE.findall(one)[:1]]
        self.people = (DATA / "zh-people-schools" / "people.txt").read_text("utf-8").split()
        schools = json.loads((DATA / "zh-people-schools" / "schools.json").read_text("utf-8"))
        self.schools = [school["name"] for school in schools]

    def text(self, sentences: int) -> str:
        """So many sentences."""
        return "".join(self.chance.choice(self.sentences) for _ in range(sentences))

    def topic(self, number: int) -> str:
        """What a plan is called."""
        return f"第{number % 40 + 1}课 {self.chance.choice(self.topics)}"


def _fill(world: World, teacher: Workspace, mentor: Workspace, records: int) -> None:
    desk, prose, terms = desk_of(teacher), Prose(), Terms()
    devices = (desk.owner.device_id, desk_of(mentor).owner.device_id)
    members = [person_value(keys_of(one).person) for one in (teacher, mentor)]
    begin = world.clock.now() - _YEAR_AND_A_HALF
    states = {kind.key: Record.create(kind, devices[0], begin).document.state() for kind in desk.registry}
    plan = ""
    for first in range(0, records, BATCH):
        with desk.store.transaction():
            for number in range(first, min(first + BATCH, records)):
                record = record_id_from((1 << 40 | number).to_bytes(9, "big"))
                key, values = _record(prose, number, plan, members)
                if key == "lesson_plan":
                    plan = record
                kind = desk.kind(key)
                title = str(values[kind.title]).partition("\n")[0][:80]
                words = searchable(kind, title, values, terms)
                content = Content(key, kind.version, states[key], words, values)
                shared = key != "lesson_plan" or number % 3
                author = devices[number % 2 if shared else 0]
                when = begin + number * _YEAR_AND_A_HALF // records
                space = world.shared() if shared else desk.private_space
                desk.store.documents.merged(
                    record, space, content, when, author=author, pending=False, mine=author == devices[0], unread=False
                )


def _record(prose: Prose, number: int, plan: str, members: list[str]) -> tuple[str, dict[str, Value]]:
    chance = prose.chance
    if number % 10 < 5 or not plan:
        stages: list[Row] = [
            {"id": f"r{at}", "name": f"环节{at + 1}", "minutes": 8, "teacher": prose.text(1), "pupils": prose.text(1)}
            for at in range(3)
        ]
        return "lesson_plan", {
            "topic": prose.topic(number),
            "teacher": chance.choice(prose.people),
            "class_name": chance.choice(("三（1）班", "四（2）班", "五年级")),
            "subject": chance.choice(("zh", "ma", "sc")),
            "taught_on": f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
            "steps": stages,
            "notes": prose.text(4),
        }
    if number % 10 < 8:
        return "comment", {"target": plan, "field": "notes", "quote": prose.text(1)[:40], "body": prose.text(1)}
    if number % 10 < 9:
        people = {"mentor": members[1], "mentee": members[0] if number % 3 else chance.choice(prose.people)}
        return "mentoring_log", {"step": prose.text(1)[:40], "discussion": prose.text(6), **people}
    return "plc_meeting", {
        "topic": prose.topic(number),
        "held_at": f"2026-{number % 12 + 1:02d}-15T14:30",
        "place": chance.choice(prose.schools),
        "chair": chance.choice(prose.people),
        "notes": prose.text(8),
    }
