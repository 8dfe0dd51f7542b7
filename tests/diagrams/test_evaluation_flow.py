"""The flow chart: the way is lit as far as the request came, and ends at the answer."""

from __future__ import annotations

import pytest

from cognito_lab.diagrams import evaluation_flow
from cognito_lab.diagrams.evaluation_flow import EXITS
from cognito_lab.diagrams.evaluation_words import decision_words
from cognito_lab.diagrams.theme import LIFELINE, TAKEN
from cognito_lab.policies.evaluation import Evaluation, StepName, StepOutcome
from cognito_lab.policies.reasons import STEP_SENTENCES
from tests.diagrams import evaluations
from tests.diagrams.seen import Box, Seen

ENDS = (StepOutcome.ALLOWED, StepOutcome.DENIED)


@pytest.mark.parametrize("evaluation", evaluations.ALL.values(), ids=evaluations.ALL)
def test_each_step_has_its_outcome_in_words_and_by_its_sign(evaluation: Evaluation) -> None:
    seen = Seen(evaluation_flow(evaluation).svg)
    rings = [s for s in seen.shapes if s.kind == "circle" and s.box.left < 40]
    assert len(rings) == len(evaluation.steps) == len(StepName)
    for number, step in enumerate(evaluation.steps, 1):
        name, ring = seen.find(f"{number} {step.name}").box, rings[number - 1].box
        assert abs((name.top + name.bottom) / 2 - (ring.top + ring.bottom) / 2) < 4
        inside = [s for s in seen.shapes if s.kind == "lines" and ring.holds(s.box)]
        strokes = sorted(len(shape.lines) for shape in inside)
        expected = {StepOutcome.DENIED: [1, 1], StepOutcome.NOT_REACHED: []}
        assert strokes == expected.get(step.outcome, [2])
        words = [text.text for text in seen.texts if _beside(text.box, name)]
        assert str(step.outcome) in words


def _beside(box: Box, name: Box) -> bool:
    return abs(box.top - name.top) < 1 and box.left > name.right


@pytest.mark.parametrize("evaluation", evaluations.ALL.values(), ids=evaluations.ALL)
def test_the_way_is_whole_as_far_as_the_request_came_and_dotted_after(
    evaluation: Evaluation,
) -> None:
    seen = Seen(evaluation_flow(evaluation).svg)
    way = [s for s in seen.shapes if s.kind == "lines" and s.box.left == s.box.right == 30]
    decided = [step.outcome in ENDS for step in evaluation.steps].index(True)
    assert [bool(s.dash) for s in way] == [i > 2 * decided for i in range(2 * 7 - 1)]
    assert {s.stroke for s in way if s.dash} <= {LIFELINE}
    assert {s.stroke for s in way if not s.dash} == {TAKEN}
    dashed = [s for s in seen.shapes if s.kind == "rect" and s.dash]
    assert len(dashed) == len(StepName) - decided - 1


@pytest.mark.parametrize("evaluation", evaluations.ALL.values(), ids=evaluations.ALL)
def test_the_answer_stands_beside_the_step_that_decided(evaluation: Evaluation) -> None:
    seen = Seen(evaluation_flow(evaluation).svg)
    step = evaluation.deciding_step
    number = 1 + list(StepName).index(step.name)
    ground = seen.behind(seen.find(f"{number} {step.name}")).box
    word, kind = EXITS[evaluation.decision]
    answer = seen.find(word).box
    assert ground.top <= answer.bottom and answer.top <= ground.bottom
    assert answer.left > ground.right
    assert not kind or seen.find(kind).box.left > ground.right


@pytest.mark.parametrize("evaluation", evaluations.ALL.values(), ids=evaluations.ALL)
def test_the_table_has_the_sentences_of_the_picture(evaluation: Evaluation) -> None:
    picture = evaluation_flow(evaluation)
    letters = Seen(picture.svg).letters
    assert len(picture.table.rows) == len(StepName)
    for step, row in zip(evaluation.steps, picture.table.rows, strict=True):
        assert row[1].startswith(step.outcome)
        assert row[2] == STEP_SENTENCES[step.reason]
        assert bool(row[3]) == (step.outcome in ENDS and step.layer is not None)
        for cell in row[2:]:
            for part in cell.split("; "):
                assert "".join(part.split()) in letters


@pytest.mark.parametrize(
    ("name", "title", "decided_by"),
    [
        (
            "allowed by identity",
            "Allowed by the identity policies",
            'identity policies: policy[0] Statement[1] "OwnFolder"',
        ),
        (
            "a level lacks an Allow",
            "Denied implicitly: nothing in the service control policies of level 1 allows it",
            "service control policies, level 1",
        ),
        (
            "explicit deny",
            "Denied explicitly by the identity policies",
            'identity policies: policy[1] Statement[0] "NoDeleteWithoutMFA"',
        ),
        (
            "many levels",
            "Denied explicitly by the service control policies of level 30",
            'service control policies, level 30: policy[0] Statement[0] "Last"',
        ),
        ("federated", "Allowed by the resource policy", "resource policy: Statement[0]"),
        ("root user", "Allowed: the root user of an account needs no policy", ""),
        ("root user for a role", "Denied implicitly: a root user cannot assume a role", ""),
    ],
)
def test_what_decided_is_named_with_its_place(name: str, title: str, decided_by: str) -> None:
    evaluation = evaluations.ALL[name]
    picture = evaluation_flow(evaluation)
    assert picture.title == decision_words(evaluation) == title
    assert [row[3] for row in picture.table.rows if row[3]] == ([decided_by] if decided_by else [])


def test_of_many_statements_that_decide_three_are_named_and_the_rest_is_counted() -> None:
    everything = evaluations.statement("Allow", "*")
    many = evaluations.evaluated(
        evaluations.ANA,
        "s3:GetObject",
        identityPolicies=[evaluations.policy(*[everything] * 12)],
    )
    assert evaluation_flow(many).table.rows[6][3].endswith("Statement[2]; … 9 more")


def test_the_same_evaluation_gives_the_same_bytes() -> None:
    again = evaluations.evaluated(evaluations.ACCOUNT, "s3:GetObject")
    assert evaluation_flow(again).svg == evaluation_flow(evaluations.ROOT_USER).svg
