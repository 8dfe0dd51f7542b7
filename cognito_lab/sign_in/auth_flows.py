"""Which authentication flows an app client allows, and what a flow that it forbids is told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from cognito_lab.evidence import Verdict

# "If you don't specify a value for ExplicitAuthFlows, your app client supports
# ALLOW_REFRESH_TOKEN_AUTH, ALLOW_USER_SRP_AUTH, and ALLOW_CUSTOM_AUTH."
# https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
DEFAULT_FLOWS = ("ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH")

# The values from before the names began with ALLOW_. They add flows to those that were always
# there; CUSTOM_AUTH_FLOW_ONLY takes SRP away.
_LEGACY = {
    "ADMIN_NO_SRP_AUTH": "ALLOW_ADMIN_USER_PASSWORD_AUTH",
    "USER_PASSWORD_AUTH": "ALLOW_USER_PASSWORD_AUTH",
    "CUSTOM_AUTH_FLOW_ONLY": "ALLOW_CUSTOM_AUTH",
}
_SAME = {
    "ADMIN_NO_SRP_AUTH": "ADMIN_USER_PASSWORD_AUTH",
    "REFRESH_TOKEN": "REFRESH_TOKEN_AUTH",
}

ADMIN_FLOWS = frozenset(
    """ADMIN_USER_PASSWORD_AUTH ADMIN_NO_SRP_AUTH USER_SRP_AUTH USER_AUTH CUSTOM_AUTH
    REFRESH_TOKEN_AUTH REFRESH_TOKEN""".split()
)
"""https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html"""

PUBLIC_FLOWS = frozenset(
    """USER_PASSWORD_AUTH USER_SRP_AUTH USER_AUTH CUSTOM_AUTH
    REFRESH_TOKEN_AUTH REFRESH_TOKEN""".split()
)
"""https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html"""


@dataclass(frozen=True, slots=True)
class FlowCheck(Verdict):
    """Whether an app client allows a flow. Ask `.accepted`; `message` is AWS's if it does not."""

    message: str

    @property
    def accepted(self) -> bool:
        """Whether the sign-in may begin."""
        return not self.message


def canonical_flow(auth_flow: str) -> str:
    """The present name of a flow that has an older one too."""
    return _SAME.get(auth_flow, auth_flow)


def allowed_flows(explicit_auth_flows: Collection[str] | None) -> frozenset[str]:
    """What an app client's ExplicitAuthFlows come to, as `ALLOW_…` values."""
    listed = frozenset(explicit_auth_flows or DEFAULT_FLOWS)
    legacy = listed & _LEGACY.keys()
    if not legacy:
        return listed
    always = frozenset(DEFAULT_FLOWS)
    if "CUSTOM_AUTH_FLOW_ONLY" in legacy:
        always -= {"ALLOW_USER_SRP_AUTH"}
    return always | {_LEGACY[flow] for flow in legacy}


def check_flow(
    explicit_auth_flows: Collection[str] | None, auth_flow: str, *, as_administrator: bool
) -> FlowCheck:
    """Hold the flow of InitiateAuth or (`as_administrator`) AdminInitiateAuth to an app client.

    The words are from people's reports; no document prints them.
    """
    flow = canonical_flow(auth_flow)
    if f"ALLOW_{flow}" in allowed_flows(explicit_auth_flows):
        return FlowCheck("")
    if as_administrator:
        return FlowCheck("Auth flow not enabled for this client")
    if flow == "USER_SRP_AUTH":
        return FlowCheck("USER_SRP_AUTH is not enabled for the client.")
    return FlowCheck(f"{flow} flow not enabled for this client")
