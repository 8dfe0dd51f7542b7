"""What `test_wsgi` runs in a process without the lab: `wsgi_client.py URL`.

Uses boto3 and urllib against the lab's port, as any other program on this machine could,
and prints what came back as one JSON object.
"""

import json
import sys
import urllib.error
import urllib.request
from typing import Any

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

PASSWORD = "Correct-Horse-1"
KEY = "a b/ü+%41"
CONTENT = bytes(range(256)) * 40


def client(service: str, url: str, **config: Any) -> Any:
    """A boto3 client of the lab's port."""
    return boto3.client(service, endpoint_url=url, region_name="us-east-1", config=Config(**config))


def fetch(url: str, **request: Any) -> dict[str, Any]:
    """Status and body of a plain request."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, **request)) as answer:
            return {"status": answer.status, "body": answer.read().decode("latin-1")}
    except urllib.error.HTTPError as refusal:
        with refusal:
            return {"status": refusal.code, "body": refusal.read().decode("latin-1")}


def code_of(call: Any, **parameters: Any) -> str:
    """The code with which a call is refused."""
    try:
        call(**parameters)
    except ClientError as refusal:
        return str(refusal.response["Error"]["Code"])
    return "not refused"


def user_pools(url: str) -> dict[str, Any]:
    """A pool, a user, a sign-in with boto3 and one with plain HTTP, the pool's keys."""
    cognito_idp = client("cognito-idp", url)
    pool_id = cognito_idp.create_user_pool(PoolName="pool")["UserPool"]["Id"]
    client_id = cognito_idp.create_user_pool_client(
        UserPoolId=pool_id, ClientName="app", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
    )["UserPoolClient"]["ClientId"]
    cognito_idp.sign_up(ClientId=client_id, Username="ana", Password=PASSWORD)
    cognito_idp.admin_confirm_sign_up(UserPoolId=pool_id, Username="ana")
    sign_in = {
        "ClientId": client_id,
        "AuthFlow": "USER_PASSWORD_AUTH",
        "AuthParameters": {"USERNAME": "ana", "PASSWORD": PASSWORD},
    }
    tokens = cognito_idp.initiate_auth(**sign_in)["AuthenticationResult"]
    plain = fetch(
        url,
        data=json.dumps(sign_in).encode(),
        headers={
            "X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth",
            "Content-Type": "application/x-amz-json-1.1",
        },
    )
    return {
        "tokens": sorted(tokens),
        "plain": sorted(json.loads(plain["body"])["AuthenticationResult"]),
        "jwks": fetch(f"{url}/{pool_id}/.well-known/jwks.json"),
        "no such pool": fetch(f"{url}/us-east-1_Nowhere12/.well-known/jwks.json")["status"],
        "lacking": code_of(cognito_idp.describe_risk_configuration, UserPoolId=pool_id),
    }


def buckets(url: str) -> dict[str, Any]:
    """An object with an awkward key, put, seen, read in part, presigned and deleted."""
    s3 = client("s3", url, s3={"addressing_style": "path"})
    s3.create_bucket(Bucket="bucket")
    there = {"Bucket": "bucket", "Key": KEY}
    s3.put_object(**there, Body=CONTENT)
    presigned = {
        version: client(
            "s3", url, signature_version=version, s3={"addressing_style": "path"}
        ).generate_presigned_url("get_object", Params=there)
        for version in ("s3", "s3v4")
    }
    return {
        "length": s3.head_object(**there)["ContentLength"],
        "content": s3.get_object(**there)["Body"].read() == CONTENT,
        "range": s3.get_object(**there, Range="bytes=65-67")["Body"].read().decode(),
        "presigned": {
            version: fetch(address)["body"] == CONTENT.decode("latin-1")
            for version, address in presigned.items()
        },
        "keys": [found["Key"] for found in s3.list_objects_v2(Bucket="bucket")["Contents"]],
        "deleted": s3.delete_object(**there)["ResponseMetadata"]["HTTPStatusCode"],
        "missing": code_of(s3.get_object, **there),
        "missing, by HEAD": code_of(s3.head_object, **there),
    }


def others(url: str) -> dict[str, Any]:
    """One call each of services with other protocols, and what is nobody's."""
    return {
        "sts": client("sts", url).get_caller_identity()["Arn"],
        "iam": client("iam", url).list_users()["Users"],
        "dynamodb": client("dynamodb", url).list_tables()["TableNames"],
        "unknown path": fetch(f"{url}/nothing/here"),
        "unsigned GET": fetch(url),
    }


def unsigned(url: str) -> dict[str, Any]:
    """The code with which each service refuses who does not sign, where no host names it."""
    harmless: dict[str, tuple[str, dict[str, Any]]] = {
        "cognito-idp": ("list_user_pools", {"MaxResults": 1}),
        "cognito-identity": ("list_identity_pools", {"MaxResults": 1}),
        "dynamodb": ("list_tables", {}),
        "lambda": ("list_functions", {}),
        "apigateway": ("get_rest_apis", {}),
        "sts": ("get_caller_identity", {}),
        "iam": ("list_users", {}),
        "sns": ("list_topics", {}),
        "sqs": ("list_queues", {}),
    }
    said = {
        service: code_of(getattr(client(service, url, signature_version=UNSIGNED), name), **given)
        for service, (name, given) in harmless.items()
    }
    said["with web identity"] = code_of(
        client("sts", url).assume_role_with_web_identity,
        RoleArn="arn:aws:iam::123456789012:role/any",
        RoleSessionName="any",
        WebIdentityToken="not a token",
    )
    by_path = {"addressing_style": "path"}
    client("s3", url, s3=by_path).create_bucket(Bucket="restapis")
    stranger = client("s3", url, s3=by_path, signature_version=UNSIGNED)
    said["a bucket named as a path of API Gateway"] = code_of(
        stranger.list_objects_v2, Bucket="restapis"
    )
    return said


if __name__ == "__main__":
    address = sys.argv[1]
    print(json.dumps([part(address) for part in (user_pools, buckets, others, unsigned)]))
