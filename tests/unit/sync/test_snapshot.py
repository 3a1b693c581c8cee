"""A newcomer is given a keeper's snapshot, believes it as far as its signature goes, and misses nothing by it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from app.crypto.keys import snapshot_key
from app.crypto.sealing import seal
from app.crypto.signing import SNAPSHOT_SIGNATURE
from app.protocol.failures import Code, Refusal
from app.protocol.limits import PART
from app.protocol.messages import SnapshotDown
from app.protocol.snapshot import (
    ChunkPayload,
    Series,
    chunk_signed_bytes,
    encode_chunk_payload,
    parse_chunk,
)
from app.records.edits import WriteProse
from app.relay import snapshots as kept
from app.relay.schema import CHUNKS
from app.store.snapshots import Taken
from app.sync import snapshot_making
from app.sync.snapshot import place_of, take
from app.workspace.workspace import Workspace
from tests.helpers.newcomers import grow, let_keeper_bring_snapshots, space_with_snapshot
from tests.helpers.stories import device_of, owner_of, plan_of, settle
from tests.helpers.world import PIN, World

FEW = 6


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A snapshot after a handful of envelopes, in chunks of a few records."""
    monkeypatch.setattr(snapshot_making, "GROWN", FEW)
    monkeypatch.setattr(snapshot_making, "CHUNK_AIM", 1_000)


def _titles(workspace: Workspace) -> list[str]:
    return [row.title for row in workspace.list_records("lesson_plan")]


def _newest(world: World) -> kept.SnapshotRow:
    with world.database.reading() as connection:
        found = kept.newest(connection, world.shared())
    assert found is not None
    return found


def _chunks(world: World) -> list[bytes]:
    row = _newest(world)
    with world.database.reading() as connection:
        return [kept.chunk(connection, world.shared(), 1, row.device, number) for number in range(row.count)]


def _put(world: World, chunks: list[bytes]) -> None:
    """Let the relay give other chunks than it was sent."""
    row = _newest(world)
    with world.database.writing() as connection:
        for number, chunk in enumerate(chunks):
            connection.execute(CHUNKS.update().where(CHUNKS.c.whole == 1, CHUNKS.c.number == number).values(data=chunk))
        assert row.count == len(chunks)


def _made_by(maker: Workspace, world: World, series: Series, number: int, payload: ChunkPayload) -> bytes:
    """A chunk with that person's real keys."""
    owner = owner_of(maker)
    key = owner.store.spaces.keys(world.shared())[series.epoch]
    head = series.head(number)
    packed = owner.compressor.compress(encode_chunk_payload(payload))
    body = seal(snapshot_key(key, series.snapshot), number + 1, head, packed)
    signed = chunk_signed_bytes(PIN, world.shared(), head, body)
    return head + body + owner.device.sign(SNAPSHOT_SIGNATURE, signed)


def _newcomer(world: World, keeper: Workspace) -> Workspace:
    newcomer = world.person("赵刚")
    world.bring(keeper, newcomer)
    return newcomer


def test_a_keeper_on_a_good_link_brings_one_when_the_log_has_grown(world: World) -> None:
    _, mentor = space_with_snapshot(world, FEW)
    row = _newest(world)
    assert row.device == device_of(mentor)
    assert row.cursor >= FEW
    assert row.count > 1
    assert owner_of(mentor).store.snapshots.made(PIN, world.shared()) == []


def test_nobody_makes_one_who_is_no_keeper_or_has_a_slow_link_or_for_a_short_log(world: World) -> None:
    teacher, mentor = world.pair()
    spaces = [world.shared()]
    assert snapshot_making.due(owner_of(mentor), PIN, spaces) == []
    for number in range(FEW):
        plan_of(teacher, world, topic=f"{number}")
        teacher.visit()
    settle(mentor)
    assert snapshot_making.due(owner_of(mentor), PIN, spaces) == spaces
    assert snapshot_making.due(owner_of(teacher), PIN, spaces) == []
    assert mentor.visit().requests == 1


def test_a_newcomer_has_every_record_as_everybody_else_and_the_newest_first(world: World) -> None:
    teacher, mentor = space_with_snapshot(world, FEW)
    newcomer = _newcomer(world, mentor)
    report = newcomer.visit()
    assert report.trouble == ()
    assert sorted(_titles(newcomer)) == sorted(_titles(teacher))
    assert owner_of(newcomer).store.cursors.get(PIN, world.shared()).cursor >= FEW
    for row in teacher.list_records("lesson_plan"):
        assert newcomer.view(row.record).values == teacher.view(row.record).values
        assert newcomer.view(row.record).author == "李秀兰"
        assert [entry.author for entry in newcomer.history(row.record)] == ["李秀兰"]
    first = parse_chunk(_chunks(world)[0])
    assert first.number == 0
    assert _titles(newcomer)[0] == f"第{FEW - 1}课"


def test_what_is_written_after_it_chains_on(world: World) -> None:
    """Edits of a record that came with the snapshot, its author's next envelopes, and a receipt for them."""
    teacher, mentor = space_with_snapshot(world, FEW)
    newcomer = _newcomer(world, mentor)
    newcomer.visit()
    plan = teacher.list_records("lesson_plan")[-1].record
    text = str(teacher.view(plan).values["notes"])
    teacher.edit(plan, [WriteProse("notes", text + "老师后来写的。")])
    teacher.visit()
    newcomer.edit(plan, [WriteProse("notes", "新人写的。" + text)])
    settle(newcomer, teacher, mentor)
    assert newcomer.view(plan).values["notes"] == "新人写的。" + text + "老师后来写的。"
    assert teacher.view(plan).values == newcomer.view(plan).values == mentor.view(plan).values


def test_a_record_is_there_before_the_last_chunk_has_come_and_the_rest_goes_on(world: World) -> None:
    """Cut after the first chunk: what came can be read; the next visit takes no byte of it twice."""
    teacher, mentor = space_with_snapshot(world, FEW)
    newcomer = _newcomer(world, mentor)
    sizes = [len(chunk) for chunk in _chunks(world)]
    world.weather.bytes_down = iter([sizes[0] + sizes[1] // 2 + 60]).__next__
    assert newcomer.visit().trouble == ("link.lost",)
    assert 0 < len(_titles(newcomer)) < FEW
    assert _titles(newcomer)[0] == f"第{FEW - 1}课"
    world.weather.bytes_down = lambda: None
    before = world.weather.passed_down
    assert not newcomer.visit().trouble
    assert world.weather.passed_down - before < sum(sizes) - sizes[0]
    assert sorted(_titles(newcomer)) == sorted(_titles(teacher))


def test_a_small_budget_brings_it_in_portions(world: World) -> None:
    teacher, mentor = space_with_snapshot(world, FEW)
    newcomer = _newcomer(world, mentor)
    owner_of(newcomer).store.identity.set_text("pace " + PIN.hex(), "0 5000 1500 1 1 1")
    first = newcomer.visit(seconds=1)
    assert first.trouble == ()
    for _ in range(20):
        newcomer.visit()
    assert sorted(_titles(newcomer)) == sorted(_titles(teacher))


def test_a_newer_snapshot_in_the_middle_of_it_is_taken_from_its_beginning(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher, mentor = space_with_snapshot(world, FEW)
    newcomer = _newcomer(world, mentor)
    sizes = [len(chunk) for chunk in _chunks(world)]
    world.weather.bytes_down = iter([sizes[0] + 60]).__next__
    newcomer.visit()
    world.weather.bytes_down = lambda: None
    for number in range(FEW + 1):
        plan_of(teacher, world, topic=f"新的{number}")
        teacher.visit()
    settle(mentor)
    before = _newest(world)
    assert before.cursor > FEW
    assert not newcomer.visit().trouble
    settle(newcomer)
    assert sorted(_titles(newcomer)) == sorted(_titles(teacher))


def test_the_upload_goes_on_after_a_cut_where_the_relay_has_it(world: World) -> None:
    teacher, mentor = world.pair()
    for number in range(FEW):
        plan_of(teacher, world, topic=f"{number}", notes="".join(chr(0x4E00 + n * 7 % 20_000) for n in range(3_000)))
        teacher.visit()
    settle(mentor)

    let_keeper_bring_snapshots(mentor)
    limits: Iterator[int | None] = iter([None, None, 9_000])
    world.weather.bytes_up = lambda: next(limits, None)
    assert mentor.visit().trouble == ("link.lost",)
    made = owner_of(mentor).store.snapshots.made(PIN, world.shared())
    assert made
    passed = world.weather.passed_up
    assert not mentor.visit().trouble
    assert world.weather.passed_up - passed < sum(map(len, made)) - 4_000
    assert _newest(world).cursor == FEW


Change = Callable[[World, Workspace, Workspace, list[bytes]], list[bytes]]


def _of_a_writer(world: World, teacher: Workspace, _mentor: Workspace, chunks: list[bytes]) -> list[bytes]:
    series = replace(parse_chunk(chunks[0]).series, device=device_of(teacher), count=len(chunks))
    return [_made_by(teacher, world, series, number, ChunkPayload([], [])) for number in range(len(chunks))]


def _of_another_relay(world: World, _teacher: Workspace, mentor: Workspace, chunks: list[bytes]) -> list[bytes]:
    chunk, key = parse_chunk(chunks[0]), owner_of(mentor).device
    signed = chunk_signed_bytes(bytes(32), world.shared(), chunk.head, chunk.body)
    return [chunk.head + chunk.body + key.sign(SNAPSHOT_SIGNATURE, signed), *chunks[1:]]


def _of_another_space(world: World, _teacher: Workspace, mentor: Workspace, chunks: list[bytes]) -> list[bytes]:
    chunk, key = parse_chunk(chunks[0]), owner_of(mentor).device
    signed = chunk_signed_bytes(PIN, bytes(16), chunk.head, chunk.body)
    return [chunk.head + chunk.body + key.sign(SNAPSHOT_SIGNATURE, signed), *chunks[1:]]


def _mixed(world: World, _teacher: Workspace, mentor: Workspace, chunks: list[bytes]) -> list[bytes]:
    other = replace(parse_chunk(chunks[0]).series, snapshot=b"another snapshot")
    return [chunks[0], _made_by(mentor, world, other, 1, ChunkPayload([], [])), *chunks[2:]]


def _reordered(_world: World, _teacher: Workspace, _mentor: Workspace, chunks: list[bytes]) -> list[bytes]:
    return [chunks[1], chunks[0], *chunks[2:]]


def _of_a_later_epoch(world: World, _teacher: Workspace, mentor: Workspace, chunks: list[bytes]) -> list[bytes]:
    series, owner = replace(parse_chunk(chunks[0]).series, epoch=2), owner_of(mentor)
    head = series.head(0)
    signed = chunk_signed_bytes(PIN, world.shared(), head, bytes(40))
    return [head + bytes(40) + owner.device.sign(SNAPSHOT_SIGNATURE, signed), *chunks[1:]]


def _altered(_world: World, _teacher: Workspace, _mentor: Workspace, chunks: list[bytes]) -> list[bytes]:
    return [chunks[0][:-70] + bytes([chunks[0][-70] ^ 1]) + chunks[0][-69:], *chunks[1:]]


def _signed_but_not_sealed(world: World, _teacher: Workspace, mentor: Workspace, chunks: list[bytes]) -> list[bytes]:
    chunk, key = parse_chunk(chunks[0]), owner_of(mentor).device
    signed = chunk_signed_bytes(PIN, world.shared(), chunk.head, bytes(60))
    return [chunk.head + bytes(60) + key.sign(SNAPSHOT_SIGNATURE, signed), *chunks[1:]]


def _of_a_stranger_s_record(world: World, _teacher: Workspace, mentor: Workspace, chunks: list[bytes]) -> list[bytes]:
    series = parse_chunk(chunks[0]).series
    payload = ChunkPayload([(b"record 01", b"stranger", 1, b"delta")], [])
    return [_made_by(mentor, world, series, 0, payload), *chunks[1:]]


def _with_early_ends(world: World, teacher: Workspace, mentor: Workspace, chunks: list[bytes]) -> list[bytes]:
    series = parse_chunk(chunks[0]).series
    payload = ChunkPayload([], [(bytes(device_of(teacher)), 1_000, bytes(16), 0)])
    return [_made_by(mentor, world, series, 0, payload), *chunks[1:]]


def _with_an_entry_that_nobody_wrote(
    world: World, teacher: Workspace, mentor: Workspace, chunks: list[bytes]
) -> list[bytes]:
    """Whatever that device wrote afterwards would be of an epoch that had ended."""
    series = parse_chunk(chunks[-1]).series
    payload = ChunkPayload([], [(bytes(device_of(teacher)), 1, bytes(16), 4_000)])
    return [*chunks[:-1], _made_by(mentor, world, series, len(chunks) - 1, payload)]


def _too_large(world: World, _teacher: Workspace, mentor: Workspace, chunks: list[bytes]) -> list[bytes]:
    """Expands to more than any reader takes."""
    owner, series = owner_of(mentor), parse_chunk(chunks[0]).series
    bomb = bytes(1_999_999)
    frame = owner.compressor.compress(bomb)
    assert len(frame) < 1_000
    head = series.head(0)
    key = snapshot_key(owner.store.spaces.keys(world.shared())[1], series.snapshot)
    body = seal(key, 1, head, frame)
    return [head + body + owner.device.sign(SNAPSHOT_SIGNATURE, chunk_signed_bytes(PIN, world.shared(), head, body)),
            *chunks[1:]]  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        _of_a_writer, _of_another_relay, _of_another_space, _mixed, _reordered, _of_a_later_epoch, _altered,
        _signed_but_not_sealed, _of_a_stranger_s_record, _with_early_ends,
        _with_an_entry_that_nobody_wrote, _too_large,
    ],
    ids=lambda change: change.__name__,
)  # fmt: skip
def test_a_false_snapshot_is_refused_said_and_replaced_by_the_log(world: World, change: Change) -> None:
    teacher, mentor = space_with_snapshot(world, FEW)
    newcomer = _newcomer(world, mentor)
    _put(world, change(world, teacher, mentor, _chunks(world)))
    report = newcomer.visit()
    assert report.trouble == ("envelope.refused",)
    assert report.requests <= 5
    assert sorted(_titles(newcomer)) == sorted(_titles(teacher))
    assert not newcomer.visit().trouble
    plan_of(teacher, world, topic="后来的")
    settle(teacher, newcomer)
    assert "后来的" in _titles(newcomer)


def test_a_part_that_does_not_follow_is_refused(world: World) -> None:
    _, mentor = space_with_snapshot(world, FEW)
    newcomer = owner_of(_newcomer(world, mentor))
    chunk = _chunks(world)[0]
    for item in (SnapshotDown(0, 1, 0, len(chunk), chunk[:9]), SnapshotDown(0, 0, 9, len(chunk), chunk[9:20])):
        with pytest.raises(Refusal) as caught:
            take(newcomer, PIN, world.shared(), item)
        assert caught.value.code is Code.SNAPSHOT_PLACE


def test_who_wants_none_says_so_in_the_hello(world: World) -> None:
    teacher, _ = world.pair()
    owner, space = owner_of(teacher), world.shared()
    owner.store.snapshots.keep_taken(PIN, space, Taken(refused=True))
    assert place_of(owner, PIN, 0, space) == (0, bytes(16), 0, 0)
    owner.store.cursors.move(PIN, space, 3)
    assert place_of(owner, PIN, 0, space) is None


def test_chunks_are_no_longer_than_a_few_parts(world: World) -> None:
    """So that each is of use soon after it began to come."""
    space_with_snapshot(world, FEW)
    assert max(map(len, _chunks(world))) < PART


def test_a_newcomer_judges_later_words_by_the_role_that_their_author_had_told_in_what_the_snapshot_covers(
    world: World,
) -> None:
    """The entry that made her a writer is named once, in an envelope that the newcomer is never given."""
    teacher, mentor = world.pair("reader")
    settle(teacher, mentor)
    mentor.set_role(world.shared(), teacher.me.person, "writer")
    settle(mentor, teacher)
    grow(world, teacher, mentor, FEW)
    settle(mentor)
    let_keeper_bring_snapshots(mentor)
    assert not mentor.visit().trouble
    newcomer = _newcomer(world, mentor)
    settle(newcomer)
    (row, *_) = teacher.list_records("lesson_plan")
    teacher.edit(row.record, [WriteProse("notes", "后来写的。")])
    settle(teacher, newcomer)
    assert newcomer.view(row.record).values["notes"] == "后来写的。"
    assert newcomer.aside() == []
