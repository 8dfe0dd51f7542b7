"""May it be taken on? A role's trust policy is the policy on the role, and the judge reads it.

"Any entity … that is trusted": the one resource policy that has to allow.
https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cognito_lab.evidence import Check, Verdict
from cognito_lab.exchange.logins import Login
from cognito_lab.exchange.reasons import ExchangeReason
from cognito_lab.exchange.session_limits import check_tags
from cognito_lab.policies.document import Policy, parse_policy
from cognito_lab.policies.evaluate import evaluate
from cognito_lab.policies.evaluation import Evaluation
from cognito_lab.policies.layers import PolicyLayers
from cognito_lab.policies.policy_kinds import PolicyKind
from cognito_lab.policies.policy_syntax import PolicySyntaxError
from cognito_lab.policies.principal import IDENTITY_POOL_PROVIDER, Principal, parse_principal
from cognito_lab.policies.request import ContextValue, Request

BY_WEB_IDENTITY = "sts:AssumeRoleWithWebIdentity"
TAG_SESSION = "sts:TagSession"
SET_SOURCE_IDENTITY = "sts:SetSourceIdentity"
AUTHENTICATED, UNAUTHENTICATED = "authenticated", "unauthenticated"


@dataclass(frozen=True, slots=True)
class TrustVerdict(Verdict):
    """The verdict of a trust policy. Ask `.accepted`; `evaluations` are the judge's, the first of
    taking the role on, further ones of setting tags and a source identity."""

    evaluations: tuple[Evaluation, ...]
    checks: tuple[Check, ...]

    @property
    def accepted(self) -> bool:
        """Whether everything that was asked is allowed."""
        return bool(self.checks) and all(check.passed for check in self.checks)

    @property
    def reason(self) -> ExchangeReason:
        """The reason of the first row that failed, or `PASSED`."""
        failed = (check.reason for check in self.checks if not check.passed)
        return ExchangeReason(next(failed, ExchangeReason.PASSED))


def identity_pool_context(
    identity_pool_id: str, identity_id: str, amr: Sequence[str]
) -> dict[str, ContextValue]:
    """The keys that an identity pool vouches for: `aud`, `sub` and `amr`, under its own name."""
    return {
        f"{IDENTITY_POOL_PROVIDER}:aud": identity_pool_id,
        f"{IDENTITY_POOL_PROVIDER}:sub": identity_id,
        f"{IDENTITY_POOL_PROVIDER}:amr": list(amr),
    }


def amr_of(logins: Sequence[Login]) -> tuple[str, ...]:
    """How somebody came in: `authenticated` with each login's methods; or `unauthenticated`.

    https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
    """
    if not logins:
        return (UNAUTHENTICATED,)
    return (AUTHENTICATED, *(method for login in logins for method in login.methods))


def ask_trust(
    role_arn: str,
    document: str | None,
    *,
    context: Mapping[str, ContextValue],
    tags: Mapping[str, str] | None = None,
    provider: str = IDENTITY_POOL_PROVIDER,
    transitive: Sequence[str] = (),
    source_identity: str | None = None,
) -> TrustVerdict:
    """Ask a role's trust policy about whoever an identity provider vouches for.

    `document` is the policy's text, None for a role that is not there. `provider` is how the policy
    names it: a public provider's name, or the ARN of an IAM identity provider. With tags,
    `sts:TagSession` has to be allowed too, with a source identity `sts:SetSourceIdentity`:
    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required
    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html#id_credentials_temp_control-access_monitor-perms
    Tags that no session can have are asked about nowhere, and trusted by nobody.
    """
    if document is None:
        row = Check("role", role_arn, None, False, ExchangeReason.ROLE_MISSING)
        return TrustVerdict((), (row,))
    try:
        policy = parse_policy(document, PolicyKind.TRUST)
    except PolicySyntaxError as error:
        told = str(error.problems[0])
        row = Check("trust policy", "a policy", told, False, ExchangeReason.TRUST_UNREADABLE)
        return TrustVerdict((), (row,))
    impossible = check_tags(list((tags or {}).items()), {})
    if impossible is not None:
        why = ExchangeReason.NO_SESSION_HAS_IT
        row = Check("session tags", "those of a session", impossible.message, False, why)
        return TrustVerdict((), (row,))
    keys = dict(context)
    asked = [(BY_WEB_IDENTITY, ExchangeReason.NOT_TRUSTED)]
    if tags:
        keys |= {f"aws:RequestTag/{key}": value for key, value in tags.items()}
        keys["aws:TagKeys"] = list(tags)
        if transitive:
            keys["sts:TransitiveTagKeys"] = list(transitive)
        asked.append((TAG_SESSION, ExchangeReason.TAGS_NOT_TRUSTED))
    if source_identity is not None:
        keys["sts:SourceIdentity"] = source_identity
        asked.append((SET_SOURCE_IDENTITY, ExchangeReason.SOURCE_NOT_TRUSTED))
    evaluations, checks = [], []
    for action, reason in asked:
        evaluation = _ask(policy, parse_principal(provider), action, role_arn, keys)
        passed = evaluation.allowed
        why = ExchangeReason.PASSED if passed else reason
        evaluations.append(evaluation)
        checks.append(Check(action, "allowed", str(evaluation.decision), passed, why))
    return TrustVerdict(tuple(evaluations), tuple(checks))


def _ask(
    policy: Policy,
    principal: Principal,
    action: str,
    role_arn: str,
    context: Mapping[str, ContextValue],
) -> Evaluation:
    return evaluate(Request(principal, action, role_arn, context), PolicyLayers(resource=policy))
