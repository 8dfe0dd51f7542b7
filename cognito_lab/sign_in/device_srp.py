"""A device's password: SRP once more, by which a remembered device shows that it is the one.

The app makes a random password for the device and keeps it there; the pool is sent a salt and a
verifier (ConfirmDevice) and never the password. At a later sign-in the device proves that it has
the password, as a user does in `srp`, with other names in the same places:

| `srp` | a user | a device |
|---|---|---|
| pool_name | the part of the pool's id after `_` | DeviceGroupKey |
| user_id | USER_ID_FOR_SRP | DeviceKey |
| password | the user's | the device's |

So the device's side is `SrpClient(device_group_key, a).session_keys(device_key, password, ...)`.
No document of AWS's has the mathematics: it is read from AWS's own client,
https://github.com/aws-amplify/amplify-js/blob/main/packages/amazon-cognito-identity-js/src/AuthenticationHelper.js
(`generateHashDevice`).
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cognito_lab.evidence import Verdict
from cognito_lab.sign_in.srp import PasswordVerifier, SrpVerifier, make_verifier
from cognito_lab.sign_in.srp_group import N, number_of, padded
from cognito_lab.sign_in.srp_proof import decode_base64, encode_base64

PASSWORD_BYTES = 40
"""Random bytes that AWS's client makes a device's password of."""
SALT_BYTES = 16
"""Random bytes that AWS's client makes a device's salt of."""

# No number of SRP's is longer; a longer salt could not be sent back as a challenge's SALT.
_MOST_BYTES = len(padded(N))


def device_password(random: bytes) -> str:
    """A device's password as AWS's client writes it, of `random` bytes (PASSWORD_BYTES of them)."""
    return encode_base64(random)


def make_device_verifier(
    device_group_key: str, device_key: str, password: str, salt: bytes
) -> PasswordVerifier:
    """What the pool is told in the place of the password. `salt` is random (SALT_BYTES)."""
    return make_verifier(device_group_key, device_key, password, salt)


def verifier_config(verifier: PasswordVerifier) -> dict[str, str]:
    """ConfirmDevice's DeviceSecretVerifierConfig: both numbers as base64 of their padded bytes.

    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeviceSecretVerifierConfigType.html
    """
    return {
        "PasswordVerifier": encode_base64(padded(verifier.v)),
        "Salt": encode_base64(padded(verifier.salt)),
    }


class ConfigReason(enum.StrEnum):
    """Why a DeviceSecretVerifierConfig can be kept or not."""

    ACCEPTED = "accepted"
    INCOMPLETE = "PasswordVerifier or Salt is missing"
    NOT_BASE64 = "PasswordVerifier or Salt is no base64"
    TOO_LONG = "PasswordVerifier or Salt is longer than any number of SRP's"
    OUT_OF_RANGE = "PasswordVerifier is not between 1 and N - 1"


@dataclass(frozen=True, slots=True)
class ConfigCheck(Verdict):
    """The verdict on a DeviceSecretVerifierConfig, with the verifier that it holds.

    Ask `.accepted`; `reason` says why; `verifier` is None if it was refused.
    """

    reason: ConfigReason
    verifier: PasswordVerifier | None = field(default=None, repr=False)

    @property
    def accepted(self) -> bool:
        """Whether the pool can keep it."""
        return self.reason is ConfigReason.ACCEPTED


def check_verifier_config(config: Mapping[str, Any]) -> ConfigCheck:
    """Read a DeviceSecretVerifierConfig as it came. Unconfirmed: what of this AWS refuses.

    A verifier of 0 modulo N is refused because with it S is 0, and no password is needed.
    """
    texts = [config.get(name) for name in ("PasswordVerifier", "Salt")]
    if not all(isinstance(text, str) and text for text in texts):
        return ConfigCheck(ConfigReason.INCOMPLETE)
    verifier, salt = (decode_base64(str(text)) for text in texts)
    if verifier is None or salt is None:
        return ConfigCheck(ConfigReason.NOT_BASE64)
    if max(len(verifier), len(salt)) > _MOST_BYTES:
        return ConfigCheck(ConfigReason.TOO_LONG)
    v = number_of(verifier)
    if not 0 < v < N:
        return ConfigCheck(ConfigReason.OUT_OF_RANGE)
    return ConfigCheck(ConfigReason.ACCEPTED, PasswordVerifier(number_of(salt), v))


def device_verifier(
    device_group_key: str, device_key: str, verifier: PasswordVerifier, b: int
) -> SrpVerifier:
    """The pool's side of one proof; b is new each time. Raises SrpError for a b below 1."""
    return SrpVerifier(device_group_key, device_key, verifier, b)
