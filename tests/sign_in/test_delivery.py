import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cognito_lab.sign_in.delivery import Delivery, mask_destination, sign_up_delivery

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
