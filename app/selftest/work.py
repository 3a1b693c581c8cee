"""The work of a teacher, done in homes of its own: keeping, finding, merging, sending and reading."""

import os

from app.clock import SystemClock
from app.crdt import Document
from app.ids import DeviceId, RecordId
from app.paths import open_home
from app.protocol.compression import RAW, Compressor
from app.records.edits import WriteProse
from app.resources import resource_bytes
from app.selftest.checks import Scene, must
from app.spaces.words import secret_of, words_of
from app.workspace.finding import Query
from app.workspace.key_store import KeyStore
from app.workspace.kits import Guest
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace

_PIN = "202611"
_KIND, _PROSE = "lesson_plan", "notes"
_FIRST, _SECOND = DeviceId(bytes(7) + b"\x01"), DeviceId(bytes(7) + b"\x02")


def people_of(scene: Scene, home: str) -> People:
    """Who uses one of the scene's homes."""
    return People(open_home(scene.folder / home), SystemClock())


def written_plan(workspace: Workspace, scene: Scene) -> RecordId:
    """A lesson plan with Chinese words, one of them rare."""
    say = scene.texts.say
    return workspace.create(_KIND, {"topic": say("selftest.topic"), _PROSE: say("selftest.notes")})


def kept_and_found(scene: Scene) -> str:
    """Make an encrypted store, write, close, open it with the PIN, search in Chinese; no file holds readable words."""
    people, say = people_of(scene, "keeping"), scene.texts.say
    workspace = people.create(say("selftest.person"), _PIN)
    person = workspace.me.person
    record = written_plan(workspace, scene)
    workspace.close()
    workspace = people.sign_in(person, _PIN)
    try:
        while workspace.index_some():
            pass
        found = workspace.find(Query(say("selftest.search"))).rows
        must([row.record for row in found] == [record], f"search found {len(found)} records")
    finally:
        workspace.close()
    files = [path for path in people.home.person(person).rglob("*") if path.is_file()]
    word = say("selftest.search").encode()
    must(not any(word in path.read_bytes() for path in files), "a file holds readable words")
    return f"{sum(path.stat().st_size for path in files)} bytes, none readable"


def merged(scene: Scene) -> str:
    """Two replicas of one document, changed while apart, become the same, with the words of both."""
    say = scene.texts.say
    one = Document.new(_FIRST)
    one.write_prose(_PROSE, say("selftest.notes"))
    one.commit(1_795_000_000)
    other = Document.load(_SECOND, one.state())
    other.insert_prose(_PROSE, 0, say("selftest.topic"))
    other.commit(1_795_000_060)
    one.insert_prose(_PROSE, len(one.prose(_PROSE)), say("selftest.more"))
    one.commit(1_795_000_120)
    there, back = one.export(own=True), other.export(own=True)
    other.merge([there])
    one.merge([back])
    wanted = say("selftest.topic") + say("selftest.notes") + say("selftest.more")
    must(one.prose(_PROSE) == other.prose(_PROSE) == wanted, "the replicas differ")
    return f"{len(there) + len(back)} bytes there and back"


def packed(scene: Scene) -> str:
    """Compression with our dictionary gives back what it was given, and makes it smaller."""
    compressor = Compressor(resource_bytes("zstd", "dictionary-1.bin"))
    words = scene.texts.say("selftest.notes").encode() * 5
    small = compressor.compress(words)
    must(compressor.expand(small) == words, "other bytes came back")
    must(small[0] != RAW and len(small) < len(words) / 2, f"{len(words)} bytes became {len(small)}")
    return f"{len(words)} bytes as {len(small)}"


def words_for_keys(_scene: Scene) -> str:
    """A secret as words of a recovery card and back, in both languages."""
    secret = os.urandom(32)
    for language in ("zh", "en"):
        must(secret_of(" ".join(words_of(secret, language))) == secret, f"other words in {language}")
    return "24 words, Chinese and English"


def key_store(_scene: Scene) -> str:
    """Which of the system's key stores answers; none has to."""
    store = KeyStore()
    must(store.available, "no key store of the system's answers; PINs are not bound to the computer")
    return type(store._found()).__module__


def synced(scene: Scene) -> str:
    """From one home to the other and back: through a relay if there is a card, else by a copy on a stick's folder."""
    return _through_relay(scene) if scene.card else _by_stick(scene)


def _through_relay(scene: Scene) -> str:
    say = scene.texts.say
    mentor = people_of(scene, "mentor").create(say("selftest.other"), _PIN)
    teacher = people_of(scene, "teacher").create(say("selftest.person"), _PIN)
    try:
        space = mentor.found_space(say("selftest.space"), scene.card).space
        ticket = mentor.make_ticket(space, "writer").text
        _visit(mentor)
        teacher.join(ticket)
        record = written_plan(teacher, scene)
        teacher.share(record, space)
        _visit(teacher)
        _visit(mentor)
        must(_prose(mentor, record) == say("selftest.notes"), "the mentor does not read what the teacher wrote")
        mentor.edit(record, [WriteProse(_PROSE, say("selftest.notes") + say("selftest.more"))])
        _visit(mentor)
        _visit(teacher)
        must(_prose(teacher, record).endswith(say("selftest.more")), "the mentor's words did not come back")
    finally:
        mentor.close()
        teacher.close()
    return "through a relay: founded, invited, joined, written, read, answered"


def kit_walked(scene: Scene) -> str:
    """A stick is prepared, a newcomer without network opens her ticket by its code, joins, writes; her mentor reads it
    when she visits."""
    must(scene.card, "no relay was given, and it has to have heard of an invitation")
    say, stick = scene.texts.say, scene.folder / "kit"
    stick.mkdir()
    mentor = people_of(scene, "preparing").create(say("selftest.other"), _PIN)
    newcomer = people_of(scene, "newcomer").create(say("selftest.person"), _PIN)
    try:
        space = mentor.found_space(say("selftest.space"), scene.card).space
        shown = written_plan(mentor, scene)
        mentor.share(shown, space)
        _visit(mentor)
        (prepared,) = mentor.prepare_tickets(stick, [Guest(say("selftest.person"), (space,))])
        newcomer.join_from_stick(stick, newcomer.open_ticket_file(stick, prepared.code))
        must(_prose(newcomer, shown) == say("selftest.notes"), "the newcomer does not read what lay on the stick")
        record = newcomer.create(_KIND, {_PROSE: say("selftest.more")}, space)
        newcomer.exchange_with_stick(stick)
        mentor.exchange_with_stick(stick)
        must(_prose(mentor, record) == say("selftest.more"), "the mentor does not read the newcomer's first words")
        newcomer.edit(record, [WriteProse(_PROSE, say("selftest.notes"))])
        _visit(newcomer)
        _visit(mentor)
        must(_prose(mentor, record) == say("selftest.notes"), "the newcomer's first visit did not bring her words")
    finally:
        mentor.close()
        newcomer.close()
    return "prepared, opened by code, joined without network, first words read by stick and by relay"


def _by_stick(scene: Scene) -> str:
    """No relay: the same person on a second computer, by a copy that she carries there on a stick."""
    say, stick = scene.texts.say, scene.folder / "stick"
    stick.mkdir()
    first = people_of(scene, "first").create(say("selftest.person"), _PIN)
    try:
        record = written_plan(first, scene)
        first.copy_now(folder=stick)
    finally:
        first.close()
    (copy,) = (path for path in stick.rglob("*") if path.is_file())
    second = people_of(scene, "second").bring_here(copy, _PIN)
    try:
        must(_prose(second, record) == say("selftest.notes"), "the second computer has other words")
    finally:
        second.close()
    return f"no relay was given: by a copy on a stick, {copy.stat().st_size} bytes"


def _visit(workspace: Workspace) -> None:
    report = workspace.visit()
    must(not report.trouble, f"a visit had trouble: {', '.join(report.trouble)}")


def _prose(workspace: Workspace, record: RecordId) -> str:
    return str(workspace.view(record).values.get(_PROSE, ""))
