"""The recovery card as a page to print: HTML that any browser prints, and Qt too, on one sheet of A4."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

_ROW = 6


@dataclass(frozen=True)
class CardContents:
    """What stands on the card. ``made`` in unix seconds."""

    name: str
    words: Sequence[str]
    code: str
    spaces: Sequence[str]
    made: int


def card_page(card: CardContents, say: Callable[..., str]) -> str:
    """The page, with sentences under ``card.`` in the language of ``say``."""
    made = date.fromtimestamp(card.made).isoformat()
    rows = "".join(
        "<tr>" + "".join(_cell(place, card.words[place - 1]) for place in range(start, start + _ROW)) + "</tr>"
        for start in range(1, len(card.words) + 1, _ROW)
    )
    advice = "".join(f"<li>{escape(say(f'card.advice_{number}'))}</li>" for number in ("1", "2", "3"))
    spaces = escape(say("card.spaces", spaces=say("card.between").join(card.spaces))) if card.spaces else ""
    return (
        '<!doctype html><html><head><meta charset="utf-8">'
        f'<title>{escape(say("card.title"))}</title></head><body style="font-size:12pt">'
        f"<h1>{escape(say('card.title'))}</h1>"
        f"<p><b>{escape(card.name)}</b> · {escape(say('card.made', date=made))}</p>"
        f"<ol>{advice}</ol>"
        f'<h2>{escape(say("card.words"))}</h2><table cellpadding="6" border="1" cellspacing="0">{rows}</table>'
        f'<h2>{escape(say("card.code"))}</h2><p style="font-family:monospace">{_code(card.code)}</p>'
        f"<p>{spaces}</p><p>{escape(say('card.use'))}</p></body></html>"
    )


def _cell(place: int, word: str) -> str:
    return f'<td align="center"><small>{place}</small>&nbsp;<big><b>{escape(word)}</b></big></td>'


def _code(code: str) -> str:
    """Groups of eight with room to break a line between them."""
    return "- ".join(escape(group) for group in code.split("-"))
