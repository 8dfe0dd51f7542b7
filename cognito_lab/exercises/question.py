"""A question with options, each with its own answer; and the ticket at a chapter's end.

It is shown as one fold (`<details>`) for each option: to open it is to choose it. So it works
by keyboard, without a kernel and where a page is sanitised, and says the same each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from string import ascii_uppercase

from cognito_lab.cell_output import code_html, show

RIGHT = "Right."
WRONG = "Not quite."
"""The words that an answer begins with: never told by colour alone."""

# Where styles are stripped (GitHub), nothing but air is lost.
_BOX = ' style="border-left: 3px solid; padding-left: 1em"'
_APART = ' style="margin: 0.5em 0"'
_FAR_APART = ' style="margin: 1.5em 0"'
_INDENTED = ' style="margin: 0.3em 0 0.3em 1.3em"'


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that may be chosen, and what is said to whoever chooses it.

    Text between backticks is shown as code.
    """

    text: str
    feedback: str
    right: bool = False

    @property
    def verdict(self) -> str:
        """The word that the answer begins with."""
        return RIGHT if self.right else WRONG


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and what may be chosen; as the last line of a cell it shows itself.

    `id` is its name in `questions`; `chapter` the notebook that asks it, without `.ipynb`;
    `shown_by` a piece of code of that chapter, from the cell that asserts the right answer,
    where every answer points to; `source` the document that states it.

    Raises ValueError, naming the question, if there is nothing to choose between, if nothing
    or everything is right, or if two options have the same text or the same answer.
    """

    id: str
    chapter: str
    prompt: str
    options: tuple[Option, ...]
    shown_by: str
    source: str

    def __post_init__(self) -> None:
        problems = _problems(self)
        if problems:
            raise ValueError(f"question {self.id!r}: {'; '.join(problems)}")

    @property
    def lettered(self) -> tuple[tuple[str, Option], ...]:
        """The options, each with its letter."""
        return tuple(zip(ascii_uppercase, self.options, strict=False))

    @property
    def right(self) -> tuple[str, ...]:
        """The letters of the options that are right."""
        return tuple(letter for letter, option in self.lettered if option.right)

    def feedback(self, letter: str) -> str:
        """What is said to whoever chooses an option, such as `"B"`.

        Raises LookupError for a letter that no option has.
        """
        options = dict(self.lettered)
        option = options.get(letter.strip().upper())
        if option is None:
            raise LookupError(f"no option is called {letter!r}: choose one of {', '.join(options)}")
        return f"{option.verdict} {option.feedback} {self._pointer}"

    @property
    def _pointer(self) -> str:
        return f"See for yourself: the cell with `{self.shown_by}`."

    @property
    def _prompt(self) -> str:
        more = " (More than one is right.)" if len(self.right) > 1 else ""
        return f"{self.prompt}{more}"

    @property
    def html(self) -> str:
        """The prompt, and a fold for each option."""
        source = f'<a href="{escape(self.source)}">document</a>'
        folds = (
            f"<details{_APART}>\n<summary>{letter}. {code_html(option.text)}</summary>\n"
            f"<p{_INDENTED}><strong>{option.verdict}</strong> {code_html(option.feedback)} "
            f"{code_html(self._pointer)} ({source})</p>\n</details>"
            for letter, option in self.lettered
        )
        return "\n".join((f"<p>{code_html(self._prompt)}</p>", *folds))

    def __str__(self) -> str:
        options = (f"  {letter}. {option.text}" for letter, option in self.lettered)
        return "\n".join((self._prompt, *options))

    def _ipython_display_(self) -> None:
        show(
            f"<div{_BOX}>\n<p><strong>Predict,</strong> then choose by opening one.</p>\n"
            f"{self.html}\n</div>",
            f'Predict. `.feedback("A")` says what an answer is worth.\n{self}',
        )


@dataclass(frozen=True, slots=True)
class Ticket:
    """The questions at the end of a chapter; as the last line of a cell it shows itself."""

    chapter: str
    questions: tuple[Question, ...]

    def __post_init__(self) -> None:
        if not self.questions:
            raise ValueError(f"the exit ticket of {self.chapter} asks nothing: add a question")
        strange = [question.id for question in self.questions if question.chapter != self.chapter]
        if strange:
            raise ValueError(
                f"the exit ticket of {self.chapter} asks what belongs to another chapter: "
                + ", ".join(strange)
            )

    @property
    def html(self) -> str:
        """The questions in a numbered list."""
        items = "\n".join(
            f"<li{_FAR_APART}>\n{question.html}\n</li>" for question in self.questions
        )
        return f"<ol>\n{items}\n</ol>"

    def __str__(self) -> str:
        return "\n".join(f"{i}. {question}" for i, question in enumerate(self.questions, 1))

    def _ipython_display_(self) -> None:
        show(f"<p>Choose by opening one.</p>\n{self.html}", str(self))


def _problems(question: Question) -> list[str]:
    options = question.options
    found = []
    if not 2 <= len(options) <= len(ascii_uppercase):
        found.append("give it two options or more, 26 at most")
    if not any(option.right for option in options):
        found.append("no option is right: mark one with right=True")
    elif all(option.right for option in options):
        found.append("every option is right: there is nothing to choose")
    for what in ("text", "feedback"):
        texts = [getattr(option, what).strip() for option in options]
        if not all(texts):
            found.append(f"an option has no {what}")
        elif len(set(texts)) < len(texts):
            found.append(f"two options have the same {what}: give each its own")
    for what in ("id", "chapter", "prompt", "shown_by"):
        if not getattr(question, what).strip():
            found.append(f"it has no {what}")
    if not question.source.startswith("https://"):
        found.append(f"its source {question.source!r} is no https link to a document")
    return found
