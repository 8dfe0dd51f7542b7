"""Which function PreTokenGeneration may be, and in which version."""

from typing import Any

import pytest

from tests.aws.app import App, MakeApp, Refusal

ARN = "arn:aws:lambda:us-east-1:123456789012:function:"
TWO_FUNCTIONS = (
    "InvalidParameterException",
    "PreTokenGeneration and PreTokenGenerationConfig must name the same function.",
)
NOT_IN_PLAN = (
    "FeatureUnavailableInTierException",
    "Access token customization is not available in the feature plan LITE.",
)


def detailed(version: str = "V1_0", name: str = "a") -> dict[str, Any]:
    return {"PreTokenGenerationConfig": {"LambdaArn": ARN + name, "LambdaVersion": version}}


@pytest.mark.parametrize(
    "config",
    [
        {},
        {"PreTokenGeneration": f"{ARN}a"},
        detailed(),
        {**detailed(), "PreTokenGeneration": f"{ARN}a"},
        {**detailed("V3_0"), "PreSignUp": f"{ARN}b"},
    ],
)
def test_one_function_may_be_named_in_either_place_or_in_both(
    make_app: MakeApp, config: dict[str, Any]
) -> None:
    app = make_app(LambdaConfig=config)
    named = {"UserPoolId": app.user_pool_id}
    assert app.cognito_idp.describe_user_pool(**named)["UserPool"]["LambdaConfig"] == config


def test_a_pool_with_two_functions_is_not_made(app: App, refusal: Refusal) -> None:
    config = {**detailed(), "PreTokenGeneration": f"{ARN}b"}
    call = app.cognito_idp.create_user_pool
    assert refusal(call, PoolName="two", LambdaConfig=config) == TWO_FUNCTIONS
    pools = app.cognito_idp.list_user_pools(MaxResults=10)["UserPools"]
    assert [pool["Name"] for pool in pools] == ["pool"]


def test_a_pool_stays_as_it_was_where_it_is_to_have_two_functions(
    make_app: MakeApp, refusal: Refusal
) -> None:
    app = make_app(LambdaConfig=detailed())
    named = {"UserPoolId": app.user_pool_id}
    config = {**detailed("V2_0"), "PreTokenGeneration": f"{ARN}b"}
    assert refusal(app.cognito_idp.update_user_pool, **named, LambdaConfig=config) == TWO_FUNCTIONS
    kept = app.cognito_idp.describe_user_pool(**named)["UserPool"]["LambdaConfig"]
    assert kept == detailed()


@pytest.mark.parametrize("version", ["V2_0", "V3_0"])
def test_the_lite_plan_has_the_first_version_alone(
    make_app: MakeApp, refusal: Refusal, version: str
) -> None:
    app = make_app(UserPoolTier="LITE", LambdaConfig=detailed("V1_0"))
    idp, named = app.cognito_idp, {"UserPoolId": app.user_pool_id}
    create = {"PoolName": "lite", "UserPoolTier": "LITE", "LambdaConfig": detailed(version)}
    assert refusal(idp.create_user_pool, **create) == NOT_IN_PLAN
    assert refusal(idp.update_user_pool, **named, LambdaConfig=detailed(version)) == NOT_IN_PLAN
    idp.update_user_pool(**named, UserPoolTier="PLUS", LambdaConfig=detailed(version))


def test_a_pool_that_is_not_there_is_refused_as_before(app: App, refusal: Refusal) -> None:
    call = app.cognito_idp.update_user_pool
    code, _ = refusal(call, UserPoolId="us-east-1_Nowhere12", LambdaConfig=detailed("V2_0"))
    assert code == "ResourceNotFoundException"
