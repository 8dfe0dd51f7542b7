"""The lab's Lambda functions: names, ARNs, and what calling one is like."""

from typing import Any

import pytest

from cognito_lab.aws import Lab, start_lab
from cognito_lab.aws.functions import FunctionFailed, Functions

PREFIX = "arn:aws:lambda:us-east-1:123456789012:function:"


def echo(event: Any, context: Any) -> Any:
    return event


def test_a_function_has_a_name_and_an_arn(lab: Lab) -> None:
    lab.functions["pre-sign-up"] = echo
    assert lab.functions["pre-sign-up"].arn == f"{PREFIX}pre-sign-up"
    assert lab.functions.by_arn(f"{PREFIX}pre-sign-up") is lab.functions["pre-sign-up"]
    assert repr(lab.functions).splitlines()[-1] == f"{PREFIX}pre-sign-up"


def test_the_decorator_makes_a_function_that_can_be_called_and_named(lab: Lab) -> None:
    @lab.function("greeter")
    def greeter(event: Any, context: Any) -> Any:
        return {"hello": event}

    assert greeter is lab.functions["greeter"]
    assert greeter.arn == f"{PREFIX}greeter"
    assert greeter("ana") == {"hello": "ana"}


def test_functions_stay_when_the_lab_is_reset_and_a_new_lab_has_none(lab: Lab) -> None:
    lab.functions["stays"] = echo
    lab.reset()
    assert "stays" in lab.functions
    other = start_lab(seed=1)
    try:
        assert "stays" not in other.functions
    finally:
        lab.reset()


def test_a_function_can_be_replaced_renamed_and_taken_away() -> None:
    functions = Functions()
    functions["one"] = echo
    functions["two"] = functions["one"]
    assert functions["two"].handler is echo
    assert functions["two"].arn == f"{PREFIX}two"
    functions["one"] = lambda event, context: "other"
    assert functions["one"].invoke({}, "id") == "other"
    del functions["one"]
    assert list(functions) == ["two"]
    with pytest.raises(KeyError, match="has no function 'one'"):
        functions["one"]
    with pytest.raises(KeyError):
        del functions["one"]


@pytest.mark.parametrize("name", ["", "a b", "ä", "a" * 65, "a:1", 5, None])
def test_a_name_that_lambda_would_not_take_is_refused(name: Any) -> None:
    with pytest.raises(ValueError, match="1 to 64 letters"):
        Functions()[name] = echo


def test_what_cannot_be_called_is_refused() -> None:
    no_code: Any = "code"
    with pytest.raises(TypeError, match="must be a callable, not 'code'"):
        Functions()["f"] = no_code


@pytest.mark.parametrize(
    "arn",
    [
        f"{PREFIX}other",
        f"{PREFIX}f:1",
        "f",
        "",
        "arn:aws:lambda:us-east-1:999999999999:function:f",
        "arn:aws:s3:us-east-1:123456789012:function:f",
    ],
)
def test_an_arn_that_is_no_functions_finds_none(arn: str) -> None:
    functions = Functions()
    functions["f"] = echo
    assert functions.by_arn(arn) is None
    assert functions.by_arn("arn:aws:lambda:eu-west-1:123456789012:function:f") is not None


def test_a_handler_gets_an_event_of_its_own_and_a_context() -> None:
    functions, event, seen = Functions(), {"a": {"b": 1}}, []

    def handler(event: Any, context: Any) -> Any:
        event["a"]["b"] = 2
        seen.append(context)
        return event

    functions["f"] = handler
    answer = functions["f"].invoke(event, "request-1")
    assert (event, answer) == ({"a": {"b": 1}}, {"a": {"b": 2}})
    (context,) = seen
    assert context.function_name == "f"
    assert context.invoked_function_arn == f"{PREFIX}f"
    assert context.aws_request_id == "request-1"


def fails(problem: BaseException) -> Any:
    def handler(event: Any, context: Any) -> Any:
        raise problem

    return handler


def circle() -> Any:
    found: list[Any] = []
    found.append(found)
    return found


@pytest.mark.parametrize(
    ("handler", "words"),
    [
        (fails(ValueError("no museum")), "no museum"),
        (fails(KeyError("email")), "'email'"),
        (fails(SystemExit(3)), "3"),
        (lambda: None, "takes 0 positional arguments"),
        (lambda event, context: {1, 2}, "Unable to marshal response: Object of type set"),
        (lambda event, context: circle(), "Unable to marshal response: Circular"),
    ],
)
def test_whatever_a_handler_does_is_reported_as_lambda_reports_it(handler: Any, words: str) -> None:
    functions = Functions()
    functions["f"] = handler
    with pytest.raises(FunctionFailed) as failed:
        functions["f"].invoke({}, "id")
    assert words in str(failed.value)


def test_an_interrupt_goes_through() -> None:
    functions = Functions()
    functions["f"] = fails(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        functions["f"].invoke({}, "id")
