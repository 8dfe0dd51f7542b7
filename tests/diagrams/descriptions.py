"""What boto3's describe calls return, as far as the architecture map reads it."""

from __future__ import annotations

from typing import Any

REGION = "us-east-1"
POOL: dict[str, Any] = {
    "Id": "us-east-1_a1B2c3D4e",
    "Name": "photos",
    "MfaConfiguration": "OFF",
    "UsernameAttributes": ["email"],
    "EstimatedNumberOfUsers": 1,
}
WEB: dict[str, Any] = {
    "ClientId": "3n4b5urk1ft4fl3mg5e62d9ado",
    "ClientName": "photos-web",
    "UserPoolId": POOL["Id"],
    "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
}
SERVER: dict[str, Any] = {
    "ClientId": "7m2ck9p1k8q5n0v3xw6z4t8b2e",
    "ClientName": "photos-server",
    "UserPoolId": POOL["Id"],
    "ClientSecret": "1example-secret-that-is-never-shown",
    "ExplicitAuthFlows": ["ALLOW_ADMIN_USER_PASSWORD_AUTH"],
}
IDENTITY_POOL: dict[str, Any] = {
    "IdentityPoolId": "us-east-1:8f1d7c1e-6b6d-4b6a-9c0e-2f4f5b8a1d22",
    "IdentityPoolName": "photos",
    "AllowUnauthenticatedIdentities": True,
    "CognitoIdentityProviders": [
        {
            "ProviderName": f"cognito-idp.{REGION}.amazonaws.com/{POOL['Id']}",
            "ClientId": WEB["ClientId"],
        }
    ],
}
SIGNED_IN = "arn:aws:iam::123456789012:role/photos-authenticated"
GUEST = "arn:aws:iam::123456789012:role/photos-guest"
CHOSEN_ROLES: dict[str, Any] = {
    "IdentityPoolId": IDENTITY_POOL["IdentityPoolId"],
    "Roles": {"authenticated": SIGNED_IN, "unauthenticated": GUEST},
}
ROLE: dict[str, Any] = {"RoleName": "photos-authenticated", "Arn": SIGNED_IN}
BUCKET: dict[str, Any] = {"Name": "photos"}
TABLE: dict[str, Any] = {"TableName": "albums", "TableArn": "arn:aws:dynamodb:::table/albums"}

BOTH_HALVES: dict[str, Any] = {
    "user_pools": [POOL],
    "app_clients": [WEB],
    "identity_pools": [IDENTITY_POOL],
    "identity_pool_roles": [CHOSEN_ROLES],
    "roles": [ROLE],
    "buckets": [BUCKET],
    "tables": [TABLE],
}
