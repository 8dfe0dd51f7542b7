"""How long tokens live: what an app client says of it, in seconds.

AccessTokenValidity, IdTokenValidity and RefreshTokenValidity are numbers, each in a unit of its
own (TokenValidityUnits).
https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_TokenValidityUnitsType.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cognito_lab.evidence import Verdict

SECONDS_IN = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86_400}
"""The units that there are."""


@dataclass(frozen=True, slots=True)
class LifetimeRule:
    """What an app client may say of one kind of token.

    `number` and `unit` are the members that say it; `usual` is the lifetime of a client that says
    nothing, `least` and `most` bound it: all three in seconds.
    """

    number: str
    unit: str
    usual_unit: str
    usual: int
    least: int
    most: int


_DAY = SECONDS_IN["days"]
# "AccessTokenValidity duration can range from five minutes to one day", and so IdTokenValidity;
# "RefreshTokenValidity duration can range from 60 minutes to 10 years" (of 365 days: the API
# reference prints 315360000 seconds).
ACCESS_TOKEN = LifetimeRule("AccessTokenValidity", "AccessToken", "hours", 3600, 300, _DAY)
ID_TOKEN = LifetimeRule("IdTokenValidity", "IdToken", "hours", 3600, 300, _DAY)
REFRESH_TOKEN = LifetimeRule(
    "RefreshTokenValidity", "RefreshToken", "days", 30 * _DAY, 3600, 3650 * _DAY
)
RULES = (ACCESS_TOKEN, ID_TOKEN, REFRESH_TOKEN)


@dataclass(frozen=True, slots=True)
class TokenLifetimes:
    """How long the tokens of an app client live, in seconds."""

    access_token: int
    id_token: int
    refresh_token: int

    @classmethod
    def of_client(cls, app_client: Mapping[str, Any]) -> TokenLifetimes:
        """From what CreateUserPoolClient was given, or DescribeUserPoolClient answers."""
        return cls(*(_seconds(rule, app_client) for rule in RULES))

    def of_use(self, token_use: str) -> int:
        """How long a token of this `token_use` (`"id"` or `"access"`) lives, in seconds."""
        return {"id": self.id_token, "access": self.access_token}[token_use]


@dataclass(frozen=True, slots=True)
class LifetimesCheck(Verdict):
    """The verdict on an app client's lifetimes: the members that are out of their range."""

    out_of_range: tuple[str, ...]

    @property
    def accepted(self) -> bool:
        """Whether the app client may be saved."""
        return not self.out_of_range

    @property
    def code(self) -> str | None:
        """AWS's code of the refusal, or None."""
        return "InvalidParameterException" if self.out_of_range else None

    @property
    def message(self) -> str | None:
        """AWS's words of the refusal, or None; they do not say which lifetime is wrong.

        From a report: https://github.com/aws-samples/cloudfront-authorization-at-edge/issues/144
        """
        return "Invalid range for token validity." if self.out_of_range else None


def check_lifetimes(app_client: Mapping[str, Any]) -> LifetimesCheck:
    """Whether an app client may have these lifetimes (CreateUserPoolClient and its update)."""
    return LifetimesCheck(
        tuple(
            rule.number
            for rule in RULES
            if not rule.least <= _seconds(rule, app_client) <= rule.most
        )
    )


def _seconds(rule: LifetimeRule, app_client: Mapping[str, Any]) -> int:
    number = app_client.get(rule.number)
    unit = (app_client.get("TokenValidityUnits") or {}).get(rule.unit) or rule.usual_unit
    # "You can't set RefreshTokenValidity to 0. If you do, Amazon Cognito overrides the value with
    # the default value of 30 days." Of the two others the API reference allows no 0 at all.
    if number is None or (number == 0 and rule is REFRESH_TOKEN):
        return rule.usual
    return int(number) * SECONDS_IN[unit]
