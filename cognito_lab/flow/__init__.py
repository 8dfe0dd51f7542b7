"""What crossed the wire: calls, who took part, and what of it may be shown.

Reading order: `actors` (who), `questions` (authentication or authorization), `call`
(one request and its answer), `secret_names`, `quoting` and `masking` (what is a secret,
and how it is hidden), `trace` (all of them, in order, by step) and `recording` (one that
grows), `comparison` (two traces side by side), `trace_json` (out and in). `plain_values` is
how a value is written as JSON.

A *trace* says what crossed the wire. Why a policy decided is an *evaluation*; a call
may carry one, and this package never looks inside it.
"""

from cognito_lab.flow.actors import ACTORS, Actor, actor_of_service
from cognito_lab.flow.call import ApiCall, CallError, HttpRequest, Note
from cognito_lab.flow.comparison import ComparisonRow, TraceComparison, compare
from cognito_lab.flow.questions import AUTHENTICATION, AUTHORIZATION, NEITHER, question_of
from cognito_lab.flow.recording import Recording, StepNameUsed
from cognito_lab.flow.trace import Trace, UnknownService, UnknownStep
from cognito_lab.flow.trace_json import TraceFormatError, trace_from_json, trace_to_json

__all__ = [
    "ACTORS",
    "AUTHENTICATION",
    "AUTHORIZATION",
    "NEITHER",
    "Actor",
    "ApiCall",
    "CallError",
    "ComparisonRow",
    "HttpRequest",
    "Note",
    "Recording",
    "StepNameUsed",
    "Trace",
    "TraceComparison",
    "TraceFormatError",
    "UnknownService",
    "UnknownStep",
    "actor_of_service",
    "compare",
    "question_of",
    "trace_from_json",
    "trace_to_json",
]
