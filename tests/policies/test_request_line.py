"""A line of JSON that asks: what is no request, and under which layer a policy is broken."""

from __future__ import annotations

from typing import Any

import pytest

from cognito_lab.policies.evaluate import decide, evaluate
from cognito_lab.policies.layers import PolicyLayers
from cognito_lab.policies.policy_kinds import PolicyKind
from cognito_lab.policies.policy_syntax import PolicySyntaxError
from cognito_lab.policies.principal import parse_principal
from cognito_lab.policies.request import Request
from cognito_lab.policies.request_line import MEMBERS, read_request_line
from tests.policies.cases.case import Document, allow
from tests.policies.cases.names import ACCOUNT, ANA, BEN, FEDERATED, OBJECT, READ, ROLE, ZOE, ask

HAS = f"it has {', '.join(MEMBERS)}"
NO_PRINCIPAL = (
    "names no principal: give the ARN of a user, a role, a role session or a federated user, an "
    "account, a service, an identity provider, or `anonymous`"
)

NO_REQUESTS: list[tuple[Any, str]] = [
    ([], "a line is a JSON object with principal, action and resource"),
    ({}, "a line needs principal"),
    ({"principal": ANA}, "a line needs action"),
    ({"principal": ANA, "action": READ}, "a line needs resource"),
    ({"principal": 111122223333, "action": READ, "resource": "*"}, "principal is a text"),
    ({"principal": ANA, "action": [READ], "resource": "*"}, "action is a text"),
    (ask(ANA, resource="*", Action=READ), f"a line has no Action; {HAS}"),
    (ask(ANA, resource="*", a="", b=""), f"a line has no a, b; {HAS}"),
    (ask("ana"), f"'ana' {NO_PRINCIPAL}"),
    (
        ask(ANA, action="s3:Get*"),
        "'s3:Get*' is no action: give one, such as s3:GetObject, in full",
    ),
    (
        ask(ANA, resource="b/k"),
        "'b/k' is no resource: give its ARN, or * where there is none",
    ),
    (ask(ANA, resourceAccount="1"), "'1' is no account: give its twelve digits"),
    (ask(ANA, resourceAccount=5), "resourceAccount is a text"),
    (ask(ANA, context=[]), "context is an object: {key: value or list of values}"),
    (ask(ANA, parentUser=ANA), "parentUser is for a federated user's session only"),
    (ask(FEDERATED, parentUser=7), "parentUser is a text"),
    *(
        (ask(FEDERATED, parentUser=user), f"parentUser is the ARN of a user of {ACCOUNT}")
        for user in (ROLE, ACCOUNT, ZOE, "accounts.google.com")
    ),
    (ask(FEDERATED, parentUser="ana"), f"'ana' {NO_PRINCIPAL}"),
]


@pytest.mark.parametrize(("line", "said"), NO_REQUESTS, ids=str)
def test_what_is_no_request_is_told_why(line: Any, said: str) -> None:
    with pytest.raises(ValueError) as caught:
        read_request_line(line)
    assert not isinstance(caught.value, PolicySyntaxError)
    assert str(caught.value) == said


NO_CONTEXTS: list[tuple[Any, str]] = [
    (
        {"aws:username": "a", "AWS:UserName": "b"},
        "the context has 'AWS:UserName' twice: the case of a key is ignored",
    ),
    ({5: "a"}, "the context's keys are texts, and one is of the type int"),
    *(
        (
            {"a:b": value},
            f"the context's 'a:b' is none: a value is a text, a number, true or false, not {kind}",
        )
        for value, kind in (
            (None, "NoneType"),
            ({}, "dict"),
            ([["a"]], "list"),
            ([None], "NoneType"),
        )
    ),
]


@pytest.mark.parametrize(("context", "said"), NO_CONTEXTS, ids=str)
def test_a_context_that_none_can_be_is_told_why(context: Any, said: str) -> None:
    line = read_request_line(ask(ANA, context=context))
    for judge in (decide, evaluate):
        with pytest.raises(ValueError) as caught:
            judge(line.request, line.layers)
        assert str(caught.value) == said


def test_a_line_keeps_its_id_and_what_is_absent_stays_absent() -> None:
    line = read_request_line(ask(ANA, id={"any": 1}))
    assert line.id == {"any": 1}
    assert line.layers == PolicyLayers()
    assert line.request == Request(parse_principal(ANA), READ, OBJECT, {}, ACCOUNT)
    assert read_request_line(ask(ANA, "s3:ListAllMyBuckets", "*")).id is None


def test_a_layer_that_is_empty_is_there() -> None:
    empty: Document = {
        "sessionPolicies": [],
        "serviceControlPolicies": [],
        "resourceControlPolicies": [[]],
        "identityPolicies": [],
    }
    layers = read_request_line(ask(ANA, **empty)).layers
    assert layers == PolicyLayers((), None, (), None, (), ((),))


def test_a_federated_session_is_its_users() -> None:
    principal = read_request_line(ask(FEDERATED, parentUser=BEN)).request.principal
    assert (principal.name, principal.user_arn) == (FEDERATED, BEN)


def test_every_fault_of_every_layer_comes_with_its_place() -> None:
    broken = {"Version": "2012-10-17"}
    line = ask(
        ANA,
        identityPolicies=[allow(), broken],
        permissionsBoundary=[],
        sessionPolicies=broken,
        resourcePolicy=allow(),
        serviceControlPolicies=[[broken], allow()],
        resourceControlPolicies=[[allow(Principal="*")], [7]],
    )
    with pytest.raises(PolicySyntaxError) as caught:
        read_request_line(line)
    assert [(problem.place, problem.fault) for problem in caught.value.problems] == [
        ("identityPolicies[1]", "has no Statement"),
        ("permissionsBoundary", "is a list"),
        ("sessionPolicies", "is no list"),
        ("resourcePolicy.Statement[0]", "has neither Principal nor NotPrincipal"),
        ("serviceControlPolicies[0][0]", "has no Statement"),
        ("serviceControlPolicies[1]", "is no list"),
        ("resourceControlPolicies[1][0]", "is of the type int"),
    ]


@pytest.mark.parametrize(
    ("action", "resource", "kind"),
    [
        ("sts:AssumeRole", ROLE, PolicyKind.TRUST),
        ("STS:TagSession", ROLE, PolicyKind.TRUST),
        ("iam:GetRole", ROLE, PolicyKind.RESOURCE),
        ("sts:AssumeRole", ANA, PolicyKind.RESOURCE),
        ("sts:GetCallerIdentity", "*", PolicyKind.RESOURCE),
        ("sts:AssumeRole", f"arn:aws:other::{ACCOUNT}:role/reader", PolicyKind.RESOURCE),
        ("sts:AssumeRole", f"arn:aws:kms:us-east-1:{ACCOUNT}:key/x", PolicyKind.RESOURCE),
        ("kms:Decrypt", f"arn:aws:kms:us-east-1:{ACCOUNT}:key/x", PolicyKind.RESOURCE),
    ],
)
def test_a_roles_policy_is_a_trust_policy_where_the_role_is_assumed(
    action: str, resource: str, kind: PolicyKind
) -> None:
    policy = allow(Principal="*")
    del policy["Statement"][0]["Resource"]
    layers = read_request_line(ask(ANA, action, resource, resourcePolicy=policy)).layers
    assert layers.resource is not None
    assert layers.resource.kind is kind
