"""`evaluation_flow`: AWS's flow chart of a decision, as the way that one request took through it.

It is drawn from an evaluation and works nothing out again. The chart's own source:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
"""

from __future__ import annotations

from cognito_lab.diagrams import marks
from cognito_lab.diagrams.evaluation_words import (
    deciding,
    decision_words,
    layer_words,
    request_words,
    statement_place,
)
from cognito_lab.diagrams.paragraph import paragraph
from cognito_lab.diagrams.picture import Picture
from cognito_lab.diagrams.svg import Drawing
from cognito_lab.diagrams.table import Table
from cognito_lab.diagrams.text_metrics import ASCENT, text_width
from cognito_lab.diagrams.theme import BAND, FRAME, INK, LIFELINE, MUTED, REFUSED, TAKEN, WHITE
from cognito_lab.policies.evaluation import Decision, Evaluation, Step, StepOutcome
from cognito_lab.policies.reasons import STEP_SENTENCES

COLUMNS = ("step", "outcome", "why", "decided by")
EXITS = {
    Decision.ALLOWED: ("Allowed", ""),
    Decision.EXPLICIT_DENY: ("Denied", "an explicit deny"),
    Decision.IMPLICIT_DENY: ("Denied", "an implicit deny"),
}
"""What stands at the end of the way: the answer, and of a denial its kind."""

WIDTH = 860
MOST_NAMED = 3
"""How many deciding statements are named; of the others their number is said."""

_MARGIN = 16
_PATH = 30.0
_BOX, _BOX_END = 56.0, 660.0
_EXIT, _EXIT_END = 706.0, 844.0
_BETWEEN = 12
_SMALL, _SMALL_LINE = 11, 14
_DOTS = "2 4"


def evaluation_flow(evaluation: Evaluation) -> Picture:
    """The seven steps of AWS's flow chart from above, the way lit up to the one that decided.

    Steps that were not reached have dashed frames. Beside the deciding one stands the answer.
    """
    title = decision_words(evaluation)
    drawing = Drawing()
    inner = WIDTH - 2 * _MARGIN
    y = paragraph(drawing, title, _MARGIN, 12, inner, size=16, line=21, fill=INK, bold=True)
    y = paragraph(drawing, request_words(evaluation), _MARGIN, y, inner, fill=MUTED)
    y = draw_steps(drawing, evaluation, y + 10)
    described = "; ".join(f"{step.name}: {step.outcome}" for step in evaluation.steps) + "."
    svg = drawing.to_svg(WIDTH, y + 14, title=title, description=described)
    return Picture(title, svg, steps_table(evaluation))


def draw_steps(drawing: Drawing, evaluation: Evaluation, y: float) -> float:
    """Draw the steps into a picture, from a place downwards. Gives the y under them."""
    way, boxes = Drawing(), Drawing()
    reached = True
    for number, step in enumerate(evaluation.steps, 1):
        top = y + (_BETWEEN if number > 1 else 0)
        bottom = _step(boxes, evaluation, number, step, top)
        middle = top + 15
        _stretch(way, y, middle, lit=reached)
        if step.outcome in (StepOutcome.ALLOWED, StepOutcome.DENIED):
            reached = False
            _exit(boxes, evaluation, (top + bottom) / 2)
            # From the way into the box, out of it at its other side: the answer.
            way.line((_PATH, middle), (_BOX, middle), stroke=TAKEN, width=3)
        if number < len(evaluation.steps):
            _stretch(way, middle, bottom, lit=reached)
        _SIGNS[step.outcome](way, (_PATH, middle))
        y = bottom
    drawing.add(boxes)
    drawing.add(way)
    return y


_SIGNS = {
    StepOutcome.GOES_ON: marks.tick,
    StepOutcome.ALLOWED: marks.tick,
    StepOutcome.DENIED: marks.cross,
    StepOutcome.NOT_REACHED: marks.unreached,
}


def _stretch(way: Drawing, top: float, bottom: float, *, lit: bool) -> None:
    """A piece of the way: whole where the request came, dotted where it did not."""
    colour, dash = (TAKEN, None) if lit else (LIFELINE, _DOTS)
    way.line((_PATH, top), (_PATH, bottom), stroke=colour, width=3, dash=dash)


def _step(drawing: Drawing, evaluation: Evaluation, number: int, step: Step, top: float) -> float:
    """One step's box: its name, what becomes of the request, and why."""
    texts = Drawing()
    decides = step.outcome in (StepOutcome.ALLOWED, StepOutcome.DENIED)
    unreached = step.outcome is StepOutcome.NOT_REACHED
    ink = MUTED if unreached else REFUSED if step.outcome is StepOutcome.DENIED else INK
    left, width = _BOX + 12, _BOX_END - _BOX - 24
    said = str(step.outcome)
    room = width - text_width(said, 12, bold=decides) - 12
    texts.text(
        _BOX_END - 12, top + 7 + 12 * ASCENT, said, size=12, fill=ink, bold=decides, anchor="end"
    )
    y = paragraph(texts, f"{number} {step.name}", left, top + 7, room, fill=ink, bold=True)
    y = paragraph(
        texts, STEP_SENTENCES[step.reason], left, y, width,
        size=_SMALL, line=_SMALL_LINE, fill=MUTED,
    )  # fmt: skip
    for line in _by(decided_by(evaluation, step)):
        y = paragraph(texts, line, left, y, width, size=_SMALL, line=_SMALL_LINE, fill=ink)
    bottom = y + 5
    stroke, dash = (LIFELINE, "4 4") if unreached else (INK if decides else FRAME, None)
    drawing.rect(
        _BOX, top, _BOX_END - _BOX, bottom - top, fill=BAND if decides else WHITE,
        stroke=stroke, stroke_width=2 if decides else 1, radius=5, dash=dash,
    )  # fmt: skip
    drawing.add(texts)
    return bottom


def decided_by(evaluation: Evaluation, step: Step) -> list[str]:
    """What decided at a step: the statements by name, or the layer that lacks an Allow.

    Empty at a step that did not decide, and where no policy did (the root user).
    """
    if step.outcome not in (StepOutcome.ALLOWED, StepOutcome.DENIED) or step.layer is None:
        return []
    named = [statement_place(*decisive) for decisive in deciding(evaluation)]
    if not named:
        return [layer_words(step.layer, step.level)]
    more = len(named) - MOST_NAMED
    return named[:MOST_NAMED] + ([f"… {more:,} more"] if more > 0 else [])


def _by(lines: list[str]) -> list[str]:
    return [f"decided by {lines[0]}", *lines[1:]] if lines else []


def _exit(drawing: Drawing, evaluation: Evaluation, middle: float) -> None:
    """The answer beside the step that decided, with an arrow to it."""
    word, kind = EXITS[evaluation.decision]
    colour = TAKEN if evaluation.allowed else REFUSED
    height = 42 if kind else 28
    top = middle - height / 2
    drawing.line((_BOX_END + 1, middle), (_EXIT - 8, middle), stroke=colour, width=3)
    marks.filled_head(drawing, (_EXIT, middle), 1, colour)
    drawing.rect(
        _EXIT, top, _EXIT_END - _EXIT, height, fill=WHITE, stroke=colour, stroke_width=2, radius=5
    )
    line = top + 14
    sign = marks.tick if evaluation.allowed else marks.cross
    sign(drawing, (_EXIT + 18, line))
    drawing.text(_EXIT + 32, line + 5, word, size=14, fill=colour, bold=True)
    if kind:
        drawing.text(_EXIT + 12, line + 20, kind, size=_SMALL, fill=colour)


def steps_table(evaluation: Evaluation) -> Table:
    """The same as a table; the last column is empty but for the step that decided."""
    return Table(
        f"{decision_words(evaluation)}, as text",
        COLUMNS,
        tuple(
            (
                f"{number} {step.name}",
                _outcome(evaluation, step),
                STEP_SENTENCES[step.reason],
                "; ".join(decided_by(evaluation, step)),
            )
            for number, step in enumerate(evaluation.steps, 1)
        ),
    )


def _outcome(evaluation: Evaluation, step: Step) -> str:
    if step.outcome is not StepOutcome.DENIED:
        return str(step.outcome)
    return f"{step.outcome}: {EXITS[evaluation.decision][1]}"
