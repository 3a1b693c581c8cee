"""The relay's own certificate: small, made once, pinned by every ticket.

No authority vouches for it and no date in it is ever checked: clients know it by the SHA-256 of its DER bytes,
which they were given on paper. So it can last 30 years, and a laptop whose clock is a year off still gets in.
P-256 keeps the TLS handshake under a kilobyte, which is three seconds less than RSA on a 2G link.
"""

import datetime
import os
import ssl
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.crypto.signing import RELAY_ANSWER, digest
from app.relay.settings import RelaySettings

#: Lifetime in years; longer than the machines it will run on.
YEARS = 30
_NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tongxing")])


@dataclass(frozen=True)
class Pair:
    """A private key and its certificate, both in PEM."""

    key: bytes
    certificate: bytes


def make_certificate(settings: RelaySettings, now: int) -> None:
    """Make key and certificate in the folder if there is none yet; ``now`` is Unix seconds. As ``read_pair`` raises."""
    if read_pair(settings) is None:
        write_pair(settings, fresh_pair(now))


def read_pair(settings: RelaySettings) -> Pair | None:
    """What lies in the folder; None if there is no certificate.

    Raises OSError; FileNotFoundError when the key of an existing certificate is gone: a new one would silently void
    every ticket, so that is the operator's choice.
    """
    if not settings.certificate.exists():
        return None
    if not settings.key.exists():
        raise FileNotFoundError(2, "the key of the certificate is missing", str(settings.key))
    return Pair(settings.key.read_bytes(), settings.certificate.read_bytes())


def write_pair(settings: RelaySettings, pair: Pair) -> None:
    """Put both into the folder. Raises OSError.

    Each file appears whole or not at all: it is written beside its place, flushed and renamed. The key comes first, so
    that a certificate that exists always has its key.
    """
    _write(settings.key, pair.key)
    _write(settings.certificate, pair.certificate)


def fresh_pair(now: int) -> Pair:
    """A new key and its certificate; ``now`` is Unix seconds."""
    key = ec.generate_private_key(ec.SECP256R1())
    begins = datetime.datetime.fromtimestamp(now, datetime.UTC) - datetime.timedelta(days=366)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_NAME)
        .issuer_name(_NAME)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + datetime.timedelta(days=366 + 365 * YEARS))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Pair(private, certificate.public_bytes(serialization.Encoding.PEM))


def pin_of(settings: RelaySettings) -> bytes:
    """The relay's id: 32 bytes, the SHA-256 of its certificate in DER. Raises OSError or ValueError."""
    return pin_in(settings.certificate.read_bytes())


def pin_in(pem: bytes) -> bytes:
    """The id of the relay whose certificate this is. Raises ValueError."""
    certificate = x509.load_pem_x509_certificate(pem)
    return digest(certificate.public_bytes(serialization.Encoding.DER))


@dataclass(frozen=True)
class Voucher:
    """Signs answers that somebody else will carry home. ``certificate`` is in DER."""

    certificate: bytes
    key: ec.EllipticCurvePrivateKey

    def sign(self, hello: bytes, answer: bytes) -> bytes:
        """ECDSA with SHA-256 over the purpose, a NUL, and the digests of a hello and of the answer to it."""
        return self.key.sign(RELAY_ANSWER + b"\0" + hello + answer, ec.ECDSA(hashes.SHA256()))


def voucher_of(pair: Pair) -> Voucher | None:
    """What vouches for the relay's answers; None for a certificate of another sort than the relay makes itself."""
    certificate = x509.load_pem_x509_certificate(pair.certificate)
    key = serialization.load_pem_private_key(pair.key, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        return None
    return Voucher(certificate.public_bytes(serialization.Encoding.DER), key)


def harden(context: ssl.SSLContext) -> ssl.SSLContext:
    """TLS 1.3 alone, and one ticket instead of two: 250 bytes less on each visit, and still enough to resume."""
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.num_tickets = 1
    return context


def _write(path: Path, data: bytes) -> None:
    beside = path.with_suffix(".new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
