"""What stands beside the inspector for a page without a kernel: two pictures, as text too.

One for what is read, one for what a verifier says: the tabs Read and Verify. What a learner would
tamper with needs a kernel.
"""

from __future__ import annotations

from cognito_lab.diagrams import token_anatomy, verification_gates
from cognito_lab.panels.inspector_verifier import Verifier
from cognito_lab.panels.static_view import StaticView
from cognito_lab.panels.style import text_html
from cognito_lab.tokens.forgeries import ForgedToken


def still_view(token: str, verifier: Verifier, title: str) -> StaticView:
    """A token in pictures and tables, folded; no signature is shown.

    The same token and verifier give the same bytes.
    """
    verification = verifier.verify(ForgedToken(token, (), {}))
    pictures = (
        token_anatomy(token, now=verifier.now),
        verification_gates(verification),
    )
    parts = "\n".join(f"<p>{shown.html_image()}</p>\n{shown.table.html}" for shown in pictures)
    summary = f"The same without a kernel: {title}"
    return StaticView(
        f"<details>\n<summary>{text_html(summary)}</summary>\n{parts}\n</details>",
        "\n\n".join(str(shown.table) for shown in pictures),
    )
