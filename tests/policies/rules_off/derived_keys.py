"""The condition keys that AWS knows of a request without being told, one by one."""

from __future__ import annotations

from typing import Any

from cognito_lab.policies import facts
from cognito_lab.policies.principal import Principal, PrincipalKind
from tests.policies.cases.names import IAM, KEYS, OTHER, VARIABLES
from tests.policies.rules_off.rule import Rule, Switch, wrapped_property


def own_key(key: str, value: Any, *kinds: PrincipalKind) -> Switch:
    """For these kinds of principals the key has `value(principal)` instead; none for None."""

    def wrap(principal: Principal, keys: dict[str, str]) -> dict[str, str]:
        if principal.kind in kinds:
            found = value(principal)
            rest = {name: text for name, text in keys.items() if name != key}
            return rest if found is None else {**rest, key: found}
        return keys

    return wrapped_property(Principal, "own_keys", wrap)


def _none(_: Principal) -> None:
    return None


_TYPE, _NAME, _ID = "aws:principaltype", "aws:username", "aws:userid"
_USER, _SESSION = PrincipalKind.USER, PrincipalKind.ROLE_SESSION
_FEDERATED = PrincipalKind.FEDERATED_USER

RULES = (
    *(
        Rule(
            f"A principal of the type {kind.value} has no aws:PrincipalType",
            VARIABLES,
            own_key(_TYPE, _none, kind),
        )
        for kind in (_USER, _SESSION, _FEDERATED)
    ),
    Rule(
        "A session's aws:PrincipalArn is the session's own",
        KEYS,
        wrapped_property(Principal, "arn", lambda self, _: self.account and self.name),
    ),
    Rule(
        "A principal has no aws:PrincipalArn",
        KEYS,
        own_key("aws:principalarn", _none, _USER, _SESSION),
    ),
    Rule(
        "An anonymous caller has an aws:PrincipalArn",
        KEYS,
        own_key("aws:principalarn", lambda _: "*", PrincipalKind.ANONYMOUS),
    ),
    Rule(
        "A principal has no aws:PrincipalAccount",
        KEYS,
        own_key("aws:principalaccount", _none, _USER),
    ),
    Rule(
        "A user's aws:PrincipalAccount is another account",
        KEYS,
        own_key("aws:principalaccount", lambda _: OTHER, _USER),
    ),
    Rule("A user has no aws:username", VARIABLES, own_key(_NAME, _none, _USER)),
    Rule("Every user has the same aws:username", VARIABLES, own_key(_NAME, lambda _: "ana", _USER)),
    Rule(
        "A user's path is a part of aws:username",
        IAM + "reference_identifiers.html",
        own_key(_NAME, lambda principal: principal.name.partition("/")[2], _USER),
    ),
    Rule(
        "A role session's name is its aws:username",
        VARIABLES,
        own_key(_NAME, lambda principal: principal.name.rpartition("/")[2], _SESSION),
    ),
    Rule(
        "A federated user's aws:userid is its name alone",
        VARIABLES,
        own_key(_ID, lambda principal: principal.name.partition("/")[2], _FEDERATED),
    ),
    Rule(
        "A variable of a key that the request does not have is an empty text",
        VARIABLES,
        lambda patch: patch.setattr(
            facts.Facts, "variable", lambda self, name: (self.values.get(name) or ("",))[0]
        ),
    ),
)
