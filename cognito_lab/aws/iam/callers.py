"""Who is simulated: the caller that CallerArn names, and whose resources they are.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html
"""

from __future__ import annotations

from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.iam.attached_policies import GROUP, ROLE, USER
from cognito_lab.aws.iam.policy_source import INVALID_INPUT
from cognito_lab.policies.arn import is_account_id, parse_arn
from cognito_lab.policies.principal import Principal, PrincipalKind, parse_principal

_NO_CALLER = "Invalid caller - Caller cannot be null or empty."
_NO_ENTITY = "Invalid caller - Caller must be an IAM user, role or group in this context."
_NO_USER = "Invalid caller - Caller must be an IAM user in this context."


class UnnamedCaller(Principal):
    """Whoever has the policies: of an account, and nothing else is known of it.

    So no key of a condition has a value that the request does not bring.
    """

    __slots__ = ()

    @property
    def own_keys(self) -> dict[str, str]:
        """None."""
        return {}


def simulated_caller(arn: str | None, account: str, *, has_resource_policy: bool) -> Principal:
    """The caller of the simulated requests; of `account`, where no ARN says whose.

    A group is no principal: whoever is in it is an `UnnamedCaller` of its account. Raises AWS's
    InvalidInput: "You cannot specify the ARN of an assumed role, federated user, or a service
    principal"; a ResourcePolicy needs a caller, and "simulation of resource-based policies isn't
    supported for IAM roles".
    """
    if not arn:
        if has_resource_policy:
            raise AwsError(INVALID_INPUT, _NO_CALLER)
        return UnnamedCaller(PrincipalKind.USER, f"arn:aws:iam::{account}:user/unnamed", account)
    parsed = parse_arn(arn)
    kind, _, name = parsed.resource.partition("/") if parsed else ("", "", "")
    if (
        parsed is None
        or parsed.service != "iam"
        or parsed.region
        or not is_account_id(parsed.account)
        or kind not in (USER, GROUP, ROLE)
        or not name.rpartition("/")[2]
    ):
        raise AwsError(INVALID_INPUT, _NO_ENTITY)
    if has_resource_policy and kind != USER:
        raise AwsError(INVALID_INPUT, _NO_USER)
    if kind == GROUP:
        return UnnamedCaller(PrincipalKind.USER, arn, parsed.account)
    return parse_principal(arn)


def account_of_owner(resource_owner: str | None) -> str | None:
    """The account that a ResourceOwner names: `arn:aws:iam::123456789012:root`.

    Raises AWS's InvalidInput for anything else, an account's bare number included:
    https://github.com/boto/botocore/issues/1346
    """
    if resource_owner is None:
        return None
    arn = parse_arn(resource_owner)
    if arn is None or (arn.service, arn.region, arn.resource) != ("iam", "", "root"):
        arn = None
    if arn is None or not is_account_id(arn.account):
        words = f"'{resource_owner}' is not a valid as a Resource Owner."
        raise AwsError(INVALID_INPUT, words)
    return arn.account
