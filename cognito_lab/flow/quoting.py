"""Sentences that quote a secret: error messages, which often hold the value they refuse."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

from cognito_lab.flow.secret_names import SECRET_MAPS, SECRET_NAMES, UNITS, normal

MASK = "••••••"

# botocore: `Invalid type for parameter Password, value: 123, type: <class 'int'>`. A refused
# length is shown: it is not the secret's own words, and it is the very thing to mend.
_BOTOCORE_BEGINS = re.compile(r"parameter ([^\n]{1,300}?), value: ")
_BOTOCORE_ENDS = re.compile(r", (?:type: <class |valid min (value|length): )")
# AWS: `1 validation error detected: Value '12' at 'confirmationCode' failed to satisfy …`.
_AWS_BEGINS = "Value '"
_AWS_ENDS = re.compile(r"' at '([^'\n]{1,300})' failed")

# One or two characters stand in every sentence by chance.
_SHORTEST = 3


class HiddenValues:
    """The secrets that were masked so far, and the sentences cleared of them."""

    def __init__(self) -> None:
        self._values: set[str] = set()

    def add(self, value: str) -> None:
        """Remember a secret."""
        if len(value) >= _SHORTEST:
            self._values.add(value)

    def cleared(self, text: str) -> str:
        """The text with every remembered secret masked, however it is written there."""
        writings = {writing for value in self._values for writing in _writings(value)}
        for writing in sorted(writings, key=len, reverse=True):
            text = text.replace(writing, MASK)
        return text

    def cleared_sentence(self, text: str) -> str:
        """The same, and what is quoted as the value of a member that is named as a secret."""
        for quoted in (_quoted_by_botocore, _quoted_by_aws):
            text = _without(text, list(quoted(text)))
        return self.cleared(text)


def _quoted_by_botocore(text: str) -> Iterator[slice]:
    """Where botocore quotes the value of a secret. Each text is searched once, end to end."""
    position = 0
    for begins in _BOTOCORE_BEGINS.finditer(text):
        if begins.start() < position:
            continue
        ends = _BOTOCORE_ENDS.search(text, begins.end())
        position = ends.start() if ends else len(text)
        if _is_secret(begins[1]) and not (ends and ends[1] == "length"):
            yield slice(begins.end(), position)


def _quoted_by_aws(text: str) -> Iterator[slice]:
    position = 0
    for ends in _AWS_ENDS.finditer(text):
        begins = text.find(_AWS_BEGINS, position, ends.start())
        if begins >= 0 and _is_secret(ends[1]):
            yield slice(begins + len(_AWS_BEGINS), ends.start())
        position = ends.end()


def _is_secret(path: str) -> bool:
    """Whether `AuthParameters.PASSWORD` or `Logins.accounts.google.com` leads to a secret."""
    names = {normal(part) for part in re.split(r"[.\[\]]", path)}
    return not names & UNITS and bool(names & (SECRET_NAMES | SECRET_MAPS))


def _without(text: str, places: list[slice]) -> str:
    for place in reversed(places):
        text = text[: place.start] + MASK + text[place.stop :]
    return text


def _writings(secret: str) -> set[str]:
    """As it is, and as Python, JSON, XML and a URL write it."""
    return {
        secret,
        repr(secret)[1:-1],
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        html.escape(secret),
        quote(secret),
        quote(secret, safe=""),
        quote_plus(secret),
        quote_plus(secret, safe="/"),
    }
