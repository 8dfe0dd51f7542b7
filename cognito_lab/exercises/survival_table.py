"""Exercise of chapter 4: what outlives what. The table is filled in; the check plays it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from cognito_lab.exercises.exercise import Exercise, WrongAnswer
from cognito_lab.exercises.report import Bench, Report
from cognito_lab.exercises.survival_events import COLUMNS, EVENTS, Event, Tried, play_events
from cognito_lab.exercises.wording import shown

_PROMPT = (
    "Ana signs in on her phone and on her tablet; an hour is what ID and access tokens live, and "
    "refresh tokens rotate. Then one of these happens:\n\n"
    + "\n".join(f"- `{event.name}`: {event.text}" for event in EVENTS)
    + "\n\nWhat is still good then? Write `True` or `False` for each:\n\n"
    + "\n".join(f"- `{name}`: {text}" for name, text in COLUMNS.items())
    + "\n\n`T, F = True, False`, in a line before the table, saves typing.\n\n"
    "The check plays every row on a lab, with a user of its own, and tries each of the "
    "tokens. Offline is a verifier that has the pool's keys and asks nobody else."
)

_HINTS = (
    "Ask of each cell: who decides it? A verifier that works offline looks at the signature, at "
    "what the token says, and at the clock. The pool looks at all that it knows.",
    "So the first two columns have the same answer in every row, and only one row ends them. "
    "In the others the pool decides: is it about this sign-in, about the user, or about neither?",
    "`tablet` is another family than `refresh`: it goes where all of the user's tokens go. A "
    "changed password ends no token. A refresh token that was traded in is over, and the access "
    "token that came with it is not.",
)


def _table(rows: Mapping[str, Iterable[Any]]) -> str:
    lines = []
    for name, cells in rows.items():
        row = ", ".join(
            f'"{column}": {"..." if cell is ... else cell}'
            for column, cell in zip(COLUMNS, cells, strict=True)
        )
        lines.append(f'    "{name}": {{{row}}},\n')
    return f"survival = {{\n{''.join(lines)}}}\n"


def _cells(text: str) -> list[bool]:
    return [letter == "T" for letter in text]


_RIGHT = {
    "signed out": "TTFFF",
    "revoked": "TTFFT",
    "disabled": "TTFFF",
    "deleted": "TTFFF",
    "password": "TTTTT",
    "rotated": "TTTFT",
    "expired": "FFFTT",
}
_SOLUTION = _table({name: _cells(row) for name, row in _RIGHT.items()})


def _with(**rows: str) -> str:
    """The solution with other rows: `signed_out` for "signed out"."""
    other = {name.replace("_", " "): row for name, row in rows.items()}
    return _table({name: _cells(row) for name, row in (_RIGHT | other).items()})


_WRONG = (
    WrongAnswer(
        "Sign-out kills tokens, and so does whatever else ends a sign-in.",
        _with(signed_out="FFFFF", revoked="FFFFT", disabled="FFFFF", deleted="FFFFF"),
    ),
    WrongAnswer(
        "A JWT cannot be revoked: the access token opens GetUser until it expires.",
        _with(signed_out="TTTFF", revoked="TTTFT", disabled="TTTFF", deleted="TTTFF"),
    ),
    WrongAnswer(
        "RevokeToken signs the user out everywhere.",
        _with(revoked="TTFFF"),
    ),
    WrongAnswer(
        "GlobalSignOut is of the device that calls it.",
        _with(signed_out="TTFFT"),
    ),
    WrongAnswer(
        "A new password throws out whoever knew the old one.",
        _with(password="TTFFF"),
    ),
    WrongAnswer(
        "A refresh replaces all three tokens: the earlier ones are over.",
        _with(rotated="FFFFT"),
    ),
    WrongAnswer(
        "A refresh token is good until it expires, however often it was used.",
        _with(rotated="TTTTT"),
    ),
    WrongAnswer(
        "When the tokens have expired, one has to sign in again.",
        _with(expired="FFFFF"),
    ),
)


def _grade(bench: Bench, answer: Any, report: Report) -> None:
    form = 'Keep the form: `{"signed out": {"id": True, …}, …}`.'
    report.require_type("your answer", answer, dict, form)
    names = [event.name for event in EVENTS]
    _require_names("the rows", answer, names, report)
    for name in names:
        report.require_type(f"the row `{name}`", answer[name], dict, form)
        _require_names(f"the row `{name}`", answer[name], list(COLUMNS), report)
        for column, cell in answer[name].items():
            report.require(
                f"the row `{name}`, `{column}`",
                expected="`True` or `False`",
                seen=f"still {shown(cell)}" if cell is ... else shown(cell),
                passed=type(cell) is bool,
                why="Nobody is sure of every cell: write what you believe."
                if cell is ...
                else "`True` is good, `False` is over; both are written without quotes.",
            )
    for event, tried in zip(EVENTS, play_events(bench).values(), strict=True):
        _look_at(event, tried, answer[event.name], report)


def _require_names(
    looked_at: str, found: dict[Any, Any], wanted: list[str], report: Report
) -> None:
    lacking = [name for name in wanted if name not in found]
    more = sorted(shown(name) for name in found if name not in wanted)[:10]
    said = [f"no {shown(name)}" for name in lacking] + [f"also {name}" for name in more]
    report.require(
        looked_at,
        expected=", ".join(map(shown, wanted)),
        seen="; ".join(said),
        passed=not said,
        why="The names are those of the task, each once.",
    )


def _look_at(
    event: Event, tried: Mapping[str, Tried], row: dict[str, bool], report: Report
) -> None:
    good = {column: found.good for column, found in tried.items()}
    said = {column: found.said for column, found in tried.items()}
    differing = [column for column in COLUMNS if row[column] is not good[column]]
    played = [
        f"`{column}` was {f'refused, “{said[column]}”' if said[column] else 'good'}"
        for column in differing
    ]
    report.add_finding(
        f"`{event.name}`: {event.text}",
        expected=_words(good),
        seen=f"you have {_words(row)}" if differing else _words(good, said),
        passed=not differing,
        why=f"When it was played: {'; '.join(played)}. {event.why}",
    )


def _words(good: Mapping[str, bool], said: Mapping[str, str] = MappingProxyType({})) -> str:
    """What is good and what is over, with what was said to whoever used it."""
    words = []
    for word, wanted in (("good", True), ("over", False)):
        names = [
            f"`{column}`" + (f" ({said[column]})" if said.get(column) else "")
            for column in COLUMNS
            if good[column] is wanted
        ]
        words += [f"{word}: {', '.join(names)}"] if names else []
    return "; ".join(words)


SURVIVAL_TABLE = Exercise(
    id="survival-table",
    chapter="04_token_lifetimes",
    title="what outlives what",
    prompt=_PROMPT,
    hints=_HINTS,
    answer_name="survival",
    stub=_table({name: [...] * len(COLUMNS) for name in _RIGHT}),
    solution=_SOLUTION,
    wrong_answers=_WRONG,
    grader=_grade,
    documents=(
        "https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html",
        "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html",
        "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html",
        "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html",
        "https://github.com/aws-amplify/amplify-js/issues/6559",
    ),
)
