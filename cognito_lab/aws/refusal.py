"""An expected refusal, shown: the one way in which a lesson lets a call fail."""

from __future__ import annotations

from types import TracebackType

import jwt
from botocore.exceptions import BotoCoreError, ClientError

from cognito_lab.flow.masking import mask


class refused:
    """Run a call that must be refused, and print with which code and message it was.

    >>> with refused("CodeMismatchException"):
    ...     cognito_idp.confirm_sign_up(...)
    CodeMismatchException: Invalid verification code provided, please try again.

    `code` is AWS's error code, the name of botocore's exception for a call that is refused
    before sending, or of PyJWT's for a token that is not accepted. A whole token that moto repeats
    in its message is masked in what is printed; `message` has it. Raises AssertionError if nothing
    is refused; an error with another code is raised as it is.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self.message: str | None = None

    def __enter__(self) -> refused:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        if problem is None:
            raise AssertionError(f"expected a refusal with {self.code}, but the call went through")
        problem = _at_the_bottom(problem)
        if isinstance(problem, ClientError):
            code, message = problem.response["Error"]["Code"], problem.response["Error"]["Message"]
        elif isinstance(problem, (BotoCoreError, jwt.PyJWTError)):
            code, message = type(problem).__name__, str(problem)
        else:
            return False
        if code != self.code:
            return False
        self.message = message
        print(f"{code}: {mask(message, 'message')}")
        return True


def _at_the_bottom(problem: BaseException) -> BaseException:
    """What a library's own error was raised from: S3 transfers wrap the service's refusal."""
    below: BaseException | None = problem
    while below is not None and not isinstance(below, (ClientError, BotoCoreError)):
        below = below.__cause__ or below.__context__
    found: BaseException = problem if below is None else below
    return found
