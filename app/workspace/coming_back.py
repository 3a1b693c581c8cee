"""Coming back without a PIN or without a laptop: by the recovery card, or by two colleagues' answers.

    asking.json    in the home: a request under way, its seed locked by the PIN that she chose, and the answers so far

Nothing here asks a network: the words make the person, and her spaces are fetched at the next visits.
"""

import base64
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.crypto.keys import PersonKeys
from app.crypto.passphrase import unlock
from app.errors import AccessError, StoreError
from app.ids import PersonId
from app.spaces import words
from app.spaces.recovery import (
    SEED_BYTES,
    CardCode,
    Place,
    Request,
    Share,
    make_request,
    open_answer,
    root_from,
)
from app.spaces.ticket import Ticket
from app.workspace.cards import unwritable
from app.workspace.returning import Returning

if TYPE_CHECKING:
    from app.workspace.signing_in import People

_ASKING = "asking.json"
#: Answers that are kept: of three that came, two may fit.
_MOST_ANSWERS = 8


@dataclass(frozen=True)
class Asking:
    """A request under way: the text for the colleagues, the name in it, and how many answers have come."""

    name: str
    request: str
    answers: int


class _Kept(msgspec.Struct):
    name: str
    request: str
    locked: str
    answers: list[str] = []


def read_card(people: "People", typed: str, code: str = "") -> Returning:
    """What a recovery card says. ``code`` is its code or, if that is lost, any ticket of a space that she is in; it may
    be empty.

    Raises AccessError with what is wrong with the words or the code.
    """
    root = words.secret_of(typed)
    person = PersonKeys.from_root(root).person
    places: tuple[Place, ...] = ()
    if code.strip():
        places = _places(code, person)
    return _returning(people, root, person, places)


def ask(people: "People", name: str, pin: str) -> Asking:
    """Begin to ask two colleagues; an earlier request of this computer ends.

    Raises AccessError for a short PIN, StoreError when the folder cannot be written.
    """
    seed = people.chance(SEED_BYTES)
    locked = people.lock_away(seed, pin)
    request = make_request(seed, name, people.clock.now())
    _write(people, _Kept(name, request.encode(), locked))
    return Asking(name, request.encode(), 0)


def asking(people: "People") -> Asking | None:
    """The request under way on this computer, if there is one that can be read."""
    kept = _read(people)
    return None if kept is None else Asking(kept.name, kept.request, len(kept.answers))


def stop_asking(people: "People") -> None:
    """Forget the request; answers to it open nothing then. Raises StoreError."""
    try:
        _path(people).unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(error) from error


def number_for(people: "People", asked: str) -> str:
    """The six digits to read to a colleague who read out ``asked``. Raises AccessError if those are no six digits."""
    digits = "".join(letter for letter in asked if letter.isdecimal())
    kept = _read(people)
    if kept is None or len(digits) != 6:
        raise AccessError("recovery.wrong_number", "not six digits")
    return Request.parse(kept.request).number("".join(str(int(digit)) for digit in digits))


def take_answer(people: "People", text: str, pin: str) -> Returning | None:
    """Take a colleague's answer; with the second that fits, she is back. None: one more is needed.

    Raises AccessError ``access.wrong_pin``, and what is wrong with the answer; those before it are kept.
    """
    kept = _read(people)
    if kept is None:
        raise AccessError("recovery.other_request", "no request under way")
    seed, request = unlock(_locked(kept), pin), Request.parse(kept.request)
    share = open_answer(text, seed, request)
    earlier = [open_answer(answer, seed, request) for answer in kept.answers]
    fitting = [other for other in earlier if other.share != share.share]
    if earlier and not fitting:
        raise AccessError("recovery.same_answer", "from the same colleague")
    if share not in earlier:
        kept.answers = [*kept.answers, text][-_MOST_ANSWERS:]
        _write(people, kept)
    return _first_that_fits(people, share, fitting)


def _locked(kept: _Kept) -> bytes:
    try:
        return base64.b64decode(kept.locked, validate=True)
    except ValueError as error:
        raise StoreError("store.damaged", "locked seed") from error


def _first_that_fits(people: "People", share: Share, others: list[Share]) -> Returning | None:
    trouble: AccessError | None = None
    for other in others:
        try:
            root = root_from(other, share)
        except AccessError as error:
            trouble = error
            continue
        places = tuple(dict.fromkeys((*other.places, *share.places)))
        return _returning(people, root, share.person, places)
    if trouble is not None:
        raise trouble
    return None


def _returning(people: "People", root: bytes, person: PersonId, places: tuple[Place, ...]) -> Returning:
    known = {entry.person: entry.name for entry in people.entries()}
    name = known.get(person.hex())
    return Returning(root, person, places, name is not None, name or "")


def _places(code: str, person: PersonId) -> tuple[Place, ...]:
    try:
        card = CardCode.parse(code)
    except AccessError as damaged:
        try:
            ticket = Ticket.parse(code)
        except AccessError:
            raise damaged from None
        return (Place(ticket.relay_url, ticket.relay_pin, ticket.space),)
    if card.person != person:
        raise AccessError("recovery.other_person", "words and code of two people")
    return card.places


def _path(people: "People") -> Path:
    return people.home.root / _ASKING


def _read(people: "People") -> _Kept | None:
    try:
        return msgspec.json.decode(_path(people).read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def _write(people: "People", kept: _Kept) -> None:
    temporary = _path(people).with_suffix(".new")
    try:
        with temporary.open("wb") as file:
            file.write(msgspec.json.encode(kept))
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, _path(people))
    except OSError as error:
        raise unwritable(error) from error
