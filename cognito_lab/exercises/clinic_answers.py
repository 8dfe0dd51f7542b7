"""The error clinic's stub, its solution, and what people answer instead."""

from __future__ import annotations

from cognito_lab.exercises.exercise import WrongAnswer

_PARAMETERS = "(cognito_idp, app_client_id, outbox)"
_NAMES = ("not_confirmed", "wrong_code", "wrong_password")
_LIST = f"clinic = [{', '.join(_NAMES)}]\n"

STUB = "".join(f"def {name}{_PARAMETERS}: ...\n\n\n" for name in _NAMES) + _LIST

_SHARED = """
from cognito_lab.aws import refused

PASSWORD = "Correct-Horse-7"


def sign_up(cognito_idp, app_client_id, username="ana"):
    cognito_idp.sign_up(
        ClientId=app_client_id,
        Username=username,
        Password=PASSWORD,
        UserAttributes=[{"Name": "email", "Value": f"{username}@example.com"}],
    )


def confirm(cognito_idp, app_client_id, code):
    cognito_idp.confirm_sign_up(ClientId=app_client_id, Username="ana", ConfirmationCode=code)


def sign_in(cognito_idp, app_client_id, password=PASSWORD, username="ana"):
    cognito_idp.initiate_auth(
        ClientId=app_client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": username, "PASSWORD": password},
    )
"""

_RIGHT = {
    "not_confirmed": """
    sign_up(cognito_idp, app_client_id)
    with refused("UserNotConfirmedException"):
        sign_in(cognito_idp, app_client_id)
    confirm(cognito_idp, app_client_id, outbox[-1].code)
    sign_in(cognito_idp, app_client_id)
    return "address-not-proved"
""",
    "wrong_code": """
    sign_up(cognito_idp, app_client_id)
    right = outbox[-1].code
    with refused("CodeMismatchException"):
        confirm(cognito_idp, app_client_id, "000000" if right != "000000" else "111111")
    confirm(cognito_idp, app_client_id, right)
    return "wrong-code"
""",
    "wrong_password": """
    sign_up(cognito_idp, app_client_id)
    confirm(cognito_idp, app_client_id, outbox[-1].code)
    with refused("NotAuthorizedException"):
        sign_in(cognito_idp, app_client_id, "not-her-password")
    sign_in(cognito_idp, app_client_id)
    return "wrong-password"
""",
}


def _source(**changed: str) -> str:
    """The solution with other bodies for some of its functions."""
    functions = (
        f"\n\ndef {name}{_PARAMETERS}:\n{body.strip(chr(10))}\n"
        for name, body in (_RIGHT | changed).items()
    )
    return f"{_SHARED.lstrip()}{''.join(functions)}\n\n{_LIST}"


def _without_mending() -> dict[str, str]:
    """Each function up to its refusal, and the name."""
    bodies = {}
    for name, body in _RIGHT.items():
        lines = body.strip("\n").splitlines()
        refusal = next(n for n, line in enumerate(lines) if "with refused" in line)
        bodies[name] = "\n".join([*lines[: refusal + 2], lines[-1]])
    return bodies


SOLUTION = _source()

WRONG = (
    WrongAnswer(
        "An error that is understood needs no mending.",
        _source(**_without_mending()),
    ),
    WrongAnswer(
        "NotAuthorizedException says that something was forbidden: authorization.",
        _source(
            wrong_password=_RIGHT["wrong_password"].replace('"wrong-password"', '"not-permitted"')
        ),
    ),
    WrongAnswer(
        "The code of an error is all there is: whatever says NotAuthorizedException will do.",
        _source(
            wrong_password="""
    sign_up(cognito_idp, app_client_id)
    confirm(cognito_idp, app_client_id, outbox[-1].code)
    pools = cognito_idp.list_user_pools(MaxResults=60)["UserPools"]
    ana = {"UserPoolId": pools[-1]["Id"], "Username": "ana"}
    cognito_idp.admin_disable_user(**ana)
    with refused("NotAuthorizedException"):
        sign_in(cognito_idp, app_client_id)
    cognito_idp.admin_enable_user(**ana)
    sign_in(cognito_idp, app_client_id)
    return "wrong-password"
"""
        ),
    ),
    WrongAnswer(
        "Who is not let in is not known: sign up once more, under another name.",
        _source(
            not_confirmed="""
    sign_up(cognito_idp, app_client_id)
    with refused("UserNotConfirmedException"):
        sign_in(cognito_idp, app_client_id)
    sign_up(cognito_idp, app_client_id, "ana2")
    code = outbox[-1].code
    cognito_idp.confirm_sign_up(ClientId=app_client_id, Username="ana2", ConfirmationCode=code)
    sign_in(cognito_idp, app_client_id, username="ana2")
    return "unknown-user"
"""
        ),
    ),
    WrongAnswer(
        "It went through before, so nothing is left to mend.",
        _source(
            wrong_password="""
    sign_up(cognito_idp, app_client_id)
    confirm(cognito_idp, app_client_id, outbox[-1].code)
    sign_in(cognito_idp, app_client_id)
    with refused("NotAuthorizedException"):
        sign_in(cognito_idp, app_client_id, "not-her-password")
    return "wrong-password"
"""
        ),
    ),
    WrongAnswer(
        "A code that does not work is a wrong code, also when it is too old.",
        _source(
            wrong_code="""
    import time

    sign_up(cognito_idp, app_client_id)
    time.sleep(25 * 60 * 60)  # the lab's clock moves, nobody waits
    with refused("ExpiredCodeException"):
        confirm(cognito_idp, app_client_id, outbox[-1].code)
    cognito_idp.resend_confirmation_code(ClientId=app_client_id, Username="ana")
    confirm(cognito_idp, app_client_id, outbox[-1].code)
    return "old-code"
"""
        ),
    ),
    WrongAnswer(
        "An error is what Python raises: it need not come from the pool.",
        _source(
            **{
                name: f"""
    try:
        raise RuntimeError({name!r})
    except RuntimeError as problem:
        print(problem)
    return {cause!r}
"""
                for name, cause in (
                    ("not_confirmed", "address-not-proved"),
                    ("wrong_code", "wrong-code"),
                    ("wrong_password", "wrong-password"),
                )
            }
        ),
    ),
)
