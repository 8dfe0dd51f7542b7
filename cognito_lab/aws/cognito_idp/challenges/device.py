"""DEVICE_SRP_AUTH, DEVICE_PASSWORD_VERIFIER: a remembered device proves itself.

They stand in the place of the second factor, never of the password.
https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-device-tracking.html
"""

from __future__ import annotations

from collections.abc import Mapping

from cognito_lab.aws.cognito_idp.attempt import Attempt, incorrect
from cognito_lab.aws.cognito_idp.challenges.handler import required
from cognito_lab.aws.cognito_idp.challenges.srp_claim import claim_in, judged, offer, secret_number
from cognito_lab.aws.cognito_idp.known_devices import (
    Device,
    device_group_key,
    no_such_device,
    remembered_device,
)
from cognito_lab.aws.cognito_idp.password import require_may_try
from cognito_lab.aws.errors import AwsError
from cognito_lab.sign_in.device_srp import device_verifier
from cognito_lab.sign_in.srp import PasswordVerifier
from cognito_lab.sign_in.srp_check import check_public_a

_STREAM = "device srp"
_KEY = "device key"


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
            b=secret_number(random),
        )
        return {
            "DEVICE_KEY": device.key,
            "USERNAME": attempt.somebody.username,
            **offer(attempt, verifier, attempt.private.pop("A"), random),
        }

    def answer(self, attempt: Attempt, responses: Mapping[str, str]) -> str | None:
        """The claim has to be this device's; one try a block.

        A wrong one does not count for the lockout, for it guesses no password.
        """
        claim, key = claim_in(responses), required(responses, "DEVICE_KEY")
        require_may_try(attempt)
        device, _ = _asked(attempt)
        check = judged(attempt, claim)
        if not check.accepted or key != device.key:
            raise incorrect()
        device.last_authenticated_at = attempt.world.clock.now()
        return None


def _asked(attempt: Attempt) -> tuple[Device, PasswordVerifier]:
    """The device that was asked, and its verifier, if it is still remembered."""
    key = attempt.private.get(_KEY, "")
    device = remembered_device(attempt.pool, attempt.somebody, key)
    if device is None or device.verifier is None:
        raise no_such_device()
    return device, device.verifier
