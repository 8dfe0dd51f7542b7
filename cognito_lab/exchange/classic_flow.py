"""The classic flow as one way: the pool's own token for a login, and a role of STS's for the token.

Two calls make it: GetOpenIdToken asks the login and the identity, AssumeRoleWithWebIdentity the
trust policy of a role that the app names. No pool chooses, and no guest is limited.
https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from cognito_lab.evidence import Check
from cognito_lab.exchange.identity_pool import IdentityPool
from cognito_lab.exchange.logins import OWN_TOKEN
from cognito_lab.exchange.principal_tags import TagMap, principal_tags, tag_checks
from cognito_lab.exchange.reasons import ExchangeReason
from cognito_lab.exchange.refusal import Refusal
from cognito_lab.exchange.role_session import RoleSession
from cognito_lab.exchange.trust import amr_of, ask_trust, identity_pool_context
from cognito_lab.exchange.web_identity import CLASSIC, NOT_TRUSTED
from cognito_lab.exchange.whole_way import (
    LIFETIME,
    Gate,
    Role,
    Visitor,
    Walk,
    WholeWay,
    whose_identity,
)
from cognito_lab.policies.principal import IDENTITY_POOL_PROVIDER

# https://github.com/aws-amplify/amplify-js/issues/12273
CLASSIC_IS_OFF = Refusal(
    "InvalidParameterException", "Basic (classic) flow is not enabled, please use enhanced flow."
)
_GATES = (Gate.LOGIN, Gate.IDENTITY, Gate.TRUST, Gate.SESSION)


def classic_flow(
    pool: IdentityPool,
    visitor: Visitor,
    role_arn: str,
    *,
    find_role: Callable[[str], Role | None],
    tag_maps: Mapping[str, TagMap],
    now: dt.datetime,
    session_name: str = "session",
    lifetime: dt.timedelta = LIFETIME,
) -> WholeWay:
    """Walk the classic flow: the login, the identity, the trust policy of `role_arn`, the session.

    `find_role` looks a role up by its ARN; `tag_maps` are by provider. Nothing is changed.
    """
    way = Walk(_GATES)
    logins = visitor.logins.logins
    whole = WholeWay(CLASSIC, (), pool.id, visitor.identity_id, logins)
    own = [login.provider for login in logins if login.is_the_pools_own]
    rows = [
        Check("login", "a provider's", one, False, ExchangeReason.PROVIDER_UNKNOWN) for one in own
    ]
    unfit = OWN_TOKEN if own else visitor.logins.refusal
    if not way.add(Gate.LOGIN, (*visitor.logins.checks, *rows), unfit):
        return way.ended(whole)
    checks, refusal = whose_identity(visitor)
    off = classic_is_off(pool)
    row = Check(
        "the classic flow",
        "allowed",
        "switched off" if off else "allowed",
        off is None,
        ExchangeReason.PASSED if off is None else ExchangeReason.CLASSIC_OFF,
    )
    if not way.add(Gate.IDENTITY, (row, *checks), off or refusal):
        return way.ended(whole)
    tag_map = tag_maps.get(logins[0].provider) if logins else None
    claims = logins[0].claims if logins else {}
    tags = principal_tags(tag_map, claims)
    role = find_role(role_arn)
    context = identity_pool_context(pool.id, visitor.identity_id, amr_of(logins))
    trust = ask_trust(
        role_arn,
        role.trust_policy if role else None,
        context={**context, "sts:RoleSessionName": session_name},
        tags=tags,
        transitive=tuple(tags),
    )
    passed = way.add(Gate.TRUST, trust.checks, None if trust.accepted else NOT_TRUSTED)
    if not passed or role is None:
        return way.ended(whole, trust=trust)
    session = RoleSession(
        role_arn=role.arn,
        role_id=role.id,
        name=session_name,
        issued_at=now,
        expires_at=now + lifetime,
        tags=tags,
        transitive_tag_keys=frozenset(tags),
        federated_provider=IDENTITY_POOL_PROVIDER,
        provider_keys=context,
    )
    told = Check("session name", None, session_name, True, ExchangeReason.PASSED)
    way.add(Gate.SESSION, (told, *tag_checks(tag_map, claims)), None)
    return way.ended(whole, trust=trust, session=session)


def classic_is_off(pool: IdentityPool) -> Refusal | None:
    """AWS's refusal of GetOpenIdToken, where the pool does not have the classic flow."""
    return CLASSIC_IS_OFF if pool.classic_flow is False else None
