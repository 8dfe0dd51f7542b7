"""ClientSecret: where an app client shows its secret itself, and no hash of it.

Two operations have no user name that a SECRET_HASH could cover, and take the secret as it is.
https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html
https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
"""

from __future__ import annotations

import enum
import hmac
from dataclasses import dataclass

from cognito_lab.evidence import Verdict


class ClientSecretReason(enum.StrEnum):
    """Why an app client's secret was accepted or not."""

    ACCEPTED = "accepted"
    NOT_RECEIVED = "the app client has a secret, and none was sent"
    MISMATCH = "another secret was sent"
    NOT_EXPECTED = "a secret was sent, and the app client has none"


@dataclass(frozen=True, slots=True)
class ClientSecretCheck(Verdict):
    """The verdict on a ClientSecret. Ask `.accepted`; `reason` says why."""

    reason: ClientSecretReason

    @property
    def accepted(self) -> bool:
        """Whether the request may go on."""
        return self.reason is ClientSecretReason.ACCEPTED


def check_client_secret(given: str | None, *, app_client_secret: str | None) -> ClientSecretCheck:
    """Whether a request has the secret of its app client: "if the client has a secret".

    `app_client_secret` is None for an app client without one: that one has to be silent, as with
    SECRET_HASH. No document says that AWS minds.
    """
    if app_client_secret is None:
        silent = given is None
        return ClientSecretCheck(
            ClientSecretReason.ACCEPTED if silent else ClientSecretReason.NOT_EXPECTED
        )
    if given is None:
        return ClientSecretCheck(ClientSecretReason.NOT_RECEIVED)
    if not hmac.compare_digest(_bytes_of(app_client_secret), _bytes_of(given)):
        return ClientSecretCheck(ClientSecretReason.MISMATCH)
    return ClientSecretCheck(ClientSecretReason.ACCEPTED)


def _bytes_of(text: str) -> bytes:
    # JSON can carry half of a surrogate pair, which strict UTF-8 would stumble over.
    return text.encode("utf-8", "surrogatepass")
