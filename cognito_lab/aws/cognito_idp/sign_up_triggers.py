"""The triggers around a sign-up: before there is a user, and once one is confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from moto.cognitoidp.models import UserStatus

from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.sign_in_names import Taken, require_free_names, take_over
from cognito_lab.aws.cognito_idp.triggers import (
    Occasion,
    call_trigger,
    has_trigger,
    subject_named,
    subject_of,
)
from cognito_lab.aws.cognito_idp.user_attributes import attributes_in
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import triggers as rows
from cognito_lab.aws.world import current_world
from cognito_lab.sign_in.attributes import VERIFIED_FLAGS
from cognito_lab.sign_in.trigger_events import Source
from cognito_lab.sign_in.user_names import with_address_of_name

_VERIFIES = {"autoVerifyEmail": "email", "autoVerifyPhone": "phone_number"}


@dataclass(frozen=True, slots=True)
class Admission:
    """What the PreSignUp trigger wants of a new user: confirmed, and with verified addresses.

    `taken`: aliases that the verified addresses take from others.
    """

    confirmed: bool = False
    verified: tuple[str, ...] = ()
    taken: tuple[Taken, ...] = ()

    def apply_to(self, user: LabUser) -> None:
        """Do so, once there is the user."""
        take_over(self.taken)
        if self.verified:
            flags = [VERIFIED_FLAGS[address] for address in self.verified]
            user.update_attributes([{"Name": flag, "Value": "true"} for flag in flags])
        if self.confirmed:
            user.status = UserStatus.CONFIRMED


def before_sign_up(
    pool: LabUserPool, name: str, attributes: Any, validation_data: Any, occasion: Occasion
) -> Admission:
    """Ask PreSignUp, whose exception is the refusal of a sign-up.

    `attributes` and `validation_data` are lists of Name and Value, as the request has them. "If
    autoVerifyEmail is set to true, the email attribute must have a valid, non-null value.
    Otherwise, an error will occur" (which one is unconfirmed). An alias is "moved to the new user".
    https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html
    """
    source = Source.PRE_SIGN_UP
    if not has_trigger(pool, source) or not current_world().ledger.acts(rows.PRE_SIGN_UP):
        return Admission()
    given = _attributes(pool, name, attributes)
    response = _ask(pool, source, name, given, validation_data, occasion)
    verified = tuple(_VERIFIES[flag] for flag in _VERIFIES if response.get(flag))
    for address in verified:
        if not given.get(address):
            raise AwsError(
                "InvalidLambdaResponseException",
                f"Attribute {address} cannot be verified: the user has none",
            )
    confirmed = response.get("autoConfirmUser") is True
    after = given | {VERIFIED_FLAGS[address]: "true" for address in verified}
    # An address that is the user name itself is held to that by who makes the user.
    beside = {key: value for key, value in after.items() if value != name}
    status = "CONFIRMED" if confirmed else "UNCONFIRMED"
    taken = require_free_names(pool, None, beside, status, force=True)
    return Admission(confirmed, verified, tuple(taken))


def before_admin_create_user(
    pool: LabUserPool, name: str, attributes: Any, validation_data: Any, occasion: Occasion
) -> None:
    """Ask PreSignUp, whose flags "are ignored by Amazon Cognito when the Pre Sign-up Lambda
    function is triggered by the AdminCreateUser API".
    """
    source = Source.PRE_ADMIN_CREATE_USER
    if has_trigger(pool, source) and current_world().ledger.acts(rows.PRE_SIGN_UP):
        given = _attributes(pool, name, attributes)
        _ask(pool, source, name, given, validation_data, occasion)


def after_confirmation(
    pool: LabUserPool,
    user: LabUser,
    occasion: Occasion,
    source: Source = Source.POST_CONFIRM_SIGN_UP,
) -> None:
    """Tell PostConfirmation. The user stays confirmed where it fails (unconfirmed).

    https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html
    """
    if has_trigger(pool, source) and current_world().ledger.acts(rows.POST_CONFIRMATION):
        subject = subject_of(pool, user, occasion)
        call_trigger(pool, source, subject, clientMetadata=dict(occasion.client_metadata))


def _ask(
    pool: LabUserPool,
    source: Source,
    name: str,
    given: Mapping[str, str],
    validation_data: Any,
    occasion: Occasion,
) -> Mapping[str, Any]:
    return call_trigger(
        pool,
        source,
        # Where users are stored under a UUID, AWS may have made it by now; no document says.
        subject_named(pool, name, occasion, attributes=given),
        validationData=_by_name(validation_data) or None,
        clientMetadata=dict(occasion.client_metadata),
    )


def _attributes(pool: LabUserPool, name: str, listed: Any) -> dict[str, str]:
    return dict(with_address_of_name(pool.name_settings, name, _by_name(listed)))


def _by_name(listed: Any) -> dict[str, str]:
    return {entry["Name"]: entry["Value"] for entry in attributes_in(listed)}
