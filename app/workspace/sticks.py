"""The stick: exchanging with it, and carrying letters for whoever put them on it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.errors import Known, LinkError
from app.protocol.failures import Code, known
from app.sync.carrying import Post, carry, take_answers, waiting_letters, write_letters
from app.sync.links.http import HttpLink
from app.sync.links.stick import StickLink
from app.sync.links.stick_files import LABEL, Files, StickFolder
from app.sync.roster import own_join
from app.sync.stages import Do, Progress, Stop
from app.sync.stick_snapshots import take_snapshots
from app.sync.stick_visit import visit_stick
from app.workspace.desk import Desk
from app.workspace.gathering import join_wished
from app.workspace.refused_guests import keep_refused_words
from app.workspace.syncing import relays_in_use
from app.workspace.tending import tend
from app.workspace.urgent import note_heard
from app.workspace.views import CarryReport, Changes, StickPlace, StickReport
from app.workspace.volumes import removable_folders

#: What a relay says to a letter of somebody who joined by a stick and whose entry came too late.
_OF_STRANGERS = {known(code).code for code in (Code.ENVELOPE_AUTHOR, Code.NOT_A_MEMBER, Code.BLOB_UNNAMED)}


def post_by_http(url: str, pin: bytes, request: bytes) -> Iterator[bytes]:
    """Post a letter over the network. Raises LinkError."""
    link = HttpLink(url, pin)
    try:
        yield from link.post(request)
    finally:
        link.close()


def sticks(folders: list[Path] | None = None) -> list[StickPlace]:
    """The sticks that are plugged in, those that Tongxing has been on first. Looks, and writes nothing."""
    found = [look(folder) for folder in (removable_folders() if folders is None else folders)]
    return sorted(found, key=lambda place: (not place.known, place.path))


def look(folder: Path) -> StickPlace:
    """What can be said of a folder at a glance."""
    stick = StickFolder(folder)
    try:
        known, letters = LABEL in stick.names(""), waiting_letters(stick)
    except LinkError:
        known, letters = False, []
    name = folder.name or str(folder)
    return StickPlace(str(folder), name, known, len(letters), sum(letter.size for letter in letters))


def exchange(
    desk: Desk, folder: Path, do: Do[Any], progress: Progress, stop: Stop, files: Files | None = None
) -> StickReport:
    """Both directions in one go: answers to our letters, what others left, what is ours, and letters for our relays.

    ``files`` is the stick's file system; tests hand in one that is pulled out.
    Raises StoreError; LinkError when the folder cannot be used at all: stick.gone, stick.read_only, stick.full,
    stick.too_new. What fails later is in the report's ``trouble``, and what was done before it stays.
    """
    owner, clock = desk.owner, desk.clock
    stick = StickFolder(folder, desk.chance, files)
    link = StickLink(stick, clock)
    answers = take_answers(owner, stick, do)
    if do(lambda: any(own_join(owner, row.space) is not None for row in desk.store.spaces.all() if row.active)):
        # The relay does not know her yet: nothing was lost, and her Join goes once more.
        answers.troubles = [code for code in answers.troubles if code not in _OF_STRANGERS]
    do(lambda: tend(desk))
    joined = do(lambda: join_wished(desk, stick))
    begun, refused = take_snapshots(owner, stick, do, progress, stop)
    tally = visit_stick(owner, link, do, progress, stop)
    letters, given, troubles = 0, tally.given, [*answers.troubles, *tally.troubles]
    troubles += ["envelope.refused"] if refused else []
    merged = tally.merge.records | begun.records
    if do(lambda: tend(desk)) and not troubles and not stop():  # what came has set something free: it goes at once
        more = visit_stick(owner, link, do, progress, stop)
        given, troubles = given + more.given, [*more.troubles]
    broken = {"stick.gone", "stick.full", "stick.read_only"} & set(troubles)
    if not stop() and not broken:
        try:
            letters = write_letters(owner, stick, do(lambda: relays_in_use(desk)), do)
        except LinkError as error:
            troubles.append(error.code)
    do(lambda: note_heard(desk))
    kept, told = do(lambda: keep_refused_words(desk))
    spaces_changed = joined or tally.spaces_changed or answers.spaces_changed
    return StickReport(
        given=given,
        taken=tally.taken + answers.received,
        merged=do(lambda: desk.store.queries.count_shown(merged)),
        on_relay=answers.sent,
        letters=letters,
        others_letters=_others(stick, letters),
        changes=Changes(merged, spaces=spaces_changed, sync=True) | kept,
        trouble=tuple(dict.fromkeys([*told, *troubles])),
    )


def carry_letters(folder: Path, stop: Stop, post: Post = post_by_http) -> CarryReport:
    """Post the letters on a stick, whoever wrote them; needs nobody to be signed in.

    Raises LinkError: stick.none where no stick is, stick.gone, stick.too_new.
    """
    stick = StickFolder(folder)
    stick.existing()
    try:
        carried = carry(stick, post, stop)
    except Known as error:
        return CarryReport(0, len(waiting_letters(stick)), 0, 0, (error.code,))
    left = len(waiting_letters(stick))
    return CarryReport(carried.letters, left, carried.bytes_up, carried.bytes_down, tuple(carried.troubles))


def _others(stick: StickFolder, own: int) -> int:
    try:
        return max(0, len(waiting_letters(stick)) - own)
    except LinkError:
        return 0
