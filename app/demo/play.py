"""``tongxing demo``: the main job with nothing faked, told step by step with its bytes and requests.

A relay process runs on this computer; a teacher and her mentor each have a home of their own, made for the play and
removed after it. Every claim that is printed is checked first; one that does not hold ends the play with exit code 1.
"""

import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.clock import SystemClock
from app.demo.relay_process import RunningRelay, running_relay
from app.demo.term.play import play_term
from app.demo.term.town import PIN, RELAY, VILLAGE
from app.errors import Bug, FileError
from app.export.text_reading import decoded
from app.ids import RecordId
from app.paths import open_home
from app.records.edits import WriteProse
from app.records.fields import is_prose
from app.resources import resource
from app.text import Texts
from app.workspace.signing_in import People
from app.workspace.views import RecordView, SpaceView, VisitReport
from app.workspace.workspace import Workspace

_SHARED_PLAN = Path(__file__).resolve().parents[3] / "shared/data/zh-lesson-plan-csunplugged/how-binary-digits-work.md"

#: The end of a sentence, a full stop only where no web address or number goes on.
_SENTENCE_END = re.compile(r"(?:[。！？]\s*|[.!?]\s+)(?=\S)")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{6,}")

#: Prints one step of the play: the key of its sentence, and what the sentence needs.
Tell = Callable[..., None]


@dataclass(frozen=True)
class Cast:
    """The two people of the play, and the plan that both see."""

    teacher: Workspace
    mentor: Workspace
    plan: RecordId
    path: str


def play(pictures: Path | None, plan: Path | None, texts: Texts, keep: Path | None = None) -> int:
    """Play the whole; gives 0 when every claim held. Pictures go to the named folder, or to one that it names.

    The two schools of the second part stay in ``keep``, to be opened and shown. Raises FileError for a plan that is no
    text and for a folder to keep that is not empty, Bug for a claim that did not hold.
    """
    if keep is not None and keep.exists() and any(keep.iterdir()):
        raise FileError("file.not_empty", str(keep.name))
    scene = Path(tempfile.mkdtemp(prefix="tongxing-demo-"))
    folder = pictures or Path(tempfile.mkdtemp(prefix="tongxing-pictures-"))
    source = plan or (_SHARED_PLAN if _SHARED_PLAN.exists() else resource("demo", "plan.md"))
    tell = _teller(texts)
    try:
        words = _words_of(source)
        with running_relay(scene / "relay") as relay:
            tell("relay", url=relay.url)
            cast, space = _gather(scene, source.name, words, relay, texts, tell)
            try:
                _first_reading(cast, texts, tell)
                _edits_apart(cast, texts, tell)
                _idle(cast, tell)
                _nothing_readable(relay, words, texts, tell)
                _take_pictures(cast, space, folder, texts, tell)
            finally:
                cast.teacher.close()
                cast.mentor.close()
        play_term(keep or scene / "term", folder, texts, tell)
    finally:
        shutil.rmtree(scene, ignore_errors=True)
    tell("end")
    if keep is not None:
        tell("kept", village=str(keep / VILLAGE), relay=str(keep / RELAY), pin=PIN)
    return 0


def _gather(
    scene: Path, file: str, words: str, relay: RunningRelay, texts: Texts, tell: Tell
) -> tuple[Cast, SpaceView]:
    clock = SystemClock()
    mentor = People(open_home(scene / "mentor"), clock).create(texts.say("demo.mentor"), PIN)
    teacher = People(open_home(scene / "teacher"), clock).create(texts.say("demo.teacher"), PIN)
    record = teacher.import_text("lesson_plan", words.encode("utf-8"))
    view = teacher.view(record)
    tell("imported", title=view.title, characters=len(words), file=file)
    mentor.found_space(texts.say("demo.space"), relay.card)
    ticket = mentor.make_ticket(mentor.spaces()[-1].space, "writer")
    _visit(mentor, "mentor", tell)
    space = teacher.join(ticket.text)
    tell("joined", name=space.name, letters=len(ticket.text))
    teacher.share(record, space.space)
    line = teacher.sync_line()
    tell("before", records=line.waiting_records, bytes=line.waiting_bytes, seconds=line.seconds)
    _visit(teacher, "teacher", tell)
    _visit(mentor, "mentor", tell)
    return Cast(teacher, mentor, record, _longest_prose(view)), space


def _first_reading(cast: Cast, texts: Texts, tell: Tell) -> None:
    view = cast.mentor.view(cast.plan)
    text = _prose(view, cast.path)
    _must(text == _prose(cast.teacher.view(cast.plan), cast.path), "the mentor reads another text")
    start = _sentence_after(text, len(text) // 3)
    end = min(start + 12, len(text))
    cast.mentor.comment(cast.plan, cast.path, start, end, texts.say("demo.comment"))
    cast.mentor.set_step(cast.plan, texts.say("demo.step"), "2026-12-04", cast.teacher.me.person)
    cast.mentor.mark_read(cast.plan)
    _visit(cast.mentor, "mentor", tell)
    _visit(cast.teacher, "teacher", tell)
    seen = cast.teacher.view(cast.plan)
    comment, step = seen.comments[0], seen.steps[0]
    _must(comment.body == texts.say("demo.comment") and comment.start == start, "the comment is not at its place")
    _must(comment.quote == text[start:end], "the comment lost its quote")
    tell("comment", quote=comment.quote, body=comment.body)
    tell("step", text=step.text, due=step.due, travel=texts.say(f"travel.{seen.travel.value}"))
    cast.teacher.answer_step(step.record, texts.say("demo.answer"), True)
    _visit(cast.teacher, "teacher", tell)


def _edits_apart(cast: Cast, texts: Texts, tell: Tell) -> None:
    before = _prose(cast.teacher.view(cast.plan), cast.path)
    mine, hers = texts.say("demo.teacher_sentence"), texts.say("demo.mentor_sentence")
    cast.teacher.edit(cast.plan, [WriteProse(cast.path, before + mine)])
    cast.mentor.edit(cast.plan, [WriteProse(cast.path, hers + before)])
    report = _visit(cast.teacher, "teacher", tell)
    tell("sentence", bytes=report.bytes_up + report.bytes_down, requests=report.requests)
    for workspace, who in ((cast.mentor, "mentor"), (cast.teacher, "teacher")):
        _visit(workspace, who, tell)
    texts_now = {_prose(workspace.view(cast.plan), cast.path) for workspace in (cast.teacher, cast.mentor)}
    # In an empty field both began at one place, and either may stand first.
    wanted = [{hers + before + mine}] if before else [{hers + mine}, {mine + hers}]
    _must(texts_now in wanted, "the two edits did not meet in one text")
    tell("merged", mine=mine, hers=hers)
    answered = cast.mentor.view(cast.plan).steps[0]
    _must(answered.done and answered.answer == texts.say("demo.answer"), "the answer to the step did not come back")
    tell("answered", answer=answered.answer)
    _visit(cast.mentor, "mentor", tell)


def _idle(cast: Cast, tell: Tell) -> None:
    _visit(cast.teacher, "teacher", tell)
    report = cast.teacher.visit()
    _must(report.requests == 1, "an idle visit took more than one request")
    tell("idle", bytes=report.bytes_up + report.bytes_down, requests=report.requests)


def _nothing_readable(relay: RunningRelay, plan: str, texts: Texts, tell: Tell) -> None:
    words = set(_HAN_RUN.findall(plan))
    words |= {texts.say(f"demo.{key}") for key in ("comment", "step", "answer", "teacher", "mentor", "space")}
    found = sum(
        relay.bytes_holding(word.encode(encoding)) for word in words for encoding in ("utf-8", "utf-16-le", "gb18030")
    )
    _must(found == 0, "the relay's disk holds readable text")
    tell("relay_disk", sentences=len(words), bytes=relay.size(), found=found)


def _take_pictures(cast: Cast, space: SpaceView, folder: Path, texts: Texts, tell: Tell) -> None:
    from app.ui.pictures import take_pictures

    folder.mkdir(parents=True, exist_ok=True)
    for who, workspace in (("teacher", cast.teacher), ("mentor", cast.mentor)):
        for path in take_pictures(workspace, cast.plan, texts, folder, who):
            tell("picture", path=str(path))


def _visit(workspace: Workspace, who: str, tell: Tell) -> VisitReport:
    report = workspace.visit()
    _must(not report.trouble, f"the {who}'s visit had trouble: {report.trouble}")
    tell(
        "visit",
        who=workspace.me.name,
        sent=report.sent,
        received=report.received,
        up=report.bytes_up,
        down=report.bytes_down,
        requests=report.requests,
    )
    _must(report.requests == 1, f"the {who}'s visit took {report.requests} requests")
    return report


def _words_of(source: Path) -> str:
    try:
        return decoded(source.read_bytes())
    except OSError as error:
        raise FileError("file.unreadable", type(error).__name__) from error


def _longest_prose(view: RecordView) -> str:
    if view.kind is None:
        raise Bug("bug", "the demo's plan is of no known kind")
    proses = [field.key for field in view.kind.fields() if is_prose(field) and field.key in view.values]
    return max(proses, key=lambda key: len(_prose(view, key)), default=view.kind.main)


def _sentence_after(text: str, place: int) -> int:
    """Where the next sentence begins; the text's own beginning if there is none."""
    found = _SENTENCE_END.search(text, place)
    return found.end() if found else 0


def _prose(view: RecordView, path: str) -> str:
    return str(view.values.get(path, ""))


def _must(held: bool, claim: str) -> None:
    if not held:
        raise Bug("bug", f"demo: {claim}")


def _teller(texts: Texts) -> Tell:
    count = 0

    def tell(key: str, **values: str | int) -> None:
        nonlocal count
        count += 1
        print(f"{count:2}. " + texts.say(f"demo.say.{key}", **values), flush=True)

    return tell
