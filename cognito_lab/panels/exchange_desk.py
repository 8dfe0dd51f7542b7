"""The exchange explorer's desk: who comes with what, and the pool and roles that are asked.

What lies on it is a setting and what has been changed of it. A text need be no policy and no
mapping: then there is no exchange, and the desk says what is wrong.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from cognito_lab.exchange.identity_pool import USER_POOL_HOST
from cognito_lab.exchange.role_mapping import NoRoleMapping, read_role_mapping, written
from cognito_lab.exchange.role_selection import PoolRoles
from cognito_lab.exchange.setting import ExchangeSetting
from cognito_lab.exchange.web_identity import CLASSIC
from cognito_lab.exchange.whole_way import ENHANCED, Role, Visitor, WholeWay
from cognito_lab.policies.document import parse_policy
from cognito_lab.policies.policy_kinds import PolicyKind
from cognito_lab.policies.policy_syntax import PolicySyntaxError

FLOWS = (ENHANCED, CLASSIC)
GUEST = "a guest, with no login"
OWN = "the own one"
_SOMEBODY_ELSES = "cognito-idp.us-east-1.amazonaws.com/us-east-1_SomebodyElse"
_AN_HOUR = dt.timedelta(hours=1, seconds=1)

Logins = Mapping[str, str]


def _signature_changed(logins: Logins) -> dict[str, str]:
    return {
        name: token[:-8] + ("A" * 8 if not token.endswith("A" * 8) else "B" * 8)
        for name, token in logins.items()
    }


def _misnamed(logins: Logins) -> dict[str, str]:
    """Under the name of a user pool that the identity pool does not take."""
    return dict.fromkeys([_SOMEBODY_ELSES], next(iter(logins.values()))) if logins else {}


TOKENS: Mapping[str, tuple[Callable[[Logins], Logins], dt.timedelta]] = {
    "as it was given": (dict, dt.timedelta()),
    "shown an hour later": (dict, _AN_HOUR),
    "its signature changed": (_signature_changed, dt.timedelta()),
    "under another user pool's name": (_misnamed, dt.timedelta()),
}
"""What can be done with a login before it is shown: the Logins, and how much later it is."""


class Answer(NamedTuple):
    """What the desk's parts come to: the way, or None where a text cannot be read; and what is
    wrong with the mapping's text and with the trust policy's."""

    way: WholeWay | None
    mapping_fault: str
    trust_fault: str


class ExchangeDesk:
    """A setting, with whoever comes and what is changed, each to be changed again.

    `logins` are Logins (provider → token) by the name of whom they are; `now` is the time. The
    members are what the controls show: `mapping` and `trust` are texts (JSON).
    """

    def __init__(
        self,
        setting: ExchangeSetting,
        logins: Mapping[str, Logins],
        now: Callable[[], dt.datetime],
    ) -> None:
        self.logins = {**logins, GUEST: {}}
        self._now = now
        self.take(setting)

    def take(self, setting: ExchangeSetting) -> None:
        """Lay another setting on the desk, with nothing changed."""
        self.setting = setting
        self.who = next(iter(self.logins))
        self.token = next(iter(TOKENS))
        self.identity = OWN
        self.flow = ENHANCED
        self.guests = setting.pool.allows_guests
        self.classic = setting.pool.classic_flow is not False
        self.role = ""
        self.mapping_key = self._first_mapping_key()
        self.mapping = self._given_mapping()
        self.trusts = {arn: _indented(role.trust_policy) for arn, role in self._roles().items()}
        self.trust_of = next(iter(self.trusts), "")

    def _first_mapping_key(self) -> str:
        """The key of the mapping that is there, or of the first user pool that could have one."""
        pools = (
            f"{one.provider_name}:{one.app_client_id}"
            for one in self.setting.pool.cognito_providers
            if one.provider_name.startswith(USER_POOL_HOST)
        )
        return next(iter(self.setting.roles.mappings), next(pools, ""))

    def _given_mapping(self) -> str:
        """The text of the mapping that the setting has."""
        given = self.setting.roles.mappings.get(self.mapping_key)
        return "" if given is None else json.dumps(written(given), indent=2)

    def _roles(self) -> dict[str, Role]:
        """The roles that the pool gives first, then the others of the account."""
        known, roles = self.setting.known_roles, self.setting.roles
        given = [arn for arn in (roles.authenticated, roles.unauthenticated) if arn is not None]
        return {arn: known[arn] for arn in dict.fromkeys([*given, *known]) if arn in known}

    @property
    def now(self) -> dt.datetime:
        """When the login is shown."""
        return self._now() + TOKENS[self.token][1]

    @property
    def shown_logins(self) -> dict[str, str]:
        """The Logins as they are sent."""
        return dict(TOKENS[self.token][0](self.logins[self.who]))

    @property
    def identities(self) -> list[str]:
        """Whose identity can be asked for: one's own, or one that the pool knows."""
        return [OWN, *self.setting.identities]

    @property
    def trust(self) -> str:
        """The trust policy that is being written."""
        return self.trusts.get(self.trust_of, "")

    def write_trust(self, text: str) -> None:
        """Another trust policy for the role that is chosen for writing."""
        if self.trust_of:
            self.trusts[self.trust_of] = text

    def ask(self) -> Answer:
        """Walk the exchange, or say what is wrong with the texts."""
        roles, mapping_fault = self._pool_roles()
        trust_fault = next(filter(None, map(_fault_of_trust, self._written().items())), "")
        if roles is None or trust_fault:
            return Answer(None, mapping_fault, trust_fault)
        setting = self._changed(roles)
        visitor = self._visitor(setting)
        if self.flow == CLASSIC:
            role = self.role or self._role_for(visitor, roles)
            return Answer(setting.walk_classic(visitor, self.now, role), "", "")
        return Answer(setting.walk_enhanced(visitor, self.now, self.role or None), "", "")

    def _written(self) -> dict[str, str]:
        """The trust policies that are another than IAM has."""
        stored = {arn: _indented(role.trust_policy) for arn, role in self._roles().items()}
        return {arn: text for arn, text in self.trusts.items() if text != stored[arn]}

    def _visitor(self, setting: ExchangeSetting) -> Visitor:
        named = None if self.identity == OWN else self.identity
        return setting.visitor(self.shown_logins, self.now, named)

    @staticmethod
    def _role_for(visitor: Visitor, roles: PoolRoles) -> str:
        """In the classic flow the app names the role; here the pool's own, if no other is named."""
        return (roles.authenticated if visitor.logins.logins else roles.unauthenticated) or ""

    def _pool_roles(self) -> tuple[PoolRoles | None, str]:
        if self.mapping == self._given_mapping():  # whatever it is, it is what the pool has
            return self.setting.roles, ""
        mappings = dict(self.setting.roles.mappings)
        mappings.pop(self.mapping_key, None)
        if self.mapping.strip():
            try:
                mappings[self.mapping_key] = read_role_mapping(json.loads(self.mapping))
            except NoRoleMapping as error:
                return None, str(error)
            except (ValueError, RecursionError) as error:
                return None, f"this is no JSON: {error}"
        return replace(self.setting.roles, mappings=mappings), ""

    def _changed(self, roles: PoolRoles) -> ExchangeSetting:
        pool = replace(self.setting.pool, allows_guests=self.guests, classic_flow=self.classic)
        trusts = self._written()
        known = {
            arn: replace(role, trust_policy=trusts.get(arn, role.trust_policy))
            for arn, role in self.setting.known_roles.items()
        }
        return replace(self.setting, pool=pool, roles=roles, known_roles=known)


def _fault_of_trust(policy: tuple[str, str]) -> str:
    arn, text = policy
    try:
        parse_policy(text, PolicyKind.TRUST)
    except PolicySyntaxError as error:
        problem = error.problems[0]
        role = arn.rpartition("/")[2]
        return f"{role}: {problem.place or 'the policy'} {problem.fault}: {problem.remedy}"
    return ""


def _indented(document: str) -> str:
    """JSON as a person reads it; a text that is none stays as it is."""
    try:
        return json.dumps(json.loads(document), indent=2, ensure_ascii=False)
    except ValueError:
        return document
