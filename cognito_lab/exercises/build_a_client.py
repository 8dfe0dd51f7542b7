"""Exercise of chapter 1: an app client that meets a specification.

What the lab lives by is tried: every flow, an unknown name, a sign-in whose ID token is read. The
lifetimes, which it only keeps, are read back from `DescribeUserPoolClient`, as one would review a
client on AWS.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from cognito_lab.exercises.exercise import Exercise, WrongAnswer
from cognito_lab.exercises.report import Bench, Report
from cognito_lab.exercises.wording import shown

# https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_TokenValidityUnitsType.html
_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3_600, "days": 86_400}
# Token, its setting, the unit where none is named, and how long it lives where nothing is set:
# https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
_ACCESS = ("AccessToken", "AccessTokenValidity", "hours", 1)
_REFRESH = ("RefreshToken", "RefreshTokenValidity", "days", 30)
_FLOWS = ("REFRESH_TOKEN_AUTH", "USER_PASSWORD_AUTH")
# Each flow with parameters that get it past the look at the app client, and no further.
_TRIED = {
    "ADMIN_USER_PASSWORD_AUTH": {"USERNAME": "nobody", "PASSWORD": "Incorrect-Horse-7"},
    "CUSTOM_AUTH": {"USERNAME": "nobody"},
    "REFRESH_TOKEN_AUTH": {"REFRESH_TOKEN": "nobodys"},
    "USER_AUTH": {"USERNAME": "nobody"},
    "USER_PASSWORD_AUTH": {"USERNAME": "nobody", "PASSWORD": "Incorrect-Horse-7"},
    "USER_SRP_AUTH": {"USERNAME": "nobody", "SRP_A": "2"},
}
_HIDDEN = "NotAuthorizedException: Incorrect username or password."
_ANA = {
    "email": "ana@example.com",
    "name": "Ana",
    "phone_number": "+12065550100",
}
_PASSWORD = "Correct-Horse-7"

_PROMPT = """
The photo app runs in a browser. Write `app_client(cognito_idp, user_pool_id)`: it makes one app
client in this pool, with the client that it is given, and returns the new client's id.

- It has no secret: whoever opens the page could read it.
- It signs users in with their password (`USER_PASSWORD_AUTH`) and refreshes tokens; no other flow.
- An access token lives 15 minutes, a refresh token 1 day.
- Of a user's attributes the app reads only `email`.
- A refused sign-in does not tell whether there is such a user.

The check tries every flow and an unknown name, signs a user in through your client and reads the
ID token. The lifetimes it reads back from the client's description: the lab keeps them and does not
live by them yet.
"""

_HINTS = (
    "It is one call, `create_user_pool_client`. Every line of the task is one of its parameters, "
    "but for the secret: that is about leaving one out.",
    "The parameters are `ExplicitAuthFlows`, `AccessTokenValidity`, `RefreshTokenValidity`, "
    "`ReadAttributes` and `PreventUserExistenceErrors`. What is left out has a default, and a "
    "default is rarely the least.",
    "A number without a unit is hours for an access token and days for a refresh token: "
    '`TokenValidityUnits={"AccessToken": "minutes"}` says otherwise. The id to return is '
    '`["UserPoolClient"]["ClientId"]` of the answer.',
)

_BEST = {
    "ExplicitAuthFlows": '["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]',
    "AccessTokenValidity": "15",
    "RefreshTokenValidity": "1",
    "TokenValidityUnits": '{"AccessToken": "minutes", "RefreshToken": "days"}',
    "ReadAttributes": '["email"]',
    "PreventUserExistenceErrors": '"ENABLED"',
}


def _source(
    end: str = 'made["UserPoolClient"]["ClientId"]',
    before: str = "",
    **changes: str | None,
) -> str:
    """The solution with some parameters changed, added or (None) left out."""
    parameters = {name: value for name, value in (_BEST | changes).items() if value is not None}
    lines = [f"        {name}={value},\n" for name, value in parameters.items()]
    return (
        f"def app_client(cognito_idp, user_pool_id):\n{before}"
        "    made = cognito_idp.create_user_pool_client(\n"
        "        UserPoolId=user_pool_id,\n"
        '        ClientName="photo-app-web",\n' + "".join(lines) + f"    )\n    return {end}\n"
    )


_WRONG = (
    WrongAnswer(
        "A secret makes every client safer, also one in a browser.", _source(GenerateSecret="True")
    ),
    WrongAnswer("15 means minutes.", _source(TokenValidityUnits=None, RefreshTokenValidity="1")),
    WrongAnswer(
        "One unit holds for all lifetimes: a day is 24.",
        _source(TokenValidityUnits='{"AccessToken": "minutes"}', RefreshTokenValidity="24"),
    ),
    WrongAnswer(
        "A new client may do nothing that it was not given: the defaults are the least.",
        _source(ExplicitAuthFlows=None, ReadAttributes=None, PreventUserExistenceErrors=None),
    ),
    WrongAnswer(
        "More flows do no harm: whoever wants may use another.",
        _source(
            ExplicitAuthFlows='["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", '
            '"ALLOW_ADMIN_USER_PASSWORD_AUTH"]'
        ),
    ),
    WrongAnswer(
        "What the app asks for at sign-up is what it reads.",
        _source(ReadAttributes='["email", "name", "phone_number"]'),
    ),
    WrongAnswer(
        "A wrong password and an unknown user are told apart, as a help to users.",
        _source(PreventUserExistenceErrors='"LEGACY"'),
    ),
    WrongAnswer(
        "One client fits all, so it may stand in a pool of its own.",
        _source(
            before="    pool = cognito_idp.create_user_pool(PoolName='mine')\n"
            "    user_pool_id = pool['UserPool']['Id']\n"
        ),
    ),
    WrongAnswer("The answer of the call is the client.", _source(end='made["UserPoolClient"]')),
)


def _grade(bench: Bench, answer: Any, report: Report) -> None:
    cognito_idp = bench.client("cognito-idp")
    pool_id = cognito_idp.create_user_pool(PoolName="photo-app")["UserPool"]["Id"]
    app_client_id = report.call(
        "app_client",
        answer,
        {"cognito_idp": bench.client("cognito-idp"), "user_pool_id": pool_id},
    )
    report.require_type(
        "what app_client returned",
        app_client_id,
        str,
        'Return the id: `["UserPoolClient"]["ClientId"]` of the answer.',
    )
    made = _clients_of(cognito_idp, pool_id)
    report.require(
        "the client in the pool that it was given",
        expected=f"{shown(app_client_id)}, which it returned",
        seen=", ".join(map(shown, made)) or "no app client",
        passed=app_client_id in made,
        why="A client belongs to one pool: `UserPoolId=user_pool_id`.",
    )
    client = cognito_idp.describe_user_pool_client(UserPoolId=pool_id, ClientId=app_client_id)
    _look_at_settings(client["UserPoolClient"], report)
    _look_at_flows(cognito_idp, pool_id, app_client_id, report)
    _look_at_token(cognito_idp, pool_id, app_client_id, report)


def _clients_of(cognito_idp: Any, pool_id: str) -> list[str]:
    listed = cognito_idp.list_user_pool_clients(UserPoolId=pool_id, MaxResults=60)
    return [client["ClientId"] for client in listed["UserPoolClients"]]


def _look_at_settings(client: dict[str, Any], report: Report) -> None:
    report.add_finding(
        "secret",
        expected="none",
        seen="a secret" if "ClientSecret" in client else "none",
        passed="ClientSecret" not in client,
        why="Code in a browser can be read by everybody: a public client keeps no secret.",
    )
    for what, setting, wanted in (
        ("access token", _ACCESS, "15 minutes"),
        ("refresh token", _REFRESH, "1 day"),
    ):
        seconds, words, why = _lifetime(client, *setting)
        report.add_finding(
            f"lifetime of the {what}",
            expected=wanted,
            seen=words,
            passed=seconds == {"15 minutes": 900, "1 day": 86_400}[wanted],
            why=why,
        )


def _look_at_flows(cognito_idp: Any, pool_id: str, app_client_id: str, report: Report) -> None:
    """Begin a sign-in by every flow, as nobody."""
    answers = {flow: _begun(cognito_idp, pool_id, app_client_id, flow) for flow in _TRIED}
    allowed = tuple(flow for flow, answer in answers.items() if "not enabled" not in answer)
    report.add_finding(
        "flows that it lets through",
        expected=_listed(_FLOWS),
        seen=_listed(allowed) or "none",
        passed=allowed == _FLOWS,
        why="Every flow that is allowed is one more way in; where none is named, refresh, SRP and "
        "custom are.",
    )
    told = answers["USER_PASSWORD_AUTH"]
    if "USER_PASSWORD_AUTH" in allowed:
        report.add_finding(
            "what an unknown user is told",
            expected=_HIDDEN,
            seen=told,
            passed=told == _HIDDEN,
            why="Where nothing is set, which is `LEGACY`, the pool tells who is there: "
            '`PreventUserExistenceErrors="ENABLED"`.',
        )


def _begun(cognito_idp: Any, pool_id: str, app_client_id: str, flow: str) -> str:
    parameters = {"ClientId": app_client_id, "AuthFlow": flow, "AuthParameters": _TRIED[flow]}
    try:
        if flow.startswith("ADMIN"):
            cognito_idp.admin_initiate_auth(UserPoolId=pool_id, **parameters)
        else:
            cognito_idp.initiate_auth(**parameters)
    except cognito_idp.exceptions.ClientError as problem:
        return _words(problem)
    return "accepted"


def _words(problem: Any) -> str:
    error = problem.response["Error"]
    return f"{error['Code']}: {error['Message']}"


def _lifetime(
    client: dict[str, Any], token: str, setting: str, default_unit: str, default: int
) -> tuple[int, str, str]:
    """How long a token of this client lives: in seconds, in words, and what to know of it."""
    length, why = client.get(setting), f"Without a unit, `{setting}` counts {default_unit}."
    if length is None:
        words = f"{default} {default_unit.removesuffix('s') if default == 1 else default_unit}"
        return default * _SECONDS[default_unit], f"nothing set, which is {words}", why
    unit = (client.get("TokenValidityUnits") or {}).get(token, default_unit)
    words = f"{length} {unit.removesuffix('s') if length == 1 else unit}"
    return length * _SECONDS[unit], words, why


def _look_at_token(cognito_idp: Any, pool_id: str, app_client_id: str, report: Report) -> None:
    """Sign a user in through the client and read the ID token's attributes."""
    attributes = [{"Name": name, "Value": value} for name, value in _ANA.items()]
    cognito_idp.admin_create_user(UserPoolId=pool_id, Username="ana", UserAttributes=attributes)
    cognito_idp.admin_set_user_password(
        UserPoolId=pool_id, Username="ana", Password=_PASSWORD, Permanent=True
    )
    try:
        tokens = cognito_idp.initiate_auth(
            ClientId=app_client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": "ana", "PASSWORD": _PASSWORD},
        )["AuthenticationResult"]
    except cognito_idp.exceptions.ClientError as problem:
        seen, read = f"no token: {_words(problem)}", []
    else:
        claims = _claims(tokens["IdToken"])
        read = [name for name in _ANA if name in claims]
        seen = _listed(read) or "none"
    report.add_finding(
        "attributes in the ID token that Ana got",
        expected="`email`",
        seen=seen,
        passed=read == ["email"],
        why="A client reads what `ReadAttributes` lists; without it, every standard attribute.",
    )


def _claims(token: str) -> dict[str, Any]:
    payload = token.split(".")[1]
    claims: dict[str, Any] = json.loads(
        base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    )
    return claims


def _listed(names: Any) -> str:
    return ", ".join(f"`{name}`" for name in names)


BUILD_A_CLIENT = Exercise(
    id="build-a-client",
    chapter="01_user_pool_sign_in",
    title="build an app client that meets a specification",
    prompt=_PROMPT,
    hints=_HINTS,
    answer_name="app_client",
    stub="def app_client(cognito_idp, user_pool_id): ...\n",
    solution=_source(),
    wrong_answers=_WRONG,
    grader=_grade,
    documents=(
        "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html",
        "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html",
    ),
)
