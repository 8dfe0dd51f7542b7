"""Exercise of chapter 1: provoke three refusals, mend each, and name its cause."""

from __future__ import annotations

from typing import Any

from cognito_lab.exercises.clinic_answers import SOLUTION, STUB, WRONG
from cognito_lab.exercises.clinic_table import CLINIC
from cognito_lab.exercises.exercise import Exercise
from cognito_lab.exercises.report import Bench, Report
from cognito_lab.exercises.wording import shown, type_name
from cognito_lab.flow import ApiCall
from cognito_lab.known_error import KnownError

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
    + "\n".join(
        f"- `{name}`: `{row.operation}` says `{row.code}`, “{row.text}”" for name, row in ROWS
    )
    + "\n\nThe names: "
    + ", ".join(f"`{cause}`" for cause in sorted({*CAUSES, NOT_PERMITTED}))
    + ".\n\n`with refused(code):` around a call, from `cognito_lab.aws`, lets the function go on. "
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


def _grade(bench: Bench, answer: Any, report: Report) -> None:
    names = ", ".join(name for name, _ in ROWS)
    report.require(
        "your answer",
        expected=f"a list of three functions: `[{names}]`",
        seen=_kind(answer),
        passed=type(answer) in (list, tuple) and len(answer) == len(ROWS),
    )
    for (name, row), function in zip(ROWS, answer, strict=True):
        _examine(name, row, function, bench, report)


def _kind(answer: Any) -> str:
    if type(answer) in (list, tuple):
        return f"{type_name(answer)} of {len(answer)}"
    return type_name(answer)


def _examine(name: str, row: KnownError, function: Any, bench: Bench, report: Report) -> None:
    app_client_id = _fresh_app_client(bench.client("cognito-idp"))
    before = len(bench.lab.trace)
    named = report.call(
        name,
        function,
        {
            "cognito_idp": bench.client("cognito-idp"),
            "app_client_id": app_client_id,
            "outbox": bench.lab.outbox,
        },
        advice=f'Let the function go on: put `with refused("{row.code}"):` around the call.',
    )
    calls = bench.lab.trace.calls[before:]
    refusal = _provoked(row, calls)
    report.add_finding(
        f"{name}: what was refused",
        expected=f"`{row.operation}`: {row.code}: {row.text}",
        seen=_refusals(calls) or "no call was refused",
        passed=refusal is not None,
        why="Code and text both count, and only a call that the pool refused is recorded.",
    )
    report.add_finding(
        f"{name}: the same call, mended",
        expected=f"`{row.operation}` goes through for the same user",
        seen=_afterwards(row, refusal, calls),
        passed=refusal is not None and _is_mended(row, refusal, calls),
        why=row.remedy,
    )
    report.add_finding(
        f"{name}: the cause's name",
        expected="the one of this error",
        seen=shown(named),
        passed=type(named) is str and named == row.cause,
        why=_of_the_name(named),
    )


def _fresh_app_client(cognito_idp: Any) -> str:
    pool = cognito_idp.create_user_pool(PoolName="clinic", AutoVerifiedAttributes=["email"])
    app_client = cognito_idp.create_user_pool_client(
        UserPoolId=pool["UserPool"]["Id"],
        ClientName="clinic",
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    )
    return str(app_client["UserPoolClient"]["ClientId"])


def _provoked(row: KnownError, calls: tuple[ApiCall, ...]) -> ApiCall | None:
    return next((call for call in calls if _is_said(row, call)), None)


def _is_said(row: KnownError, call: ApiCall) -> bool:
    error = call.error
    return (
        error is not None
        and call.operation == row.operation
        and row.is_said_by(error.code, error.message)
    )


def _is_mended(row: KnownError, refusal: ApiCall, calls: tuple[ApiCall, ...]) -> bool:
    return any(
        call.number > refusal.number
        and call.operation == row.operation
        and _user(call) == _user(refusal)
        and _went_through(call)
        for call in calls
    )


def _went_through(call: ApiCall) -> bool:
    """Not refused; and a sign-in is one that gave tokens, not a further challenge."""
    if call.error is not None:
        return False
    return call.operation != "InitiateAuth" or "AuthenticationResult" in (call.response or {})


def _user(call: ApiCall) -> Any:
    parameters = call.parameters
    return parameters.get("Username", (parameters.get("AuthParameters") or {}).get("USERNAME"))


def _refusals(calls: tuple[ApiCall, ...]) -> str:
    errors = [call for call in calls if call.error is not None]
    return "; ".join(
        f"`{call.operation}`: {call.error.code}: {call.error.message}"[:300]
        for call in errors[:3]
        if call.error is not None
    )


def _afterwards(row: KnownError, refusal: ApiCall | None, calls: tuple[ApiCall, ...]) -> str:
    if refusal is None:
        return "nothing to mend, for that refusal was not there"
    if _is_mended(row, refusal, calls):
        return "it went through"
    later = [call.operation for call in calls if call.number > refusal.number]
    told = ", ".join(f"`{operation}`" for operation in later[:6]) or "no call"
    return f"after the refusal: {told}, and no such call for {shown(_user(refusal))} went through"


def _of_the_name(named: Any) -> str:
    if named == NOT_PERMITTED:
        return "Nothing was forbidden: the pool does not believe who it is."
    if named is None:
        return "Return the name: `return` at the end of the function."
    means = dict.fromkeys(row.means for row in CLINIC if row.cause == named)
    return "That name is for: " + " ".join(means) if means else "It is none of the names."


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
    grader=_grade,
    documents=tuple(dict.fromkeys(row.document for _, row in ROWS)),
)
