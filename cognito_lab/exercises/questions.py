"""All questions by id, and all exit tickets by chapter: `questions["weak-password"]`."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NoReturn, TypeVar

from cognito_lab.exercises import questions_00_start_here as chapter_00
from cognito_lab.exercises import questions_01_user_pool_sign_in as chapter_01
from cognito_lab.exercises.question import Question, Ticket

CHAPTERS = (chapter_00, chapter_01)
"""One module for each chapter: its `QUESTIONS`, to be predicted, and its `TICKET`."""

Asked = TypeVar("Asked", Question, Ticket)


class ByName(dict[str, Asked]):
    """Questions or tickets by name; one that there is not is told, with the nearest."""

    def __missing__(self, name: str) -> NoReturn:
        near = get_close_matches(str(name), self, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise LookupError(f"nothing is asked by the name {name!r}.{hint} There are: {_all(self)}")


def _all(names: Iterable[str]) -> str:
    return ", ".join(map(repr, names))


questions: ByName[Question] = ByName(
    {question.id: question for chapter in CHAPTERS for question in chapter.QUESTIONS}
)
tickets: ByName[Ticket] = ByName({chapter.TICKET.chapter: chapter.TICKET for chapter in CHAPTERS})
