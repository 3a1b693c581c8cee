"""What a relay's certificate vouches for outside of TLS: an answer that a stranger carried home on a stick."""

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from app.crypto.purposes import RELAY_ANSWER


def vouched(certificate: bytes, signature: bytes, hello: bytes, answer: bytes) -> bool:
    """Did the owner of this certificate (DER) sign an answer to a hello? Both are given by their digests.

    ECDSA on P-256 with SHA-256 over the purpose, a NUL and the two digests. Whose certificate it is, the caller knows
    by its digest. False for whatever is no such certificate or signature.
    """
    try:
        key = x509.load_der_x509_certificate(certificate).public_key()
        if not isinstance(key, ec.EllipticCurvePublicKey):
            return False
        key.verify(signature, RELAY_ANSWER + b"\0" + hello + answer, ec.ECDSA(hashes.SHA256()))
    except (ValueError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True
