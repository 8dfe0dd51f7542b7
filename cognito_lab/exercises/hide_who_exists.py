"""Exercise of chapter 2: nobody learns from the page who has an account.

The setting is half of it; the other half is what the page makes of the answers.
"""

from __future__ import annotations

from typing import Any

from cognito_lab.exercises.exercise import Exercise, WrongAnswer
from cognito_lab.exercises.report import Bench, Report
from cognito_lab.exercises.spoilt import spoilt
from cognito_lab.exercises.wording import shown, type_name

_PASSWORD, _WRONG_PASSWORD = "Correct-Horse-7", "Incorrect-Horse-7"
_KNOWN, _UNKNOWN = "ana", "nobody"

_PROMPT = """
Somebody tries names on the photo app's page, to learn who has an account. Write three functions
and put them into the list `page`:

- `make_client(cognito_idp, user_pool_id)` makes the page's app client and returns its id. It signs
  users in by `USER_PASSWORD_AUTH`.
- `sign_in(cognito_idp, app_client_id, username, password)` tries to sign in, and returns the text
  that the page shows.
- `forgot(cognito_idp, app_client_id, username)` asks for a code to reset the password, and
  returns the text that the page shows.

An unknown user and a wrong password look the same, on the page and in the pool's own answers. The
right password still signs in and says something else, and whoever forgot a password gets a code.
"""

_HINTS = (
    "What the pool answers can be seen by everybody who opens the browser's tools. So begin with "
    "the app client: one of its settings is about this.",
    'The setting is `PreventUserExistenceErrors="ENABLED"`. `ForgotPassword` then answers for an '
    "unknown name as if a code had been sent: where to, stands in the answer, and differs.",
    "Show one text for every refusal, and one for every `ForgotPassword`, whatever came back: "
    "nothing from the answer, no name, no address.",
)

_SOLUTION = """
def make_client(cognito_idp, user_pool_id):
    made = cognito_idp.create_user_pool_client(
        UserPoolId=user_pool_id,
        ClientName="photo-app-page",
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"],
        PreventUserExistenceErrors="ENABLED",
    )
    return made["UserPoolClient"]["ClientId"]


def sign_in(cognito_idp, app_client_id, username, password):
    try:
        cognito_idp.initiate_auth(
            ClientId=app_client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": username, "PASSWORD": password},
        )
    except cognito_idp.exceptions.ClientError:
        return "User name or password is wrong."
    return "Welcome!"


def forgot(cognito_idp, app_client_id, username):
    try:
        cognito_idp.forgot_password(ClientId=app_client_id, Username=username)
    except cognito_idp.exceptions.ClientError:
        pass
    return "If there is such an account, a code is on its way."


page = [make_client, sign_in, forgot]
""".lstrip()

_STUB = """
def make_client(cognito_idp, user_pool_id): ...


def sign_in(cognito_idp, app_client_id, username, password): ...


def forgot(cognito_idp, app_client_id, username): ...


page = [make_client, sign_in, forgot]
""".lstrip()


_REFUSED = (
    "    except cognito_idp.exceptions.ClientError:\n"
    '        return "User name or password is wrong."\n'
)
_WRONG = (
    WrongAnswer(
        "It is enough if the page does not show it.",
        spoilt(_SOLUTION, ('        PreventUserExistenceErrors="ENABLED",\n', "")),
    ),
    WrongAnswer(
        "A helpful page says what is wrong.",
        spoilt(
            _SOLUTION,
            ('        PreventUserExistenceErrors="ENABLED",\n', ""),
            (
                _REFUSED,
                "    except cognito_idp.exceptions.UserNotFoundException:\n"
                '        return "There is no such user."\n' + _REFUSED,
            ),
        ),
    ),
    WrongAnswer(
        "The page may show where the code was sent: the address is masked.",
        spoilt(
            _SOLUTION,
            (
                "        cognito_idp.forgot_password(",
                "        answer = cognito_idp.forgot_password(",
            ),
            ("        pass\n", '        return "Something went wrong."\n'),
            (
                '    return "If there is such an account, a code is on its way."',
                '    return "Sent to " + answer["CodeDeliveryDetails"]["Destination"]',
            ),
        ),
    ),
    WrongAnswer(
        "Whoever asks for a code gets none, then nobody learns anything.",
        spoilt(
            _SOLUTION,
            (
                "        cognito_idp.forgot_password(ClientId=app_client_id, Username=username)\n",
                "        pass\n",
            ),
        ),
    ),
    WrongAnswer(
        "The same words for everybody, also for who was let in.",
        spoilt(_SOLUTION, ('return "Welcome!"', 'return "User name or password is wrong."')),
    ),
    WrongAnswer(
        "The name belongs into the message, so that one sees a typing error.",
        spoilt(
            _SOLUTION,
            (
                'return "User name or password is wrong."',
                'return f"User name {username} or its password is wrong."',
            ),
        ),
    ),
)


def _grade(bench: Bench, answer: Any, report: Report) -> None:
    make_client, sign_in, forgot = _three(answer, report)
    cognito_idp = bench.client("cognito-idp")
    pool = _pool(cognito_idp)
    app_client_id = report.call(
        "make_client",
        make_client,
        {"cognito_idp": bench.client("cognito-idp"), "user_pool_id": pool},
    )
    report.require_type(
        "what make_client returned",
        app_client_id,
        str,
        'Return the id: `["UserPoolClient"]["ClientId"]` of the answer.',
    )
    texts = {
        who: _text(report, bench, "sign_in", sign_in, app_client_id, username, password)
        for who, username, password in (
            ("wrong", _KNOWN, _WRONG_PASSWORD),
            ("unknown", _UNKNOWN, _WRONG_PASSWORD),
            ("right", _KNOWN, _PASSWORD),
        )
    }
    report.add_finding(
        "the page, for an unknown user and for a wrong password",
        expected="the same text",
        seen=_told_apart(texts["unknown"], texts["wrong"]),
        passed=texts["unknown"] == texts["wrong"],
        why="Whoever tries names reads the difference.",
    )
    report.add_finding(
        "the page, for the right password",
        expected="another text",
        seen="another text" if texts["right"] != texts["wrong"] else shown(texts["right"]),
        passed=texts["right"] != texts["wrong"],
        why="A user who is let in has to learn that; does your client allow the flow?",
    )
    _look_behind_the_page(cognito_idp, app_client_id, report)
    _look_at_forgot(bench, forgot, app_client_id, report)


def _three(answer: Any, report: Report) -> list[Any]:
    report.require(
        "page",
        expected="a list of three functions",
        seen=type_name(answer) if type(answer) is not list else f"a list of {len(answer)}",
        passed=type(answer) is list and len(answer) == 3,
        why="`page = [make_client, sign_in, forgot]`.",
    )
    functions: list[Any] = answer
    return functions


def _pool(cognito_idp: Any) -> str:
    pool: str = cognito_idp.create_user_pool(PoolName="photo-app")["UserPool"]["Id"]
    named = {"UserPoolId": pool, "Username": _KNOWN}
    address = [
        {"Name": "email", "Value": "ana@example.com"},
        {"Name": "email_verified", "Value": "true"},
    ]
    cognito_idp.admin_create_user(**named, UserAttributes=address, MessageAction="SUPPRESS")
    cognito_idp.admin_set_user_password(**named, Password=_PASSWORD, Permanent=True)
    return pool


def _text(
    report: Report, bench: Bench, what: str, function: Any, app_client_id: str, *rest: str
) -> str:
    names = ("username", "password")
    arguments: dict[str, Any] = {
        "cognito_idp": bench.client("cognito-idp"),
        "app_client_id": app_client_id,
        **dict(zip(names, rest, strict=False)),
    }
    text = report.call(what, function, arguments)
    report.require_type(f"what {what} returned", text, str, "Return what the page shows.")
    return str(text)


def _told_apart(one: str, other: str) -> str:
    return "the same text" if one == other else f"{shown(one)} and {shown(other)}"


def _look_behind_the_page(cognito_idp: Any, app_client_id: str, report: Report) -> None:
    """What the pool itself answers to whoever calls it with the page's app client."""
    answers = [
        _refusal(
            cognito_idp,
            cognito_idp.initiate_auth,
            ClientId=app_client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": username, "PASSWORD": _WRONG_PASSWORD},
        )
        for username in (_UNKNOWN, _KNOWN)
    ]
    report.add_finding(
        "the pool's own answers behind the page",
        expected="the same",
        seen="the same" if answers[0] == answers[1] else " and ".join(map(shown, answers)),
        passed=answers[0] == answers[1],
        why="Nobody has to use your page: what the pool answers can be read by everybody.",
    )


def _refusal(cognito_idp: Any, call: Any, **parameters: Any) -> str:
    try:
        call(**parameters)
    except cognito_idp.exceptions.ClientError as problem:
        error = problem.response["Error"]
        return f"{error['Code']}: {error['Message']}"
    return "accepted"


def _look_at_forgot(bench: Bench, forgot: Any, app_client_id: str, report: Report) -> None:
    before = len(bench.lab.outbox)
    texts = [
        _text(report, bench, "forgot", forgot, app_client_id, name) for name in (_KNOWN, _UNKNOWN)
    ]
    sent = [message.recipient for message in bench.lab.outbox[before:]]
    report.add_finding(
        "the page, for a forgotten password of an unknown user and of a known one",
        expected="the same text",
        seen=_told_apart(*texts),
        passed=texts[0] == texts[1],
        why="Recovery tells who is here as well as a sign-in does. The pool makes up a place for "
        "an unknown name, and whoever knows the real address sees the difference.",
    )
    report.add_finding(
        "the code of whoever forgot a password",
        expected="one message, to Ana",
        seen="one message, to Ana" if sent == ["ana@example.com"] else f"{len(sent)} messages",
        passed=sent == ["ana@example.com"],
        why="`forgot_password` has the pool send a code; without it nobody gets back in.",
    )


HIDE_WHO_EXISTS = Exercise(
    id="hide-who-exists",
    chapter="02_challenges_and_recovery",
    title="nobody learns who has an account",
    prompt=_PROMPT,
    hints=_HINTS,
    answer_name="page",
    stub=_STUB,
    solution=_SOLUTION,
    wrong_answers=_WRONG,
    grader=_grade,
    documents=(
        "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html",
        "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html",
    ),
)
