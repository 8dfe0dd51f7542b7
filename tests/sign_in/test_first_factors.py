"""By which first factors a choice-based sign-in can begin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.sign_in.challenges import State
from cognito_lab.sign_in.first_factors import first_factors, made_up_first_factors

ALL = ("PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN", "SOFTWARE_TOKEN")
ADDRESSES = {"email": "ana@example.com", "phone_number": "+4915112345678"}
PASSWORDS = (State.PASSWORD, State.PASSWORD_SRP)
CODES = (State.EMAIL_OTP, State.SMS_OTP)


@pytest.mark.parametrize(
    ("allowed", "has_password", "attributes", "required", "offered"),
    [
        (None, True, ADDRESSES, False, PASSWORDS),
        ((), True, ADDRESSES, False, ()),
        (("PASSWORD",), True, ADDRESSES, False, PASSWORDS),
        (("PASSWORD",), False, ADDRESSES, False, ()),
        (ALL, True, ADDRESSES, False, (*PASSWORDS, *CODES)),
        (ALL, False, ADDRESSES, False, CODES),
        (ALL, True, {"email": "ana@example.com"}, False, (*PASSWORDS, State.EMAIL_OTP)),
        (ALL, True, {"email": "", "phone_number": "+49"}, False, (*PASSWORDS, State.SMS_OTP)),
        (ALL, True, {}, False, PASSWORDS),
        (("EMAIL_OTP",), True, ADDRESSES, False, (State.EMAIL_OTP,)),
        (("SMS_OTP",), True, ADDRESSES, False, (State.SMS_OTP,)),
        (ALL, True, ADDRESSES, True, PASSWORDS),
        (("EMAIL_OTP",), True, ADDRESSES, True, ()),
        (("WEB_AUTHN",), True, ADDRESSES, False, ()),
    ],
)
def test_what_is_offered(
    allowed: tuple[str, ...] | None,
    has_password: bool,
    attributes: dict[str, str],
    required: bool,
    offered: tuple[State, ...],
) -> None:
    found = first_factors(
        allowed, has_password=has_password, attributes=attributes, mfa_is_required=required
    )
    assert found == offered


def made_up(allowed: tuple[str, ...] | None, seed: bytes, required: bool = False) -> set[State]:
    return set(made_up_first_factors(allowed, mfa_is_required=required, seed=seed))


def test_a_pool_with_passwords_alone_offers_them_to_names_that_nobody_has() -> None:
    assert made_up(None, b"\1\1") == set(PASSWORDS)


def test_of_the_codes_a_name_that_nobody_has_is_offered_a_selection() -> None:
    seeds = [bytes((one, other)) for one in (0, 1) for other in (0, 1)]
    found = {frozenset(made_up(ALL, seed)) for seed in seeds}
    both = frozenset(CODES)
    assert {offered - set(PASSWORDS) for offered in found} == {
        frozenset(),
        frozenset({State.EMAIL_OTP}),
        frozenset({State.SMS_OTP}),
        both,
    }


def test_where_there_are_no_passwords_something_is_always_offered() -> None:
    assert made_up(("EMAIL_OTP",), b"\0\0") == {State.EMAIL_OTP}
    assert made_up(("SMS_OTP",), b"\0\0") == {State.SMS_OTP}


@given(
    st.none() | st.lists(st.sampled_from(ALL), unique=True).map(tuple),
    st.binary(min_size=2, max_size=8),
    st.booleans(),
)
def test_nobody_is_offered_anything_that_somebody_could_not_be(
    allowed: tuple[str, ...] | None, seed: bytes, required: bool
) -> None:
    possible = first_factors(
        allowed, has_password=True, attributes=ADDRESSES, mfa_is_required=required
    )
    found = made_up_first_factors(allowed, mfa_is_required=required, seed=seed)
    assert [factor for factor in possible if factor in found] == list(found)
    assert bool(found) == bool(possible)
    assert found == made_up_first_factors(allowed, mfa_is_required=required, seed=seed)
