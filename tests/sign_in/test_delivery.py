import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cognito_lab.sign_in.delivery import (
    RECOVERY_REFUSALS,
    Delivery,
    RecoveryCheck,
    RecoveryReason,
    mask_destination,
    recovery_delivery,
    sign_up_delivery,
    simulated_delivery,
)

EMAIL, PHONE = "ana@example.com", "+15555551234"
BOTH = {"email": EMAIL, "phone_number": PHONE}

addresses = st.from_regex(r"[a-z0-9.+-]{1,20}@[a-z0-9.-]{1,20}", fullmatch=True)
numbers = st.from_regex(r"\+?[0-9]{1,15}", fullmatch=True)


@pytest.mark.parametrize(
    ("auto_verified", "attributes", "expected"),
    [
        (["email"], BOTH, Delivery("email", EMAIL)),
        (["phone_number"], BOTH, Delivery("phone_number", PHONE)),
        (["email", "phone_number"], BOTH, Delivery("phone_number", PHONE)),
        (["email", "phone_number"], {"email": EMAIL}, Delivery("email", EMAIL)),
        (["phone_number"], {"email": EMAIL}, None),
        (["email"], {"email": ""}, None),
        (["email"], {}, None),
        ([], BOTH, None),
    ],
)
def test_a_code_goes_to_the_phone_before_the_e_mail_and_only_where_the_pool_verifies(
    auto_verified: list[str], attributes: dict[str, str], expected: Delivery | None
) -> None:
    assert sign_up_delivery(auto_verified, attributes) == expected


def test_delivery_details_have_aws_members_and_a_masked_destination() -> None:
    assert Delivery("email", EMAIL).details() == {
        "Destination": "a***@e***",
        "DeliveryMedium": "EMAIL",
        "AttributeName": "email",
    }
    assert Delivery("phone_number", PHONE).details() == {
        "Destination": "+*******1234",
        "DeliveryMedium": "SMS",
        "AttributeName": "phone_number",
    }


@given(addresses)
@example("a@b")
def test_a_masked_address_shows_two_letters_at_most(address: str) -> None:
    masked = mask_destination("email", address)
    assert address not in masked
    assert len(masked.replace("*", "").replace("@", "")) <= 2
    assert masked.count("*") == 6  # says nothing of the length either


@given(numbers)
@example("+1234")
@example("1234")
@example("+12345")
def test_a_masked_number_shows_its_last_four_digits_and_never_all(number: str) -> None:
    masked = mask_destination("phone_number", number)
    digits = number.removeprefix("+")
    shown = masked.removeprefix("+").replace("*", "")
    assert number not in masked
    assert shown == (digits[-4:] if len(digits) > 4 else "")
    assert len(masked) == 1 + len(digits)


@pytest.mark.parametrize("odd", ["", "@", "ana", "@example.com", "ana@", "a@b@c"])
def test_an_address_that_is_none_is_masked_all_the_same(odd: str) -> None:
    assert "***@" in mask_destination("email", odd)


BY_EMAIL, BY_PHONE = Delivery("email", EMAIL), Delivery("phone_number", PHONE)
NOTHING, ADMIN = RecoveryReason.NOTHING_VERIFIED, RecoveryReason.ADMIN_ONLY
EMAIL_VERIFIED = {"email": EMAIL, "email_verified": "true"}
PHONE_VERIFIED = {"phone_number": PHONE, "phone_number_verified": "true"}
ALL_VERIFIED = EMAIL_VERIFIED | PHONE_VERIFIED


def options(*names: str) -> list[dict[str, Any]]:
    """RecoveryMechanisms in this order of priority, listed the other way round."""
    return [{"Name": name, "Priority": n} for n, name in enumerate(names, 1)][::-1]


EMAIL_FIRST = options("verified_email", "verified_phone_number")
PHONE_FIRST = options("verified_phone_number", "verified_email")


@pytest.mark.parametrize(
    ("mechanisms", "attributes", "expected"),
    [
        # Without the setting: SMS before e-mail.
        (None, ALL_VERIFIED, BY_PHONE),
        ([], ALL_VERIFIED, BY_PHONE),
        (None, EMAIL_VERIFIED | {"phone_number": PHONE}, BY_EMAIL),
        (None, BOTH, NOTHING),
        (None, {}, NOTHING),
        # With it: by priority, and only what it names.
        (EMAIL_FIRST, ALL_VERIFIED, BY_EMAIL),
        (PHONE_FIRST, ALL_VERIFIED, BY_PHONE),
        (EMAIL_FIRST, PHONE_VERIFIED, BY_PHONE),
        (PHONE_FIRST, EMAIL_VERIFIED, BY_EMAIL),
        (options("verified_email"), PHONE_VERIFIED, NOTHING),
        (options("verified_phone_number"), EMAIL_VERIFIED, NOTHING),
        (options("admin_only"), ALL_VERIFIED, ADMIN),
        (options("admin_only", "verified_email"), ALL_VERIFIED, ADMIN),
        (options("verified_email", "admin_only"), ALL_VERIFIED, ADMIN),
        (options("no such thing", "verified_email"), ALL_VERIFIED, BY_EMAIL),
        (options("no such thing"), ALL_VERIFIED, NOTHING),
        # Verified is what says so.
        (EMAIL_FIRST, {"email": EMAIL, "email_verified": "True"}, BY_EMAIL),
        (EMAIL_FIRST, {"email": EMAIL, "email_verified": "false"}, NOTHING),
        (EMAIL_FIRST, {"email": EMAIL, "email_verified": ""}, NOTHING),
        (EMAIL_FIRST, {"email": EMAIL, "phone_number_verified": "true"}, NOTHING),
        (EMAIL_FIRST, {"email": "", "email_verified": "true"}, NOTHING),
        (EMAIL_FIRST, {"email_verified": "true"}, NOTHING),
    ],
)
def test_a_forgotten_passwords_code_goes_to_the_first_verified_address_that_the_pool_names(
    mechanisms: list[dict[str, Any]] | None,
    attributes: dict[str, str],
    expected: Delivery | RecoveryReason,
) -> None:
    check = recovery_delivery(mechanisms, attributes)
    if isinstance(expected, Delivery):
        assert check == RecoveryCheck(RecoveryReason.CHOSEN, expected)
        assert check.accepted
    else:
        assert check == RecoveryCheck(expected, None)
        assert not check.accepted


@pytest.mark.parametrize(
    ("mechanisms", "mfa", "expected"),
    [
        (PHONE_FIRST, ["SMS_MFA"], BY_EMAIL),
        (EMAIL_FIRST, ["EMAIL_OTP"], BY_PHONE),
        (EMAIL_FIRST, ["SMS_MFA"], BY_EMAIL),
        (PHONE_FIRST, ["SOFTWARE_TOKEN_MFA"], BY_PHONE),
        (EMAIL_FIRST, ["SMS_MFA", "EMAIL_OTP"], None),
        (options("verified_phone_number"), ["SMS_MFA"], None),
        # Without the setting the second factor does not matter.
        (None, ["SMS_MFA", "EMAIL_OTP"], BY_PHONE),
    ],
)
def test_what_is_the_users_second_factor_does_not_bring_the_password_back(
    mechanisms: list[dict[str, Any]] | None, mfa: list[str], expected: Delivery | None
) -> None:
    check = recovery_delivery(mechanisms, ALL_VERIFIED, mfa_methods=mfa)
    assert check.delivery == expected
    assert check.accepted == (expected is not None)


def test_every_refusal_of_recovery_has_its_words() -> None:
    assert set(RECOVERY_REFUSALS) == set(RecoveryReason) - {RecoveryReason.CHOSEN}


def test_a_verdict_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match=r"ask \.accepted"):
        bool(RecoveryCheck(RecoveryReason.CHOSEN, BY_EMAIL))


KEY = b"the pool's own"


@pytest.mark.parametrize(
    ("username", "auto_verified", "expected"),
    [
        (EMAIL, ["phone_number"], {"AttributeName": "email", "Destination": "a***@e***"}),
        (PHONE, ["email"], {"AttributeName": "phone_number", "Destination": "+*******1234"}),
        ("zoe", ["email"], {"AttributeName": "email"}),
        ("zoe", ["phone_number"], {"AttributeName": "phone_number"}),
        ("zoe", ["email", "phone_number"], {"AttributeName": "phone_number"}),
        ("zoe", [], {"AttributeName": "email"}),
        ("+", ["email"], {"AttributeName": "email"}),
        ("+1a", ["email"], {"AttributeName": "email"}),
        ("+١٢٣", ["email"], {"AttributeName": "email"}),
        ("15555551234", ["email"], {"AttributeName": "email"}),
    ],
)
def test_a_simulated_medium_follows_the_form_of_the_name_and_then_the_pool(
    username: str, auto_verified: list[str], expected: dict[str, str]
) -> None:
    details = simulated_delivery(username, auto_verified, key=KEY).details()
    assert expected.items() <= details.items()


@given(
    st.text(st.characters(), max_size=20),
    st.lists(st.sampled_from(["email", "phone_number"]), unique=True),
)
@example("\ud800", ["email"])  # half a surrogate pair: JSON can carry it
def test_a_simulated_delivery_looks_like_a_real_one_and_is_the_same_each_time(
    username: str, auto_verified: list[str]
) -> None:
    delivery = simulated_delivery(username, auto_verified, key=KEY)
    assert simulated_delivery(username, auto_verified, key=KEY) == delivery
    shown = delivery.masked_destination
    if "@" not in username and not username.startswith("+"):
        if delivery.medium == "EMAIL":
            assert re.fullmatch(r"[a-z]\*{3}@[a-z]\*{3}", shown)
        else:
            assert re.fullmatch(r"\+1[0-9]{10}", delivery.destination)
            assert re.fullmatch(r"\+\*{7}[0-9]{4}", shown)


@pytest.mark.parametrize("auto_verified", [["email"], ["phone_number"]])
def test_a_simulated_destination_differs_by_name_and_by_pool(auto_verified: list[str]) -> None:
    shown = {
        simulated_delivery(f"user{n}", auto_verified, key=key).masked_destination
        for n in range(40)
        for key in (KEY, b"another pool's")
    }
    assert len(shown) > 60
    by_pool = [
        [simulated_delivery(f"user{n}", auto_verified, key=key) for n in range(40)]
        for key in (KEY, b"another pool's")
    ]
    assert by_pool[0] != by_pool[1]
