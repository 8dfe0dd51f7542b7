"""`draw_sign_in_states`: the ways through a sign-in, and the one that was taken.

Boxes and arrows are the rows of `sign_in.challenges.TRANSITIONS`, the table that the mocked
user pool goes by; the way that is lit is read off a trace. The table beside the picture has every
row, also those that the picture leaves out because no flow that it shows leads there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cognito_lab.diagrams.graph import Edge, Graph, Node
from cognito_lab.diagrams.graph_drawing import draw_graph
from cognito_lab.diagrams.picture import Picture
from cognito_lab.diagrams.table import Table
from cognito_lab.diagrams.way_taken import FLOWS, StepTaken, flow_of, steps_taken
from cognito_lab.flow import ApiCall
from cognito_lab.sign_in.challenges import SECOND_FACTORS, TRANSITIONS, State, Transition

_TITLE = "The ways through a sign-in"
COLUMNS = ("from", "the client gives", "if", "to", "taken")

_NAMES = {
    State.START: "start",
    State.PROVED: "first factor passed",
    State.TOKENS: "tokens",
}
_SORTS = {
    State.START: "InitiateAuth",
    State.PROVED: "no challenge",
    State.TOKENS: "the app is given",
    State.SELECT_CHALLENGE: "which first factor?",
    State.SELECT_MFA_TYPE: "which second factor?",
    State.NEW_PASSWORD_REQUIRED: "temporary password",
    State.MFA_SETUP: "no second factor yet",
    State.CUSTOM_CHALLENGE: "the triggers' own",
    State.DEVICE_SRP_AUTH: "remembered device",
    State.DEVICE_PASSWORD_VERIFIER: "remembered device",
    **dict.fromkeys(SECOND_FACTORS, "second factor"),
}
_LABEL_WIDTH = 92.0
_NODE_WIDTH = 126.0
_GAP = 13.0
_Arrow = tuple[State, State, bool]


def draw_sign_in_states(
    taken: Sequence[ApiCall] = (), *, flows: Sequence[str] = (), title: str | None = None
) -> Picture:
    """The states of a sign-in as a picture, with the way lit that these calls took.

    `taken` is a trace or a part of one. `flows` are the AuthFlows to show; without them those that
    were taken, and without any all. An arrow that was taken is thick and has the numbers of its
    calls; a refusal is a cross in the box of the challenge that it answered.

    Raises ValueError for a flow that the table does not have, and `graph_layout.LayoutUnavailable`
    where the machine has no Graphviz.
    """
    for flow in flows:
        if flow not in FLOWS:
            raise ValueError(f"{flow!r} begins no sign-in; these do: {', '.join(FLOWS)}")
    steps = steps_taken(taken)
    shown = _shown(steps, flows)
    graph = Graph(
        title or _title_of(steps),
        nodes=tuple(_node(state, steps) for state in State if _stands(state, shown, steps)),
        edges=tuple(_edges(shown, steps)),
        label_width=_LABEL_WIDTH,
        node_width=_NODE_WIDTH,
        gap=_GAP,
    )
    return replace(draw_graph(graph), table=_table(title or _TITLE, steps))


def _title_of(steps: Sequence[StepTaken]) -> str:
    """The default title, which is the legend of what is in the picture."""
    if not steps:
        return _TITLE
    refused = "; ✕: refused" if any(step.refused for step in steps) else ""
    return f"{_TITLE}; thick and numbered: the calls that were made{refused}"


def _shown(steps: Sequence[StepTaken], flows: Sequence[str]) -> tuple[Transition, ...]:
    """The rows to draw: what these flows can lead to, and whatever was taken."""
    rows = {row for step in steps for row in step.rows}
    wanted = set(flows) or {step.flow for step in steps if step.flow}
    if not wanted and not steps:
        wanted = set(FLOWS)
    others = set(FLOWS) - wanted
    known = [row for row in TRANSITIONS if (flow_of(row) or row.choice) not in others]
    states = [State.START, *(row.at for row in rows), *(step.at for step in steps)]
    while states:
        leaving = [row for row in known if row.at is states[-1] and row not in rows]
        states[-1:] = [row.to for row in leaving]
        rows.update(leaving)
    return tuple(row for row in TRANSITIONS if row in rows)


def _stands(state: State, shown: Sequence[Transition], steps: Sequence[StepTaken]) -> bool:
    return any(state in (row.at, row.to) for row in shown) or any(s.at is state for s in steps)


def _node(state: State, steps: Sequence[StepTaken]) -> Node:
    return Node(
        state.name,
        _name(state),
        _SORTS.get(state, "first factor"),
        taken=any(state in (row.at, row.to) for step in steps for row in step.rows),
        refused=tuple(f"{s.number}: {s.refused}" for s in steps if s.refused and s.at is state),
    )


def _name(state: State) -> str:
    return _NAMES.get(state, state.challenge_name)


def _edges(shown: Sequence[Transition], steps: Sequence[StepTaken]) -> list[Edge]:
    """One arrow for all rows between two states, and one of its own for those that were taken."""
    arrows: dict[_Arrow, list[Transition]] = {}
    numbers: dict[_Arrow, list[int]] = {}
    for row in shown:
        when = [step.number for step in steps if row in step.rows]
        arrow = row.at, row.to, bool(when)
        arrows.setdefault(arrow, []).append(row)
        numbers.setdefault(arrow, []).extend(when)
    return [
        Edge(
            at.name,
            to.name,
            " or\n".join(dict.fromkeys(map(_label, rows))),
            numbers=tuple(sorted(set(numbers[at, to, was]))),
        )
        for (at, to, was), rows in arrows.items()
    ]


def _label(row: Transition) -> str:
    given, when = _given(row), row.when.value
    return f"{given}, if {when}" if given and when else given or when


def _given(row: Transition) -> str:
    """What the client gives; where it chooses, the choice in front."""
    if row.choice is None:
        return row.gives
    choice = row.choice.removesuffix(" at once")
    if choice != row.choice:
        return f"{choice}, {row.gives} at once"
    return choice if row.gives in ("choice", "name") else f"{choice}: {row.gives}"


def _table(title: str, steps: Sequence[StepTaken]) -> Table:
    """Every row of the table with the calls that took it; then what was refused."""
    rows = [
        (
            _place(row.at),
            _given(row),
            row.when.value,
            _place(row.to),
            ", ".join(str(step.number) for step in steps if row in step.rows),
        )
        for row in TRANSITIONS
    ]
    for step in steps:
        if step.refused:
            rows.append((_place(step.at), "", "", f"refused: {step.refused}", f"✕ {step.number}"))
        elif not step.rows:
            rows.append((_place(step.at), "", "", "a step that the table lacks", str(step.number)))
    return Table(f"{title}, as text", COLUMNS, tuple(rows))


def _place(state: State) -> str:
    return f"{_name(state)} (second factor)" if state is State.EMAIL_MFA else _name(state)
