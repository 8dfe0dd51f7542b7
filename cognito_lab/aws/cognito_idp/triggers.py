"""Calling a pool's Lambda triggers: the functions of `aws.functions` in Lambda's place.

Events and answers are `sign_in.trigger_events` and `sign_in.trigger_answers`; who asks, when, and
what becomes of the answer stands in `sign_up_triggers`, `sign_in_triggers`, `messages`,
`user_migration` and `custom_auth`.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from moto.cognitoidp.models import UserStatus

from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.functions import FunctionFailed, LambdaFunction
from cognito_lab.aws.ledger_rows import triggers as rows
from cognito_lab.aws.world import current_world
from cognito_lab.sign_in.trigger_answers import ANSWER_REFUSALS, check_answer
from cognito_lab.sign_in.trigger_events import Source, Subject, make_event

_STREAM = "lambda requests"


@dataclass(frozen=True, slots=True)
class Occasion:
    """The call that leads to a trigger: its app client (None for an administrator's, which has
    none), and its ClientMetadata."""

    app_client_id: str | None = None
    client_metadata: Mapping[str, str] = field(default_factory=dict)


def has_trigger(pool: LabUserPool, source: Source) -> bool:
    """Whether a function is attached to this trigger of the pool."""
    return bool(_arn(pool, source))


def subject_of(
    pool: LabUserPool, user: LabUser, occasion: Occasion, *, not_found: bool | None = None
) -> Subject:
    """A user as events show one.

    `cognito:user_status` is among the attributes of the events in AWS's documents, such as
    https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
    """
    return subject_named(
        pool,
        user.username,
        occasion,
        attributes={**user.attribute_lookup, "cognito:user_status": UserStatus(user.status).value},
        not_found=not_found,
    )


def subject_named(
    pool: LabUserPool,
    name: str,
    occasion: Occasion,
    *,
    attributes: Mapping[str, str] | None = None,
    not_found: bool | None = None,
) -> Subject:
    """Somebody who is no user yet, or of whom it must not be told that they are none."""
    return Subject(
        region=pool.region,
        user_pool_id=pool.id,
        user_name=name,
        app_client_id=occasion.app_client_id,
        attributes=attributes or {},
        not_found=not_found,
    )


def call_trigger(
    pool: LabUserPool, source: Source, subject: Subject, *, version: str = "1", **request: Any
) -> Mapping[str, Any]:
    """Call the function that is attached, and return what of its `response` counts.

    `version` is that of the event; only those of PreTokenGeneration differ.
    Nothing counts where no function is attached. Raises AWS's refusal where the function does not
    exist, fails, or answers with what its trigger does not take.
    """
    arn = _arn(pool, source)
    if not arn:
        return {}
    world = current_world()
    function = world.functions.by_arn(arn)
    try:
        response = _response_of(function, arn, source, subject, version, request)
    except AwsError as refusal:
        _note(source, function, str(refusal.code))
        if world.ledger.acts(rows.TRIGGER_CAN_FAIL):
            raise
        return {}
    _note(source, function, "")
    return response


def _response_of(
    function: LambdaFunction | None,
    arn: str,
    source: Source,
    subject: Subject,
    version: str,
    request: Mapping[str, Any],
) -> Mapping[str, Any]:
    if function is None:
        # Of a function that Cognito may not call, people report these words with
        # AccessDeniedException; the name of this error in them is unconfirmed.
        raise AwsError(
            "UnexpectedLambdaException",
            f"{source.trigger} invocation failed due to error ResourceNotFoundException. "
            f"(cognito_lab: no function of this lab has the ARN {arn}; "
            "lab.functions[...] = handler makes one.)",
        )
    made = current_world().randomness.stream(_STREAM).randbytes(16)
    event = make_event(source, subject, version=version, **request)
    try:
        answer = function.invoke(event, str(uuid.UUID(bytes=made, version=4)))
    except FunctionFailed as problem:
        # https://github.com/aws-amplify/amplify-flutter/pull/1051 shows the words, and the full
        # stop after them.
        raise AwsError(
            "UserLambdaValidationException", f"{source.trigger} failed with error {problem}."
        ) from None
    check = check_answer(source.trigger, answer)
    if not check.accepted:
        raise AwsError("InvalidLambdaResponseException", ANSWER_REFUSALS[check.reason])
    return check.response


def _arn(pool: LabUserPool, source: Source) -> str:
    config = pool.extended_config.get("LambdaConfig")
    if not isinstance(config, dict):
        return ""
    # "For new instances of pre token generation triggers, set the LambdaArn of
    # PreTokenGenerationConfig", and what is set in both places "must be identical".
    # https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_LambdaConfigType.html
    detailed = config.get(f"{source.trigger}Config") or {}
    arn = detailed.get("LambdaArn") or config.get(source.trigger)
    return arn if isinstance(arn, str) else ""


def _note(source: Source, function: LambdaFunction | None, problem: str) -> None:
    """Say in the trace that a function was called, and how that ended.

    Not its words: they may hold a password, and the call's error has them anyway.
    """
    world = current_world()
    called = f"{source.value} called {function.name}" if function else source.value
    ended = f": {problem}" if problem else ""
    world.trace.note(world.clock.now(), "trigger", f"{called}{ended}")
