"""What neither moto nor the lab can do answers 501, in the protocol of each service."""

import importlib.util

import boto3
import pytest
import requests
from botocore.exceptions import ClientError

from cognito_lab.aws import Lab
from tests.aws.callers import signed

REGION = "us-east-1"
BRAKET = f"https://braket.{REGION}.amazonaws.com/"

# Operations that moto lacks, of each protocol; of a service that it lacks; of one that it
# cannot load.
MISSING = {
    "json": ("cognito-idp", "DescribeRiskConfiguration", {"UserPoolId": "us-east-1_Nowhere12"}),
    "query": ("sts", "DecodeAuthorizationMessage", {"EncodedMessage": "x"}),
    "rest-json": ("apigateway", "GetSdkTypes", {}),
    "rest-xml": ("cloudfront", "ListCachePolicies", {}),
    "json or cbor": ("cloudwatch", "ListMetricStreams", {}),
    "cbor": ("eventbridgev2", "ListEventBuses", {}),
    "no such service": ("braket", "SearchDevices", {"filters": []}),
    "no such library": ("xray", "GetGroups", {}),
}
needs_no_xray = pytest.mark.skipif(
    importlib.util.find_spec("aws_xray_sdk") is not None, reason="moto's xray can be loaded here"
)
every_kind = pytest.mark.parametrize(
    ("service", "operation", "parameters"),
    [
        pytest.param(*call, id=kind, marks=[needs_no_xray] if call[0] == "xray" else [])
        for kind, call in MISSING.items()
    ],
)


def call(service: str, operation: str, parameters: dict[str, object]) -> ClientError:
    client = boto3.client(service, region_name=REGION)
    python_names = {api: name for name, api in client.meta.method_to_api_mapping.items()}
    with pytest.raises(ClientError) as caught:
        getattr(client, python_names[operation])(**parameters)
    return caught.value


@every_kind
def test_a_missing_operation_is_a_client_error_named_as_the_labs_own(
    lab: Lab, service: str, operation: str, parameters: dict[str, object]
) -> None:
    response = call(service, operation, parameters).response
    assert response["Error"]["Code"] == "NotImplemented"
    message = response["Error"]["Message"]
    assert message.startswith(
        f"cognito_lab: {service} {operation} is implemented neither by moto nor by the lab"
    )
    assert message.endswith("This answer is the lab's own: AWS would have done it.")
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 501


@every_kind
def test_a_missing_operation_is_recorded_with_what_answered(
    lab: Lab, service: str, operation: str, parameters: dict[str, object]
) -> None:
    call(service, operation, parameters)
    (recorded,) = lab.trace  # and not tried again
    assert (recorded.service, recorded.operation) == (service, operation)
    assert (recorded.status, recorded.answered_by) == (501, "lab")
    assert recorded.behaviours == ("not-implemented",)
    assert recorded.error is not None
    assert recorded.error.code == "NotImplemented"


@needs_no_xray
def test_a_library_that_moto_misses_is_named(lab: Lab) -> None:
    message = call("xray", "GetGroups", {}).response["Error"]["Message"]
    assert "(moto's xray needs aws_xray_sdk, not installed here)" in message


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_plain_http_to_a_service_that_moto_lacks_is_answered_too(lab: Lab, method: str) -> None:
    address = BRAKET + "device/x"
    headers = signed(method, address, "braket", {})
    response = requests.request(method, address, headers=headers, timeout=5)
    assert response.status_code == 501
    assert "cognito_lab: braket " in response.text
    assert "implemented neither by moto nor by the lab" in response.text
    assert (lab.trace[-1].via, lab.trace[-1].behaviours) == ("http", ("not-implemented",))


def test_head_is_answered_without_a_body(lab: Lab) -> None:
    response = requests.head(BRAKET, timeout=5)
    assert (response.status_code, response.content) == (501, b"")
    assert lab.trace[-1].answered_by == "lab"


def test_what_moto_itself_has_not_found_stays_motos_own(lab: Lab) -> None:
    with pytest.raises(ClientError) as caught:
        boto3.client("s3").get_object(Bucket="nowhere", Key="key")
    assert caught.value.response["Error"]["Code"] == "NoSuchBucket"
    assert lab.trace[-1].answered_by == "moto"


def test_with_the_row_off_plain_http_finds_no_501(lab: Lab) -> None:
    with lab.ledger.without("not-implemented"):
        assert requests.get(BRAKET, timeout=5).status_code in (400, 404)
        assert requests.head(BRAKET, timeout=5).status_code in (400, 404)
    assert lab.trace[-1].behaviours == ()


@needs_no_xray
def test_with_the_row_off_what_moto_cannot_load_escapes_as_an_import_error(lab: Lab) -> None:
    with lab.ledger.without("not-implemented"), pytest.raises(ImportError, match="aws_xray_sdk"):
        boto3.client("xray", region_name=REGION).get_groups()
