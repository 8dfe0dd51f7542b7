"""What the switches of Action and Resource have in common."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from cognito_lab.policies.statement import Statement
from tests.policies.rules_off.rule import Switch, wrapped

Match = Callable[[str, str, bool], bool]
"""Whether a policy's text names the request's, given both and what the evaluator says."""


def first_only(element: type) -> Switch:
    """Of several texts only the first counts."""

    def wrap(real: Any) -> Any:
        def init(self: Any, listed: Any, *, negated: bool, **more: Any) -> None:
            real(self, list(listed)[:1], negated=negated, **more)

        return init

    return wrapped(element, "__init__", wrap)


def negated_first_only(element: type) -> Switch:
    """Of several texts of a `Not…` only the first counts."""

    def wrap(real: Any) -> Any:
        def init(self: Any, listed: Any, *, negated: bool, **more: Any) -> None:
            real(self, list(listed)[:1] if negated else listed, negated=negated, **more)

        return init

    return wrapped(element, "__init__", wrap)


def without(element: type, change: Callable[[Any, Any, bool], bool]) -> Switch:
    """Another answer of an element as a whole."""

    def wrap(real: Any) -> Any:
        return lambda self, facts, rows: change(self, facts, real(self, facts, rows))

    return wrapped(element, "match", wrap)


def statement(when: Callable[[Statement], bool], **parts: Any) -> Switch:
    """Such statements have these parts instead."""

    def wrap(real: Any) -> Any:
        def init(self: Any, *given: Any) -> None:
            real(self, *given)
            if when(self):
                for name, part in parts.items():
                    setattr(self, name, part)

        return init

    return wrapped(Statement, "__init__", wrap)


def wildcards(sign: str, meaning: str) -> Match:
    """One of the wildcards stands for this (a regular expression) instead."""
    usual = {"*": ".*", "?": "."}

    def change(written: str, found: str, real: bool) -> bool:
        if written == "*" or sign not in written:
            return real
        pattern = re.escape(written)
        for wildcard, usually in usual.items():
            pattern = pattern.replace(re.escape(wildcard), meaning if wildcard == sign else usually)
        return re.fullmatch(pattern, found, re.DOTALL) is not None

    return change
