"""What an identity pool of the lab has, as an exchange on paper asks it.

A copy: what is changed on it changes nothing on the mock.
"""

from __future__ import annotations

from moto.iam.models import iam_backends

from cognito_lab.aws.account import ACCOUNT
from cognito_lab.aws.cognito_identity.pools import find_pool
from cognito_lab.aws.cognito_identity.settings import roles_of, settings_of, tag_maps_of
from cognito_lab.aws.cognito_identity.user_pool_sign_outs import is_signed_out
from cognito_lab.aws.iam.attached_policies import ROLE, attached_policies
from cognito_lab.aws.iam.roles import role_of_an_exchange
from cognito_lab.aws.issuers import identity_pools_issuer, issuer_of
from cognito_lab.aws.world import World
from cognito_lab.exchange.setting import ExchangeSetting
from cognito_lab.policies.document import parse_policy
from cognito_lab.policies.policy_kinds import PolicyKind
from cognito_lab.policies.principal import IDENTITY_POOL_PROVIDER


def exchange_setting(world: World, identity_pool_id: str) -> ExchangeSetting:
    """The setting of a pool. Raises ValueError where the lab has no such pool."""
    pool = find_pool(identity_pool_id)
    if pool is None:
        raise ValueError(f"the lab has no identity pool {identity_pool_id}")
    settings, backend = settings_of(pool), iam_backends[ACCOUNT]["aws"]
    providers = [one.provider_name for one in settings.cognito_providers]
    providers += settings.login_providers
    providers += [arn.partition("/")[2] for arn in settings.oidc_provider_arns]
    issuers = {name: issuer_of(name, world.issuers) for name in providers}
    issuers[IDENTITY_POOL_PROVIDER] = identity_pools_issuer(world.identity_key)
    roles = [role for role in backend.roles.values() if role.path == "/"]
    known = {str(role.arn): role_of_an_exchange(str(role.arn)) for role in roles}
    return ExchangeSetting(
        settings,
        roles_of(pool),
        {name: issuer for name, issuer in issuers.items() if issuer is not None},
        {arn: role for arn, role in known.items() if role is not None},
        {
            str(role.arn): tuple(
                parse_policy(policy.text, PolicyKind.IDENTITY)
                for policy in attached_policies(backend, ROLE, role)
            )
            for role in roles
        },
        tag_maps_of(pool),
        {one.id: one.keys for one in pool.identities if not one.disabled},
        is_signed_out,
    )
