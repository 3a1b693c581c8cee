"""The relay's own certificate: made once, small, lasting, and never silently replaced."""

import os
import stat
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from app.crypto.signing import digest
from app.relay.certificate import YEARS, make_certificate, pin_of
from app.relay.settings import RelaySettings

NOW = 1_790_000_000


@pytest.fixture
def settings(tmp_path: Path) -> RelaySettings:
    made = RelaySettings(tmp_path)
    make_certificate(made, NOW)
    return made


def test_it_is_a_small_p256_certificate_for_thirty_years(settings: RelaySettings) -> None:
    """Under 400 bytes: each new device pays for them on its first visit."""
    certificate = x509.load_pem_x509_certificate(settings.certificate.read_bytes())
    key = certificate.public_key()

    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert isinstance(key.curve, ec.SECP256R1)
    assert (certificate.not_valid_after_utc.timestamp() - NOW) / 86_400 > 365 * YEARS - 2
    assert len(certificate.public_bytes(Encoding.DER)) < 400


def test_the_pin_is_the_digest_of_the_certificate(settings: RelaySettings) -> None:
    certificate = x509.load_pem_x509_certificate(settings.certificate.read_bytes())

    assert pin_of(settings) == digest(certificate.public_bytes(Encoding.DER))


def test_a_second_start_finds_it(settings: RelaySettings) -> None:
    before = (settings.certificate.read_bytes(), settings.key.read_bytes())

    make_certificate(settings, NOW + 1)

    assert (settings.certificate.read_bytes(), settings.key.read_bytes()) == before


def test_a_lost_key_is_told_and_not_replaced(settings: RelaySettings) -> None:
    """A new certificate would void every ticket that was given out."""
    settings.key.unlink()

    with pytest.raises(FileNotFoundError):
        make_certificate(settings, NOW)
    assert not settings.key.exists()


def test_a_start_that_was_cut_begins_again(settings: RelaySettings) -> None:
    """The key is written first; a key without its certificate was never used."""
    settings.certificate.unlink()

    make_certificate(settings, NOW)

    assert len(pin_of(settings)) == 32


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bits; the folder's rights hold there")
def test_only_the_operator_reads_the_key(settings: RelaySettings) -> None:
    assert stat.S_IMODE(settings.key.stat().st_mode) == 0o600
