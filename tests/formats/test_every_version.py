"""What every released version left behind is read by the present program, to the last word.

    store and card, and a copy of them     sealed envelopes and the membership log, at a relay and in its backup
    snapshot and a picture's pieces        a stick with logs, envelopes, a letter and its answer, a ticket file
    recovery card, request and answers     trail, exported plan, settings
    a signed release, a layer, and what leads to it from the layer before

A version that is released gets its samples by ``python -m tests.formats.make VERSION``; they are never made anew.
"""

import base64
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from app.crypto.keys import PersonKeys
from app.crypto.signing import digest
from app.paths import open_home
from app.protocol import release
from app.protocol.layer_file import LayerReader
from app.records.files import all_attached
from app.relay.copying import restore
from app.relay.database import Database
from app.settings import Settings, read_settings
from app.spaces.recovery import unlock_store
from app.spaces.words import secret_of
from app.store.database import open_database
from app.version import __version__
from app.workspace import coming_back
from app.workspace.releases import read_manifest
from app.workspace.trails import check_file, words_of
from app.workspace.updating_layers import is_whole, list_of, write_layer
from app.workspace.workspace import Workspace
from tests.formats.sample import OLDER, PUBLIC, Sample, SampleWorld, read, shared, versions, world_of
from tests.helpers.homecoming import at_home, cheap_locks, laptop
from tests.helpers.source import ROOT
from tests.helpers.stories import settle


@pytest.fixture(params=versions())
def sample(request: pytest.FixtureRequest) -> Sample:
    return Sample(request.param)


@pytest.fixture
def world(sample: Sample, tmp_path: Path) -> Iterator[SampleWorld]:
    made = world_of(sample, tmp_path, sample.data("relay.xz"))
    yield made
    made.close()


def same(found: Mapping[str, Any], wanted: Mapping[str, Any], *, saves: bool = True) -> None:
    """Every record is there with every word; what a later version adds to it is no fault."""
    for record, one in wanted.items():
        there = found[record]
        assert {key: there["values"].get(key) for key in one["values"]} == one["values"]
        for key in one.keys() - {"values", "private", *(() if saves else ("saves",))}:
            assert there[key] == one[key], (one["title"], key)
    assert len(found) >= len(wanted) > 0


def at_the_relay(sample: Sample, space: str = "") -> dict[str, Any]:
    """What the relay had of a space, or of all of hers."""
    there = {record: sample.words[record] for record in sample.secrets["on_relay"]}
    return {record: one for record, one in there.items() if space in ("", one["space"])}


def test_each_released_version_has_samples_and_so_has_this_one() -> None:
    """Versions are the headings of CHANGELOG.md, and the one that the program says it is."""
    released = set(re.findall(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE))

    assert {*released, __version__} <= set(versions())


def test_the_samples_are_small(sample: Sample) -> None:
    """They stay for ever, one folder a version."""
    assert sum(file.stat().st_size for file in sample.folder.iterdir()) <= 300_000


def test_a_sealed_file_opens(sample: Sample, tmp_path: Path) -> None:
    """The seal itself: cipher, page size and key as that version had them."""
    (tmp_path / "sealed.db").write_bytes(sample.data("sealed.db"))
    database = open_database(tmp_path / "sealed.db", sample.key)

    assert database.column("SELECT word FROM words") == [sample.secrets["sealed"]]
    assert database.intact()
    database.close()


def test_a_home_opens_with_its_pin_and_every_word_is_there(sample: Sample, world: SampleWorld, tmp_path: Path) -> None:
    """Store and card; then she takes what lies for her on the stick: the relay's answer to her letter."""
    person, stick = sample.secrets["person"], sample.stick(tmp_path / "stick")
    home = open_home(tmp_path / "home")
    home.person(person).mkdir()
    sample.store(home.person(person) / "store.db")
    (home.person(person) / "card.json").write_bytes(sample.data("card.json"))
    people = laptop(world, home.root)
    teacher = at_home(world, "teacher", people.sign_in(person, sample.secrets["pin"]))

    same(read(teacher), sample.words)

    report = teacher.exchange_with_stick(stick)
    assert (report.trouble, report.on_relay) == ((), 1)


def test_a_copy_brings_her_to_another_laptop(sample: Sample, world: SampleWorld, tmp_path: Path) -> None:
    copy = sample.copy(tmp_path / "000001-2026-11-18.tongxing")

    teacher = at_home(world, "teacher", laptop(world, tmp_path / "new").bring_here(copy, sample.secrets["pin"]))

    same(read(teacher), sample.words)


@pytest.mark.parametrize("file", ["relay.xz", "backup.xz"])
def test_a_newcomer_reads_everything_at_a_relay(sample: Sample, tmp_path: Path, file: str) -> None:
    """Ticket, membership log, keys, envelopes, pieces; from the relay's own file and from its backup."""
    folder = tmp_path / "world"
    folder.mkdir()
    relay = sample.data(file)
    if file == "backup.xz":
        (tmp_path / "backup").write_bytes(relay)
        restored = Database(folder / "relay.db")
        restore(tmp_path / "backup", restored, tmp_path)
        restored.close()
        relay = (folder / "relay.db").read_bytes()
    world = world_of(sample, folder, relay)
    newcomer = world.person("新来的老师")
    newcomer.join(sample.secrets["ticket"])
    settle(newcomer)
    _fetch_files(newcomer)

    same(shared(read(newcomer)), at_the_relay(sample, "秀兰和王敏"), saves=False)
    world.close()


def test_a_newcomer_begins_from_the_stick(sample: Sample, world: SampleWorld, tmp_path: Path) -> None:
    """The ticket file under its code, with no network; and what lies there alone."""
    stick = sample.stick(tmp_path / "stick")
    world.weather.down = True
    newcomer = world.person("孙老师")
    joined = newcomer.join_from_stick(stick, newcomer.open_ticket_file(stick, sample.secrets["code"]))
    newcomer.fetch_files()
    newcomer.exchange_with_stick(stick)

    assert (joined.refused, joined.trouble) == ((), ())
    by_stick = shared(sample.words).keys() - set(sample.secrets["on_relay"])
    assert by_stick
    same(read(newcomer), {record: sample.words[record] for record in by_stick})


@pytest.mark.parametrize("words", ["chinese", "english", "answers"])
def test_she_comes_back_with_card_or_colleagues(
    sample: Sample, world: SampleWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    """The card's words in either language with its code; or two answers to the request that her laptop made."""
    cheap_locks(monkeypatch)
    kept, pin, people = sample.json("recovery.json"), sample.secrets["pin"], laptop(world, tmp_path / "new")
    if words == "answers":
        (people.home.root / "asking.json").write_text(json.dumps(kept["asking"]), "utf-8")
        first, returning = [coming_back.take_answer(people, text, pin) for text in kept["answers"]]
        assert first is None
    else:
        returning = coming_back.read_card(people, kept[words], kept["code"])
    assert returning is not None
    assert returning.person.hex() == sample.secrets["person"]
    teacher = at_home(world, "teacher", people.come_back(returning, "李秀兰", pin))
    settle(teacher)
    _fetch_files(teacher)

    same(shared(read(teacher)), at_the_relay(sample), saves=False)


def test_the_store_s_key_is_behind_her_root_secret_too(sample: Sample) -> None:
    """So that her card opens the file that is still there."""
    root = secret_of(sample.json("recovery.json")["chinese"])
    by_root = base64.b64decode(sample.json("card.json")["by_root"])

    assert unlock_store(PersonKeys.from_root(root), by_root) == sample.key


def test_a_trail_is_checked(sample: Sample) -> None:
    """Its saves, the relay that witnessed it, the colleague who signed it, and its words."""
    found = check_file(sample.data("trail.txt"))

    assert [name for name, _, _ in found.seen] == ["王敏"]
    (record,) = found.records
    assert (record.saves, record.last_by is not None) == (3, True)
    assert "再读课文。" in words_of(record, "zh")


def test_an_exported_plan_and_settings_are_read(sample: Sample, world: SampleWorld) -> None:
    teacher: Workspace = world.person("李秀兰")
    plan = teacher.view(teacher.import_text("lesson_plan", sample.data("plan.md")))

    assert (plan.title, str(plan.values["notes"]).splitlines()[0]) == ("秋雨", "先听雨声。再读课文。")
    assert read_settings(sample.folder / "settings.toml") == Settings("en", "dark", "125")


def test_a_release_is_believed_and_its_layer_written_whole_or_out_of_the_one_before(
    sample: Sample, tmp_path: Path
) -> None:
    """A laptop years behind takes what that version's build made, and every file is what its list says."""
    folder = sample.updates(tmp_path / "updates")
    manifest = read_manifest((folder / release.FILE).read_bytes(), (folder / PUBLIC).read_bytes())
    (system,) = manifest.systems
    layer, older = system.layers[2], (folder / OLDER).read_bytes()
    (delta,) = layer.deltas
    assert (manifest.version, manifest.counter, manifest.news_zh) == ("1.1.0", 2, "打字更快了。")

    base = tmp_path / "base"
    reader = LayerReader(io.BytesIO(older).read)
    for file, blocks in reader.files(release.read_list(reader.listed)):
        (base / file.path).parent.mkdir(parents=True, exist_ok=True)
        (base / file.path).write_bytes(b"".join(blocks))
    assert digest(list_of(base)) == delta.base
    for name, piece, before in (("whole", layer.whole, None), ("delta", delta.piece, base)):
        (tmp_path / name).mkdir()
        with (folder / piece.name).open("rb") as archive:
            write_layer(tmp_path / name, layer, archive.read, before, lambda _size: None)
        assert is_whole(tmp_path / name / layer.name, layer)


def _fetch_files(reader: Workspace) -> None:
    for row in reader.list_records(limit=1_000):
        values = reader.view(row.record).values.values()
        if any(all_attached(value) for value in values):
            reader.fetch_files(row.record)
    settle(reader)
