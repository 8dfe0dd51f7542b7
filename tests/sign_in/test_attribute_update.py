from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.sign_in.attribute_update import AttributeUpdate, changed_addresses, plan_update
from cognito_lab.sign_in.attributes import VERIFIED_FLAGS
from cognito_lab.sign_in.delivery import Delivery

OLD, NEW, PHONE = "ana@example.com", "new@example.org", "+15555551234"
ANA = {"sub": "1", "email": OLD, "email_verified": "true", "name": "Ana"}
CODE = Delivery("email", NEW)


def plan(
    values: Mapping[str, str],
    present: Mapping[str, str] = ANA,
    *,
    waiting: Mapping[str, str] | None = None,
    auto: tuple[str, ...] = ("email",),
    first: tuple[str, ...] = (),
) -> AttributeUpdate:
    return plan_update(
        values, present, waiting=waiting or {}, auto_verified=auto, verified_first=first
    )


@pytest.mark.parametrize(
    ("values", "changed"),
    [
        ({"email": NEW}, ("email",)),
        ({"email": OLD}, ()),
        ({"email": ""}, ()),
        ({"email": NEW, "email_verified": "TRUE"}, ()),
        ({"email": NEW, "email_verified": "false"}, ("email",)),
        ({"email": NEW, "phone_number_verified": "true"}, ("email",)),
        ({"phone_number": PHONE, "email": NEW}, ("email", "phone_number")),
        ({"name": "Anna"}, ()),
    ],
)
def test_an_address_is_changed_if_it_is_another_and_not_called_verified(
    values: dict[str, str], changed: tuple[str, ...]
) -> None:
    assert changed_addresses(values, ANA) == changed


def test_what_is_no_address_is_set_and_nothing_else_happens() -> None:
    assert plan({"name": "Anna", "nickname": "A"}) == AttributeUpdate(
        {"name": "Anna", "nickname": "A"}
    )


def test_a_new_address_counts_at_once_is_not_verified_and_is_sent_a_code() -> None:
    assert plan({"email": NEW}) == AttributeUpdate(
        {"email": NEW, "email_verified": "false"}, void=("email",), deliveries=(CODE,)
    )


def test_no_code_is_sent_where_the_pool_does_not_verify_the_address() -> None:
    update = plan({"email": NEW}, auto=("phone_number",))
    assert update.values == {"email": NEW, "email_verified": "false"}
    assert update.deliveries == ()


def test_an_address_that_was_never_there_is_treated_alike() -> None:
    update = plan({"phone_number": PHONE}, auto=("phone_number",))
    assert update.values == {"phone_number": PHONE, "phone_number_verified": "false"}
    assert update.deliveries == (Delivery("phone_number", PHONE),)


def test_the_present_address_again_is_no_change() -> None:
    assert plan({"email": OLD}) == AttributeUpdate({"email": OLD})


def test_an_administrator_who_calls_the_new_address_verified_has_the_last_word() -> None:
    values = {"email_verified": "true", "email": NEW}
    for first in ((), ("email",)):
        assert plan(values, first=first) == AttributeUpdate(values, void=("email",))


def test_a_pool_that_verifies_first_keeps_the_old_address_and_its_flag() -> None:
    assert plan({"email": NEW, "name": "Anna"}, first=("email",)) == AttributeUpdate(
        {"name": "Anna"}, waiting={"email": NEW}, void=("email",), deliveries=(CODE,)
    )
    held = plan({"email": NEW, "email_verified": "false"}, first=("email",))
    assert held.values == {}


def test_each_address_goes_its_own_way() -> None:
    update = plan({"email": NEW, "phone_number": PHONE}, auto=(), first=("phone_number",))
    assert update.values == {"email": NEW, "email_verified": "false"}
    assert update.waiting == {"phone_number": PHONE}
    assert update.deliveries == (Delivery("phone_number", PHONE),)


def test_the_old_address_again_calls_off_a_change_that_waits() -> None:
    update = plan({"email": OLD}, waiting={"email": NEW}, first=("email",))
    assert update == AttributeUpdate({"email": OLD}, void=("email",))


def test_the_waiting_address_again_is_sent_another_code() -> None:
    update = plan({"email": NEW}, waiting={"email": NEW}, first=("email",))
    assert (update.waiting, update.deliveries) == ({"email": NEW}, (CODE,))


@pytest.mark.parametrize("first", [(), ("email",)])
def test_a_blank_address_goes_at_once_and_its_flag_with_it(first: tuple[str, ...]) -> None:
    for values in ({"email": ""}, {"email": "", "email_verified": "false"}):
        update = plan(values, first=first)
        assert update.values == {}
        assert update.removed == ("email", "email_verified")
        assert (update.waiting, update.void, update.deliveries) == ({}, ("email",), ())


texts = st.sampled_from(["", OLD, NEW, PHONE, "true", "false"])
names = st.sampled_from(["email", "phone_number", "name", *VERIFIED_FLAGS.values()])
lists = st.lists(st.sampled_from(list(VERIFIED_FLAGS))).map(tuple)


@given(
    st.dictionaries(names, texts),
    st.dictionaries(names, texts),
    st.dictionaries(st.sampled_from(list(VERIFIED_FLAGS)), texts),
    lists,
    lists,
)
def test_whatever_is_given_nothing_new_is_verified_unless_that_was_said(
    values: dict[str, str],
    present: dict[str, str],
    waiting: dict[str, str],
    auto: tuple[str, ...],
    first: tuple[str, ...],
) -> None:
    update = plan(values, present, waiting=waiting, auto=auto, first=first)
    after = {**present, **update.values}
    for name in update.removed:
        after.pop(name, None)
    for address, flag in VERIFIED_FLAGS.items():
        is_new = after.get(address, "") not in ("", present.get(address))
        if is_new and after.get(flag) == "true":
            assert values[flag] == "true"
        assert address in after or flag not in after or address not in present
    assert not update.values.keys() & set(update.removed)
    assert not update.values.keys() & update.waiting.keys()
    assert set(update.waiting) <= set(first)
    assert {delivery.attribute for delivery in update.deliveries} <= {*auto, *first}
    assert all(update.values.values())
