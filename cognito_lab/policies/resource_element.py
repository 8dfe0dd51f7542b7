"""Resource and NotResource: which resources a statement speaks of. Case counts.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cognito_lab.policies.action_element import list_reason
from cognito_lab.policies.matching import ElementMatch, ValueMatch
from cognito_lab.policies.reasons import MatchReason
from cognito_lab.policies.resource_pattern import COLONS_BEFORE_THE_RESOURCE, resource_test
from cognito_lab.policies.variables import Template, Variable, resolve, text_of, variables_in
from cognito_lab.policies.wildcards import fewest_tests, joined

if TYPE_CHECKING:
    from cognito_lab.policies.facts import Facts

EVERY_RESOURCE = "*"
COLONS_BEFORE_THE_SERVICE = 2

_row = tuple.__new__


def template_fault(written: str, template: Template) -> tuple[str, str] | None:
    """What is wrong with a resource of a policy, and what to do; None where nothing is."""
    if written == EVERY_RESOURCE:
        return None
    if not written.startswith("arn:"):
        return "is no ARN", "write an ARN, or `*`"
    colons = 0
    for part in template:
        if isinstance(part, str):
            colons += part.count(":")
        elif isinstance(part, Variable) and colons < COLONS_BEFORE_THE_RESOURCE:
            # "You can't use a variable to replace parts of the ARN before the fifth colon".
            # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse
            return (
                f"has the variable {part.name} before the fifth colon of the ARN",
                "a variable can only stand for a part of the resource behind the fifth colon",
            )
        elif colons == COLONS_BEFORE_THE_SERVICE:
            # "You can't use a wildcard in the service segment".
            # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards
            return "has a wildcard in the ARN's service", "name the service"
    return None


class ResourceTemplate:
    """One resource of a policy, ready to be compared with a request's."""

    __slots__ = ("anchor", "matches", "template", "written")

    def __init__(self, written: str, template: Template) -> None:
        self.written = written
        self.template: Template | None = template if variables_in(template) else None
        self.matches: Callable[[str], bool] | None = None
        if self.template is None:
            self.matches = resource_test(
                joined(part for part in template if not isinstance(part, Variable))
            )
        self.anchor = _anchor(template)

    def resolved(self, facts: Facts) -> tuple[str | None, Callable[[str], bool] | None]:
        """The text with its variables replaced, and its test; both None without a value."""
        if self.template is None:
            return self.written, self.matches
        pieces = resolve(self.template, facts.variable)
        if pieces is None:
            return None, None
        return text_of(pieces), resource_test(joined(pieces))


def _anchor(template: Template) -> str:
    """What every resource that matches begins with, cut behind its last `/` or `:`."""
    head = template[0] if template and isinstance(template[0], str) else ""
    if len(template) == 1 and isinstance(template[0], str):
        return head
    return head[: max(head.rfind("/"), head.rfind(":")) + 1]


class ResourceElement:
    """The Resource of a statement, or its NotResource."""

    __slots__ = ("_tests", "in_deny", "name", "negated", "templates")

    def __init__(
        self, resources: Sequence[tuple[str, Template]], *, negated: bool, in_deny: bool
    ) -> None:
        self.templates = tuple(ResourceTemplate(*resource) for resource in resources)
        tests = [t.matches for t in self.templates if t.matches is not None]
        self._tests = fewest_tests(tests) if len(tests) == len(self.templates) else None
        """The tests, where no variable has to be resolved first."""
        self.negated = negated
        self.in_deny = in_deny
        self.name = "NotResource" if negated else "Resource"

    def match(self, facts: Facts, rows: list[ElementMatch] | None) -> bool:
        """Whether the request's resource is meant; with `rows`, also why."""
        resource = facts.resource
        if rows is None and self._tests is not None:
            for matches in self._tests:
                if matches(resource):
                    return not self.negated
            return self.negated
        listed = unknown = False
        values = []
        for template in self.templates:
            text, test = template.resolved(facts)
            if test is None:
                # "…the resource that includes a policy variable with no value will not match any
                # resource."
                # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
                unknown = True
                same, reason = False, MatchReason.NO_VALUE
            else:
                same = test(resource)
                reason = MatchReason.MATCHES if same else MatchReason.DIFFERS
            if same:
                listed = True
                if rows is None:
                    break
            if rows is not None:
                values.append(_row(ValueMatch, (template.written, text, resource, same, reason)))
        matched = listed is not self.negated
        why = list_reason(listed, negated=self.negated)
        if self.negated and unknown and not listed:
            # AWS says the same of a NotResource, and not whether the statement matches all
            # resources then, or none: whichever it is, it grants nothing here.
            matched, why = self.in_deny, MatchReason.EXCEPTION_UNKNOWN
        if rows is not None:
            row = (self.name, None, None, matched, why, tuple(values))
            rows.append(_row(ElementMatch, row))
        return matched
