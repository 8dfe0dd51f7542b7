"""The clinic's table: every row is said by the lab, to a plain boto3 call, and is mended so."""

from __future__ import annotations

import botocore.session
import pytest
from botocore.exceptions import ClientError

from cognito_lab.aws import Lab
from cognito_lab.aws.ledger_rows import ROWS as LEDGER
from cognito_lab.evidence import UNCONFIRMED
from cognito_lab.exercises import Bench
from cognito_lab.exercises.clinic_table import CLINIC
from cognito_lab.exercises.error_clinic import NOT_PERMITTED
from cognito_lab.known_error import KnownError
from tests.exercises import (  # noqa: F401  # what they register is looked at
    clinic_challenges,
    clinic_exchange,
    clinic_minting,
    clinic_recovery,
    clinic_sign_in,
    clinic_sign_up,
    clinic_tokens,
    clinic_triggers,
)
from tests.exercises.clinic_scene import PROVOKED, Call

# The rows whose code and words stand in a document of AWS's.
PRINTED = {
    ("SignUp", "secret-hash-wrong"): (
        "https://repost.aws/knowledge-center/cognito-unable-to-verify-secret-hash"
    ),
    ("AssociateSoftwareToken", "apps-not-on-offer"): (
        "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-totp.html"
    ),
    ("ForgotPassword", "nothing-verified"): (
        "https://repost.aws/knowledge-center/cognito-forgot-password"
    ),
    ("GetCredentialsForIdentity", "role-cannot-be-taken"): (
        "https://repost.aws/knowledge-center/cognito-invalid-identity-pool-configuration"
    ),
}
_DENIALS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html"
PRINTED |= {
    ("AssumeRole", "caller-may-not-assume"): _DENIALS,
    ("GetItem", "no-policy-allows"): _DENIALS,
    ("GetObject", "no-policy-allows"): _DENIALS,
    ("GetObject", "session-policy-limits"): _DENIALS,
    ("GetObject", "boundary-limits"): _DENIALS,
    ("GetObject", "policy-denies"): _DENIALS,
    ("GetObject", "bucket-denies"): _DENIALS,
    ("GetObject", "boundary-denies"): _DENIALS,
    ("GetObject", "session-policy-denies"): _DENIALS,
}

each_row = pytest.mark.parametrize(
    "row", CLINIC, ids=[f"{row.operation}-{row.cause}" for row in CLINIC]
)


def refused(row: KnownError, call: Call) -> dict[str, str]:
    """What AWS says to a call of the row's operation."""
    with pytest.raises(ClientError) as refusal:
        call()
    assert refusal.value.operation_name == row.operation
    error: dict[str, str] = refusal.value.response["Error"]
    return error


@each_row
def test_a_plain_call_is_refused_so_and_goes_through_once_the_cause_is_mended(
    row: KnownError, bench: Bench
) -> None:
    assert isinstance(bench.lab, Lab)
    steps = PROVOKED[row.operation, row.cause](bench.lab)
    error = refused(row, next(steps))
    said = [
        other.cause
        for other in CLINIC
        if other.operation == row.operation and other.is_said_by(error["Code"], error["Message"])
    ]
    assert said == [row.cause], error
    acted = bench.lab.trace[-1].behaviours
    doubts = [one.unconfirmed for one in LEDGER if one.id in acted and one.unconfirmed]
    assert not doubts or row.unconfirmed or (row.operation, row.cause) in PRINTED, doubts
    next(steps)()
    assert next(steps, None) is None


# Codes that AWS lists for a service or for all of them, and no model of botocore's names.
LISTED_ELSEWHERE = {
    "sts": {"AccessDenied", "ValidationError"},
    "s3": {
        *("AccessDenied", "ExpiredToken", "InvalidAccessKeyId", "InvalidToken"),
        "SignatureDoesNotMatch",
    },
    "dynamodb": {
        *("AccessDeniedException", "ExpiredTokenException", "UnrecognizedClientException"),
        "MissingAuthenticationTokenException",
    },
}


@each_row
def test_aws_lists_the_code_for_the_operation(row: KnownError) -> None:
    """In botocore's model, which AWS publishes: the document behind the row's link."""
    service = botocore.session.get_session().get_service_model(row.service)
    model = service.operation_model(row.operation)
    if row.page is not None:
        assert row.code in LISTED_ELSEWHERE[row.service]
        assert row.document == row.page
        assert row.page.startswith("https://docs.aws.amazon.com/")
        return
    codes = {
        shape.metadata.get("error", {}).get("code", shape.name) for shape in model.error_shapes
    }
    assert row.code in codes | {shape.name for shape in model.error_shapes}
    assert row.document.endswith(f"/API_{row.operation}.html")


def test_what_no_document_prints_is_unconfirmed() -> None:
    assert set(PRINTED) == {(row.operation, row.cause) for row in CLINIC if row.unconfirmed is None}


def test_every_row_can_be_provoked_and_nothing_else_is() -> None:
    assert set(PROVOKED) == {(row.operation, row.cause) for row in CLINIC}
    assert len(CLINIC) == len(PROVOKED)


def test_a_cause_is_not_a_code_and_the_wrong_belief_is_no_cause() -> None:
    assert not {row.code for row in CLINIC} & set(CLINIC.causes)
    assert NOT_PERMITTED not in CLINIC.causes


def test_another_code_or_text_is_another_error() -> None:
    row = CLINIC.row("SignUp", "ResourceNotFoundException", "unknown-client")
    assert row.is_said_by(row.code, "User pool client 0a1b2c does not exist.")
    assert not row.is_said_by(row.code, "User pool client  does not exist.")
    assert not row.is_said_by(row.code, "User pool client 0a1b2c does not exist")
    assert not row.is_said_by("NotAuthorizedException", "User pool client 0a1b2c does not exist.")


def test_the_table_shows_every_row_with_its_doubts() -> None:
    for text in (CLINIC.html, str(CLINIC)):
        for row in CLINIC:
            assert row.code in text and row.cause in text and row.document in text
        doubted = [row for row in CLINIC if row.unconfirmed]
        assert text.count(UNCONFIRMED) == len(doubted) > 0


def test_a_row_that_is_not_there_is_an_error() -> None:
    with pytest.raises(LookupError, match="the clinic has no row SignUp"):
        CLINIC.row("SignUp", "NotAuthorizedException", "weak-password")
