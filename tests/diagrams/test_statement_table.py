"""The statements of an evaluation: each with its elements, what they want, what they get."""

from __future__ import annotations

import pytest

from cognito_lab.diagrams import statement_table
from cognito_lab.diagrams.statement_rows import (
    MOST_SETS,
    MOST_STATEMENTS,
    MOST_VALUES,
    sets_shown,
    statements_shown,
)
from cognito_lab.diagrams.statement_table import DECIDES
from cognito_lab.policies.evaluation import Evaluation
from tests.diagrams import evaluations
from tests.diagrams.seen import Seen


@pytest.mark.parametrize("evaluation", evaluations.ALL.values(), ids=evaluations.ALL)
def test_the_table_says_what_the_picture_says(evaluation: Evaluation) -> None:
    picture = statement_table(evaluation)
    letters = Seen(picture.svg).letters
    for row in picture.table.rows:
        for cell in row:
            assert "".join(cell.split()) in letters, cell


@pytest.mark.parametrize("evaluation", evaluations.ALL.values(), ids=evaluations.ALL)
def test_a_statement_has_a_tick_if_it_applies_and_a_cross_if_not(evaluation: Evaluation) -> None:
    seen = Seen(statement_table(evaluation).svg)
    rings = [s for s in seen.shapes if s.kind == "circle"]
    matches = [match for of in sets_shown(evaluation)[0] for match in statements_shown(of).matches]
    assert len(rings) == len(matches)
    for match, ring in zip(matches, rings, strict=True):
        inside = [s for s in seen.shapes if s.kind == "lines" and ring.box.holds(s.box)]
        assert sorted(len(s.lines) for s in inside) == ([2] if match.applies else [1, 1])


def rows_of(evaluation: Evaluation, statement: str, element: str = "") -> list[tuple[str, ...]]:
    return [
        row[2:]
        for row in statement_table(evaluation).table.rows
        if statement in row[1] and element in row[2]
    ]


def test_a_variable_is_shown_as_it_is_written_and_with_its_value() -> None:
    [(_, written, found, why)] = rows_of(evaluations.ALLOWED, "OwnFolder", "Resource")
    before, after = written.split(" → ")
    assert before == f"arn:aws:s3:::photos/${{{evaluations.SUB}}}/*"
    assert after == f"arn:aws:s3:::photos/{evaluations.IDENTITY_ID}/*"
    assert found == f"arn:aws:s3:::photos/{evaluations.IDENTITY_ID}/cat.jpg"
    assert why == "✓ It matches."


def test_a_variable_without_a_value_is_said_to_have_none() -> None:
    [(name, written, _, why)] = rows_of(evaluations.NO_VALUE, "OwnFolder", "Resource")
    assert name == "✕ Resource"
    assert written.endswith(" → no value")
    assert why.startswith("✕ The request has no value for its variable")


def test_a_negated_operator_says_why_it_holds_though_no_value_matches() -> None:
    said, *values = rows_of(evaluations.DENIED, "NoDelete", "NotIpAddress")
    assert said == ("✓ NotIpAddress aws:SourceIp", "", "", "The condition holds.")
    assert [value[3] for value in values] == ["✕ It is another."] * 2
    assert [value[2] for value in values] == ["203.0.113.7"] * 2


def test_the_statements_that_decide_are_marked_by_word_and_by_a_bar() -> None:
    picture = statement_table(evaluations.DENIED)
    marked = {row[1] for row in picture.table.rows if row[1].endswith(DECIDES)}
    assert marked == {'policy[1] Statement[0] "NoDeleteWithoutMFA": Deny, applies; decides'}
    bars = [s for s in Seen(picture.svg).shapes if s.kind == "lines" and s.box.left == 16]
    assert len(bars) == 1


def test_an_implicit_deny_marks_no_statement() -> None:
    table = statement_table(evaluations.SCP_LEVEL).table
    assert not any(row[1].endswith(DECIDES) for row in table.rows)
    said = [row[:2] for row in table.rows if not row[2]]
    assert ("service control policies, level 1", "allows nothing") in said
    assert ("service control policies, level 2", "allows it") in said


def test_of_many_statements_those_that_apply_are_shown_and_the_rest_is_counted() -> None:
    [of] = evaluations.LARGE.verdicts
    table = statement_table(evaluations.LARGE).table
    names = {row[1] for row in table.rows if row[2]}
    assert len(names) == MOST_STATEMENTS < len(of.matches)
    assert any('"TheOne": Allow, applies; decides' in name for name in names)
    left_out = len(of.matches) - MOST_STATEMENTS
    assert f"… {left_out} more statements; none of them applies" in [row[1] for row in table.rows]
    assert f"… {9 - MOST_VALUES} more values; all of them ✕" in [row[3] for row in table.rows]


def test_of_many_levels_the_one_that_decided_is_shown() -> None:
    sets, words = sets_shown(evaluations.MANY_LEVELS)
    assert len(sets) == MOST_SETS
    assert [of.level for of in sets if of.denied] == [30]
    left_out = len(evaluations.MANY_LEVELS.verdicts) - MOST_SETS
    assert words == f"… {left_out} more levels of an organization; none of them denies it"


def test_layers_without_a_policy_are_named() -> None:
    last = statement_table(evaluations.BOUNDARY).table.rows[-1][0]
    assert last == (
        "Without a policy: resource control policies, service control policies, resource policy."
    )


def test_layers_that_do_not_reach_the_caller_are_not_called_absent() -> None:
    *_, absent, unasked = (row[0] for row in statement_table(evaluations.NOT_REACHED).table.rows)
    assert absent == (
        "Without a policy: resource control policies, permissions boundary, session policies."
    )
    assert unasked == "Not asked, for they do not reach this caller: service control policies."


@pytest.mark.parametrize("text", [evaluations.HOSTILE, evaluations.LONG])
def test_a_text_of_anybodys_is_cleaned_and_shortened(text: str) -> None:
    picture = statement_table(evaluations.hostile(text))
    assert "<script" not in picture.svg + picture.table.html
    for shown in (picture.svg, str(picture.table), picture.table.html):
        assert not {"\u202e", "\x00"} & set(shown)
        assert len(shown) < 40_000
    assert all(len(cell) < 250 for row in picture.table.rows for cell in row)


def test_the_same_evaluation_gives_the_same_bytes() -> None:
    assert (
        statement_table(evaluations.hostile("x")).svg
        == statement_table(evaluations.hostile("x")).svg
    )
