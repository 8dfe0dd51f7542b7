"""Errors known to the word: how one is recognized, and in what form its remedy stands."""

from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.exchange.errors import ERRORS as OF_AN_EXCHANGE
from cognito_lab.known_error import _VARIABLE, KnownError
from cognito_lab.sign_in.errors import ERRORS as OF_SIGN_IN

ERRORS = (*OF_SIGN_IN, *OF_AN_EXCHANGE)

UNKNOWN_CLIENT = KnownError(
    "SignUp",
    "ResourceNotFoundException",
    "User pool client CLIENT_ID does not exist.",
    "unknown-client",
    "No pool has it.",
    "Take another.",
)


def test_what_differs_from_call_to_call_may_be_any_word() -> None:
    said = [
        ("User pool client 0a1b2c does not exist.", True),
        ("User pool client  does not exist.", False),
        ("User pool client 0a 1b does not exist.", False),
        ("User pool client 0a1b2c does not exist", False),
        ("user pool client 0a1b2c does not exist.", False),
    ]
    assert [UNKNOWN_CLIENT.is_said_by(UNKNOWN_CLIENT.code, text) for text, _ in said] == [
        expected for _, expected in said
    ]


def test_the_same_text_with_another_code_is_another_error() -> None:
    text = UNKNOWN_CLIENT.text.replace("CLIENT_ID", "0a1b2c")
    assert not UNKNOWN_CLIENT.is_said_by("NotAuthorizedException", text)


def known(text: str) -> KnownError:
    return KnownError("SignUp", "C", text, "c", "It is.", "Go on.")


def test_no_text_is_read_as_a_pattern() -> None:
    error = known("Is it so? (yes).")
    assert error.is_said_by("C", "Is it so? (yes).")
    assert not error.is_said_by("C", "Is it s (yes).")


def test_a_word_in_capitals_that_aws_says_itself_stands_for_itself() -> None:
    error = known("Client CLIENT_ID is configured with secret but SECRET_HASH was not received")
    said = "Client 0a1b is configured with secret but {} was not received"
    assert error.is_said_by("C", said.format("SECRET_HASH"))
    assert not error.is_said_by("C", said.format("PASSWORD"))


def test_one_end_of_a_line_is_not_looked_at_and_two_are() -> None:
    error = known("user.ATTRIBUTE_NAME: Attribute cannot be updated.")
    said = "user.custom:team: Attribute cannot be updated."
    assert error.is_said_by("C", said) and error.is_said_by("C", f"{said}\n")
    assert not error.is_said_by("C", f"{said}\n\n")
    assert not error.is_said_by("C", f"{said}\n{said}\n")


def test_what_may_have_spaces_ends_where_its_brackets_do() -> None:
    error = known("'GIVEN_VALUE' is not in [ALLOWED_VALUES]")
    assert error.is_said_by("C", "'a flow' is not in [USER_AUTH, CUSTOM_AUTH]")
    assert not error.is_said_by("C", "'a flow' is not in [USER_AUTH] or [CUSTOM_AUTH]")
    assert not error.is_said_by("C", "'a flow' is not in []")


def test_a_functions_words_may_have_lines() -> None:
    error = known("TRIGGER_NAME failed with error FUNCTION_WORDS")
    assert error.is_said_by("C", "PreSignUp failed with error not you,\nand not now.")
    assert not error.is_said_by("C", "Pre SignUp failed with error not you.")


@given(st.sampled_from(ERRORS), st.text())
def test_whatever_stands_in_the_place_of_a_variable_is_looked_at(
    error: KnownError, text: str
) -> None:
    said = _VARIABLE.sub(lambda _: text, error.text)
    assert isinstance(error.is_said_by(error.code, said), bool)
    assert not error.is_said_by(error.code, f"{said} and more") or said != error.text


def test_its_document_is_the_page_of_its_operation() -> None:
    assert UNKNOWN_CLIENT.document.endswith("/APIReference/API_SignUp.html")


def test_no_two_errors_are_said_alike_for_different_causes() -> None:
    said = [(error.operation, error.code, error.text) for error in ERRORS]
    assert len(set(said)) == len(said)


def test_a_remedy_is_a_sentence_that_also_stands_behind_a_colon() -> None:
    """The clinic shows it as it is, a picture's sentence from its first letter to its last."""
    for error in ERRORS:
        first, rest = error.remedy[0], error.remedy[1:]
        assert first.isupper() and rest[0].islower(), error.remedy
        assert error.remedy.endswith(".") and ". " not in error.remedy, error.remedy
        assert error.remedy.count("`") % 2 == 0
