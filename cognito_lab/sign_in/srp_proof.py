"""SRP's proof: the key that both sides get from S, and the signature that shows it.

RFC 5054 stops at S, for TLS takes over there. What follows is Cognito's own, and no document of
AWS's has all of it: it is read from AWS's client (its address stands in `srp_group`).
"""

from __future__ import annotations

import base64
import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cognito_lab.sign_in.srp_group import padded, text_bytes

KEY_BYTES = 16
_INFO = b"Caldera Derived Key"


def session_key(S: int, u: int) -> bytes:
    """The key of 16 bytes: HKDF (RFC 5869) with SHA-256 of the premaster secret S, u as the salt.

    The public clients write HKDF by hand and put a byte 1 behind the info: that byte is HKDF's
    own count of the first block, and no part of the info.
    """
    return HKDF(SHA256(), KEY_BYTES, salt=padded(u), info=_INFO).derive(padded(S))


def claim_message(pool_name: str, user_id: str, secret_block: bytes, timestamp: str) -> bytes:
    """What is signed: pool name, USER_ID_FOR_SRP, the decoded SECRET_BLOCK and the TIMESTAMP."""
    return text_bytes(pool_name) + text_bytes(user_id) + secret_block + text_bytes(timestamp)


def claim_signature(key: bytes, message: bytes) -> bytes:
    """HMAC-SHA256 of the message, which only the two that have the key can make."""
    return hmac.digest(key, message, "sha256")


def encode_base64(data: bytes) -> str:
    """Bytes as the text that SECRET_BLOCK and PASSWORD_CLAIM_SIGNATURE are."""
    return base64.b64encode(data).decode("ascii")


def decode_base64(text: str) -> bytes | None:
    """The bytes that a base64 text stands for, or None where it is none.

    Strict: each byte string has one text. Python's decoder alone would pass over letters that
    do not belong there, and, told not to, still over bits of the last letter that say nothing.
    """
    try:
        data = base64.b64decode(text)
    except ValueError:
        return None
    return data if encode_base64(data) == text else None
