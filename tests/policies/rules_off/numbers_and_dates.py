"""What the operators of numbers and dates compare."""

from __future__ import annotations

import operator as compare
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import pytest

from cognito_lab.policies import operators
from cognito_lab.policies.operators import OPERATORS as TABLE
from cognito_lab.policies.operators import as_it_is, read_number
from tests.policies.cases.names import OPERATORS
from tests.policies.rules_off.operators import changed
from tests.policies.rules_off.rule import Rule, Switch


def related(name: str, read: Callable[[str], Any], relation: Callable[[Any, Any], bool]) -> Switch:
    """One operator with another reading of its values, or another relation between them."""
    return changed(name, read=read, compile=operators._related(read, relation))


def _as_text(name: str) -> Switch:
    relation = operators._ORDER[re.sub("Numeric|Date", "", name)]
    return related(name, as_it_is, relation)


def _whole(text: str) -> Decimal:
    return Decimal(int(read_number(text)))


def _orders(family: str) -> Iterable[Rule]:
    read = TABLE[f"{family}Equals"].read
    swapped = {
        "LessThan": ("LessThanEquals", compare.le),
        "LessThanEquals": ("LessThan", compare.lt),
        "GreaterThan": ("GreaterThanEquals", compare.ge),
        "GreaterThanEquals": ("GreaterThan", compare.gt),
    }
    turned = {
        "LessThan": compare.gt,
        "LessThanEquals": compare.ge,
        "GreaterThan": compare.lt,
        "GreaterThanEquals": compare.le,
    }
    for name, (as_another, relation) in swapped.items():
        yield Rule(
            f"{family}{name} is {family}{as_another}",
            OPERATORS,
            related(family + name, read, relation),
        )
    for name, relation in turned.items():
        yield Rule(
            f"{family}{name} compares the other way round",
            OPERATORS,
            related(family + name, read, relation),
        )
    yield Rule(
        f"{family}Equals takes what is greater",
        OPERATORS,
        related(f"{family}Equals", read, compare.ge),
    )
    yield Rule(
        f"{family}NotEquals takes what is greater",
        OPERATORS,
        related(f"{family}NotEquals", read, compare.ge),
    )


NUMBERS = (
    *_orders("Numeric"),
    *(
        Rule(f"{name} compares texts", OPERATORS, _as_text(name))
        for name in ("NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan")
    ),
    Rule(
        "NumericLessThan cuts off decimals",
        OPERATORS,
        related("NumericLessThan", _whole, compare.lt),
    ),
)


def _no_seconds_since_1970(patch: pytest.MonkeyPatch) -> None:
    def read(text: str) -> Decimal:
        if text.isdigit():
            raise ValueError("no date")
        return real(text)

    real = operators.read_date
    for name in tuple(TABLE):
        if name.startswith("Date"):
            short = name.removeprefix("Date")
            relation = operators._ORDER.get(short, compare.eq)
            related(name, read, relation)(patch)


DATES = (
    *_orders("Date"),
    Rule(
        "A date's time zone is not looked at",
        OPERATORS,
        lambda patch: patch.setattr(operators, "_offset", lambda zone: 0),
    ),
    Rule(
        "A date's parts of a second are not looked at",
        OPERATORS,
        lambda patch: patch.setattr(
            operators,
            "_DATE",
            re.compile(operators._DATE.pattern.replace("(?P<fraction>", "(?P<fraction>)(?:")),
        ),
    ),
    Rule("Seconds since 1970 are no date", OPERATORS, _no_seconds_since_1970),
    Rule(
        "A day without a time is no date",
        OPERATORS,
        lambda patch: patch.setattr(
            operators, "_DATE", re.compile(operators._DATE.pattern.replace(")?)?)?", ")?))"))
        ),
    ),
)


RULES = NUMBERS + DATES
