"""The rows of a verification, as HTML: what each gate says, and what the verifier makes of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from cognito_lab.diagrams.text_metrics import shorten
from cognito_lab.evidence import Check
from cognito_lab.panels.style import chip_html, message_html, text_html
from cognito_lab.tokens.careless import BELIEFS
from cognito_lab.tokens.gate_matrix import Stops
from cognito_lab.tokens.gates import BEFORE_THE_CLAIMS, QUESTIONS, Gate
from cognito_lab.tokens.reasons import TokenReason
from cognito_lab.tokens.verification import TokenVerification
from cognito_lab.tokens.wording import actual_words, expected_words, why

_MOST_FOUND = 200


def gate_row_html(check: Check, verification: TokenVerification) -> str:
    """One gate: the mark with its word, the question, what was expected and found, and why."""
    gate = Gate(check.subject)
    cells = [
        _verdict_chip(check, verification),
        f"<span>{text_html(QUESTIONS[gate].replace('`', ''))}</span>",
        f"<span>{_found(check, verification)}</span>",
    ]
    if not check.passed:
        expected = _named("expected", expected_words(check))
        cells.append(f'<span class="cl-why">{expected}<br>{text_html(why(check))}</span>')
    return _row_html(cells)


def fallen_html(verification: TokenVerification, stops: Mapping[Gate, Stops]) -> str:
    """All gates in short, those that a forgery falls at marked.

    `Stops.ALONE` is said of every gate without which the token gets through, also where two have
    to be asked: the gate of `kid` finds nothing wrong with a `jwk`, but fixes the key.
    """
    return "".join(
        _row_html(
            [
                _stop_chip(stops[Gate(check.subject)]),
                f"<b>{text_html(check.subject)}</b>",
                f"<span>{_found(check, verification)}"
                f"{'' if check.passed else f'<br>{text_html(why(check))}'}</span>",
            ]
        )
        for check in verification.checks
    )


def verdict_html(
    verification: TokenVerification, careful: TokenVerification, missed: Collection[Gate]
) -> str:
    """What the verifier says, in a sentence, and what one has to believe for that.

    `careful` is what a verifier says that asks every gate, `missed` the gates by whose absence a
    token gets through that it refuses.
    """
    asked = len(verification.checks) - len(verification.left_out)
    if not verification.accepted:
        stopping = [
            c.subject for c in verification.failed if c.subject not in verification.left_out
        ]
        return message_html(f"Refused: {_listed(stopping)} did not pass.", "refused")
    if missed:
        beliefs = "".join(f"<li>{text_html(f'{gate}: {BELIEFS[gate]}')}</li>" for gate in missed)
        said = (
            f"It gets through, for this verifier does not ask {_listed(missed)}. One that asks "
            f"every gate refuses it: {_listed([c.subject for c in careful.failed])}. To leave "
            "them out is to believe:"
        )
        return f'{message_html(said, "note")}<ul class="cl-changes">{beliefs}</ul>'
    if verification.left_out:
        said = f"Accepted: the {asked} checks that are asked have passed, and so would the others."
    else:
        said = f"Accepted: all {asked} checks passed."
    return message_html(said, "good")


def _verdict_chip(check: Check, verification: TokenVerification) -> str:
    if check.subject in verification.left_out:
        words = "would pass" if check.passed else "would refuse"
        return chip_html(f"– not asked; {words}", "muted")
    if not check.passed:
        return chip_html("✕ refuses", "refused")
    if _is_untrusted(check, verification) and not verification.accepted:
        return chip_html("○ would pass", "muted")
    return chip_html("✓ passes", "good")


def _stop_chip(stops: Stops) -> str:
    words, kind = {
        Stops.ALONE: ("✕ needed to stop it", "refused"),
        Stops.TOO: ("✕ stops it too", "refused"),
        Stops.UNREAD: ("– nothing to look at", "muted"),
        Stops.NOT: ("○ lets it pass", ""),
    }[stops]
    return chip_html(words, kind)


def _found(check: Check, verification: TokenVerification) -> str:
    if check.reason == TokenReason.UNREAD:
        return _named("found", "nothing that could be read")
    untrusted = check.actual is not None and _is_untrusted(check, verification)
    note = f" {chip_html('untrusted', 'refused')}" if untrusted else ""
    return _named("found", shorten(actual_words(check), _MOST_FOUND)) + note


def _is_untrusted(check: Check, verification: TokenVerification) -> bool:
    return verification.claims_are_untrusted and check.subject not in BEFORE_THE_CLAIMS


def _named(name: str, words: str) -> str:
    return f'<span class="cl-muted">{name}:</span> {text_html(words)} '


def _row_html(cells: list[str]) -> str:
    return f'<div class="cl-gate">{"".join(cells)}</div>'


def _listed(names: Collection[str]) -> str:
    gates = list(names)
    if len(gates) < 2:
        return f"“{gates[0]}”" if gates else ""
    return f"{', '.join(f'“{gate}”' for gate in gates[:-1])} and “{gates[-1]}”"
