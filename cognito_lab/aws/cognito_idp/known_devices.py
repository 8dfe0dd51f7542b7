"""The devices of a user: keys that were given out, known ones, remembered ones.

https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-device-tracking.html
"""

from __future__ import annotations

import base64
import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import devices as rows
from cognito_lab.sign_in.srp import PasswordVerifier

_STREAM = "devices"

CHALLENGE_REQUIRED = "ChallengeRequiredOnNewDevice"
ASKS_THE_USER = "DeviceOnlyRememberedOnUserPrompt"


@dataclass(slots=True)
class Device:
    """A device that was confirmed. `verifier` is None where it was confirmed without one."""

    key: str
    name: str
    verifier: PasswordVerifier | None = field(repr=False)
    remembered: bool
    created_at: dt.datetime
    modified_at: dt.datetime
    last_authenticated_at: dt.datetime


def device_settings(pool: LabUserPool) -> dict[str, Any]:
    """The pool's DeviceConfiguration; empty where it remembers no devices.

    "When you provide a value for any property of DeviceConfiguration, you activate the device
    remembering for the user pool."
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeviceConfigurationType.html
    """
    found = pool.extended_config.get("DeviceConfiguration")
    return found if isinstance(found, dict) else {}


def device_group_key(pool: LabUserPool) -> str:
    """What takes the pool's name's place in the SRP of devices: always the same for a pool."""
    return "-" + base64.urlsafe_b64encode(pool.derived("device group", "", 6)).decode("ascii")


def give_device_key(attempt: Attempt, answer: dict[str, Any]) -> None:
    """Add NewDeviceMetadata to the tokens of a sign-in from a device that is not known.

    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_NewDeviceMetadataType.html
    """
    user, pool = attempt.somebody, attempt.pool
    if not device_settings(pool) or attempt.device_key in user.sign_in.devices:
        return
    if not attempt.world.ledger.acts(rows.DEVICE_KEY_IS_GIVEN):
        return
    # "The device key is in the format Region_UUID."
    made = attempt.world.randomness.stream(_STREAM).randbytes(16)
    key = f"{pool.region}_{uuid.UUID(bytes=made, version=4)}"
    user.sign_in.device_keys_given[key] = None
    answer["AuthenticationResult"]["NewDeviceMetadata"] = {
        "DeviceKey": key,
        "DeviceGroupKey": device_group_key(pool),
    }


def remembered_device(pool: LabUserPool, user: LabUser, key: str) -> Device | None:
    """The device of this key, if it may prove itself in the place of a second factor."""
    device = user.sign_in.devices.get(key)
    if device is None or not device.remembered or device.verifier is None:
        return None
    return device if device_settings(pool).get(CHALLENGE_REQUIRED) is True else None


def stands_for_second_factor(attempt: Attempt) -> bool:
    """Whether the device that signs in is asked in the place of a second factor.

    Ask only where there is one to be asked for.
    """
    if remembered_device(attempt.pool, attempt.somebody, attempt.device_key) is None:
        return False
    return attempt.world.ledger.acts(rows.REMEMBERED_DEVICE)


def require_known_device(attempt: Attempt, key: str) -> None:
    """Raise AWS's refusal of a DEVICE_KEY that is none of the user's devices.

    `key` is the one of this very call, empty for none. Nobody has no devices, so that the answer
    does not tell who exists.
    """
    devices = attempt.user.sign_in.devices if attempt.user is not None else {}
    if key and key not in devices and attempt.world.ledger.acts(rows.UNKNOWN_DEVICE_KEY):
        raise no_such_device()


def no_such_device() -> AwsError:
    """AWS's refusal of a key that names nothing.

    The words: https://github.com/amazon-archives/amazon-cognito-identity-js/issues/200. AWS's
    clients look for `device` in them, and then try the same answer again without the key.
    """
    return AwsError("ResourceNotFoundException", "Device does not exist.")
