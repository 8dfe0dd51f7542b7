"""PreTokenGeneration: the learner's function that has a say in what tokens carry."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.token_minting import groups_of, issuing
from cognito_lab.aws.cognito_idp.triggers import Occasion, call_trigger, has_trigger, subject_of
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import tokens as rows
from cognito_lab.aws.ledger_rows import triggers as trigger_rows
from cognito_lab.aws.world import current_world
from cognito_lab.sign_in.challenges import State
from cognito_lab.sign_in.trigger_answers import ANSWER_REFUSALS, AnswerReason
from cognito_lab.sign_in.trigger_events import Source
from cognito_lab.tokens.claims import API_SCOPE
from cognito_lab.tokens.token_customization import NO_CHANGES, TokenCustomization
from cognito_lab.tokens.token_generation import EventVersion, check_generation


@contextmanager
def issuing_tokens(
    pool: LabUserPool, user: LabUser, source: Source, occasion: Occasion, *, called: str = ""
) -> Iterator[None]:
    """Ask the pool's trigger; the tokens that are made inside the block are as it wants them.

    It is asked before there is any token: where it refuses, nothing was issued. `called` is the
    name that the client wrote.
    """
    with issuing(called, _wanted(pool, user, source, occasion)):
        yield


def source_of_tokens(answered: Collection[State]) -> Source:
    """Why there are tokens at the end of a sign-in in which these challenges were answered.

    That a new password counts more than a device, where both were asked for, is unconfirmed.
    """
    if State.NEW_PASSWORD_REQUIRED in answered:
        return Source.TOKENS_NEW_PASSWORD
    if State.DEVICE_PASSWORD_VERIFIER in answered:
        return Source.TOKENS_DEVICE
    return Source.TOKENS_AUTHENTICATION


def _wanted(
    pool: LabUserPool, user: LabUser, source: Source, occasion: Occasion
) -> TokenCustomization:
    version = _version(pool)
    if not has_trigger(pool, source) or not _acts(version):
        return NO_CHANGES
    groups = groups_of(user)
    response = call_trigger(
        pool,
        source,
        subject_of(pool, user, occasion),
        version=version.number,
        groupConfiguration={
            "groupsToOverride": list(groups.groups),
            "iamRolesToOverride": list(groups.roles),
            "preferredRole": groups.preferred_role,
        },
        scopes=None if version is EventVersion.V1_0 else [API_SCOPE],
        clientMetadata=occasion.client_metadata,
    )
    check = check_generation(version, response, occasion.app_client_id or "")
    if check.accepted:
        return check.customization
    if current_world().ledger.acts(trigger_rows.TRIGGER_CAN_FAIL):
        raise AwsError("InvalidLambdaResponseException", ANSWER_REFUSALS[AnswerReason.WRONG_MEMBER])
    return NO_CHANGES


def _version(pool: LabUserPool) -> EventVersion:
    """The version that the pool is set to: "User pools deliver V1_0 events by default."

    https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
    """
    config = pool.extended_config.get("LambdaConfig") or {}
    named = (config.get("PreTokenGenerationConfig") or {}).get("LambdaVersion", "")
    known = EventVersion.__members__
    return known.get(named, EventVersion.V1_0)


def _acts(version: EventVersion) -> bool:
    ledger = current_world().ledger
    if version is EventVersion.V1_0:
        return ledger.acts(rows.PRE_TOKEN_GENERATION)
    return ledger.acts(rows.ACCESS_TOKEN_CUSTOMIZATION)
