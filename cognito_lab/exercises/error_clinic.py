"""Exercise of chapter 1: provoke three refusals, mend each, and name its cause."""

from __future__ import annotations

from typing import Any

from cognito_lab.exercises.clinic_answers import SOLUTION, STUB, WRONG
from cognito_lab.exercises.clinic_grading import ClinicGrader, listed
from cognito_lab.exercises.clinic_table import CLINIC
from cognito_lab.exercises.exercise import Exercise
from cognito_lab.exercises.report import Bench
from cognito_lab.flow import ApiCall

ROWS = (
    (
        "not_confirmed",
        CLINIC.row("InitiateAuth", "UserNotConfirmedException", "address-not-proved"),
    ),
    ("wrong_code", CLINIC.row("ConfirmSignUp", "CodeMismatchException", "wrong-code")),
    ("wrong_password", CLINIC.row("InitiateAuth", "NotAuthorizedException", "wrong-password")),
)
"""What each of the learner's functions is to provoke."""

NOT_PERMITTED = "not-permitted"
"""A cause to choose that no row has: the belief that the clinic is about."""

CAUSES = (
    "address-not-proved",
    "confirmed-already",
    "name-taken",
    "nowhere-to-send",
    "old-code",
    "switched-off",
    "unknown-client",
    "unknown-user",
    "weak-password",
    "wrong-code",
    "wrong-password",
)
"""The causes that the prompt offers: those of chapter 1."""

_PROMPT = (
    """
The clinic turns it round: first you provoke an error, then you mend its cause. Write three
functions of `(cognito_idp, app_client_id, outbox)`. Each begins with an empty pool that verifies
e-mail addresses, makes one call that is refused with exactly this code and text, mends the cause,
makes the same call for the same user again (now it goes through), and returns the cause's name.
"""
    + listed(ROWS, {*CAUSES, NOT_PERMITTED})
    + "\n\n`with refused(code):` around a call, from `cognito_lab.aws`, lets the function go on. "
    "You may write functions that yours share."
)

_HINTS = (
    "Each function begins with `sign_up`, with an e-mail address. The first one is refused if it "
    "signs in right after that.",
    "Mend what was wrong and nothing else: enter the code (`outbox[-1].code`), the right code "
    "after a wrong one, the right password after a wrong one. Then make the call again.",
    "`wrong_password` has to confirm the user before: an unconfirmed one is not let in with the "
    "right password either. And despite its name NotAuthorizedException is about who you are "
    "here: nobody has asked for permission to do anything.",
)


def _arguments(bench: Bench, name: str) -> dict[str, Any]:
    cognito_idp = bench.client("cognito-idp")
    app_client_id = _fresh_app_client(cognito_idp)
    return {
        "cognito_idp": cognito_idp,
        "app_client_id": app_client_id,
        "outbox": bench.lab.outbox,
    }


def _fresh_app_client(cognito_idp: Any) -> str:
    pool = cognito_idp.create_user_pool(PoolName="clinic", AutoVerifiedAttributes=["email"])
    app_client = cognito_idp.create_user_pool_client(
        UserPoolId=pool["UserPool"]["Id"],
        ClientName="clinic",
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    )
    return str(app_client["UserPoolClient"]["ClientId"])


def _went_through(call: ApiCall) -> bool:
    """A sign-in is one that gave tokens, not a further challenge."""
    return call.operation != "InitiateAuth" or "AuthenticationResult" in (call.response or {})


def _user(call: ApiCall) -> Any:
    parameters = call.parameters
    return parameters.get("Username", (parameters.get("AuthParameters") or {}).get("USERNAME"))


ERROR_CLINIC = Exercise(
    id="error-clinic",
    chapter="01_user_pool_sign_in",
    title="the error clinic",
    prompt=_PROMPT,
    hints=_HINTS,
    answer_name="clinic",
    stub=STUB,
    solution=SOLUTION,
    wrong_answers=WRONG,
    grader=ClinicGrader(
        ROWS,
        _arguments,
        _user,
        came_through=_went_through,
        beliefs={NOT_PERMITTED: "Nothing was forbidden: the pool does not believe who it is."},
    ),
    documents=tuple(dict.fromkeys(row.document for _, row in ROWS)),
)
