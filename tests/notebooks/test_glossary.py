"""The glossary is whole, in order, and linked where a term is first used."""

import pytest

from tests.notebooks.glossary import (
    Term,
    problems_of_a_chapter,
    problems_of_the_glossary,
    read_glossary,
    terms_of,
)
from tests.notebooks.reading import Cell, Notebook, every_notebook, is_chapter

CHAPTERS = [notebook for notebook in every_notebook() if is_chapter(notebook.name)]
SCOPE = Term("scope", "scope", "OAuth", "What a token is good for.", "https://example.com", "01_a")


def chapter(prose):
    return Notebook("01_a", (Cell(1, "markdown", "text-01", prose),))


def test_the_glossary_is_in_order():
    assert problems_of_the_glossary(read_glossary()) == []


@pytest.mark.parametrize("at", range(len(CHAPTERS)), ids=[one.name for one in CHAPTERS])
def test_each_term_is_linked_at_its_first_use_and_by_the_chapter_that_brings_it_in(at):
    earlier = "\n\n".join(one.prose for one in CHAPTERS[:at])
    assert problems_of_a_chapter(CHAPTERS[at], read_glossary(), earlier) == []


def test_each_term_names_a_chapter_that_there_is():
    assert {term.chapter for term in read_glossary()} <= {one.name for one in CHAPTERS}


# The lints themselves.


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"anchor": "scopes"}, "scope has the anchor 'scopes'"),
        ({"whose": "mine"}, "scope is the word of 'mine'"),
        ({"document": "RFC 6749"}, "scope has no document"),
        ({"meaning": "One. Two. Three."}, "scope is explained in more than two sentences"),
    ],
)
def test_a_poor_entry_is_found(change, problem):
    assert problems_of_the_glossary([Term(**{**vars(SCOPE), **change})]) == [problem]


def test_entries_out_of_order_are_found():
    claim = Term("claim", "claim", "JWT", "A statement.", "https://example.com", "01_a")
    assert problems_of_the_glossary([claim, SCOPE]) == []
    assert problems_of_the_glossary([SCOPE, claim]) == ["its terms are not in alphabetical order"]
    assert problems_of_the_glossary([SCOPE, SCOPE]) == ["its terms are not in alphabetical order"]


def test_an_entry_of_another_shape_is_found():
    with pytest.raises(ValueError, match="1 headings and 0 whole entries"):
        terms_of("## scope\n\nWhat a token is good for.\n")


@pytest.mark.parametrize(
    ("prose", "earlier", "problems"),
    [
        ("A [scope](glossary.md#scope) says so.", "", []),
        ("# Scopes\n\n`scope`: many [scopes](glossary.md#scope), one scope.", "", []),
        ("[a scope](04.ipynb) and a [scope](glossary.md#scope)", "", []),
        ("A scope says so.", "", ["scope is not linked to the glossary"]),
        (
            "A scope, and a [scope](glossary.md#scope).",
            "",
            ["scope is linked, but not where it is first used"],
        ),
        (
            "A [scope](glossary.md#scope), and a [scope](glossary.md#scope).",
            "",
            ["scope is linked 2 times"],
        ),
        (
            "A [scope](glossary.md#scope) says so.",
            "What a scope is.",
            ["scope is used by an earlier chapter"],
        ),
    ],
)
def test_where_a_term_is_linked_is_looked_at(prose, earlier, problems):
    assert problems_of_a_chapter(chapter(prose), [SCOPE], earlier) == problems
