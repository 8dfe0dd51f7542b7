"""Graphs are laid out by Graphviz, the same on every machine, and nothing leaks from it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cognito_lab.diagrams import Edge, Graph, Group, LayoutUnavailable, Node, draw_graph
from cognito_lab.diagrams.graph_layout import Box, _nothing_on_stderr, lay_out
from tests.diagrams.seen import Seen

DOOR = Graph(
    "A door",
    (
        Node("open", "open", "state"),
        Node("shut", "shut", "state", question="authentication"),
        Node("locked", "locked", "state", question="authorization", group="safe"),
    ),
    (
        Edge("open", "shut", "push"),
        Edge("shut", "open", "pull"),
        Edge("shut", "locked", "turn the key", "authorization"),
        Edge("locked", "locked", "rattle"),
    ),
    (Group("safe", "what is safe", "authorization"),),
)

PROGRAM = """
from cognito_lab.diagrams import draw_graph
from tests.diagrams.test_graph import DOOR
print(draw_graph(DOOR).svg)
"""


def run(program: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    root = Path(__file__).parents[2]
    return subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": str(root)} | environment,
        capture_output=True,
        check=False,
    )


def test_nodes_arrows_and_frames_are_drawn_and_told() -> None:
    picture = draw_graph(DOOR)
    seen = Seen(picture.svg)
    for text in ("open", "shut", "locked", "push", "pull", "turn the key", "what is safe"):
        assert text in seen.words
    assert ("arrow", "state shut", "state locked", "turn the key", "authorization") in (
        picture.table.rows
    )
    assert "state locked to state locked: rattle." in picture.svg


def test_a_question_is_told_by_letter_and_line_too() -> None:
    seen = Seen(draw_graph(DOOR).svg)
    letters = [text.text for text in seen.texts if text.text in ("N", "Z")]
    assert sorted(letters) == ["N", "Z", "Z", "Z"]  # two nodes, one arrow, one frame
    locked = seen.behind(seen.find("locked"))
    shut = seen.behind(seen.find("shut"))
    assert locked.dash == "9 4"
    assert shut.dash == ""


def test_arrows_lead_down_the_page_or_to_the_right() -> None:
    down, right = Seen(draw_graph(DOOR).svg), Seen(draw_graph(_sideways(DOOR)).svg)
    assert down.find("open").box.bottom < down.find("locked").box.top
    assert right.find("open").box.right < right.find("locked").box.left


def _sideways(graph: Graph) -> Graph:
    return Graph(graph.title, graph.nodes, graph.edges, graph.groups, downwards=False)


def test_fonts_of_the_machine_have_no_say_and_nothing_is_written_to_stderr(tmp_path: Path) -> None:
    (tmp_path / "empty.conf").write_text("<fontconfig></fontconfig>")
    answers = [
        run(PROGRAM, PYTHONHASHSEED="1"),
        run(PROGRAM, PYTHONHASHSEED="2", FONTCONFIG_FILE=str(tmp_path / "empty.conf")),
        run(PROGRAM, FONTCONFIG_FILE="/no/such/file", HOME=str(tmp_path), LC_ALL="C"),
    ]
    assert [answer.returncode for answer in answers] == [0, 0, 0]
    assert [answer.stderr for answer in answers] == [b"", b"", b""]
    assert len({answer.stdout for answer in answers}) == 1
    assert answers[0].stdout.decode().strip() == draw_graph(DOOR).svg.strip()


def test_what_c_code_writes_to_stderr_is_kept_aside(capfd: pytest.CaptureFixture[str]) -> None:
    with _nothing_on_stderr() as said:
        os.write(2, b"Fontconfig error: Cannot load default config file\n")
        assert "Fontconfig error" in said()
    os.write(2, b"and after it all is as before")
    assert capfd.readouterr().err == "and after it all is as before"


WITHOUT_WHEEL = "import sys; sys.modules['pygraphviz'] = None\n"


def test_without_a_wheel_dot_on_the_path_gives_the_same_picture(tmp_path: Path) -> None:
    """The `dot` here is a program on the PATH that has Graphviz lay out what it is sent."""
    dot = tmp_path / "dot"
    dot.write_text(
        f"#!{sys.executable}\n"
        "import sys, pygraphviz\n"
        "assert '-Kdot' in sys.argv and '-Tplain' in sys.argv, sys.argv\n"
        "graph = pygraphviz.AGraph(string=sys.stdin.read())\n"
        "sys.stdout.buffer.write(graph.draw(format='plain', prog='dot'))\n"
        "sys.stderr.write('Fontconfig warning: this must not be seen')\n"
    )
    dot.chmod(dot.stat().st_mode | stat.S_IXUSR)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    answer = run(WITHOUT_WHEEL + PROGRAM, PATH=path)
    assert answer.stderr == b""
    assert answer.stdout.decode().strip() == draw_graph(DOOR).svg.strip()


def test_without_any_graphviz_one_error_says_how_to_get_it(tmp_path: Path) -> None:
    program = WITHOUT_WHEEL + (
        "from cognito_lab.diagrams import LayoutUnavailable, draw_graph\n"
        "from tests.diagrams.test_graph import DOOR\n"
        "try: draw_graph(DOOR)\n"
        "except LayoutUnavailable as problem: print(problem)\n"
    )
    answer = run(program, PATH=str(tmp_path))
    assert answer.stderr == b""
    assert b"pip install pygraphviz" in answer.stdout
    assert issubclass(LayoutUnavailable, RuntimeError)


def test_boxes_keep_their_sizes_apart() -> None:
    boxes = [Box(80, 40), Box(120, 60), Box(80, 40)]
    ends = [(0, 1), (0, 2), (1, 2), (1, 2)]
    layout = lay_out(boxes, ends)
    (_, top), (_, middle), (_, bottom) = layout.middles
    assert top + 20 < middle - 30
    assert middle + 30 < bottom - 20
    assert len(layout.lines) == 4
    assert all(len(line) % 3 == 1 for line in layout.lines)
    for (tail, head), line in zip(ends, layout.lines, strict=True):
        for i, (x, y) in ((tail, line[0]), (head, line[-1])):
            across = abs(x - layout.middles[i][0]) - boxes[i].width / 2
            along = abs(y - layout.middles[i][1]) - boxes[i].height / 2
            assert max(across, along) == pytest.approx(0, abs=1)  # on the box's edge


@pytest.mark.parametrize(
    ("nodes", "edges", "message"),
    [
        ((Node("a", "A"), Node("a", "B")), (), "two nodes of the graph have the id 'a'"),
        ((Node("a", "A"),), (Edge("a", "b"),), "ends at 'b', which is no node.*: a"),
        ((Node("a", "A", group="g"),), (), "stands in group 'g'.*its groups: none"),
    ],
)
def test_a_graph_that_does_not_hold_together_is_refused(
    nodes: tuple[Node, ...], edges: tuple[Edge, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Graph("broken", nodes, edges)
