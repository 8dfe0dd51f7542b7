"""What `test_seeds` runs in processes of their own: `seeded_program.py [SEED]`.

Prints one JSON object: ids, codes, tokens and the whole trace of a session that touches
every source of random values. Only one thread, for threads finish in any order.
"""

import io
import json
import sys
from typing import Any

import boto3
from boto3.s3.transfer import TransferConfig

from cognito_lab.aws import start_lab
from cognito_lab.flow import trace_to_json

PASSWORD = "Correct-Horse-1"
ROOT = {"AWS": "arn:aws:iam::123456789012:root"}
TAKE_ON = {"Effect": "Allow", "Action": "sts:AssumeRole"}
TRUST = {"Version": "2012-10-17", "Statement": [{**TAKE_ON, "Principal": ROOT}]}
ALLOWED = {"Version": "2012-10-17", "Statement": [{**TAKE_ON, "Resource": "*"}]}


def main(seed: str | None) -> dict[str, Any]:
    """Everything that a seed decides."""
    lab = start_lab(seed=seed)
    cognito_idp, identity, iam, s3, dynamodb = map(
        boto3.client, ("cognito-idp", "cognito-identity", "iam", "s3", "dynamodb")
    )
    pool_id = cognito_idp.create_user_pool(PoolName="p", AutoVerifiedAttributes=["email"])[
        "UserPool"
    ]["Id"]
    app_client = cognito_idp.create_user_pool_client(
        UserPoolId=pool_id,
        ClientName="app",
        GenerateSecret=True,
    )["UserPoolClient"]
    client_id = cognito_idp.create_user_pool_client(
        UserPoolId=pool_id, ClientName="app", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
    )["UserPoolClient"]["ClientId"]
    cognito_idp.sign_up(
        ClientId=client_id,
        Username="ana",
        Password=PASSWORD,
        UserAttributes=[{"Name": "email", "Value": "ana@example.com"}],
    )
    codes = [lab.outbox[-1].code]
    cognito_idp.resend_confirmation_code(ClientId=client_id, Username="ana")
    codes.append(lab.outbox[-1].code)
    cognito_idp.confirm_sign_up(ClientId=client_id, Username="ana", ConfirmationCode=codes[-1])
    for group in ("zeta", "alpha", "mu", "beta"):
        cognito_idp.create_group(UserPoolId=pool_id, GroupName=group)
        cognito_idp.admin_add_user_to_group(UserPoolId=pool_id, GroupName=group, Username="ana")
    cognito_idp.admin_remove_user_from_group(UserPoolId=pool_id, GroupName="mu", Username="ana")
    cognito_idp.admin_list_groups_for_user(UserPoolId=pool_id, Username="ana")
    tokens = cognito_idp.initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ana", "PASSWORD": PASSWORD},
    )["AuthenticationResult"]
    for name in ("bo", "cy", "dee"):
        cognito_idp.admin_create_user(UserPoolId=pool_id, Username=name)
    for _ in cognito_idp.get_paginator("list_users").paginate(
        UserPoolId=pool_id, PaginationConfig={"PageSize": 2}
    ):
        pass
    identity_pool = identity.create_identity_pool(
        IdentityPoolName="identities", AllowUnauthenticatedIdentities=True
    )["IdentityPoolId"]
    identity_id = identity.get_id(IdentityPoolId=identity_pool)["IdentityId"]
    role = iam.create_role(RoleName="role", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]
    access_key = iam.create_access_key(UserName=iam.create_user(UserName="u")["User"]["UserName"])
    iam.put_user_policy(UserName="u", PolicyName="p", PolicyDocument=json.dumps(ALLOWED))
    key = access_key["AccessKey"]
    users_sts = boto3.client(
        "sts",
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
    )
    credentials = users_sts.assume_role(RoleArn=role["Arn"], RoleSessionName="name")["Credentials"]
    s3.create_bucket(Bucket="bucket")
    s3.upload_fileobj(
        io.BytesIO(b"x" * (6 * 2**20)),
        "bucket",
        "big",
        Config=TransferConfig(multipart_chunksize=5 * 2**20, use_threads=False),
    )
    dynamodb.create_table(
        TableName="table",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    dynamodb.transact_write_items(
        TransactItems=[{"Put": {"TableName": "table", "Item": {"id": {"S": "1"}}}}]
    )
    return {
        "pool": pool_id,
        "app client": [app_client["ClientId"], app_client["ClientSecret"]],
        "codes": codes,
        "tokens": tokens,
        "identity": [identity_pool, identity_id],
        "role": role["RoleId"],
        "access key": access_key["AccessKey"]["SecretAccessKey"],
        "credentials": credentials["SessionToken"],
        "trace": trace_to_json(lab.trace),
        "revealed trace": trace_to_json(lab.trace.revealed()),
    }


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:] or [None])))
