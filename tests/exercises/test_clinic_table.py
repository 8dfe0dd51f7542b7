"""The clinic's table: every row is said by the lab, to a plain boto3 call."""

from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from cognito_lab.aws.ledger_rows import ROWS as LEDGER
from cognito_lab.evidence import UNCONFIRMED
from cognito_lab.exercises.clinic_table import CLINIC
from cognito_lab.exercises.error_clinic import NOT_PERMITTED

PASSWORD = "Correct-Horse-7"
EMAIL = [{"Name": "email", "Value": "ana@example.com"}]


class Scene:
    """A pool that verifies e-mail addresses, with one app client."""

    def __init__(self, lab: Any, verified: tuple[str, ...] = ("email",)) -> None:
        self.lab = lab
        self.idp = boto3.client("cognito-idp")
        pool = self.idp.create_user_pool(PoolName="p", AutoVerifiedAttributes=list(verified))
        self.pool_id = pool["UserPool"]["Id"]
        made = self.idp.create_user_pool_client(
            UserPoolId=self.pool_id,
            ClientName="c",
            ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"],
        )
        self.app_client_id = made["UserPoolClient"]["ClientId"]

    def sign_up(self, password: str = PASSWORD, app_client_id: str | None = None) -> None:
        self.idp.sign_up(
            ClientId=app_client_id or self.app_client_id,
            Username="ana",
            Password=password,
            UserAttributes=EMAIL,
        )

    def confirm(self, code: str | None = None, username: str = "ana") -> None:
        self.idp.confirm_sign_up(
            ClientId=self.app_client_id,
            Username=username,
            ConfirmationCode=code or self.lab.outbox[-1].code,
        )

    def sign_in(self, password: str = PASSWORD, username: str = "ana") -> None:
        self.idp.initiate_auth(
            ClientId=self.app_client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": username, "PASSWORD": password},
        )

    def resend(self) -> None:
        self.idp.resend_confirmation_code(ClientId=self.app_client_id, Username="ana")


def confirmed(lab: Any) -> Scene:
    scene = Scene(lab)
    scene.sign_up()
    scene.confirm()
    return scene


def signed_up(lab: Any) -> Scene:
    scene = Scene(lab)
    scene.sign_up()
    return scene


def a_day_later(lab: Any) -> None:
    scene = signed_up(lab)
    lab.clock.advance(hours=24)
    scene.confirm()


def disabled(lab: Any) -> None:
    scene = confirmed(lab)
    scene.idp.admin_disable_user(UserPoolId=scene.pool_id, Username="ana")
    scene.sign_in()


def a_wrong_code(lab: Any) -> None:
    scene = signed_up(lab)
    scene.confirm(f"{(int(lab.outbox[-1].code) + 1) % 1_000_000:06}")


def nowhere_to_send(lab: Any) -> None:
    scene = Scene(lab, verified=())
    scene.sign_up()
    scene.resend()


# By operation and cause: the last call of each is the one that is refused.
PROVOKE: dict[tuple[str, str], Callable[[Any], None]] = {
    ("SignUp", "weak-password"): lambda lab: Scene(lab).sign_up("Ab1!"),
    ("SignUp", "name-taken"): lambda lab: signed_up(lab).sign_up(),
    ("SignUp", "unknown-client"): lambda lab: Scene(lab).sign_up(app_client_id="0a1b2c3d4e"),
    ("ConfirmSignUp", "wrong-code"): a_wrong_code,
    ("ConfirmSignUp", "old-code"): a_day_later,
    ("ConfirmSignUp", "confirmed-already"): lambda lab: confirmed(lab).confirm(),
    ("ConfirmSignUp", "unknown-user"): lambda lab: Scene(lab).confirm("123456", "nobody"),
    ("ResendConfirmationCode", "confirmed-already"): lambda lab: confirmed(lab).resend(),
    ("ResendConfirmationCode", "nowhere-to-send"): nowhere_to_send,
    ("InitiateAuth", "address-not-proved"): lambda lab: signed_up(lab).sign_in(),
    ("InitiateAuth", "wrong-password"): lambda lab: confirmed(lab).sign_in("Wrong-Horse-7"),
    ("InitiateAuth", "switched-off"): disabled,
    ("InitiateAuth", "unknown-user"): lambda lab: Scene(lab).sign_in(username="nobody"),
}

each_row = pytest.mark.parametrize(
    "row", CLINIC, ids=[f"{row.operation}-{row.cause}" for row in CLINIC]
)


def provoked(row: Any, lab: Any) -> dict[str, str]:
    with pytest.raises(ClientError) as refusal:
        PROVOKE[row.operation, row.cause](lab)
    error: dict[str, str] = refusal.value.response["Error"]
    assert refusal.value.operation_name == row.operation
    return error


@each_row
def test_a_plain_call_is_refused_with_exactly_this_code_and_text(row, bench):
    error = provoked(row, bench.lab)
    assert row.is_said_by(error["Code"], error["Message"]), error


@each_row
def test_no_other_row_is_said_by_that_refusal_of_this_operation(row, bench):
    error = provoked(row, bench.lab)
    said = [
        other
        for other in CLINIC
        if other.operation == row.operation and other.is_said_by(error["Code"], error["Message"])
    ]
    assert said == [row]


@each_row
def test_aws_lists_the_code_for_the_operation(row):
    """In botocore's model, which AWS publishes: the document behind the row's link."""
    model = boto3.client("cognito-idp").meta.service_model.operation_model(row.operation)
    assert row.code in {shape.name for shape in model.error_shapes}
    assert row.document.endswith(f"/API_{row.operation}.html")


@each_row
def test_what_the_ledger_does_not_confirm_the_clinic_does_not_either(row, bench):
    provoked(row, bench.lab)
    acted = bench.lab.trace[-1].behaviours
    doubts = [one.unconfirmed for one in LEDGER if one.id in acted and one.unconfirmed]
    assert not doubts or row.unconfirmed


def test_every_row_can_be_provoked_and_nothing_else_is():
    assert set(PROVOKE) == {(row.operation, row.cause) for row in CLINIC}
    assert len(CLINIC) == len(PROVOKE)


def test_a_cause_is_not_a_code_and_the_wrong_belief_is_no_cause():
    assert not {row.code for row in CLINIC} & set(CLINIC.causes)
    assert NOT_PERMITTED not in CLINIC.causes


def test_another_code_or_text_is_another_error():
    row = CLINIC.row("SignUp", "ResourceNotFoundException", "unknown-client")
    assert row.is_said_by(row.code, "User pool client 0a1b2c does not exist.")
    assert not row.is_said_by(row.code, "User pool client  does not exist.")
    assert not row.is_said_by(row.code, "User pool client 0a1b2c does not exist")
    assert not row.is_said_by("NotAuthorizedException", "User pool client 0a1b2c does not exist.")


def test_the_table_shows_every_row_with_its_doubts():
    for text in (CLINIC.html, str(CLINIC)):
        for row in CLINIC:
            assert row.code in text and row.cause in text and row.document in text
        doubted = [row for row in CLINIC if row.unconfirmed]
        assert text.count(UNCONFIRMED) == len(doubted) > 0


def test_a_row_that_is_not_there_is_an_error():
    with pytest.raises(LookupError, match="the clinic has no row SignUp"):
        CLINIC.row("SignUp", "NotAuthorizedException", "weak-password")
