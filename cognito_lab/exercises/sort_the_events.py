"""Exercise of chapter 0: twelve events, each asks one of the two questions."""

from __future__ import annotations

from typing import Any

from cognito_lab.exercises.exercise import Exercise, WrongAnswer
from cognito_lab.exercises.report import Bench, Report
from cognito_lab.exercises.twelve_events import EVENTS, recorded_letters
from cognito_lab.exercises.wording import shown, type_name

_PROMPT = (
    "Each of these twelve events asks one of the two questions: N, who are you? or Z, what may "
    "you do? Put the number of each into one of the two sets, as in `{1, 2}`. The check plays "
    "the events on a lab and compares with what was recorded.\n\n"
) + "\n".join(f"{number}. {event.text}" for number, event in enumerate(EVENTS, 1))

_HINTS = (
    "Ask of each event: is somebody still to be recognized, or is it known who calls (or of no "
    "importance) and one action is wanted?",
    "N learns, checks or renews who somebody is, whatever is shown for it: a password, a code, a "
    "refresh token, a login. Z is asked wherever one action on one thing is let through or not. "
    "So the service does not decide: Cognito asks both.",
    "An access token, or AWS credentials, are shown to be let in: that is Z. Giving out "
    "credentials of a role is Z as well, for they are what may be done. There are seven N and "
    "five Z.",
)


def _sets(n: str, z: str) -> str:
    return f'sorted_events = {{\n    "N": {n},\n    "Z": {z},\n}}\n'


_WRONG = (
    WrongAnswer(
        "Signed in means allowed: whatever Ana does once she is known belongs to signing in.",
        _sets("{1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12}", "{10}"),
    ),
    WrongAnswer(
        "Cognito is authentication, and everything else is authorization.",
        _sets("{1, 2, 3, 4, 5, 6, 7, 8, 12}", "{9, 10, 11}"),
    ),
    WrongAnswer(
        "An identity pool is the authorization half of Cognito.",
        _sets("{1, 2, 3, 5, 6, 12}", "{4, 7, 8, 9, 10, 11}"),
    ),
    WrongAnswer(
        "Whoever shows a token instead of a password is being authorized.",
        _sets("{1, 2, 3, 12}", "{4, 5, 6, 7, 8, 9, 10, 11}"),
    ),
    WrongAnswer(
        "N and Z the other way round: “authN” heard as authorization.",
        _sets("{4, 8, 9, 10, 11}", "{1, 2, 3, 5, 6, 7, 12}"),
    ),
    WrongAnswer(
        "Some events ask both questions at once: credentials say who Ana is as well.",
        _sets("{1, 2, 3, 5, 6, 7, 8, 12}", "{4, 8, 9, 10, 11}"),
    ),
    WrongAnswer(
        "Numbers begin at 0, as in a Python list.",
        _sets("{0, 1, 2, 4, 5, 6, 11}", "{3, 7, 8, 9, 10}"),
    ),
)


def _grade(bench: Bench, answer: Any, report: Report) -> None:
    form = 'Write it as `{"N": {1, 2}, "Z": {3}}`.'
    report.require_type("your answer", answer, dict, form)
    placed: dict[int, list[str]] = {}
    strange = {shown(name) for name in answer if name not in ("N", "Z")}
    for letter in ("N", "Z"):
        for number in _numbers(letter, answer, report):
            if type(number) is int and 1 <= number <= len(EVENTS):
                placed.setdefault(number, []).append(letter)
            else:
                strange.add(shown(number))
    for number, letter in recorded_letters(bench).items():
        event, found = EVENTS[number - 1], sorted(set(placed.get(number, ())))
        report.add_finding(
            f"{number}. {event.text}",
            expected=f"{letter}, recorded as `{event.operation}`",
            seen=" and ".join(found) or "in neither set",
            passed=found == [letter],
            why=event.why,
        )
    report.add_finding(
        "what else is in the sets",
        expected="nothing",
        seen=", ".join(sorted(strange)[:10]) or "nothing",
        passed=not strange,
        why=f"The events have the numbers 1 to {len(EVENTS)}, and the sets are called N and Z.",
    )


def _numbers(letter: str, answer: dict[Any, Any], report: Report) -> list[Any]:
    if letter not in answer:
        names = ", ".join(sorted(map(shown, answer))[:10])
        report.require(
            f"the set {letter}",
            expected="a set of numbers",
            seen=f"no set of this name, only {names}" if names else "an empty dict",
            passed=False,
            why='The sets are called `"N"` and `"Z"`, in capitals.',
        )
    value = answer[letter]
    of_numbers = type(value) in (set, frozenset, list, tuple)
    seen = "still `...`" if value is ... else type_name(value)
    report.require(
        f"the set {letter}",
        expected="a set of numbers",
        seen=f"{seen} (`{{}}` is an empty dict)" if value == {} else seen,
        passed=of_numbers,
        why="Write it as `{1, 2}`.",
    )
    return list(value)


SORT_THE_EVENTS = Exercise(
    id="sort-the-events",
    chapter="00_start_here",
    title="sort twelve events",
    prompt=_PROMPT,
    hints=_HINTS,
    answer_name="sorted_events",
    stub=_sets("...", "..."),
    solution=_sets("{1, 2, 3, 5, 6, 7, 12}", "{4, 8, 9, 10, 11}"),
    wrong_answers=_WRONG,
    grader=_grade,
    documents=(
        "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-scenarios.html",
        "https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html",
    ),
)
