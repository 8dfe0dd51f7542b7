"""SRP by plain calls: what a client does, each step open to be spoiled."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cognito_lab.sign_in.srp import SrpClient, pool_name_of
from cognito_lab.sign_in.srp_timestamp import format_timestamp
from tests.aws.app import PASSWORD, App

A_SECRET = 2**1000 + 12345


class SrpSignIn:
    """One sign-in by USER_SRP_AUTH: the challenge is fetched when it is made."""

    def __init__(self, app: App, username: str = "ana", **parameters: str) -> None:
        self.app = app
        self.client = SrpClient(pool_name_of(app.user_pool_id), A_SECRET)
        self.challenge: dict[str, Any] = app.cognito_idp.initiate_auth(
            ClientId=app.client_id,
            AuthFlow="USER_SRP_AUTH",
            AuthParameters={
                "USERNAME": username,
                "SRP_A": self.client.public_a,
                **parameters,
            },
        )

    @property
    def parameters(self) -> dict[str, str]:
        """ChallengeParameters."""
        found: dict[str, str] = self.challenge["ChallengeParameters"]
        return found

    def claim(self, password: str = PASSWORD, timestamp: str | None = None) -> dict[str, str]:
        """ChallengeResponses, made with this password."""
        given = self.parameters
        keys = self.client.session_keys(
            given["USER_ID_FOR_SRP"], password, given["SALT"], given["SRP_B"]
        )
        moment = timestamp or format_timestamp(dt.datetime.now(dt.UTC))
        return {
            "USERNAME": given["USERNAME"],
            "PASSWORD_CLAIM_SECRET_BLOCK": given["SECRET_BLOCK"],
            "PASSWORD_CLAIM_SIGNATURE": keys.password_claim_signature(
                given["SECRET_BLOCK"], moment
            ),
            "TIMESTAMP": moment,
        }

    def respond(self, claim: dict[str, str], client_id: str | None = None) -> dict[str, Any]:
        """RespondToAuthChallenge with a claim."""
        answer: dict[str, Any] = self.app.cognito_idp.respond_to_auth_challenge(
            ClientId=client_id or self.app.client_id,
            ChallengeName="PASSWORD_VERIFIER",
            ChallengeResponses=claim,
        )
        return answer
