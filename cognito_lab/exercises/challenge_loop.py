"""Exercise of chapter 2: answer every challenge until the tokens come.

The check plays the people: it makes one user for each way a sign-in can go, and answers what the
learner's function asks them.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from typing import Any

from cognito_lab.exercises.exercise import Exercise, WrongAnswer
from cognito_lab.exercises.report import Bench, Report, told
from cognito_lab.exercises.spoilt import spoilt
from cognito_lab.exercises.wording import shown, type_name
from cognito_lab.sign_in.totp import totp

Ask = Callable[[str, dict[str, str]], str]

_PASSWORD, _TEMPORARY, _CHOSEN = "Correct-Horse-7", "Temporary-1", "Quite-Another-2"
_MOST_QUESTIONS = 12

_PROMPT = """
Write `sign_in(cognito_idp, app_client_id, username, password, ask)`. It signs a user in by
`USER_PASSWORD_AUTH`, answers whatever the pool asks on the way, and returns the
`AuthenticationResult`.

- `ask(name, parameters)` asks the person, and gives back what they type: a new password for
  `NEW_PASSWORD_REQUIRED`, a code for `SMS_MFA` and `SOFTWARE_TOKEN_MFA`.
- One challenge may follow another.
- A code that was mistyped is asked for again.
- A challenge that you do not know ends it: raise an exception that names the challenge.
"""

_HINTS = (
    "How many challenges there will be is not known beforehand: that is what `while` is for. What "
    "ends it stands in the answer.",
    "Each answer with a challenge has a `Session` of its own, and the next call has to bring that "
    "one. The answer's member is called differently for each challenge: `NEW_PASSWORD`, "
    "`SMS_MFA_CODE`, `SOFTWARE_TOKEN_MFA_CODE`.",
    "`except cognito_idp.exceptions.CodeMismatchException: continue` asks again: the challenge "
    "session is still good. A dictionary from challenge to member tells which challenges you know.",
)

_SOLUTION = """
MEMBERS = {
    "NEW_PASSWORD_REQUIRED": "NEW_PASSWORD",
    "SMS_MFA": "SMS_MFA_CODE",
    "SOFTWARE_TOKEN_MFA": "SOFTWARE_TOKEN_MFA_CODE",
}


def sign_in(cognito_idp, app_client_id, username, password, ask):
    answer = cognito_idp.initiate_auth(
        ClientId=app_client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": username, "PASSWORD": password},
    )
    while "AuthenticationResult" not in answer:
        name = answer["ChallengeName"]
        if name not in MEMBERS:
            raise NotImplementedError(name)
        typed = ask(name, answer["ChallengeParameters"])
        try:
            answer = cognito_idp.respond_to_auth_challenge(
                ClientId=app_client_id,
                ChallengeName=name,
                Session=answer["Session"],
                ChallengeResponses={"USERNAME": username, MEMBERS[name]: typed},
            )
        except cognito_idp.exceptions.CodeMismatchException:
            continue
    return answer["AuthenticationResult"]
""".lstrip()


_WITHOUT_A_RETRY = (
    (
        """        try:
            answer = cognito_idp.respond_to_auth_challenge(
                ClientId=app_client_id,
                ChallengeName=name,
                Session=answer["Session"],
                ChallengeResponses={"USERNAME": username, MEMBERS[name]: typed},
            )
        except cognito_idp.exceptions.CodeMismatchException:
            continue
""",
        """        answer = cognito_idp.respond_to_auth_challenge(
            ClientId=app_client_id,
            ChallengeName=name,
            Session=answer["Session"],
            ChallengeResponses={"USERNAME": username, MEMBERS[name]: typed},
        )
""",
    ),
)
_WRONG = (
    WrongAnswer(
        "After one challenge come the tokens.",
        spoilt(
            _SOLUTION,
            ('    while "AuthenticationResult"', '    if "AuthenticationResult"'),
            ("            continue\n", "            pass\n"),
            (
                '    return answer["AuthenticationResult"]',
                '    return answer.get("AuthenticationResult")',
            ),
        ),
    ),
    WrongAnswer(
        "A sign-in has one session from its beginning to its end.",
        spoilt(
            _SOLUTION,
            ("    while", '    session = answer.get("Session")\n    while'),
            ('Session=answer["Session"]', "Session=session"),
        ),
    ),
    WrongAnswer(
        "A code is a code: one member fits all.", spoilt(_SOLUTION, ("MEMBERS[name]:", '"CODE":'))
    ),
    WrongAnswer("A wrong code ends a sign-in.", spoilt(_SOLUTION, *_WITHOUT_A_RETRY)),
    WrongAnswer(
        "Whatever is asked, a code will do.",
        spoilt(
            _SOLUTION,
            (
                "        if name not in MEMBERS:\n            raise NotImplementedError(name)\n",
                '        member = MEMBERS.get(name, "ANSWER")\n',
            ),
            ("MEMBERS[name]:", "member:"),
        ),
    ),
    WrongAnswer(
        "That something went wrong is all that an exception has to say.",
        spoilt(_SOLUTION, ("NotImplementedError(name)", 'NotImplementedError("sign-in failed")')),
    ),
    WrongAnswer(
        "The access token is what a sign-in gives.",
        spoilt(
            _SOLUTION,
            (
                'return answer["AuthenticationResult"]',
                'return answer["AuthenticationResult"]["AccessToken"]',
            ),
        ),
    ),
)


class _Asked(Exception):
    """The person was asked too often."""


class _Person:
    """Somebody who answers what they are asked: what they know, in this order."""

    def __init__(self, answers: dict[str, list[Callable[[], str]]]) -> None:
        self._answers = answers
        self.asked: list[str] = []

    def ask(self, name: str, parameters: dict[str, str]) -> str:
        """What the person types when a challenge of this name is shown to them."""
        self.asked.append(str(name))
        if len(self.asked) > _MOST_QUESTIONS:
            raise _Asked(f"{name} was asked again and again")
        waiting = self._answers.get(name)
        if not waiting:
            return "?"
        return (waiting.pop(0) if len(waiting) > 1 else waiting[0])()


class _Scene:
    """A pool with MFA switched on, an app client, and users."""

    def __init__(self, bench: Bench) -> None:
        self.lab = bench.lab
        self.cognito_idp = bench.client("cognito-idp")
        self.pool = self.cognito_idp.create_user_pool(PoolName="photo-app")["UserPool"]["Id"]
        self.app_client_id: str = self.cognito_idp.create_user_pool_client(
            UserPoolId=self.pool,
            ClientName="photo-app-web",
            ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"],
        )["UserPoolClient"]["ClientId"]
        self.cognito_idp.set_user_pool_mfa_config(
            UserPoolId=self.pool,
            MfaConfiguration="OPTIONAL",
            SoftwareTokenMfaConfiguration={"Enabled": True},
            SmsMfaConfiguration={
                "SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}
            },
        )

    def user(self, username: str, *, temporary: bool = False, sms: bool = False) -> None:
        named = {"UserPoolId": self.pool, "Username": username}
        self.cognito_idp.admin_create_user(
            **named,
            TemporaryPassword=_TEMPORARY,
            MessageAction="SUPPRESS",
            UserAttributes=[{"Name": "phone_number", "Value": "+12065550100"}],
        )
        if not temporary:
            self.cognito_idp.admin_set_user_password(**named, Password=_PASSWORD, Permanent=True)
        if sms:
            self.cognito_idp.admin_set_user_mfa_preference(
                **named, SMSMfaSettings={"Enabled": True}
            )

    def authenticator_app(self, username: str) -> Callable[[], str]:
        """Set an app up for a user; returns what it shows when it is looked at."""
        token = self.cognito_idp.initiate_auth(
            ClientId=self.app_client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": username, "PASSWORD": _PASSWORD},
        )["AuthenticationResult"]["AccessToken"]
        secret = self.cognito_idp.associate_software_token(AccessToken=token)["SecretCode"]

        def look() -> str:
            time.sleep(30)  # the lab's clock: the next code, for each is good once
            return totp(secret, dt.datetime.now(dt.UTC))

        self.cognito_idp.verify_software_token(AccessToken=token, UserCode=look())
        self.cognito_idp.set_user_mfa_preference(
            AccessToken=token, SoftwareTokenMfaSettings={"Enabled": True}
        )
        return look

    def newest_code(self) -> str:
        return str(self.lab.outbox[-1].code)


def _grade(bench: Bench, answer: Any, report: Report) -> None:
    scene = _Scene(bench)
    scene.user("ana")
    result = report.call(
        "sign_in",
        answer,
        {
            "cognito_idp": bench.client("cognito-idp"),
            "app_client_id": scene.app_client_id,
            "username": "ana",
            "password": _PASSWORD,
            "ask": _Person({}).ask,
        },
    )
    report.add_finding(
        "Ana, who is asked nothing",
        expected="the AuthenticationResult, with its three tokens",
        seen=_seen(result),
        passed=_is_result(result),
        why="Return the whole `AuthenticationResult`: an app needs all three tokens.",
    )
    for what, username, password, person, why in _people(scene):
        result, problem = _attempt(bench, scene, answer, username, password, person)
        report.add_finding(
            what,
            expected="signed in",
            seen=told(problem) if problem else "signed in" if result else "not signed in",
            passed=problem is None and bool(result),
            why=why,
        )
    _look_at_an_unknown_challenge(bench, scene, answer, report)


def _people(scene: _Scene) -> list[tuple[str, str, str, _Person, str]]:
    new, code = {"NEW_PASSWORD_REQUIRED": [lambda: _CHOSEN]}, [scene.newest_code]
    scene.user("ben", temporary=True)
    scene.user("cleo")
    app_of_cleo = scene.authenticator_app("cleo")
    scene.user("dan", temporary=True, sms=True)
    scene.user("eve", sms=True)
    return [
        (
            "Ben, whose password is temporary",
            "ben",
            _TEMPORARY,
            _Person(dict(new)),
            "`NEW_PASSWORD_REQUIRED` is answered with `NEW_PASSWORD`.",
        ),
        (
            "Cleo, who has an authenticator app",
            "cleo",
            _PASSWORD,
            _Person({"SOFTWARE_TOKEN_MFA": [app_of_cleo]}),
            "`SOFTWARE_TOKEN_MFA` is answered with `SOFTWARE_TOKEN_MFA_CODE`.",
        ),
        (
            "Dan, who needs a new password and then a code",
            "dan",
            _TEMPORARY,
            _Person({**new, "SMS_MFA": code}),
            "A challenge may follow a challenge, and each has a `Session` of its own.",
        ),
        (
            "Eve, who mistypes her code once",
            "eve",
            _PASSWORD,
            _Person({"SMS_MFA": [lambda: "000000 ", *code]}),
            "After CodeMismatchException the same challenge session is still good: ask again.",
        ),
    ]


def _attempt(
    bench: Bench, scene: _Scene, answer: Any, username: str, password: str, person: _Person
) -> tuple[Any, BaseException | None]:
    try:
        result = answer(
            bench.client("cognito-idp"), scene.app_client_id, username, password, person.ask
        )
    except BaseException as problem:  # of the learner's making, whatever it is
        return None, problem
    return result, None


def _look_at_an_unknown_challenge(bench: Bench, scene: _Scene, answer: Any, report: Report) -> None:
    """Fay has two factors and prefers none: the pool asks which."""
    scene.user("fay", sms=True)
    named = {"UserPoolId": scene.pool, "Username": "fay"}
    off = {"SMSMfaSettings": {"Enabled": False}}
    scene.cognito_idp.admin_set_user_mfa_preference(**named, **off)
    scene.authenticator_app("fay")
    scene.cognito_idp.admin_set_user_mfa_preference(**named, SMSMfaSettings={"Enabled": True})
    result, problem = _attempt(bench, scene, answer, "fay", _PASSWORD, _Person({}))
    known = problem is None and bool(result)
    report.add_finding(
        "Fay, whom the pool asks `SELECT_MFA_TYPE`",
        expected="an exception that names the challenge",
        seen=told(problem) if problem else "no exception",
        passed=known or (problem is not None and _names(problem, "SELECT_MFA_TYPE")),
        why="Whoever reads the log has to learn which challenge the app could not answer.",
    )


def _names(problem: BaseException, challenge: str) -> bool:
    """Whether the learner's own exception says it; an error of the pool's is none of that."""
    is_the_pools = hasattr(problem, "response") or isinstance(problem, _Asked)
    return not is_the_pools and challenge in told(problem)


def _is_result(result: Any) -> bool:
    return isinstance(result, dict) and {"AccessToken", "IdToken", "RefreshToken"} <= result.keys()


def _seen(result: Any) -> str:
    if _is_result(result):
        return "the AuthenticationResult, with its three tokens"
    if isinstance(result, dict) and "AuthenticationResult" in result:
        return "the whole answer: the tokens are under `AuthenticationResult`"
    if isinstance(result, dict):
        return f"a dictionary of {', '.join(shown(str(name)) for name in list(result)[:5])}"
    return "nothing (None)" if result is None else type_name(result)


CHALLENGE_LOOP = Exercise(
    id="challenge-loop",
    chapter="02_challenges_and_recovery",
    title="answer every challenge until the tokens come",
    prompt=_PROMPT,
    hints=_HINTS,
    answer_name="sign_in",
    stub="def sign_in(cognito_idp, app_client_id, username, password, ask): ...\n",
    solution=_SOLUTION,
    wrong_answers=_WRONG,
    grader=_grade,
    documents=(
        "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html",
        "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow.html",
    ),
)
