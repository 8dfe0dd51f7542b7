"""An unsigned request names its service by its protocol; whatever else it says, by nothing."""

import pytest
from botocore.compat import HTTPHeaders
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.aws.unsigned_service import by_path, by_protocol
from cognito_lab.policies.api.requests import MAPPINGS

ASSUME = b"Action=AssumeRoleWithWebIdentity&Version=2011-06-15"


@pytest.mark.parametrize(
    ("target", "query", "body", "service"),
    [
        ("DynamoDB_20120810.ListTables", "", b"{}", "dynamodb"),
        ("AmazonSQS.ListQueues", "", b"{}", "sqs"),
        ("Another_20120810.ListTables", "", ASSUME, None),
        ("", "", ASSUME, "sts"),
        ("", "", b"Version=2010-05-08&Action=ListUsers", "iam"),
        ("", "Action=ListTopics&Version=2010-03-31", b"", "sns"),
        ("", "", b"Action=ListUsers", None),
        ("", "", b"Version=2010-05-08", None),
        ("", "", b"Action=ListUsers&Version=2010-05-08x", None),
        ("", "", b"Action=DescribeInstances&Version=2016-11-15", None),
    ],
)
def test_a_header_or_a_form_names_the_service(
    target: str, query: str, body: bytes, service: str | None
) -> None:
    assert by_protocol(headers_with(target), query, body) == service


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/restapis", "apigateway"),
        ("/restapis/abc/stages", "apigateway"),
        ("/2015-03-31/functions", "lambda"),
        ("/", None),
        ("/restapis2", None),
        ("/nothing/here", None),
        ("", None),
        ("*", None),
    ],
)
def test_a_paths_first_part_names_a_service_of_rest(path: str, service: str | None) -> None:
    assert by_path(path) == service


@given(target=st.text(), query=st.text(alphabet=st.characters(codec="utf-8")), body=st.binary())
def test_whatever_is_sent_names_a_service_of_the_lab_or_none(
    target: str, query: str, body: bytes
) -> None:
    assert by_protocol(headers_with(target), query, body) in {None, *MAPPINGS}
    assert by_path(f"/{query}") in {None, *MAPPINGS}


def headers_with(target: str) -> HTTPHeaders:
    """Headers that name a target, if any."""
    headers = HTTPHeaders()
    if target:
        headers["X-Amz-Target"] = target
    return headers
