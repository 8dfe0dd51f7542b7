"""The Condition of a statement: operators, keys and values checked, ready to be matched."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from cognito_lab.policies.condition_element import Condition, ConditionValue, KeyCondition
from cognito_lab.policies.context_keys import is_known_key, is_multivalued_key
from cognito_lab.policies.null_condition import NullCondition
from cognito_lab.policies.operators import (
    NULL,
    OPERATORS,
    OperatorName,
    operator_names,
    read_boolean,
    read_operator_name,
)
from cognito_lab.policies.policy_syntax import Problem, shown_name
from cognito_lab.policies.request import scalar_text
from cognito_lab.policies.variables import (
    Template,
    VariableError,
    plain_template,
    variable_template,
    variables_in,
)

LONGEST_KEY = 80
_ANY_OPERATOR = "write an operator, such as StringEquals"
_GUESSES = 100
"""For how many faults of a document its reader says what may have been meant: that takes long."""


class ConditionReader:
    """Reads the Conditions of one document; what is wrong goes into `problems`."""

    def __init__(
        self,
        problems: list[Problem],
        findings: list[tuple[str, str]],
        *,
        has_variables: bool,
        in_deny: bool,
    ) -> None:
        self._problems = problems
        self._findings = findings
        self._has_variables = has_variables
        self._in_deny = in_deny

    def read(self, place: str, given: Any) -> tuple[Condition, ...]:
        """The conditions of a statement, a key at a time, in their order."""
        if not isinstance(given, Mapping):
            self._fault(place, "is no JSON object", 'write {"StringEquals": {key: value}}')
            return ()
        conditions: list[Condition] = []
        for written, keys in given.items():
            at = f"{place}.{shown_name(written)}"
            name = read_operator_name(written)
            if name is None:
                guesses = len(self._problems) < _GUESSES
                self._fault(at, "is no operator", _closest(written) if guesses else _ANY_OPERATOR)
            if not isinstance(keys, Mapping):
                self._fault(at, "is no JSON object", "write {key: value}")
                continue
            for key, values in keys.items():
                where = f"{at}.{shown_name(key, LONGEST_KEY)}"
                if not isinstance(key, str) or ":" not in key:
                    self._fault(where, "is no condition key", "write one, such as aws:SourceIp")
                    continue
                condition = self._key(where, written, name, key, values)
                if condition is not None:
                    conditions.append(condition)
        return tuple(conditions)

    def _fault(self, place: str, fault: str, remedy: str) -> None:
        self._problems.append(Problem(place, fault, remedy))

    def _key(
        self, place: str, written: str, name: OperatorName | None, key: str, given: Any
    ) -> Condition | None:
        if not is_known_key(key):
            self._findings.append(
                (place, "is no key that the lab knows: a request that lacks it has no value for it")
            )
        many = isinstance(given, list)
        if many and not given:
            self._findings.append((place, "has no values: nothing can match it"))
        texts = []
        for number, item in enumerate(given if many else [given]):
            at = f"{place}[{number}]" if many else place
            try:
                texts.append((at, scalar_text(item)))
            except ValueError:
                self._fault(at, "is no text, number, true or false", "write a value, or a list")
        if name is None:
            return None
        if name.operator == NULL:
            return self._null(key, texts)
        self._advise(place, name, key)
        values = []
        for at, text in texts:
            template = self._template(at, name, text)
            if template is not None:
                try:
                    values.append(ConditionValue(OPERATORS[name.operator], text, template))
                except ValueError as error:
                    self._fault(at, f"{text[:60]!r} cannot be read", f"write {error}")
        return KeyCondition(written, name, key, values, in_deny=self._in_deny)

    def _null(self, key: str, texts: list[tuple[str, str]]) -> NullCondition:
        values = []
        for at, text in texts:
            try:
                values.append((text, read_boolean(text)))
            except ValueError:
                self._fault(at, f"{text[:60]!r} cannot be read", "write true (absent) or false")
        return NullCondition(key, values)

    def _advise(self, place: str, name: OperatorName, key: str) -> None:
        if is_multivalued_key(key) and name.qualifier is None:
            self._findings.append(
                (place, "can have several values: say ForAnyValue or ForAllValues")
            )

    def _template(self, place: str, name: OperatorName, text: str) -> Template | None:
        operator = OPERATORS[name.operator]
        if not self._has_variables or not operator.has_variables:
            if "${" in text:
                self._findings.append((place, "has `${`, which is plain text here"))
            return plain_template(text)
        try:
            template = variable_template(text)
        except VariableError as error:
            self._fault(place, str(error), "write ${key}, or ${key, 'default'}")
            return None
        for variable in variables_in(template):
            if is_multivalued_key(variable.name):
                self._findings.append(
                    (place, f"has the variable {variable.name}, whose key can have several values")
                )
        return template


def _closest(name: object) -> str:
    close = difflib.get_close_matches(shown_name(name), operator_names(), n=1)
    return f"did you mean {close[0]}?" if close else _ANY_OPERATOR
