"""The outcome of an evaluation, with everything that it rests on."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from cognito_lab.evidence import Verdict
from cognito_lab.policies.layers import Layer, PolicyLayers
from cognito_lab.policies.matching import Grant, StatementMatch
from cognito_lab.policies.reasons import StepReason
from cognito_lab.policies.request import Request
from cognito_lab.policies.statement import Effect


class Decision(enum.StrEnum):
    """AWS's three answers."""

    ALLOWED = "allowed"
    EXPLICIT_DENY = "explicitDeny"
    IMPLICIT_DENY = "implicitDeny"


class StepName(enum.StrEnum):
    """The steps of AWS's flow chart, in their order."""

    EXPLICIT_DENY = "explicit deny"
    RESOURCE_CONTROL = "resource control policies"
    SERVICE_CONTROL = "service control policies"
    RESOURCE = "resource policy"
    IDENTITY = "identity policies"
    BOUNDARY = "permissions boundary"
    SESSION = "session policies"


class StepOutcome(enum.StrEnum):
    """What becomes of the request at a step."""

    GOES_ON = "goes on"
    ALLOWED = "allowed"
    DENIED = "denied"
    NOT_REACHED = "not reached"


class Step(NamedTuple):
    """One step. `layer` and `level` say what decided, where something in particular did."""

    name: StepName
    outcome: StepOutcome
    reason: StepReason
    layer: Layer | None = None
    level: int | None = None


class SetVerdict(NamedTuple):
    """What one set of policies says of the request, and each statement's match."""

    layer: Layer
    level: int | None
    denied: bool
    grant: Grant
    """How its Allows name the caller; `NOBODY` where none applies."""
    matches: tuple[StatementMatch, ...]


class Judgement(NamedTuple):
    """A decision, and what decided: a layer's name in JSON, or `root`."""

    decision: Decision
    decided_by: str


@dataclass(frozen=True, slots=True, repr=False)
class Evaluation(Verdict):
    """A decision and its evidence. `decided_by` is a layer's name in JSON, or `root`.

    As the last line of a cell it says the two of them.
    """

    ask: ClassVar[str] = "allowed"

    request: Request
    layers: PolicyLayers
    decision: Decision
    decided_by: str
    steps: tuple[Step, ...]
    verdicts: tuple[SetVerdict, ...]

    def __repr__(self) -> str:
        level = self.deciding_step.level
        return f"{self.decision}, {self.decided_by}" + ("" if level is None else f", level {level}")

    @property
    def allowed(self) -> bool:
        """Whether the request is allowed."""
        return self.decision is Decision.ALLOWED

    @property
    def deciding_step(self) -> Step:
        """The step at which it was decided."""
        ends = (StepOutcome.ALLOWED, StepOutcome.DENIED)
        return next(step for step in self.steps if step.outcome in ends)

    @property
    def matches(self) -> Iterator[StatementMatch]:
        """Every statement that was looked at, layer by layer."""
        return (match for verdict in self.verdicts for match in verdict.matches)

    @property
    def deciding_statements(self) -> tuple[StatementMatch, ...]:
        """The statements that apply, with the deciding effect, in the layer that decided.

        None for an implicit deny, which rests on what is not there.
        """
        if self.decision is Decision.IMPLICIT_DENY:
            return ()
        effect = Effect.ALLOW if self.allowed else Effect.DENY
        return tuple(
            match
            for verdict in self.verdicts
            if verdict.layer == self.decided_by
            for match in verdict.matches
            if match.applies and match.statement.effect is effect
        )
