"""Exercise of chapter 5: a refusal at each door between a login and S3, provoked and mended."""

from __future__ import annotations

import json
from typing import Any

from cognito_lab.exercises.clinic_grading import ClinicGrader, listed
from cognito_lab.exercises.clinic_table import CLINIC
from cognito_lab.exercises.exchange_clinic_answers import SOLUTION, STUB, WRONG
from cognito_lab.exercises.exercise import Exercise
from cognito_lab.exercises.photo_app_scene import BUCKET, MEMBERS, PhotoApp
from cognito_lab.exercises.report import Bench
from cognito_lab.flow import ApiCall

_POOL = "InvalidIdentityPoolConfigurationException"
ROWS = (
    ("wrong_token", CLINIC.row("GetId", "NotAuthorizedException", "access-token-shown")),
    ("wrong_role", CLINIC.row("GetCredentialsForIdentity", _POOL, "role-cannot-be-taken")),
    ("wrong_policy", CLINIC.row("GetObject", "AccessDenied", "no-policy-allows")),
)
"""What each of the learner's functions is to provoke."""

OTHERS = (
    "credentials-too-old",
    "guests-forbidden",
    "identity-of-another",
    "login-too-old",
    "provider-not-named",
    "session-policy-limits",
    "token-changed",
)
"""Further causes that the prompt offers."""

NOT_SIGNED_IN = "not-signed-in"
"""A name that no row has: the belief that every refusal means that nobody is known."""

KEY = "cat.jpg"
_PROMPT = (
    """
Between a login and an object in S3 there are three doors, and each has its own refusal. Provoke
one at each door, then mend its cause. Write three functions of `(app, client)`. Each finds the
photo app in order and Ana signed in, and `app` is a dict: `tokens`, `provider`, `identity_pool_id`,
`role` (the members' role by name), `trust_policy` and `policy` (both of that role as they are, as
text), `bucket`, `key` (an object in it that the role may read). `client` makes clients as
`boto3.client` does: the administrator's, if nothing else is said. Each function makes one call that
is refused with exactly this code and text, mends the cause, makes the same call again (now it goes
through), and returns the cause's name.
"""
    + listed(ROWS, {*(row.cause for _, row in ROWS), *OTHERS, NOT_SIGNED_IN})
    + "\n\n`with refused(code):` around a call, from `cognito_lab.aws`, lets the function go on."
)

_HINTS = (
    "What is in order has to be spoilt first: the token that is sent, the role's trust policy "
    "(`iam.update_assume_role_policy`), its other policy (`iam.put_role_policy`).",
    "`wrong_role` needs a trust policy that IAM stores and that lets Ana not in: ask for "
    "`unauthenticated` in its `amr`. Mend it with `app['trust_policy']`.",
    "`wrong_policy` is about a call with Ana's credentials: a client of S3 made with all three of "
    "their parts. The role's policy is called `allows`; the credentials need not be new for the "
    "second call, for policies are asked at each call.",
)


def _arguments(bench: Bench, name: str) -> dict[str, Any]:
    app = PhotoApp(bench)
    app.new_user("ana")
    s3 = bench.client("s3")
    s3.create_bucket(Bucket=BUCKET)
    s3.put_object(Bucket=BUCKET, Key=KEY, Body=b"a cat")
    app.allow(MEMBERS, "s3:GetObject", f"arn:aws:s3:::{BUCKET}/*")
    policy = app.iam.get_role_policy(RoleName=MEMBERS, PolicyName="allows")["PolicyDocument"]
    told = {
        "tokens": app.sign_in("ana"),
        "provider": app.provider,
        "identity_pool_id": app.identity_pool_id,
        "role": MEMBERS,
        "trust_policy": json.dumps(app.trust("authenticated")),
        "policy": policy if isinstance(policy, str) else json.dumps(policy),
        "bucket": BUCKET,
        "key": KEY,
    }
    return {"app": told, "client": bench.client}


def _what(call: ApiCall) -> Any:
    given = call.parameters
    named = ("IdentityPoolId", "IdentityId", "Bucket", "Key")
    # The administrator may read what Ana may not: whoever asks has to be the same.
    return tuple(given[name] for name in named if name in given), call.principal


EXCHANGE_CLINIC = Exercise(
    id="exchange-clinic",
    chapter="05_identity_pool_exchange",
    title="three doors, three refusals",
    prompt=_PROMPT,
    hints=_HINTS,
    answer_name="exchange_clinic",
    stub=STUB,
    solution=SOLUTION,
    wrong_answers=WRONG,
    grader=ClinicGrader(
        ROWS,
        _arguments,
        _what,
        "pool, identity or object",
        beliefs={
            NOT_SIGNED_IN: "Ana is signed in all the time: each door asks for something else."
        },
    ),
    documents=tuple(dict.fromkeys(row.document for _, row in ROWS)),
)
