"""Exercises, questions and tickets by name: an unknown name is told, with the nearest one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import TypeVar

Named = TypeVar("Named")


class UnknownName(KeyError):
    """Nothing has this name; the message says which names there are."""

    def __str__(self) -> str:  # KeyError would print the sentence in quotes
        return str(self.args[0])


class ByName(Mapping[str, Named]):
    """What is called by a name: `exercises["build-a-client"]`; iteration gives the names.

    `kind` is what one of them is called in a sentence. Raises ValueError if two have one name,
    and UnknownName where a name is asked for that none has.
    """

    def __init__(self, kind: str, named: Iterable[tuple[str, Named]]) -> None:
        pairs = list(named)
        self._kind = kind
        self._by_name = dict(pairs)
        if len(self._by_name) < len(pairs):
            raise ValueError(f"each {kind} needs a name of its own: two have the same")

    def __getitem__(self, name: str) -> Named:
        if name not in self._by_name:
            near = get_close_matches(str(name), self._by_name, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            known = ", ".join(map(repr, self._by_name))
            raise UnknownName(f"no {self._kind} is called {name!r}.{hint} There are: {known}")
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def __repr__(self) -> str:
        return f"<by name, each a {self._kind}: {', '.join(self._by_name)}>"
