"""What stands beside the inspector for a page without a kernel: the token in words.

Two tables, as the tabs are two: what it says, and what a verifier says of it.
"""

from __future__ import annotations

from cognito_lab.diagrams.table import Table
from cognito_lab.diagrams.text_metrics import shorten
from cognito_lab.panels.inspector_anatomy import MASK, lines_of, signature_words
from cognito_lab.panels.inspector_verifier import Verifier
from cognito_lab.panels.static_view import StaticView
from cognito_lab.panels.style import text_html
from cognito_lab.tokens.anatomy import decode_unverified
from cognito_lab.tokens.forgeries import ForgedToken
from cognito_lab.tokens.gates import BEFORE_THE_CLAIMS
from cognito_lab.tokens.wording import FAILED, PASSED, actual_words, expected_words, why

_MOST_LINES = 60


def still_view(token: str, verifier: Verifier, title: str) -> StaticView:
    """A token as text; the same token and verifier give the same bytes. No signature is shown."""
    tables = (_read_table(token, verifier.now.timestamp()), _verified_table(token, verifier))
    html = "\n".join(f"<p><b>{text_html(table.caption)}</b></p>\n{table.html}" for table in tables)
    return StaticView(
        f"<details>\n<summary>The same without a kernel: {text_html(title)}</summary>\n"
        f"{html}\n</details>",
        "\n\n".join(str(table) for table in tables),
    )


def _read_table(token: str, now: float) -> Table:
    anatomy = decode_unverified(token)
    rows = [
        (segment.name, shorten(name, 60), value, words)
        for segment in (anatomy.header, anatomy.payload)
        for name, value, words in list(lines_of(segment, now))[:_MOST_LINES]
    ]
    signature = anatomy.signature
    rows.append(("signature", "", MASK if signature.text else "", signature_words(signature)))
    rows += [
        ("problem", problem.segment, "", shorten(str(problem), 300)) for problem in anatomy.problems
    ]
    return Table(
        "Read, not verified: anybody could have written this.",
        ("segment", "name", "value", "in words"),
        tuple(rows),
    )


def _verified_table(token: str, verifier: Verifier) -> Table:
    verification = verifier.verify(ForgedToken(token, (), {}))
    rows = []
    for check in verification.checks:
        untrusted = verification.claims_are_untrusted and check.subject not in BEFORE_THE_CLAIMS
        rows.append(
            (
                f"{PASSED} passes" if check.passed else f"{FAILED} refuses",
                str(check.subject),
                expected_words(check),
                f"{actual_words(check)}{' (untrusted)' if untrusted else ''}",
                "" if check.passed else why(check),
            )
        )
    said = "accepted" if verification.accepted else "refused"
    return Table(
        f"Verified: {said}.", ("gate", "it asks for", "expected", "found", "why"), tuple(rows)
    )
