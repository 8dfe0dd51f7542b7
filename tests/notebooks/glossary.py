"""The glossary as its lints read it, and what it and the chapters keep to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.notebooks.reading import FOLDER, Notebook

WHOSE = ("AWS", "Cognito", "IAM", "IETF", "JWT", "OAuth", "OpenID Connect")
"""Whose word a term may be."""

_TERM = re.compile(
    r'^## <a id="(?P<anchor>[^"]*)"></a>(?P<term>.+)\n\n'
    r"\*(?P<whose>[^*]+)’s word\.\* (?P<meaning>.+) \(\[document\]\((?P<document>[^)]*)\)\)"
    r" First in \[[^\]]+\]\((?P<chapter>[^)]+)\.ipynb\)\.$",
    re.M,
)
_NOT_PROSE = re.compile(
    r"```.*?```|`[^`]*`|^#+ [^\n]*|<[^>]+>|!\[[^\]]*\]\([^)]*\)"
    r"|\[[^\]]*\]\((?!glossary\.md#)[^)]*\)",
    re.S | re.M,
)


@dataclass(frozen=True)
class Term:
    """One entry: the word, whose it is, what it means, and the chapter that brings it in."""

    term: str
    anchor: str
    whose: str
    meaning: str
    document: str
    chapter: str


def terms_of(markdown: str) -> list[Term]:
    """The entries in their order. Raises ValueError for one that has another shape."""
    heads = re.findall(r"^## .*$", markdown, re.M)
    terms = [Term(**match.groupdict()) for match in _TERM.finditer(markdown)]
    if len(heads) != len(terms):
        raise ValueError(f"{len(heads)} headings and {len(terms)} whole entries")
    return terms


def read_glossary(folder: Path = FOLDER) -> list[Term]:
    return terms_of((folder / "glossary.md").read_text(encoding="utf-8"))


def problems_of_the_glossary(terms: list[Term]) -> list[str]:
    """Order, anchors, whose word, sources, length."""
    names = [term.term.lower() for term in terms]
    found = [] if names == sorted(set(names)) else ["its terms are not in alphabetical order"]
    for term in terms:
        if term.anchor != term.term.lower().replace(" ", "-"):
            found.append(f"{term.term} has the anchor {term.anchor!r}")
        if term.whose not in WHOSE:
            found.append(f"{term.term} is the word of {term.whose!r}")
        if not term.document.startswith("https://"):
            found.append(f"{term.term} has no document")
        if len(re.findall(r"[.!?](?: |$)", term.meaning)) > 2:
            found.append(f"{term.term} is explained in more than two sentences")
    return found


def problems_of_a_chapter(chapter: Notebook, terms: list[Term], earlier: str = "") -> list[str]:
    """A term is linked where it is first used, once; by the chapter that the glossary names.

    `earlier` is the prose of the chapters before.
    """
    text = prose_of(chapter.prose)
    found = []
    for term in terms:
        link = f"](glossary.md#{term.anchor})"
        links = text.count(link)
        if links > 1:
            found.append(f"{term.term} is linked {links} times")
        if links and not _first_use_is_linked(text, term):
            found.append(f"{term.term} is linked, but not where it is first used")
        if term.chapter == chapter.name:
            if not links:
                found.append(f"{term.term} is not linked to the glossary")
            if _first_use(prose_of(earlier), term):
                found.append(f"{term.term} is used by an earlier chapter")
    return found


def prose_of(markdown: str) -> str:
    """What is left of a text without code, headings, pictures and links to other places."""
    return _NOT_PROSE.sub(" ", markdown)


def _first_use(text: str, term: Term) -> re.Match[str] | None:
    word = re.escape(term.term).replace(r"\ ", r"\s+")
    flags = re.NOFLAG if term.term.isupper() else re.IGNORECASE
    return re.search(rf"(?<![\w#-]){word}s?(?![\w-])", text, flags)


def _first_use_is_linked(text: str, term: Term) -> bool:
    use = _first_use(text, term)
    return use is not None and text[use.end() :].startswith(f"](glossary.md#{term.anchor})")
