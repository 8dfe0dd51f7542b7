"""Which values are masked. `test_masking_of_the_wire` has bodies, URLs and headers."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import quote

import jwt
import pytest

from cognito_lab.flow.masking import JWT_MASK, MASK, is_masked, mask
from cognito_lab.flow.plain_values import TOO_DEEP

TOKEN = jwt.encode({"sub": "ana"}, "k" * 32, algorithm="HS256")
UNSIGNED = jwt.encode({"sub": "ana"}, "", algorithm="none")
# What encrypts its content with a shared key has an empty second part.
ENCRYPTED = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aW5pdA.Y2lwaGVy.dGFn"
SPACED = base64.urlsafe_b64encode(b'{ "alg": "HS256" }').decode().rstrip("=") + ".e30.c2ln"
BROKEN_LINES = base64.urlsafe_b64encode(b'{\r\n"alg":"none"}').decode().rstrip("=") + ".e30."

POOL = "cognito-idp.us-east-1.amazonaws.com/us-east-1_Ab1Cd2Ef3"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"Password": "p"}, {"Password": MASK}),
        ({"UserCode": 123456}, {"UserCode": MASK}),
        ({"Password": b"bytes"}, {"Password": MASK}),
        ({"Password": ""}, {"Password": ""}),
        ({"Password": None}, {"Password": None}),
        ({"Password": False}, {"Password": False}),
        ({"IdToken": TOKEN}, {"IdToken": JWT_MASK}),
        ({"AccessToken": ["a", {"any": "b"}]}, {"AccessToken": [MASK, {"any": MASK}]}),
        ({"SecretCode": ("a",)}, {"SecretCode": [MASK]}),
        (
            {"a": [{"b": {"NewPassword": "p", "Username": "ana"}}]},
            {"a": [{"b": {"NewPassword": MASK, "Username": "ana"}}]},
        ),
    ],
)
def test_a_named_secret_is_masked_at_any_depth(value: Any, shown: Any) -> None:
    assert mask(value) == shown


def test_a_scalar_is_masked_by_the_name_that_is_given() -> None:
    assert mask("123456", "ConfirmationCode") == MASK
    assert mask("ana", "Username") == "ana"


@pytest.mark.parametrize("token", [TOKEN, UNSIGNED, ENCRYPTED, SPACED, BROKEN_LINES])
def test_a_jwt_is_masked_whatever_its_name_and_wherever_it_stands(token: str) -> None:
    assert mask({"note": token}) == {"note": JWT_MASK}
    assert mask({"note": f"got [{token}], thanks"}) == {"note": f"got [{JWT_MASK}], thanks"}
    assert mask({token: 1}) == {JWT_MASK: 1}
    assert mask([token]) == [JWT_MASK]


def test_a_jwt_that_is_glued_to_a_word_is_masked() -> None:
    assert mask(f"ew{TOKEN}") == f"ew{JWT_MASK}"
    assert mask(f"id_token_{TOKEN}") == f"id_token_{JWT_MASK}"


@pytest.mark.parametrize(
    "text",
    ["eyeglasses.example.com", "ewallets.shop.example.com", "eyJ.a.b", "we.buy.it", "eyJabcdef"],
)
def test_a_host_name_is_no_jwt(text: str) -> None:
    assert mask(text) == text


def test_logins_show_the_providers_and_hide_the_tokens() -> None:
    logins = {POOL: TOKEN, "www.amazon.com": "Atza|opaque", "graph.facebook.com": "EAAopaque"}
    assert mask({"Logins": logins}) == {
        "Logins": {POOL: JWT_MASK, "www.amazon.com": MASK, "graph.facebook.com": MASK}
    }


def test_the_providers_that_an_identity_has_are_shown() -> None:
    assert mask({"Logins": [POOL, "accounts.google.com"]}) == {
        "Logins": [POOL, "accounts.google.com"]
    }


@pytest.mark.parametrize(
    "shown",
    [
        {"CodeDeliveryDetails": {"Destination": "a***@e***", "DeliveryMedium": "EMAIL"}},
        {"Error": {"Code": "NotAuthorizedException", "Message": "Incorrect username or password."}},
        {"Error": {"Code": "404"}},
        {"Errors": [{"Key": "a.txt", "Code": "AccessDenied"}]},
        {"CancellationReasons": [{"Code": "ConditionalCheckFailed"}, {"Code": "None"}]},
        {"Code": "AccessDenied", "Message": "Access Denied"},
        {"__type": "CodeMismatchException", "message": "Invalid verification code provided"},
        {
            "TokenValidityUnits": {
                "AccessToken": "minutes",
                "IdToken": "hours",
                "RefreshToken": "days",
            }
        },
        {"ChallengeName": "PASSWORD_VERIFIER", "AvailableChallenges": ["PASSWORD", "EMAIL_OTP"]},
        {"Code": {"S3Bucket": "functions", "S3Key": "trigger.zip"}, "FunctionName": "trigger"},
        {"request": {"session": [{"challengeName": "SRP_A", "challengeResult": True}]}},
        {"UserAttributes": [{"Name": "email", "Value": "ana@example.com"}]},
        {"Credentials": {"AccessKeyId": "ASIAEXAMPLE", "Expiration": "2026-01-05T10:00:00Z"}},
        {"PolicyDocument": '{"Version": "2012-10-17",  "Statement": []}'},
        {"Policies": {"PasswordPolicy": {"MinimumLength": 8}}},
    ],
)
def test_what_a_learner_must_see_is_shown(shown: dict[str, Any]) -> None:
    assert mask(shown) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"AccessToken": "a", "Code": "123456"}, {"AccessToken": MASK, "Code": MASK}),
        ({"ChallengeResponses": {"ANSWER": "5"}}, {"ChallengeResponses": {"ANSWER": MASK}}),
        ({"Session": "opaque"}, {"Session": MASK}),
        (
            {"privateChallengeParameters": {"sum": "5"}, "challengeAnswer": "5"},
            {"privateChallengeParameters": {"sum": MASK}, "challengeAnswer": MASK},
        ),
        ({"Password": {"Code": {"a": "b"}}}, {"Password": {"Code": {"a": MASK}}}),
        ({"Credential": {"id": "k", "response": {}}}, {"Credential": {"id": MASK, "response": {}}}),
        (
            {"ProviderDetails": {"client_id": "c", "client_secret": "s"}},
            {"ProviderDetails": {"client_id": "c", "client_secret": MASK}},
        ),
    ],
)
def test_a_code_an_answer_and_a_session_are_secrets_elsewhere(value: Any, shown: Any) -> None:
    assert mask(value) == shown


def test_a_header_among_the_parameters_is_masked_like_a_header() -> None:
    value = {"headers": {"Authorization": f"Bearer {TOKEN}", "Set-Cookie": "cognito=abc"}}
    shown = {"headers": {"Authorization": f"Bearer {JWT_MASK}", "Set-Cookie": MASK}}
    assert mask(value) == shown


@pytest.mark.parametrize(
    "choice",
    """
    PASSWORD PASSWORD_SRP WEB_AUTHN SMS_OTP EMAIL_OTP SMS_MFA EMAIL_MFA SOFTWARE_TOKEN_MFA
    """.split(),
)
def test_an_answer_that_chooses_a_challenge_is_shown(choice: str) -> None:
    """To SELECT_CHALLENGE and SELECT_MFA_TYPE; as a password the same word is a secret."""
    assert mask({"ANSWER": choice}) == {"ANSWER": choice}
    assert mask({"PASSWORD": choice}) == {"PASSWORD": MASK}


def test_the_value_given_is_left_as_it_was() -> None:
    value = {"AuthParameters": {"PASSWORD": "p"}, "list": [{"Token": "t"}]}
    mask(value)
    assert value == {"AuthParameters": {"PASSWORD": "p"}, "list": [{"Token": "t"}]}


def test_a_mask_never_tells_how_long_the_secret_is() -> None:
    assert mask({"Password": "a"}) == mask({"Password": "a" * 99}) == {"Password": MASK}


def test_what_nests_too_deep_is_left_out() -> None:
    deep: Any = {"Password": "p"}
    for _ in range(3000):
        deep = {"a": [deep]}
    assert TOO_DEEP in str(mask(deep))


def test_masking_again_changes_nothing() -> None:
    once = mask({"IdToken": TOKEN, "Password": "p", "note": TOKEN})
    assert mask(once) == once == {"IdToken": JWT_MASK, "Password": MASK, "note": JWT_MASK}


@pytest.mark.parametrize("levels", range(13))
def test_a_secret_is_masked_however_deep_texts_are_written_into_texts(levels: int) -> None:
    url, text = "https://x/?code=hunter2", '{"Password": "hunter2"}'
    for _ in range(levels):
        url = f"https://x/?to={quote(url, safe='')}"
        text = json.dumps({"a": text})
    assert "hunter2" not in mask(url) and "https://x/?" in mask(url)
    assert "hunter2" not in mask(text)


def test_a_mask_is_told_from_a_text() -> None:
    assert is_masked(f"Bearer {JWT_MASK}") and not is_masked("Bearer abc")
