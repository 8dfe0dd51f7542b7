"""Role mappings that can be: what AWS's model does not say of them.

https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RoleMapping.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cognito_lab.aws.cognito_identity.pools import LabIdentityPool
from cognito_lab.aws.refusing import Refused
from cognito_lab.exchange.identity_pool import USER_POOL_HOST
from cognito_lab.exchange.role_mapping import NoRoleMapping, read_role_mapping
from cognito_lab.policies.arn import parse_arn

_INVALID = "InvalidParameterException"
_KINDS = ("authenticated", "unauthenticated")


def require_roles(roles: Mapping[str, Any]) -> None:
    """Raise AWS's refusal of roles that no pool has: "authenticated" and "unauthenticated"."""
    for kind, arn in roles.items():
        if kind not in _KINDS:
            raise Refused(_INVALID, f"Roles has the unknown key {kind}.")
        _require_role(arn)


def require_mappings(pool: LabIdentityPool, mappings: Mapping[str, Any]) -> None:
    """Raise AWS's refusal of mappings that no login could ever meet, or that decide nothing."""
    known = _keys_of(pool)
    for key, mapping in mappings.items():
        if key not in known:
            raise Refused(_INVALID, f"Invalid identity provider in the role mapping: {key}")
        # "If you specify Token or Rules as the Type, AmbiguousRoleResolution is required."
        if mapping.get("AmbiguousRoleResolution") is None:
            raise Refused(_INVALID, "AmbiguousRoleResolution is required for Token and Rules.")
        rules = (mapping.get("RulesConfiguration") or {}).get("Rules")
        # "If you specify Rules as the role mapping type, RulesConfiguration is required."
        if mapping["Type"] == "Rules" and not rules:
            raise Refused(_INVALID, "RulesConfiguration is required for Rules.")
        _require_readable(mapping)
        for rule in rules or ():
            _require_role(rule["RoleARN"])


def _require_readable(mapping: Mapping[str, Any]) -> None:
    """AWS's model has asked this before: what is kept can be read, also where it was not asked."""
    try:
        read_role_mapping(mapping)
    except NoRoleMapping as problem:
        raise Refused(_INVALID, f"{problem}.") from problem


def _keys_of(pool: LabIdentityPool) -> set[str]:
    """The keys of mappings: user pools with their app client, other providers by their name."""
    user_pools = {
        f"{one.get('ProviderName')}:{one.get('ClientId')}"
        for one in pool.cognito_identity_providers or ()
        if str(one.get("ProviderName")).startswith(USER_POOL_HOST)
    }
    named = {arn.partition("/")[2] for arn in pool.open_id_connect_provider_arns or ()}
    saml = set(pool.saml_provider_arns or ())
    return user_pools | set(pool.supported_login_providers or ()) | named | saml


def _require_role(arn: Any) -> None:
    parsed = parse_arn(arn) if isinstance(arn, str) else None
    if parsed is None or parsed.service != "iam" or not parsed.resource.startswith("role/"):
        raise Refused(_INVALID, f"{arn} is no role's ARN.")
