"""Never losing one's key: the recovery card, and what is left for one's own later self.

Before a visit, spaces that are to be brought back are fetched, and a note with the places of all her spaces is left in
each of them. After it, a circle that has changed is shared out anew.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from app.crypto.signing import digest
from app.errors import Known
from app.export.card import CardContents, card_page
from app.ids import SpaceId
from app.records.audience import EVERYBODY
from app.spaces import words
from app.spaces.recovery import (
    CardCode,
    Place,
    open_note,
    pack_places,
    seal_note,
)
from app.sync.engine import OpenLink
from app.sync.returning import await_places, awaited, bring_back
from app.sync.stages import Do
from app.text import Texts
from app.workspace import editing
from app.workspace.circle import renew as renew_circle
from app.workspace.desk import Desk
from app.workspace.notes import NOTE, PLACES, keep, kept, places_of, sealed_in, write_note
from app.workspace.tending import tend
from app.workspace.views import VisitReport

_CARD, _LEFT, _RETURNING = "recovery card", "places left", "returning"
#: Words of the card that are asked back.
REHEARSED_WORDS = 3


@dataclass(frozen=True)
class RecoveryCard:
    """What is printed: the words in both languages, the code, and what stands around them. All of it is secret."""

    name: str
    chinese: tuple[str, ...]
    english: tuple[str, ...]
    code: str
    spaces: tuple[str, ...]
    made: int


@dataclass(frozen=True)
class CardState:
    """When the card was last printed and rehearsed (unix seconds, 0 for never), and how many of her shared spaces its
    code does not name."""

    printed: int
    rehearsed: int
    newer_spaces: int


class _Card(msgspec.Struct):
    printed: int = 0
    rehearsed: int = 0
    spaces: list[str] = []


# The card


def recovery_card(desk: Desk) -> RecoveryCard:
    """The card of this person as it would be printed now."""
    root = desk.root()
    places = places_of(desk)
    names = {row.space: row.name for row in desk.store.spaces.all()}
    return RecoveryCard(
        name=desk.name,
        chinese=tuple(words.words_of(root, "zh")),
        english=tuple(words.words_of(root, "en")),
        code=CardCode(desk.person, places).encode(),
        spaces=tuple(names[SpaceId(place.space)] for place in places),
        made=desk.clock.now(),
    )


def card_as_page(desk: Desk, texts: Texts) -> str:
    """The card as a page to print, in the language of the texts."""
    card = recovery_card(desk)
    chosen = card.chinese if texts.language == "zh" else card.english
    return card_page(CardContents(card.name, chosen, card.code, card.spaces, card.made), texts.say)


def card_printed(desk: Desk) -> None:
    """Note that the card was printed, with the spaces of today."""
    card = _card(desk)
    card.printed, card.spaces = desk.clock.now(), [place.space.hex() for place in places_of(desk)]
    keep(desk, _CARD, card)


def card_state(desk: Desk) -> CardState:
    """How the card stands."""
    card = _card(desk)
    newer = [place for place in places_of(desk) if place.space.hex() not in card.spaces]
    return CardState(card.printed, card.rehearsed, len(newer) if card.printed else 0)


def rehearsal(desk: Desk) -> tuple[int, ...]:
    """Which words to ask back, as places from 1 to 24, in order."""
    chosen: set[int] = set()
    while len(chosen) < REHEARSED_WORDS:
        chosen.add(desk.chance(1)[0] % words.WORDS + 1)
    return tuple(sorted(chosen))


def rehearse(desk: Desk, typed: dict[int, str]) -> bool:
    """Are these the card's words at their places, in either language? If so, it is noted that she has the card."""
    card = recovery_card(desk)
    lists = (card.chinese, card.english)
    right = len(typed) >= REHEARSED_WORDS and all(
        any(words.same_word(word, known[place - 1]) for known in lists) for place, word in typed.items()
    )
    if right:
        again = _card(desk)
        again.rehearsed = desk.clock.now()
        keep(desk, _CARD, again)
    return right


# For one's own later self


def bring_places_back(desk: Desk, places: tuple[Place, ...]) -> None:
    """Fetch these spaces at the next visits, and those that her notes in them name."""
    with desk.store.transaction():
        desk.store.identity.set(_RETURNING, b"1")
        await_places(desk.owner, places)


def visit_around(desk: Desk, open_link: OpenLink, do: Do[Any], visit: Callable[[], VisitReport]) -> VisitReport:
    """A visit with what belongs before and after it. ``visit`` is made once more if it told of further spaces."""
    troubles = bring_back(desk.owner, open_link, do)
    do(lambda: leave_note(desk))
    do(lambda: tend(desk))
    report = visit()
    if do(lambda: _learn(desk, report)):
        troubles += bring_back(desk.owner, open_link, do)
        report = _joined(report, visit())
    do(lambda: renew_circle(desk))
    if do(lambda: tend(desk)) and not report.trouble:
        report = _joined(report, visit())
    return replace(report, trouble=tuple(dict.fromkeys((*report.trouble, *troubles))))


def leave_note(desk: Desk) -> None:
    """Leave in each shared space where the others are, if that has changed; with one space there is nothing to say."""
    places = places_of(desk)
    told = digest(pack_places(tuple(sorted(places))))
    if len(places) < 2 or desk.store.identity.get(_LEFT) == told:
        return
    with desk.store.transaction():
        for listed in desk.store.queries.where(NOTE, sort=PLACES, person=desk.person.hex()):
            if listed.mine and desk.owner.role_in(listed.space) in EVERYBODY:
                editing.set_deleted(desk, listed.record, True)
        for place in places:
            sealed = seal_note(desk.owner.person, places, desk.chance)
            write_note(desk, SpaceId(place.space), PLACES, desk.person, sealed)
        desk.store.identity.set(_LEFT, told)


def _learn(desk: Desk, report: VisitReport) -> bool:
    """Did her own notes tell of spaces that are not here?"""
    identity = desk.store.identity
    if identity.get(_RETURNING) is None:
        return False
    before = set(awaited(desk.owner))
    for listed in desk.store.queries.where(NOTE, sort=PLACES, person=desk.person.hex()):
        try:
            await_places(desk.owner, open_note(sealed_in(listed), desk.owner.person))
        except Known:
            continue  # somebody else's, or damaged: it tells nothing
    after = set(awaited(desk.owner))
    if not after and not report.trouble:
        identity.remove(_RETURNING)
    return bool(after - before)


def _joined(first: VisitReport, second: VisitReport) -> VisitReport:
    return replace(
        second,
        sent=first.sent + second.sent,
        received=first.received + second.received,
        merged=first.merged + second.merged,
        set_aside=first.set_aside + second.set_aside,
        bytes_up=first.bytes_up + second.bytes_up,
        bytes_down=first.bytes_down + second.bytes_down,
        requests=first.requests + second.requests,
        changes=replace(
            second.changes,
            records=first.changes.records | second.changes.records,
            spaces=first.changes.spaces or second.changes.spaces,
        ),
    )


def _card(desk: Desk) -> _Card:
    return kept(desk, _CARD, _Card)
