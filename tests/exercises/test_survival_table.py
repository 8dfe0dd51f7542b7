"""The survival table: its truth is played, each cell counts, and other forms get a sentence."""

import pytest

from cognito_lab.exercises import exercises, survival_events, survival_table
from cognito_lab.exercises.survival_events import COLUMNS, EVENTS, Tried, play_events

TASK = exercises["survival-table"]
CELLS = [(event.name, column) for event in EVENTS for column in COLUMNS]


def right():
    return TASK.answer_from(TASK.solution)


def good(found):
    return {
        event: {column: tried.good for column, tried in row.items()} for event, row in found.items()
    }


@pytest.fixture(scope="module")
def played():
    """The events, played once: most tests only look at what the check says of an answer."""
    return {}


@pytest.fixture
def examine(bench, played, monkeypatch):
    if not played:
        played.update(play_events(bench))
    monkeypatch.setattr(survival_table, "play_events", lambda _: played)
    return lambda answer: TASK.examine(bench, answer)


def test_what_is_played_is_what_the_solution_says(bench):
    assert good(play_events(bench)) == right()


def test_no_event_has_to_do_with_another(bench, monkeypatch):
    in_order = play_events(bench)
    monkeypatch.setattr(survival_events, "EVENTS", EVENTS[::-1])
    bench.lab.reset()
    assert play_events(bench) == in_order


def test_every_refusal_says_something_and_what_was_good_says_nothing(examine, played):
    findings = examine(right()).findings
    for finding, row in zip(findings, played.values(), strict=True):
        for tried in row.values():
            assert bool(tried.said) is not tried.good
            assert tried.said in finding.seen


def test_offline_asks_for_the_keys_once_and_for_nothing_else(bench):
    play_events(bench)
    fetched = bench.lab.trace.where(operation="GetJsonWebKeySet")
    first_sign_in = bench.lab.trace.where(operation="InitiateAuth")[0]
    assert len(fetched) == 1
    assert fetched[0].number < first_sign_in.number


def test_on_a_mock_that_takes_old_tokens_another_table_is_right(bench):
    with bench.lab.ledger.without("access-token-expires"):
        verdict = TASK.examine(bench, right())
        bench.lab.reset()
        assert play_events(bench)["expired"]["GetUser"] == Tried(True)
    (failing,) = (finding for finding in verdict.findings if not finding.passed)
    assert failing.why.startswith("When it was played: `GetUser` was good. ")


@pytest.mark.parametrize(("event", "column"), CELLS)
def test_each_cell_that_is_turned_round_is_named(examine, played, event, column):
    answer = right()
    answer[event][column] = not answer[event][column]
    verdict = examine(answer)
    (failing,) = (finding for finding in verdict.findings if not finding.passed)
    assert failing.looked_at.startswith(f"`{event}`: ")
    said = played[event][column].said
    was = f"refused, “{said}”" if said else "good"
    assert failing.why.startswith(f"When it was played: `{column}` was {was}. ")
    parts = failing.seen.removeprefix("you have ").split("; ")
    (part,) = (part for part in parts if f"`{column}`" in part)
    assert part.startswith("good: " if answer[event][column] else "over: ")


def with_row(**cells):
    return right() | {"rotated": right()["rotated"] | cells}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ([], "expected a dict; seen: a list"),
        ({}, "The rows: expected `'signed out'`, `'revoked'`"),
        (right() | {"refreshed": {}}, "The rows: expected `'signed out'`"),
        (right() | {1: {}}, "seen: also `1`"),
        ({k: v for k, v in right().items() if k != "deleted"}, "seen: no `'deleted'`"),
        (right() | {"rotated": [True] * 5}, "The row `rotated`: expected a dict; seen: a list"),
        (right() | {"rotated": {}}, "The row `rotated`: expected `'id'`, `'access'`"),
        (with_row(nonce=True), "seen: also `'nonce'`"),
        (
            with_row(id=...),
            "The row `rotated`, `id`: expected `True` or `False`; seen: still `...`",
        ),
        (with_row(id=1), "seen: `1`"),
        (with_row(id=None), "seen: `None`"),
        (with_row(id="True"), "seen: `'True'`"),
    ],
)
def test_another_form_is_told_before_anything_is_played(bench, answer, said):
    verdict = TASK.examine(bench, answer)
    assert not verdict.accepted
    assert said in verdict.message
    assert len(bench.lab.trace) == 0
