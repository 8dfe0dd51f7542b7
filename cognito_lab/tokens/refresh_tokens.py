"""Refresh tokens: a text that says nothing, and what the pool knows of it.

"Amazon Cognito refresh tokens are encrypted, opaque to user pools users and administrators, and
can only be read by your user pool."
https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html

So whether one is good is never read from it: the pool looks up what it knows. One that was
rotated out stays good for a grace period, for the app that never got the answer; who comes with it
later has stolen it, or was stolen from.
https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cognito_lab.evidence import Verdict
from cognito_lab.tokens.segment import encode_segment
from cognito_lab.tokens.token_family import TokenFamily

LONGEST_GRACE = dt.timedelta(seconds=60)
"""https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RefreshTokenRotationType.html"""

# What people find in the first segment of a real one: RFC 7516's compact form, five segments
# (https://www.rfc-editor.org/rfc/rfc7516#section-7.1). No document of AWS's says so.
_HEADER = b'{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}'
_SIZES = (256, 12, 768, 16)  # encrypted key, nonce, ciphertext, authentication tag
OPAQUE_BYTES = sum(_SIZES)


def opaque_token(random_bytes: bytes) -> str:
    """A refresh token's text, of the shape of Cognito's, from `OPAQUE_BYTES` random bytes.

    Nothing is encrypted here: a pool that keeps what it knows has nothing to put in. Raises
    ValueError for another number of bytes.
    """
    if len(random_bytes) != OPAQUE_BYTES:
        raise ValueError(f"expected {OPAQUE_BYTES} bytes, found {len(random_bytes)}")
    parts, start = [_HEADER], 0
    for size in _SIZES:
        parts.append(random_bytes[start : start + size])
        start += size
    return ".".join(map(encode_segment, parts))


@dataclass(frozen=True, slots=True)
class Rotation:
    """An app client's RefreshTokenRotation: whether it is on, and how long a grace it gives."""

    enabled: bool = False
    grace: dt.timedelta = dt.timedelta(0)

    @classmethod
    def of_client(cls, settings: Mapping[str, Any]) -> Rotation:
        """Read it from an app client's settings; off where they have none.

        RetryGracePeriodSeconds is 0 to 60. No document says what holds where it is left out;
        people's reports show 0 (https://github.com/hashicorp/terraform-provider-aws/issues/45646).
        """
        found = settings.get("RefreshTokenRotation")
        if not isinstance(found, Mapping):
            return cls()
        seconds = found.get("RetryGracePeriodSeconds")
        given = dt.timedelta(seconds=seconds if isinstance(seconds, int) else 0)
        grace = min(max(given, dt.timedelta(0)), LONGEST_GRACE)
        return cls(found.get("Feature") == "ENABLED", grace)


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """What a pool knows of one refresh token.

    `family` says whose it is and to which app client it was given. `rotated_at` is when another
    took its place, `good_until` the first moment after the grace that it has then; both are None
    where none did.
    """

    family: TokenFamily
    expires_at: dt.datetime
    rotated_at: dt.datetime | None = None
    good_until: dt.datetime | None = None

    def rotated(self, now: dt.datetime, grace: dt.timedelta) -> RefreshToken:
        """The token once another takes its place; who tries again gets no longer grace."""
        if self.rotated_at is not None:
            return self
        return replace(self, rotated_at=now, good_until=now + grace)

    def successor(self) -> RefreshToken:
        """What takes its place: "valid for the remaining duration of the original"."""
        return replace(self, rotated_at=None, good_until=None)


class RefreshReason(enum.StrEnum):
    """Why a refresh token is good for new tokens, or not."""

    ACCEPTED = "accepted"
    IN_GRACE = "accepted once more: it was rotated out, and its grace lasts"
    UNKNOWN = "the pool has given out no such token"
    OTHER_CLIENT = "it was given to another app client"
    REUSED = "it was rotated out, and its grace is over"
    REVOKED = "it was revoked"
    EXPIRED = "it is too old"
    USER_DISABLED = "its user is disabled"


_GOOD = (RefreshReason.ACCEPTED, RefreshReason.IN_GRACE)


@dataclass(frozen=True, slots=True)
class RefreshTokenCheck(Verdict):
    """The verdict on a refresh token. Ask `.accepted`; `reason` says why."""

    reason: RefreshReason

    @property
    def accepted(self) -> bool:
        """Whether there are new tokens for it."""
        return self.reason in _GOOD

    @property
    def ends_family(self) -> bool:
        """Whether nobody of the family is to be trusted any more.

        "the authorization server cannot determine which party submitted the invalid refresh token,
        but it will revoke the active refresh token"
        https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2
        That Cognito does so is unconfirmed: its documents have the error and no more.
        """
        return self.reason is RefreshReason.REUSED


def check_refresh_token(
    token: RefreshToken | None,
    *,
    app_client_id: str,
    revoked: bool,
    user_enabled: bool,
    now: dt.datetime,
) -> RefreshTokenCheck:
    """Whether an app client gets new tokens for this one.

    `token` is what the pool knows of it, None for nothing. Whose it is is looked at first: to
    another app client it is no token at all. Reuse comes before revocation, so that it is called
    by its name each time. The order is the lab's; no document has one.
    """
    if token is None:
        return RefreshTokenCheck(RefreshReason.UNKNOWN)
    # "If you use a different app client ID than the one that issued the refresh token, then the
    # API returns an "Invalid Refresh Token" error."
    # https://repost.aws/knowledge-center/cognito-invalid-refresh-token-error
    if token.family.app_client_id != app_client_id:
        return RefreshTokenCheck(RefreshReason.OTHER_CLIENT)
    if token.good_until is not None and now >= token.good_until:
        return RefreshTokenCheck(RefreshReason.REUSED)
    if revoked:
        return RefreshTokenCheck(RefreshReason.REVOKED)
    if now >= token.expires_at:
        return RefreshTokenCheck(RefreshReason.EXPIRED)
    if not user_enabled:
        return RefreshTokenCheck(RefreshReason.USER_DISABLED)
    in_grace = token.rotated_at is not None
    return RefreshTokenCheck(RefreshReason.IN_GRACE if in_grace else RefreshReason.ACCEPTED)
