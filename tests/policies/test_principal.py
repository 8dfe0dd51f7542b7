"""Who asks: which texts name a principal, and of what kind it is."""

from __future__ import annotations

import pytest

from cognito_lab.policies.principal import Principal, PrincipalKind, parse_principal
from tests.policies.cases.names import ACCOUNT, ANA, FEDERATED, ROLE, ROOT, SESSION

IAM, STS = f"arn:aws:iam::{ACCOUNT}", f"arn:aws:sts::{ACCOUNT}"
IN_CHINA = f"arn:aws-cn:sts::{ACCOUNT}:assumed-role/reader/monday"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("anonymous", Principal(PrincipalKind.ANONYMOUS, "anonymous")),
        (ACCOUNT, Principal(PrincipalKind.ROOT, ROOT, ACCOUNT)),
        (ROOT, Principal(PrincipalKind.ROOT, ROOT, ACCOUNT)),
        (ANA, Principal(PrincipalKind.USER, ANA, ACCOUNT)),
        (f"{IAM}:user/a/b", Principal(PrincipalKind.USER, f"{IAM}:user/a/b", ACCOUNT)),
        (ROLE, Principal(PrincipalKind.ROLE_SESSION, ROLE, ACCOUNT, ROLE)),
        (SESSION, Principal(PrincipalKind.ROLE_SESSION, SESSION, ACCOUNT, ROLE)),
        (
            IN_CHINA,
            Principal(
                PrincipalKind.ROLE_SESSION,
                IN_CHINA,
                ACCOUNT,
                f"arn:aws-cn:iam::{ACCOUNT}:role/reader",
            ),
        ),
        (FEDERATED, Principal(PrincipalKind.FEDERATED_USER, FEDERATED, ACCOUNT)),
        (f"{IAM}:saml-provider/a", Principal(PrincipalKind.PROVIDER, f"{IAM}:saml-provider/a")),
        (
            f"{IAM}:oidc-provider/a.b/c",
            Principal(PrincipalKind.PROVIDER, f"{IAM}:oidc-provider/a.b/c"),
        ),
        ("lambda.amazonaws.com", Principal(PrincipalKind.SERVICE, "lambda.amazonaws.com")),
        (
            "ops.apigateway.amazonaws.com.cn",
            Principal(PrincipalKind.SERVICE, "ops.apigateway.amazonaws.com.cn"),
        ),
        (
            "cognito-identity.amazonaws.com",
            Principal(PrincipalKind.PROVIDER, "cognito-identity.amazonaws.com"),
        ),
        ("a.example.com:8443/x/y", Principal(PrincipalKind.PROVIDER, "a.example.com:8443/x/y")),
    ],
)
def test_a_text_names_a_principal_of_its_kind(text: str, expected: Principal) -> None:
    assert parse_principal(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "*",
        "ana",
        "Anonymous",
        "11112222333",
        "1111222233334",
        "localhost",
        "a.b c",
        "a..b",
        "a.b/c*",
        "a.b\n",
        f"{IAM}:user",
        f"{IAM}:user/",
        f"{IAM}:user/a/",
        f"{IAM}:role/",
        f"{IAM}:role/a/",
        f"{IAM}:group/a",
        f"{IAM}:root/a",
        f"{IAM}:assumed-role/a/b",
        f"{IAM}:federated-user/a",
        f"{STS}:root",
        f"{STS}:user/a",
        f"{STS}:role/a",
        f"{STS}:assumed-role/a",
        f"{STS}:assumed-role/a/",
        f"{STS}:assumed-role//b",
        f"{STS}:federated-user/",
        f"{STS}:federated-user",
        f"{STS}:other/a/b",
        f"arn:aws:s3::{ACCOUNT}:user/a",
        f"arn:aws:s3::{ACCOUNT}:federated-user/a",
        f"arn:aws:iam:us-east-1:{ACCOUNT}:user/a",
        "arn:aws:iam:::user/a",
        "arn:aws:iam::aws:user/a",
        "arn:aws:iam::1234:root",
    ],
)
def test_any_other_text_names_none(text: str) -> None:
    with pytest.raises(ValueError, match="names no principal: give the ARN of a user"):
        parse_principal(text)


def test_the_account_of_a_principal_is_its_root_in_its_partition() -> None:
    assert parse_principal(IN_CHINA).root_arn == f"arn:aws-cn:iam::{ACCOUNT}:root"
    assert parse_principal(ANA).root_arn == ROOT
    for text in ("anonymous", "lambda.amazonaws.com", f"{IAM}:saml-provider/a"):
        assert parse_principal(text).root_arn is None
        assert parse_principal(text).arn is None


def test_a_role_session_may_be_said_to_be_of_a_role_with_a_path() -> None:
    session = parse_principal(SESSION).of_role(f"{IAM}:role/team/reader")
    assert session.arn == f"{IAM}:role/team/reader"
    assert session.name == SESSION
