"""Secure Remote Password as Cognito uses it: both sides, step by step, each number to look at.

The password never travels. The user's side proves that it knows it, and the pool knows no more
than a verifier, from which the password cannot be read.

| step | user's side | travels | pool's side |
|---|---|---|---|
| sign-up | | the password, this once | salt, v = g^x |
| 1 | a, A = g^a | SRP_A → | |
| 2 | | ← SALT, SRP_B | b, B = k v + g^b |
| 3 | u, x, S = (B - k g^x)^(a + u x) | | u, S = (A v^u)^b |
| 4 | key, signature | PASSWORD_CLAIM_SIGNATURE → | key, the same signature |

All modulo N. The names are those of RFC 5054 (https://www.rfc-editor.org/rfc/rfc5054); Cognito's
choices are in `srp_group` and `srp_proof`. Nothing here is random: whoever calls brings a, b, the
salt and the secret block.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from cognito_lab.sign_in import srp_proof
from cognito_lab.sign_in.srp_group import (
    N,
    hashed,
    k,
    number_of,
    padded,
    parse_number,
    power_of_g,
    text_bytes,
)

BYTES_OF_A = 128
"""Random bytes that AWS's client makes a of."""

BYTES_OF_B = 32
"""Random bytes that the lab makes b of, and the fewest that RFC 5054 (2.5.3) advises.

Unconfirmed: how many Cognito takes. Each byte more costs time and shows in no answer.
"""


class SrpError(ValueError):
    """A number that SRP cannot go on with; the message names it and says why."""


def pool_name_of(user_pool_id: str) -> str:
    """What is hashed and signed of a pool's id: the part after `_`. Raises SrpError without one."""
    _, _, name = user_pool_id.partition("_")
    if not name:
        raise SrpError(f"{user_pool_id!r} is no user pool id: it has nothing after `_`")
    return name


def private_key(pool_name: str, user_id: str, password: str, salt: int) -> int:
    """x = H(salt | H(pool name, user id, ":", password)): the password as a number."""
    inner = hashed(text_bytes(f"{pool_name}{user_id}:{password}"))
    return number_of(hashed(padded(salt), inner))


def scrambler(A: int, B: int) -> int:
    """u = H(A | B): known to both sides, and to neither before the other's number is."""
    return number_of(hashed(padded(A), padded(B)))


@dataclass(frozen=True, slots=True)
class PasswordVerifier:
    """What a pool keeps instead of a password. Who steals it still has to guess the password."""

    salt: int
    """s: makes the same password another x for another user."""
    v: int = field(repr=False)
    """v = g^x: the password verifier."""

    @property
    def salt_text(self) -> str:
        """The challenge parameter SALT, without zeros in front.

        pycognito hashes the text as it comes and AWS's client the number that it spells: only
        without such zeros do both hash the same.
        """
        return f"{self.salt:x}"


def make_verifier(pool_name: str, user_id: str, password: str, salt: bytes) -> PasswordVerifier:
    """What the pool keeps of a new password. `salt` is random (16 bytes, say), read as a number.

    `user_id` is what it will send as USER_ID_FOR_SRP, for the user's side makes x of that.
    """
    number = number_of(salt)
    return PasswordVerifier(number, power_of_g(private_key(pool_name, user_id, password, number)))


@dataclass(frozen=True, slots=True)
class SessionKeys:
    """What a side has after step 3; with the right password both sides have the same."""

    pool_name: str
    user_id: str
    u: int
    """The scrambling parameter."""
    S: int = field(repr=False)
    """The premaster secret."""
    key: bytes = field(repr=False)
    """16 bytes from S and u, by HKDF: the key of the signature."""

    def signature(self, secret_block: bytes, timestamp: str) -> bytes:
        """The signature over both names, the decoded SECRET_BLOCK and the TIMESTAMP."""
        message = srp_proof.claim_message(self.pool_name, self.user_id, secret_block, timestamp)
        return srp_proof.claim_signature(self.key, message)


@dataclass(frozen=True, slots=True)
class ClientKeys(SessionKeys):
    """The user's side after step 3: it alone has x."""

    x: int = field(repr=False)
    """The private key: the password as a number."""

    def password_claim_signature(self, secret_block: str, timestamp: str) -> str:
        """PASSWORD_CLAIM_SIGNATURE for a SECRET_BLOCK as it came and a TIMESTAMP as it goes.

        Raises SrpError if the block is no base64, and if u is 0, where the user's side has to
        give up (http://srp.stanford.edu/design.html).
        """
        _require_positive("u", self.u)
        block = srp_proof.decode_base64(secret_block)
        if block is None:
            raise SrpError("SECRET_BLOCK is no base64")
        return srp_proof.encode_base64(self.signature(block, timestamp))


@dataclass(frozen=True)
class SrpClient:
    """The user's side: the pool's name (the part of its id after `_`) and a, new each time.

    Raises SrpError for an a below 1.
    """

    pool_name: str
    a: int = field(repr=False)
    """The secret ephemeral value: `int.from_bytes(secrets.token_bytes(BYTES_OF_A))`."""

    def __post_init__(self) -> None:
        _require_positive("a", self.a)

    @cached_property
    def A(self) -> int:
        """A = g^a: the public ephemeral value."""
        return power_of_g(self.a)

    @property
    def public_a(self) -> str:
        """The authentication parameter SRP_A: A in hexadecimal."""
        return f"{self.A:x}"

    def session_keys(self, user_id: str, password: str, salt: str, public_b: str) -> ClientKeys:
        """Step 3, from what the pool sent: USER_ID_FOR_SRP, SALT and SRP_B, and the password.

        Raises SrpError for a number that cannot be read, and for a B of 0 modulo N, where the
        user's side has to give up (RFC 5054, 2.5.3).
        """
        s, B = _number("SALT", salt), _number("SRP_B", public_b)
        if B % N == 0:
            raise SrpError("SRP_B is 0 modulo N: whoever sent it wants S to be known beforehand")
        u = scrambler(self.A, B)
        x = private_key(self.pool_name, user_id, password, s)
        S = pow(B - k * power_of_g(x), self.a + u * x, N)
        return ClientKeys(self.pool_name, user_id, u, S, srp_proof.session_key(S, u), x)


@dataclass(frozen=True)
class SrpVerifier:
    """The pool's side: its name, the user's id and verifier, and b, new each time.

    Raises SrpError for a b below 1.
    """

    pool_name: str
    user_id: str
    stored: PasswordVerifier
    b: int = field(repr=False)
    """The secret ephemeral value: `int.from_bytes(secrets.token_bytes(BYTES_OF_B))`."""

    def __post_init__(self) -> None:
        _require_positive("b", self.b)

    @cached_property
    def B(self) -> int:
        """B = k v + g^b: the public ephemeral value."""
        return (k * self.stored.v + power_of_g(self.b)) % N

    @property
    def public_b(self) -> str:
        """The challenge parameter SRP_B: B in hexadecimal."""
        return f"{self.B:x}"

    def session_keys(self, A: int) -> SessionKeys:
        """Step 3, from the A that the user's side sent.

        Raises SrpError if A is 0 modulo N, for S would be 0 whatever the password is (RFC 5054,
        2.5.4). u = 0 is left to `check_claim`.
        """
        if A % N == 0:
            raise SrpError("A is 0 modulo N: S would be 0 whatever the password is")
        u = scrambler(A, self.B)
        S = pow(A * pow(self.stored.v, u, N), self.b, N)
        return SessionKeys(self.pool_name, self.user_id, u, S, srp_proof.session_key(S, u))


def _number(name: str, text: str) -> int:
    number = parse_number(text)
    if number is None:
        raise SrpError(f"{name} is no hexadecimal number of at most the length of N")
    return number


def _require_positive(name: str, number: int) -> None:
    if number < 1:
        raise SrpError(f"{name} must be 1 or more, not {number}")
