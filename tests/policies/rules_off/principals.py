"""Whom Principal and NotPrincipal name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cognito_lab.policies import principal_element
from cognito_lab.policies.matching import Grant
from cognito_lab.policies.principal import Principal, PrincipalKind
from cognito_lab.policies.principal_element import NamedPrincipal, PrincipalElement
from cognito_lab.policies.reasons import MatchReason
from tests.policies.cases.names import NOT_PRINCIPAL, PRINCIPAL
from tests.policies.rules_off.naming import CALLED, NOBODY, SESSION, USER, Found, named, regranted
from tests.policies.rules_off.rule import Rule, Switch, wrapped, wrapped_property

CALLER: Found = Grant.FULL, MatchReason.THE_CALLER


def anybody(kind: str, part: str, *callers: PrincipalKind) -> Switch:
    """A principal of this kind whose name has this part stands for these callers, any of them."""
    return named(
        lambda name, caller, found: (
            CALLER
            if name.kind == kind and part in name.written and caller.kind in callers
            else found
        )
    )


def nobody(kind: str) -> Switch:
    """A principal of this kind stands for no caller."""
    return named(lambda name, _, found: NOBODY if name.kind == kind else found)


def _another_case(name: NamedPrincipal, caller: Principal, found: Found) -> Found:
    same = name.written.lower() == caller.name.lower()
    return CALLER if same and found == NOBODY else found


def _any_session(name: NamedPrincipal, caller: Principal, found: Found) -> Found:
    same = name.written.rpartition("/")[0] == caller.name.rpartition("/")[0]
    return CALLER if same and caller.kind is PrincipalKind.ROLE_SESSION else found


def everybody(*, written_as: str) -> Switch:
    """`*`, written so, leaves out anonymous callers."""
    return named(
        lambda name, caller, found: (
            NOBODY
            if name == (written_as, "*") and caller.kind is PrincipalKind.ANONYMOUS
            else found
        )
    )


def _first_only(real: Any) -> Any:
    def init(self: Any, listed: Any, **more: Any) -> None:
        real(self, list(listed)[:1], **more)

    return init


def spared(change: Callable[[Any, Any, set[MatchReason], Found], Found]) -> Switch:
    """Another answer to whether NotPrincipal leaves out the caller."""

    def wrap(real: Any) -> Any:
        return lambda self, facts, exempted: change(
            self, facts, exempted, real(self, facts, exempted)
        )

    return wrapped(PrincipalElement, "_spared", wrap)


def _boundary_spared(kind: PrincipalKind) -> Switch:
    def change(_: Any, facts: Any, exempted: set[MatchReason], found: Found) -> Found:
        is_this = found[1] is MatchReason.NOT_PRINCIPAL_WITH_BOUNDARY
        listed = MatchReason.THE_CALLER in exempted
        return NOBODY if is_this and listed and facts.request.principal.kind is kind else found

    return spared(change)


NAMES = (
    Rule("A principal's name ignores case", PRINCIPAL, named(_another_case)),
    Rule("A session's ARN stands for all sessions of its role", PRINCIPAL, named(_any_session)),
    Rule(
        "A user's ARN stands for every user",
        PRINCIPAL,
        anybody("AWS", ":user/", USER),
    ),
    Rule(
        "A user's ARN stands for anonymous callers too",
        PRINCIPAL,
        anybody("AWS", ":user/", PrincipalKind.ANONYMOUS),
    ),
    Rule(
        "An account stands for other accounts' users too",
        PRINCIPAL,
        anybody("AWS", ":root", USER),
    ),
    Rule("A role's ARN stands for users too", PRINCIPAL, anybody("AWS", ":role/", USER)),
    Rule("A service stands for users too", PRINCIPAL, anybody("Service", "", USER)),
    Rule(
        "A service stands for every service",
        PRINCIPAL,
        anybody("Service", "", PrincipalKind.SERVICE),
    ),
    Rule(
        "An identity provider stands for every identity provider",
        PRINCIPAL,
        anybody("Federated", "", PrincipalKind.PROVIDER),
    ),
    Rule("A service in a Principal stands for nobody", PRINCIPAL, nobody("Service")),
    Rule("An identity provider in a Principal stands for nobody", PRINCIPAL, nobody("Federated")),
    Rule(
        "Of a list of principals, only the first counts",
        PRINCIPAL,
        wrapped(PrincipalElement, "__init__", _first_only),
    ),
    Rule("* does not stand for anonymous callers", PRINCIPAL, everybody(written_as="*")),
    Rule("AWS * does not stand for anonymous callers", PRINCIPAL, everybody(written_as="AWS")),
    Rule(
        "An account's bare number stands for no account",
        PRINCIPAL,
        wrapped_property(NamedPrincipal, "name", lambda self, _: self.written),
    ),
    Rule(
        "An account's bare number stands for each of its users",
        PRINCIPAL,
        named(
            lambda name, caller, found: (
                CALLER if name.written == caller.account and caller.kind is USER else found
            )
        ),
    ),
    Rule(
        "The root user is not the account that a Principal names",
        PRINCIPAL,
        regranted(CALLED, Grant.NOBODY, PrincipalKind.ROOT),
    ),
)


SPARED = (
    Rule(
        "NotPrincipal spares nobody",
        NOT_PRINCIPAL,
        spared(lambda *_: (Grant.FULL, MatchReason.NOT_EXCEPTED)),
    ),
    Rule(
        "NotPrincipal spares everybody",
        NOT_PRINCIPAL,
        spared(lambda *_: (Grant.NOBODY, MatchReason.EXCEPTED)),
    ),
    Rule(
        "NotPrincipal spares other accounts' users",
        NOT_PRINCIPAL,
        spared(lambda _, facts, __, found: NOBODY if facts.request.crosses_accounts else found),
    ),
    Rule(
        "NotPrincipal spares a user with a boundary",
        NOT_PRINCIPAL,
        _boundary_spared(USER),
    ),
    Rule(
        "NotPrincipal spares a session whose role has a boundary",
        NOT_PRINCIPAL,
        _boundary_spared(SESSION),
    ),
    Rule(
        "NotPrincipal does not spare a session that it lists",
        NOT_PRINCIPAL,
        lambda patch: patch.setitem(
            principal_element._NEEDED_TO_SPARE, SESSION, {MatchReason.USER_OF_THE_SESSION}
        ),
    ),
)


RULES = NAMES + SPARED
