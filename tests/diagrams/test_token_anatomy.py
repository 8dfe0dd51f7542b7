"""The picture of a token says what stands in it, where it is wrong, and whether it was checked."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

import pytest

from cognito_lab.diagrams import Picture, token_anatomy
from cognito_lab.diagrams.theme import contrast
from cognito_lab.diagrams.token_anatomy import NOT_SHOWN, READ_ONLY, STYLES
from cognito_lab.tokens.anatomy import decode_unverified
from cognito_lab.tokens.careless import verify_without
from cognito_lab.tokens.claim_glossary import entry_for
from cognito_lab.tokens.gates import Gate
from tests.diagrams.seen import Seen, Shape
from tests.diagrams.tokens import (
    ACCESS_TOKEN,
    CARELESS,
    FORGED,
    ID_TOKEN,
    MALFORMED,
    NOW,
    POOL,
    verified,
    written,
)

SIGNATURE = ID_TOKEN.split(".")[2]


def seen(picture: Picture) -> Seen:
    return Seen(picture.svg)


def joined(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("use", "token"), [("id", ID_TOKEN), ("access", ACCESS_TOKEN)])
def test_every_name_stands_there_with_its_value_and_its_meaning(use: str, token: str) -> None:
    picture = token_anatomy(token)
    letters = seen(picture).letters
    for name, value in POOL.claims(use).items():  # type: ignore[arg-type]
        shown = json.dumps(value)
        assert joined(name) in letters
        assert joined(shown) in letters
        assert joined(entry_for(name, use).short) in letters
        (row,) = [row for row in picture.table.rows if row[:2] == ("payload", name)]
        assert shown in row[2]
        assert row[3] == entry_for(name, use).short


def test_a_time_is_told_as_a_date_and_as_it_lies_to_the_given_now() -> None:
    later = NOW + dt.timedelta(minutes=59)
    picture = token_anatomy(ID_TOKEN, now=later)
    words = seen(picture).words
    assert "2026-01-15 10:00:00 UTC, in 1 min" in words
    assert "2026-01-15 09:00:00 UTC, 59 min ago" in words
    assert "in 1 min" in str(picture.table)
    assert " ago" not in seen(token_anatomy(ID_TOKEN)).words


def test_a_now_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="with its time zone"):
        token_anatomy(ID_TOKEN, now=dt.datetime(2026, 1, 15))


# Reading is no check.


@pytest.mark.parametrize("token", [ID_TOKEN, FORGED["alg-none"], None, ""])
def test_what_was_only_read_is_called_so_in_title_picture_and_table(token: Any) -> None:
    picture = token_anatomy(token)
    assert picture.title.endswith(READ_ONLY)
    assert READ_ONLY in seen(picture).words
    assert "Anybody could have written this" in seen(picture).words
    assert READ_ONLY in picture.table.caption
    assert not any(gate in seen(picture).words for gate in ("passed", "stopped"))


def test_a_verification_brings_its_verdict_and_its_rows() -> None:
    picture = token_anatomy(verified(ID_TOKEN))
    assert picture.title == "An ID token, accepted: all 10 checks passed"
    words = seen(picture).words
    assert "The claims are the issuer's" in words
    assert "Anybody could" not in words
    for gate in Gate:
        assert (f"{gate}: passed" in words) == (gate not in (Gate.SCOPE, Gate.GROUPS))
    assert [row[0] for row in picture.table.rows].count("gate: passed") == 10


@pytest.mark.parametrize(
    ("token", "note"),
    [
        (FORGED["payload-edited"], "The claims are untrusted"),
        (FORGED["alg-none"], "The claims are untrusted"),
        (FORGED["expired"], "not here, or not now"),
        (FORGED["another-client"], "not here, or not now"),
    ],
)
def test_a_refused_token_says_whether_its_claims_are_the_issuers(token: str, note: str) -> None:
    picture = token_anatomy(verified(token))
    words = seen(picture).words
    assert "refused" in picture.title
    assert note in words
    assert "meant for this app" not in words


def test_what_a_careless_verifier_lets_in_is_not_called_the_issuers() -> None:
    assert CARELESS.accepted
    words = seen(token_anatomy(CARELESS)).words
    assert "The claims are untrusted" in words
    assert "meant for this app" not in words
    assert "accepted, for nobody asked: algorithm, expiry" in words


def test_the_claims_of_a_token_that_is_let_in_too_late_are_not_meant_for_now() -> None:
    expected = POOL.expected("id", now=NOW + dt.timedelta(days=1))
    late = verify_without([Gate.EXPIRY], ID_TOKEN, POOL.key_set, expected)
    assert late.accepted
    assert "meant for this app" not in seen(token_anatomy(late)).words


def test_a_verifications_own_now_is_taken_unless_another_is_given() -> None:
    verification = verified(ID_TOKEN, NOW + dt.timedelta(minutes=5))
    assert "5 min ago" in seen(token_anatomy(verification)).words
    other = token_anatomy(verification, now=NOW + dt.timedelta(minutes=7))
    assert "7 min ago" in seen(other).words


def test_an_anatomy_is_drawn_like_its_token() -> None:
    assert token_anatomy(decode_unverified(ID_TOKEN)).svg == token_anatomy(ID_TOKEN).svg


# The letters.


def test_the_segments_are_told_apart_by_number_and_name_and_by_three_colours() -> None:
    page = seen(token_anatomy(ID_TOKEN))
    grounds = []
    for name, style in STYLES.items():
        label = page.find(f"{style.number} {name}")
        ground = page.behind(label)
        assert (label.fill, ground.fill) == (style.colour, style.tint)
        assert contrast(style.colour, style.tint) >= 4.5
        grounds.append(ground)
    tops = [ground.box.top for ground in grounds]
    assert tops == sorted(tops)
    assert len({style.colour for style in STYLES.values()}) == 3


def letters_of(page: Seen, name: str) -> str:
    """The letters on the ground of a segment, without its label."""
    ground = page.behind(page.find(f"{STYLES[name].number} {name}"))
    inside = [text for text in page.texts if ground.box.holds(text.box)]
    return "".join(text.text for text in inside[1:])


@pytest.mark.parametrize(("name", "place"), [("header", 0), ("payload", 1)])
def test_the_letters_of_header_and_payload_are_the_tokens_with_the_middle_left_out(
    name: str, place: int
) -> None:
    text = ID_TOKEN.split(".")[place]
    shown = letters_of(seen(token_anatomy(ID_TOKEN)), name)
    head, _, tail = shown.partition("…")
    assert text.startswith(head) and text.endswith(tail)
    assert len(shown) > min(len(text), 100) - 2
    if "…" not in shown:
        assert shown == text


@pytest.mark.parametrize("token", [ID_TOKEN, FORGED["padded"], FORGED["truncated"]])
def test_no_piece_of_a_signature_is_shown_unless_asked_for(token: str) -> None:
    picture = token_anatomy(token)
    everything = seen(picture).letters + joined(str(picture.table)) + picture.svg
    signature = token.split(".")[2]
    assert not any(signature[i : i + 12] in everything for i in range(len(signature) - 12))
    assert NOT_SHOWN in seen(picture).words


def test_a_signature_that_is_asked_for_is_shown_whole() -> None:
    picture = token_anatomy(ID_TOKEN, show_signature=True)
    assert letters_of(seen(picture), "signature") == SIGNATURE
    (row,) = [row for row in picture.table.rows if row[0] == "signature"]
    assert row[2] == SIGNATURE


def test_a_token_without_a_signature_says_so() -> None:
    assert "No signature." in seen(token_anatomy(FORGED["alg-none"])).words
    assert "256 bytes, made over segments 1 and 2" in seen(token_anatomy(ID_TOKEN)).words


# What is wrong.


@pytest.mark.parametrize("name", MALFORMED)
def test_every_problem_stands_in_the_picture_and_in_the_table(name: str) -> None:
    token = MALFORMED[name]
    picture = token_anatomy(token)
    letters = seen(picture).letters
    for problem in decode_unverified(token).problems:
        assert joined(problem.detail) in letters
        assert any(row[2] == "✕" and problem.detail in row[3] for row in picture.table.rows)


def mark_of(page: Seen) -> Shape:
    """The letter or byte that is boxed: the only white text."""
    (mark,) = [text for text in page.texts if text.fill == "#FFFFFF"]
    return mark


@pytest.mark.parametrize(
    ("token", "before", "mark", "after"),
    [
        (MALFORMED["letters that base64url has not"], ID_TOKEN.split(".")[1][30:50], "+", "/"),
        (MALFORMED["no JSON"], '"}', "a", "nd {"),
        (MALFORMED["no UTF-8"], '{"sub":"', "\\xff", "\\xfe"),
        ("eyJhIjoxfQAAA.e30.", "eyJhIjoxfQAAA", "(end)", ""),
        (MALFORMED["deep"], "[[[[", "[", "[["),
    ],
)
def test_the_letter_or_byte_that_is_wrong_is_boxed_between_its_neighbours(
    token: str, before: str, mark: str, after: str
) -> None:
    page = seen(token_anatomy(token))
    boxed = mark_of(page)
    assert boxed.text == mark
    line = [t for t in page.texts if abs(t.box.top - boxed.box.top) < 2 and t is not boxed]
    left = "".join(t.text for t in line if 230 < t.box.left < boxed.box.left)
    right = "".join(t.text for t in line if t.box.left > boxed.box.right)
    assert before in left
    assert right.startswith(after)


def test_a_claim_of_a_wrong_type_is_marked_at_the_claim() -> None:
    page = seen(token_anatomy(written({"alg": 5}, {"sub": "a", "exp": "soon", "iat": 1})))
    marks = [text for text in page.texts if text.text.startswith("✕")]
    for name, text in zip(("alg", "exp"), marks, strict=True):
        row = page.find(name).box
        assert 0 < text.box.top - row.top < 25
        assert "it is not" in text.text


def test_a_claim_in_an_unusual_place_is_called_so() -> None:
    token = written({"alg": "none", "jku": "x"}, {"token_use": "id", "scope": "a", "tenant": 1})
    rows = {row[1]: row[3] for row in token_anatomy(token).table.rows}
    assert rows["scope"].endswith("unusual in an ID token")
    assert rows["jku"].endswith("Cognito writes none")
    assert rows["tenant"] == "no name that is known here"
    assert rows["token_use"] == "ID token or access token"


def test_what_a_claim_means_follows_what_the_token_says_it_is() -> None:
    for use, word in (("id", "app client"), ("access", "API"), ("nonsense", "app client")):
        rows = {
            r[1]: r[3]
            for r in token_anatomy(written({}, {"aud": "x", "token_use": use})).table.rows
        }
        assert word in rows["aud"]


def test_of_very_many_claims_the_picture_shows_the_first_and_the_table_all() -> None:
    picture = token_anatomy(MALFORMED["many claims"])
    words = seen(picture).words
    assert "claim 59" in words and "claim 60" not in words
    assert "… and 20 more, in the table." in words
    assert sum(row[0] == "payload" for row in picture.table.rows) == 80


def test_a_claim_without_a_date_is_told_without_one() -> None:
    words = seen(token_anatomy(written({}, {"exp": 1e30, "iat": True}), now=NOW)).words
    assert "no date" in words
    assert "UTC" not in words


def test_the_same_token_gives_the_same_bytes_and_another_verdict_others() -> None:
    assert token_anatomy(verified(ID_TOKEN)).svg == token_anatomy(verified(ID_TOKEN)).svg
    accepted = verified(ID_TOKEN)
    refused = dataclasses.replace(
        accepted, checks=(accepted.checks[0]._replace(passed=False), *accepted.checks[1:])
    )
    assert token_anatomy(accepted).svg != token_anatomy(refused).svg
