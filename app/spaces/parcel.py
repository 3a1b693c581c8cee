"""A parcel: any bytes sealed for one person's public key, so that nobody else who sees it can open it.

wrapped key   1,168 bytes      sealed   nonce 12 · ciphertext · tag 16
"""

from app.crypto.sealing import open_small, seal_small
from app.crypto.wrap import WRAPPED_BYTES, SealingKey, unwrap, wrap
from app.errors import AccessError
from app.ids import Chance
from app.protocol.codec import Counted, Fixed, Part, read_parts, write_parts
from app.protocol.failures import Refusal

_KEY_BYTES = 32
_MOST = 8_192
_PARTS: tuple[Part, ...] = (Fixed(WRAPPED_BYTES), Counted(_MOST))


def seal_for(public: bytes, data: bytes, context: bytes, chance: Chance) -> bytes:
    """The data, readable only to the holder of ``public``'s other half. The same context opens it.

    Raises AccessError("access.no_key") if ``public``, which another member wrote, is no public key.
    """
    key = chance(_KEY_BYTES)
    return write_parts(_PARTS, (wrap(public, key, context), seal_small(key, data, context, chance)))


def open_parcel(sealed: bytes, private: SealingKey, context: bytes) -> bytes:
    """What ``seal_for`` sealed. Raises AccessError("access.no_key") for what is another's, altered, or no parcel."""
    try:
        wrapped, body = read_parts(_PARTS, sealed)
    except Refusal as error:
        raise AccessError("access.no_key", error.detail) from error
    return open_small(unwrap(private, wrapped, context), body, context)
