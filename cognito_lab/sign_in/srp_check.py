"""SRP's verdict: whether the pool goes on with an SRP_A, and whether a claim proves the password.

The core says what is wrong in each case. AWS says less: who fails to prove a password learns
only "Incorrect username or password.", whatever the reason.
"""

from __future__ import annotations

import datetime as dt
import enum
import hmac
from dataclasses import dataclass, field

from cognito_lab.evidence import Verdict
from cognito_lab.sign_in.srp import SessionKeys
from cognito_lab.sign_in.srp_group import N, parse_number
from cognito_lab.sign_in.srp_proof import decode_base64
from cognito_lab.sign_in.srp_timestamp import TOLERANCE, format_timestamp, parse_timestamp


class SrpReason(enum.StrEnum):
    """Why an SRP_A or a claim was accepted or not."""

    ACCEPTED = "accepted"
    PUBLIC_A_MALFORMED = "SRP_A is no hexadecimal number of at most the length of N"
    PUBLIC_A_ZERO = "SRP_A is 0 modulo N, with which no password is needed"
    SCRAMBLER_ZERO = "the scrambling parameter u is 0, with which no password is needed"
    SECRET_BLOCK_MISMATCH = "the secret block is not the one that was issued"
    TIMESTAMP_MALFORMED = "the timestamp has not the format"
    TIMESTAMP_STALE = "the timestamp is too far from the pool's clock"
    SIGNATURE_MALFORMED = "the signature is no base64"
    SIGNATURE_MISMATCH = "the signature was made with another key, or over something else"


@dataclass(frozen=True, slots=True)
class SrpCheck(Verdict):
    """The verdict on an SRP_A or a claim. Ask `.accepted`; `reason` says why."""

    reason: SrpReason

    @property
    def accepted(self) -> bool:
        """Whether sign-in goes on."""
        return self.reason is SrpReason.ACCEPTED


@dataclass(frozen=True, slots=True)
class PublicACheck(SrpCheck):
    """The verdict on an SRP_A, with the number that it spells (None if it was refused)."""

    A: int | None = None


@dataclass(frozen=True, slots=True)
class PasswordClaim:
    """What answers a PASSWORD_VERIFIER challenge, as it came: three texts that prove nothing yet.

    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html
    """

    secret_block: str = field(repr=False)
    """PASSWORD_CLAIM_SECRET_BLOCK: the SECRET_BLOCK of the challenge once more."""
    timestamp: str
    """TIMESTAMP: when the claim was made."""
    signature: str = field(repr=False)
    """PASSWORD_CLAIM_SIGNATURE, in base64."""


def check_public_a(text: str) -> PublicACheck:
    """Whether the pool may go on with an SRP_A, before it computes anything with it.

    With A = 0, N, 2N ... S is 0, so that anybody could sign for anybody; the pool must refuse it:
    https://www.rfc-editor.org/rfc/rfc5054#section-2.5.4. An A above N that is no multiple of it is
    let through, as the RFC does. Unconfirmed: what Cognito says to either.
    """
    A = parse_number(text)
    if A is None:
        return PublicACheck(SrpReason.PUBLIC_A_MALFORMED)
    if A % N == 0:
        return PublicACheck(SrpReason.PUBLIC_A_ZERO)
    return PublicACheck(SrpReason.ACCEPTED, A)


def check_claim(
    keys: SessionKeys, claim: PasswordClaim, *, issued_block: bytes, now: dt.datetime
) -> SrpCheck:
    """Whether a claim proves that its maker knows the password.

    `keys` are the pool's (`SrpVerifier.session_keys`), `issued_block` is the decoded SECRET_BLOCK
    of this very challenge, `now` an aware moment. That a block is good once only is the caller's
    to see to: here is no state. A u of 0 is refused as SRP's author has it
    (http://srp.stanford.edu/design.html).

    The pool signs the moment as it would write it, see `parse_timestamp`.
    """
    block, moment = decode_base64(claim.secret_block), parse_timestamp(claim.timestamp)
    given = decode_base64(claim.signature)
    if keys.u == 0:
        reason = SrpReason.SCRAMBLER_ZERO
    elif block is None or not hmac.compare_digest(block, issued_block):
        reason = SrpReason.SECRET_BLOCK_MISMATCH
    elif moment is None:
        reason = SrpReason.TIMESTAMP_MALFORMED
    elif abs(now - moment) > TOLERANCE:
        reason = SrpReason.TIMESTAMP_STALE
    elif given is None:
        reason = SrpReason.SIGNATURE_MALFORMED
    elif not hmac.compare_digest(keys.signature(issued_block, format_timestamp(moment)), given):
        reason = SrpReason.SIGNATURE_MISMATCH
    else:
        reason = SrpReason.ACCEPTED
    return SrpCheck(reason)
