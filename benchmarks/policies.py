"""Decisions, with full evidence and without, over policies of 10, 100 and 1000 statements.

Every statement has two actions, two resources, a StringEquals and an IpAddress; every other one
speaks of another service, and only the last matches. In the wide policy each statement has its
own resources; in the deep one all have the same, and only a condition tells them apart, so that
no index helps. The request is another each time; only the parsed policy is kept.
"""

from __future__ import annotations

from statistics import median
from time import process_time
from typing import Any

from benchmarks.measurement import Measurement
from cognito_lab.policies.evaluate import decide, evaluate
from cognito_lab.policies.principal import parse_principal
from cognito_lab.policies.request import Request
from cognito_lab.policies.request_line import read_request_line

PER_SECOND = {
    "evidence": {10: 6000, 100: 600, 1000: 55},
    "decision": {10: 20_000, 100: 5000, 1000: 1000},
}
MOST_GROWTH = 30
SECONDS, QUICK_SECONDS = 2.0, 0.3
ASK = {"evidence": evaluate, "decision": decide}


def line(statements: int, *, deep: bool, asked: int) -> dict[str, Any]:
    """A request that only the last statement of its policy matches."""
    last = statements - 1
    where = "notes/all" if deep else f"notes/{last}"
    return {
        "principal": "arn:aws:iam::111122223333:user/ana",
        "action": "s3:GetObject",
        "resource": f"arn:aws:s3:::{where}/{asked}.txt",
        "context": {
            "aws:SourceIp": f"203.0.113.{asked % 256}",
            "aws:PrincipalTag/team": f"team-{last}",
            "aws:CurrentTime": f"2026-01-15T09:00:{asked % 60:02}Z",
        },
        "identityPolicies": [policy(statements, deep=deep)],
    }


def policy(statements: int, *, deep: bool) -> dict[str, Any]:
    """A policy of that many statements."""
    return {
        "Version": "2012-10-17",
        "Statement": [_statement(place, statements, deep=deep) for place in range(statements)],
    }


def _statement(place: int, statements: int, *, deep: bool) -> dict[str, Any]:
    is_other_service = (statements - 1 - place) % 2 == 1
    actions = ["sqs:SendMessage", "sqs:Get*"] if is_other_service else ["s3:PutObject", "s3:Get*"]
    name = "all" if deep else str(place)
    return {
        "Effect": "Allow",
        "Action": actions,
        "Resource": [f"arn:aws:s3:::notes/{name}/*", f"arn:aws:s3:::drafts/{name}/*"],
        "Condition": {
            "StringEquals": {"aws:PrincipalTag/team": f"team-{place}"},
            "IpAddress": {"aws:SourceIp": "203.0.113.0/24"},
        },
    }


def measure(quick: bool) -> list[Measurement]:
    """A row for every size, and one for how a bare decision grows with it."""
    rows = []
    for shape in ("wide", "deep"):
        medians: dict[tuple[str, int], float] = {}
        for kind, targets in PER_SECOND.items():
            for statements, per_second in targets.items():
                times = _times(kind, statements, deep=shape == "deep", quick=quick)
                medians[kind, statements] = median(times)
                name = f"policies: {kind}, {statements} statements, {shape}"
                rows.append(
                    Measurement(
                        name, "lab", times, None, median(times), 1000 / per_second, "ms (median)"
                    )
                )
        growth = medians["decision", 1000] / medians["decision", 10]
        name = f"policies: decision, 1000 against 10, {shape}"
        rows.append(Measurement(name, "lab", times, None, growth, MOST_GROWTH, "×"))
    return rows


def _request(statements: int, *, deep: bool, asked: int) -> Request:
    given = line(statements, deep=deep, asked=asked)
    principal = parse_principal(given["principal"])
    return Request(principal, given["action"], given["resource"], given["context"])


def _times(kind: str, statements: int, *, deep: bool, quick: bool) -> list[float]:
    """Processor time of each decision in milliseconds, in batches long enough for the clock."""
    parsed = read_request_line(line(statements, deep=deep, asked=0)).layers
    requests = [_request(statements, deep=deep, asked=number) for number in range(200)]
    ask = ASK[kind]
    per_batch = max(1, 200 // statements) * 5
    until = process_time() + (QUICK_SECONDS if quick else SECONDS)
    times = []
    place = 0
    while process_time() < until or len(times) < 3:
        before = process_time()
        for _ in range(per_batch):
            ask(requests[place % 200], parsed)
            place += 1
        times.append((process_time() - before) * 1000 / per_batch)
    return times
