"""What IAM's calls ask: of whom, by which path, under which boundary, with which tags.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from botocore.loaders import Loader

from cognito_lab.policies.api.operation import Asked, LookUps, Operation, Surroundings
from cognito_lab.policies.api.requests import requests_of
from cognito_lab.policies.principal import Principal, parse_principal

IAM = "arn:aws:iam::123456789012:"
ANA, CARLA = f"{IAM}user/ana", f"{IAM}user/staff/carla"
BOUNDARY, OTHER_BOUNDARY = f"{IAM}policy/inside", f"{IAM}policy/outside"
TAGS = [{"Key": "team", "Value": "red"}]
OF_THE_TAGS = {"aws:RequestTag/team": "red", "aws:TagKeys": ["team"]}
LOOK_UPS = LookUps(
    entity_arn=lambda kind, name: f"{IAM}{kind}/staff/{name}" if name == "carla" else None,
    resource_tags=lambda arn: {"team": "blue"} if arn == CARLA else {},
    boundary=lambda kind, name: BOUNDARY if name == "carla" else None,
    key_owner={"AKIACARLA": "carla", "AKIAANA": "ana"}.get,
)

Wanted = list[tuple[str, str]]
Row = tuple[str, dict[str, Any], Wanted]


def asked(name: str, parameters: dict[str, Any], caller: str | None = ANA) -> Asked:
    """What a call asks; ana makes it, if nobody else does."""
    principal: Principal | None = None if caller is None else parse_principal(caller)
    around = Surroundings("123456789012", "us-east-1", LOOK_UPS, principal)
    found = requests_of(Operation("iam", name, parameters), around)
    assert found is not None
    return found


def pairs(found: Asked) -> Wanted:
    """Actions and resources."""
    return [(one.action, one.resource) for one in found]


def of_who_calls() -> list[str]:
    """The operations whose user is the caller, if none is named, by AWS's text in botocore's model.

    ChangePassword takes no name: "Changes the password of the IAM user who is calling".
    https://docs.aws.amazon.com/IAM/latest/APIReference/API_ChangePassword.html
    """
    model = Loader().load_service_model("iam", "service-2")
    found = ["ChangePassword"]
    for name, operation in model["operations"].items():
        shape = model["shapes"].get(operation.get("input", {}).get("shape"), {})
        user = shape.get("members", {}).get("UserName")
        if user is not None and "UserName" not in shape.get("required", ()):
            said = operation["documentation"] + user["documentation"]
            if re.search("implicitly|defaults to the principal|whose credentials are used", said):
                found.append(name)
    return found


@pytest.mark.parametrize("name", of_who_calls())
def test_without_a_name_the_user_is_who_calls(name: str) -> None:
    assert pairs(asked(name, {})) == [(f"iam:{name}", ANA)]
    assert pairs(asked(name, {}, CARLA)) == [(f"iam:{name}", CARLA)]
    assert pairs(asked(name, {"UserName": "ben"})) == [(f"iam:{name}", f"{IAM}user/ben")]


@pytest.mark.parametrize(
    "caller",
    [
        None,
        f"{IAM}root",
        "arn:aws:sts::123456789012:assumed-role/r/s",
        "arn:aws:sts::123456789012:federated-user/ana",
    ],
)
def test_who_is_no_user_has_no_name_that_could_be_meant(caller: str | None) -> None:
    assert pairs(asked("GetUser", {}, caller)) == [("iam:GetUser", "*")]


@pytest.mark.parametrize("name", ["DeleteAccessKey", "UpdateAccessKey", "GetAccessKeyLastUsed"])
def test_a_key_that_is_named_alone_is_its_owners(name: str) -> None:
    assert pairs(asked(name, {"AccessKeyId": "AKIAANA"})) == [(f"iam:{name}", ANA)]
    assert pairs(asked(name, {"AccessKeyId": "AKIACARLA"})) == [(f"iam:{name}", CARLA)]


def test_a_key_of_nobodys_is_looked_for_with_who_calls() -> None:
    gone = {"AccessKeyId": "AKIAGONE"}
    assert pairs(asked("DeleteAccessKey", gone)) == [("iam:DeleteAccessKey", ANA)]
    assert pairs(asked("GetAccessKeyLastUsed", gone)) == [("iam:GetAccessKeyLastUsed", "*")]


MADE = [
    ("CreateGroup", "GroupName", "group", None),
    ("CreateInstanceProfile", "InstanceProfileName", "instance-profile", "TagInstanceProfile"),
    ("CreatePolicy", "PolicyName", "policy", "TagPolicy"),
    ("CreateRole", "RoleName", "role", "TagRole"),
    ("CreateSAMLProvider", "Name", "saml-provider", "TagSAMLProvider"),
    ("CreateUser", "UserName", "user", "TagUser"),
    ("CreateVirtualMFADevice", "VirtualMFADeviceName", "mfa", "TagMFADevice"),
    (
        "UploadServerCertificate",
        "ServerCertificateName",
        "server-certificate",
        "TagServerCertificate",
    ),
]


@pytest.mark.parametrize(("name", "parameter", "kind", "tagging"), MADE)
def test_what_is_made_is_asked_about_with_its_path_and_its_tags(
    name: str, parameter: str, kind: str, tagging: str | None
) -> None:
    assert pairs(asked(name, {parameter: "new"})) == [(f"iam:{name}", f"{IAM}{kind}/new")]
    arn = f"{IAM}{kind}/team/new"
    given = {parameter: "new", "Path": "/team/"}
    assert pairs(asked(name, given)) == [(f"iam:{name}", arn)]
    found = asked(name, {**given, "Tags": TAGS})
    wanted = [f"iam:{one}" for one in (name, tagging) if one is not None]
    assert pairs(found) == [(one, arn) for one in wanted]
    assert all(one.context == OF_THE_TAGS for one in found)
    assert {one.resource_account for one in found} == {"123456789012"}


def test_a_path_that_is_asked_for_counts_even_where_the_name_is_taken() -> None:
    found = asked("CreateUser", {"UserName": "carla", "Path": "/team/"})
    assert pairs(found) == [("iam:CreateUser", f"{IAM}user/team/carla")]


def test_an_identity_provider_is_tagged_like_the_rest() -> None:
    arn = f"{IAM}oidc-provider/accounts.example.com/x"
    found = asked(
        "CreateOpenIDConnectProvider", {"Url": "https://accounts.example.com/x", "Tags": TAGS}
    )
    assert pairs(found) == [
        ("iam:CreateOpenIDConnectProvider", arn),
        ("iam:TagOpenIDConnectProvider", arn),
    ]


ROWS: list[Row] = [
    ("GetUser", {"UserName": "carla"}, [("iam:GetUser", CARLA)]),
    ("DeleteRole", {"RoleName": "carla"}, [("iam:DeleteRole", f"{IAM}role/staff/carla")]),
    (
        "AddRoleToInstanceProfile",
        {"InstanceProfileName": "carla", "RoleName": "carla"},
        [
            ("iam:AddRoleToInstanceProfile", f"{IAM}instance-profile/staff/carla"),
            ("iam:PassRole", f"{IAM}role/staff/carla"),
        ],
    ),
    (
        "RemoveRoleFromInstanceProfile",
        {"InstanceProfileName": "i", "RoleName": "r"},
        [("iam:RemoveRoleFromInstanceProfile", f"{IAM}instance-profile/i")],
    ),
    (
        "RemoveUserFromGroup",
        {"UserName": "u", "GroupName": "g"},
        [("iam:RemoveUserFromGroup", f"{IAM}group/g")],
    ),
    (
        "UpdateUser",
        {"UserName": "carla", "NewUserName": "cleo"},
        [
            ("iam:UpdateUser", CARLA),
            ("iam:UpdateUser", f"{IAM}user/staff/cleo"),
        ],
    ),
    (
        "UpdateUser",
        {"UserName": "carla", "NewPath": "/"},
        [
            ("iam:UpdateUser", CARLA),
            ("iam:UpdateUser", f"{IAM}user/carla"),
        ],
    ),
    (
        "UpdateGroup",
        {"GroupName": "g", "NewGroupName": "h", "NewPath": "/x/"},
        [
            ("iam:UpdateGroup", f"{IAM}group/g"),
            ("iam:UpdateGroup", f"{IAM}group/x/h"),
        ],
    ),
    ("UpdateUser", {"UserName": "carla"}, [("iam:UpdateUser", CARLA)]),
    ("SimulateCustomPolicy", {"PolicyInputList": []}, [("iam:SimulateCustomPolicy", "*")]),
    (
        "DeleteVirtualMFADevice",
        {"SerialNumber": f"{IAM}mfa/m"},
        [("iam:DeleteVirtualMFADevice", f"{IAM}mfa/m")],
    ),
]


@pytest.mark.parametrize(("name", "parameters", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_the_resources_of_a_call(name: str, parameters: dict[str, Any], wanted: Wanted) -> None:
    assert pairs(asked(name, parameters)) == wanted


def test_a_role_in_an_instance_profile_is_passed_to_ec2() -> None:
    _, passed = asked("AddRoleToInstanceProfile", {"InstanceProfileName": "i", "RoleName": "r"})
    assert passed.context == {"iam:PassedToService": "ec2.amazonaws.com"}


OF_THE_ENTITY = [
    ("AttachRolePolicy", "RoleName"),
    ("AttachUserPolicy", "UserName"),
    ("DeleteRole", "RoleName"),
    ("DeleteRolePermissionsBoundary", "RoleName"),
    ("DeleteRolePolicy", "RoleName"),
    ("DeleteUserPermissionsBoundary", "UserName"),
    ("DeleteUserPolicy", "UserName"),
    ("DetachRolePolicy", "RoleName"),
    ("DetachUserPolicy", "UserName"),
    ("PutRolePolicy", "RoleName"),
    ("PutUserPolicy", "UserName"),
    ("UpdateAssumeRolePolicy", "RoleName"),
    ("UpdateRole", "RoleName"),
    ("UpdateRoleDescription", "RoleName"),
]


@pytest.mark.parametrize(("name", "parameter"), OF_THE_ENTITY)
def test_the_boundary_is_the_one_that_the_entity_has(name: str, parameter: str) -> None:
    # The request cannot say it: a parameter of that name is none of these operations'.
    given = {parameter: "carla", "PermissionsBoundary": OTHER_BOUNDARY}
    assert asked(name, given)[0].context["iam:PermissionsBoundary"] == BOUNDARY
    assert "iam:PermissionsBoundary" not in asked(name, {**given, parameter: "ana"})[0].context


@pytest.mark.parametrize(
    ("name", "parameter"),
    [
        ("CreateRole", "RoleName"),
        ("CreateUser", "UserName"),
        ("PutRolePermissionsBoundary", "RoleName"),
        ("PutUserPermissionsBoundary", "UserName"),
    ],
)
def test_the_boundary_is_the_one_that_is_set(name: str, parameter: str) -> None:
    given = {parameter: "carla", "PermissionsBoundary": OTHER_BOUNDARY}
    assert asked(name, given)[0].context["iam:PermissionsBoundary"] == OTHER_BOUNDARY
    assert "iam:PermissionsBoundary" not in asked(name, {parameter: "carla"})[0].context


@pytest.mark.parametrize("name", ["GetUser", "DeleteUser", "TagUser"])
def test_other_operations_know_no_boundary(name: str) -> None:
    assert "iam:PermissionsBoundary" not in asked(name, {"UserName": "carla"})[0].context


def test_tags_that_are_taken_away_have_keys_and_no_values() -> None:
    found = asked("UntagUser", {"UserName": "ana", "TagKeys": ["team", "site"]})
    assert pairs(found) == [("iam:UntagUser", ANA)]
    assert found[0].context == {"aws:TagKeys": ["team", "site"]}


def test_the_tags_of_a_user_are_known_by_two_names() -> None:
    assert asked("GetUser", {"UserName": "carla"})[0].context == {
        "aws:ResourceTag/team": "blue",
        "iam:ResourceTag/team": "blue",
    }
    assert asked("GetUser", {"UserName": "ana"})[0].context == {}
