"""No result of a decision can be taken for true."""

import importlib
import pkgutil

import pytest

import cognito_lab
from cognito_lab.evidence import Verdict
from cognito_lab.exercises.verdict import ExerciseVerdict, Outcome
from cognito_lab.sign_in.codes import CodeCheck, CodeReason
from cognito_lab.sign_in.password_policy import PasswordCheck

EXAMPLES = {
    CodeCheck: (CodeCheck(CodeReason.ACCEPTED), CodeCheck(CodeReason.MISMATCH)),
    PasswordCheck: (PasswordCheck(()), PasswordCheck(("Password not long enough",))),
    ExerciseVerdict: (
        ExerciseVerdict(Outcome.ACCEPTED, "Solved."),
        ExerciseVerdict(Outcome.NOT_YET, "Not yet."),
    ),
}


def all_verdicts():
    for package in ("sign_in", "tokens", "exercises"):
        path = [str(p) + f"/{package}" for p in cognito_lab.__path__]
        for module in pkgutil.iter_modules(path):
            importlib.import_module(f"cognito_lab.{package}.{module.name}")
    # By name: a dataclass with slots is made twice, and the first one lingers.
    return {kind.__name__ for kind in Verdict.__subclasses__()}


def test_every_kind_of_verdict_has_its_example_here():
    assert all_verdicts() == {kind.__name__ for kind in EXAMPLES}


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_verdict_is_no_condition_and_names_what_to_ask(kind):
    good, bad = EXAMPLES[kind]
    for verdict in (good, bad):
        with pytest.raises(TypeError, match=rf"ask \.accepted: a {kind.__name__}"):
            bool(verdict)
    assert getattr(good, kind.ask) is True
    assert getattr(bad, kind.ask) is False
