"""`refused`: an expected refusal is shown, anything else is not swallowed."""

import doctest
import io
from typing import Any

import boto3
import jwt
import pytest
from botocore.exceptions import (
    ClientError,
    NoCredentialsError,
    ParamValidationError,
)

from cognito_lab.aws import Lab, refusal, refused
from cognito_lab.tokens.refresh_tokens import OPAQUE_BYTES, opaque_token


def client_error(code: str, message: str = "No.") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, "SignUp")


def test_the_refusal_is_printed_on_one_line_and_kept(capsys: pytest.CaptureFixture[str]) -> None:
    with refused("CodeMismatchException") as refusal:
        raise client_error("CodeMismatchException", "Invalid verification code provided.")
    assert capsys.readouterr().out == (
        "CodeMismatchException: Invalid verification code provided.\n"
    )
    assert refusal.message == "Invalid verification code provided."


def test_a_token_in_a_message_is_masked_where_it_is_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    token = jwt.encode({"sub": "ana"}, "x" * 32)
    opaque = opaque_token(bytes(OPAQUE_BYTES))
    for whole in (token, opaque):
        with refused("NotAuthorizedException") as refusal:
            raise client_error("NotAuthorizedException", whole)
        assert capsys.readouterr().out == "NotAuthorizedException: eyJ••••••\n"
        assert refusal.message == whole


def test_a_call_that_goes_through_is_an_error_that_says_what_was_expected() -> None:
    with (
        pytest.raises(AssertionError, match="a refusal with AccessDenied, but the call went"),
        refused("AccessDenied"),
    ):
        pass


@pytest.mark.parametrize("code", ["AccessDenied", "accessdeniedexception", "", "Access"])
def test_another_code_is_raised_as_it_is(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    problem = client_error("AccessDeniedException")
    with pytest.raises(ClientError) as caught, refused(code):
        raise problem
    assert caught.value is problem
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "problem",
    [
        KeyError("AccessDenied"),
        AssertionError("AccessDenied"),
        NotImplementedError("AccessDenied"),
        KeyboardInterrupt("AccessDenied"),
    ],
)
def test_what_is_no_refusal_of_aws_is_raised_as_it_is(problem: BaseException) -> None:
    with pytest.raises(type(problem)) as caught, refused(type(problem).__name__):
        raise problem
    assert caught.value is problem


def test_an_sdks_own_refusal_goes_by_the_name_of_its_exception(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with refused("NoCredentialsError") as refusal:
        raise NoCredentialsError
    assert refusal.message == "Unable to locate credentials"
    assert capsys.readouterr().out == "NoCredentialsError: Unable to locate credentials\n"
    with pytest.raises(NoCredentialsError), refused("ParamValidationError"):
        raise NoCredentialsError


def test_a_token_that_pyjwt_refuses_goes_by_the_name_of_its_exception(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with refused("DecodeError") as refusal:
        jwt.decode("no token", "no key", algorithms=["RS256"])
    assert refusal.message == "Not enough segments"
    assert capsys.readouterr().out == "DecodeError: Not enough segments\n"
    with pytest.raises(jwt.DecodeError), refused("InvalidSignatureError"):
        jwt.decode("no token", "no key", algorithms=["RS256"])


def test_real_calls_of_the_lab_are_shown(lab: Lab, capsys: pytest.CaptureFixture[str]) -> None:
    idp = boto3.client("cognito-idp")
    with refused("ResourceNotFoundException"):
        idp.describe_user_pool(UserPoolId="us-east-1_Nowhere12")
    with refused("ParamValidationError") as parameters:
        idp.describe_user_pool()
    with refused("404"):
        boto3.client("s3").head_bucket(Bucket="nowhere")
    assert "UserPoolId" in str(parameters.message)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("ResourceNotFoundException: ")
    assert lines[-1] == "404: Not Found"


def test_a_refusal_inside_a_block_that_expects_another_reaches_the_outer_one() -> None:
    with refused("Outer") as outer, refused("Inner") as inner:
        raise client_error("Outer", "Outside.")
    assert (outer.message, inner.message) == ("Outside.", None)


def test_its_example_is_valid_python() -> None:
    (example,) = doctest.DocTestParser().get_examples(refusal_docstring())
    compile(example.source, "example", "exec")
    assert example.want.startswith("CodeMismatchException: ")


def refusal_docstring() -> str:
    return refusal.refused.__doc__ or ""


def test_a_parameter_error_of_boto3_is_a_refusal_before_sending(lab: Lab) -> None:
    with pytest.raises(ParamValidationError):
        boto3.client("cognito-idp").sign_up(ClientId=1)
    assert lab.trace[-1].error.before_sending


def test_a_refusal_that_an_s3_transfer_wraps_is_seen(lab: Lab, capsys: Any) -> None:
    s3 = boto3.client("s3")
    with refused("NoSuchBucket"):
        s3.upload_fileobj(io.BytesIO(b"photo"), "no-such-bucket", "beach.jpg")
    assert capsys.readouterr().out.startswith("NoSuchBucket: ")
