"""Coming back without a laptop: the recovery card, and two colleagues out of a chosen circle.

A person is her root secret. The card holds it as words and, as a code (``RC1-...``), where her spaces are: neither
alone opens anything that a relay holds. Each colleague of the circle holds one share of it, sealed for him alone; two
shares give it back.

    request   RQ1-...   a fresh public key and a name; made on the new laptop, and worth nothing to whoever sees it
    answer    RA1-...   a colleague's share, sealed for that key; any two open the way back

The telephone is what proves whose request it is: the colleague reads six digits to her, her laptop makes six others of
them and of the request, and he types what she reads back. Somebody who put his own key into the request would have to
meet digits that were drawn after he did so.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.crypto import purposes
from app.crypto.keys import PersonKeys, request_key
from app.crypto.sealing import open_small, seal_small
from app.crypto.secret_sharing import SHARE_BYTES, combine, split
from app.crypto.signing import digest
from app.crypto.wrap import PUBLIC_BYTES, WRAPPED_BYTES, unwrap, wrap
from app.errors import AccessError
from app.ids import KEY_ID_BYTES, SPACE_BYTES, Chance, PersonId
from app.protocol.codec import Counted, Fixed, Listed, Number, Part, read_parts, write_parts
from app.protocol.failures import Refusal
from app.protocol.limits import MAX_SPACES, MAX_URL
from app.protocol.relay_card import PIN_BYTES, long_url, short_url
from app.protocol.text_code import read_code, write_code
from app.spaces.parcel import open_parcel, seal_for

CARD_PREFIX, REQUEST_PREFIX, ANSWER_PREFIX = "RC1", "RQ1", "RA1"
CIRCLE_BYTES = 8
SEED_BYTES = 32
#: Digits of what is read out on the telephone, both ways.
DIGITS = 6
#: Spaces that a printed code names, the newest first; the others are told by what she left in those.
MOST_PRINTED = 12
_MOST_RELAYS = 16
_LONGEST_NAME = 240
_KEY_BYTES = 32
_ID_BYTES = 16


class Place(NamedTuple):
    """A space and the relay on which it lives: its address, its certificate's digest, the space's id."""

    url: str
    pin: bytes
    space: bytes


class _OnRelay(NamedTuple):
    url: bytes
    pin: bytes
    spaces: tuple[tuple[bytes], ...]


class _Only(NamedTuple):
    space: bytes


_PLACES = Listed(
    _MOST_RELAYS,
    _OnRelay,
    (Counted(MAX_URL), Fixed(PIN_BYTES), Listed(MAX_SPACES, _Only, (Fixed(SPACE_BYTES),))),
)
_CARD: tuple[Part, ...] = (Fixed(KEY_ID_BYTES), _PLACES)
_SHARE: tuple[Part, ...] = (Fixed(KEY_ID_BYTES), Fixed(CIRCLE_BYTES), Fixed(SHARE_BYTES), _PLACES)
_REQUEST: tuple[Part, ...] = (Fixed(PUBLIC_BYTES), Number(), Counted(_LONGEST_NAME))
_ANSWER: tuple[Part, ...] = (Fixed(_ID_BYTES), Fixed(WRAPPED_BYTES), Counted(8_192))
_NOTE: tuple[Part, ...] = (_PLACES,)
_LIMIT = 12_000
#: A note for herself names a multiple of so many places.
_NOTED = 16


@dataclass(frozen=True, slots=True)
class CardCode:
    """The machine's part of a recovery card: whose it is, and where her spaces were when it was printed."""

    person: PersonId
    places: tuple[Place, ...]

    def encode(self) -> str:
        """The text form; no secret is in it."""
        return write_code(CARD_PREFIX, write_parts(_CARD, (self.person, _rows(self.places[:MOST_PRINTED]))))

    @classmethod
    def parse(cls, text: str) -> "CardCode":
        """The code of a text as it was typed or pasted. Raises AccessError("recovery.code_damaged")."""
        person, rows = _read(CARD_PREFIX, text, _CARD, "recovery.code_damaged")
        return cls(PersonId(person), _places(rows, "recovery.code_damaged"))


@dataclass(frozen=True, slots=True)
class Share:
    """What a colleague holds for somebody: one share of her root secret, of which circle, and where her spaces are."""

    person: PersonId
    circle: bytes
    share: bytes
    places: tuple[Place, ...]

    def encode(self) -> bytes:
        """The bytes that are sealed; ``parse`` reads them."""
        return write_parts(_SHARE, (self.person, self.circle, self.share, _rows(self.places)))

    @classmethod
    def parse(cls, data: bytes) -> "Share":
        """Raises AccessError("recovery.answer_damaged")."""
        try:
            person, circle, share, rows = read_parts(_SHARE, data)
        except Refusal as error:
            raise AccessError("recovery.answer_damaged", error.detail) from error
        return cls(PersonId(person), circle, share, _places(rows, "recovery.answer_damaged"))


@dataclass(frozen=True, slots=True)
class Request:
    """What a new laptop asks of two colleagues. ``made`` is by that laptop's clock; the name is what she typed."""

    public: bytes
    made: int
    name: str

    @property
    def id(self) -> bytes:
        """16 bytes by which an answer says which request it is for."""
        return digest(self._encoded())[:_ID_BYTES]

    def encode(self) -> str:
        """The text that travels by any way."""
        return write_code(REQUEST_PREFIX, self._encoded())

    @classmethod
    def parse(cls, text: str) -> "Request":
        """Raises AccessError("recovery.request_damaged")."""
        public, made, name = _read(REQUEST_PREFIX, text, _REQUEST, "recovery.request_damaged")
        return cls(public, made, name.decode("utf-8", "replace"))

    def number(self, asked: str) -> str:
        """The six digits that her laptop shows when a colleague has read ``asked`` to her."""
        made = digest(purposes.REQUEST_NUMBER + b"\0" + self.id + digest(self.public) + asked.encode("ascii"))
        return f"{int.from_bytes(made, 'big') % 10**DIGITS:0{DIGITS}d}"

    def _encoded(self) -> bytes:
        name = self.name.encode("utf-8", "replace")[:_LONGEST_NAME]
        return write_parts(_REQUEST, (self.public, self.made, name))


def make_request(seed: bytes, name: str, now: int) -> Request:
    """A request from its seed (32 random bytes), which stays on the new laptop."""
    return Request(request_key(seed).public, now, name)


def question(chance: Chance = os.urandom) -> str:
    """Six random digits for a colleague to read out."""
    return f"{int.from_bytes(chance(8), 'big') % 10**DIGITS:0{DIGITS}d}"


class Colleague(NamedTuple):
    """Somebody of a circle: his public sealing key, and the space that he and the person share."""

    public: bytes
    place: Place


def share_out(
    root: bytes, giver: PersonId, colleagues: Mapping[PersonId, Colleague], chance: Chance
) -> tuple[bytes, dict[PersonId, bytes]]:
    """A new circle: its id (8 bytes), and for each colleague his share, sealed with his public sealing key.

    A share names the one space that its holder is in too, and no other.

    Raises AccessError("access.no_key") if one of the keys, which others wrote, is none.
    """
    circle = chance(CIRCLE_BYTES)
    shares = split(root, len(colleagues), chance)
    sealed = {}
    for (colleague, (public, place)), share in zip(sorted(colleagues.items()), shares, strict=True):
        data = Share(giver, circle, share, (place,)).encode()
        sealed[colleague] = seal_for(public, data, _context(circle, giver, colleague), chance)
    return circle, sealed


def open_share(sealed: bytes, person: PersonKeys, giver: PersonId, circle: bytes) -> Share:
    """The share that a giver sealed for this person. Raises AccessError if it is another's, or was altered."""
    share = Share.parse(open_parcel(sealed, person.sealing, _context(circle, giver, person.person)))
    if (share.person, share.circle) != (giver, circle):
        raise AccessError("recovery.answer_damaged", "a share of somebody else")
    return share


def answer(request: Request, share: Share, chance: Chance = os.urandom) -> str:
    """A colleague's answer: his share, sealed so that the laptop which asked can open it and nobody else."""
    key = chance(_KEY_BYTES)
    context = purposes.ANSWER_CONTEXT + b"\0" + request.id
    wrapped = wrap(request.public, key, context)
    body = seal_small(key, share.encode(), context, chance)
    return write_code(ANSWER_PREFIX, write_parts(_ANSWER, (request.id, wrapped, body)))


def open_answer(text: str, seed: bytes, request: Request) -> Share:
    """The share in an answer to this request.

    Raises AccessError: "recovery.answer_damaged" if it was altered, "recovery.other_request" if it answers another one.
    """
    request_id, wrapped, body = _read(ANSWER_PREFIX, text, _ANSWER, "recovery.answer_damaged")
    if request_id != request.id:
        raise AccessError("recovery.other_request", "an answer to another request")
    context = purposes.ANSWER_CONTEXT + b"\0" + request_id
    try:
        key = unwrap(request_key(seed), wrapped, context)
        return Share.parse(open_small(key, body, context))
    except AccessError as error:
        raise AccessError("recovery.answer_damaged", error.detail) from error


def root_from(first: Share, second: Share) -> bytes:
    """The root secret that two colleagues' shares give back.

    Raises AccessError: "recovery.same_answer" if both come from one colleague, "recovery.answers_differ" if they belong
    to two people or two circles, or do not fit together, as when one of them was made up.
    """
    if (first.person, first.circle) != (second.person, second.circle):
        raise AccessError("recovery.answers_differ", "shares of two circles")
    if first.share[0] == second.share[0]:
        raise AccessError("recovery.same_answer", "one share twice")
    root = combine(first.share, second.share)
    if PersonKeys.from_root(root).person != first.person:
        raise AccessError("recovery.answers_differ", "not the person's root")
    return root


def pack_places(places: tuple[Place, ...]) -> bytes:
    """Places as bytes, for a store."""
    return write_parts(_NOTE, (_rows(places),))


def unpack_places(data: bytes) -> tuple[Place, ...]:
    """What ``pack_places`` packed. Raises AccessError("access.no_key") for anything else."""
    try:
        (rows,) = read_parts(_NOTE, data)
    except Refusal as error:
        raise AccessError("access.no_key", error.detail) from error
    return _places(rows, "access.no_key")


def seal_note(person: PersonKeys, places: tuple[Place, ...], chance: Chance) -> bytes:
    """Where her spaces are, sealed for her own later self. Some stand there several times, so that the length, which
    the others of a space see, does not tell that she has come into one more, such as that of special guidance."""
    wanted = min(MAX_SPACES, -(-len(places) // _NOTED) * _NOTED)
    several = tuple(places[at % len(places)] for at in range(wanted)) if len(places) < wanted else places
    return seal_small(person.own_note, pack_places(several), _note_context(person), chance)


def open_note(sealed: bytes, person: PersonKeys) -> tuple[Place, ...]:
    """What ``seal_note`` sealed. Raises AccessError if it is another's, or was altered."""
    return tuple(dict.fromkeys(unpack_places(open_small(person.own_note, sealed, _note_context(person)))))


def lock_store(person: PersonKeys, key: bytes, chance: Chance) -> bytes:
    """The key of a person's store (32 bytes), so that her root secret opens it when the PIN does not."""
    return seal_small(person.store_lock, key, _lock_context(person), chance)


def unlock_store(person: PersonKeys, locked: bytes) -> bytes:
    """The key of the store. Raises AccessError if it was locked by another root secret, or altered."""
    return open_small(person.store_lock, locked, _lock_context(person))


def _lock_context(person: PersonKeys) -> bytes:
    return purposes.STORE_LOCK_CONTEXT + b"\0" + person.person


def _note_context(person: PersonKeys) -> bytes:
    return purposes.OWN_NOTE_CONTEXT + b"\0" + person.person


def _context(circle: bytes, giver: PersonId, colleague: PersonId) -> bytes:
    return purposes.SHARE_CONTEXT + b"\0" + circle + giver + colleague


def _rows(places: tuple[Place, ...]) -> tuple[tuple[bytes, bytes, tuple[tuple[bytes], ...]], ...]:
    by_relay: dict[tuple[bytes, bytes], list[tuple[bytes]]] = {}
    for place in places[:MAX_SPACES]:
        by_relay.setdefault((short_url(place.url), place.pin), []).append((place.space,))
    return tuple((url, pin, tuple(spaces)) for (url, pin), spaces in list(by_relay.items())[:_MOST_RELAYS])


def _places(rows: tuple[_OnRelay, ...], code: str) -> tuple[Place, ...]:
    try:
        return tuple(Place(long_url(row.url), row.pin, space) for row in rows for (space,) in row.spaces)
    except ValueError as error:
        raise AccessError(code, "not an address") from error


def _read(prefix: str, text: str, parts: tuple[Part, ...], code: str) -> list[Any]:
    data = read_code(prefix, text, _LIMIT)
    if data is None:
        raise AccessError(code, "no code, or its checksum is wrong")
    try:
        return read_parts(parts, data)
    except Refusal as error:
        raise AccessError(code, error.detail) from error
