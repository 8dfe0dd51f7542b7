"""Honest tokens, changed in some way: none is accepted, and nothing is raised."""

import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cognito_lab.tokens.careless import verify_without
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.verification import TokenVerification
from tests.tokens import mutation_loop
from tests.tokens.mutation_loop import first_wrong, judged
from tests.tokens.mutations import GOOD_AS_ACCESS, GOOD_AS_ID, HONEST, MUTATIONS, mutated
from tests.tokens.practice import KEY_SET, POOL, verified

SIGNED = {token.rpartition(".")[0] for token in HONEST}


def without(*gates: Gate) -> Any:
    def verify(token: str, use: Any) -> TokenVerification:
        return verify_without(gates, token, KEY_SET, POOL.expected(use))

    return verify


@settings(max_examples=2000, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False), st.sampled_from(["id", "access"]))
def test_a_changed_token_is_refused_and_raises_nothing(chance: random.Random, use: str) -> None:
    token = mutated(chance)
    assert judged(token, use, verified)[1] == ""
    assert without()(token, use) == verified(token, use)
    # Not even a reader who forgives takes what the pool's keys have not signed.
    if without(Gate.SHAPE)(token, use).accepted:
        assert ".".join(token.split(".")[:2]) in SIGNED


@given(st.text() | st.lists(st.text(max_size=9), min_size=3, max_size=3).map(".".join))
def test_any_text_at_all_is_refused_and_raises_nothing(token: str) -> None:
    assert judged(token, "id", verified)[1] == ""


def test_the_honest_tokens_are_good_where_they_are_good_and_nowhere_else() -> None:
    for token in HONEST:
        assert judged(token, "id", verified)[1] == judged(token, "access", verified)[1] == ""
    assert list(GOOD_AS_ACCESS) == HONEST
    assert sum(GOOD_AS_ID.values()) == 7 and sum(GOOD_AS_ACCESS.values()) == 6
    assert not any(GOOD_AS_ID[token] and GOOD_AS_ACCESS[token] for token in HONEST)


# The loop itself: it has to notice what a verifier forgets. No scope and no group is asked for, and
# all keys of the pool fit.
NOTICED = [gate for gate in Gate if gate not in (Gate.KEY, Gate.SCOPE, Gate.GROUPS)]


@pytest.mark.parametrize("gate", NOTICED)
def test_the_loop_notices_a_verifier_that_leaves_out_a_gate(gate: Gate) -> None:
    assert first_wrong(3000, 1, without(gate), Counter()).startswith("accepted, and not honest")


def test_the_loop_notices_a_verifier_that_refuses_what_is_honest_or_raises() -> None:
    wrong = first_wrong(3000, 1, lambda token, use: verified("", use), Counter())
    assert wrong.startswith("reader and verifier") or wrong.startswith("honest, and refused")
    stricter = first_wrong(3000, 1, lambda t, use: verified(t, use, groups="x"), Counter())
    assert stricter.startswith("honest, and refused")

    def raising(token: str, use: str) -> TokenVerification:
        raise OverflowError("int too large")

    assert first_wrong(1, 1, raising, Counter()).startswith("raised OverflowError: int too large")


def test_the_loop_reaches_nearly_every_reason() -> None:
    seen: Counter[str] = Counter()
    assert first_wrong(5000, 1, verified, seen) == ""
    assert sum(seen.values()) == 5000
    assert len(seen) >= 22 and seen["accepted"] > 10


def test_the_same_seed_gives_the_same_tokens_and_each_way_changes_some() -> None:
    assert mutated(random.Random(3)) == mutated(random.Random(3))
    for change in MUTATIONS:
        chance = random.Random(4)
        assert any(change(POOL.token(), chance) != POOL.token() for _ in range(20)), change


def test_the_command_says_what_it_saw_and_ends_with_1_where_something_is_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert mutation_loop.main(50, 7) == 0
    assert capsys.readouterr().out.endswith("50 tokens, seed 7: all that was accepted was honest\n")
    assert mutation_loop.main(3000, 7, without(Gate.SIGNATURE)) == 1
    assert capsys.readouterr().err.startswith("seed 7: accepted, and not honest: ")
