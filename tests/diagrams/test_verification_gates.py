"""The gates of a verification: each with its verdict, and the token's way as far as it goes."""

from __future__ import annotations

import pytest

from cognito_lab.diagrams import verification_gates
from cognito_lab.diagrams.theme import LIFELINE, TAKEN
from cognito_lab.diagrams.verification_gates import (
    NOT_ASKED,
    PASSED,
    STOPPED,
    WOULD_PASS,
    verdict_words,
)
from cognito_lab.tokens.gates import BEFORE_THE_CLAIMS, QUESTIONS, Gate
from cognito_lab.tokens.verification import TokenVerification
from cognito_lab.tokens.wording import why
from tests.diagrams.seen import Seen
from tests.diagrams.tokens import ACCESS_TOKEN, CARELESS, FORGED, ID_TOKEN, verified

ALL = {
    "accepted": verified(ID_TOKEN),
    "all twelve": verified(
        ACCESS_TOKEN,
        token_use="access",
        scopes=["aws.cognito.signin.user.admin"],
        groups=["photographers"],
    ),
    "nobody's": verified(None),
    "careless": CARELESS,
    **{name: verified(token) for name, token in FORGED.items()},
}


def expected_verdicts(verification: TokenVerification) -> list[str]:
    return [
        NOT_ASKED
        if c.subject in verification.left_out
        else STOPPED
        if not c.passed
        else WOULD_PASS
        if verification.claims_are_untrusted
        and not verification.accepted
        and c.subject not in BEFORE_THE_CLAIMS
        else PASSED
        for c in verification.checks
    ]


@pytest.mark.parametrize("verification", ALL.values(), ids=ALL)
def test_each_gate_has_its_verdict_in_words_and_by_its_sign(
    verification: TokenVerification,
) -> None:
    seen = Seen(verification_gates(verification).svg)
    rings = sorted((s for s in seen.shapes if s.kind == "circle"), key=lambda s: s.box.top)
    verdicts = expected_verdicts(verification)
    assert len(rings) == len(verdicts)
    for check, verdict, ring in zip(verification.checks, verdicts, rings, strict=True):
        name = seen.find(f"{check.subject}: {verdict}").box
        assert abs((name.top + name.bottom) / 2 - (ring.box.top + ring.box.bottom) / 2) < 4
        inside = [s for s in seen.shapes if s.kind == "lines" and ring.box.holds(s.box)]
        # A tick is one line with a corner, a cross is two lines, a dash is one; a ring is empty
        # where the token does not come.
        strokes = sorted(len(shape.lines) for shape in inside)
        assert strokes == {PASSED: [2], WOULD_PASS: [], STOPPED: [1, 1], NOT_ASKED: [1]}[verdict]


@pytest.mark.parametrize("verification", ALL.values(), ids=ALL)
def test_the_way_is_whole_up_to_the_first_gate_that_stops_it_and_dotted_after(
    verification: TokenVerification,
) -> None:
    seen = Seen(verification_gates(verification).svg)
    way = [s for s in seen.shapes if s.kind == "lines" and s.stroke in (TAKEN, LIFELINE)]
    whole = [s for s in way if not s.dash and s.box.left == s.box.right]
    dotted = [s for s in way if s.dash]
    verdicts = expected_verdicts(verification)
    passed = verdicts.index(STOPPED) if STOPPED in verdicts else len(verdicts)
    # Two pieces for a gate, before its sign and after it.
    assert len(whole) == 2 * passed + (passed < len(verdicts))
    assert len(dotted) == 2 * len(verdicts) - len(whole)
    assert ("accepted" in seen.words.split()) == (STOPPED not in verdicts)
    assert ("refused" in seen.words.split()) == (STOPPED in verdicts)


@pytest.mark.parametrize("verification", ALL.values(), ids=ALL)
def test_why_a_gate_stops_it_stands_there_and_of_an_open_gate_nothing(
    verification: TokenVerification,
) -> None:
    picture = verification_gates(verification)
    letters = Seen(picture.svg).letters
    for check, row in zip(verification.checks, picture.table.rows, strict=True):
        reason = why(check).replace("`", "")
        question = QUESTIONS[Gate(check.subject)].replace("`", "")
        assert "".join(question.split()) in letters
        assert row[0] == check.subject
        assert row[4] == ("" if check.passed else reason)
        assert check.passed or "".join(reason.split()) in letters
    assert "Asexpected." not in letters


def test_claims_behind_a_broken_signature_are_called_untrusted() -> None:
    rows = {row[0]: row[2] for row in verification_gates(ALL["payload-edited"]).table.rows}
    assert rows["issuer"].endswith("(untrusted)")
    assert "untrusted" not in rows["kid"]
    assert "untrusted" not in str(verification_gates(ALL["expired"]).table)
    seen = Seen(verification_gates(ALL["payload-edited"]).svg)
    assert seen.words.count("(untrusted)") == 5


def test_what_differs_at_the_end_of_an_issuer_can_be_seen() -> None:
    rows = {row[0]: row for row in verification_gates(ALL["issuer-look-alike"]).table.rows}
    found, expected = rows["issuer"][2:4]
    assert found.removesuffix(" (untrusted)")[-9:] != expected[-9:]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("accepted", "Accepted: all 10 checks passed"),
        ("expired", "Refused: expiry did not pass"),
        ("careless", "Accepted, for nobody asked: algorithm, expiry"),
    ],
)
def test_the_verdict_is_the_title(name: str, words: str) -> None:
    assert verdict_words(ALL[name]) == verification_gates(ALL[name]).title == words
    assert words in Seen(verification_gates(ALL[name]).svg).words
