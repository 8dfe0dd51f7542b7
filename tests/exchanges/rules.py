"""Rules that exchanges rest on, as switches: with one off, a case that rests on it comes out else.

A switch replaces or wraps one function or constant; it decides nothing itself.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest

from cognito_lab.aws import issuers
from cognito_lab.aws.cognito_identity import (
    credentials_operation,
    identities,
    open_id_tokens,
    pools,
    visitors,
)
from cognito_lab.aws.guard import stored_policies
from cognito_lab.aws.ledger_rows import identity_pools
from cognito_lab.aws.sts import responses as sts_responses
from cognito_lab.aws.sts import web_identity as sts_web_identity
from cognito_lab.evidence import Check
from cognito_lab.exchange import (
    guest_scope,
    identity_pool,
    logins,
    role_selection,
    trust,
    web_identity,
    whole_way,
)
from cognito_lab.exchange.reasons import ExchangeReason
from cognito_lab.policies.evaluate import evaluate
from tests.enforced_calls.rules import row_off
from tests.policies.rules_off.rule import Switch, wrapped

LOGIN_ROWS = ("form", "aud", "iss", "signature", "exp", "app client", "access token")
POOL_KEYS = ("aud", "sub", "amr")
SIGNED = Check("signature", "", "", True, ExchangeReason.PASSED)
MATCHES = ("Equals", "NotEqual", "StartsWith", "Contains")


def login_row_off(*what: str) -> Switch:
    """These rows of a login's check are passed, whatever the token says."""

    def always(row: Callable[..., None]) -> Callable[..., None]:
        def passed(
            self: Any, subject: str, expected: Any, actual: Any, ok: bool, *why: Any
        ) -> None:
            row(self, subject, expected, actual, ok or subject in what, *why)

        return passed

    return wrapped(logins._OneLogin, "_row", always)


def key_off(name: str) -> Switch:
    """Trust policies are not told one of the identity pool's keys."""

    def without(keys: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given: {
            key: value for key, value in keys(*given).items() if not key.endswith(f":{name}")
        }

    def switch(patch: pytest.MonkeyPatch) -> None:
        for owner, function in (
            (whole_way, "identity_pool_context"),
            (web_identity, "_context"),
        ):
            patch.setattr(owner, function, without(getattr(owner, function)))

    return switch


def constant(owner: Any, name: str, value: Any) -> Switch:
    """A function answers the same to everybody."""
    return lambda patch: patch.setattr(owner, name, lambda *given, **named: value)


def match_off(match_type: str) -> Switch:
    """A comparison of rules is the opposite of itself."""

    def switch(patch: pytest.MonkeyPatch) -> None:
        holds = role_selection._MATCHES[match_type]
        patch.setitem(role_selection._MATCHES, match_type, lambda *pair: not holds(*pair))

    return switch


def selection_of(change: Callable[..., Any]) -> Switch:
    """Role selection with other roles of the pool, another login or another custom role."""

    def switched(select: Callable[..., Any]) -> Callable[..., Any]:
        return lambda roles, login, custom=None: select(*change(roles, login, custom))

    return wrapped(whole_way, "select_role", switched)


def trusts(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Switch:
    """A trust policy is asked about something else."""

    def switched(ask: Callable[..., Any]) -> Callable[..., Any]:
        return lambda role, document, **named: ask(role, document, **change(named))

    def switch(patch: pytest.MonkeyPatch) -> None:
        for owner in (whole_way, web_identity):
            patch.setattr(owner, "ask_trust", switched(owner.ask_trust))

    return switch


def an_identity() -> Any:
    """Any pool with an identity of its own."""
    pool = next(iter(pools.all_pools().values()))
    return pool, next(iter(pool.identities))


def there_are_roles(patch: pytest.MonkeyPatch) -> None:
    """A role that is not there is one that trusts everybody."""
    everybody = {"Effect": "Allow", "Principal": "*", "Action": "sts:*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [everybody]})

    def found(find: Callable[..., Any]) -> Callable[..., Any]:
        return lambda arn: find(arn) or whole_way.Role(arn, "AROANOBODYS", document)

    for owner in (credentials_operation, sts_responses):
        patch.setattr(owner, "role_of_an_exchange", found(owner.role_of_an_exchange))


def both(*switches: Switch) -> Switch:
    """Several functions, which are one rule."""

    def switch(patch: pytest.MonkeyPatch) -> None:
        for one in switches:
            one(patch)

    return switch


def everybody_is_trusted(patch: pytest.MonkeyPatch) -> None:
    """Whoever comes is trusted, whatever the trust policy says."""

    def allowed(*given: Any) -> Any:
        found = evaluate(*given)
        return dataclasses.replace(found, decision=type(found.decision).ALLOWED)

    patch.setattr(trust, "evaluate", allowed)


def _without_mappings(roles: Any, login: Any, custom: Any) -> tuple[Any, ...]:
    return dataclasses.replace(roles, mappings={}), login, custom


def _never_denied(roles: Any, login: Any, custom: Any) -> tuple[Any, ...]:
    mappings = {
        key: dataclasses.replace(mapping, ambiguous="AuthenticatedRole")
        for key, mapping in roles.mappings.items()
    }
    return dataclasses.replace(roles, mappings=mappings), login, custom


def _always_denied(roles: Any, login: Any, custom: Any) -> tuple[Any, ...]:
    mappings = {
        key: dataclasses.replace(mapping, ambiguous="Deny")
        for key, mapping in roles.mappings.items()
    }
    return dataclasses.replace(roles, mappings=mappings), login, custom


def _last_rule_first(roles: Any, login: Any, custom: Any) -> tuple[Any, ...]:
    mappings = {
        key: dataclasses.replace(mapping, rules=mapping.rules[::-1])
        for key, mapping in roles.mappings.items()
    }
    return dataclasses.replace(roles, mappings=mappings), login, custom


def _for_every_provider(roles: Any, login: Any, custom: Any) -> tuple[Any, ...]:
    mappings = dict(roles.mappings)
    for mapping in list(roles.mappings.values()) if login is not None else ():
        mappings[login.mapping_key] = mapping
    return dataclasses.replace(roles, mappings=mappings), login, custom


def _any_role(roles: Any, login: Any, custom: Any) -> tuple[Any, ...]:
    named = {} if login is None else {**login.claims, "cognito:roles": [custom]}
    return roles, login and dataclasses.replace(login, claims=named), custom


def _no_role_is_named(roles: Any, login: Any, custom: Any) -> tuple[Any, ...]:
    named = {} if login is None else {**login.claims, "cognito:roles": []}
    return roles, login and dataclasses.replace(login, claims=named), custom


def _by_group_anyway(roles: Any, login: Any, custom: Any) -> tuple[Any, ...]:
    mappings = dict(roles.mappings)
    if login is not None:
        mappings.setdefault(
            login.mapping_key, role_selection.RoleMapping("Token", "AuthenticatedRole")
        )
    return dataclasses.replace(roles, mappings=mappings), login, custom


def _roles_of_everybody(roles: Any, login: Any, custom: Any) -> tuple[Any, ...]:
    members = "arn:aws:iam::123456789012:role/members"
    guests = "arn:aws:iam::123456789012:role/guests"
    given = {
        "authenticated": roles.authenticated or members,
        "unauthenticated": roles.unauthenticated or guests,
    }
    return dataclasses.replace(roles, **given), login, custom


RULES: dict[str, Switch] = {
    **{f"A login's {what} is not looked at": login_row_off(what) for what in LOGIN_ROWS},
    "Whom the pool names is not looked at": login_row_off("provider", "app client"),
    **{f"Trust policies are not told the pool's {key}": key_off(key) for key in POOL_KEYS},
    **{f"{match} is its opposite": match_off(match) for match in MATCHES},
    "Only the first of an issuer's names counts": wrapped(
        logins._OneLogin,
        "__init__",
        lambda made: (
            lambda self, pool, provider, token, issuer, *rest: made(
                self,
                pool,
                provider,
                token,
                issuer and dataclasses.replace(issuer, issuers=issuer.issuers[:1]),
                *rest,
            )
        ),
    ),
    "Every pool has guests": wrapped(
        logins,
        "_guest",
        lambda guest: lambda pool: guest(dataclasses.replace(pool, allows_guests=True)),
    ),
    "No pool has guests": wrapped(
        logins,
        "_guest",
        lambda guest: lambda pool: guest(dataclasses.replace(pool, allows_guests=False)),
    ),
    "Nobody asks the user pool": wrapped(
        visitors, "is_signed_out", lambda asks: lambda login: False
    ),
    "The user pool says of everybody that they are gone": wrapped(
        visitors, "is_signed_out", lambda asks: lambda login: True
    ),
    "An identity is whoever's knows its id": both(
        constant(whole_way, "whose_identity", ((), None)),
        constant(open_id_tokens, "whose_identity", ((), None)),
    ),
    "A login may have two identities": wrapped(
        whole_way,
        "whose_identity",
        lambda whose: lambda visitor: whose(dataclasses.replace(visitor, other_identities=())),
    ),
    "Every role is there": there_are_roles,
    "Requests are not held to their model": row_off(identity_pools.IDENTITY_REQUEST_IS_CHECKED),
    "Mappings are not asked": selection_of(_without_mappings),
    "Where it is ambiguous everybody has the role for logins": selection_of(_never_denied),
    "Where it is ambiguous nobody has a role": selection_of(_always_denied),
    "The last rule that holds counts": selection_of(_last_rule_first),
    "A mapping speaks of every provider": selection_of(_for_every_provider),
    "Whoever asks for a role has it": selection_of(_any_role),
    "A custom role is not asked for": selection_of(lambda *given: (*given[:2], None)),
    "Every pool has roles": selection_of(_roles_of_everybody),
    "Everybody is trusted": everybody_is_trusted,
    "Tags need no trust": trusts(lambda named: {**named, "tags": {}}),
    "Claims become no tags": constant(whole_way, "principal_tags", {}),
    "Guests are not limited": constant(credentials_operation, "guest_session_policies", None),
    "Every pool has the classic flow": constant(open_id_tokens, "classic_is_off", None),
    "STS does not look at signatures": constant(web_identity, "issuers_signature", SIGNED),
    "STS does not look at the end of a token": wrapped(
        web_identity, "_timely", lambda _: lambda claims, now, rows: (claims, tuple(rows), None)
    ),
    "Every session lasts an hour": wrapped(
        sts_responses, "end_of", lambda end: lambda given, now: end({}, now)
    ),
    "A role allows sessions of any length": constant(sts_responses, "longest_session", 43200),
    "The classic flow limits guests": wrapped(
        web_identity,
        "RoleSession",
        lambda made: (
            lambda **given: made(
                **{**given, "session_policies": guest_scope.guest_session_policies()}
            )
        ),
    ),
    "The token's roles are not looked at": selection_of(_no_role_is_named),
    "A group's role needs no mapping": selection_of(_by_group_anyway),
    "Equals ignores case": lambda patch: patch.setitem(
        role_selection._MATCHES, "Equals", lambda claim, value: claim.lower() == value.lower()
    ),
    "A claim that is not there is an empty text": wrapped(
        role_selection.Rule,
        "holds",
        lambda holds: lambda self, claims: holds(self, {self.claim: "", **claims}),
    ),
    "A claim that is not there is an empty tag": wrapped(
        whole_way,
        "principal_tags",
        lambda tags: (
            lambda tag_map, claims: (
                tag_map and {**dict.fromkeys(tag_map.claims_by_tag, ""), **tags(tag_map, claims)}
            )
        ),
    ),
    "A token is over ten seconds before its end": wrapped(
        logins._OneLogin,
        "__init__",
        lambda made: (
            lambda self, *given: made(
                self, *given[:4], given[4] + dt.timedelta(seconds=10), given[5]
            )
        ),
    ),
    "Every pool asks the user pool": lambda patch: patch.setattr(
        identity_pool.IdentityPool, "asks_the_user_pool", lambda *given: True
    ),
    "IAM knows no OpenID provider's apps": constant(issuers, "registered_audiences", ()),
    "IAM knows every OpenID provider": constant(sts_web_identity, "is_registered", True),
    "IAM knows no OpenID provider": constant(sts_web_identity, "is_registered", False),
    "An identity is new each time": wrapped(
        identities.Identities, "of_logins", lambda found: lambda self, logins: []
    ),
    "Every identity is found": wrapped(
        visitors,
        "find_identity",
        lambda find: lambda named: find(named) or an_identity(),
    ),
}


def switch(name: str, patch: pytest.MonkeyPatch) -> None:
    """Put a rule off until `patch` is undone; policies are read anew."""
    stored_policies.read.cache_clear()
    RULES[name](patch)
