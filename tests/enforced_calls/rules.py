"""Rules that enforced calls rest on, as switches: those of the guard here, and the evaluator's own.

With a rule off, a case that rests on it gets another answer. A switch replaces or wraps one
function of the guard's; it decides nothing itself.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from cognito_lab.aws.guard import authorization, global_keys, guard, stored_policies
from cognito_lab.aws.ledger_rows import authorization as rows
from cognito_lab.aws.world import current_world
from tests.policies.rules_off.rule import Switch, wrapped
from tests.policies.rules_off.table import RULES as OF_THE_EVALUATOR

LAYERS = {"identity": (), "boundary": None, "session": None, "resource": None}
KEYS = (
    "aws:CurrentTime",
    "aws:PrincipalTag/department",
    "aws:SecureTransport",
    "aws:SourceIp",
    "cognito-identity.amazonaws.com:sub",
    "dynamodb:Attributes",
    "dynamodb:EnclosingOperation",
    "dynamodb:LeadingKeys",
    "dynamodb:ReturnValues",
    "dynamodb:Select",
    "s3:ExistingObjectTag/access",
    "s3:RequestObjectTag/access",
    "s3:delimiter",
    "s3:max-keys",
    "s3:prefix",
    "s3:x-amz-server-side-encryption",
)
ACTIONS = (
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "s3:GetObject",
    "s3:GetObjectVersion",
    "s3:ListBucket",
    "s3:PutObject",
    "s3:PutObjectAcl",
    "s3:PutObjectTagging",
)


def layer_off(layer: str) -> Switch:
    """A layer of policies is not looked up."""

    def without(found: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given: dataclasses.replace(found(*given), **{layer: LAYERS[layer]})

    return wrapped(authorization, "layers_of", without)


def key_off(key: str) -> Switch:
    """A condition key is not brought, or has no value."""

    def without(merged: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *layers: {
            name: value for name, value in merged(*layers).items() if name.lower() != key.lower()
        }

    return wrapped(authorization, "_merged", without)


def action_off(action: str) -> Switch:
    """What a call asks of an action is not asked."""

    def without(requests: Callable[..., Any]) -> Callable[..., Any]:
        def some(*given: Any) -> Any:
            found = requests(*given)
            return found and tuple(one for one in found if one.action != action)

        return some

    return wrapped(authorization, "requests_of", without)


def row_off(row: Any) -> Switch:
    """A row of the ledger is off."""

    def switch(patch: pytest.MonkeyPatch) -> None:
        off = current_world().ledger._off
        patch.setattr(current_world().ledger, "_off", {*off, row.id})

    return switch


def one_answer_for_all(patch: pytest.MonkeyPatch) -> None:
    """Objects of a batch are refused together."""
    refuse = guard.refusals.access_denied
    patch.setattr(
        guard.Guard,
        "_denied",
        lambda self, request, operation, found, denied: guard.Passage(
            request, refuse(operation, denied[0].evaluation)
        ),
    )


def nobody_has_to_sign(patch: pytest.MonkeyPatch) -> None:
    """A request without a signature is asked about in every service."""
    patch.setattr(guard, "_OPEN_TO_STRANGERS", (*guard._OPEN_TO_STRANGERS, "dynamodb"))


def mfa_is_not_told(patch: pytest.MonkeyPatch) -> None:
    """Temporary credentials do not say that they came without MFA."""
    keys = global_keys.of_a_session
    patch.setattr(
        global_keys,
        "of_a_session",
        lambda session: {k: v for k, v in keys(session).items() if "MultiFactor" not in k},
    )


RULES: dict[str, Switch] = {
    **{f"The {layer} policies are not looked up": layer_off(layer) for layer in LAYERS},
    **{f"{key} is not brought": key_off(key) for key in KEYS},
    **{f"{action} is not asked": action_off(action) for action in ACTIONS},
    "Who may not list is told what is absent": row_off(rows.ABSENT_OBJECTS),
    "A bucket's policy is read by moto, too": row_off(rows.BUCKET_POLICIES),
    "Objects of a batch are refused together": one_answer_for_all,
    "Who does not sign is asked about in every service": nobody_has_to_sign,
    "Sessions do not tell that they came without MFA": mfa_is_not_told,
    **{rule.without: rule.off for rule in OF_THE_EVALUATOR},
}


def switch(name: str, patch: pytest.MonkeyPatch) -> None:
    """Put a rule off until `patch` is undone; policies are read anew."""
    stored_policies.read.cache_clear()
    RULES[name](patch)
