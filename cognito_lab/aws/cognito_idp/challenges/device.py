"""DEVICE_SRP_AUTH, DEVICE_PASSWORD_VERIFIER: a remembered device proves itself.

They stand in the place of the second factor, never of the password.
https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-device-tracking.html
"""

from __future__ import annotations

from collections.abc import Mapping

from cognito_lab.aws.cognito_idp.attempt import Attempt, incorrect
from cognito_lab.aws.cognito_idp.challenges.handler import required
from cognito_lab.aws.cognito_idp.known_devices import (
    Device,
    device_group_key,
    no_such_device,
    remembered_device,
)
from cognito_lab.aws.cognito_idp.password import require_may_try
from cognito_lab.aws.errors import AwsError
from cognito_lab.sign_in.device_srp import device_verifier
from cognito_lab.sign_in.srp import BYTES_OF_B, PasswordVerifier
from cognito_lab.sign_in.srp_check import PasswordClaim, SrpReason, check_claim, check_public_a
from cognito_lab.sign_in.srp_proof import encode_base64

_BLOCK_BYTES = 768
_STREAM = "device srp"
_KEY = "device key"

# As PASSWORD_VERIFIER has it; no document and no report says that it is the same here.
_BAD_TIMESTAMP = "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english."


class DeviceSrpAuth:
    """The first half: the device sends its SRP_A."""

    # pycognito, which people use with AWS, sends no Session here: the key has to do.
    # https://github.com/NabuCasa/pycognito/pull/215
    answers_without_a_session = "DEVICE_KEY"

    def issue(self, attempt: Attempt) -> dict[str, str]:
        """Which device is asked."""
        key = attempt.private["session id"] = attempt.private[_KEY] = attempt.device_key
        return {"USERNAME": attempt.somebody.username, "DEVICE_KEY": key}

    def answer(self, attempt: Attempt, responses: Mapping[str, str]) -> str | None:
        """SRP_A is kept for the next challenge."""
        public_a = required(responses, "SRP_A")
        require_may_try(attempt)
        check = check_public_a(public_a)
        if not check.accepted:
            # As in PASSWORD_VERIFIER: AWS's code and words for it are unconfirmed.
            raise AwsError("InvalidParameterException", "Invalid SRP_A")
        attempt.private["A"] = check.A
        return None


class DevicePasswordVerifier:
    """The second half: the claim, made with the device's password."""

    answers_without_a_session = "PASSWORD_CLAIM_SECRET_BLOCK"

    def issue(self, attempt: Attempt) -> dict[str, str]:
        """SALT, SRP_B and SECRET_BLOCK for the SRP_A that the device sent."""
        device, stored = _asked(attempt)
        random = attempt.world.randomness.stream(_STREAM)
        verifier = device_verifier(
            device_group_key(attempt.pool),
            device.key,
            stored,
            b=int.from_bytes(random.randbytes(BYTES_OF_B)) or 1,
        )
        block = random.randbytes(_BLOCK_BYTES)
        attempt.private.update(
            {
                "session id": encode_base64(block),
                "block": block,
                "keys": verifier.session_keys(attempt.private.pop("A")),
            }
        )
        return {
            "DEVICE_KEY": device.key,
            "SALT": stored.salt_text,
            "SECRET_BLOCK": encode_base64(block),
            "SRP_B": verifier.public_b,
            "USERNAME": attempt.somebody.username,
        }

    def answer(self, attempt: Attempt, responses: Mapping[str, str]) -> str | None:
        """The claim has to be this device's; one try a block.

        A wrong one does not count for the lockout, for it guesses no password.
        """
        claim = PasswordClaim(
            secret_block=required(responses, "PASSWORD_CLAIM_SECRET_BLOCK"),
            timestamp=required(responses, "TIMESTAMP"),
            signature=required(responses, "PASSWORD_CLAIM_SIGNATURE"),
        )
        key = required(responses, "DEVICE_KEY")
        require_may_try(attempt)
        device, _ = _asked(attempt)
        now = attempt.world.clock.now()
        check = check_claim(
            attempt.private["keys"], claim, issued_block=attempt.private["block"], now=now
        )
        if check.reason is SrpReason.TIMESTAMP_MALFORMED:
            raise AwsError("InvalidParameterException", _BAD_TIMESTAMP)
        # Whatever came, the block is good for one claim.
        attempt.pool.open_challenges.pop(claim.secret_block, None)
        if not check.accepted or key != device.key:
            raise incorrect()
        device.last_authenticated_at = now
        return None


def _asked(attempt: Attempt) -> tuple[Device, PasswordVerifier]:
    """The device that was asked, and its verifier, if it is still remembered."""
    key = attempt.private.get(_KEY, "")
    device = remembered_device(attempt.pool, attempt.somebody, key)
    if device is None or device.verifier is None:
        raise no_such_device()
    return device, device.verifier
