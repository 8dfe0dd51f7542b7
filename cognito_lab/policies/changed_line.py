"""A line that was changed in one place, read again: only what is new in it is parsed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from cognito_lab.policies.document import OLD, Policy
from cognito_lab.policies.edits import LEVELLED, SINGLE, Place, document_at, statements_of
from cognito_lab.policies.facts import Facts
from cognito_lab.policies.layers import Layer
from cognito_lab.policies.request_line import RequestLine, read_layers, read_request_line
from cognito_lab.policies.statement import Statement


def plain_line(line: Mapping[str, Any]) -> dict[str, Any]:
    """A line that can be read, with its policies as objects, also those that it has as JSON texts.

    A number in such a text is then a text, as it is written there: IAM reads both the same.
    """

    def plain(given: Any) -> Any:
        if isinstance(given, str):
            return json.loads(given, parse_int=str, parse_float=str)
        return [plain(item) for item in given] if isinstance(given, list) else given

    layers = {layer.value for layer in Layer}
    return {name: plain(given) if name in layers else given for name, given in line.items()}


class ChangedLineReader:
    """Reads lines that share most of their parts with a first one.

    What a changed line shares, and only that, is the same object: so it is known again. It asks
    for the same action, so a changed policy is read without the statements about other actions:
    a policy of a thousand statements is as quickly tried as one of ten.
    """

    def __init__(self, line: Mapping[str, Any]) -> None:
        self.read: RequestLine = read_request_line(line)
        self._line = line
        self._policies: dict[tuple[Layer, int], Policy] = {}
        self._statements: dict[tuple[Layer, int, str], Statement] = {}
        self._facts = Facts(self.read.request, has_boundary=False)
        for of in self.read.layers.sets():
            for number, policy in enumerate(of.policies):
                document = document_at(line, Place(of.layer, of.level, number))
                self._policies[of.layer, id(document)] = policy
                for statement, entry in zip(
                    policy.statements, statements_of(document), strict=True
                ):
                    self._statements[of.layer, id(entry), policy.version] = statement

    def reread(self, line: Mapping[str, Any]) -> RequestLine:
        """What a changed line asks, for `decide`. Raises PolicySyntaxError as the reader does."""
        request, layers = self.read.request, self.read.layers
        if line.get("context") is not self._line.get("context"):
            request = replace(request, context=line["context"])
        for layer in Layer:
            given = line.get(layer.value)
            if given is self._line.get(layer.value):
                continue
            none: Any = () if layer is Layer.IDENTITY else None
            policies = none if given is None else self._layer(layer, given)
            layers = replace(layers, **{_ATTRIBUTES[layer]: policies})
        return RequestLine(self.read.id, request, layers)

    def _layer(self, layer: Layer, given: Any) -> Any:
        if isinstance(given, list):
            return tuple(self._layer(layer, item) for item in given)
        return self._policies.get((layer, id(given))) or self._policy(layer, given)

    def _policy(self, layer: Layer, document: Mapping[str, Any]) -> Policy:
        version = document.get("Version", OLD)
        entries = statements_of(document)
        known = [self._statements.get((layer, id(entry), version)) for entry in entries]
        fresh = [entry for entry, statement in zip(entries, known, strict=True) if not statement]
        if len(fresh) == len(entries):
            return self._parse(layer, document)
        read: Iterator[Statement] = iter(())
        if fresh:
            read = iter(self._parse(layer, {**document, "Statement": fresh}).statements)
        kind = next(policy.kind for (of, _), policy in self._policies.items() if of is layer)
        statements = (statement or next(read) for statement in known)
        about = tuple(s for s in statements if s.actions.match(self._facts, None))
        return Policy(kind, version, about)

    def _parse(self, layer: Layer, document: Mapping[str, Any]) -> Policy:
        given: Any = document
        if layer not in SINGLE:
            given = [[document]] if layer in LEVELLED else [document]
        sets = read_layers({layer.value: given}, self.read.request).sets()
        return next(of.policies[0] for of in sets if of.layer is layer)


_ATTRIBUTES = {
    Layer.RESOURCE_CONTROL: "resource_control",
    Layer.SERVICE_CONTROL: "service_control",
    Layer.RESOURCE: "resource",
    Layer.IDENTITY: "identity",
    Layer.BOUNDARY: "boundary",
    Layer.SESSION: "session",
}
