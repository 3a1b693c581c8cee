"""A self-test at every start: known answers of each primitive as we call it, so that a broken library opens nothing.

The answers are published ones where there are any; for our own derivations they were computed once and must stay,
or nobody could open what was sealed before.
"""

from collections.abc import Callable

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.crypto.keys import PersonKeys, TicketKeys, derive, envelope_key, epoch_check
from app.crypto.passphrase import lock, unlock
from app.crypto.purposes import HELLO_SIGNATURE
from app.crypto.sealing import open_sealed, seal
from app.crypto.signing import SigningKey, digest, key_id, verify
from app.crypto.wrap import SealingKey, unwrap, wrap, wrap_context
from app.errors import AccessError, Bug

_SEED = bytes(range(32))


def run() -> int:
    """Run every case; gives how many passed. Raises Bug naming the first that failed."""
    for name, case in CASES.items():
        if not case():
            raise Bug("bug", f"crypto self-test failed: {name}")
    return len(CASES)


def _digest() -> bool:
    """FIPS 180-4, "abc"."""
    return digest(b"abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def _derivation() -> bool:
    """RFC 5869, A.3."""
    expected = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    return derive(bytes.fromhex("0b" * 22), b"", 42).hex() == expected


def _public_key() -> bool:
    """RFC 8032, 7.1, test 2."""
    key = SigningKey(bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
    return key.public.hex() == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"


def _signature() -> bool:
    """Ours: Ed25519 is deterministic, so a purposed signature has one right answer."""
    key = SigningKey(_SEED)
    signature = key.sign(HELLO_SIGNATURE, b"abc")
    genuine = verify(key.public, signature, HELLO_SIGNATURE, b"abc")
    forged = verify(key.public, signature, HELLO_SIGNATURE, b"abd")
    return digest(signature)[:8].hex() == "141d6c3968fd2839" and genuine and not forged


def _cipher() -> bool:
    """RFC 8452, C.2."""
    key, nonce = bytes([1]) + bytes(31), bytes([3]) + bytes(11)
    sealed = AESGCMSIV(key).encrypt(nonce, bytes([2]) + bytes(7), bytes([1]))
    return sealed.hex() == "1de22967237a813291213f267e3b452f02d01ae33e4ec854"


def _body() -> bool:
    """Ours: number as nonce, header as associated data; another header does not open it."""
    body = seal(_SEED, 7, b"header", b"abc")
    try:
        open_sealed(_SEED, 7, b"Header", body)
    except AccessError:
        return (
            body.hex() == "da3f3a02e4907d1e8d833bed95aa78eca20e6c" and open_sealed(_SEED, 7, b"header", body) == b"abc"
        )
    return False


def _passphrase_hash() -> bool:
    """RFC 9106, 5.3."""
    kdf = Argon2id(
        salt=b"\x02" * 16, length=32, iterations=3, lanes=4, memory_cost=32, secret=b"\x03" * 8, ad=b"\x04" * 12
    )
    return kdf.derive(b"\x01" * 32).hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


def _lock() -> bool:
    """Ours, with small costs: opens with the PIN, and has one right answer for fixed chance."""
    locked = lock(_SEED, "1234", memory_kib=8, rounds=1, chance=bytes)
    return digest(locked)[:8].hex() == "6c8d7fa15169080e" and unlock(locked, "1234") == _SEED


def _person() -> bool:
    """Ours: a root secret's public keys."""
    keys = PersonKeys(_SEED)
    sealing = digest(keys.public_sealing)[:8].hex()
    return (keys.person.hex(), sealing) == ("d0f62ba9e1177d3d", "2377f4d3e647d98b")


def _ticket() -> bool:
    """Ours: a ticket seed's keys."""
    keys = TicketKeys(_SEED[:16])
    return digest(keys.id + keys.sealing)[:8].hex() == "0ec41beead522bd2"


def _epoch() -> bool:
    """Ours: what is derived from an epoch key."""
    return digest(envelope_key(_SEED, bytes(8)) + epoch_check(_SEED))[:8].hex() == "0368ecee37d82bd2"


def _wrap() -> bool:
    """HPKE takes its own chance, so no fixed answer: what is wrapped opens, and not in another context."""
    private = SealingKey(bytes(64), _SEED)
    context = wrap_context(bytes(16), 1, bytes(8), key_id(_SEED))
    wrapped = wrap(private.public, _SEED, context)
    try:
        unwrap(private, wrapped, context + b"!")
    except AccessError:
        return unwrap(private, wrapped, context) == _SEED
    return False


#: Name to case; a test counts them, so that none is lost unnoticed.
CASES: dict[str, Callable[[], bool]] = {
    "SHA-256": _digest,
    "HKDF": _derivation,
    "Ed25519 public key": _public_key,
    "Ed25519 with purpose": _signature,
    "AES-256-GCM-SIV": _cipher,
    "envelope body": _body,
    "Argon2id": _passphrase_hash,
    "locked secret": _lock,
    "person's keys": _person,
    "ticket's keys": _ticket,
    "epoch's keys": _epoch,
    "HPKE wrap": _wrap,
}
