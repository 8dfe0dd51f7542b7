"""No text of any picture is cut, covered or crossed, and all of it has contrast."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cognito_lab.diagrams import (
    Edge,
    Graph,
    Group,
    Node,
    Picture,
    architecture_from,
    draw_architecture,
    draw_graph,
    draw_sequence,
    draw_sign_in_states,
    evaluation_flow,
    exchange_ladder,
    gate_matrix_picture,
    role_decision,
    statement_table,
    three_ids,
    token_anatomy,
    verification_gates,
)
from cognito_lab.diagrams.theme import contrast
from cognito_lab.flow import ApiCall, Note, Trace
from cognito_lab.policies.evaluation import Evaluation
from cognito_lab.tokens.gate_matrix import GateMatrix
from tests.diagrams import descriptions as described
from tests.diagrams import evaluations, exchanges, sign_ins, tokens, traces
from tests.diagrams.seen import Seen
from tests.diagrams.strategies import any_calls, any_notes, any_text

PICTURES = {
    "sign-up and sign-in": draw_sequence(traces.sign_up_and_in()),
    "forty calls": draw_sequence(traces.forty_calls()),
    "never sent": draw_sequence(traces.not_sent(), show_wire=True),
    "retries": draw_sequence(traces.retries()),
    "hostile texts": draw_sequence(traces.hostile(), title=traces.LONG, show_wire=True),
    "empty": draw_sequence(Trace()),
    "only a note": draw_sequence(Trace([traces.note(0, "clock", traces.LONG)])),
    "eight lanes, both ways": draw_sequence(traces.every_pair_of_lanes()),
    "a user pool alone": draw_architecture(
        architecture_from(user_pools=[described.POOL], app_clients=[described.WEB])
    ),
    "both halves": draw_architecture(architecture_from(**described.BOTH_HALVES)),
    "two clients, long names": draw_architecture(
        architecture_from(
            **described.BOTH_HALVES
            | {
                "app_clients": [described.WEB, described.SERVER],
                "buckets": ["photos", "b" * 63],
                "tables": ["albums", traces.LONG, "<script>"],
            }
        ),
        title=traces.LONG,
    ),
    "nothing described": draw_architecture(architecture_from()),
    "all ways through a sign-in": draw_sign_in_states(),
    **{name: draw_sign_in_states(calls) for name, calls in sign_ins.ALL.items()},
    "a hostile sign-in": draw_sign_in_states(sign_ins.HOSTILE, title=traces.LONG),
    "gates and attacks": gate_matrix_picture(tokens.MATRIX),
    "ten gates": gate_matrix_picture(tokens.MATRIX_OF_A_CLIENT),
    "hostile attacks": gate_matrix_picture(tokens.HOSTILE_MATRIX),
    "no attack": gate_matrix_picture(GateMatrix((), ())),
    "an ID token": token_anatomy(tokens.ID_TOKEN, now=tokens.NOW, show_signature=True),
    "an access token, verified": token_anatomy(
        tokens.verified(tokens.ACCESS_TOKEN, token_use="access", scopes=["x"], groups=["y"])
    ),
    "a hostile token": token_anatomy(tokens.HOSTILE_TOKEN, now=tokens.NOW, show_signature=True),
    "a hostile token, verified": token_anatomy(tokens.verified(tokens.HOSTILE_TOKEN)),
    **{f"read: {name}": token_anatomy(token) for name, token in tokens.MALFORMED.items()},
    **{f"forged: {name}": token_anatomy(token) for name, token in tokens.FORGED.items()},
    **{f"exchange: {name}": exchange_ladder(way) for name, way in exchanges.ALL.items()},
    "exchange: hostile texts": exchange_ladder(exchanges.HOSTILE),
    **{f"ids: {name}": three_ids(way) for name, way in exchanges.ALL.items() if way.accepted},
    **{
        f"role: {name}": role_decision(way)
        for name, way in exchanges.ALL.items()
        if way.selection is not None
    },
    "gates, all open": verification_gates(tokens.verified(tokens.ID_TOKEN)),
    "gates, one closed": verification_gates(tokens.verified(tokens.FORGED["expired"])),
    "gates, left out": verification_gates(tokens.CARELESS),
    "gates and a hostile token": verification_gates(
        tokens.verified(tokens.HOSTILE_TOKEN, scopes=traces.HOSTILE_TEXTS, groups=[traces.LONG])
    ),
    **{f"flow: {name}": evaluation_flow(of) for name, of in evaluations.ALL.items()},
    **{f"statements: {name}": statement_table(of) for name, of in evaluations.ALL.items()},
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_nothing_gets_in_the_way_of_a_text(picture: Picture) -> None:
    assert list(Seen(picture.svg).faults()) == []


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_every_text_has_a_contrast_of_at_least_4_5(picture: Picture) -> None:
    seen = Seen(picture.svg)
    for text in seen.texts:
        ground = seen.behind(text).fill
        assert contrast(text.fill, ground) >= 4.5, (text.text, text.fill, ground)


def test_the_checker_sees_texts_that_overlap() -> None:
    svg = draw_sequence(traces.retries()).svg.replace('y="', 'y="1', 40)
    assert list(Seen(svg).faults())


def test_the_checker_sees_a_line_through_a_word() -> None:
    svg = draw_sequence(traces.retries()).svg
    word = Seen(svg).find("AdminGetUser").box
    y = (word.top + word.bottom) / 2
    line = f'<line x1="0" y1="{y}" x2="500" y2="{y}" stroke="#000000"/></svg>'
    assert any("crosses" in fault for fault in Seen(svg.replace("</svg>", line)).faults())


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(any_calls() | any_notes, max_size=4), st.none() | any_text, st.booleans())
def test_any_text_in_any_place_is_legible(
    entries: list[ApiCall | Note], title: str | None, show_wire: bool
) -> None:
    picture = draw_sequence(Trace(entries), title=title, show_wire=show_wire)
    assert list(Seen(picture.svg).faults()) == []
    # The text forms take anything too.
    for text in (str(picture.table), picture.html_transcript(), picture.mermaid or "", picture.svg):
        text.encode("utf-8")


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(tokens.any_token)
def test_any_token_is_legible(token: str) -> None:
    for shown in (token, tokens.verified(token)):
        picture = token_anatomy(shown, now=tokens.NOW, show_signature=True)
        assert list(Seen(picture.svg).faults()) == []
        str(picture.table).encode("utf-8")


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(evaluations.any_evaluation)
def test_any_text_in_an_evaluation_is_legible(evaluation: Evaluation) -> None:
    for picture in (evaluation_flow(evaluation), statement_table(evaluation)):
        assert list(Seen(picture.svg).faults()) == []
        str(picture.table).encode("utf-8")


_question = st.sampled_from(["authentication", "authorization", "neither"])


@st.composite
def _graphs(draw: st.DrawFn) -> Graph:
    groups = draw(st.lists(st.builds(Group, st.uuids().map(str), any_text, _question), max_size=2))
    homes = st.sampled_from([None, *(group.id for group in groups)])
    count = draw(st.integers(1, 6))
    nodes = [
        Node(
            f"n{i}",
            draw(any_text),
            draw(any_text),
            (draw(any_text),),
            draw(_question),
            draw(homes),
            draw(st.booleans()),
            tuple(draw(st.lists(any_text, max_size=2))),
        )
        for i in range(count)
    ]
    ends = st.sampled_from([node.id for node in nodes])
    numbers = st.lists(st.integers(1, 9999), max_size=3).map(tuple)
    edges = draw(st.lists(st.builds(Edge, ends, ends, any_text, _question, numbers), max_size=7))
    widths = draw(st.sampled_from([(205.0, 240.0), (92.0, 126.0)]))
    return Graph(
        draw(any_text), tuple(nodes), tuple(edges), tuple(groups), draw(st.booleans()), *widths
    )


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(_graphs())
def test_any_text_in_a_graph_is_legible(graph: Graph) -> None:
    picture = draw_graph(graph)
    assert list(Seen(picture.svg).faults()) == []
    str(picture.table).encode("utf-8")
