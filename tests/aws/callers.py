"""Callers of the lab's account who are not its root: IAM users and role sessions."""

from __future__ import annotations

import json
from typing import Any

import boto3
from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from cognito_lab.aws.account import ADMINISTRATOR_KEY_ID, ADMINISTRATOR_SECRET

ACCOUNT = "123456789012"
EVERYTHING = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}],
    }
)


def trust(*principals: str, action: str | list[str] = "sts:AssumeRole") -> str:
    """A trust policy for these principals of AWS's; the whole account, if none is named."""
    named = list(principals) or [f"arn:aws:iam::{ACCOUNT}:root"]
    statement = {"Effect": "Allow", "Principal": {"AWS": named}, "Action": action}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def allow(action: str | list[str], resource: str | list[str] = "*", **more: Any) -> str:
    """An identity policy of one statement."""
    statement = {"Effect": "Allow", "Action": action, "Resource": resource, **more}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def new_user(name: str, policy: str | None = EVERYTHING) -> dict[str, str]:
    """An IAM user's access key; the user may do everything, or what another policy says."""
    iam = boto3.client("iam")
    iam.create_user(UserName=name)
    if policy is not None:
        iam.put_user_policy(UserName=name, PolicyName="policy", PolicyDocument=policy)
    return dict(iam.create_access_key(UserName=name)["AccessKey"])


def new_role(name: str, trusts: str | None = None, policy: str | None = EVERYTHING) -> str:
    """A role's ARN; whoever takes it on may do everything, or what another policy says."""
    iam = boto3.client("iam")
    made = iam.create_role(RoleName=name, AssumeRolePolicyDocument=trusts or trust())
    if policy is not None:
        iam.put_role_policy(RoleName=name, PolicyName="policy", PolicyDocument=policy)
    return str(made["Role"]["Arn"])


def client_of(credentials: dict[str, Any], service: str, **more: Any) -> Any:
    """A client that signs with these credentials, of IAM, STS or an identity pool."""
    return boto3.client(
        service,
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials.get("SecretAccessKey") or credentials["SecretKey"],
        aws_session_token=credentials.get("SessionToken"),
        **more,
    )


def signed(
    method: str,
    url: str,
    service: str,
    headers: dict[str, str],
    data: bytes = b"",
    key: dict[str, str] | None = None,
    region: str = "us-east-1",
) -> dict[str, str]:
    """The headers of a request of plain HTTP, signed by the administrator or with another key."""
    request = AWSRequest(method, url, headers=headers, data=data)
    caller = Credentials(ADMINISTRATOR_KEY_ID, ADMINISTRATOR_SECRET)
    if key is not None:
        caller = Credentials(key["AccessKeyId"], key["SecretAccessKey"])
    signer = S3SigV4Auth if service == "s3" else SigV4Auth
    signer(caller, service, region).add_auth(request)
    return dict(request.headers.items())
