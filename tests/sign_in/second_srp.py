"""A second SRP, to judge the first: RFC 5054 and RFC 2945, for any group, hash and way to pad.

It is written from the two documents and shares nothing with the package: it works on hexadecimal
texts where the package works on bytes, and makes its HKDF by hand from RFC 5869. The vectors of
RFC 5054, appendix B, try it; then it is given what Cognito uses.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass

# https://www.rfc-editor.org/rfc/rfc5054#appendix-A (1024-bit group)
GROUP_1024 = int(
    "EEAF0AB9ADB38DD69C33F80AFA8FC5E86072618775FF3C0B9EA2314C9C256576D674DF7496EA81D3383B4813"
    "D692C6E0E0D5D8E250B98BE48E495C1D6089DAD15DC7D7B46154D6B6CE8EF4AD69B15D4982559B297BCF1885"
    "C529F566660E57EC68EDBC3C05726CC02FD4CBF4976EAA9AFD5138FE8376435B9FC61D2FC0EB06E3",
    16,
)


def floor_of_two_to_the_2942_times_pi() -> int:
    """By Machin: pi = 16 arctan(1/5) - 4 arctan(1/239), with 64 bits to spare."""
    one = 1 << (2942 + 64)

    def arctan_of_one_over(n: int) -> int:
        term, total, odd, sign = one // n, 0, 1, 1
        while term:
            total += sign * (term // odd)
            term, odd, sign = term // (n * n), odd + 2, -sign
        return total

    return (16 * arctan_of_one_over(5) - 4 * arctan_of_one_over(239)) >> 64


# https://www.rfc-editor.org/rfc/rfc3526#section-4 (group 15) gives it as this formula.
GROUP_3072 = 2**3072 - 2**3008 - 1 + 2**64 * (floor_of_two_to_the_2942_times_pi() + 1690314)


def to_the_length_of(modulus: int) -> Callable[[int], str]:
    """RFC 5054's PAD(): zeros on the left, up to the length of N."""
    width = len(f"{modulus:x}") + len(f"{modulus:x}") % 2
    return lambda number: f"{number:x}".zfill(width)


def with_room_for_a_sign(number: int) -> str:
    """Whole bytes, and `00` before a text whose first digit would read as a minus sign."""
    text = f"{number:x}"
    if len(text) % 2:
        return "0" + text
    return "00" + text if text[0] in "89abcdef" else text


@dataclass(frozen=True)
class SecondSrp:
    """The protocol: modulus N, generator g, a hash of hashlib's, and a number's text."""

    modulus: int
    generator: int
    algorithm: str
    text_of: Callable[[int], str]

    def digest(self, hexadecimal: str) -> str:
        return hashlib.new(self.algorithm, bytes.fromhex(hexadecimal)).hexdigest()

    @property
    def multiplier(self) -> int:
        return int(self.digest(self.text_of(self.modulus) + self.text_of(self.generator)), 16)

    def private_key(self, identity: str, password: str, salt: str) -> int:
        inner = self.digest(f"{identity}:{password}".encode("utf-8", "surrogatepass").hex())
        return int(self.digest(salt + inner), 16)

    def power(self, exponent: int) -> int:
        return pow(self.generator, exponent, self.modulus)

    def public_b(self, verifier: int, b: int) -> int:
        return (self.multiplier * verifier + self.power(b)) % self.modulus

    def scrambler(self, public_a: int, public_b: int) -> int:
        return int(self.digest(self.text_of(public_a) + self.text_of(public_b)), 16)

    def clients_secret(self, x: int, a: int, public_b: int) -> int:
        u = self.scrambler(self.power(a), public_b)
        base = public_b - self.multiplier * self.power(x)
        return pow(base, a + u * x, self.modulus)

    def servers_secret(self, verifier: int, b: int, public_a: int) -> int:
        u = self.scrambler(public_a, self.public_b(verifier, b))
        return pow(public_a * pow(verifier, u, self.modulus), b, self.modulus)


RFC_5054 = SecondSrp(GROUP_1024, 2, "sha1", to_the_length_of(GROUP_1024))
COGNITO = SecondSrp(GROUP_3072, 2, "sha256", with_room_for_a_sign)


def hkdf(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """RFC 5869 with SHA-256."""
    extracted = hmac.digest(salt, secret, "sha256")
    made = block = b""
    count = 0
    while len(made) < length:
        count += 1
        block = hmac.digest(extracted, block + info + bytes([count]), "sha256")
        made += block
    return made[:length]


def cognitos_signature(
    secret: int, scrambler: int, pool_name: str, user_id: str, block: str, timestamp: str
) -> str:
    """What a client sends as PASSWORD_CLAIM_SIGNATURE, for a block in base64."""
    key = hkdf(
        bytes.fromhex(with_room_for_a_sign(secret)),
        bytes.fromhex(with_room_for_a_sign(scrambler)),
        b"Caldera Derived Key",
        16,
    )
    names = (pool_name + user_id).encode("utf-8", "surrogatepass")
    said = names + base64.b64decode(block) + timestamp.encode()
    return base64.b64encode(hmac.digest(key, said, "sha256")).decode()
