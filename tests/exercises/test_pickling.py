"""An answer travels with what it uses; what cannot travel is named, with the remedy."""

import pickle
import threading
import time

import boto3
import pytest

from cognito_lab.exercises import exercises
from cognito_lab.exercises.pickling import AT_MOST, CannotPickle, pickled, sources_of
from cognito_lab.exercises.verdict import Outcome

TASK = exercises["build-a-client"]


def answer_from(source, **variables):
    """A function as a notebook's cell makes it, with variables of earlier cells."""
    answer = TASK.answer_from(source)
    answer.__globals__.update(variables)
    return answer


def test_a_function_travels_with_its_helpers_variables_and_modules():
    source = (
        "import json\nfrom math import sqrt\nnumber = 9\n\n"
        "def helper():\n    return json.dumps(sqrt(number))\n\n"
        "def app_client():\n    return helper()\n"
    )
    assert pickle.loads(pickled(TASK.answer_from(source)))() == "3.0"


def test_a_client_of_the_notebook_is_named_with_the_remedy(bench):
    answer = answer_from(
        "def app_client(a, b):\n    return cognito_idp.list_user_pools(MaxResults=1)\n",
        cognito_idp=boto3.client("cognito-idp"),
    )
    with pytest.raises(CannotPickle) as told:
        pickled(answer)
    text = str(told.value)
    assert "`app_client` uses the variable `cognito_idp`, a CognitoIdentityProvider" in text
    assert "Take it from the function's parameters" in text


def test_it_is_named_in_a_helper_in_a_list_and_in_an_enclosing_function(bench):
    lock = threading.Lock()
    in_helper = answer_from(
        "def helper():\n    return my_lock\n\ndef app_client(a, b):\n    return helper()\n",
        my_lock=lock,
    )
    enclosing = (lambda kept: lambda: kept)(lock)
    for answer, name in (
        (in_helper, "`helper` uses the variable `my_lock`"),
        ([in_helper], "`helper` uses the variable `my_lock`"),
        ({"a": enclosing}, "uses the variable `kept`, a lock"),
    ):
        with pytest.raises(CannotPickle, match=name):
            pickled(answer)


def test_it_is_named_where_it_is_the_default_of_a_parameter():
    for source, name in (
        ("def app_client(a, b=1, mine=my_lock):\n    return mine\n", "mine"),
        ("def app_client(a, *, b=1, mine=my_lock):\n    return mine\n", "mine"),
    ):
        with_it = {"my_lock": threading.Lock()}
        exec(source, with_it)
        with pytest.raises(CannotPickle, match=f"uses the variable `{name}`, a lock"):
            pickled(with_it["app_client"])


def test_functions_of_modules_are_not_followed_into_their_modules():
    """They go by name: their own variables stay where they are, and so do their sources."""
    source = (
        "from cognito_lab.aws import refused\nfrom json import dumps\n\n"
        "def app_client(a, b):\n    refused, dumps\n    return my_lock\n"
    )
    answer = answer_from(source, my_lock=threading.Lock())
    assert list(sources_of(answer).values()) == [source]
    with pytest.raises(CannotPickle, match="`app_client` uses the variable `my_lock`"):
        pickled(answer)


@pytest.mark.parametrize(
    "answer", [[0] * 3_000_000, [[[[0] * 200] * 200] * 200] * 200], ids=["long", "nested"]
)
def test_a_large_answer_does_not_hold_its_author_up(answer):
    begun = time.process_time()
    assert sources_of(answer) == {}
    assert time.process_time() - begun < 3


def test_an_answer_that_cannot_be_copied_itself_is_told_by_its_type():
    with pytest.raises(CannotPickle, match="a lock like this one cannot be copied"):
        pickled(threading.Lock())


class _Refuses:
    def __reduce__(self):
        raise SystemExit


def test_what_an_object_does_when_it_is_packed_ends_nothing():
    with pytest.raises(CannotPickle):
        pickled(_Refuses())


def test_too_much_is_told_with_its_size():
    answer = answer_from("def app_client(a, b):\n    return photo\n", photo=bytes(AT_MOST))
    with pytest.raises(CannotPickle, match=r"too large to be checked.* 2,000,"):
        pickled(answer)


def test_what_cannot_travel_is_a_verdict_and_no_error(bench):
    answer = answer_from("def app_client(a, b):\n    return c\n", c=boto3.client("s3"))
    verdict = TASK.check(answer)
    assert verdict.outcome is Outcome.NOT_COUNTED
    assert "uses the variable `c`" in verdict.message


def test_the_cells_of_an_answer_are_known_by_file():
    answer = TASK.answer_from("def app_client(a, b):\n    return 1\n")
    assert list(sources_of([answer]).values()) == ["def app_client(a, b):\n    return 1\n"]
