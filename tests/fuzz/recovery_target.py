"""The parsers of a person who comes back: the card's words and code, a request, a colleague's answer and his share."""

from collections.abc import Callable
from functools import cache

from app.crypto.secret_sharing import combine, split
from app.ids import PersonId
from app.protocol.text_code import read_code, write_code
from app.spaces.recovery import (
    ANSWER_PREFIX,
    CARD_PREFIX,
    REQUEST_PREFIX,
    CardCode,
    Place,
    Request,
    Share,
    answer,
    make_request,
    open_answer,
    pack_places,
    root_from,
    unpack_places,
)
from app.spaces.words import secret_of, words_of
from tests.fuzz.target import Target, split_mode
from tests.helpers.circle import seeded

_SEED, _SECRET = bytes(32), bytes(range(32))
_LIMIT = 12_000


@cache
def _request() -> Request:
    return make_request(_SEED, "李秀兰", 1_800_000_000)


@cache
def _shares() -> tuple[Share, Share]:
    places = tuple(Place("https://relay.xx-school.cn:8470", bytes(32), bytes([n]) * 16) for n in range(3))
    first, second = (Share(PersonId(bytes(8)), bytes(8), made, places) for made in split(_SECRET, 2, seeded("shares")))
    return first, second


def _card(text: str) -> None:
    card = CardCode.parse(text)
    again = CardCode.parse(card.encode())
    assert again.person == card.person
    assert CardCode.parse(again.encode()) == again


def _asked(text: str) -> None:
    request = Request.parse(text)
    assert len(request.number("012345")) == 6
    # A name that was no UTF-8 is written as it was read, and then stays the same.
    again = Request.parse(request.encode())
    assert Request.parse(again.encode()) == again


def _answered(text: str) -> None:
    open_answer(text, _SEED, _request())


def _words(text: str) -> None:
    secret = secret_of(text)
    assert secret_of(" ".join(words_of(secret, "zh"))) == secret


def _share(data: bytes) -> None:
    share = Share.parse(data)
    assert len(combine(share.share, _shares()[0].share)) == len(_SECRET)
    root_from(share, _shares()[1])


def _places(data: bytes) -> None:
    places = unpack_places(data)
    assert len(unpack_places(pack_places(places))) <= len(places)


_TEXTS: tuple[tuple[str, Callable[[str], None]], ...] = (
    (CARD_PREFIX, _card),
    (REQUEST_PREFIX, _asked),
    (ANSWER_PREFIX, _answered),
)


def run_recovery(data: bytes) -> None:
    """A text as somebody types it, a code with any bytes in it, words, or what such a code holds."""
    mode, data = split_mode(data, 9)
    if mode < 2 * len(_TEXTS):
        prefix, read = _TEXTS[mode // 2]
        read(write_code(prefix, data) if mode % 2 else data.decode("utf-8", "replace"))
    elif mode == 6:
        _words(data.decode("utf-8", "replace"))
    elif mode == 7:
        _share(data)
    else:
        _places(data)


def recovery_seeds() -> list[bytes]:
    share = _shares()[0]
    texts = [
        CardCode(share.person, share.places).encode(),
        _request().encode(),
        answer(_request(), share, seeded("answer")),
    ]
    found = []
    for place, ((prefix, _), text) in enumerate(zip(_TEXTS, texts, strict=True)):
        found += [bytes([2 * place]) + text.encode(), bytes([2 * place + 1]) + (read_code(prefix, text, _LIMIT) or b"")]
    found += [b"\6" + "，".join(words_of(_SECRET, language)).encode() for language in ("zh", "en")]
    return [*found, b"\7" + share.encode(), b"\x08" + pack_places(share.places)]


RECOVERY = Target(
    "recovery",
    run_recovery,
    recovery_seeds,
    ("app.spaces.recovery", "app.spaces.words", "app.crypto.secret_sharing", "app.protocol.text_code"),
)
