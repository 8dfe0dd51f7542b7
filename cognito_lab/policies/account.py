"""An evaluation told to a person: every step, what decided, or what came nearest, and the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cognito_lab.evidence import plain
from cognito_lab.policies.evaluation import (
    Decision,
    Evaluation,
    SetVerdict,
    Step,
    StepName,
    StepOutcome,
)
from cognito_lab.policies.layers import Layer, policy_place
from cognito_lab.policies.matching import ElementMatch, StatementMatch
from cognito_lab.policies.reasons import SENTENCES, STEP_SENTENCES, StepReason
from cognito_lab.policies.request import NO_RESOURCE
from cognito_lab.policies.statement import Effect
from cognito_lab.policies.wording import denial

_IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
_ORGANIZATIONS = "https://docs.aws.amazon.com/organizations/latest/userguide/"
_SHOWN = 3

STEP_DOCUMENTS: Mapping[StepName, str] = {
    StepName.EXPLICIT_DENY: (
        _IAM + "reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html"
    ),
    StepName.RESOURCE_CONTROL: _ORGANIZATIONS + "orgs_manage_policies_rcps.html",
    StepName.SERVICE_CONTROL: _ORGANIZATIONS + "orgs_manage_policies_scps_evaluation.html",
    StepName.RESOURCE: _IAM + "reference_policies_evaluation-logic_policy-eval-denyallow.html",
    StepName.IDENTITY: _IAM + "reference_policies_evaluation-logic_policy-eval-basics.html",
    StepName.BOUNDARY: _IAM + "access_policies_boundaries.html",
    StepName.SESSION: _IAM + "access_policies.html#policies_session",
}
"""The page of AWS's that says what happens at a step."""

_DOCUMENTS = {
    StepReason.OTHER_ACCOUNT_GRANTS: (
        _IAM + "reference_policies_evaluation-logic-cross-account.html"
    ),
    StepReason.OTHER_ACCOUNT_LACKS: _IAM + "reference_policies_evaluation-logic-cross-account.html",
    StepReason.FEDERATED_WITHOUT_POLICIES: (
        _IAM + "id_credentials_temp_control-access_getfederationtoken.html"
    ),
}

_LAYERS = {
    Layer.RESOURCE_CONTROL: "resource control policies",
    Layer.SERVICE_CONTROL: "service control policies",
    Layer.RESOURCE: "resource's policy",
    Layer.IDENTITY: "identity policies",
    Layer.BOUNDARY: "permissions boundary",
    Layer.SESSION: "session policies",
}


def step_document(step: Step) -> str:
    """The page that says why a step came out so: that of its reason, or that of the step."""
    return _DOCUMENTS.get(step.reason, STEP_DOCUMENTS[step.name])


def account(evaluation: Evaluation) -> tuple[str, ...]:
    """The whole way to a decision, line by line.

    The verdict; each step with its outcome and its sentence; the statements that decided, or for
    an implicit deny those that came nearest with what kept them; AWS's denial; the page of the
    deciding step. What a terminal would obey is written out.
    """
    request = evaluation.request
    on = "" if request.resource == NO_RESOURCE else f" on {request.resource}"
    lines = [
        _verdict(evaluation),
        f"{request.principal.name} asks for {request.action}{on}.",
        *map(_step, evaluation.steps),
    ]
    if evaluation.decision is Decision.IMPLICIT_DENY:
        lines += _near(evaluation)
    else:
        lines += _deciding(evaluation)
    said = denial(evaluation)
    if said is not None:
        lines.append(f"AWS would say: {said}")
    lines.append(f"The rule: {step_document(evaluation.deciding_step)}")
    return tuple(map(plain, lines))


def nearest(evaluation: Evaluation) -> tuple[StatementMatch, ...]:
    """The Allows that came nearest where an implicit deny was decided; none for other decisions.

    First those that speak of the action, then those that the fewest elements keep from applying.
    """
    return tuple(match for _, match in _nearest(evaluation))


def _verdict(evaluation: Evaluation) -> str:
    where = _where(evaluation.deciding_step)
    if evaluation.allowed:
        return f"Allowed, by {where or 'nothing but being the root user'}."
    if evaluation.decision is Decision.EXPLICIT_DENY:
        return f"Denied, by a Deny in {where}."
    return f"Denied, for want of an Allow in {where}."


def _where(step: Step) -> str:
    """`the identity policies`, `the service control policies of level 1`; `""` for no layer."""
    if step.layer is None:
        return ""
    return f"the {_LAYERS[step.layer]}" + _level(step.level)


def _level(level: int | None) -> str:
    if level is None:
        return ""
    return f" of level {level}" + (" (the organization's root)" if level == 0 else "")


def _step(step: Step) -> str:
    outcome = step.outcome.value
    where = _where(step)
    if where:
        word = "by" if step.outcome is StepOutcome.ALLOWED else "in"
        outcome += f" {word} {where}"
    return f"- {step.name.value}: {outcome}. {STEP_SENTENCES[step.reason]}"


def _deciding(evaluation: Evaluation) -> Iterator[str]:
    deciding = evaluation.deciding_statements
    for verdict in evaluation.verdicts:
        for match in verdict.matches:
            if any(match is one for one in deciding):
                effect = match.statement.effect.value
                yield f"What decided: {_name(verdict, match)}, whose {effect} applies."


def _near(evaluation: Evaluation) -> Iterator[str]:
    found = _nearest(evaluation)
    for verdict, match in found[:_SHOWN]:
        yield f"What came nearest: {_name(verdict, match)}. It does not apply:"
        for element in match.failing:
            yield f"  {_element(element)}"
    if len(found) > _SHOWN:
        yield f"As near came {len(found) - _SHOWN} more."
    if not found:
        yield f"Nothing came near: there is no Allow in {_where(evaluation.deciding_step)}."


def _nearest(evaluation: Evaluation) -> Sequence[tuple[SetVerdict, StatementMatch]]:
    if evaluation.decision is not Decision.IMPLICIT_DENY:
        return ()
    step = evaluation.deciding_step
    allows = [
        (verdict, match)
        for verdict in evaluation.verdicts
        if verdict.layer is step.layer and verdict.level == step.level
        for match in verdict.matches
        if match.statement.effect is Effect.ALLOW
    ]
    best = min((_distance(match) for _, match in allows), default=None)
    return [(verdict, match) for verdict, match in allows if _distance(match) == best]


def _distance(match: StatementMatch) -> tuple[bool, int]:
    failing = match.failing
    return any(element.element.endswith("Action") for element in failing), len(failing)


def _name(verdict: SetVerdict, match: StatementMatch) -> str:
    place = policy_place(verdict.layer, verdict.level, match.policy)
    return f"{place}.{match.statement.name}"


def _element(element: ElementMatch) -> str:
    written = list(dict.fromkeys(text for row in element.values for text, _ in row.texts))
    more = f" and {len(written) - _SHOWN} more" if len(written) > _SHOWN else ""
    found = dict.fromkeys(row.found for row in element.values if row.found is not None)
    asked = f" The request has {', '.join(list(found)[:_SHOWN])}." if found else ""
    listed = ", ".join(written[:_SHOWN]) or "nothing"
    return f"{element.name} {listed}{more}: {SENTENCES[element.reason]}{asked}"
