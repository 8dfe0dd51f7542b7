"""Errors of tokens: how they are made, and what an app client or a function says of them."""

from __future__ import annotations

from cognito_lab.sign_in.known_error import NO_REPORT, REPORTS, KnownError

_MINTING = (
    KnownError(
        "CreateUserPoolClient",
        "InvalidParameterException",
        "Invalid range for token validity.",
        "lifetime-out-of-range",
        "An access or ID token would live less than 5 minutes or more than a day, or a refresh "
        "token less than an hour or more than 10 years.",
        "Look at each number together with its unit in `TokenValidityUnits`: without one it is "
        "hours, of a refresh token days.",
    ),
    KnownError(
        "AdminInitiateAuth",
        "InvalidLambdaResponseException",
        "Unrecognizable lambda output",
        "claims-not-understood",
        "The pre token generation function has answered what its version does not take, such as a "
        "claim in V1_0 that is no text, or a scope with a blank.",
        "Keep to the shape of its `LambdaVersion`; claims that are numbers, lists or objects need "
        "`V2_0` or `V3_0`.",
        f"{REPORTS}; which fault gets which words",
    ),
    KnownError(
        "CreateUserPool",
        "InvalidParameterException",
        "PreTokenGeneration and PreTokenGenerationConfig must name the same function.",
        "two-functions-for-tokens",
        "`LambdaConfig` names one function in `PreTokenGeneration` and another one in "
        "`PreTokenGenerationConfig`.",
        "Leave `PreTokenGeneration` out.",
        NO_REPORT,
    ),
    KnownError(
        "CreateUserPool",
        "FeatureUnavailableInTierException",
        "Access token customization is not available in the feature plan LITE.",
        "plan-too-small",
        "In a pool of the Lite plan the pre token generation function gets events of `V1_0` alone.",
        "Take `ESSENTIALS` or `PLUS` as the `UserPoolTier`, or `V1_0`.",
        NO_REPORT,
    ),
)

ERRORS = (*_MINTING,)
"""In the order in which a learner meets them."""
