"""The explorer's desk: a request and its policies as texts, and what is switched off to try it.

What lies on it is a request line in parts. A text need be no policy and no request: then the desk
has no evaluation, and says what is wrong with each part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cognito_lab.panels.explorer_texts import checked_line, json_text, policy_text, read_context
from cognito_lab.panels.explorer_what_if import Place, without
from cognito_lab.policies.document import Policy
from cognito_lab.policies.edits import LEVELLED, SINGLE
from cognito_lab.policies.evaluate import evaluate
from cognito_lab.policies.evaluation import Evaluation
from cognito_lab.policies.layers import Layer, PolicyLayers
from cognito_lab.policies.policy_syntax import PolicySyntaxError, Problem
from cognito_lab.policies.principal import ANONYMOUS, parse_principal
from cognito_lab.policies.request import Request
from cognito_lab.policies.request_line import read_layers, read_request_line

TEXT_FIELDS = ("principal", "parentUser", "action", "resource", "resourceAccount")
CONTEXT = "context"

_NEEDED = ("principal", "action", "resource")


@dataclass(eq=False)
class PolicyText:
    """A policy as text. `off` are its statements that are left out, to try what happens then."""

    text: str
    off: set[int] = field(default_factory=set)
    count: int = 0
    """How many statements it had when it could last be read."""


class Answer(NamedTuple):
    """What the desk's parts come to.

    `evaluation` is under what is switched off, `as_written` without that (the same object where
    nothing is), each None where something that it needs cannot be read. `request_fault` says what
    is wrong with the request, `problems` what is with each policy, by the text of its place;
    `policies` are those that could be read.
    """

    evaluation: Evaluation | None
    as_written: Evaluation | None
    request_fault: str
    problems: Mapping[str, tuple[Problem, ...]]
    policies: Mapping[Place, Policy]


class Desk:
    """A request line in parts, each to be changed. Raises ValueError for what is no line at all.

    `fields` are the request's texts by their names in JSON, `context` its context as text.
    `levels[layer]` are a layer's policies, level by level (one level where a layer has none); a
    layer that is not there has no entry. `layers_off` are left out, to try what happens then.
    """

    def __init__(self, line: Mapping[str, Any]) -> None:
        self.fields: dict[str, str] = dict.fromkeys(TEXT_FIELDS, "")
        self.context = "{}"
        self.levels: dict[Layer, list[list[PolicyText]]] = {}
        self.layers_off: set[Layer] = set()
        self.take(line)

    def take(self, line: Mapping[str, Any]) -> None:
        """Lay another line on the desk. A policy that says the same keeps its text."""
        line = checked_line(line)
        kept = {str(place): policy.text for place, policy in self.policies()}
        self.fields = {name: str(line.get(name, "")) for name in TEXT_FIELDS}
        self.context = json_text(line.get(CONTEXT, {}))
        self.layers_off = set()
        self.levels = {}
        for layer in Layer:
            if layer.value not in line and layer is not Layer.IDENTITY:
                continue
            given = line.get(layer.value, [])
            if layer in SINGLE:
                given = [given]
            levels = given if layer in LEVELLED else [given]
            self.levels[layer] = [
                [
                    PolicyText(policy_text(policy, kept.get(str(Place(layer, level, number)))))
                    for number, policy in enumerate(policies)
                ]
                for level, policies in enumerate(levels)
            ]

    def policies(self) -> Iterator[tuple[Place, PolicyText]]:
        """Every policy with its place, layer by layer."""
        for layer in Layer:
            for level, policies in enumerate(self.levels.get(layer, ())):
                for number, policy in enumerate(policies):
                    yield Place(layer, level, number), policy

    def add(self, layer: Layer, level: int, text: str) -> None:
        """Add a policy to a level that is there, or to a new one behind the last."""
        levels = self.levels.setdefault(layer, [])
        if level >= len(levels):
            levels.append([])
        levels[min(level, len(levels) - 1)].append(PolicyText(text))

    def remove(self, place: Place) -> None:
        """Take a policy away; with its last policy a level goes, and with its last level a layer.

        Identity policies stay as a layer without any.
        """
        levels = self.levels[place.layer]
        del levels[place.level][place.number]
        if not levels[place.level] and (len(levels) > 1 or place.layer is not Layer.IDENTITY):
            del levels[place.level]
        if not levels:
            del self.levels[place.layer]
            self.layers_off.discard(place.layer)

    @property
    def has_what_if(self) -> bool:
        """Whether anything is left out to try what happens then."""
        return bool(self.layers_off) or any(policy.off for _, policy in self.policies())

    def switch_all_on(self) -> None:
        """Leave out nothing any more."""
        self.layers_off.clear()
        for _, policy in self.policies():
            policy.off.clear()

    def line(self) -> dict[str, Any]:
        """The request line as it is written, whatever is switched off; its policies are texts.

        Raises NoContext for a context that is none.
        """
        return {**self._request_members(), **self._layer_members(frozenset())}

    def ask(self) -> Answer:
        """Evaluate what lies there, or say what is wrong with it."""
        fault, request = "", _ANYBODYS
        try:
            request = read_request_line(self._request_members()).request
        except ValueError as error:
            fault = str(error)
        everything, problems = _layers(self._layer_members(frozenset()), request)
        asked = everything
        if self.layers_off:
            asked, _ = _layers(self._layer_members(frozenset(self.layers_off)), request)
        read = dict(self._read(everything or asked))
        for place, policy in self.policies():
            self._forget_gone_statements(read.get(place), policy)
        if fault or asked is None:
            return Answer(None, None, fault, problems, read)
        try:
            evaluation = evaluate(request, without(asked, self._off()))
            as_written: Evaluation | None = evaluation
            if self.has_what_if:
                as_written = evaluate(request, everything) if everything is not None else None
        except ValueError as error:
            return Answer(None, None, str(error), problems, read)
        return Answer(evaluation, as_written, "", problems, read)

    def _request_members(self) -> dict[str, Any]:
        members: dict[str, Any] = {
            name: text for name, text in self.fields.items() if text or name in _NEEDED
        }
        context = read_context(self.context)
        return {**members, CONTEXT: context} if context else members

    def _off(self) -> dict[Place, set[int]]:
        return {place: policy.off for place, policy in self.policies() if policy.off}

    def _layer_members(self, left_out: frozenset[Layer]) -> dict[str, Any]:
        members: dict[str, Any] = {}
        for layer, levels in self.levels.items():
            if layer in left_out:
                continue
            texts = [[policy.text for policy in policies] for policies in levels]
            if layer in LEVELLED:
                members[layer.value] = texts
            else:
                members[layer.value] = texts[0][0] if layer in SINGLE else texts[0]
        return members

    def _read(self, layers: PolicyLayers | None) -> Iterator[tuple[Place, Policy]]:
        for of in layers.sets() if layers is not None else ():
            for number, policy in enumerate(of.policies):
                yield Place(of.layer, of.level or 0, number), policy

    def _forget_gone_statements(self, read: Policy | None, policy: PolicyText) -> None:
        """Statements are told by number: where there are others, none of them is left out."""
        if read is not None and len(read.statements) != policy.count:
            policy.count = len(read.statements)
            policy.off = set()


_ANYBODYS = Request(parse_principal(ANONYMOUS), "s3:GetObject")
"""Stands in for a request that is none, so that its policies are read all the same."""


def _layers(
    members: Mapping[str, Any], request: Request
) -> tuple[PolicyLayers | None, dict[str, tuple[Problem, ...]]]:
    """The layers, or the problems of each policy by its place."""
    try:
        return read_layers(members, request), {}
    except PolicySyntaxError as error:
        found: dict[str, tuple[Problem, ...]] = {}
        for problem in error.problems:
            place, _, rest = problem.place.partition(".")
            found[place] = (*found.get(place, ()), problem._replace(place=rest))
        return None, found
