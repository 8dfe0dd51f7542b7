from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable

import pytest

from cognito_lab.flow import ApiCall, CallError, HttpRequest
from cognito_lab.flow.call import ACCESS_TOKEN, CREDENTIALS, PRESIGNED_URL, SIGNATURE
from cognito_lab.flow.masking import mask_call

MakeCall = Callable[..., ApiCall]


def test_a_header_is_found_whatever_the_case_of_its_name() -> None:
    request = HttpRequest("GET", "https://x", (("X-Amz-Target", "A.SignUp"), ("Host", "x")))
    assert request.header("x-amz-target") == "A.SignUp"
    assert request.header("HOST") == "x"
    assert request.header("cookie") is None


@pytest.mark.parametrize("credential", CREDENTIALS)
def test_a_signature_counts_in_a_header_and_in_a_url(make_call: MakeCall, credential: str) -> None:
    assert make_call(credential=credential).signed is (credential in (SIGNATURE, PRESIGNED_URL))


def test_an_access_token_is_no_signature(make_call: MakeCall) -> None:
    assert not make_call(credential=ACCESS_TOKEN).signed


def test_a_call_with_an_error_has_failed(make_call: MakeCall) -> None:
    assert not make_call().failed
    assert make_call(error=CallError("CodeMismatchException", "no")).failed


def test_what_the_sdk_refused_never_crossed_the_wire(make_call: MakeCall) -> None:
    assert make_call().crossed_the_wire
    refused = CallError("ParamValidationError", "Missing", before_sending=True)
    assert not make_call(request=None, status=None, error=refused).crossed_the_wire


def test_a_call_cannot_be_changed(make_call: MakeCall) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        make_call().status = 500  # type: ignore[misc]


def test_a_recorded_call_can_be_asked_for_its_secrets(make_call: MakeCall) -> None:
    call = make_call(parameters={"Password": "Correct-horse-9"})
    shown = mask_call(call)
    assert shown.parameters == {"Password": "••••••"}
    assert shown.revealed() == call
    assert shown.revealed().revealed() == call, "revealing twice is no error"


def test_a_call_from_a_file_says_that_it_holds_no_secrets(make_call: MakeCall) -> None:
    with pytest.raises(ValueError, match=r"call 7 \(InitiateAuth\) holds no secrets.*from a file"):
        make_call(7).revealed()


def test_nothing_that_walks_a_masked_call_meets_its_secrets(make_call: MakeCall) -> None:
    shown = mask_call(make_call(parameters={"Password": "Correct-horse-9"}))
    for walked in (repr(shown), str(dataclasses.asdict(shown)), str(dataclasses.astuple(shown))):
        assert "Correct-horse-9" not in walked
    assert copy.deepcopy(shown) == shown
    assert "_revealed" not in repr(shown), "it would print a place in memory"


def test_two_calls_are_equal_whatever_their_evaluations_are(make_call: MakeCall) -> None:
    assert make_call(evaluation=object()) == make_call(evaluation=object())


def test_a_call_prints_as_one_line(make_call: MakeCall) -> None:
    refused = make_call(
        number=7,
        operation="SignUp",
        status=400,
        error=CallError("UsernameExistsException", "User already exists"),
        answered_by="moto",
    )
    assert str(refused).endswith("SignUp 400 UsernameExistsException (moto)")
    assert str(refused).startswith("7. ")
    never_sent = make_call(status=None, error=CallError("ParamValidationError", "no", True))
    assert "not sent ParamValidationError" in str(never_sent)
