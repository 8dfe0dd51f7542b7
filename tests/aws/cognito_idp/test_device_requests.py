"""The operations on devices over plain HTTP, with whatever somebody may send."""

import json
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.aws.app import App, MakeApp
from tests.aws.cognito_idp.device_app import REMEMBERS, PhoneOfAna

URL = "https://cognito-idp.us-east-1.amazonaws.com/"
TARGET = "AWSCognitoIdentityProviderService."
OPERATIONS = ("ConfirmDevice", "GetDevice", "ListDevices", "UpdateDeviceStatus", "ForgetDevice")
GIVEN = {"AccessToken": "TOKEN", "DeviceKey": "KEY", "DeviceName": "phone", "Limit": 1}
CONFIG = {"PasswordVerifier": "Ag==", "Salt": "Ag=="}

texts = st.one_of(st.text(max_size=20), st.just("\ud800"), st.just("x" * 5000), st.just("AA=="))
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), texts),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(st.sampled_from([*CONFIG, "x"]), inner, max_size=2),
    ),
    max_leaves=4,
)
members = (*GIVEN, "DeviceSecretVerifierConfig", "DeviceRememberedStatus", "PaginationToken")
spoilt = st.dictionaries(st.sampled_from(members), values, min_size=1, max_size=3)


@pytest.fixture
def phone(make_app: MakeApp) -> PhoneOfAna:
    app = make_app(DeviceConfiguration=REMEMBERS)
    app.confirmed_user("ana")
    return PhoneOfAna(app)


def post(operation: str, body: dict[str, Any]) -> requests.Response:
    return requests.post(
        URL,
        data=json.dumps(body),
        headers={
            "X-Amz-Target": TARGET + operation,
            "Content-Type": "application/x-amz-json-1.1",
        },
        timeout=5,
    )


def seen(app: App) -> Any:
    named = {"UserPoolId": app.user_pool_id, "Username": "ana"}
    return app.cognito_idp.admin_list_devices(**named)["Devices"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(operation=st.sampled_from(OPERATIONS), spoilt=spoilt)
def test_the_answer_is_an_error_of_the_operation_or_a_success(
    phone: PhoneOfAna, operation: str, spoilt: dict[str, Any]
) -> None:
    before = seen(phone.app)
    good = {**GIVEN, "AccessToken": phone.token, "DeviceKey": phone.key}
    answer = post(operation, {**good, "DeviceSecretVerifierConfig": CONFIG, **spoilt})
    if answer.status_code != 200:
        service = phone.app.cognito_idp.meta.service_model
        listed = {shape.name for shape in service.operation_model(operation).error_shapes}
        assert answer.status_code == 400
        assert answer.json()["__type"] in {*listed, "SerializationException"}
        assert seen(phone.app) == before
