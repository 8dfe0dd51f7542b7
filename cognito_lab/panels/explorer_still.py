"""What stands beside the explorer for a page without a kernel: two pictures, as text too."""

from __future__ import annotations

from cognito_lab.diagrams import evaluation_flow, statement_table
from cognito_lab.panels.explorer_desk import Answer
from cognito_lab.panels.explorer_words import no_verdict_html
from cognito_lab.panels.static_view import StaticView
from cognito_lab.panels.style import text_html


def still_view(answer: Answer, title: str) -> StaticView:
    """The flow chart and the statements, folded; or what stands in the way of a verdict.

    The same answer gives the same bytes.
    """
    summary = text_html(f"The same without a kernel: {title}")
    if answer.evaluation is None:
        places = list(answer.problems)
        said = no_verdict_html(answer.request_fault, places)
        text = "; ".join(filter(None, [answer.request_fault, *places]))
        return StaticView(
            f"<details>\n<summary>{summary}</summary>\n{said}\n</details>",
            f"No verdict: {text_html(text)}",
        )
    pictures = (evaluation_flow(answer.evaluation), statement_table(answer.evaluation))
    parts = "\n".join(f"<p>{shown.html_image()}</p>\n{shown.table.html}" for shown in pictures)
    return StaticView(
        f"<details>\n<summary>{summary}</summary>\n{parts}\n</details>",
        "\n\n".join(str(shown.table) for shown in pictures),
    )
