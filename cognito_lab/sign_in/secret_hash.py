"""SECRET_HASH: how an app client with a secret proves that it has it, without sending it.

The hash covers the user's name and the app client's id, nothing else: whoever has seen one can
send it again for the same user. The secret itself stays at home.
"""

from __future__ import annotations

import base64
import enum
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from cognito_lab.evidence import Verdict


class SecretHashReason(enum.StrEnum):
    """Why a request's SECRET_HASH was accepted or not."""

    ACCEPTED = "accepted"
    NOT_RECEIVED = "the app client has a secret, and no hash was sent"
    MISMATCH = "another secret, user name or app client id was hashed"
    NOT_EXPECTED = "a hash was sent, and the app client has no secret"


SECRET_HASH_REFUSALS: Mapping[SecretHashReason, tuple[str, str]] = {
    # The code is documented:
    # https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ForgotPassword.html
    # The words are from people's reports. AWS's own article says the next ones here too.
    SecretHashReason.NOT_RECEIVED: (
        "NotAuthorizedException",
        "Client CLIENT_ID is configured with secret but SECRET_HASH was not received",
    ),
    # https://repost.aws/knowledge-center/cognito-unable-to-verify-secret-hash
    SecretHashReason.MISMATCH: (
        "NotAuthorizedException",
        "Unable to verify secret hash for client CLIENT_ID",
    ),
    # No document says that AWS minds. Code and words are one report's:
    # https://github.com/pmill/aws-cognito/pull/23
    SecretHashReason.NOT_EXPECTED: (
        "InvalidParameterException",
        "App client CLIENT_ID is not configured for secret but secret hash was received",
    ),
}
"""AWS's code and words for each refusal; CLIENT_ID stands for the app client's id."""


@dataclass(frozen=True, slots=True)
class SecretHashCheck(Verdict):
    """The verdict on a SECRET_HASH. Ask `.accepted`; `reason` says why."""

    reason: SecretHashReason

    @property
    def accepted(self) -> bool:
        """Whether the request may go on."""
        return self.reason is SecretHashReason.ACCEPTED


def secret_hash(username: str, app_client_id: str, app_client_secret: str) -> str:
    """The SECRET_HASH of a request: base64 of the HMAC-SHA256 of user name and app client id.

    The secret is the key as it is written, not decoded. `username` is the name that the request
    itself carries.
    https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html#cognito-user-pools-computing-secret-hash
    """
    mac = hmac.digest(
        _bytes_of(app_client_secret), _bytes_of(username + app_client_id), hashlib.sha256
    )
    return base64.b64encode(mac).decode("ascii")


def check_secret_hash(
    given: str | None, *, username: str, app_client_id: str, app_client_secret: str | None
) -> SecretHashCheck:
    """Whether a request's SECRET_HASH is the one that its app client has to send.

    `given` is None if the request has none, `app_client_secret` is None if the app client has
    none: then nothing may be sent either. An empty hash is one that was sent.
    """
    if app_client_secret is None:
        silent = given is None
        return SecretHashCheck(
            SecretHashReason.ACCEPTED if silent else SecretHashReason.NOT_EXPECTED
        )
    if given is None:
        return SecretHashCheck(SecretHashReason.NOT_RECEIVED)
    expected = secret_hash(username, app_client_id, app_client_secret)
    if not hmac.compare_digest(_bytes_of(expected), _bytes_of(given)):
        return SecretHashCheck(SecretHashReason.MISMATCH)
    return SecretHashCheck(SecretHashReason.ACCEPTED)


def _bytes_of(text: str) -> bytes:
    # JSON can carry half of a surrogate pair, which strict UTF-8 would stumble over.
    return text.encode("utf-8", "surrogatepass")
