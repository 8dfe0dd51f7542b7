"""The token on the inspector's desk: as it was given, or as a forger has changed it.

What a forger can do goes from one question to the next: whose token to begin with, what it shall
say, who signs it, how it is spelled. Whoever has no key keeps the signature that is there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cognito_lab.tokens.anatomy import decode_unverified
from cognito_lab.tokens.forgeries import FORGERIES, CannotForge, ForgedToken, Loot, forge

EDITED = "payload-edited"
_LONGEST_VALUE = 10_000
_DEEPEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Question:
    """One question that a forger answers, and the forgeries that answer it.

    `one_at_most`: they are ways to do the same thing, so that one takes the place of another.
    """

    words: str
    forgeries: tuple[str, ...]
    one_at_most: bool = False


QUESTIONS = (
    Question(
        "Whose token to begin with?",
        tuple(name for name, forgery in FORGERIES.items() if forgery.honest),
        one_at_most=True,
    ),
    Question(
        "What shall it say?",
        (EDITED, "issuer-look-alike", "duplicate-names", "deeply-nested", "huge"),
    ),
    Question(
        "Who signs it?",
        (
            "alg-none",
            "alg-hs256",
            "kid-of-another-key",
            "jwk-in-header",
            "jku-in-header",
            "signature-stripped",
        ),
        one_at_most=True,
    ),
    Question("How is it spelled?", ("truncated", "padded")),
)
"""All forgeries, in the order in which they are put together."""


class NoValue(ValueError):
    """A text that is no JSON value which could be put into a token; the message says why."""


def read_value(text: str) -> Any:
    """The JSON value that somebody has typed. Raises NoValue, with the place that is wrong."""
    if len(text) > _LONGEST_VALUE:
        raise NoValue(f"it has {len(text):,} letters, and this field takes {_LONGEST_VALUE:,}")
    if text.count("[") + text.count("{") > _DEEPEST_VALUE:
        raise NoValue(f"it opens more than {_DEEPEST_VALUE} lists and objects")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise NoValue(f"{error.msg[:1].lower()}{error.msg[1:]} at letter {error.pos + 1}") from None
    except ValueError:  # Python's limit for the digits of a whole number
        raise NoValue("a number is too long") from None


def write_value(value: Any) -> str:
    """A claim's value as JSON, for somebody to edit."""
    return json.dumps(value, ensure_ascii=False)


class Forging:
    """A token and what a forger does to it.

    `loot` is what the forger has, or None for one who has only what `make_loot` gives; that is
    called when something is forged for the first time, for it has to make a key. `edits` are the
    claims that are set (None takes one out), `chosen` the names of the forgeries that are made.
    """

    def __init__(self, token: str, loot: Loot | None, make_loot: Callable[[], Loot]) -> None:
        self._loot, self._make_loot = loot, make_loot
        self._honest: Mapping[str, str] = loot.tokens if loot else {}
        self._published: Mapping[str, Mapping[str, Any]] = loot.published if loot else {}
        self.begin(token)

    def begin(self, token: str) -> None:
        """Take up another token, untouched."""
        self.given = token
        self.edits: dict[str, Any] = {}
        self.chosen: set[str] = set()

    @cached_property
    def loot(self) -> Loot:
        """What the forger has."""
        return self._loot or self._make_loot()

    def lacks(self, name: str) -> str:
        """Why this forgery cannot be made, as far as the loot is concerned; empty if it can."""
        honest = FORGERIES[name].honest
        if honest and honest not in self._honest:
            return "the forger has got hold of no such token"
        return ""

    @property
    def touched(self) -> bool:
        """Whether anything was changed."""
        return bool(self.edits or self.chosen)

    @property
    def base(self) -> str:
        """The honest token to begin with."""
        return next(
            (self._honest[name] for name in QUESTIONS[0].forgeries if name in self.chosen),
            self.given,
        )

    @property
    def claims(self) -> Mapping[str, Any]:
        """The claims of the token to begin with, as far as they can be read."""
        return decode_unverified(self.base).payload.value or {}

    def choose(self, name: str, chosen: bool) -> None:
        """Make a forgery or leave it. Raises CannotForge for one that the loot does not allow."""
        if chosen and self.lacks(name):
            raise CannotForge(f"{FORGERIES[name].title}: {self.lacks(name)}")
        if name == EDITED:
            self.edits = self._edits_of_an_admin() if chosen else {}
            return
        for question in QUESTIONS:
            if name in question.forgeries and question.one_at_most:
                self.chosen.difference_update(question.forgeries)
        if chosen:
            self.chosen.add(name)
        else:
            self.chosen.discard(name)

    def set_claim(self, name: str, value: Any) -> None:
        """Set a claim; None takes it out. To set what stands there already is no edit."""
        claims = self.claims
        as_it_was = value is None if name not in claims else _same(claims[name], value)
        if as_it_was:
            self.edits.pop(name, None)
        else:
            self.edits[name] = value

    def is_made(self, name: str) -> bool:
        """Whether this forgery is part of the token that `make` makes."""
        return bool(self.edits) if name == EDITED else name in self.chosen

    def make(self) -> ForgedToken:
        """The token on the desk. Raises CannotForge if it cannot be forged so."""
        names = [name for question in QUESTIONS for name in question.forgeries]
        made = [name for name in names if self.is_made(name)]
        honest = tuple(FORGERIES[name] for name in made if FORGERIES[name].honest)
        others = [name for name in made if not FORGERIES[name].honest]
        if not others:
            return ForgedToken(self.base, honest, self._published)
        forged = forge(self.base, *others, loot=self.loot, edits=self.edits)
        return ForgedToken(forged.token, (*honest, *forged.forgeries), forged.published)

    def _edits_of_an_admin(self) -> dict[str, Any]:
        """What `payload-edited` does by itself, as edits that one can see."""
        forged = forge(self.base, EDITED, loot=self.loot)
        before, after = self.claims, decode_unverified(forged.token).payload.value or {}
        return {name: after[name] for name in after if not _same(before.get(name), after[name])}


def _same(one: Any, other: Any) -> bool:
    """Whether two values are the same JSON: 1 and true are not, though Python says so."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
