"""Exercise of chapter 5: the three ids of one person, found from a sign-in."""

from __future__ import annotations

import base64
import json
from typing import Any

from cognito_lab.exercises.exercise import Exercise, WrongAnswer
from cognito_lab.exercises.photo_app_scene import PhotoApp
from cognito_lab.exercises.report import Bench, Report
from cognito_lab.exercises.spoilt import spoilt
from cognito_lab.exercises.wording import shown, type_name

_PROMPT = """
Ana's app has her tokens (`InitiateAuth` gave them), and wants to know who she is: to the user pool,
to the identity pool, and to AWS. Write `ids_of(tokens, provider, identity_pool_id, client)`. It
returns a dict with three ids:

- `"sub"`: who she is to the user pool that signed her in;
- `"identity_id"`: who she is to the identity pool;
- `"arn"`: who she is to AWS, when the app calls with the credentials that it got for her.

`client` makes clients as `boto3.client` does. The check calls your function for Ana, for Ben, and
for Ana once more after a new sign-in.
"""

_HINTS = (
    "Each id is told by somebody else: the first stands in a token, the second is what `GetId` "
    "answers, for the third one asks STS.",
    "The ID token's middle part is JSON in Base64url; `jwt.decode(token, "
    'options={"verify_signature": False})` reads it. `Logins` is `{provider: '
    'tokens["IdToken"]}`, for `GetId` and for `GetCredentialsForIdentity`.',
    '`client("sts", aws_access_key_id=…, aws_secret_access_key=…, aws_session_token=…)` with '
    "`AccessKeyId`, `SecretKey` and `SessionToken` of the credentials; then "
    '`.get_caller_identity()["Arn"]`.',
)

_SOLUTION = """
import jwt


def ids_of(tokens, provider, identity_pool_id, client):
    claims = jwt.decode(tokens["IdToken"], options={"verify_signature": False})
    cognito_identity = client("cognito-identity")
    logins = {provider: tokens["IdToken"]}
    identity_id = cognito_identity.get_id(IdentityPoolId=identity_pool_id, Logins=logins)[
        "IdentityId"
    ]
    credentials = cognito_identity.get_credentials_for_identity(
        IdentityId=identity_id, Logins=logins
    )["Credentials"]
    sts = client(
        "sts",
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretKey"],
        aws_session_token=credentials["SessionToken"],
    )
    arn = sts.get_caller_identity()["Arn"]
    return {"sub": claims["sub"], "identity_id": identity_id, "arn": arn}
""".lstrip()

_KEYS = """
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretKey"],
        aws_session_token=credentials["SessionToken"],
"""

_WRONG = (
    WrongAnswer(
        "A person has one id, and every service of AWS knows it.",
        spoilt(
            _SOLUTION,
            ('"identity_id": identity_id, "arn": arn', '"identity_id": claims["sub"], "arn": arn'),
        ),
    ),
    WrongAnswer(
        "Who is asked for is who I am: the app's own client can ask STS.",
        spoilt(_SOLUTION, (_KEYS, "\n")),
    ),
    WrongAnswer(
        "The user name is the id.",
        spoilt(_SOLUTION, ('claims["sub"]', 'claims["cognito:username"]')),
    ),
    WrongAnswer(
        "Without a login one gets an id as well, and an id is an id.",
        spoilt(
            _SOLUTION,
            (
                "get_id(IdentityPoolId=identity_pool_id, Logins=logins)",
                "get_id(IdentityPoolId=identity_pool_id)",
            ),
            (
                "IdentityId=identity_id, Logins=logins",
                "IdentityId=identity_id",
            ),
        ),
    ),
    WrongAnswer(
        "To AWS she is the role.",
        spoilt(
            _SOLUTION,
            (
                '"arn": arn}',
                '"arn": arn.replace("sts", "iam").replace("assumed-role", "role")'
                '.rpartition("/")[0]}',
            ),
        ),
    ),
)


def _grade(bench: Bench, answer: Any, report: Report) -> None:
    app = PhotoApp(bench)
    for name in ("ana", "ben"):
        app.new_user(name)
    for who, name in (("Ana", "ana"), ("Ben", "ben"), ("Ana, signed in anew", "ana")):
        tokens = app.sign_in(name)
        returned = report.call(
            "ids_of",
            answer,
            {
                "tokens": dict(tokens),
                "provider": app.provider,
                "identity_pool_id": app.identity_pool_id,
                "client": bench.client,
            },
            advice="The check's pool is in order: what was sent with this call is not.",
        )
        report.require_type("what ids_of returned", returned, dict, "Return a dict of three.")
        for looked_at, wanted, why in _true_ids(app, name, tokens):
            found = returned.get(looked_at)
            report.add_finding(
                f"{who}: `{looked_at}`",
                expected=shown(wanted),
                seen="no such key" if looked_at not in returned else _seen(found),
                passed=type(found) is str and found == wanted,
                why=why,
            )


def _seen(found: Any) -> str:
    return shown(found) if type(found) is str else type_name(found)


def _true_ids(app: PhotoApp, name: str, tokens: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Each id as its owner tells it, and what to know of it."""
    payload = tokens["IdToken"].split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    identity_id, credentials = app.exchange(name)
    arn = app.signed_by(credentials, "sts").get_caller_identity()["Arn"]
    return [
        (
            "sub",
            claims["sub"],
            "The user pool's id of a user is the claim `sub`; it never changes.",
        ),
        (
            "identity_id",
            identity_id,
            "The identity pool makes its own id, `REGION:uuid`, and gives the same one for the "
            "same login.",
        ),
        (
            "arn",
            arn,
            "AWS knows who signed a call: with the credentials for her, a session of the role.",
        ),
    ]


THREE_IDS = Exercise(
    id="three-ids",
    chapter="05_identity_pool_exchange",
    title="the three ids of one person",
    prompt=_PROMPT,
    hints=_HINTS,
    answer_name="ids_of",
    stub="def ids_of(tokens, provider, identity_pool_id, client): ...\n",
    solution=_SOLUTION,
    wrong_answers=_WRONG,
    grader=_grade,
    documents=(
        "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html",
        "https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html",
    ),
)
