"""One statement of a document: its elements checked, and made ready to be matched."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from cognito_lab.policies.action_element import EVERY_ACTION, ActionElement, is_action_pattern
from cognito_lab.policies.condition_element import Condition
from cognito_lab.policies.json_text import is_text
from cognito_lab.policies.parse_condition import ConditionReader
from cognito_lab.policies.policy_kinds import GRAMMARS, PolicyKind
from cognito_lab.policies.policy_syntax import Problem, shown_name
from cognito_lab.policies.principal_element import (
    EVERYBODY,
    KINDS,
    NamedPrincipal,
    PrincipalElement,
    principal_fault,
)
from cognito_lab.policies.resource_element import EVERY_RESOURCE, ResourceElement, template_fault
from cognito_lab.policies.statement import Effect, Statement
from cognito_lab.policies.variables import (
    Template,
    VariableError,
    plain_template,
    variable_template,
)

ELEMENTS = (
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
)


class StatementReader:
    """Reads the statements of one document; what is wrong goes into `problems`."""

    def __init__(self, kind: PolicyKind, problems: list[Problem], *, has_variables: bool) -> None:
        self.kind = kind
        self.grammar = GRAMMARS[kind]
        self.problems = problems
        self.findings: list[tuple[str, str]] = []
        self._has_variables = has_variables
        self._sids: set[str] = set()

    def read(self, place: int, entry: Any) -> Statement | None:
        """One statement, of use where nothing is wrong with it; None where it cannot be one."""
        where = f"Statement[{place}]"
        if not isinstance(entry, Mapping):
            self._fault(where, "is no JSON object", 'write {"Effect": …, "Action": …}')
            return None
        for name in entry:
            if name not in ELEMENTS:
                self._fault(where, f"has no element {shown_name(name)!r} to have", _closest(name))
        sid = self._sid(where, entry)
        effect = self._effect(where, entry)
        conditions = self._conditions(where, entry, effect)
        principals = self._principals(where, entry, effect, conditions)
        actions = self._actions(where, entry)
        resources = self._resources(where, entry, effect)
        self._control_policy(where, entry, effect)
        if effect is None or actions is None:
            return None
        return Statement(place, sid, effect, principals, actions, resources, conditions)

    def _fault(self, place: str, fault: str, remedy: str) -> None:
        self.problems.append(Problem(place, fault, remedy))

    def _sid(self, where: str, entry: Mapping[str, Any]) -> str | None:
        sid = entry.get("Sid")
        if "Sid" not in entry or sid == "":
            return None
        if not is_text(sid):
            self._fault(f"{where}.Sid", "is no text", "write a text, or leave it out")
            return None
        is_of_identity = self.kind in (PolicyKind.IDENTITY, PolicyKind.BOUNDARY)
        if is_of_identity and not (sid.isascii() and sid.isalnum()):
            # "The Sid element supports ASCII uppercase letters (A-Z), lowercase letters (a-z), and
            # numbers (0-9)."
            # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
            self._fault(f"{where}.Sid", "has other characters than letters and digits", "rename it")
        # "In IAM, the Sid value must be unique within a JSON policy." (the same page)
        if sid in self._sids:
            self._fault(f"{where}.Sid", "is another statement's too", "give each its own")
        self._sids.add(sid)
        return sid

    def _effect(self, where: str, entry: Mapping[str, Any]) -> Effect | None:
        effect = entry.get("Effect")
        if effect in ("Allow", "Deny"):
            return Effect(effect)
        if "Effect" not in entry:
            self._fault(where, "has no Effect", 'write "Allow" or "Deny"')
        else:
            self._fault(f"{where}.Effect", "is not Allow or Deny", 'write "Allow" or "Deny"')
        return None

    def _one_of(self, where: str, entry: Mapping[str, Any], name: str, *, needed: bool) -> str:
        """Which of `name` and `Not…` a statement has; `""` for neither."""
        negated = f"Not{name}"
        if name in entry and negated in entry:
            self._fault(where, f"has both {name} and {negated}", "keep one of them")
            return ""
        if name in entry or negated in entry:
            return name if name in entry else negated
        if needed:
            self._fault(where, f"has neither {name} nor {negated}", f"write {name}")
        return ""

    def _texts(self, place: str, given: Any, *, what: str) -> list[tuple[str, str]]:
        """The texts of an element, each with its place."""
        many = isinstance(given, list)
        if many and not given:
            self._fault(place, "is empty", f"write at least one {what}")
        texts = []
        for number, item in enumerate(given if many else [given]):
            at = f"{place}[{number}]" if many else place
            if type(item) is str and item:
                texts.append((at, item))
            else:
                self._fault(at, "is no text", f"write {what} as a text")
        return texts

    def _actions(self, where: str, entry: Mapping[str, Any]) -> ActionElement | None:
        name = self._one_of(where, entry, "Action", needed=True)
        if not name:
            return None
        texts = self._texts(f"{where}.{name}", entry[name], what="action")
        for place, text in texts:
            if not is_action_pattern(text):
                self._fault(
                    place,
                    f"{text[:60]!r} is no action",
                    "write service:Operation, such as s3:GetObject; wildcards only after the colon",
                )
        return ActionElement([text for _, text in texts], negated=name == "NotAction")

    def _resources(
        self, where: str, entry: Mapping[str, Any], effect: Effect | None
    ) -> ResourceElement | None:
        needed = self.grammar.resource
        name = self._one_of(where, entry, "Resource", needed=needed is True)
        if not name:
            return None
        if needed is False:
            self._fault(f"{where}.{name}", f"has no place in {self.kind.one}", "leave it out")
            return None
        resources = []
        for place, text in self._texts(f"{where}.{name}", entry[name], what="ARN"):
            template = self._template(place, text)
            if template is None:
                continue
            fault = template_fault(text, template)
            if fault is not None:
                self._fault(place, f"{text[:80]!r} {fault[0]}", fault[1])
            resources.append((text, template))
        return ResourceElement(
            resources, negated=name == "NotResource", in_deny=effect is Effect.DENY
        )

    def _template(self, place: str, text: str) -> Template | None:
        if not self._has_variables:
            if "${" in text:
                self.findings.append((place, OLD_VARIABLE))
            return plain_template(text)
        try:
            return variable_template(text)
        except VariableError as error:
            self._fault(place, str(error), VARIABLE_REMEDY)
            return None

    def _conditions(
        self, where: str, entry: Mapping[str, Any], effect: Effect | None
    ) -> tuple[Condition, ...]:
        if "Condition" not in entry:
            return ()
        reader = ConditionReader(
            self.problems,
            self.findings,
            has_variables=self._has_variables,
            in_deny=effect is Effect.DENY,
        )
        return reader.read(f"{where}.Condition", entry["Condition"])

    def _principals(
        self,
        where: str,
        entry: Mapping[str, Any],
        effect: Effect | None,
        conditions: tuple[Condition, ...],
    ) -> PrincipalElement | None:
        name = self._one_of(where, entry, "Principal", needed=self.grammar.principal)
        if not name:
            return None
        place = f"{where}.{name}"
        if not self.grammar.principal:
            self._fault(place, f"has no place in {self.kind.one}", "leave it out")
            return None
        if name == "NotPrincipal":
            if not self.grammar.not_principal:
                self._fault(place, f"has no place in {self.kind.one}", "write Principal")
            if effect is Effect.ALLOW:
                # "Using it with "Effect":"Allow" is not supported."
                # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
                self._fault(place, "stands in an Allow", "write Principal; it is for a Deny only")
        named = list(self._named(place, entry[name]))
        if self.kind is PolicyKind.RESOURCE_CONTROL and any(n.written != EVERYBODY for n in named):
            self._fault(place, "is not `*`", "a resource control policy speaks of everybody")
        return PrincipalElement(
            named,
            negated=name == "NotPrincipal",
            in_deny=effect is Effect.DENY,
            names_role_by_key=_names_role_by_key(conditions),
        )

    def _named(self, place: str, given: Any) -> Iterable[NamedPrincipal]:
        if given == EVERYBODY:
            yield NamedPrincipal(EVERYBODY, EVERYBODY)
            return
        if not isinstance(given, Mapping) or not given:
            self._fault(place, "is no object with principals", 'write "*", or {"AWS": …}')
            return
        for kind, names in given.items():
            if kind not in KINDS:
                self._fault(place, f"has the unknown kind {shown_name(kind)!r}", " or ".join(KINDS))
                continue
            for at, text in self._texts(f"{place}.{kind}", names, what="principal"):
                fault = principal_fault(kind, text)
                if fault is not None:
                    self._fault(at, f"{text[:80]!r} {fault[0]}", fault[1])
                yield NamedPrincipal(kind, text)

    def _control_policy(self, where: str, entry: Mapping[str, Any], effect: Effect | None) -> None:
        """What only a resource control policy must not have.

        https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
        """
        if self.kind is not PolicyKind.RESOURCE_CONTROL:
            return
        if "NotAction" in entry:
            self._fault(f"{where}.NotAction", "has no place in it", "write Action")
        allows_everything = (
            _only(entry.get("Action")) in EVERY_ACTION
            and _only(entry.get("Resource")) == EVERY_RESOURCE
            and not entry.get("Condition")
        )
        if effect is Effect.ALLOW and not allows_everything:
            self._fault(
                f"{where}.Effect",
                "allows something",
                "a resource control policy denies; only RCPFullAWSAccess allows, and everything",
            )


OLD_VARIABLE = (
    "has `${`, which is plain text in Version 2008-10-17: write Version 2012-10-17 for variables"
)
VARIABLE_REMEDY = "write ${key}, or ${key, 'default'}; ${*}, ${?} and ${$} for the characters"

_POSITIVE = {"StringEquals", "StringLike", "StringEqualsIgnoreCase", "ArnEquals", "ArnLike"}


def _names_role_by_key(conditions: tuple[Condition, ...]) -> bool:
    """Whether a condition needs a certain `aws:PrincipalArn`."""
    return any(
        condition.lowered == "aws:principalarn"
        and getattr(condition, "written_operator", "") in _POSITIVE
        for condition in conditions
    )


def _only(given: Any) -> str:
    """The one text of an element, alone or in a list; `""` for anything else."""
    if isinstance(given, list) and len(given) == 1:
        given = given[0]
    return given if isinstance(given, str) else ""


def _closest(name: Any) -> str:
    close = difflib.get_close_matches(shown_name(name), ELEMENTS, n=1)
    if close:
        return f"did you mean {close[0]}?"
    return f"a statement has {', '.join(ELEMENTS)}"
