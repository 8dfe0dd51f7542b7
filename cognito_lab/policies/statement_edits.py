"""The edits within one statement: a value more, a value less, a condition less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cognito_lab.policies.edits import EditKind
from cognito_lab.policies.facts import Facts
from cognito_lab.policies.matching import ElementMatch
from cognito_lab.policies.operators import NULL
from cognito_lab.policies.own_values import own_names, own_resource, own_value
from cognito_lab.policies.principal_element import EVERYBODY
from cognito_lab.policies.reasons import MatchReason
from cognito_lab.policies.request import scalar_text

Entry = Mapping[str, Any]
"""A statement as the document has it."""


class StatementEdit(NamedTuple):
    """An edit, in words that the place has to follow, and the statement with it."""

    kind: EditKind
    words: str
    entry: dict[str, Any]


def added_values(
    entry: Entry, element: ElementMatch, facts: Facts, version: str
) -> Iterator[StatementEdit]:
    """The statement with one value of the request's more in an element."""
    if element.element not in entry:
        return
    if element.element in ("Principal", "NotPrincipal"):
        yield from _added_principals(entry, element.element, facts)
        return
    values = _values(entry, element)
    for value in _own_values(element, facts, version):
        if value not in values:
            words = f"Add {value} to {element.name}"
            yield StatementEdit(
                EditKind.ADD_VALUE, words, _with_values(entry, element, [*values, value])
            )


def _own_values(element: ElementMatch, facts: Facts, version: str) -> list[str]:
    request = facts.request
    if element.operator is None or element.key is None:
        is_action = element.element in ("Action", "NotAction")
        own = request.action if is_action else own_resource(request, version)
        return [] if own is None else [own]
    texts = facts.values.get(element.key.lower(), ())
    if element.operator == NULL:
        return ["true" if texts in ((), ("",)) else "false"]
    values = (own_value(element.operator, text, version) for text in texts)
    return list(dict.fromkeys(value for value in values if value is not None))


def _added_principals(entry: Entry, element: str, facts: Facts) -> Iterator[StatementEdit]:
    named = entry[element]
    if named == EVERYBODY:
        return
    principal = facts.request.principal
    names = list(own_names(principal))
    if element == "NotPrincipal" and principal.root_arn is not None:
        # Who is left out of a Deny has to be so with its account.
        names.append(("AWS", principal.root_arn))
    for kind, name in dict.fromkeys(names):
        if kind == EVERYBODY:
            words = f"Let {element} be {EVERYBODY}"
            yield StatementEdit(EditKind.ADD_VALUE, words, {**entry, element: EVERYBODY})
            continue
        there = as_list(named.get(kind, []))
        if name not in there:
            given = {**named, kind: [*there, name]}
            words = f"Add {kind} {name} to {element}"
            yield StatementEdit(EditKind.ADD_VALUE, words, {**entry, element: given})


def removed_values(entry: Entry, element: ElementMatch, facts: Facts) -> Iterator[StatementEdit]:
    """The statement with one value less in an element that keeps another.

    A list that matches by one value only stands or falls with it: no other is tried.
    """
    if element.element not in entry:
        return
    if element.element in ("Principal", "NotPrincipal"):
        yield from _removed_principals(entry, element.element)
        return
    values = _values(entry, element)
    if len(values) < 2:
        return
    for at in _counting(element, values, facts):
        left = values[:at] + values[at + 1 :]
        words = f"Remove {values[at]} from {element.name}"
        yield StatementEdit(EditKind.REMOVE_VALUE, words, _with_values(entry, element, left))


def _counting(element: ElementMatch, values: list[Any], facts: Facts) -> list[int]:
    """Which values can make a difference by being taken out, by their places."""
    rows = element.values
    if element.reason is MatchReason.EXCEPTION_UNKNOWN:
        return [at for at, row in enumerate(rows) if row.reason is MatchReason.NO_VALUE]
    if element.reason in (MatchReason.UNREADABLE_IN_ALLOW, MatchReason.UNREADABLE_IN_DENY):
        # Any other would not have been read with the policy.
        return [at for at, value in enumerate(values) if "${" in str(value)]
    passing = [at for at, row in enumerate(rows) if row.passed]
    found = facts.values.get(element.key.lower(), ()) if element.key is not None else ()
    if len(found) > 1 and element.operator != NULL:
        # A row for each value of the request, with the first of the policy's that it is.
        first = dict.fromkeys(text for at in passing for text, _ in rows[at].texts)
        texts = {scalar_text(value): at for at, value in enumerate(values)}
        return [texts[written] for written in first]
    return passing if len(passing) == 1 else []


def _removed_principals(entry: Entry, element: str) -> Iterator[StatementEdit]:
    named = entry[element]
    if named == EVERYBODY:
        return
    lists = {kind: as_list(names) for kind, names in named.items()}
    if sum(len(names) for names in lists.values()) < 2:
        return
    for kind, names in lists.items():
        for at, name in enumerate(names):
            left = {**lists, kind: names[:at] + names[at + 1 :]}
            given = {kind: names for kind, names in left.items() if names}
            words = f"Remove {kind} {name} from {element}"
            yield StatementEdit(EditKind.REMOVE_VALUE, words, {**entry, element: given})


def removed_condition(entry: Entry, element: ElementMatch) -> Iterator[StatementEdit]:
    """The statement without one key under one operator."""
    if element.operator is None:
        return
    operators = dict(entry["Condition"])
    keys = {key: given for key, given in operators[element.operator].items() if key != element.key}
    if keys:
        operators[element.operator] = keys
    else:
        del operators[element.operator]
    changed = {**entry, "Condition": operators}
    if not operators:
        del changed["Condition"]
    words = f"Remove the condition {element.name}"
    yield StatementEdit(EditKind.REMOVE_CONDITION, words, changed)


def as_list(given: Any) -> list[Any]:
    """The values of an element, a single one as a list."""
    return list(given) if isinstance(given, list) else [given]


def _values(entry: Entry, element: ElementMatch) -> list[Any]:
    if element.operator is None:
        return as_list(entry[element.element])
    return as_list(entry["Condition"][element.operator][element.key])


def _with_values(entry: Entry, element: ElementMatch, values: list[Any]) -> dict[str, Any]:
    if element.operator is None:
        return {**entry, element.element: values}
    keys = {**entry["Condition"][element.operator], element.key: values}
    return {**entry, "Condition": {**entry["Condition"], element.operator: keys}}
