"""Principal and NotPrincipal: which kinds of policies have them, and what is wrong with one."""

from __future__ import annotations

from typing import Any

import pytest

from cognito_lab.policies.policy_kinds import PolicyKind
from tests.policies.broken import LEAVE_OUT, Row, check, document, entry, problems

RESOURCE, TRUST, RCP = PolicyKind.RESOURCE, PolicyKind.TRUST, PolicyKind.RESOURCE_CONTROL
WITHOUT_PRINCIPAL = {
    PolicyKind.IDENTITY: "an identity policy",
    PolicyKind.BOUNDARY: "a permissions boundary",
    PolicyKind.SESSION: "a session policy",
    PolicyKind.SERVICE_CONTROL: "a service control policy",
}

OF_AWS = "write an account, or the ARN of a user, a role or a session of one"
SERVICE = "write a service, such as lambda.amazonaws.com"
FEDERATED = "write an identity provider, such as cognito-identity.amazonaws.com"
ONE_PRINCIPAL = "name the principal, or write `*` alone"
ANA = "arn:aws:iam::111122223333:user/ana"

PRINCIPAL_FAULTS: list[Row] = [
    *(
        (kind, {name: "*"}, f".{name}", f"has no place in {one}", "leave it out")
        for kind, one in WITHOUT_PRINCIPAL.items()
        for name in ("Principal", "NotPrincipal")
    ),
    (
        RESOURCE,
        {"NotPrincipal": "*"},
        "",
        "has both Principal and NotPrincipal",
        "keep one of them",
    ),
    (
        RESOURCE,
        {"Principal": LEAVE_OUT, "NotPrincipal": {"AWS": ANA}},
        ".NotPrincipal",
        "stands in an Allow",
        "write Principal; it is for a Deny only",
    ),
    (
        TRUST,
        {"Effect": "Deny", "Principal": LEAVE_OUT, "NotPrincipal": {"AWS": ANA}},
        ".NotPrincipal",
        "has no place in a trust policy",
        "write Principal",
    ),
    (
        RCP,
        {"Principal": LEAVE_OUT, "NotPrincipal": "*"},
        ".NotPrincipal",
        "has no place in a resource control policy",
        "write Principal",
    ),
    (
        RCP,
        {"Principal": {"AWS": ["*", ANA]}},
        ".Principal",
        "is not `*`",
        "a resource control policy speaks of everybody",
    ),
    *(
        (
            RESOURCE,
            {"Principal": given},
            ".Principal",
            "is no object with principals",
            'write "*", or {"AWS": …}',
        )
        for given in (ANA, {}, ["*"], None)
    ),
    (
        RESOURCE,
        {"Principal": {"User": "*"}},
        ".Principal",
        "has the unknown kind 'User'",
        "AWS or Service or Federated or CanonicalUser",
    ),
    (
        RESOURCE,
        {"Principal": {"AWS": []}},
        ".Principal.AWS",
        "is empty",
        "write at least one principal",
    ),
    (
        RESOURCE,
        {"Principal": {"AWS": 1}},
        ".Principal.AWS",
        "is no text",
        "write principal as a text",
    ),
    (
        RESOURCE,
        {"Principal": {"AWS": ["*", f"{ANA}*"]}},
        ".Principal.AWS[1]",
        f"'{ANA}*' has a wildcard within a principal",
        ONE_PRINCIPAL,
    ),
    (
        RESOURCE,
        {"Principal": {"CanonicalUser": "??"}},
        ".Principal.CanonicalUser",
        "'??' has a wildcard within a principal",
        ONE_PRINCIPAL,
    ),
    (
        RESOURCE,
        {"Principal": {"CanonicalUser": "79a5-9d90"}},
        ".Principal.CanonicalUser",
        "'79a5-9d90' is no canonical user id",
        "write its 64 characters",
    ),
    *(
        (
            RESOURCE,
            {"Principal": {kind: name}},
            f".Principal.{kind}",
            f"{name!r} {fault}",
            remedy,
        )
        for kind, remedy in (("AWS", OF_AWS), ("Service", SERVICE), ("Federated", FEDERATED))
        for name, fault in (
            ("ana", "names no principal"),
            ("11112222333", "names no principal"),
            ("arn:aws:iam::111122223333:group/x", "names no principal"),
            ("AIDACKCEVSQ6C2", "names no principal"),
            ("anonymous", f"is no principal of the kind {kind}"),
        )
    ),
    *(
        (
            RESOURCE,
            {"Principal": {kind: "AIDACKCEVSQ6C2EXAMPLE"}},
            f".Principal.{kind}",
            "'AIDACKCEVSQ6C2EXAMPLE' names no principal",
            remedy,
        )
        for kind, remedy in (("Service", SERVICE), ("Federated", FEDERATED))
    ),
    *(
        (
            RESOURCE,
            {"Principal": {kind: name}},
            f".Principal.{kind}",
            f"{name!r} is no principal of the kind {kind}",
            remedy,
        )
        for kind, name, remedy in (
            ("AWS", "lambda.amazonaws.com", OF_AWS),
            ("AWS", "accounts.google.com", OF_AWS),
            ("Service", ANA, SERVICE),
            ("Service", "111122223333", SERVICE),
            ("Service", "accounts.google.com", SERVICE),
            ("Federated", ANA, FEDERATED),
            ("Federated", "lambda.amazonaws.com", FEDERATED),
        )
    ),
]


@pytest.mark.parametrize("row", PRINCIPAL_FAULTS, ids=str)
def test_a_broken_principal_is_told_its_fault(row: Row) -> None:
    check(row)


TAKEN: list[dict[str, Any]] = [
    {"Principal": {kind: names}}
    for kind, names in (
        ("AWS", "*"),
        ("AWS", ["111122223333", ANA, "arn:aws:iam::111122223333:root"]),
        ("AWS", "arn:aws:iam::111122223333:role/a/b"),
        ("AWS", "arn:aws:sts::111122223333:assumed-role/r/s"),
        ("AWS", "arn:aws:sts::111122223333:federated-user/f"),
        ("AWS", "AIDACKCEVSQ6C2EXAMPLE"),
        ("Service", "lambda.amazonaws.com"),
        ("Service", "cognito-identity.amazonaws.com"),
        ("Service", "ec2.amazonaws.com.cn"),
        ("Federated", "cognito-identity.amazonaws.com"),
        ("Federated", "accounts.google.com"),
        ("Federated", "arn:aws:iam::111122223333:saml-provider/x"),
        ("Federated", "arn:aws:iam::111122223333:oidc-provider/auth.example.com/a"),
        ("CanonicalUser", "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"),
    )
]


@pytest.mark.parametrize("changes", TAKEN, ids=str)
def test_what_a_principal_may_be_is_taken(changes: dict[str, Any]) -> None:
    assert problems(document(entry(RESOURCE, **changes)), RESOURCE) == []
