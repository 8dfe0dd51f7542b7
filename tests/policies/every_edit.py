"""Every listed edit of a line, by the list alone: no evidence is asked, nothing is left out.

Slow, and plain to see. `smallest_changes` may find no other and no less.
"""

import copy
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from cognito_lab.policies.edits import EditKind
from cognito_lab.policies.facts import Facts
from cognito_lab.policies.request import Request
from cognito_lab.policies.request_line import read_request_line

Line = dict[str, Any]
Edit = tuple[EditKind, Line]
VERSION = "2012-10-17"
LISTS = ("identityPolicies", "sessionPolicies")
LEVELS = ("resourceControlPolicies", "serviceControlPolicies")
SINGLES = ("resourcePolicy", "permissionsBoundary")
FOLLOWS = re.compile(r"aws:(principal(?!tag).*|username|userid|resourceaccount)\Z", re.IGNORECASE)
VARIABLE = re.compile(r"\$\{([A-Za-z0-9:/_.-]+)[^}]*\}")
NUMBER = re.compile(r"-?[0-9]+\Z")


def every_edit(line: Line) -> Iterator[Edit]:
    """Each edit's kind and the line with it; some are none that IAM would take."""
    line = json.loads(json.dumps(line))  # the same document in two places is two documents
    request = read_request_line(line).request
    yield from given_keys(line, request)
    for path in paths(line):
        yield from policy_edits(line, path, request)
    yield from layer_edits(line, request)


def paths(line: Line) -> Iterator[tuple[Any, ...]]:
    """The way to each policy of a line."""
    yield from ((name,) for name in SINGLES if name in line)
    for name in LISTS:
        yield from ((name, number) for number in range(len(line.get(name, ()))))
    for name in LEVELS:
        for level, policies in enumerate(line.get(name, ())):
            yield from ((name, level, number) for number in range(len(policies)))


def changed(line: Line, path: tuple[Any, ...], change: Callable[[Any], None]) -> Line:
    line = copy.deepcopy(line)
    at: Any = line
    for step in path:
        at = at[step]
    change(at)
    return line


def as_lists(policy: Any) -> None:
    if not isinstance(policy["Statement"], list):
        policy["Statement"] = [policy["Statement"]]


def policy_edits(line: Line, path: tuple[Any, ...], request: Request) -> Iterator[Edit]:
    listed = changed(line, path, as_lists)
    policy: Any = listed
    for step in path:
        policy = policy[step]
    version = policy.get("Version", "2008-10-17")
    for number, statement in enumerate(policy["Statement"]):
        where = (*path, "Statement", number)
        for kind, entry in statement_edits(statement, request, line, version):
            yield kind, changed(listed, where, lambda at, e=entry: (at.clear(), at.update(e)))
        if len(policy["Statement"]) > 1:
            yield (
                EditKind.REMOVE_STATEMENT,
                changed(listed, (*path, "Statement"), lambda at, n=number: at.pop(n)),
            )
    for effect in ("Allow", "Deny"):
        for new in own_statements(request, path[0], effect, version):
            yield (
                EditKind.ADD_STATEMENT,
                changed(listed, (*path, "Statement"), lambda at, s=new: at.append(s)),
            )


def statement_edits(
    statement: Any, request: Request, line: Line, version: str
) -> Iterator[tuple[EditKind, Any]]:
    for name in ("Action", "NotAction", "Resource", "NotResource"):
        if name in statement:
            text = request.action if "Action" in name else literal(request.resource, version)
            for kind, values in list_edits(statement[name], [text]):
                yield kind, {**statement, name: values}
    for name in ("Principal", "NotPrincipal"):
        if name in statement and statement[name] != "*":
            yield from principal_edits(statement, name, request)
    facts = Facts(request, has_boundary="permissionsBoundary" in line)
    for operator, keys in statement.get("Condition", {}).items():
        for key, values in keys.items():
            texts = list(facts.values.get(key.lower(), ()))
            if operator == "Null":
                texts = ["true", "false"]
            elif operator.removesuffix("IfExists").endswith("Like"):
                texts = [literal(text, version) for text in texts]
            for kind, left in list_edits(values, texts):
                condition = copy.deepcopy(statement["Condition"])
                condition[operator][key] = left
                yield kind, {**statement, "Condition": condition}
            condition = copy.deepcopy(statement["Condition"])
            del condition[operator][key]
            condition = {name: keys for name, keys in condition.items() if keys}
            entry = {**statement, "Condition": condition}
            if not condition:
                del entry["Condition"]
            yield EditKind.REMOVE_CONDITION, entry


def list_edits(given: Any, own: list[str | None]) -> Iterator[tuple[EditKind, list[Any]]]:
    values = given if isinstance(given, list) else [given]
    for text in own:
        if text is not None:
            yield EditKind.ADD_VALUE, [*values, text]
    if len(values) > 1:
        for at in range(len(values)):
            yield EditKind.REMOVE_VALUE, values[:at] + values[at + 1 :]


def principal_edits(statement: Any, name: str, request: Request) -> Iterator[tuple[EditKind, Any]]:
    named = {
        kind: names if isinstance(names, list) else [names]
        for kind, names in statement[name].items()
    }
    own = own_names(request)
    if name == "NotPrincipal" and request.principal.root_arn is not None:
        own = [*own, ("AWS", request.principal.root_arn)]
    for kind, text in own:
        if kind == "*":
            yield EditKind.ADD_VALUE, {**statement, name: "*"}
        else:
            # What is not added to stays as it is written.
            more = {**statement[name], kind: [*named.get(kind, []), text]}
            yield EditKind.ADD_VALUE, {**statement, name: more}
    if sum(map(len, named.values())) > 1:
        for kind, names in named.items():
            for at in range(len(names)):
                less = {**named, kind: names[:at] + names[at + 1 :]}
                less = {kind: names for kind, names in less.items() if names}
                yield EditKind.REMOVE_VALUE, {**statement, name: less}


def own_names(request: Request) -> list[tuple[str, str]]:
    principal = request.principal
    if principal.name == "anonymous":
        return [("*", "*")]
    if principal.name.endswith(".amazonaws.com") and not principal.name.startswith("cognito-id"):
        return [("Service", principal.name)]
    if principal.account is None:
        return [("Federated", principal.name)]
    return [("AWS", name) for name in (principal.name, principal.role_arn) if name is not None]


def literal(text: str, version: str) -> str | None:
    if text == "*":
        return text
    if version != VERSION:
        return None if set(text) & set("*?") else text
    return "".join("${" + c + "}" if c in "*?$" else c for c in text)


def own_statements(request: Request, layer: str, effect: str, version: str) -> list[Any]:
    resource = literal(request.resource, version)
    if resource is None:
        return []
    base = {"Effect": effect, "Action": request.action, "Resource": resource}
    if layer == "resourceControlPolicies":
        return [{**base, "Principal": "*"}]
    if layer != "resourcePolicy":
        return [base]
    if ":role/" in request.resource and request.action.startswith("sts:"):
        del base["Resource"]
    return [
        {**base, "Principal": "*" if kind == "*" else {kind: name}}
        for kind, name in own_names(request)
    ]


def policy(*statements: Any) -> Any:
    return {"Version": VERSION, "Statement": list(statements)}


def layer_edits(line: Line, request: Request) -> Iterator[Edit]:
    kind = request.principal.kind.value
    for effect in ("Allow", "Deny"):
        for name in LISTS:
            if name in line or (
                name == LISTS[0] and kind in ("User", "AssumedRole", "FederatedUser")
            ):
                for new in own_statements(request, name, effect, VERSION):
                    given = [*copy.deepcopy(line.get(name, [])), policy(new)]
                    yield EditKind.ADD_POLICY, {**line, name: given}
        for name in LEVELS:
            for level in range(len(line.get(name, ()))):
                for new in own_statements(request, name, effect, VERSION):
                    more = changed(line, (name, level), lambda at, n=new: at.append(policy(n)))
                    yield EditKind.ADD_POLICY, more
    for path in paths(line):
        if path[0] in SINGLES:
            continue
        siblings = line[path[0]] if len(path) == 2 else line[path[0]][path[1]]
        if path[0] not in ("serviceControlPolicies", "sessionPolicies") or len(siblings) > 1:
            less = changed(line, path[:-1], lambda at, n=path[-1]: at.pop(n))
            yield EditKind.REMOVE_POLICY, less
    for name in (*LEVELS, *SINGLES, LISTS[1]):
        if name in line:
            left = {key: value for key, value in line.items() if key != name}
            yield EditKind.REMOVE_LAYER, left
    yield from (
        (EditKind.CREATE_LAYER, {**line, name: given})
        for name, given in new_layers(request, kind)
        if name not in line
    )


def new_layers(request: Request, kind: str) -> Iterator[tuple[str, Any]]:
    everything = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    for effect in ("Allow", "Deny"):
        for new in own_statements(request, "resourcePolicy", effect, VERSION):
            yield "resourcePolicy", policy(new)
    for new in own_statements(request, "identityPolicies", "Allow", VERSION):
        if kind in ("AssumedRole", "FederatedUser"):
            yield "sessionPolicies", [policy(new)]
    for new in own_statements(request, "identityPolicies", "Deny", VERSION):
        denies = policy(everything, new)
        if kind in ("AssumedRole", "FederatedUser"):
            yield "sessionPolicies", [denies]
        if kind in ("User", "AssumedRole"):
            yield "permissionsBoundary", denies
        if kind in ("Account", "User", "AssumedRole", "FederatedUser"):
            yield "serviceControlPolicies", [[denies]]
        for_all = {**new, "Principal": "*"}
        full = policy({**everything, "Principal": "*"})
        yield "resourceControlPolicies", [[full, policy(for_all)]]


def given_keys(line: Line, request: Request) -> Iterator[Edit]:
    """Any key that is asked for, with any value that stands anywhere, and with some others."""
    facts = Facts(request, has_boundary=False)
    asked = list(conditions_of(line))
    variables = VARIABLE.findall(repr(line))
    values = {"example", "true", "false", "192.0.2.1", "arn:aws:iam::123456789012:user/example"}
    values |= set(re.split("[/:]", request.resource.split(":", 5)[-1])) - {"", "*"}
    values |= {text for texts in facts.values.values() for text in texts}
    for text in {str(value) for _, values in asked for value in values}:
        values.add(text)
        text = VARIABLE.sub(lambda v: " ".join(facts.values.get(v[1].lower(), ("",))), text)
        values.add(text.replace("*", "").replace("?", "a").removesuffix("/24"))
        if NUMBER.match(text):
            values |= {str(int(text) - 1), str(int(text) + 1)}
    for key in {key.lower() for key in (*(key for key, _ in asked), *variables)}:
        if key in facts.values or FOLLOWS.match(key):
            continue
        for value in values:
            given = [value] if key == "aws:tagkeys" else value
            yield EditKind.GIVE_KEY, {**line, "context": {**line.get("context", {}), key: given}}


def conditions_of(value: Any) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(value, dict):
        for keys in value.get("Condition", {}).values():
            for key, given in keys.items():
                yield key, given if isinstance(given, list) else [given]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from conditions_of(item)
