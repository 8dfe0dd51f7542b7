"""An error in the form of each AWS protocol reads back as the code and words it was given."""

import botocore.session
import pytest
from botocore.awsrequest import HeadersDict
from botocore.parsers import create_parser

from cognito_lab.aws.errors import Answer, error_answer, moto_broke, not_implemented
from cognito_lab.aws.identify import Operation

OPERATIONS = {
    "json": ("cognito-idp", "InitiateAuth"),
    "json 1.0": ("dynamodb", "GetItem"),
    "rest-json": ("lambda", "Invoke"),
    "rest-xml": ("s3", "GetObject"),
    "query": ("sts", "AssumeRole"),
    "ec2": ("ec2", "DescribeInstances"),
    "cbor": ("eventbridgev2", "ListEventBuses"),
}
AWKWARD = [
    ("NotAuthorizedException", "Incorrect username or password."),
    ("NoSuchCodeInAnyModel", 'quotes " and <tags> & ampersands'),
    ("AccessDenied", "Grüße, 世界 …\nand a second line"),
]


def operation(service: str, name: str) -> Operation:
    model = botocore.session.get_session().get_service_model(service).operation_model(name)
    return Operation(service, name, {}, model)


def read_back(asked: Operation, answer: Answer) -> tuple[int, str, str]:
    """What boto3 would make of an answer."""
    status, headers, body = answer
    assert asked.model is not None
    parsed = create_parser(asked.model.service_model.resolved_protocol).parse(
        {
            "status_code": status,
            "headers": HeadersDict(headers),
            "body": body.encode() if isinstance(body, str) else body,
        },
        asked.model.output_shape,
    )
    return status, parsed["Error"]["Code"], parsed["Error"]["Message"]


@pytest.mark.parametrize("protocol", OPERATIONS)
@pytest.mark.parametrize(("code", "message"), AWKWARD)
def test_boto3_reads_the_code_and_the_words_that_were_given(
    protocol: str, code: str, message: str
) -> None:
    asked = operation(*OPERATIONS[protocol])
    answer = error_answer(asked, code, message, 400)
    assert read_back(asked, answer) == (400, code, message)


def test_where_aws_has_no_model_an_error_is_plain_text() -> None:
    asked = Operation("cognito-idp", "GET /nothing")
    assert error_answer(asked, "NotFound", "there is nothing here", 404) == (
        404,
        {"content-type": "text/plain"},
        "NotFound: there is nothing here",
    )


@pytest.mark.parametrize("protocol", OPERATIONS)
def test_what_is_not_implemented_says_that_the_answer_is_the_labs(protocol: str) -> None:
    asked = operation(*OPERATIONS[protocol])
    status, code, message = read_back(asked, not_implemented(asked, " (a detail)"))
    assert (status, code) == (501, "NotImplemented")
    assert message == (
        f"cognito_lab: {asked.service} {asked.name} is implemented neither by moto nor by the "
        "lab (a detail). This answer is the lab's own: AWS would have done it."
    )


def test_what_moto_stumbled_over_names_its_error() -> None:
    asked = operation("cognito-identity", "GetId")
    status, code, message = read_back(asked, moto_broke(asked, KeyError("us-east-1:x")))
    assert (status, code) == (501, "NotImplemented")
    assert "moto cannot answer this cognito-identity GetId (KeyError: 'us-east-1:x')" in message
