"""A request with its policies as one JSON object: a line of `cognito-lab evaluate`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from cognito_lab.policies.document import Policy, parse_policy
from cognito_lab.policies.evaluate import asks_trust_policy
from cognito_lab.policies.json_text import is_text
from cognito_lab.policies.layers import Layer, PolicyLayers
from cognito_lab.policies.policy_kinds import PolicyKind
from cognito_lab.policies.policy_syntax import PolicySyntaxError, Problem, shown_name
from cognito_lab.policies.principal import Principal, PrincipalKind, parse_principal
from cognito_lab.policies.request import Request

MEMBERS = (
    "id",
    "principal",
    "parentUser",
    "action",
    "resource",
    "resourceAccount",
    "context",
    *(layer.value for layer in Layer),
)


PolicyParser = Callable[[Any, PolicyKind], Policy]


class RequestLine(NamedTuple):
    """What a line asks: the request, and the policies that it is asked under."""

    id: Any
    request: Request
    layers: PolicyLayers


def read_request_line(line: Any, parse: PolicyParser = parse_policy) -> RequestLine:
    """A line's request and policies; `parse` reads each policy.

    `principal`, `action` and `resource` are needed; a layer that is absent (or null) is absent,
    not empty.
    `parentUser` is the ARN of the user whose federated session asks. Raises ValueError for what
    is no request, PolicySyntaxError with all faults of all its policies.
    """
    if not isinstance(line, Mapping):
        raise ValueError("a line is a JSON object with principal, action and resource")
    line = {name: value for name, value in line.items() if value is not None}
    unknown = [shown_name(name) for name in line if name not in MEMBERS]
    if unknown:
        raise ValueError(f"a line has no {', '.join(unknown)}; it has {', '.join(MEMBERS)}")
    request = _request(line)
    return RequestLine(line.get("id"), request, read_layers(line, request, parse))


def _request(line: Mapping[str, Any]) -> Request:
    principal = parse_principal(_text(line, "principal"))
    if "parentUser" in line:
        if principal.kind is not PrincipalKind.FEDERATED_USER:
            raise ValueError("parentUser is for a federated user's session only")
        principal = principal.of_user(_parent(_text(line, "parentUser"), principal))
    context = line.get("context", {})
    if not isinstance(context, Mapping):
        raise ValueError("context is an object: {key: value or list of values}")
    account = _text(line, "resourceAccount") if "resourceAccount" in line else None
    return Request(
        principal, _text(line, "action"), _text(line, "resource"), dict(context), account
    )


def _parent(text: str, session: Principal) -> str:
    user = parse_principal(text)
    if (user.kind, user.account) != (PrincipalKind.USER, session.account):
        raise ValueError(f"parentUser is the ARN of a user of {session.account}")
    return user.name


def _text(line: Mapping[str, Any], name: str) -> str:
    if name not in line:
        raise ValueError(f"a line needs {name}")
    if not is_text(line[name]):
        raise ValueError(f"{name} is a text")
    return str(line[name])


def read_layers(
    line: Mapping[str, Any], request: Request, parse: PolicyParser = parse_policy
) -> PolicyLayers:
    """The layers of a line without nulls. Raises PolicySyntaxError with all faults, by layer."""
    reader = _LayerReader(line, parse)
    kind = PolicyKind.TRUST if asks_trust_policy(request) else PolicyKind.RESOURCE
    layers = PolicyLayers(
        identity=reader.several(Layer.IDENTITY, PolicyKind.IDENTITY) or (),
        boundary=reader.one(Layer.BOUNDARY, PolicyKind.BOUNDARY),
        session=reader.several(Layer.SESSION, PolicyKind.SESSION),
        resource=reader.one(Layer.RESOURCE, kind),
        service_control=reader.levels(Layer.SERVICE_CONTROL, PolicyKind.SERVICE_CONTROL),
        resource_control=reader.levels(Layer.RESOURCE_CONTROL, PolicyKind.RESOURCE_CONTROL),
    )
    if reader.problems:
        raise PolicySyntaxError(reader.problems)
    return layers


class _LayerReader:
    def __init__(self, line: Mapping[str, Any], parse: PolicyParser) -> None:
        self._line = line
        self._parse = parse
        self.problems: list[Problem] = []

    def one(self, layer: Layer, kind: PolicyKind) -> Policy | None:
        if layer not in self._line:
            return None
        return self._policy(layer.value, self._line[layer.value], kind)

    def several(self, layer: Layer, kind: PolicyKind) -> tuple[Policy, ...] | None:
        if layer not in self._line:
            return None
        return self._list(layer.value, self._line[layer.value], self._policy_of(kind))

    def levels(self, layer: Layer, kind: PolicyKind) -> tuple[tuple[Policy, ...], ...] | None:
        if layer not in self._line:
            return None

        def level(place: str, given: Any) -> tuple[Policy, ...]:
            return self._list(place, given, self._policy_of(kind))

        return self._list(layer.value, self._line[layer.value], level)

    def _policy_of(self, kind: PolicyKind) -> Callable[[str, Any], Policy | None]:
        return lambda place, given: self._policy(place, given, kind)

    def _list(self, place: str, given: Any, read: Callable[[str, Any], Any]) -> tuple[Any, ...]:
        if not isinstance(given, list):
            self.problems.append(Problem(place, "is no list", "write a list"))
            return ()
        return tuple(read(f"{place}[{number}]", item) for number, item in enumerate(given))

    def _policy(self, place: str, given: Any, kind: PolicyKind) -> Policy | None:
        try:
            return self._parse(given, kind)
        except PolicySyntaxError as error:
            for problem in error.problems:
                below = f".{problem.place}" if problem.place else ""
                self.problems.append(problem._replace(place=place + below))
            return None
