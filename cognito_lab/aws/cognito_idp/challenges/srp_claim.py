"""SRP at a challenge: what the pool offers, and the claim that it judges."""

from __future__ import annotations

import random
from collections.abc import Mapping

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.cognito_idp.challenges.handler import required
from cognito_lab.aws.errors import AwsError
from cognito_lab.sign_in.srp import BYTES_OF_B, SrpVerifier
from cognito_lab.sign_in.srp_check import PasswordClaim, SrpCheck, SrpReason, check_claim
from cognito_lab.sign_in.srp_proof import encode_base64

_BLOCK_BYTES = 768
"""People's traces show secret blocks of about a thousand characters."""

# https://github.com/NabuCasa/pycognito/issues/122 has the words; no document of AWS's has, and
# none says that they are the same for a device.
_BAD_TIMESTAMP = "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english."


def secret_number(stream: random.Random) -> int:
    """SRP's `b`: never 0."""
    return int.from_bytes(stream.randbytes(BYTES_OF_B)) or 1


def offer(
    attempt: Attempt, verifier: SrpVerifier, public_a: int, stream: random.Random
) -> dict[str, str]:
    """SALT, SRP_B and SECRET_BLOCK for the client's A; the keys stay in the attempt."""
    block = stream.randbytes(_BLOCK_BYTES)
    text = encode_base64(block)
    attempt.private.update(
        {"session id": text, "block": block, "keys": verifier.session_keys(public_a)}
    )
    return {
        "SALT": verifier.stored.salt_text,
        "SECRET_BLOCK": text,
        "SRP_B": verifier.public_b,
    }


def claim_in(responses: Mapping[str, str]) -> PasswordClaim:
    """The claim that came. Raises AWS's refusal where a part of it is missing."""
    return PasswordClaim(
        secret_block=required(responses, "PASSWORD_CLAIM_SECRET_BLOCK"),
        timestamp=required(responses, "TIMESTAMP"),
        signature=required(responses, "PASSWORD_CLAIM_SIGNATURE"),
    )


def judged(attempt: Attempt, claim: PasswordClaim) -> SrpCheck:
    """The verdict on a claim, for which the block is then used up, whatever came.

    Raises AWS's refusal of a timestamp that is none: that uses up nothing.
    """
    check = check_claim(
        attempt.private["keys"],
        claim,
        issued_block=attempt.private["block"],
        now=attempt.world.clock.now(),
    )
    if check.reason is SrpReason.TIMESTAMP_MALFORMED:
        raise AwsError("InvalidParameterException", _BAD_TIMESTAMP)
    attempt.pool.open_challenges.pop(claim.secret_block, None)
    return check
