"""A relay's card: where it is, how to know it, and the code that lets a school found spaces there.

The text form, ``TR1-...``, is printed by the relay and typed or pasted into the app once a school.
"""

from dataclasses import dataclass

from app.errors import AccessError, Bug
from app.protocol.codec import Counted, Fixed, Part, read_parts, write_parts
from app.protocol.failures import Refusal
from app.protocol.limits import MAX_ADMISSION, MAX_URL
from app.protocol.text_code import read_code, write_code

PREFIX = "TR1"
PIN_BYTES = 32
_SCHEME = "https://"
_PARTS: tuple[Part, ...] = (Counted(MAX_URL), Fixed(PIN_BYTES), Counted(MAX_ADMISSION))
_LIMIT = MAX_URL + PIN_BYTES + MAX_ADMISSION + 4


@dataclass(frozen=True, slots=True)
class RelayCard:
    """``url`` begins with https://; ``pin`` is the SHA-256 of the relay's certificate (DER) and the relay's id."""

    url: str
    pin: bytes
    admission: bytes

    def encode(self) -> str:
        """The text form. Raises Bug for an address that is not https."""
        return write_code(PREFIX, write_parts(_PARTS, (short_url(self.url), self.pin, self.admission)))

    @classmethod
    def parse(cls, text: str) -> "RelayCard":
        """The card of a text as people hand it on. Raises AccessError("relay_card.damaged")."""
        data = read_code(PREFIX, text, _LIMIT)
        if data is None:
            raise AccessError("relay_card.damaged", "no code, or its checksum is wrong")
        try:
            url, pin, admission = read_parts(_PARTS, data)
            return cls(long_url(url), pin, admission)
        except (Refusal, ValueError) as error:
            raise AccessError("relay_card.damaged", type(error).__name__) from error


def short_url(url: str) -> bytes:
    """An address without its scheme and last slash, as it stands in cards and tickets. Raises Bug unless https."""
    if not url.startswith(_SCHEME) or not url.isascii() or not url.isprintable() or " " in url:
        raise Bug("bug", "a relay's address is ASCII and begins with https://")
    return url.removeprefix(_SCHEME).rstrip("/").encode("ascii")


def long_url(short: bytes) -> str:
    """The address of its short form. Raises ValueError for what no address has."""
    text = short.decode("ascii")
    if not text or not text.isprintable() or " " in text or text.endswith("/"):
        raise ValueError("not an address")
    return _SCHEME + text
