"""What a relay's certificate vouches for."""

from app.crypto.certificates import vouched
from app.crypto.signing import digest
from app.relay.certificate import fresh_pair, voucher_of

HELLO, ANSWER = digest(b"hello"), digest(b"answer")


def test_a_certificate_vouches_for_one_answer_to_one_hello() -> None:
    voucher, other = voucher_of(fresh_pair(1_700_000_000)), voucher_of(fresh_pair(1_700_000_000))
    assert voucher is not None
    assert other is not None
    signature = voucher.sign(HELLO, ANSWER)

    assert vouched(voucher.certificate, signature, HELLO, ANSWER)
    assert not vouched(voucher.certificate, signature, ANSWER, HELLO)
    assert not vouched(voucher.certificate, signature, HELLO, HELLO)
    assert not vouched(other.certificate, signature, HELLO, ANSWER)


def test_what_is_no_certificate_or_no_signature_vouches_for_nothing() -> None:
    voucher = voucher_of(fresh_pair(1_700_000_000))
    assert voucher is not None
    signature = voucher.sign(HELLO, ANSWER)

    assert not vouched(b"", signature, HELLO, ANSWER)
    assert not vouched(voucher.certificate[:-1], signature, HELLO, ANSWER)
    assert not vouched(voucher.certificate, b"", HELLO, ANSWER)
    assert not vouched(voucher.certificate, signature[:-1] + bytes([signature[-1] ^ 1]), HELLO, ANSWER)
