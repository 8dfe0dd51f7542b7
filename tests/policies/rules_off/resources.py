"""Which resources a statement names."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from cognito_lab.policies import resource_pattern
from cognito_lab.policies.action_element import ActionElement
from cognito_lab.policies.resource_element import ResourceElement, ResourceTemplate
from cognito_lab.policies.resource_pattern import ResourcePattern
from cognito_lab.policies.wildcards import WildcardPattern, split_wildcards
from tests.policies.cases.names import IAM
from tests.policies.rules_off.rule import Rule, Switch, wrapped
from tests.policies.rules_off.texts import (
    Match,
    first_only,
    negated_first_only,
    statement,
    wildcards,
    without,
)

RESOURCE = IAM + "reference_policies_elements_resource.html"

NOT_RESOURCE = IAM + "reference_policies_elements_notresource.html"

ARNS = IAM + "reference-arns.html"


SPECIAL = ("${*}", "${?}", "${$}")


def resource(change: Match) -> Switch:
    """Another answer to whether a resource in a policy is the request's.

    Not for one with `${*}`, `${?}` or `${$}`, whose text does not say what is a wildcard.
    """

    def wrap(real: Any) -> Any:
        def resolved(self: Any, facts: Any) -> Any:
            text, test = real(self, facts)
            if test is None or any(special in self.written for special in SPECIAL):
                return text, test
            return text, lambda found: change(text, found, test(found))

        return resolved

    return wrapped(ResourceTemplate, "resolved", wrap)


def reread(change: Callable[[str, str], str]) -> Switch:
    """A policy's resource is read as another text, which may hang on the request's."""

    def matches(written: str, found: str, real: bool) -> bool:
        changed = change(written, found)
        if changed == written:
            return real
        return ResourcePattern(split_wildcards(changed)).matches(found)

    return resource(matches)


def part_ignored(
    place: int, *, when: Callable[[str, str], bool] = lambda own, other: True
) -> Switch:
    """One part of the ARNs (1 for the partition, 3 for the region, …) is not compared."""

    def change(written: str, found: str) -> str:
        own, other = written.split(":", 5), found.split(":", 5)
        if len(own) == len(other) == 6 and when(own[place], other[place]):
            own[place] = other[place]
        return ":".join(own)

    return reread(change)


def _unbounded(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(resource_pattern._BoundedPattern, "matches", lambda self, text: True)


def _stars_within_a_segment(written: str, found: str, real: bool) -> bool:
    own, other = written.split(":"), found.split(":")
    if not real or "*" not in written or written == "*":
        return real
    return len(own) == len(other) and all(
        WildcardPattern(split_wildcards(one)).matches(part)
        for one, part in zip(own, other, strict=True)
    )


def _slash_bounded(written: str, found: str, real: bool) -> bool:
    if "/*" not in written:
        return real
    pattern = re.escape(written).replace(r"\*", "[^/]*").replace(r"\?", ".")
    return re.fullmatch(pattern, found) is not None


def _only_in(sign: str, change: Match) -> Match:
    return lambda written, found, real: change(written, found, real) if sign in written else real


SEGMENTS = (
    Rule("A resource's partition is not compared", ARNS, part_ignored(1)),
    Rule("A resource's account is not compared", ARNS, part_ignored(4)),
    Rule(
        "An empty region in a policy is every region",
        RESOURCE,
        part_ignored(3, when=lambda own, other: own == ""),
    ),
    Rule(
        "A region in a policy is an empty one too",
        RESOURCE,
        part_ignored(3, when=lambda own, other: other == ""),
    ),
    Rule(
        "A * for the partition is literal",
        RESOURCE,
        resource(lambda own, _, real: real and not own.startswith("arn:*:")),
    ),
    Rule(
        "A * for region or account stands for none that is empty",
        RESOURCE,
        resource(
            lambda own, other, real: (
                real
                and not any(
                    one == "*" and part == ""
                    for one, part in zip(own.split(":")[:5], other.split(":"), strict=False)
                )
            )
        ),
    ),
    Rule(
        "A * for region and account is literal",
        RESOURCE,
        resource(lambda own, _, real: real and ":*:*:" not in own),
    ),
    Rule(
        "A * within a segment is literal",
        RESOURCE,
        resource(
            lambda own, _, real: (
                real and not any("*" in part and part != "*" for part in own.split(":", 5)[:5])
            )
        ),
    ),
    Rule("A * within a segment passes its colon", RESOURCE, _unbounded),
    Rule("A * never passes a colon", RESOURCE, resource(_stars_within_a_segment)),
    Rule(
        "The case of a resource is ignored",
        RESOURCE,
        resource(
            lambda own, other, real: (
                real or ResourcePattern(split_wildcards(own.lower())).matches(other.lower())
            )
        ),
    ),
)


OBJECTS = (
    Rule("Of several resources only the first counts", RESOURCE, first_only(ResourceElement)),
    Rule(
        "A resource without a wildcard stands for nothing",
        RESOURCE,
        resource(lambda own, _, real: real and ("*" in own or "?" in own)),
    ),
    Rule(
        "A resource stands for what lies below it",
        RESOURCE,
        resource(lambda own, other, real: real or ("*" not in own and other.startswith(own + "/"))),
    ),
    Rule(
        "A resource stands for everything of its service",
        RESOURCE,
        resource(
            lambda own, other, real: (
                real or (own != "*" and own.split(":")[:3] == other.split(":")[:3])
            )
        ),
    ),
    Rule(
        "A pattern of what lies below a resource stands for it too",
        RESOURCE,
        resource(lambda own, other, real: real or own == other + "/*"),
    ),
    Rule(
        "A pattern stands for what has its first part, up to a slash",
        RESOURCE,
        resource(
            lambda own, other, real: (
                real or ("*" in own and "/" in own and other.startswith(own.split("/")[0] + "/"))
            )
        ),
    ),
    Rule(
        "A * at the end of a resource, behind a slash, is literal",
        RESOURCE,
        resource(lambda own, other, real: real and not own.endswith("/*")),
    ),
    Rule("A * in a resource ends at a slash", RESOURCE, resource(_slash_bounded)),
    Rule(
        "A * in a resource does not stand for nothing",
        RESOURCE,
        resource(lambda *given: given[2] and wildcards("*", ".+")(*given)),
    ),
    Rule(
        "A * right behind a name in a resource is literal",
        RESOURCE,
        resource(lambda own, _, real: real and re.search(r"[a-z]\*\Z", own) is None),
    ),
    Rule(
        "A slash in a pattern stands for any character",
        RESOURCE,
        resource(
            _only_in(
                "/*/",
                lambda own, other, real: (
                    re.fullmatch(re.escape(own).replace(r"\*", ".*").replace("/", "."), other)
                    is not None
                ),
            )
        ),
    ),
    Rule(
        "Slashes on both sides of a * may be one",
        RESOURCE,
        reread(lambda own, other: own.replace("/*/", "/*")),
    ),
    Rule(
        "A ? in a resource does not stand for a slash", RESOURCE, resource(wildcards("?", "[^/]"))
    ),
    Rule("A ? in a resource stands for nothing too", RESOURCE, resource(wildcards("?", ".?"))),
    Rule(
        "Resource * does not stand for a request without a resource",
        RESOURCE,
        resource(lambda own, other, real: real and not own == other == "*"),
    ),
    Rule(
        "An ARN stands for a request without a resource",
        RESOURCE,
        resource(lambda own, other, real: real or other == "*"),
    ),
)


NOT_RESOURCES = (
    Rule(
        "NotResource is a Resource",
        NOT_RESOURCE,
        without(ResourceElement, lambda self, _, found: found is not self.negated),
    ),
    Rule(
        "Of several resources of a NotResource only the first counts",
        NOT_RESOURCE,
        negated_first_only(ResourceElement),
    ),
    Rule(
        "The Action beside a NotResource is not compared",
        NOT_RESOURCE,
        statement(
            lambda self: self.resources is not None and self.resources.negated,
            actions=ActionElement(["*"], negated=False),
        ),
    ),
)


RULES = SEGMENTS + OBJECTS + NOT_RESOURCES
