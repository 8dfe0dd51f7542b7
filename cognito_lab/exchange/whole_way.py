"""The whole way from a login to a role session, gate by gate: decided here, drawn elsewhere.

https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cognito_lab.evidence import Check, Verdict
from cognito_lab.exchange.identity_pool import IdentityPool
from cognito_lab.exchange.identity_token import session_tags_of
from cognito_lab.exchange.logins import Login, LoginCheck
from cognito_lab.exchange.principal_tags import (
    TagMap,
    principal_tags,
    tag_checks,
    tags_that_can_be,
)
from cognito_lab.exchange.reasons import ExchangeReason
from cognito_lab.exchange.refusal import INVALID_CONFIGURATION, NOT_AUTHORIZED, Refusal
from cognito_lab.exchange.role_selection import CHECK_ROLES, PoolRoles, RoleSelection, select_role
from cognito_lab.exchange.role_session import RoleSession
from cognito_lab.exchange.trust import TrustVerdict, amr_of, ask_trust, identity_pool_context
from cognito_lab.policies.document import Policy
from cognito_lab.policies.principal import IDENTITY_POOL_PROVIDER

SESSION_NAME = "CognitoIdentityCredentials"
LIFETIME = dt.timedelta(hours=1)
"""Of the enhanced flow's credentials.
https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html"""

_NOT_YOURS = (
    "Logins don't match. Please include at least one valid login for this identity or identity "
    "pool."
)

CONFLICT = "ResourceConflictException"
# No report has the words of these two.
_LINKED = "Login is already linked to another identity."
_SECOND = "The identity is linked to another login of the provider {provider}."

_GUIDE = "https://docs.aws.amazon.com/cognito/latest/developerguide/"


class Gate(enum.StrEnum):
    """One gate of the way. Its value is its name."""

    LOGIN = "login"
    IDENTITY = "identity"
    ROLE = "role"
    TRUST = "trust policy"
    SESSION = "role session"


QUESTIONS: Mapping[Gate, str] = {
    Gate.LOGIN: "Does the pool take the word of whoever vouches for this person?",
    Gate.IDENTITY: "Is this identity the person's own?",
    Gate.ROLE: "Which role is it?",
    Gate.TRUST: "May it be taken on by whoever comes like this?",
    Gate.SESSION: "What does the session bring with it?",
}
"""What each gate asks."""

DOCUMENTS: Mapping[Gate, str] = {
    Gate.LOGIN: _GUIDE + "external-identity-providers.html",
    Gate.IDENTITY: _GUIDE + "authentication-flow.html",
    Gate.ROLE: _GUIDE + "role-based-access-control.html",
    Gate.TRUST: _GUIDE + "role-trust-and-permissions.html",
    Gate.SESSION: _GUIDE + "iam-roles.html",
}
"""The page of AWS's for each gate."""


class Outcome(enum.StrEnum):
    """How a gate came out."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_REACHED = "not reached"


@dataclass(frozen=True, slots=True)
class Step:
    """A gate, how it came out, and its evidence; `refusal` is what AWS says if it failed."""

    gate: Gate
    outcome: Outcome
    checks: tuple[Check, ...] = ()
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A role as IAM keeps it: its ARN and id, and its trust policy's text."""

    arn: str
    id: str
    trust_policy: str


@dataclass(frozen=True)
class Visitor:
    """Somebody at an identity pool: the logins, and what the pool knows of the identity.

    `identity_logins` are the provider and subject of each login that is linked with the identity:
    none for a guest's, None where there is no such identity in the pool. `other_identities` are
    those that the logins that were sent are linked with instead.
    """

    logins: LoginCheck
    identity_id: str
    identity_logins: frozenset[tuple[str, str]] | None
    other_identities: tuple[str, ...] = ()


@dataclass(frozen=True)
class WholeWay(Verdict):
    """The way of one exchange. Ask `.accepted`; `session` is what came out, None if nothing did.

    `refusal` is AWS's. `selection` and `trust` have their own evidence; None if not reached.
    """

    flow: str
    steps: tuple[Step, ...]
    identity_pool_id: str | None = None
    identity_id: str | None = None
    logins: tuple[Login, ...] = ()
    selection: RoleSelection | None = None
    trust: TrustVerdict | None = None
    session: RoleSession | None = None

    @property
    def accepted(self) -> bool:
        """Whether there is a session."""
        return self.session is not None

    @property
    def refusal(self) -> Refusal | None:
        """What AWS says, if some gate failed."""
        return next((step.refusal for step in self.steps if step.refusal is not None), None)

    @property
    def failed(self) -> Step | None:
        """The gate that failed."""
        return next((step for step in self.steps if step.outcome is Outcome.FAILED), None)


@dataclass
class Walk:
    """A way in progress: the gates of its flow, and those that were reached."""

    gates: Sequence[Gate]
    steps: list[Step] = field(default_factory=list)

    def add(self, gate: Gate, checks: Sequence[Check], refusal: Refusal | None) -> bool:
        """Note how a gate came out; whether the way goes on."""
        outcome = Outcome.PASSED if refusal is None else Outcome.FAILED
        self.steps.append(Step(gate, outcome, tuple(checks), refusal))
        return refusal is None

    def whole(self) -> tuple[Step, ...]:
        """All gates of the flow, those that were not reached too."""
        reached = {step.gate for step in self.steps}
        rest = [Step(gate, Outcome.NOT_REACHED) for gate in self.gates if gate not in reached]
        return (*self.steps, *rest)

    def ended(
        self,
        whole: WholeWay,
        selection: RoleSelection | None = None,
        trust: TrustVerdict | None = None,
        session: RoleSession | None = None,
    ) -> WholeWay:
        """The whole, with how far the way went."""
        return replace(whole, steps=self.whole(), selection=selection, trust=trust, session=session)


ENHANCED = "enhanced"


def whose_identity(visitor: Visitor) -> tuple[tuple[Check, ...], Refusal | None]:
    """Is the identity the visitor's own? One of its logins has to be among those that were sent, or
    the pool's own token says so; a guest's identity has none, and is whoever's knows its id.

    https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html
    """
    linked = visitor.identity_logins
    if linked is None:
        text = f"Identity '{visitor.identity_id}' not found."
        row = Check("identity", "one of this pool's", None, False, ExchangeReason.NO_SUCH_IDENTITY)
        return (row,), Refusal("ResourceNotFoundException", text)
    sent = {login.key for login in visitor.logins.logins}
    own = not linked or bool(linked & sent)
    wanted = linked
    if any(login.is_the_pools_own for login in visitor.logins.logins):
        wanted = frozenset({(IDENTITY_POOL_PROVIDER, visitor.identity_id)})
        own = wanted <= sent
    row = Check(
        visitor.identity_id,
        ", ".join(sorted(f"{provider} {subject}" for provider, subject in wanted)) or "a guest's",
        ", ".join(sorted(f"{provider} {subject}" for provider, subject in sent)) or "no login",
        own,
        ExchangeReason.PASSED if own else ExchangeReason.NO_LOGIN_OF_THE_IDENTITY,
    )
    if not own:
        return (row,), Refusal(NOT_AUTHORIZED, _NOT_YOURS)
    others = visitor.other_identities
    if not others:
        rows, refusal = second_of_a_provider(linked, visitor.logins.logins)
        return (row, *rows), refusal
    # "Thrown when a user tries to use a login which is already linked to another account."
    elsewhere = Check(
        "the logins' identity",
        visitor.identity_id,
        ", ".join(others),
        False,
        ExchangeReason.LINKED_ELSEWHERE,
    )
    return (row, elsewhere), Refusal(CONFLICT, _LINKED)


def second_of_a_provider(
    linked: Collection[tuple[str, str]], logins: Sequence[Login]
) -> tuple[tuple[Check, ...], Refusal | None]:
    """A row for a login that would be an identity's second of its provider, and AWS's refusal.

    "You may only link one login per public provider. Attempts to link more than one login with a
    public provider results in a ResourceConflictException error response."
    https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
    """
    for login in logins:
        there = [subject for provider, subject in linked if provider == login.provider]
        if there and login.subject not in there:
            reason = ExchangeReason.SECOND_OF_A_PROVIDER
            row = Check(f"login of {login.provider}", there[0], login.subject, False, reason)
            return (row,), Refusal(CONFLICT, _SECOND.format(provider=login.provider))
    return (), None


def enhanced_flow(
    pool: IdentityPool,
    roles: PoolRoles,
    visitor: Visitor,
    *,
    find_role: Callable[[str], Role | None],
    tag_maps: Mapping[str, TagMap],
    guest_policies: tuple[Policy, ...],
    now: dt.datetime,
    custom_role_arn: str | None = None,
) -> WholeWay:
    """Walk the enhanced flow (GetCredentialsForIdentity): five gates, up to the one that fails.

    `find_role` looks a role up by its ARN; `tag_maps` are by provider; `guest_policies` are those
    of `guest_scope`. Nothing is changed: whoever asks gives out the credentials of `.session`.
    """
    way = Walk(tuple(Gate))
    logins = visitor.logins.logins
    whole = WholeWay(ENHANCED, (), pool.id, visitor.identity_id, logins)
    if not way.add(Gate.LOGIN, visitor.logins.checks, visitor.logins.refusal):
        return way.ended(whole)
    if not way.add(Gate.IDENTITY, *whose_identity(visitor)):
        return way.ended(whole)
    login = login_that_chooses(logins, roles)
    selection = select_role(roles, login, custom_role_arn)
    if not way.add(Gate.ROLE, selection.way, selection.refusal):
        return way.ended(whole, selection)
    tag_map = tag_maps.get(login.provider) if login else None
    claims = login.claims if login else {}
    tags, transitive = _session_tags(login, tag_map)
    role_arn = str(selection.role_arn)
    role = find_role(role_arn)
    context = identity_pool_context(pool.id, visitor.identity_id, amr_of(logins))
    trust = ask_trust(
        role_arn,
        role.trust_policy if role else None,
        context=context,
        tags=tags,
        transitive=transitive,
    )
    refusal = None if trust.accepted else Refusal(INVALID_CONFIGURATION, CHECK_ROLES)
    if not way.add(Gate.TRUST, trust.checks, refusal) or role is None:
        return way.ended(whole, selection, trust)
    session = RoleSession(
        role_arn=role.arn,
        role_id=role.id,
        name=SESSION_NAME,
        issued_at=now,
        expires_at=now + LIFETIME,
        session_policies=None if logins else guest_policies,
        tags=tags,
        transitive_tag_keys=frozenset(transitive),
        federated_provider=IDENTITY_POOL_PROVIDER,
        provider_keys=context,
    )
    way.add(Gate.SESSION, (*_session_checks(session), *tag_checks(tag_map, claims)), None)
    return way.ended(whole, selection, trust, session)


def login_that_chooses(logins: Sequence[Login], roles: PoolRoles) -> Login | None:
    """The login whose provider's mapping chooses the role: the first that has one, else the first.

    What AWS does with several is not documented.
    """
    mapped = (login for login in logins if login.mapping_key in roles.mappings)
    return next(mapped, logins[0] if logins else None)


def _session_tags(
    login: Login | None, tag_map: TagMap | None
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The session's tags, and which are transitive: by the pool's own token, as STS reads it, or
    by the claims of a provider's."""
    if login is None or not login.is_the_pools_own:
        return principal_tags(tag_map, login.claims if login else {}), ()
    named, transitive = session_tags_of(login.claims)
    tags = tags_that_can_be({key: value for key, value in named.items() if value is not None})
    return tags, tuple(key for key in tags if key in transitive)


def _session_checks(session: RoleSession) -> tuple[Check, ...]:
    limits = session.session_policies
    told = "none" if limits is None else f"{len(limits)}, AWS's list for guests"
    return (
        Check("session name", SESSION_NAME, session.name, True, ExchangeReason.PASSED),
        Check("session policies", None, told, True, ExchangeReason.PASSED),
    )
