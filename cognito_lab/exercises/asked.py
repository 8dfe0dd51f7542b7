"""A policy of the learner's, asked: each request that has to be allowed, or refused, is tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cognito_lab.exercises.report import Report
from cognito_lab.exercises.wording import LONGEST, type_name
from cognito_lab.policies.account import nearest
from cognito_lab.policies.document import Policy, parse_policy
from cognito_lab.policies.evaluate import evaluate
from cognito_lab.policies.evaluation import Evaluation
from cognito_lab.policies.layers import PolicyLayers
from cognito_lab.policies.policy_kinds import PolicyKind, Sizes
from cognito_lab.policies.policy_syntax import PolicySyntaxError
from cognito_lab.policies.reasons import SENTENCES
from cognito_lab.policies.request_line import read_request_line

MOST_PROBLEMS = 5
"""Faults of a document that are told at once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that a policy is tried with.

    `text` is the request in words; `allowed` what has to come of it; `line` its principal, action,
    resource and context, as `read_request_line` takes them; `why` is said where it came out
    otherwise.
    """

    text: str
    allowed: bool
    line: Mapping[str, Any]
    why: str


def grade_policy(answer: Any, asked: Sequence[Asked], report: Report) -> None:
    """Try a role's inline policy, a dict or its JSON text, with requests: nothing else counts."""
    policy = _read(answer, report)
    remarks = "".join(f" The judge remarks: `{_plain(str(f))}`." for f in policy.findings[:2])
    for one in asked:
        evaluation = evaluate(read_request_line(one.line).request, PolicyLayers(identity=(policy,)))
        report.add_finding(
            one.text,
            expected="allowed" if one.allowed else "refused",
            seen=_seen(evaluation, passed=evaluation.allowed is one.allowed),
            passed=evaluation.allowed is one.allowed,
            why=one.why + remarks,
        )


def _read(answer: Any, report: Report) -> Policy:
    report.require(
        "your policy",
        expected="a policy as a dict, or its JSON text",
        seen="nothing (None)" if answer is None else type_name(answer),
        passed=type(answer) in (dict, str),
        why='Write it as `{"Version": "2012-10-17", "Statement": [{…}]}`.',
    )
    try:
        return parse_policy(answer, PolicyKind.IDENTITY, limit=Sizes.ROLE_INLINE)
    except PolicySyntaxError as error:
        told = [f"`{_plain(str(problem))}`" for problem in error.problems[:MOST_PROBLEMS]]
        rest = len(error.problems) - len(told)
        report.require(
            "your policy, as IAM reads it",
            expected="a policy that can be read",
            seen="; ".join(told) + (f"; and {rest} more" if rest else ""),
            passed=False,
            why="IAM would not store it. Each fault stands with its place and what to do.",
        )
        raise  # never: `require` has stopped the check


def _seen(evaluation: Evaluation, *, passed: bool) -> str:
    deciding = ", ".join(f"`{_plain(m.statement.name)}`" for m in evaluation.deciding_statements)
    if evaluation.allowed:
        return f"allowed by {deciding}"
    if deciding:
        return f"refused by {deciding}, a Deny"
    return "refused" if passed else f"refused, for no Allow applies{_nearest(evaluation)}"


def _nearest(evaluation: Evaluation) -> str:
    """The Allow that came nearest, and the elements that keep it from applying."""
    for match in nearest(evaluation)[:1]:
        told = [
            f"`{_plain(element.name)}`: {SENTENCES[element.reason].rstrip('.')}"
            for element in match.failing
        ]
        return f"; the nearest is `{_plain(match.statement.name)}` ({'; '.join(told)})"
    return ""


def _plain(text: str) -> str:
    """Part of a policy as it stands between backticks."""
    text = " ".join(text.split()).replace("`", chr(0x2BC))
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
