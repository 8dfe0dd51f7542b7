"""A policy's document, read once: every fault of it at once, or statements ready to be matched.

The grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
What IAM would take but what does not do what it seems to is no fault, but a finding.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from cognito_lab.policies.json_text import JsonNumber, JsonTextError, is_text, load_json
from cognito_lab.policies.parse_statement import StatementReader
from cognito_lab.policies.policy_kinds import PolicyKind, SizeLimit
from cognito_lab.policies.policy_syntax import PolicySyntaxError, Problem, shown_name
from cognito_lab.policies.statement import Effect, Statement
from cognito_lab.policies.statement_index import StatementIndex

CURRENT, OLD = "2012-10-17", "2008-10-17"
"""The two versions of the language. "If you do not include a Version element, the value defaults
to 2008-10-17", and its variables are plain text.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html"""

MEMBERS = ("Version", "Id", "Statement")
_SPACE = re.compile(r"\s+")


class Finding(NamedTuple):
    """Something that IAM takes and that does not do what it seems to."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place} {self.sentence}" if self.place else self.sentence


class Policy:
    """A policy as it was read. Make one with `parse_policy`."""

    __slots__ = ("allows", "denies", "findings", "kind", "statements", "version")

    def __init__(
        self,
        kind: PolicyKind,
        version: str,
        statements: tuple[Statement, ...],
        findings: tuple[Finding, ...] = (),
    ) -> None:
        self.kind = kind
        self.version = version
        self.statements = statements
        self.findings = findings
        self.allows = StatementIndex(s for s in statements if s.effect is Effect.ALLOW)
        self.denies = StatementIndex(s for s in statements if s.effect is Effect.DENY)


def parse_policy(
    document: str | Mapping[str, Any], kind: PolicyKind, *, limit: SizeLimit | None = None
) -> Policy:
    """Read a policy: JSON text, or what `load_json` (or `json.loads`) makes of it.

    Raises PolicySyntaxError with all that is wrong. `limit` is checked where it is given: how
    long a policy may be hangs on what it is attached to.
    """
    value = _load(document) if isinstance(document, str) else document
    problems: list[Problem] = []
    findings: list[Finding] = []
    if not isinstance(value, Mapping):
        raise PolicySyntaxError(
            [Problem("", f"is {type_words(value)}", "a policy is a JSON object with Statement")]
        )
    if limit is not None:
        problems += _size_problems(document, limit)
    version = _version(value, problems)
    for name in value:
        if name not in MEMBERS:
            problems.append(_unknown_member(name))
    if not is_text(value.get("Id", "")):
        problems.append(Problem("Id", "is no text", "write a text, or leave it out"))
    reader = StatementReader(kind, problems, has_variables=version == CURRENT)
    statements = _statements(value, reader, problems)
    if problems:
        raise PolicySyntaxError(problems)
    findings += [Finding(place, sentence) for place, sentence in reader.findings]
    return Policy(kind, version, statements, tuple(findings))


def policy_size(document: str | Mapping[str, Any], *, with_space: bool = False) -> int:
    """How long a policy is, in characters: without white space, as IAM counts, or with it."""
    if not isinstance(document, str):
        document = json.dumps(document, separators=(",", ":"), ensure_ascii=False)
    return len(document if with_space else _SPACE.sub("", document))


def _size_problems(document: str | Mapping[str, Any], limit: SizeLimit) -> list[Problem]:
    try:
        size = policy_size(document, with_space=limit.with_space)
    except (RecursionError, TypeError, ValueError) as error:
        return [Problem("", f"has no size ({error})", "a policy is plain JSON")]
    if size <= limit.characters:
        return []
    counted = "" if limit.with_space else " without white space"
    return [
        Problem(
            "",
            f"has {size:,} characters{counted}",
            f"{limit.what} can have {limit.characters:,}",
        )
    ]


def _load(text: str) -> Any:
    try:
        return load_json(text)
    except JsonTextError as error:
        raise PolicySyntaxError([Problem("", error.fault, error.remedy)]) from None


def _version(value: Mapping[str, Any], problems: list[Problem]) -> str:
    version = value.get("Version", OLD)
    if version in (CURRENT, OLD):
        return str(version)
    problems.append(
        Problem("Version", f"is not {CURRENT} or {OLD}", f'write "Version": "{CURRENT}"')
    )
    return CURRENT


def _unknown_member(name: Any) -> Problem:
    remedy = f"a policy has {', '.join(MEMBERS)}"
    return Problem(shown_name(name), "is no member of a policy", remedy)


def _statements(
    value: Mapping[str, Any], reader: StatementReader, problems: list[Problem]
) -> tuple[Statement, ...]:
    if "Statement" not in value:
        problems.append(Problem("", "has no Statement", "write at least one"))
        return ()
    given = value["Statement"]
    entries = given if isinstance(given, list) else [given]
    if not entries:
        problems.append(Problem("Statement", "is empty", "write at least one statement"))
    read = [reader.read(place, entry) for place, entry in enumerate(entries)]
    return tuple(statement for statement in read if statement is not None)


def type_words(value: Any) -> str:
    """What a JSON value is, in words."""
    if value is None:
        return "null"
    words = {bool: "true or false", list: "a list", JsonNumber: "a number", str: "a text"}
    return words.get(type(value), f"of the type {type(value).__name__}")
