"""Every key that is derived from another: HKDF-SHA256 (RFC 5869), no salt, the purpose as ``info``.

root secret 32 ─┬─ signing seed 32      certifies devices, signs a root hello
                ├─ ML-KEM seed 64 ─┐
                ├─ X25519 secret 32 ┴─  opens wrapped epoch keys
                ├─ store lock 32        opens the key of her store when the PIN is lost
                ├─ own note 32          seals what she tells her own later self
                └─ trail salt 32        makes the salts of her saves in a trail
request seed 32 ┬─ ML-KEM seed 64 ─┐
                └─ X25519 secret 32 ┴─  opens the answers of two colleagues
ticket seed 16 ─┬─ signing seed 32      signs Join
                └─ sealing key 32       opens the epoch key in Invite
epoch key 32 ───┬─ envelope key 32      one a device: info is purpose NUL device id
                ├─ snapshot key 32      one a snapshot: info is purpose NUL the snapshot's id
                ├─ attachment key 32    one a file and device: info is purpose NUL the file's id, device id
                ├─ name key 32          seals names and the title
                ├─ history key 32       seals the epoch key before
                └─ check 16             stands in the log
"""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.crypto import purposes
from app.crypto.signing import SEED_BYTES, SigningKey, key_id
from app.crypto.wrap import MLKEM_SEED_BYTES, X25519_BYTES, SealingKey
from app.errors import Bug
from app.ids import FILE_BYTES, KEY_ID_BYTES, PersonId

ROOT_BYTES = 32
TICKET_SEED_BYTES = 16
EPOCH_KEY_BYTES = 32
CHECK_BYTES = 16


def derive(secret: bytes, info: bytes, length: int) -> bytes:
    """HKDF-SHA256 of a secret that is already uniformly random."""
    return HKDF(SHA256(), length, None, info).derive(secret)


class PersonKeys:
    """A person's keys, all from one root secret: ``signing``, ``sealing``, and what they are known by."""

    def __init__(self, root_secret: bytes) -> None:
        _check(root_secret, ROOT_BYTES)
        self.signing = SigningKey(derive(root_secret, purposes.ROOT_SIGNING, SEED_BYTES))
        self.sealing = SealingKey(
            derive(root_secret, purposes.ROOT_SEALING_MLKEM, MLKEM_SEED_BYTES),
            derive(root_secret, purposes.ROOT_SEALING_X25519, X25519_BYTES),
        )
        self.public_sealing = self.sealing.public
        self.person = PersonId(key_id(self.signing.public))
        self.store_lock = derive(root_secret, purposes.STORE_LOCK, EPOCH_KEY_BYTES)
        self.own_note = derive(root_secret, purposes.OWN_NOTE, EPOCH_KEY_BYTES)
        self.trail_salt = derive(root_secret, purposes.TRAIL_SALT, EPOCH_KEY_BYTES)

    @classmethod
    def from_root(cls, root_secret: bytes) -> "PersonKeys":
        """The keys of a root secret. Raises Bug unless it has 32 bytes."""
        return cls(root_secret)

    def certify(self, device_public: bytes) -> bytes:
        """The root key's signature that makes a device this person's."""
        return self.signing.sign(purposes.CERTIFICATE_SIGNATURE, device_public)


def request_key(seed: bytes) -> SealingKey:
    """The key of a request for recovery, from its seed. Raises Bug unless it has 32 bytes."""
    _check(seed, ROOT_BYTES)
    return SealingKey(
        derive(seed, purposes.REQUEST_MLKEM, MLKEM_SEED_BYTES), derive(seed, purposes.REQUEST_X25519, X25519_BYTES)
    )


class TicketKeys:
    """What a ticket's seed gives: ``signing``, ``sealing`` (a symmetric key), and the id by which the log calls it."""

    def __init__(self, seed: bytes) -> None:
        _check(seed, TICKET_SEED_BYTES)
        self.signing = SigningKey(derive(seed, purposes.TICKET_SIGNING, SEED_BYTES))
        self.sealing = derive(seed, purposes.TICKET_SEALING, EPOCH_KEY_BYTES)
        self.id = key_id(self.signing.public)

    @classmethod
    def from_seed(cls, seed: bytes) -> "TicketKeys":
        """The keys of a ticket's seed. Raises Bug unless it has 16 bytes."""
        return cls(seed)


def envelope_key(epoch_key: bytes, device: bytes) -> bytes:
    """The key (32 bytes) that seals one device's envelopes of one epoch, so that numbers of two never collide."""
    _check(epoch_key, EPOCH_KEY_BYTES)
    _check(device, KEY_ID_BYTES)
    return derive(epoch_key, purposes.ENVELOPE_KEY + b"\0" + device, EPOCH_KEY_BYTES)


def snapshot_key(epoch_key: bytes, snapshot: bytes) -> bytes:
    """The key (32 bytes) that seals one snapshot's chunks; its id is random, so that no two have the same."""
    _check(epoch_key, EPOCH_KEY_BYTES)
    return derive(epoch_key, purposes.SNAPSHOT_KEY + b"\0" + snapshot, EPOCH_KEY_BYTES)


def attachment_key(epoch_key: bytes, file: bytes, device: bytes) -> bytes:
    """The key (32 bytes) that seals the pieces of one file (id of 12 bytes) as one device seals them."""
    _check(epoch_key, EPOCH_KEY_BYTES)
    _check(file, FILE_BYTES)
    _check(device, KEY_ID_BYTES)
    return derive(epoch_key, purposes.ATTACHMENT_KEY + b"\0" + file + device, EPOCH_KEY_BYTES)


def name_key(epoch_key: bytes) -> bytes:
    """The key (32 bytes) that seals people's names and the space's title."""
    _check(epoch_key, EPOCH_KEY_BYTES)
    return derive(epoch_key, purposes.NAME_KEY, EPOCH_KEY_BYTES)


def history_key(epoch_key: bytes) -> bytes:
    """The key (32 bytes) that seals the epoch key before this one."""
    _check(epoch_key, EPOCH_KEY_BYTES)
    return derive(epoch_key, purposes.HISTORY_KEY, EPOCH_KEY_BYTES)


def epoch_check(epoch_key: bytes) -> bytes:
    """16 bytes in the log by which everybody sees that he was handed the same key as everybody else."""
    _check(epoch_key, EPOCH_KEY_BYTES)
    return derive(epoch_key, purposes.EPOCH_CHECK, CHECK_BYTES)


def _check(secret: bytes, length: int) -> None:
    if len(secret) != length:
        raise Bug("bug", f"{len(secret)} bytes instead of {length}")
