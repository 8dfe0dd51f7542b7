"""SRP's ground: the group that all its numbers live in, the hash, and how a number becomes bytes.

The words are those of RFC 5054 (https://www.rfc-editor.org/rfc/rfc5054). No document of AWS's
says what Cognito takes for each of them: it is read from AWS's own client,
https://github.com/aws-amplify/amplify-js/blob/main/packages/amazon-cognito-identity-js/src/AuthenticationHelper.js
"""

from __future__ import annotations

import hashlib
import re
from functools import cache

N = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
    "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F"
    "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
    "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510"
    "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
    "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C"
    "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
    16,
)
"""The modulus, a prime of 3072 bits. https://www.rfc-editor.org/rfc/rfc3526#section-4 (group 15)"""

g = 2
"""The generator. RFC 5054 pairs this modulus with 5, Cognito with 2, as RFC 3526 does."""

# As many as the padded N has, which is the longest text that a client has reason to send.
_MOST_HEX_DIGITS = 2 * (N.bit_length() // 8 + 1)
_HEX = re.compile("[0-9A-Fa-f]+")
_DIGIT_BITS = 4


def padded(number: int) -> bytes:
    """A number (0 or more) as the fewest bytes that leave the top bit clear.

    This is what Java's `BigInteger.toByteArray` gives: whole bytes, and one of zeros in front
    where the first bit is set. RFC 5054's PAD() goes to the length of N instead.
    """
    return number.to_bytes(number.bit_length() // 8 + 1, "big")


def text_bytes(text: str) -> bytes:
    """A text as UTF-8. No normalization: RFC 5054 asks for SASLprep, AWS's clients do none."""
    # JSON can carry half of a surrogate pair, which strict UTF-8 would stumble over.
    return text.encode("utf-8", "surrogatepass")


def hashed(*parts: bytes) -> bytes:
    """H: SHA-256 of the parts, one after the other."""
    return hashlib.sha256(b"".join(parts)).digest()


def number_of(digest: bytes) -> int:
    """Bytes as the number that they spell, the first byte being the highest."""
    return int.from_bytes(digest, "big")


k = number_of(hashed(padded(N), padded(g)))
"""The multiplier H(N | g), which keeps a false server from trying two passwords at a time."""


def parse_number(text: str) -> int | None:
    """The number that a hexadecimal text spells, or None where it is none.

    Only ASCII digits, for `int` would also take signs, spaces, underscores, `0x` and the digits
    of other scripts. Longer texts than a number modulo N can have are refused unread.
    """
    if len(text) > _MOST_HEX_DIGITS or not _HEX.fullmatch(text):
        return None
    return int(text, 16)


def power_of_g(exponent: int) -> int:
    """`pow(g, exponent, N)`, about three times as fast: powers of g are what SRP needs most.

    The exponent (0 or more) is split into digits of base 16. The powers of g that belong to the
    places are kept, so that only multiplications are left: those of the places whose digit is 15
    go in 15 times, of 14 14 times, and so on. This is the method of Brickell, Gordon, McCurley
    and Wilson, https://doi.org/10.1007/3-540-47555-9_18.
    """
    places: dict[int, list[int]] = {}
    for place in range(-(-exponent.bit_length() // _DIGIT_BITS)):
        digit = exponent >> (_DIGIT_BITS * place) & 15
        places.setdefault(digit, []).append(_power_at(place))
    product = running = 1
    for digit in range(15, 0, -1):
        for power in places.get(digit, ()):
            running = running * power % N
        product = product * running % N
    return product


@cache
def _power_at(place: int) -> int:
    """What a digit 1 at this place stands for: g to the power of 16 ** place."""
    return pow(_power_at(place - 1), 16, N) if place else g
