"""Which flows an app client's ExplicitAuthFlows allow, old names and new ones."""

from __future__ import annotations

from itertools import product

import botocore.session
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.sign_in.auth_flows import (
    ADMIN_FLOWS,
    DEFAULT_FLOWS,
    PUBLIC_FLOWS,
    FlowCheck,
    allowed_flows,
    canonical_flow,
    check_flow,
)

MODEL = botocore.session.get_session().get_service_model("cognito-idp")
AUTH_FLOWS = MODEL.shape_for("AuthFlowType").enum
EXPLICIT = MODEL.shape_for("ExplicitAuthFlowsType").enum
REFRESH_SRP_CUSTOM = ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]

# https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
# The values without ALLOW_ add to refresh, SRP and custom; CUSTOM_AUTH_FLOW_ONLY takes SRP away.
COME_TO = [
    (None, REFRESH_SRP_CUSTOM),
    ([], REFRESH_SRP_CUSTOM),
    (["ALLOW_USER_AUTH"], ["ALLOW_USER_AUTH"]),
    (["ALLOW_USER_PASSWORD_AUTH"], ["ALLOW_USER_PASSWORD_AUTH"]),
    (
        ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
    ),
    (["USER_PASSWORD_AUTH"], [*REFRESH_SRP_CUSTOM, "ALLOW_USER_PASSWORD_AUTH"]),
    (["ADMIN_NO_SRP_AUTH"], [*REFRESH_SRP_CUSTOM, "ALLOW_ADMIN_USER_PASSWORD_AUTH"]),
    (["CUSTOM_AUTH_FLOW_ONLY"], ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]),
    (
        ["CUSTOM_AUTH_FLOW_ONLY", "ADMIN_NO_SRP_AUTH"],
        ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    ),
]


@pytest.mark.parametrize(("explicit", "allowed"), COME_TO, ids=str)
def test_a_list_comes_to_these_flows(explicit: list[str] | None, allowed: list[str]) -> None:
    assert sorted(allowed_flows(explicit)) == sorted(allowed)


def test_the_table_has_every_old_value() -> None:
    old = {value for value in EXPLICIT if not value.startswith("ALLOW_")}
    assert old <= {value for explicit, _ in COME_TO for value in explicit or ()}


@pytest.mark.parametrize(
    ("old", "new"),
    [("ADMIN_NO_SRP_AUTH", "ADMIN_USER_PASSWORD_AUTH"), ("REFRESH_TOKEN", "REFRESH_TOKEN_AUTH")],
)
def test_an_old_name_of_a_flow_is_the_new_one(old: str, new: str) -> None:
    assert canonical_flow(old) == new == canonical_flow(new)
    for as_administrator in (True, False):
        assert check_flow([f"ALLOW_{new}"], old, as_administrator=as_administrator).accepted
        refusal = check_flow(["ALLOW_USER_AUTH"], old, as_administrator=as_administrator)
        assert refusal == check_flow(["ALLOW_USER_AUTH"], new, as_administrator=as_administrator)


def test_every_flow_of_awss_model_is_one_that_apps_or_administrators_can_begin() -> None:
    assert set(AUTH_FLOWS) == ADMIN_FLOWS | PUBLIC_FLOWS


def test_a_password_in_clear_is_sent_by_another_flow_to_each_of_the_two_operations() -> None:
    assert {"USER_PASSWORD_AUTH"} == PUBLIC_FLOWS - ADMIN_FLOWS
    assert {"ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"} == ADMIN_FLOWS - PUBLIC_FLOWS


@pytest.mark.parametrize("flow", sorted(set(map(canonical_flow, AUTH_FLOWS))))
def test_one_flow_alone_allows_itself_and_no_other(flow: str) -> None:
    for other in sorted(set(map(canonical_flow, AUTH_FLOWS))):
        check = check_flow([f"ALLOW_{flow}"], other, as_administrator=False)
        assert check.accepted is (other == flow)


# The words are from people's reports.
@pytest.mark.parametrize(
    ("flow", "as_administrator", "message"),
    [
        ("USER_PASSWORD_AUTH", False, "USER_PASSWORD_AUTH flow not enabled for this client"),
        ("USER_AUTH", False, "USER_AUTH flow not enabled for this client"),
        ("REFRESH_TOKEN", False, "REFRESH_TOKEN_AUTH flow not enabled for this client"),
        ("USER_SRP_AUTH", False, "USER_SRP_AUTH is not enabled for the client."),
        ("USER_SRP_AUTH", True, "Auth flow not enabled for this client"),
        ("ADMIN_NO_SRP_AUTH", True, "Auth flow not enabled for this client"),
        ("CUSTOM_AUTH", True, "Auth flow not enabled for this client"),
    ],
)
def test_what_a_flow_that_is_not_allowed_is_told(
    flow: str, as_administrator: bool, message: str
) -> None:
    other = ["ALLOW_ADMIN_USER_PASSWORD_AUTH"] if not as_administrator else ["ALLOW_USER_AUTH"]
    check = check_flow(other, flow, as_administrator=as_administrator)
    assert check == FlowCheck(message)
    assert not check.accepted


def test_a_verdict_has_to_be_asked() -> None:
    with pytest.raises(TypeError, match=r"\.accepted"):
        bool(check_flow(None, "USER_SRP_AUTH", as_administrator=False))


@given(st.lists(st.sampled_from(EXPLICIT), max_size=4), st.sampled_from(AUTH_FLOWS), st.booleans())
def test_who_asks_and_in_which_order_the_list_stands_makes_no_difference(
    explicit: list[str], flow: str, as_administrator: bool
) -> None:
    check = check_flow(explicit, flow, as_administrator=as_administrator)
    others = (explicit[::-1], [*explicit, *explicit])
    for same, other_side in product(others, (True, False)):
        assert check_flow(same, flow, as_administrator=other_side).accepted is check.accepted
    assert (check.message == "") is check.accepted


@given(st.text(), st.lists(st.sampled_from(EXPLICIT)))
def test_a_flow_that_there_is_not_is_refused(flow: str, explicit: list[str]) -> None:
    if canonical_flow(flow) not in ADMIN_FLOWS | PUBLIC_FLOWS:
        assert not check_flow(explicit, flow, as_administrator=False).accepted


def test_the_default_is_what_the_document_says() -> None:
    assert sorted(DEFAULT_FLOWS) == REFRESH_SRP_CUSTOM
