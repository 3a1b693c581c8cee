"""Opens a verified envelope: epoch key, cipher, compression, payload; each a door with its own refusal."""

from app.crypto.keys import envelope_key
from app.crypto.sealing import open_sealed
from app.errors import AccessError
from app.protocol.envelope import decode_payload
from app.protocol.failures import Code, Refusal
from app.sync.owner import Owner
from app.sync.stages import Arrived, Opened


def unseal(owner: Owner, arrived: Arrived) -> Opened | None:
    """The payload; None while the epoch's key has not come. Raises Refusal for anything that is not as sealed."""
    header = arrived.envelope.header
    key = owner.store.spaces.keys(arrived.space).get(header.epoch)
    if key is None:
        return None
    try:
        compressed = open_sealed(
            envelope_key(key, header.device), header.number, arrived.envelope.head, arrived.envelope.body
        )
    except AccessError as error:
        raise Refusal(Code.ENVELOPE_SEALED, "the seal does not hold") from error
    return Opened(arrived, decode_payload(owner.compressor.expand(compressed)))
