"""Each call has one sentence; the operations and errors that the lab uses have their own."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import botocore.session
import pytest
from botocore import xform_name
from botocore.model import ServiceModel
from hypothesis import given, settings
from hypothesis import strategies as st

from cognito_lab.aws.ledger_rows import ROWS
from cognito_lab.aws.ledger_rows.names import EVERY_OPERATION
from cognito_lab.diagrams.error_meanings import (
    _REMEDIES,
    ERRORS,
    LAB,
    errors_with_a_remedy,
    remedy_of,
)
from cognito_lab.diagrams.meaning import meaning_of
from cognito_lab.diagrams.operation_meanings import (
    document_of,
    meaning_of_operation,
    operations_with_a_meaning,
)
from cognito_lab.flow import ApiCall, CallError
from cognito_lab.flow.actors import ACTORS, actor_of_service, known_services
from tests.diagrams import traces
from tests.diagrams.strategies import any_calls

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
# What an issuer publishes for anybody: no operations of AWS's API.
PUBLISHED = {"GetJsonWebKeySet", "GetOpenIdConfiguration"}
# Codes that AWS's documents list for a service or for all, and no model of botocore's names.
DOCUMENTED = set(
    """
    AccessDenied AccessDeniedException InvalidClientTokenId UnrecognizedClientException
    InvalidAccessKeyId InvalidToken SignatureDoesNotMatch ExpiredToken ExpiredTokenException
    MissingAuthenticationTokenException ThrottlingException ValidationException ValidationError
    NoSuchBucket NoSuchKey NoSuchBucketPolicy BucketNotEmpty MalformedPolicy
    """.split()
)
OF_THE_SDK = {"ParamValidationError", "NoCredentialsError", "NoRegionError"}


@cache
def model(service: str) -> ServiceModel:
    return botocore.session.get_session().get_service_model(service)


def recorded_in_notebooks() -> Iterator[tuple[str, str]]:
    """Every (lane, operation) in a committed transcript, and every call written in a cell."""
    for path in NOTEBOOKS:
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", ()):
                page = "".join(output.get("data", {}).get("text/html", ""))
                cells = [html.unescape(text) for text in re.findall(r"<td[^>]*>(.*?)</td>", page)]
                for ends, operation in pairwise(cells):
                    found = re.fullmatch(r"(\w+)( \(attempt \d+\))? \(\w+\)", operation)
                    if " → " in ends and found:
                        yield ends.split(" → ")[1], found[1]
            if cell["cell_type"] == "code":
                yield from _written_calls("".join(cell["source"]))


def _written_calls(source: str) -> Iterator[tuple[str, str]]:
    for service in {service for service, _ in operations_with_a_meaning()}:
        variable = service.replace("-", "_")
        names = {xform_name(name): name for name in model(service).operation_names}
        for method in re.findall(rf"\b{variable}\.(\w+)\(", source):
            if method in names:
                yield actor_of_service(service).label, names[method]


def test_every_operation_that_a_notebook_records_has_a_sentence_of_its_own() -> None:
    recorded = set(recorded_in_notebooks())
    labels = {actor.label for actor in ACTORS.values()}
    assert {"SignUp", "InitiateAuth", "AdminGetUser"} <= {operation for _, operation in recorded}
    known = {(actor_of_service(s).label, name) for s, name in operations_with_a_meaning()}
    assert sorted(pair for pair in recorded if pair[0] in labels and pair not in known) == []


def test_every_operation_of_the_ledger_has_a_sentence_of_its_own() -> None:
    named = {
        (r.service, op) for r in ROWS if r.operations != EVERY_OPERATION for op in r.operations
    }
    assert named
    assert sorted(pair for pair in named if meaning_of_operation(*pair) is None) == []


@pytest.mark.parametrize("service", sorted({s for s, _ in operations_with_a_meaning()}))
def test_every_entry_is_an_operation_of_aws_with_its_page(service: str) -> None:
    assert service in known_services()
    for _, operation in (pair for pair in operations_with_a_meaning() if pair[0] == service):
        page = document_of(service, operation) or ""
        assert page.startswith("https://docs.aws.amazon.com/")
        if operation in PUBLISHED:
            continue
        assert operation in model(service).operation_names
        assert page.endswith(f"/API_{operation}.html")


def test_every_error_code_is_one_of_aws_the_sdk_or_the_lab() -> None:
    modelled = {
        code
        for service in {service for service, _ in operations_with_a_meaning()}
        for shape in model(service).error_shapes
        for code in (shape.name, shape.metadata.get("error", {}).get("code"))
    }
    for code, source in errors_with_a_remedy():
        if source == LAB:
            continue
        assert source.startswith("https://docs.aws.amazon.com/")
        assert code in modelled | DOCUMENTED | OF_THE_SDK, code


# The API references by their addresses, with boto3's names.
REFERENCES = {
    "cognito-user-identity-pools": "cognito-idp",
    "cognitoidentity": "cognito-identity",
    "STS": "sts",
    "IAM": "iam",
}


def test_an_operations_page_lists_the_error_that_it_is_cited_for() -> None:
    """In botocore's models, which AWS makes the pages from."""
    cited = 0
    for code, source in errors_with_a_remedy():
        page = re.search(r"/(\w[\w-]*)/latest/APIReference/API_(\w+)\.html$", source)
        if page is None:
            continue
        shapes = model(REFERENCES[page[1]]).operation_model(page[2]).error_shapes
        codes = {shape.metadata.get("error", {}).get("code", shape.name) for shape in shapes}
        assert code in codes | {shape.name for shape in shapes}, source
        cited += 1
    assert cited > 40


def test_a_sentence_tells_what_was_asked_and_how_it_ended() -> None:
    refusal = CallError("NotAuthorizedException", "User is disabled.")
    for service, operation in operations_with_a_meaning():
        answered = traces.call(1, operation, {}, {}, service=service)
        refused = traces.call(1, operation, {}, service=service, error=refusal)
        words = meaning_of_operation(service, operation)
        assert words is not None
        asked = f"Your app asks to {words.asks}"
        assert meaning_of(answered) == f"{asked}; {words.brings}."
        # The words are a user pool's: of another service only the code is known.
        remedy = (
            "ask an administrator to enable the user again, with AdminEnableUser"
            if service == "cognito-idp"
            else "read the message: it says whether the password, the token or the user's state is "
            "wrong"
        )
        assert meaning_of(refused) == f"{asked}, and is refused: {remedy}."
        assert words.asks[0].islower()
        for text in words:
            assert text == " ".join(text.split()) and not text.endswith("."), text


def test_the_administrator_is_spoken_of_and_not_named() -> None:
    sentence = meaning_of(traces.call(1, "AdminEnableUser", {}, {}, caller="administrator"))
    assert sentence == "The administrator asks to enable a user again; the user may sign in."


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (CallError("AccessDenied", "No access"), 403, "and is refused: find the statement"),
        (CallError("Riddle", "?"), 400, ", and is refused."),
        (CallError("NotImplemented", "no"), 501, "and the service fails: take another way"),
        (CallError("NoRegionError", "no", True), None, "but the request is never sent: name a"),
        (None, 404, ", and is refused."),
    ],
)
def test_every_ending_has_its_words(error: CallError | None, status: int, words: str) -> None:
    call = traces.call(1, "GetObject", {}, {}, service="s3", error=error, status=status)
    assert words in meaning_of(call)


@pytest.mark.parametrize(
    ("service", "operation", "code", "resource", "remedy"),
    [
        ("s3", "PutObject", "AccessDenied", '"arn:aws:s3:::b/k"', "compare action and resource"),
        ("dynamodb", "PutItem", "AccessDeniedException", "arn:t", "compare action, table and"),
        ("sts", "AssumeRole", "AccessDenied", "arn:r", "allow the caller to assume the role"),
        ("sqs", "SendMessage", "AccessDenied", "arn:q", "find the statement"),
    ],
)
def test_one_sentence_of_several_services_asks_for_what_the_one_that_said_it_needs(
    service: str, operation: str, code: str, resource: str, remedy: str
) -> None:
    said = CallError(
        code,
        f"User: arn:u is not authorized to perform: {service}:Act on resource: {resource} because "
        f"no identity-based policy allows the {service}:Act action",
    )
    call = traces.call(1, operation, {}, {}, service=service, error=said, status=403)
    assert f"and is refused: {remedy}" in meaning_of(call)


@pytest.mark.parametrize(
    ("message", "remedy"),
    [
        ("User is disabled.", "ask an administrator to enable the user"),
        ("Incorrect username or password.", "check the user name and send the right password"),
        ("User cannot be confirmed. Current status is CONFIRMED", "go on and sign in"),
        ("something else", "read the message"),
    ],
)
def test_one_code_with_many_meanings_is_told_apart_by_its_message(
    message: str, remedy: str
) -> None:
    assert (remedy_of("NotAuthorizedException", message) or "").startswith(remedy)


def test_an_expired_token_is_the_callers_credentials_unless_the_call_is_about_a_token() -> None:
    for code in ("ExpiredToken", "ExpiredTokenException"):
        assert "new credentials" in (remedy_of(code, "", "PutObject") or "")
    remedy = remedy_of("ExpiredTokenException", "", "AssumeRoleWithWebIdentity") or ""
    assert remedy.startswith("get a new token from the identity provider")


def test_what_is_known_to_the_word_is_told_with_the_remedy_of_the_clinic() -> None:
    for error in ERRORS:
        said = error.text.replace("CLIENT_ID", "0a1b").replace("ADDRESS_KIND", "phone number")
        remedy = remedy_of(error.code, said, error.operation)
        assert remedy == (error.remedy[0].lower() + error.remedy[1:-1]).replace("`", "")


@pytest.mark.parametrize(
    ("operation", "remedy"),
    [
        ("RespondToAuthChallenge", "check the password and the clock"),
        ("AdminRespondToAuthChallenge", "check the password and the clock"),
        ("InitiateAuth", "check the user name and send the right password"),
        ("AdminInitiateAuth", "check the user name and send the right password"),
        ("ChangePassword", "send the present password"),
        ("AnotherOperation", "check the user name and send the right password"),
    ],
)
def test_the_same_words_ask_something_else_of_another_operation(
    operation: str, remedy: str
) -> None:
    """And of an administrator's the same as of the app's."""
    told = remedy_of("NotAuthorizedException", "Incorrect username or password.", operation)
    assert (told or "").startswith(remedy)


def test_a_remedy_that_fits_a_code_is_told_whatever_is_said() -> None:
    of_a_code = {error.code: error for error in ERRORS if error.of_the_code}
    assert len(of_a_code) == sum(error.of_the_code for error in ERRORS) > 0
    assert not set(of_a_code) & set(_REMEDIES)
    for code, error in of_a_code.items():
        assert (remedy_of(code, "other words") or "")[1:] in error.remedy.replace("`", "")


def test_no_remedy_is_found_for_the_words_of_another_code() -> None:
    assert remedy_of("InvalidParameterException", "User is disabled.") == (
        remedy_of("InvalidParameterException")
    )


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("authentication", "which is about who somebody is"),
        ("authorization", "which is about what somebody may do"),
        ("neither", "which belongs to the scene"),
        ("riddle", "which belongs to the scene"),
    ],
)
def test_an_operation_without_an_entry_is_told_by_its_question(question: str, words: str) -> None:
    call = traces.call(1, "DoWonders", {}, {}, service="lambda", question=question)
    assert meaning_of(call) == f"Your app calls DoWonders (Lambda), {words}, and is answered."
    assert document_of("lambda", "DoWonders") is None


@settings(max_examples=100)
@given(any_calls())
def test_any_call_has_one_line_of_bounded_length(call: ApiCall) -> None:
    sentence = meaning_of(call)
    assert len(sentence) < 600 and sentence.endswith(".")
    assert sentence.isprintable() or not any(c in sentence for c in "\n\r\t\x00\x1b")


@given(st.text(), st.text())
def test_any_code_and_message_is_looked_up(code: str, message: str) -> None:
    assert remedy_of(code, message) is None or code in dict(errors_with_a_remedy())
