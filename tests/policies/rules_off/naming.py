"""What the switches of a Principal have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cognito_lab.policies.matching import Grant
from cognito_lab.policies.principal import Principal, PrincipalKind
from cognito_lab.policies.principal_element import NamedPrincipal, PrincipalElement
from cognito_lab.policies.reasons import MatchReason
from tests.policies.rules_off.rule import Switch, wrapped

Found = tuple[Grant, MatchReason]

NOBODY: Found = Grant.NOBODY, MatchReason.SOMEBODY_ELSE


def named(change: Callable[[NamedPrincipal, Principal, Found], Found]) -> Switch:
    """Another answer to how one principal of a policy names the caller."""

    def wrap(real: Any) -> Any:
        return lambda self, name, caller: change(name, caller, real(self, name, caller))

    return wrapped(PrincipalElement, "_names", wrap)


def regranted(reason: MatchReason, to: Grant, *kinds: PrincipalKind) -> Switch:
    """Who is named so, of these kinds (of any, if none is given), is granted this instead."""
    return named(
        lambda _, caller, found: (
            (to, found[1])
            if found[1] is reason and caller.kind in (kinds or PrincipalKind)
            else found
        )
    )


USER, SESSION = PrincipalKind.USER, PrincipalKind.ROLE_SESSION


CALLED, BY_ROLE, BY_ACCOUNT = (
    MatchReason.THE_CALLER,
    MatchReason.ROLE_OF_THE_SESSION,
    MatchReason.ACCOUNT_OF_THE_CALLER,
)
