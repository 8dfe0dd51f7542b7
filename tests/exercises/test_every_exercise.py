"""What holds for every exercise: its solution passes; its stub and each wrong answer do not."""

from collections.abc import Callable

import pytest

from cognito_lab.aws import Lab
from cognito_lab.exercises import Bench, Exercise, ExerciseVerdict, exercises
from cognito_lab.exercises.verdict import Outcome

each_exercise = pytest.mark.parametrize("exercise", exercises.values(), ids=list(exercises))
Examine = Callable[[str], ExerciseVerdict]


@pytest.fixture
def examine_anew(exercise: Exercise, bench: Bench, lab_of_this_module: Lab) -> Examine:
    """Check an answer's source, each on an empty lab."""

    def examined(source: str) -> ExerciseVerdict:
        lab_of_this_module.reset()
        return exercise.examine(bench, exercise.answer_from(source))

    return examined


@pytest.fixture(scope="module")
def already() -> dict[tuple[str, str], ExerciseVerdict]:
    """What was examined in this module: most tests look at the same verdicts."""
    return {}


@pytest.fixture
def examine(
    exercise: Exercise,
    examine_anew: Examine,
    already: dict[tuple[str, str], ExerciseVerdict],
) -> Examine:
    """Check an answer's source, once in this module."""

    def examined(source: str) -> ExerciseVerdict:
        if (exercise.id, source) not in already:
            already[exercise.id, source] = examine_anew(source)
        return already[exercise.id, source]

    return examined


@each_exercise
def test_the_solution_passes(exercise: Exercise, examine: Examine) -> None:
    verdict = examine(exercise.solution)
    assert verdict.accepted, str(verdict)
    assert verdict.outcome is Outcome.ACCEPTED
    assert all(finding.passed for finding in verdict.findings)


@each_exercise
def test_the_stub_and_each_wrong_answer_fail_with_a_message_of_their_own(
    exercise: Exercise, examine: Examine
) -> None:
    stub = examine(exercise.stub)
    assert stub.outcome is Outcome.UNANSWERED
    verdicts = [examine(wrong.source) for wrong in exercise.wrong_answers]
    assert len(verdicts) >= 2
    for wrong, verdict in zip(exercise.wrong_answers, verdicts, strict=True):
        assert verdict.outcome is Outcome.NOT_YET, wrong.belief
        assert any(not finding.passed for finding in verdict.findings)
    messages = [stub.message, *(verdict.message for verdict in verdicts)]
    assert len(set(messages)) == len(messages)


@each_exercise
def test_a_wrong_answer_is_refused_for_what_it_does_and_not_for_an_accident(
    exercise: Exercise, examine: Examine
) -> None:
    for wrong in exercise.wrong_answers:
        text = str(examine(wrong.source))
        for accident in ("that it returns", "that it can be looked at", "a function of"):
            assert accident not in text, wrong.belief


@each_exercise
def test_every_thing_looked_at_makes_some_known_wrong_answer_fail(
    exercise: Exercise, examine: Examine
) -> None:
    looked_at = {finding.looked_at for finding in examine(exercise.solution).findings}
    failing = {
        finding.looked_at
        for wrong in exercise.wrong_answers
        for finding in examine(wrong.source).findings
        if not finding.passed
    }
    assert looked_at - failing == set()


@each_exercise
def test_what_a_wrong_answer_fails_on_says_what_was_expected_what_was_seen_and_why(
    exercise: Exercise, examine: Examine
) -> None:
    for wrong in exercise.wrong_answers:
        for finding in examine(wrong.source).findings:
            assert finding.expected and finding.seen
            if not finding.passed:
                assert finding.why, finding.looked_at
                assert finding.expected != finding.seen


@each_exercise
def test_two_checks_of_the_same_answer_say_the_same(
    exercise: Exercise, examine_anew: Examine
) -> None:
    for source in (exercise.solution, exercise.wrong_answers[0].source):
        assert examine_anew(source) == examine_anew(source)


@each_exercise
def test_there_are_three_hints_a_prompt_and_documents(exercise: Exercise) -> None:
    assert len(set(exercise.hints)) == 3
    assert len(exercise.prompt) > 40
    assert exercise.documents
    beliefs = [wrong.belief for wrong in exercise.wrong_answers]
    assert all(beliefs) and len(set(beliefs)) == len(beliefs)
    sources = [exercise.solution, exercise.stub, *(w.source for w in exercise.wrong_answers)]
    assert len(set(sources)) == len(sources)


@each_exercise
def test_the_first_hint_does_not_give_the_answer_away(exercise: Exercise) -> None:
    assert exercise.solution not in "".join(exercise.hints)
    lines = [line.strip() for line in exercise.solution.splitlines() if len(line.strip()) > 12]
    assert not any(line in exercise.hints[0] for line in lines)


@each_exercise
def test_what_stands_in_a_cell_is_formatted_and_no_longer_than_a_cell_may_be(
    exercise: Exercise,
) -> None:
    assert len(exercise.stub.splitlines()) <= 20
    for source in (exercise.stub, exercise.solution):
        assert max(map(len, source.splitlines())) <= 100
        assert source.endswith("\n") and not source.endswith("\n\n")


@each_exercise
def test_it_shows_the_prompt_and_folds_the_hints_and_the_solution(exercise: Exercise) -> None:
    assert exercise.html.count("<details>") == exercise.html.count("</details>") == 4
    for name in ("Hint 1", "Hint 2", "Hint 3", "Solution"):
        assert f"<summary>{name}</summary>" in exercise.html
    assert exercise.solution not in str(exercise)
    assert exercise.title in exercise.html and exercise.title in str(exercise)
    assert "<script" not in exercise.html and "<style" not in exercise.html


@each_exercise
def test_its_chapter_is_a_notebook(exercise: Exercise, pytestconfig: pytest.Config) -> None:
    assert (pytestconfig.rootpath / "notebooks" / f"{exercise.chapter}.ipynb").is_file()
