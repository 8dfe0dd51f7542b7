"""The verifier's exercise: what each belief lets in, and what counts as a refusal."""

from __future__ import annotations

import re

import pytest

from cognito_lab.exercises import Bench, ExerciseVerdict, exercises
from cognito_lab.exercises.spoilt import spoilt

TASK = exercises["verify-a-token"]


def verdict_on(bench: Bench, source: str) -> ExerciseVerdict:
    return TASK.examine(bench, TASK.answer_from(source))


def failed(bench: Bench, source: str) -> dict[str, str]:
    """What did not pass, without its number, and what was seen."""
    found = verdict_on(bench, source).findings
    return {re.sub(r" \d+", "", f.looked_at): f.seen for f in found if not f.passed}


# By the first words of the belief: which tokens it misjudges, from the first to the last.
MISJUDGED = {
    "The token's header": (
        "hostile token, algorithm `none`",
        "hostile token, `HS256`, signed with",
    ),
    "A token may bring": ("hostile token, key in the header (`jwk`)",) * 2,
    "A token knows": ("hostile token, key's address in the header (`jku`)",) * 2,
    "The issuer that": ("hostile token, issuer one character off", "hostile token, another pool's"),
    "A token that our": ("hostile token, another app client's token",) * 2,
    "`aud` or `client_id`": ("hostile token, access token", "hostile token, access token with"),
    "An access token has": ("hostile token, access token with an `aud`",) * 2,
    "Clocks differ": ("hostile token, expired this very second",) * 2,
    "A token that ends": ("honest token, Ana's, in the last second before `exp`",) * 2,
    "Every user": ("honest token, Ben's, who has no e-mail address and is in no group",) * 2,
    "A pool's keys": ("honest token, Ana's, signed by a key that is new",) * 2,
    "The first key": ("honest token, Ana's, signed by a key that was there before",) * 2,
}


@pytest.mark.parametrize("belief", MISJUDGED)
def test_a_belief_lets_in_or_keeps_out_its_own_tokens_and_no_others(
    bench: Bench, belief: str
) -> None:
    (source,) = (w.source for w in TASK.wrong_answers if w.belief.startswith(belief))
    first, last = MISJUDGED[belief]
    names = list(failed(bench, source))
    assert names[0].startswith(first) and names[-1].startswith(last)
    assert len(names) == (1 if first == last else 2)


def test_who_only_decodes_lets_all_twelve_in_and_is_told_twelve_beliefs(bench: Bench) -> None:
    verdict = verdict_on(bench, TASK.wrong_answers[0].source)
    let_in = [finding for finding in verdict.findings if finding.seen == "let in"]
    assert len(let_in) == len({finding.why for finding in let_in}) == 12
    assert all(finding.why.startswith("The belief that let it in: “") for finding in let_in)
    assert all(f.passed for f in verdict.findings if f.looked_at.startswith("honest"))


def wrapped(body: str) -> str:
    """The solution as `checked`, and a `verify` of this body around it."""
    return spoilt(TASK.solution, ("def verify(", "def checked(")) + (
        f"\n\ndef verify(token, fetch, issuer, app_client_id):\n{body}"
    )


@pytest.mark.parametrize("given_back", ["None", "False", "{}"])
def test_a_refusal_that_is_no_exception_is_none(bench: Bench, given_back: str) -> None:
    seen = failed(
        bench,
        wrapped(
            "    try:\n        return checked(token, fetch, issuer, app_client_id)\n"
            f"    except Exception:\n        return {given_back}\n"
        ),
    )
    assert len(seen) == 12
    assert all(words.startswith("no exception, but ") for words in seen.values())


def test_an_exception_that_ends_the_app_is_no_refusal(bench: Bench) -> None:
    source = spoilt(TASK.solution, ("raise jwt.InvalidTokenError(", "raise SystemExit("))
    (seen,) = failed(bench, source).values()
    assert seen.startswith("SystemExit: this is no ID token")


def test_a_verifier_that_refuses_everything_is_told_that_the_first_token_was_honest(
    bench: Bench,
) -> None:
    verdict = verdict_on(bench, "def verify(*given):\n    raise ValueError('no')\n")
    assert not verdict.accepted
    assert "This token is an honest one" in verdict.message


def test_claims_that_are_not_all_there_are_not_the_tokens_claims(bench: Bench) -> None:
    source = spoilt(TASK.solution, ("return claims", 'return {"sub": claims["sub"]}'))
    assert len(failed(bench, source)) == 5


def test_what_only_says_that_it_is_equal_is_no_claims(bench: Bench) -> None:
    source = spoilt(TASK.solution, ("return claims", "return Agreeing()"))
    source += "\n\nclass Agreeing:\n    def __eq__(self, other):\n        return True\n"
    assert len(failed(bench, source)) == 5


def test_what_was_fetched_is_the_learners_own_to_change(bench: Bench) -> None:
    changed = wrapped(
        "    claims = checked(token, fetch, issuer, app_client_id)\n"
        '    fetch(f"{issuer}/.well-known/jwks.json")["keys"].clear()\n    return claims\n'
    )
    assert failed(bench, changed) == {}


def test_where_nothing_is_published_fetch_says_so(bench: Bench) -> None:
    lost = spoilt(TASK.solution, (".well-known/jwks.json", "jwks.json"))
    assert "LookupError: nothing is published at https://" in verdict_on(bench, lost).message


def test_the_labs_own_verifier_passes(bench: Bench) -> None:
    """The exercise and `verify_token` ask for the same."""
    source = """
import datetime as dt

from cognito_lab.tokens.verification import verify_token


def verify(token, fetch, issuer, app_client_id):
    return verify_token(
        token,
        fetch(f"{issuer}/.well-known/jwks.json"),
        issuer=issuer,
        audience=app_client_id,
        token_use="id",
        now=dt.datetime.now(dt.UTC),
    ).claims
"""
    assert verdict_on(bench, source).accepted
