"""How the clinic's errors of minting tokens are provoked and mended."""

from __future__ import annotations

from typing import Any

from cognito_lab.aws import Lab
from tests.exercises.clinic_scene import PASSWORD, Answer, Scene, Steps, provokes

_ELSEWHERE = "arn:aws:lambda:us-east-1:123456789012:function:elsewhere"


class WithTokenFunction(Scene):
    """A scene whose function gives the ID token this claim; ana has signed up."""

    def __init__(self, lab: Lab, claim: Any) -> None:
        def handler(event: Answer, context: Any) -> Answer:
            container = next(iter(event["response"]))
            claims = {"claimsToAddOrOverride": {"level": claim}}
            details = claims if event["version"] == "1" else {"idTokenGeneration": claims}
            event["response"] = {container: details}
            return event

        lab.functions["clinic"] = handler
        self.arn = lab.functions["clinic"].arn
        super().__init__(lab, LambdaConfig={"PreTokenGeneration": self.arn})
        self.with_user()

    def sign_in_as_server(self) -> Answer:
        """AdminInitiateAuth by the password."""
        return self.idp.admin_initiate_auth(  # type: ignore[no-any-return]
            UserPoolId=self.pool_id,
            ClientId=self.app_client_id,
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": "ana", "PASSWORD": PASSWORD},
        )


@provokes("CreateUserPoolClient", "lifetime-out-of-range")
def lifetime_out_of_range(lab: Lab) -> Steps:
    scene = Scene(lab)
    yield lambda: scene.new_app(AccessTokenValidity=60)
    yield lambda: scene.new_app(
        AccessTokenValidity=60, TokenValidityUnits={"AccessToken": "minutes"}
    )


@provokes("AdminInitiateAuth", "claims-not-understood")
def claims_not_understood(lab: Lab) -> Steps:
    scene = WithTokenFunction(lab, claim=7)
    yield scene.sign_in_as_server
    config = {"LambdaArn": scene.arn, "LambdaVersion": "V2_0"}
    scene.change_pool(LambdaConfig={"PreTokenGenerationConfig": config})
    yield scene.sign_in_as_server


@provokes("CreateUserPool", "two-functions-for-tokens")
def two_functions_for_tokens(lab: Lab) -> Steps:
    arn = _ELSEWHERE.replace("elsewhere", "clinic")
    config = {"PreTokenGenerationConfig": {"LambdaArn": arn, "LambdaVersion": "V1_0"}}
    yield lambda: Scene(lab, LambdaConfig={**config, "PreTokenGeneration": _ELSEWHERE})
    yield lambda: Scene(lab, LambdaConfig=config)


@provokes("CreateUserPool", "plan-too-small")
def plan_too_small(lab: Lab) -> Steps:
    config = {"PreTokenGenerationConfig": {"LambdaArn": _ELSEWHERE, "LambdaVersion": "V2_0"}}
    yield lambda: Scene(lab, LambdaConfig=config, UserPoolTier="LITE")
    yield lambda: Scene(lab, LambdaConfig=config, UserPoolTier="ESSENTIALS")
