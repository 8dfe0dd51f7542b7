"""From a login to credentials: GetId and GetCredentialsForIdentity, and with the sign-in before.

Bare moto verifies nothing and gives anybody credentials: its time is the floor, not a peer.
"""

from __future__ import annotations

from statistics import median

from benchmarks.engines import LAB, MOTO, PROCESSOR, in_turn
from benchmarks.measurement import Measurement

TARGET_MILLISECONDS = 25.0
ROUNDS, QUICK_ROUNDS = 20, 3
EXCHANGES = 5

_APP = """
import json
start()
idp, identity, iam = map(boto3.client, ("cognito-idp", "cognito-identity", "iam"))
COGNITO = "cognito-identity.amazonaws.com"
user_pool = idp.create_user_pool(PoolName="pool")["UserPool"]["Id"]
client = idp.create_user_pool_client(
    UserPoolId=user_pool, ClientName="app", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
)["UserPoolClient"]["ClientId"]
idp.admin_create_user(UserPoolId=user_pool, Username="ana", MessageAction="SUPPRESS")
idp.admin_set_user_password(
    UserPoolId=user_pool, Username="ana", Password="Correct-Horse-1", Permanent=True
)
provider = f"cognito-idp.us-east-1.amazonaws.com/{user_pool}"
pool = identity.create_identity_pool(
    IdentityPoolName="pool", AllowUnauthenticatedIdentities=True,
    CognitoIdentityProviders=[{"ProviderName": provider, "ClientId": client}],
)["IdentityPoolId"]
trust = {"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Principal": {"Federated": COGNITO},
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {"StringEquals": {f"{COGNITO}:aud": pool},
                  "ForAnyValue:StringLike": {f"{COGNITO}:amr": "authenticated"}},
}]}
role = iam.create_role(RoleName="members", AssumeRolePolicyDocument=json.dumps(trust))
try:
    identity.set_identity_pool_roles(
        IdentityPoolId=pool, Roles={"authenticated": role["Role"]["Arn"]}
    )
except NotImplementedError:
    pass  # moto does without

def sign_in():
    return idp.initiate_auth(
        ClientId=client, AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ana", "PASSWORD": "Correct-Horse-1"},
    )["AuthenticationResult"]["IdToken"]

def exchange(token):
    logins = {provider: token}
    found = identity.get_id(IdentityPoolId=pool, Logins=logins)["IdentityId"]
    identity.get_credentials_for_identity(IdentityId=found, Logins=logins)

token = sign_in()

things = {
    "a login to credentials": lambda: exchange(token),
    "a password to credentials": lambda: exchange(sign_in()),
}
"""


def measure(quick: bool) -> list[Measurement]:
    """Rows of milliseconds per exchange."""
    rows = []
    names = ["a login to credentials", "a password to credentials"]
    rounds = QUICK_ROUNDS if quick else ROUNDS
    for name, times in in_turn(
        _APP, names, rounds=rounds, count=EXCHANGES, clock=PROCESSOR
    ).items():
        lab, moto = times[LAB], times[MOTO]
        rows += [
            Measurement(f"exchange: {name}", MOTO, moto),
            Measurement(
                f"exchange: {name}", LAB, lab, moto, median(lab), TARGET_MILLISECONDS, "ms"
            ),
        ]
    return rows
