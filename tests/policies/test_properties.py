"""What holds of every request: how the judge's answer may change, and how it may not."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cognito_lab.policies.evaluate import decide, evaluate
from cognito_lab.policies.evaluation import Decision, Evaluation
from cognito_lab.policies.operators import OPERATORS, ValueKind, read_operator_name
from cognito_lab.policies.request_line import read_request_line
from tests.policies.cases.case import Document
from tests.policies.lines import UNREADABLE, random_line, random_statement

MOST, MANY, SOME = (settings(max_examples=number) for number in (3000, 1000, 300))
SEEDS = st.integers(0, 2**64)
LINES = st.builds(random_line, SEEDS)
DENIES, ALLOWS = (st.builds(random_statement, SEEDS, st.just(e)) for e in ("Deny", "Allow"))
POLICIES = ("permissionsBoundary", "resourcePolicy")
LISTS = ("identityPolicies", "sessionPolicies")
IN_AN_ACCOUNT = ("permissionsBoundary", *LISTS, "serviceControlPolicies")
LEVELS = ("serviceControlPolicies", "resourceControlPolicies")


def judged(line: Document) -> Evaluation:
    read = read_request_line(line)
    evaluation = evaluate(read.request, read.layers)
    assert decide(read.request, read.layers) is evaluation.decision
    return evaluation


def decision(line: Document) -> Decision:
    read = read_request_line(line)
    return decide(read.request, read.layers)


def policies_of(line: Document) -> Iterator[tuple[str, Document]]:
    """Each policy of a line, with its layer's name."""
    for name in POLICIES:
        if name in line:
            yield name, line[name]
    for name in LISTS:
        for policy in line.get(name, ()):
            yield name, policy
    for name in LEVELS:
        for level in line.get(name, ()):
            for policy in level:
                yield name, policy


@MOST
@given(LINES)
def test_the_quick_judge_never_differs_from_the_one_with_evidence(line: Document) -> None:
    before = copy.deepcopy(line)
    evaluation = judged(line)
    assert line == before
    assert evaluation.allowed is (evaluation.decision is Decision.ALLOWED)


def test_the_requests_above_come_to_every_decision_at_every_layer() -> None:
    """Else the properties here would say little."""
    evaluations = [judged(random_line(seed)) for seed in range(3000)]
    seen = {(evaluation.decision, evaluation.decided_by) for evaluation in evaluations}
    assert seen >= {
        *(("allowed", layer) for layer in ("identityPolicies", "resourcePolicy", "root")),
        *(("explicitDeny", layer) for layer in (*POLICIES, *LISTS, *LEVELS)),
        *(("implicitDeny", layer) for layer in (*POLICIES, *LISTS, "serviceControlPolicies")),
    }


@MANY
@given(LINES)
def test_an_evaluation_agrees_with_its_own_evidence(line: Document) -> None:
    evaluation = judged(line)
    for match in evaluation.matches:
        assert match.applies is bool(match.grant)
        assert match.applies is all(element.matched for element in match.elements)
        assert match.failing == tuple(e for e in match.elements if not e.matched)
    denying = [m for m in evaluation.matches if m.applies and m.statement.effect == "Deny"]
    assert bool(denying) is (evaluation.decision is Decision.EXPLICIT_DENY)
    assert len(evaluation.steps) == 7
    by_root = evaluation.decided_by == "root"
    implicit = evaluation.decision is Decision.IMPLICIT_DENY
    assert bool(evaluation.deciding_statements) is not (by_root or implicit)


@MANY
@given(LINES, DENIES, SEEDS)
def test_one_deny_more_allows_nothing(line: Document, denying: Document, seed: int) -> None:
    before = decision(line)
    places = [policy for name, policy in policies_of(line) if name in IN_AN_ACCOUNT]
    if places:
        random.Random(seed).choice(places)["Statement"].append(denying)
    else:
        line["identityPolicies"] = [{"Version": "2008-10-17", "Statement": denying}]
    assert decision(line) in (before, Decision.EXPLICIT_DENY)


@MANY
@given(LINES, SEEDS)
def test_one_deny_less_denies_nothing(line: Document, seed: int) -> None:
    denying = [
        (policy["Statement"], number)
        for _, policy in policies_of(line)
        for number, statement in enumerate(policy["Statement"])
        if statement["Effect"] == "Deny" and len(policy["Statement"]) > 1
    ]
    if not denying:
        return
    before = decision(line)
    entries, number = random.Random(seed).choice(denying)
    del entries[number]
    after = decision(line)
    assert before is after or before is Decision.EXPLICIT_DENY


@MANY
@given(LINES, ALLOWS)
def test_one_allow_more_of_the_identitys_denies_nothing(line: Document, allowing: Document) -> None:
    before = decision(line)
    line["identityPolicies"].append({"Version": "2012-10-17", "Statement": allowing})
    after = decision(line)
    assert before is after or (before, after) == (Decision.IMPLICIT_DENY, Decision.ALLOWED)


@MANY
@given(LINES, SEEDS)
def test_the_order_of_policies_and_statements_decides_nothing(line: Document, seed: int) -> None:
    before = decision(line)
    shuffle = random.Random(seed).shuffle
    for _, policy in policies_of(line):
        shuffle(policy["Statement"])
    for name in LISTS:
        shuffle(line.get(name, []))
    for name in LEVELS:
        for level in line.get(name, ()):
            shuffle(level)
        if name in line:
            shuffle(line[name])
    assert decision(line) is before


@SOME
@given(LINES)
def test_the_case_of_actions_and_keys_decides_nothing(line: Document) -> None:
    before = decision(line)
    line["action"] = line["action"].swapcase()
    line["context"] = {key.swapcase(): value for key, value in line.get("context", {}).items()}
    assert decision(line) is before


@SOME
@given(LINES)
def test_every_layer_but_the_resources_is_a_limit(line: Document) -> None:
    """Where a request is allowed under a boundary, session or control policies, it is without."""
    if decision(line) is not Decision.ALLOWED:
        return
    without = {"permissionsBoundary", "serviceControlPolicies", "resourceControlPolicies"}
    if "federated-user" not in line["principal"]:
        without.add("sessionPolicies")
    for name in without:
        assert decision({n: value for n, value in line.items() if n != name}) is Decision.ALLOWED


READ_KEYS = ("x:y", "s3:max-keys", "aws:SourceIp", "aws:SecureTransport")
TYPED = (ValueKind.NUMBER, ValueKind.DATE, ValueKind.BOOLEAN, ValueKind.BINARY, ValueKind.ADDRESS)


def rests_on(operator: str, keys: Document, key: str) -> bool:
    """Whether a condition reads this key as something that `?` is not."""
    read = read_operator_name(operator)
    known = read is not None and OPERATORS.get(read.operator)
    return bool(known) and known.kind in TYPED and key in keys


def without_conditions_on(key: str, policy: Document) -> Document:
    """The same without what rests on the key: a Deny without the condition, an Allow not at all."""
    kept: list[Document] = [{"Effect": "Deny", "Action": "no:Such", "Resource": "*"}]
    if any("Principal" in s or "NotPrincipal" in s for s in policy["Statement"]):
        kept[0]["Principal"] = "*"
    if not any("Resource" in s or "NotResource" in s for s in policy["Statement"]):
        del kept[0]["Resource"]
    for statement in policy["Statement"]:
        condition = statement.get("Condition", {})
        other = {name: keys for name, keys in condition.items() if not rests_on(name, keys, key)}
        if other == condition:
            kept.append(statement)
        elif statement["Effect"] == "Deny":
            kept.append({**statement, "Condition": other})
    return {**policy, "Statement": kept}


@MANY
@given(LINES, st.sampled_from(READ_KEYS), SEEDS)
def test_what_cannot_be_read_is_as_if_a_deny_did_not_ask_for_it_and_an_allow_were_not_there(
    line: Document, key: str, seed: int
) -> None:
    spoilt = random.Random(seed).choice((UNREADABLE, [UNREADABLE], [UNREADABLE, "1"], [1, "?"]))
    line["context"] = {**line.get("context", {}), key: spoilt}
    before = decision(line)
    for name in POLICIES:
        if name in line:
            line[name] = without_conditions_on(key, line[name])
    for name in LISTS:
        if name in line:
            line[name] = [without_conditions_on(key, policy) for policy in line[name]]
    for name in LEVELS:
        if name in line:
            line[name] = [[without_conditions_on(key, p) for p in level] for level in line[name]]
    assert decision(line) is before


@SOME
@given(LINES, st.sampled_from(("aws:usrname", "x:unknown")), st.sampled_from(("a", [], 1)))
def test_a_key_that_no_policy_asks_for_decides_nothing(
    line: Document, key: str, value: Any
) -> None:
    before = decision(line)
    line["context"] = {**line.get("context", {}), key: value}
    assert decision(line) is before


@settings(max_examples=100)
@given(LINES, SEEDS)
def test_many_statements_are_judged_as_few_are(line: Document, seed: int) -> None:
    """The index looks at some of the statements only, whatever else is in the policy."""
    rest = [
        {"Effect": effect, "Action": f"{service}:Get{number}*", "Resource": "arn:aws:s3:::b/*"}
        for number in range(30)
        for service in ("s3", "sqs")
        for effect in ("Allow", "Deny")
    ]
    before = decision(line)
    for policy in line["identityPolicies"]:
        policy["Statement"] += rest
        random.Random(seed).shuffle(policy["Statement"])
    assert judged(line).decision is before
