"""Choice-based sign-in by plain calls, for the tests of USER_AUTH."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import jwt
import requests

from cognito_lab.sign_in.srp import SrpClient, pool_name_of
from cognito_lab.sign_in.srp_timestamp import format_timestamp
from tests.aws.app import PASSWORD, App, MakeApp
from tests.aws.cognito_idp.srp_app import A_SECRET

WRONG = "Wrong-Horse-1"
INCORRECT = ("NotAuthorizedException", "Incorrect username or password.")
OTHER_SESSION = ("NotAuthorizedException", "Invalid session for the user.")
USED = (
    "NotAuthorizedException",
    "Invalid session for the user, session can only be used once.",
)
MISMATCH = (
    "CodeMismatchException",
    "Invalid verification code provided, please try again.",
)
UNAVAILABLE = ("InvalidParameterException", "Selected challenge is not available.")
ALL = ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]
PASSWORDS = ["PASSWORD", "PASSWORD_SRP"]
PHONE = "+4915112345678"
FLOWS = ["ALLOW_USER_AUTH"]


def policy(*factors: str) -> dict[str, Any]:
    """CreateUserPool's Policies that allow these first factors."""
    return {"SignInPolicy": {"AllowedFirstAuthFactors": list(factors)}}


class Choice:
    """The calls of one app that signs in by USER_AUTH."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.idp = app.cognito_idp

    def begin(self, username: str = "ana", **parameters: str) -> dict[str, Any]:
        answer: dict[str, Any] = self.idp.initiate_auth(
            ClientId=self.app.client_id,
            AuthFlow="USER_AUTH",
            AuthParameters={"USERNAME": username, **parameters},
        )
        return answer

    def go_on(
        self, challenge: dict[str, Any], username: str = "ana", name: str = "", **responses: str
    ) -> dict[str, Any]:
        answer: dict[str, Any] = self.idp.respond_to_auth_challenge(
            ClientId=self.app.client_id,
            ChallengeName=name or challenge["ChallengeName"],
            Session=challenge["Session"],
            ChallengeResponses={"USERNAME": username, **responses},
        )
        return answer

    def prefer(self, challenge: str, username: str = "ana", **parameters: str) -> dict[str, Any]:
        return self.begin(username, PREFERRED_CHALLENGE=challenge, **parameters)

    @property
    def code(self) -> str:
        return self.app.lab.outbox[-1].code or ""

    @property
    def srp(self) -> SrpClient:
        return SrpClient(pool_name_of(self.app.user_pool_id), A_SECRET)

    def prove(self, challenge: dict[str, Any], password: str = PASSWORD) -> dict[str, Any]:
        """Answer PASSWORD_VERIFIER."""
        given = challenge["ChallengeParameters"]
        keys = self.srp.session_keys(
            given["USER_ID_FOR_SRP"], password, given["SALT"], given["SRP_B"]
        )
        moment = format_timestamp(dt.datetime.now(dt.UTC))
        answer: dict[str, Any] = self.idp.respond_to_auth_challenge(
            ClientId=self.app.client_id,
            ChallengeName="PASSWORD_VERIFIER",
            ChallengeResponses={
                "USERNAME": given["USERNAME"],
                "PASSWORD_CLAIM_SECRET_BLOCK": given["SECRET_BLOCK"],
                "PASSWORD_CLAIM_SIGNATURE": keys.password_claim_signature(
                    given["SECRET_BLOCK"], moment
                ),
                "TIMESTAMP": moment,
            },
        )
        return answer


def signed_in(answer: dict[str, Any], username: str = "ana") -> bool:
    token = answer["AuthenticationResult"]["IdToken"]
    claims = jwt.decode(token, options={"verify_signature": False})
    return bool(claims["cognito:username"] == username)


def choice_of_ana(make_app: MakeApp, **client: Any) -> Choice:
    """A pool that allows every first factor, and ana, who has both addresses."""
    app = make_app(Policies=policy(*ALL), client={"ExplicitAuthFlows": FLOWS, **client})
    app.confirmed_user("ana", phone_number=PHONE)
    return Choice(app)


def post(operation: str, body: Any) -> tuple[int, dict[str, Any]]:
    """An unsigned call by plain HTTP, whatever its body; returns status and answer."""
    answer = requests.post(
        "https://cognito-idp.us-east-1.amazonaws.com/",
        data=json.dumps(body),
        headers={
            "X-Amz-Target": f"AWSCognitoIdentityProviderService.{operation}",
            "Content-Type": "application/x-amz-json-1.1",
        },
        timeout=60,
    )
    return answer.status_code, answer.json()
