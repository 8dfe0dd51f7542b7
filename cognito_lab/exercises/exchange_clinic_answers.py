"""The exchange clinic's stub, its solution, and what people answer instead."""

from __future__ import annotations

from cognito_lab.exercises.exercise import WrongAnswer

_NAMES = ("wrong_token", "wrong_role", "wrong_policy")
_LIST = f"exchange_clinic = [{', '.join(_NAMES)}]\n"

STUB = "".join(f"def {name}(app, client): ...\n\n\n" for name in _NAMES) + _LIST

_SHARED = """
from cognito_lab.aws import refused


def get_id(app, client, token):
    return client("cognito-identity").get_id(
        IdentityPoolId=app["identity_pool_id"], Logins={app["provider"]: token}
    )["IdentityId"]


def credentials(app, client):
    token = app["tokens"]["IdToken"]
    return client("cognito-identity").get_credentials_for_identity(
        IdentityId=get_id(app, client, token), Logins={app["provider"]: token}
    )["Credentials"]


def signed_by(given, client):
    return client(
        "s3",
        aws_access_key_id=given["AccessKeyId"],
        aws_secret_access_key=given["SecretKey"],
        aws_session_token=given["SessionToken"],
    )
"""

_RIGHT = {
    "wrong_token": """
    with refused("NotAuthorizedException"):
        get_id(app, client, app["tokens"]["AccessToken"])
    get_id(app, client, app["tokens"]["IdToken"])
    return "access-token-shown"
""",
    "wrong_role": """
    iam = client("iam")
    for_guests = app["trust_policy"].replace('"authenticated"', '"unauthenticated"')
    iam.update_assume_role_policy(RoleName=app["role"], PolicyDocument=for_guests)
    with refused("InvalidIdentityPoolConfigurationException"):
        credentials(app, client)
    iam.update_assume_role_policy(RoleName=app["role"], PolicyDocument=app["trust_policy"])
    credentials(app, client)
    return "role-cannot-be-taken"
""",
    "wrong_policy": """
    iam = client("iam")
    s3 = signed_by(credentials(app, client), client)
    iam.delete_role_policy(RoleName=app["role"], PolicyName="allows")
    with refused("AccessDenied"):
        s3.get_object(Bucket=app["bucket"], Key=app["key"])
    iam.put_role_policy(RoleName=app["role"], PolicyName="allows", PolicyDocument=app["policy"])
    s3.get_object(Bucket=app["bucket"], Key=app["key"])
    return "no-policy-allows"
""",
}


def _source(**changed: str) -> str:
    """The solution with other bodies for some of its functions."""
    functions = (
        f"\n\ndef {name}(app, client):\n{body.strip(chr(10))}\n"
        for name, body in (_RIGHT | changed).items()
    )
    return f"{_SHARED.lstrip()}{''.join(functions)}\n\n{_LIST}"


SOLUTION = _source()

WRONG = (
    WrongAnswer(
        "A refusal means that the user is not signed in.",
        _source(
            wrong_token=_RIGHT["wrong_token"].replace('"access-token-shown"', '"not-signed-in"')
        ),
    ),
    WrongAnswer(
        "The access token is the one for access, so the ID token must be the wrong one.",
        _source(
            wrong_token="""
    with refused("NotAuthorizedException"):
        get_id(app, client, app["tokens"]["IdToken"] + "x")
    get_id(app, client, app["tokens"]["IdToken"])
    return "token-changed"
"""
        ),
    ),
    WrongAnswer(
        "What the role may do decides who may take it on.",
        _source(
            wrong_role="""
    iam = client("iam")
    iam.delete_role_policy(RoleName=app["role"], PolicyName="allows")
    s3 = signed_by(credentials(app, client), client)
    with refused("AccessDenied"):
        s3.get_object(Bucket=app["bucket"], Key=app["key"])
    iam.put_role_policy(RoleName=app["role"], PolicyName="allows", PolicyDocument=app["policy"])
    s3.get_object(Bucket=app["bucket"], Key=app["key"])
    return "role-cannot-be-taken"
"""
        ),
    ),
    WrongAnswer(
        "Credentials are what they were when they were given: new ones need no trust.",
        _source(
            wrong_role="""
    iam = client("iam")
    for_guests = app["trust_policy"].replace('"authenticated"', '"unauthenticated"')
    iam.update_assume_role_policy(RoleName=app["role"], PolicyDocument=for_guests)
    with refused("InvalidIdentityPoolConfigurationException"):
        credentials(app, client)
    return "identity-of-another"
"""
        ),
    ),
    WrongAnswer(
        "AccessDenied is AccessDenied: an object that somebody else may not read will do.",
        _source(
            wrong_policy="""
    from botocore import UNSIGNED
    from botocore.config import Config

    s3 = client("s3", config=Config(signature_version=UNSIGNED))
    with refused("AccessDenied"):
        s3.get_object(Bucket=app["bucket"], Key=app["key"])
    signed_by(credentials(app, client), client).get_object(Bucket=app["bucket"], Key=app["key"])
    return "no-policy-allows"
"""
        ),
    ),
    WrongAnswer(
        "What Ana may not, the administrator may: then it goes through.",
        _source(
            wrong_policy="""
    iam = client("iam")
    s3 = signed_by(credentials(app, client), client)
    iam.delete_role_policy(RoleName=app["role"], PolicyName="allows")
    with refused("AccessDenied"):
        s3.get_object(Bucket=app["bucket"], Key=app["key"])
    client("s3").get_object(Bucket=app["bucket"], Key=app["key"])
    return "no-policy-allows"
"""
        ),
    ),
    WrongAnswer(
        "The text says what went wrong, so its first word is the cause.",
        _source(
            wrong_policy=_RIGHT["wrong_policy"].replace(
                '"no-policy-allows"', '"session-policy-limits"'
            )
        ),
    ),
)
