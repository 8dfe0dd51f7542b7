"""What `*` and `?` match, in a text and in an ARN."""

import itertools
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.policies.resource_pattern import ResourcePattern
from cognito_lab.policies.wildcards import Wildcard, WildcardPattern, split_wildcards

CHARACTERS = "ab:*?"
TEXTS = st.text("ab:", max_size=8)
PATTERNS = st.text(CHARACTERS, max_size=8)


def matches(pattern: str, text: str) -> bool:
    return WildcardPattern(split_wildcards(pattern)).matches(text)


def resource_matches(pattern: str, resource: str) -> bool:
    return ResourcePattern(split_wildcards(pattern)).matches(resource)


def matches_by_definition(pattern: str, text: str) -> bool:
    """The definition, one character at a time; slow, and plain to see."""
    if not pattern:
        return not text
    head, rest = pattern[0], pattern[1:]
    if head == "*":
        return any(matches_by_definition(rest, text[n:]) for n in range(len(text) + 1))
    return bool(text) and head in ("?", text[0]) and matches_by_definition(rest, text[1:])


def resource_by_definition(pattern: str, text: str, colons: int = 0) -> bool:
    """The same, where a star that is not the last of one of five segments stops at a colon."""
    if not pattern:
        return not text
    head, rest = pattern[0], pattern[1:]
    if head == "*" and rest.startswith("*"):
        return resource_by_definition(rest, text, colons)
    if head == "*":
        bounded = colons < 5 and rest[:1] not in ("", ":")
        furthest = text.find(":") if bounded and ":" in text else len(text)
        return any(resource_by_definition(rest, text[n:], colons) for n in range(furthest + 1))
    fits = bool(text) and head in ("?", text[0])
    return fits and resource_by_definition(rest, text[1:], colons + (head == ":"))


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("", "", True),
        ("", "a", False),
        ("*", "", True),
        ("*", "a/b:c", True),
        ("?", "", False),
        ("?", "ab", False),
        ("photo", "photo", True),
        ("photo", "Photo", False),
        ("photo", "photos", False),
        ("photos/*", "photos/", True),
        ("photos/*", "photos", False),
        ("*.jpg", "a/b.jpg", True),
        ("*.jpg", "a.jpgs", False),
        ("a*a", "a", False),
        ("a*a", "aa", True),
        ("a*b*c", "a-c-b", False),
        ("a*b*c", "a-b-b-c", True),
        ("a?c", "abc", True),
        ("a?c", "ac", False),
        ("*a?c*", "aac-abc", True),
        ("*a?c*d", "a-abcd", True),
        ("*b?d*", "bbc-bd", False),
    ],
)
def test_what_a_pattern_matches(pattern: str, text: str, expected: bool) -> None:
    assert matches(pattern, text) is expected
    assert matches_by_definition(pattern, text) is expected


@given(PATTERNS, TEXTS)
def test_it_matches_what_the_definition_says(pattern: str, text: str) -> None:
    assert matches(pattern, text) is matches_by_definition(pattern, text)


def test_every_short_pattern_matches_what_the_definition_says() -> None:
    texts = ["".join(t) for n in range(5) for t in itertools.product("ab", repeat=n)]
    patterns = ["".join(t) for n in range(5) for t in itertools.product("ab*?", repeat=n)]
    for pattern in patterns:
        compiled = WildcardPattern(split_wildcards(pattern))
        for text in texts:
            assert compiled.matches(text) is matches_by_definition(pattern, text), (pattern, text)


@given(st.text("ab?", min_size=1, max_size=90), st.integers(0, 2**32), st.integers(60, 400))
def test_a_chunk_is_found_wherever_in_a_long_text_it_stands(
    chunk: str, seed: int, length: int
) -> None:
    text = "".join(random.Random(seed).choices("aaab\n", k=length))
    place = seed % length
    planted = text[:place] + chunk.replace("?", "b") + text[place:]
    expression = chunk.replace("?", ".")
    for seen in (text, planted):
        found = re.search(expression, seen, re.DOTALL)
        assert matches(f"*{chunk}*", seen) is bool(found)
        twice = found and re.compile(expression, re.DOTALL).search(seen, found.end())
        assert matches(f"*{chunk}*{chunk}*", seen) is bool(twice)
    assert matches(f"*{chunk}*", planted)


@given(TEXTS, st.text(CHARACTERS, max_size=8), TEXTS)
def test_a_literal_piece_is_no_wildcard_whatever_it_looks_like(
    head: str, piece: str, tail: str
) -> None:
    pattern, text = WildcardPattern((head, piece, tail)), head + piece + tail
    for seen in (text, text.replace("*", ""), text.replace("*", "ab"), text.replace("?", "b")):
        assert pattern.matches(seen) is (seen == text)


def test_a_star_that_is_a_literal_matches_only_a_star() -> None:
    pattern = WildcardPattern(("a", "*", Wildcard.MANY))
    assert pattern.matches("a*bc")
    assert not pattern.matches("abc")


QUEUE = "arn:aws:sqs:us-east-1:111122223333:queue"


@pytest.mark.parametrize(
    ("pattern", "resource", "expected"),
    [
        ("*", QUEUE, True),
        ("*", "*", True),
        ("arn:aws:s3:::*", "*", False),
        ("arn:aws:sqs:us-*-1:111122223333:queue", QUEUE, True),
        ("arn:aws:sqs:*:111122223333:queue", QUEUE, True),
        # The last character of a segment goes beyond its colon, any other does not.
        ("arn:aws:sqs:*:queue", QUEUE, True),
        ("arn:aws:sqs:u*:queue", QUEUE, True),
        ("arn:aws:sqs:u*3:queue", QUEUE, False),
        ("arn:aws:sqs:u**3:queue", QUEUE, False),
        ("arn:aws:sqs:u*1:1*3:queue", QUEUE, True),
        ("arn:aws:sqs:*", QUEUE, True),
        ("*:a*a", ":a:a", False),  # a way that is still open at the end is no match
        # In the resource itself there are no bounds.
        ("arn:aws:logs:us-east-1:1:log-group:a*z", "arn:aws:logs:us-east-1:1:log-group:a:z", True),
        ("arn:aws:s3:::photos/*/a.jpg", "arn:aws:s3:::photos/b/c/a.jpg", True),
        ("arn:aws:s3:::Photos/*", "arn:aws:s3:::photos/a", False),
        ("arn:aws:sqs:us-east-?:111122223333:queue", QUEUE, True),
    ],
)
def test_which_resource_a_pattern_matches(pattern: str, resource: str, expected: bool) -> None:
    assert resource_matches(pattern, resource) is expected
    assert resource_by_definition(pattern, resource) is expected


@pytest.mark.parametrize("colons", range(7))
def test_every_short_resource_matches_as_the_definition_says(colons: int) -> None:
    """Behind so many colons: the fifth is the last one that bounds."""
    before = ":" * colons
    texts = ["".join(t) for n in range(5) for t in itertools.product("a:", repeat=n)]
    patterns = ["".join(t) for n in range(5) for t in itertools.product("a:*?", repeat=n)]
    for pattern in patterns:
        compiled = ResourcePattern(split_wildcards(before + pattern))
        for text in texts:
            expected = resource_by_definition(pattern, text, colons)
            assert compiled.matches(before + text) is expected, (pattern, text)


@given(PATTERNS, TEXTS)
def test_a_resource_matches_as_the_definition_says(pattern: str, resource: str) -> None:
    assert resource_matches(pattern, resource) is resource_by_definition(pattern, resource)


LONG = 6144
"""The most characters that a managed policy may have."""


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("*a" * (LONG // 2), "a" * (LONG - 1) + "b", False),
        ("*a?" * (LONG // 3), "a" * LONG, True),
        ("*" + "a?" * (LONG // 4) + "b", "a" * LONG, False),
        ("*" + "a?" * (LONG // 4) + "b*", "a" * LONG, False),
        ("*" + "a?" * (LONG // 4) + "b*", "a" * LONG + "b", True),
        ("*" + "a" * (LONG // 2) + "b*", "a" * LONG, False),
    ],
)
def test_a_pattern_as_long_as_a_policy_is_matched(pattern: str, text: str, expected: bool) -> None:
    """One that went back to try again would never come to an end here."""
    assert matches(pattern, text) is expected
    bounded = ResourcePattern(split_wildcards("arn:a*b:s3:::" + pattern))
    assert bounded.matches("arn:ab:s3:::" + text) is expected
