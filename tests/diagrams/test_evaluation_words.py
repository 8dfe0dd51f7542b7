"""What a value of a policy reads like in a picture."""

from __future__ import annotations

from cognito_lab.diagrams.evaluation_words import written_words
from cognito_lab.policies.matching import ValueMatch
from cognito_lab.policies.reasons import MatchReason

NO_VALUE_MATCHES = MatchReason.NO_VALUE_MATCHES


def of_all(*written: str, resolved: tuple[str | None, ...]) -> str:
    return written_words(ValueMatch(written, resolved, "c", False, NO_VALUE_MATCHES))


def test_a_value_without_a_variable_is_said_once() -> None:
    assert written_words(ValueMatch("a", "a", "a", True, MatchReason.MATCHES)) == "a"


def test_of_several_values_each_is_said_with_its_variables_replaced() -> None:
    said = of_all("a", "${aws:username}", "${x:y}", resolved=("a", "ana", None))
    assert said == "one of a, ${aws:username} → ana, ${x:y} → no value"


def test_an_only_value_that_none_of_several_is_reads_as_any_other() -> None:
    assert of_all("${aws:username}", resolved=("ana",)) == "${aws:username} → ana"


def test_of_many_values_it_is_said_that_there_are_more() -> None:
    letters = tuple("abcdefghijklmnopqrstuvwxyz")
    said = of_all(*letters, resolved=letters)
    assert said == "one of " + ", ".join(letters[:20]) + ", …"
