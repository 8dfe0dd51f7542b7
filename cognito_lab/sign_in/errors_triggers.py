"""Errors of Lambda triggers: a function says no, is not there, or answers what does not count."""

from __future__ import annotations

from cognito_lab.known_error import NO_REPORT, REPORTS, KnownError

ERRORS = (
    KnownError(
        "SignUp",
        "UserLambdaValidationException",
        "TRIGGER_NAME failed with error FUNCTION_WORDS",
        "function-said-no",
        "A function that the pool calls at this moment has raised an exception; its words follow.",
        "Do as the function's words ask, or mend the function if it should not have raised.",
        of_the_code=True,
    ),
    KnownError(
        "SignUp",
        "UnexpectedLambdaException",
        "TRIGGER_NAME invocation failed due to error FUNCTION_WORDS",
        "function-not-there",
        "The pool's `LambdaConfig` names a function that cannot be called.",
        "Make the function (`lab.functions` in the lab), and put its `arn` into `LambdaConfig`.",
        f"{REPORTS}; the name of the error in them",
        of_the_code=True,
    ),
    KnownError(
        "SignUp",
        "InvalidLambdaResponseException",
        "Invalid lambda function output : Invalid JSON",
        "function-gave-no-event",
        "The function has returned something else than the event that it was given.",
        "End the function with `return event`.",
        f"{REPORTS}; which fault gets which words",
    ),
    KnownError(
        "SignUp",
        "InvalidLambdaResponseException",
        "Unrecognizable lambda output",
        "function-answered-wrongly",
        "A member of the event's `response` is not what this trigger takes, such as a text in the "
        "place of `True`.",
        "Look up what the trigger's `response` may have, and set that.",
        f"{REPORTS}; which fault gets which words",
    ),
    KnownError(
        "SignUp",
        "InvalidLambdaResponseException",
        "Attribute ATTRIBUTE_NAME cannot be verified: the user has none",
        "function-verified-nothing",
        "The function calls an address verified that the user has not given.",
        "Let the function look for the address in `userAttributes` before it sets "
        "`autoVerifyEmail` or `autoVerifyPhone`.",
        "code and words, which no report has",
    ),
    KnownError(
        "SignUp",
        "InvalidLambdaResponseException",
        "Invalid message: WHAT_IS_WRONG",
        "message-without-a-code",
        "The text of the custom message lacks the place for the code, or is too long.",
        "Put `codeParameter` of the event's `request` into the text, and keep to the lengths.",
        NO_REPORT,
    ),
    KnownError(
        "InitiateAuth",
        "UserNotFoundException",
        "Exception migrating user in app client CLIENT_ID",
        "not-migrated",
        "The pool has no such user, and the migration function brings none.",
        "Look at the user name and the password; the function answers with `userAttributes` for "
        "whom it knows.",
        "the code; the words, which stand in people's clients",
    ),
    KnownError(
        "InitiateAuth",
        "InvalidParameterException",
        "Custom auth lambda trigger is not configured for the user pool.",
        "custom-trigger-missing",
        "Custom sign-in needs three functions, and the pool lacks one of them.",
        "Put `DefineAuthChallenge`, `CreateAuthChallenge` and `VerifyAuthChallengeResponse` into "
        "`LambdaConfig`.",
    ),
    KnownError(
        "InitiateAuth",
        "InvalidLambdaResponseException",
        "Unrecognizable lambda output",
        "no-way-on",
        "`DefineAuthChallenge` has named no challenge, given no tokens and refused nothing.",
        "Let it set `challengeName`, `issueTokens` or `failAuthentication`.",
        "code and words of this fault",
    ),
)
"""In the order in which a learner meets them."""
