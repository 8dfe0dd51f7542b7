"""First factors: by which ways a user can begin a choice-based sign-in (USER_AUTH).

The pool allows factors (Policies.SignInPolicy.AllowedFirstAuthFactors), and the user has to have
what they need.
https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-selection-sdk.html
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from cognito_lab.sign_in.challenges import State

DEFAULT_FACTORS = ("PASSWORD",)
"""https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_cognito.SignInPolicy.html"""

ADDRESS_OF = {State.EMAIL_OTP: "email", State.SMS_OTP: "phone_number"}
"""The attribute that a one-time code is sent to."""


def first_factors(
    allowed: Collection[str] | None,
    *,
    has_password: bool,
    attributes: Mapping[str, str],
    mfa_is_required: bool,
) -> tuple[State, ...]:
    """The challenges that a user can choose from; their order is unconfirmed.

    `allowed` is AllowedFirstAuthFactors, None where the pool says nothing. PASSWORD brings
    PASSWORD_SRP along. A passkey (WEB_AUTHN) is nothing that the lab's users can have.

    A code goes to whoever has an address ("provide an email address or phone number when you
    expect the user to do passwordless sign-in"); that it need not be verified is unconfirmed.
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html

    With required MFA a code is no first factor, for it is all that a user would show.
    https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html
    """
    listed = DEFAULT_FACTORS if allowed is None else allowed
    found: list[State] = []
    if "PASSWORD" in listed and has_password:
        found += [State.PASSWORD, State.PASSWORD_SRP]
    if not mfa_is_required:
        found += [
            factor
            for factor, attribute in ADDRESS_OF.items()
            if factor.value in listed and attributes.get(attribute)
        ]
    return tuple(found)


def made_up_first_factors(
    allowed: Collection[str] | None, *, mfa_is_required: bool, seed: bytes
) -> tuple[State, ...]:
    """What a name is offered that nobody has, where the app client does not tell.

    AWS answers choice-based sign-ins of unknown names with a random selection of the types of
    challenges that the pool permits. That it is always the same for one name, as the salt of SRP
    is, is unconfirmed; `seed`, bytes that the pool derives from the name, makes it so here.
    https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
    """
    everything = first_factors(
        allowed,
        has_password=True,
        attributes=dict.fromkeys(ADDRESS_OF.values(), "somewhere"),
        mfa_is_required=mfa_is_required,
    )
    codes = [factor for factor in everything if factor in ADDRESS_OF]
    kept = [factor for factor, drawn in zip(codes, seed, strict=False) if drawn % 2]
    if len(codes) == len(everything):  # no password: something has to be offered
        kept = kept or codes[:1]
    return tuple(factor for factor in everything if factor not in ADDRESS_OF or factor in kept)
