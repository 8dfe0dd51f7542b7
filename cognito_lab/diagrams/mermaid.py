"""A sequence as Mermaid source, for pages that draw Mermaid themselves.

https://mermaid.js.org/syntax/sequenceDiagram.html
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cognito_lab.diagrams.text_metrics import clean
from cognito_lab.diagrams.theme import question_style
from cognito_lab.diagrams.wording import ANSWERED, NOT_SENT, Message, label_of
from cognito_lab.flow import Note

# What Mermaid might read as syntax is written as `#code;`: all of ASCII's signs that are
# not in this harmless set, and one letter of the word that closes a block.
_UNSAFE = re.compile(r"[^\w .,=()/…·•✕→-]", re.ASCII)
_END = re.compile(r"\b(e)(nd)\b", re.IGNORECASE | re.ASCII)


def mermaid_text(text: str) -> str:
    """A text with everything that Mermaid could take for syntax written as an entity."""

    def entity(found: re.Match[str]) -> str:
        return f"#{ord(found[0])};" if found[0].isascii() else found[0]

    escaped = _UNSAFE.sub(entity, clean(text))
    return _END.sub(lambda found: f"#{ord(found[1])};{found[2]}", escaped)


def mermaid_of(title: str, actors: Sequence[str], entries: Sequence[Message | Note]) -> str:
    """The source of a sequence diagram with the picture's lanes, calls, answers and notes.

    `actors` are actor ids in the order of their lanes.
    """
    names = {actor: f"L{place}" for place, actor in enumerate(actors)}
    lines = ["sequenceDiagram", f"    title {mermaid_text(title)}"]
    lines += [f"    participant {names[a]} as {mermaid_text(label_of(a))}" for a in actors]
    if not actors:
        lines.append("    participant L0 as no calls recorded yet")
    step = ""
    for entry in entries:
        here = entry.step if isinstance(entry, Message) else clean(entry.step or "")
        if here and here != step:
            lines.append(_over(names, here))
        step = here
        if isinstance(entry, Message):
            lines += _call(names, entry)
        else:
            lines.append(_over(names, f"{clean(entry.kind)}: {clean(entry.text)}"))
    return "\n".join(lines) + "\n"


def _over(names: dict[str, str], text: str) -> str:
    lanes = list(names.values()) or ["L0"]
    over = lanes[0] if len(lanes) == 1 else f"{lanes[0]},{lanes[-1]}"
    return f"    Note over {over}: {mermaid_text(text)}"


def _call(names: dict[str, str], message: Message) -> list[str]:
    caller, callee = names[message.caller], names[message.callee]
    letter = question_style(message.question).letter
    retry = f"(attempt {message.attempt})" if message.attempt > 1 else ""
    words = (f"{message.number}", letter, message.operation, retry, message.request)
    asked = mermaid_text(" ".join(word for word in words if word))
    by = f" ({message.answered_by})"
    if message.ending == NOT_SENT:
        why = mermaid_text(_sentence(message.outcome, message.explanation))
        return [f"    {caller}-x{callee}: {asked}", f"    Note over {caller}: {why}"]
    if message.ending == ANSWERED:
        said = mermaid_text(_sentence(message.outcome, message.answer) + by)
        return [f"    {caller}->>{callee}: {asked}", f"    {callee}-->>{caller}: {said}"]
    said = mermaid_text(_sentence(message.outcome, message.explanation) + by)
    return [f"    {caller}->>{callee}: {asked}", f"    {callee}--x{caller}: {said}"]


def _sentence(outcome: str, more: str) -> str:
    return f"{outcome} · {more}" if more else outcome
