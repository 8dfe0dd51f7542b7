"""How an exercise's texts become HTML, and how values are named in a sentence.

A text has paragraphs with blank lines between them, lists of lines that begin with `- ` or with
`1. ` and so on, and code between backticks.
"""

from __future__ import annotations

import re

from cognito_lab.cell_output import code_html

LONGEST = 200
"""Characters of a value that a sentence shows."""


_ITEM = re.compile(r"(?:-|\d+\.) ")


def text_html(text: str) -> str:
    """Paragraphs and lists as HTML."""
    return "\n".join(_block(block) for block in re.split(r"\n\s*\n", text.strip()))


def _block(block: str) -> str:
    lines = block.splitlines()
    first = next((n for n, line in enumerate(lines) if _ITEM.match(line)), len(lines))
    lead = " ".join(lines[:first])
    paragraph = f"<p>{code_html(lead)}</p>" if lead else ""
    if first == len(lines):
        return paragraph
    kind = "ul" if lines[first].startswith("- ") else "ol"
    listed: list[str] = []
    for line in lines[first:]:
        if _ITEM.match(line):
            listed.append(_ITEM.sub("", line))
        else:  # a line that goes on
            listed[-1] += f" {line.strip()}"
    items = "".join(f"\n<li>{code_html(item)}</li>" for item in listed)
    return f"{paragraph}\n<{kind}>{items}\n</{kind}>".lstrip()


def shown(value: object, longest: int = LONGEST) -> str:
    """A value as code in a sentence: only Python's own plain types, for others their type.

    A `repr` of the learner's own making is not run.
    """
    if type(value) in (str, bytes, int, float, bool, type(None)):
        text = repr(value)
    elif value is ...:
        text = "..."
    else:
        return type_name(value)
    if len(text) > longest:
        text = f"{text[: longest - 1]}…"
    return f"`{text.replace('`', chr(0x2BC))}`"


def type_name(value: object) -> str:
    """A value's type in a sentence: `a function`, `an int`."""
    if value is None:
        return "None"
    name = re.sub(r"\W", "", str(type(value).__name__))[:60] or "object"
    known = {"function": "a function", "builtin_function_or_method": "a function of Python's own"}
    article = "an" if name[0] in "aeiouAEIOU" else "a"
    return known.get(name, f"{article} {name}")
