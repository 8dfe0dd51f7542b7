"""The error clinic's table: what is said, why, and what mends it; as far as the lab says it today.

The codes stand in AWS's API reference. The words hardly do: most are known from people's reports,
and each such row says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import overload

from cognito_lab.exercises.wording import code_html

UNCONFIRMED = "⚠ no document confirms"
"""The mark that the closing box of a chapter uses as well (a test holds the two together)."""

_API = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_"
_REPORTS = "the words are from people's reports"
# What stands for itself in AWS's texts, and differs from call to call.
_VARIABLE = re.compile(r"[A-Z]+(?:_[A-Z]+)+")


@dataclass(frozen=True, slots=True)
class ClinicRow:
    """One error: `operation` answers `code` with `text`, because of `cause`; `remedy` mends it.

    `cause` is a short name; `means` says it in a sentence. A word such as CLIENT_ID in `text`
    stands for what differs. `unconfirmed` says what no document of AWS's confirms.
    """

    operation: str
    code: str
    text: str
    cause: str
    means: str
    remedy: str
    unconfirmed: str | None = _REPORTS

    @property
    def document(self) -> str:
        """The page of the API reference that lists the code."""
        return f"{_API}{self.operation}.html"

    def is_said_by(self, code: str, text: str) -> bool:
        """Whether an error is this one: exactly this code and this text."""
        pattern = r"\S+".join(re.escape(part) for part in _VARIABLE.split(self.text))
        return code == self.code and re.fullmatch(pattern, text) is not None


_ROWS = (
    ClinicRow(
        "SignUp",
        "InvalidPasswordException",
        "Password did not conform with policy: Password not long enough",
        "weak-password",
        "The password breaks a rule of the pool; the first one that is broken is named.",
        "Read `Policies.PasswordPolicy` of the pool and choose a password that keeps to it.",
    ),
    ClinicRow(
        "SignUp",
        "UsernameExistsException",
        "User already exists",
        "name-taken",
        "Somebody has this user name already.",
        "Choose another, or sign in as who you are.",
        f"{_REPORTS}; others are reported where an e-mail address is the user name",
    ),
    ClinicRow(
        "SignUp",
        "ResourceNotFoundException",
        "User pool client CLIENT_ID does not exist.",
        "unknown-client",
        "No pool has an app client of this id.",
        "Take the id from `CreateUserPoolClient`, of the region that you call.",
    ),
    ClinicRow(
        "ConfirmSignUp",
        "CodeMismatchException",
        "Invalid verification code provided, please try again.",
        "wrong-code",
        "The code is not the one that was sent to this user, for this purpose.",
        "Enter the newest code that this user was sent.",
    ),
    ClinicRow(
        "ConfirmSignUp",
        "ExpiredCodeException",
        "Invalid code provided, please request a code again.",
        "old-code",
        "A sign-up code lives 24 hours.",
        "Ask for another with `ResendConfirmationCode`.",
        f"{_REPORTS}; that an expired code is called so whatever its digits",
    ),
    ClinicRow(
        "ConfirmSignUp",
        "NotAuthorizedException",
        "User cannot be confirmed. Current status is CONFIRMED",
        "confirmed-already",
        "The user has been confirmed before.",
        "Nothing: sign in.",
        f"{_REPORTS}; older ones differ",
    ),
    ClinicRow(
        "ConfirmSignUp",
        "UserNotFoundException",
        "Username/client id combination not found.",
        "unknown-user",
        "The pool of this app client has no such user.",
        "Look at the user name and at whose app client it is.",
        f"{_REPORTS}; what a client answers that hides who exists",
    ),
    ClinicRow(
        "ResendConfirmationCode",
        "InvalidParameterException",
        "User is already confirmed.",
        "confirmed-already",
        "The user has been confirmed before, so no code is needed.",
        "Nothing: sign in.",
    ),
    ClinicRow(
        "ResendConfirmationCode",
        "NotAuthorizedException",
        "Cannot resend codes. Auto verification not turned on.",
        "nowhere-to-send",
        "The pool verifies no address by itself, or the user has none.",
        "Make the pool with `AutoVerifiedAttributes`, and give the user that address.",
    ),
    ClinicRow(
        "InitiateAuth",
        "UserNotConfirmedException",
        "User is not confirmed.",
        "address-not-proved",
        "The user signed up and has not entered the code yet.",
        "`ConfirmSignUp` with the code that was sent.",
    ),
    ClinicRow(
        "InitiateAuth",
        "NotAuthorizedException",
        "Incorrect username or password.",
        "wrong-password",
        "The password is not this user's; or, where the client hides who exists, there is none.",
        "Send the right password. It is about who you are: nothing was forbidden.",
    ),
    ClinicRow(
        "InitiateAuth",
        "NotAuthorizedException",
        "User is disabled.",
        "switched-off",
        "An administrator disabled the user; the password may well be right.",
        "An administrator enables the user again: `AdminEnableUser`.",
    ),
    ClinicRow(
        "InitiateAuth",
        "UserNotFoundException",
        "User does not exist.",
        "unknown-user",
        "The pool has no such user, and the app client says so (`LEGACY`).",
        "Look at the user name. On AWS, a client with `PreventUserExistenceErrors=ENABLED` does "
        "not tell.",
    ),
)


class Clinic(Sequence[ClinicRow]):
    """The table, row by row; as the last line of a cell it shows itself."""

    def __init__(self, rows: Sequence[ClinicRow]) -> None:
        self._rows = tuple(rows)

    @overload
    def __getitem__(self, key: int) -> ClinicRow: ...
    @overload
    def __getitem__(self, key: slice) -> Clinic: ...
    def __getitem__(self, key: int | slice) -> ClinicRow | Clinic:
        return Clinic(self._rows[key]) if isinstance(key, slice) else self._rows[key]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[ClinicRow]:
        return iter(self._rows)

    def row(self, operation: str, code: str, cause: str) -> ClinicRow:
        """The one row for an operation, a code and a cause. Raises LookupError if there is none."""
        for row in self:
            if (row.operation, row.code, row.cause) == (operation, code, cause):
                return row
        raise LookupError(f"the clinic has no row {operation}, {code}, {cause}")

    @property
    def causes(self) -> tuple[str, ...]:
        """The short names of the causes, each once."""
        return tuple(dict.fromkeys(row.cause for row in self))

    @property
    def html(self) -> str:
        """The table as HTML without styles."""
        names = ("what is said", "to", "cause", "what mends it")
        head = "".join(f"<th {_LEFT}>{name}</th>" for name in names)
        rows = "\n".join(map(_html_row, self))
        return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"

    def __str__(self) -> str:
        return "\n".join(
            f"{row.operation}: {row.code}: {row.text}\n"
            f"    {row.cause}: {_plain(row.means)}\n    {_plain(row.remedy)} {row.document}"
            + (f"\n    {UNCONFIRMED}: {row.unconfirmed}" if row.unconfirmed else "")
            for row in self
        )

    def _ipython_display_(self) -> None:
        from IPython.display import display

        show: Callable[..., object] = display
        show({"text/html": self.html, "text/plain": str(self)}, raw=True)


# JupyterLab sets the cells of a table flush right; where styles are stripped, they stand left.
_LEFT = 'style="text-align: left"'


def _html_row(row: ClinicRow) -> str:
    mark = f"<br>{UNCONFIRMED}: {escape(row.unconfirmed)}" if row.unconfirmed else ""
    cells = (
        f"<code>{escape(row.code)}</code><br>{escape(row.text)}{mark}",
        f'<a href="{escape(row.document)}">{escape(row.operation)}</a>',
        f"<code>{escape(row.cause)}</code><br>{code_html(row.means)}",
        code_html(row.remedy),
    )
    return "<tr>" + "".join(f"<td {_LEFT}>{cell}</td>" for cell in cells) + "</tr>"


def _plain(sentence: str) -> str:
    return sentence.replace("`", "")


CLINIC = Clinic(_ROWS)
