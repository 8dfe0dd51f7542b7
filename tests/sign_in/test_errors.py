"""Errors known to the word: how one is recognized, and in what form its remedy stands."""

from cognito_lab.sign_in.errors import ERRORS, KnownError

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


def test_no_text_is_read_as_a_pattern() -> None:
    error = KnownError("SignUp", "C", "Is it so? (yes).", "c", "It is.", "Go on.")
    assert error.is_said_by("C", "Is it so? (yes).")
    assert not error.is_said_by("C", "Is it s (yes).")


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
