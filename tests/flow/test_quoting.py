from __future__ import annotations

from typing import Any

import botocore.session
import pytest
from botocore.validate import ParamValidator

from cognito_lab.flow.quoting import MASK, HiddenValues


def report(operation: str, **parameters: Any) -> str:
    """What botocore says of these parameters of an operation of a user pool."""
    model = botocore.session.Session().get_service_model("cognito-idp")
    shape = model.operation_model(operation).input_shape
    return str(ParamValidator().validate(parameters, shape).generate_report())


def cleared(sentence: str, *hidden: str) -> str:
    values = HiddenValues()
    for value in hidden:
        values.add(value)
    return values.cleared_sentence(sentence)


def test_a_hidden_value_is_taken_out_of_a_sentence() -> None:
    assert cleared("'Tr0ub4dor&3' is too weak", "Tr0ub4dor&3") == f"'{MASK}' is too weak"


@pytest.mark.parametrize(
    "written",
    [
        'it\'s "<&>" 100% é\n\\',
        repr('it\'s "<&>" 100% é\n\\'),
        'it\\\'s "<&>" 100% é\\n\\\\',
        r"it\'s \"<&>\" 100% é\n\\".replace(r"\'", "'"),
        r"it\'s \"<&>\" 100% \u00e9\n\\".replace(r"\'", "'"),
        "it&#x27;s &quot;&lt;&amp;&gt;&quot; 100% é\n\\",
        "it%27s%20%22%3C%26%3E%22%20100%25%20%C3%A9%0A%5C",
        "it%27s+%22%3C%26%3E%22+100%25+%C3%A9%0A%5C",
    ],
)
def test_a_hidden_value_is_found_however_it_is_written(written: str) -> None:
    sentence = cleared(f"refused: {written} (sorry)", 'it\'s "<&>" 100% é\n\\')
    assert "100%" not in sentence and "refused: " in sentence and " (sorry)" in sentence


@pytest.mark.parametrize("written", ["a%20b/c", "a%20b%2Fc", "a+b/c", "a+b%2Fc"])
def test_a_hidden_value_is_found_however_a_url_writes_it(written: str) -> None:
    assert cleared(f"at /{written}?", "a b/c") == f"at /{MASK}?"


def test_the_length_of_a_refused_secret_is_shown() -> None:
    sentence = report("ConfirmSignUp", ClientId="a", Username="ana", ConfirmationCode="")
    assert "ConfirmationCode, value: 0, valid min length: 1" in sentence
    assert cleared(sentence) == sentence


def test_the_longer_of_two_secrets_goes_whole() -> None:
    assert cleared("abcdef and abc", "abc", "abcdef") == f"{MASK} and {MASK}"


def test_one_or_two_characters_are_left_where_they_stand_by_chance() -> None:
    assert cleared("a bad answer", "a", "ad") == "a bad answer"


def test_a_refused_password_of_the_wrong_type_is_not_quoted() -> None:
    sentence = report("SignUp", ClientId="abc", Username="ana", Password=12)
    assert "value: 12," in sentence
    assert cleared(sentence) == sentence.replace("value: 12,", f"value: {MASK},")


def test_a_secret_deep_inside_is_not_quoted_and_a_name_beside_it_is() -> None:
    parameters = {"PASSWORD": 12, "USERNAME": 34}
    sentence = report(
        "InitiateAuth", ClientId="a", AuthFlow="USER_PASSWORD_AUTH", AuthParameters=parameters
    )
    assert "AuthParameters.PASSWORD, value: 12" in sentence
    shown = cleared(sentence)
    assert "value: 12" not in shown
    assert "AuthParameters.USERNAME, value: 34" in shown


def test_of_several_reports_only_the_secret_one_is_masked() -> None:
    sentence = report("SignUp", ClientId="", Username=7, Password=12)
    shown = cleared(sentence)
    assert "ClientId, value: 0, valid min length: 1" in shown
    assert "Username, value: 7," in shown
    assert "value: 12" not in shown


def test_a_token_under_a_providers_name_is_not_quoted() -> None:
    model = botocore.session.Session().get_service_model("cognito-identity")
    shape = model.operation_model("GetId").input_shape
    name = "cognito-idp.us-east-1.amazonaws.com/us-east-1_Ab1"
    sentence = str(
        ParamValidator()
        .validate({"IdentityPoolId": "p", "Logins": {name: 12}}, shape)
        .generate_report()
    )
    assert name in sentence and "value: 12" in sentence
    assert "value: 12" not in cleared(sentence)


def test_a_validity_in_units_is_quoted() -> None:
    units = {"AccessToken": 5}
    sentence = report(
        "CreateUserPoolClient", UserPoolId="us-east-1_a", ClientName="c", TokenValidityUnits=units
    )
    assert "TokenValidityUnits.AccessToken, value: 5" in sentence
    assert cleared(sentence) == sentence


def test_aws_quoting_a_refused_code_is_masked() -> None:
    sentence = (
        "1 validation error detected: Value '12' at 'confirmationCode' failed to satisfy "
        "constraint: Member must satisfy regular expression pattern: [\\S]+"
    )
    assert cleared(sentence) == sentence.replace("'12'", f"'{MASK}'")
    named = sentence.replace("confirmationCode", "username")
    assert cleared(named) == named
