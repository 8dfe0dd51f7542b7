"""Exercise of chapter 6: ten verdicts, predicted; the judge says what they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cognito_lab.exercises.exercise import Exercise, WrongAnswer
from cognito_lab.exercises.report import Bench, Report
from cognito_lab.exercises.ten_situations import LAYERS, SITUATIONS, Situation
from cognito_lab.exercises.wording import shown, type_name
from cognito_lab.policies.ask import ask
from cognito_lab.policies.evaluation import Decision

_DECISIONS = tuple(decision.value for decision in Decision)
_FORM = 'Write a pair, such as `("allowed", "identity")`.'

_PROMPT = (
    "In each of these situations somebody reads the object `secret/plan.jpg` in the bucket "
    "`photo-app-albums`, which is in the account of whoever asks and has no policy, unless it is "
    "said. What is the decision, and which layer of policies decides?\n\n"
    + "\n".join(f"{number}. {one.text}" for number, one in SITUATIONS.items())
    + "\n\nWrite a pair for each: the decision, `allowed`, `explicitDeny` or `implicitDeny`; and "
    f"the layer, {', '.join(f'`{name}`' for name in LAYERS)} (each is "
    "short for its policies). An implicit deny is decided by the layer whose Allow is missing. The "
    "check asks the judge."
)

_HINTS = (
    "Take the flow chart from above: is there a Deny that applies? If not, which layers are there, "
    "and does each of them allow?",
    "Only two layers give anything: identity policies and the resource's policy. The others limit. "
    "A layer that is not there limits nothing.",
    "Three of the ten are allowed, one is an explicit deny. The other six are implicit, by four "
    "different layers.",
)

_RIGHT: Mapping[int, tuple[str, str]] = {
    1: ("allowed", "identity"),
    2: ("explicitDeny", "identity"),
    3: ("implicitDeny", "identity"),
    4: ("implicitDeny", "boundary"),
    5: ("implicitDeny", "identity"),
    6: ("implicitDeny", "SCP"),
    7: ("allowed", "resource"),
    8: ("implicitDeny", "identity"),
    9: ("allowed", "identity"),
    10: ("implicitDeny", "resource"),
}


def _verdicts(pairs: Mapping[int, tuple[str, str] | None]) -> str:
    lines = []
    for number, pair in pairs.items():
        text = "..." if pair is None else f'("{pair[0]}", "{pair[1]}")'
        lines.append(f"    {number}: {text},\n")
    return f"verdicts = {{\n{''.join(lines)}}}\n"


def _with(other: Mapping[int, tuple[str, str]]) -> str:
    return _verdicts({**_RIGHT, **other})


_SAID_NO = {3: "identity", 4: "boundary", 5: "identity", 6: "SCP", 8: "identity", 10: "resource"}

_WRONG = (
    WrongAnswer("One more Allow fixes it.", _with({2: ("allowed", "identity")})),
    WrongAnswer("Each policy has to allow.", _with({1: ("implicitDeny", "identity")})),
    WrongAnswer(
        "Whatever allows is added up, whichever layer it is in.",
        _with(
            {
                3: ("allowed", "boundary"),
                4: ("allowed", "identity"),
                5: ("allowed", "session"),
                6: ("allowed", "SCP"),
            }
        ),
    ),
    WrongAnswer(
        "A boundary and a session policy give what they name.",
        _with({3: ("allowed", "boundary"), 5: ("allowed", "session")}),
    ),
    WrongAnswer("The limiting layer decides.", _with({5: ("implicitDeny", "session")})),
    WrongAnswer(
        "A resource's policy allows, and the identity's has to allow as well.",
        _with({7: ("implicitDeny", "identity")}),
    ),
    WrongAnswer(
        "Whom a bucket's policy names may come in, from any account.",
        _with({8: ("allowed", "resource")}),
    ),
    WrongAnswer("A missing key counts as false.", _with({9: ("explicitDeny", "identity")})),
    WrongAnswer(
        "Who may call `AssumeRole` may take any role on.", _with({10: ("allowed", "identity")})
    ),
    WrongAnswer(
        "A no is a no: they are all explicit.",
        _with({number: ("explicitDeny", layer) for number, layer in _SAID_NO.items()}),
    ),
)


def _grade(bench: Bench, answer: Any, report: Report) -> None:
    form = "Keep the form: the numbers of the situations, and a pair for each."
    report.require_type("your answer", answer, dict, form)
    strange = sorted(shown(name) for name in answer if name not in SITUATIONS)[:10]
    lacking = [str(number) for number in SITUATIONS if number not in answer]
    report.require(
        "the numbers",
        expected="1 to 10",
        seen="; ".join([*(f"no {n}" for n in lacking), *(f"also {name}" for name in strange)]),
        passed=not strange and not lacking,
        why=form,
    )
    predicted = {number: _pair(number, answer[number], report) for number in SITUATIONS}
    for number, situation in SITUATIONS.items():
        _look_at(number, situation, predicted[number], report)


def _pair(number: int, given: Any, report: Report) -> tuple[str, str]:
    texts = type(given) in (tuple, list) and all(type(part) is str for part in given)
    seen = "still `...`" if given is ... else type_name(given)
    report.require(
        f"your verdict {number}",
        expected="a pair of texts",
        seen=f"{seen} of {len(given)}" if texts else seen,
        passed=texts and len(given) == 2,
        why="Nobody is sure of all ten: write what you believe." if given is ... else _FORM,
    )
    decision, layer = given
    for what, word, words in (("decision", decision, _DECISIONS), ("layer", layer, tuple(LAYERS))):
        report.require(
            f"the {what} of your verdict {number}",
            expected=", ".join(map(shown, words)),
            seen=shown(word),
            passed=word in words,
            why=_FORM,
        )
    return decision, layer


def _look_at(number: int, situation: Situation, predicted: tuple[str, str], report: Report) -> None:
    evaluation = ask(situation.line)
    layer = next(name for name, layer in LAYERS.items() if layer == evaluation.decided_by)
    right = (evaluation.decision.value, layer)
    report.add_finding(
        f"{number}. {situation.text}",
        expected=f"`{right[0]}`, `{right[1]}`",
        seen=f"`{predicted[0]}`, `{predicted[1]}`" + ("" if predicted == right else " from you"),
        passed=predicted == right,
        why=situation.why,
    )


PREDICT_VERDICTS = Exercise(
    id="predict-ten-verdicts",
    chapter="06_iam_policy_evaluation",
    title="ten verdicts",
    prompt=_PROMPT,
    hints=_HINTS,
    answer_name="verdicts",
    stub=_verdicts(dict.fromkeys(SITUATIONS)),
    solution=_verdicts(_RIGHT),
    wrong_answers=_WRONG,
    grader=_grade,
    documents=(
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent",
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html",
    ),
)
