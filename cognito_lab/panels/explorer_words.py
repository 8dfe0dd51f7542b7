"""What the explorer says, as HTML: the verdict, a layer, a statement, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from cognito_lab.diagrams.evaluation_words import (
    decision_words,
    element_words,
    found_words,
    set_words,
    shown,
    why_words,
    written_words,
)
from cognito_lab.diagrams.statement_rows import layers_not_asked
from cognito_lab.panels.style import chip_html, message_html, text_html
from cognito_lab.policies.document import Policy
from cognito_lab.policies.evaluation import Evaluation, SetVerdict
from cognito_lab.policies.layers import Layer
from cognito_lab.policies.matching import ElementMatch, StatementMatch
from cognito_lab.policies.policy_syntax import Problem
from cognito_lab.policies.statement import Statement
from cognito_lab.policies.wording import denial

WHAT_IF = "What if"
NO_VERDICT = "No verdict"
WAITS = chip_html("– waits", "muted")
"""A statement that can be read, while something else cannot."""

_MOST_PROBLEMS, _MOST_FAILING, _MOST_FAULT = 6, 4, 400


def verdict_html(evaluation: Evaluation, as_written: Evaluation | None, left_out: str) -> str:
    """The decision in words, and AWS's sentence where it is a denial.

    `left_out` says what is left out to try it, and is empty where nothing is; `as_written` is
    the evaluation without that, None where something in it cannot be read.
    """
    said = decision_words(evaluation)
    html = ""
    if left_out:
        written = (
            "no verdict, it cannot be read" if as_written is None else decision_words(as_written)
        )
        note = f"{WHAT_IF}: with {left_out} left out. As it is written: “{written}”."
        html = message_html(note, "note")
        said = f"{WHAT_IF}: {said}"
    html += message_html(said, "good" if evaluation.allowed else "refused")
    refusal = denial(evaluation)
    if refusal is None:
        return html
    return f'{html}<p><span class="cl-muted">AWS says:</span> {text_html(shown(refusal, 400))}</p>'


def no_verdict_html(request_fault: str, places: Sequence[str]) -> str:
    """That there is no verdict now, and what stands in its way."""
    faults = ["the request"] if request_fault else []
    more = len(places) - _MOST_PROBLEMS
    faults += [*places[:_MOST_PROBLEMS], *([f"{more} more"] if more > 0 else [])]
    return message_html(f"{NO_VERDICT}: mend {', '.join(faults)} first.", "refused")


def fault_html(fault: str) -> str:
    """What is wrong with the request; empty where nothing is."""
    return message_html(shown(fault, _MOST_FAULT), "refused") if fault else ""


def problems_html(problems: Sequence[Problem], policy: Policy | None) -> str:
    """All that is wrong with a policy, each with its place and its remedy.

    Of one that can be read, what does not do what it seems to; mostly nothing.
    """
    if problems:
        items = [
            f"<li>✕ <b>{text_html(shown(problem.place)) or 'The policy'}</b> "
            f"{text_html(shown(problem.fault, _MOST_FAULT))}: "
            f"<em>{text_html(shown(problem.remedy, _MOST_FAULT))}</em></li>"
            for problem in problems[:_MOST_PROBLEMS]
        ]
        more = len(problems) - _MOST_PROBLEMS
        items += [f"<li>… and {more} more</li>"] if more > 0 else []
        return f'<ul class="cl-problems cl-refused" role="alert">{"".join(items)}</ul>'
    findings = policy.findings[:_MOST_PROBLEMS] if policy is not None else ()
    return "".join(message_html(shown(finding, _MOST_FAULT), "note") for finding in findings)


def layer_html(evaluation: Evaluation | None, layer: Layer, *, off: bool) -> str:
    """What a layer says of the request, level by level, and what comes of it in the end.

    The end stands at each layer: the verdict above all may be out of sight.
    """
    chips = chip_html("– left out (what if)", "muted") if off else ""
    if evaluation is None:
        return chips + chip_html("no verdict", "muted")
    chips += "".join(_set_chip(of) for of in evaluation.verdicts if of.layer is layer)
    if layer in layers_not_asked(evaluation):
        chips += chip_html("– does not reach this caller", "muted")
    if evaluation.decided_by == layer:
        chips += chip_html("● decides")
    end = chip_html(*(("✓ allowed", "good") if evaluation.allowed else ("✕ denied", "refused")))
    return f'{chips} <span class="cl-muted">in the end:</span> {end}'


def _set_chip(of: SetVerdict) -> str:
    words = set_words(of)
    if of.level is not None:
        words = f"level {of.level} {words}"
    if of.denied:
        return chip_html(f"✕ {words}", "refused")
    return chip_html(f"✓ {words}", "good") if of.grant else chip_html(f"– {words}", "muted")


def statement_html(match: StatementMatch, *, decides: bool) -> str:
    """Whether a statement applies, and what keeps it from that."""
    effect = match.statement.effect
    if match.applies:
        chip = chip_html(f"✓ {effect} applies", "refused" if effect == "Deny" else "good")
    else:
        chip = chip_html(f"✕ {effect} does not apply", "muted")
    chips = chip + (chip_html("● decides") if decides else "")
    failing = match.failing
    rows = [f"<li>{_element_html(element)}</li>" for element in failing[:_MOST_FAILING]]
    more = len(failing) - _MOST_FAILING
    rows += [f"<li>… and {more} more</li>"] if more > 0 else []
    return chips + (f'<ul class="cl-failing">{"".join(rows)}</ul>' if rows else "")


def left_out_html(effect: str) -> str:
    """A statement that is switched off."""
    return chip_html(f"– {effect} left out (what if)", "muted")


def statement_label(statement: Statement) -> str:
    """What the box of a statement is called: `Statement[0] "OwnFolder"`."""
    return shown(statement.name, 40)


def _element_html(element: ElementMatch) -> str:
    """`✕ Resource: the policy has …, the request has …. It is another.`"""
    name = f"✕ <b>{text_html(shown(element.name, 60))}</b>"
    said = element_words(element)
    if not element.values:
        return f"{name}: {text_html(said)}"
    value = next((value for value in element.values if not value.passed), element.values[0])
    more = len(element.values) - 1
    others = f" (and {more} more)" if more else ""
    why = said or why_words(value).partition(" ")[2]
    found = "none" if value.found is None else f"<code>{text_html(found_words(value))}</code>"
    return (
        f"{name}: the policy has <code>{text_html(written_words(value))}</code>{others}, "
        f"the request has {found}. {text_html(why)}"
    )
