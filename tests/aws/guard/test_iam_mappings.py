"""Who may change whom in IAM: paths, boundaries, keys without their user's name."""

from __future__ import annotations

import json
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from cognito_lab.aws import Lab
from tests.aws.callers import EVERYTHING, allow, client_of, new_role, new_user, trust

IAM = "arn:aws:iam::123456789012:"


def denied(call: Any, *given: Any, **named: Any) -> str:
    """The action and resource that a call is refused for, as AWS tells them."""
    with pytest.raises(ClientError) as refused:
        call(*given, **named)
    error = refused.value.response["Error"]
    assert error["Code"] == "AccessDenied"
    words = error["Message"].partition("perform: ")[2].partition(" because")[0]
    return str(words.replace(" on resource:", ""))


def test_whoever_may_make_users_of_one_path_makes_none_of_another(lab: Lab) -> None:
    team = f"{IAM}user/team/*"
    iam = client_of(new_user("ana", allow(["iam:CreateUser", "iam:GetUser"], team)), "iam")
    assert iam.create_user(UserName="ben", Path="/team/")["User"]["Arn"] == f"{IAM}user/team/ben"
    assert iam.get_user(UserName="ben")["User"]["Path"] == "/team/"
    for path in ("/", "/staff/"):
        wanted = f"iam:CreateUser {IAM}user{path}cleo"
        assert denied(iam.create_user, UserName="cleo", Path=path) == wanted
    assert denied(iam.get_user, UserName="ana") == f"iam:GetUser {IAM}user/ana"


def test_a_user_is_not_moved_to_where_the_caller_may_not_make_one(lab: Lab) -> None:
    boto3.client("iam").create_user(UserName="ben", Path="/team/")
    iam = client_of(new_user("ana", allow("iam:UpdateUser", f"{IAM}user/team/*")), "iam")
    iam.update_user(UserName="ben", NewUserName="cleo")
    refused = denied(iam.update_user, UserName="cleo", NewPath="/staff/")
    assert refused == f"iam:UpdateUser {IAM}user/staff/cleo"
    assert boto3.client("iam").get_user(UserName="cleo")["User"]["Path"] == "/team/"


def test_a_role_that_is_made_again_elsewhere_is_asked_about_where_it_is(lab: Lab) -> None:
    admin = boto3.client("iam")
    iam = client_of(new_user("ana", allow("iam:GetRole", f"{IAM}role/team/*")), "iam")
    for path, may in (("/team/", True), ("/", False), ("/team/", True)):
        admin.create_role(RoleName="r", Path=path, AssumeRolePolicyDocument=trust())
        if may:
            assert iam.get_role(RoleName="r")["Role"]["Path"] == path
        else:
            assert denied(iam.get_role, RoleName="r") == f"iam:GetRole {IAM}role/r"
        admin.delete_role(RoleName="r")


def test_a_key_that_is_named_alone_is_touched_by_who_may_touch_its_owners(lab: Lab) -> None:
    """AWS looks for it with the caller; moto finds it wherever it is."""
    own = f"{IAM}user/ana"
    key = new_user("ana", allow(["iam:DeleteAccessKey", "iam:UpdateAccessKey"], own))
    iam, other = client_of(key, "iam"), new_user("ben")["AccessKeyId"]
    named = {"AccessKeyId": other}
    assert denied(iam.delete_access_key, **named) == f"iam:DeleteAccessKey {IAM}user/ben"
    refused = denied(iam.update_access_key, **named, Status="Inactive")
    assert refused == f"iam:UpdateAccessKey {IAM}user/ben"
    kept = boto3.client("iam").list_access_keys(UserName="ben")["AccessKeyMetadata"]
    assert [(one["AccessKeyId"], one["Status"]) for one in kept] == [(other, "Active")]
    iam.update_access_key(AccessKeyId=key["AccessKeyId"], Status="Active")
    iam.delete_access_key(AccessKeyId=key["AccessKeyId"])
    assert not boto3.client("iam").list_access_keys(UserName="ana")["AccessKeyMetadata"]


def test_without_a_name_a_user_speaks_of_himself(lab: Lab) -> None:
    own = f"{IAM}user/team/${{aws:username}}"
    admin = boto3.client("iam")
    admin.create_user(UserName="ana", Path="/team/")
    policy = allow(["iam:GetUser", "iam:*AccessKey*"], own)
    admin.put_user_policy(UserName="ana", PolicyName="own", PolicyDocument=policy)
    iam = client_of(dict(admin.create_access_key(UserName="ana")["AccessKey"]), "iam")
    assert iam.get_user()["User"]["UserName"] == "ana"
    made = iam.create_access_key()["AccessKey"]
    assert made["UserName"] == "ana"
    assert len(iam.list_access_keys()["AccessKeyMetadata"]) == 2
    iam.delete_access_key(AccessKeyId=made["AccessKeyId"])
    admin.create_user(UserName="ben")
    assert denied(iam.create_access_key, UserName="ben") == (f"iam:CreateAccessKey {IAM}user/ben")


def test_a_boundary_has_to_be_set_and_to_stay(lab: Lab) -> None:
    """https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html"""
    admin = boto3.client("iam")
    made = [
        admin.create_policy(PolicyName=name, PolicyDocument=EVERYTHING)["Policy"]["Arn"]
        for name in ("XCompanyBoundaries", "wider")
    ]
    boundary, wider = made
    only_with_boundary = allow(
        [
            "iam:AttachUserPolicy",
            "iam:CreateUser",
            "iam:DeleteUserPolicy",
            "iam:DetachUserPolicy",
            "iam:PutUserPermissionsBoundary",
            "iam:PutUserPolicy",
        ],
        Condition={"StringEquals": {"iam:PermissionsBoundary": boundary}},
    )
    iam = client_of(new_user("maria", only_with_boundary), "iam")
    admin.create_user(UserName="free")
    for bad in ({}, {"PermissionsBoundary": wider}):
        assert denied(iam.create_user, UserName="bad", **bad) == f"iam:CreateUser {IAM}user/bad"
    iam.create_user(UserName="zhang", PermissionsBoundary=boundary)
    policy = {"PolicyName": "p", "PolicyDocument": EVERYTHING}
    iam.put_user_policy(UserName="zhang", **policy)
    iam.delete_user_policy(UserName="zhang", PolicyName="p")
    iam.attach_user_policy(UserName="zhang", PolicyArn=wider)
    iam.detach_user_policy(UserName="zhang", PolicyArn=wider)
    assert denied(iam.put_user_policy, UserName="free", **policy) == (
        f"iam:PutUserPolicy {IAM}user/free"
    )
    refused = denied(iam.put_user_permissions_boundary, UserName="zhang", PermissionsBoundary=wider)
    assert refused == f"iam:PutUserPermissionsBoundary {IAM}user/zhang"
    iam.put_user_permissions_boundary(UserName="free", PermissionsBoundary=boundary)
    iam.put_user_policy(UserName="free", **policy)


def test_a_boundary_of_a_role_is_the_one_that_it_has(lab: Lab) -> None:
    admin = boto3.client("iam")
    boundary = admin.create_policy(PolicyName="b", PolicyDocument=EVERYTHING)["Policy"]["Arn"]
    condition = {"StringEquals": {"iam:PermissionsBoundary": boundary}}
    iam = client_of(new_user("ana", allow("iam:*", Condition=condition)), "iam")
    new_role("free")
    iam.create_role(
        RoleName="bound", AssumeRolePolicyDocument=trust(), PermissionsBoundary=boundary
    )
    policy = {"PolicyName": "p", "PolicyDocument": EVERYTHING}
    iam.put_role_policy(RoleName="bound", **policy)
    assert denied(iam.put_role_policy, RoleName="free", **policy) == (
        f"iam:PutRolePolicy {IAM}role/free"
    )
    admin.delete_role_permissions_boundary(RoleName="bound")
    assert denied(iam.put_role_policy, RoleName="bound", **policy) == (
        f"iam:PutRolePolicy {IAM}role/bound"
    )


def test_a_virtual_device_has_its_owners_name(lab: Lab) -> None:
    policy = allow("iam:CreateVirtualMFADevice", f"{IAM}mfa/${{aws:username}}")
    iam = client_of(new_user("ana", policy), "iam")
    made = iam.create_virtual_mfa_device(VirtualMFADeviceName="ana")["VirtualMFADevice"]
    assert made["SerialNumber"] == f"{IAM}mfa/ana"
    for given in ({"VirtualMFADeviceName": "ben"}, {"VirtualMFADeviceName": "ana", "Path": "/x/"}):
        arn = f"{IAM}mfa{given.get('Path', '/')}{given['VirtualMFADeviceName']}"
        assert denied(iam.create_virtual_mfa_device, **given) == f"iam:CreateVirtualMFADevice {arn}"


@pytest.mark.parametrize("service", ["ec2.amazonaws.com", "lambda.amazonaws.com"])
def test_a_role_in_an_instance_profile_is_passed_to_ec2(lab: Lab, service: str) -> None:
    boto3.client("iam").create_instance_profile(InstanceProfileName="i")
    new_role("r")
    own = {"Effect": "Allow", "Action": "iam:AddRoleToInstanceProfile", "Resource": "*"}
    passes = {
        "Effect": "Allow",
        "Action": "iam:PassRole",
        "Resource": f"{IAM}role/r",
        "Condition": {"StringEquals": {"iam:PassedToService": service}},
    }
    document = json.dumps({"Version": "2012-10-17", "Statement": [own, passes]})
    iam = client_of(new_user("ana", document), "iam")
    given = {"InstanceProfileName": "i", "RoleName": "r"}
    if service == "ec2.amazonaws.com":
        iam.add_role_to_instance_profile(**given)
    else:
        refused = denied(iam.add_role_to_instance_profile, **given)
        assert refused == f"iam:PassRole {IAM}role/r"
