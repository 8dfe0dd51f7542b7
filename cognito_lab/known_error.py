"""One error that is known to the word: how it is recognized, and in what form its remedy stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

_REFERENCES = {
    "cognito-idp": (
        "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_{}.html"
    ),
    "cognito-identity": "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_{}.html",
    "sts": "https://docs.aws.amazon.com/STS/latest/APIReference/API_{}.html",
}

REPORTS = "the words are from people's reports"
"""What is unconfirmed of most errors: AWS's API reference has the code, and hardly ever a text."""

NO_REPORT = "the words, which no report has"
"""What is unconfirmed of an error whose words the lab had to find itself."""

# What differs from call to call stands in a text as one of these words.
_VARIABLES = {
    "ACTION_NAME": r"\S+",
    "ADDRESS_KIND": r"(?:email|email address|phone number)",
    "ALLOWED_VALUES": r"[^\[\]]+",
    "ATTRIBUTE_NAME": r"\S+",
    "AUTH_FLOW": r"\S+",
    "CALLER_ARN": r"\S+",
    "CHALLENGE_NAME": r"\S+",
    "CLAIM_NAME": r"\w+",
    "CLIENT_ID": r"\S+",
    "FUNCTION_WORDS": r"(?s:.+)",
    "GIVEN_VALUE": r".*",
    "IDENTITY_ID": r"\S+",
    "ISSUER_URL": r"\S+",
    "MEDIUM_NAME": r"\w+",
    "MEMBER_NAME": r"[^\s']+",
    "MOMENT_SECONDS": r"\w+",
    "PATTERN_TEXT": r".+",
    "RESOURCE_ARN": r"\S+",
    "TRIGGER_NAME": r"\w+",
    "USER_NAME": r"\S+",
    "WHAT_IS_WRONG": r".+",
}
_VARIABLE = re.compile(rf"\b({'|'.join(_VARIABLES)})\b")


@dataclass(frozen=True, slots=True)
class KnownError:
    """One error: `operation` answers `code` with `text`, because of `cause`; `remedy` mends it.

    `cause` is a short name; `means` says it in a sentence, and so does `remedy` what to do (code
    in backticks). A word such as CLIENT_ID in `text` stands for what differs. `unconfirmed` says
    what no document of AWS's confirms. `of_the_code`: the remedy fits whatever operation answers
    this code, and whatever its text. `service` is boto3's name; `page` is where AWS lists a code
    that is not the operation's own.
    """

    operation: str
    code: str
    text: str
    cause: str
    means: str
    remedy: str
    unconfirmed: str | None = REPORTS
    of_the_code: bool = False
    service: str = "cognito-idp"
    page: str | None = None

    @property
    def document(self) -> str:
        """The page that lists the code: of the operation in the API reference, or another one."""
        return self.page or _REFERENCES[self.service].format(self.operation)

    def is_said_by(self, code: str, text: str) -> bool:
        """Whether an error is this one: exactly this code and this text.

        A line of AWS's ends, also the last one of a text: that end is not looked at.
        """
        if code != self.code:
            return False
        # Of the pieces every second one is a variable.
        pieces = _VARIABLE.split(self.text)
        pattern = "".join(
            _VARIABLES[piece] if number % 2 else re.escape(piece)
            for number, piece in enumerate(pieces)
        )
        return re.fullmatch(pattern, text.removesuffix("\n")) is not None
