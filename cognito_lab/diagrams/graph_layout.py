"""Where Graphviz puts boxes of known sizes, and how it leads the lines between them.

The graph is described with the `graphviz` package and laid out by Graphviz in its `plain`
format (https://graphviz.org/docs/outputs/plain/). Boxes have fixed sizes and no text, so
no font of the machine has a say, and the same boxes always get the same places.

Graphviz comes inside the `pygraphviz` wheel. Where there is no such wheel the program
`dot` on the PATH does the same; where there is neither, `LayoutUnavailable` says so.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import sys
import tempfile
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from cognito_lab.diagrams.svg import Point

_DPI = 72.0
GAP = 21.6
"""The room between two boxes of a rank, in pixels, where nobody says otherwise."""
_one_at_a_time = threading.Lock()


class LayoutUnavailable(RuntimeError):
    """No Graphviz on this machine; the message says how to get it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box to be placed: its size in pixels, and the cluster that it belongs to."""

    width: float
    height: float
    cluster: int | None = None


@dataclass(frozen=True, slots=True)
class GraphLayout:
    """What Graphviz found: the picture's size, the boxes' middles, the lines' curves.

    Pixels, y downwards. `lines[i]` is a start and then threes of points: two handles and
    an end, from the edge of one box to the edge of the other.
    """

    width: float
    height: float
    middles: tuple[Point, ...]
    lines: tuple[tuple[Point, ...], ...]


def lay_out(
    boxes: Sequence[Box],
    lines: Sequence[tuple[int, int]],
    *,
    downwards: bool = True,
    cluster_margin: float = 16,
    straight: Collection[int] = (),
    gap: float = GAP,
) -> GraphLayout:
    """Place boxes in ranks along the direction of the lines (pairs of places in `boxes`).

    `straight` are the places of lines that are to be led rather straight; `gap` is the room
    between two boxes of a rank, in pixels.

    Raises LayoutUnavailable where the machine has no Graphviz, and RuntimeError with
    Graphviz's own words where it fails. Nothing is written to standard error.
    """
    source = _dot(boxes, lines, downwards, cluster_margin, straight, gap)
    return _parsed(_plain(source), len(boxes), lines)


def _dot(
    boxes: Sequence[Box],
    lines: Sequence[tuple[int, int]],
    downwards: bool,
    cluster_margin: float,
    straight: Collection[int],
    gap: float,
) -> str:
    import graphviz

    graph = graphviz.Digraph(
        graph_attr={
            "rankdir": "TB" if downwards else "LR",
            "nodesep": f"{gap / _DPI:g}",
            "ranksep": "0.26",
        },
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
        edge_attr={"dir": "none"},
    )
    for i, box in enumerate(boxes):
        graph.node(f"n{i}", width=_inches(box.width), height=_inches(box.height))
    clusters: dict[int, list[int]] = {}
    for i, box in enumerate(boxes):
        if box.cluster is not None:
            clusters.setdefault(box.cluster, []).append(i)
    for cluster, members in clusters.items():
        with graph.subgraph(
            name=f"cluster_{cluster}", graph_attr={"margin": f"{cluster_margin:g}"}
        ) as inside:
            for i in members:
                inside.node(f"n{i}")
    for i, (tail, head) in enumerate(lines):
        graph.edge(f"n{tail}", f"n{head}", **({"weight": "3"} if i in straight else {}))
    return str(graph.source)


def _inches(pixels: float) -> str:
    return f"{pixels / _DPI:.4f}"


def _plain(source: str) -> str:
    try:
        import pygraphviz
    except ImportError:
        return _plain_from_the_program(source)
    with _one_at_a_time, _nothing_on_stderr() as said:
        try:
            graph = pygraphviz.AGraph(string=source)
            drawn = graph.draw(format="plain", prog="dot")
            graph.close()
        except Exception as problem:
            raise RuntimeError(
                f"Graphviz could not lay out the graph: {problem} {said()}"
            ) from None
    return str(drawn.decode("ascii"))


def _plain_from_the_program(source: str) -> str:
    import graphviz

    try:
        with _one_at_a_time, _nothing_on_stderr():
            return str(graphviz.Source(source).pipe(format="plain", encoding="ascii", quiet=True))
    except graphviz.ExecutableNotFound:
        raise LayoutUnavailable(
            "this picture needs Graphviz, and this machine has none. Install it with "
            "`pip install pygraphviz` (the wheel brings Graphviz along), or install "
            "Graphviz's own package so that `dot` is on the PATH: "
            "https://graphviz.org/download/"
        ) from None
    except graphviz.CalledProcessError as problem:
        raise RuntimeError(f"Graphviz could not lay out the graph: {problem}") from None


@contextlib.contextmanager
def _nothing_on_stderr() -> Iterator[Callable[[], str]]:
    """Keep what C code (Graphviz, fontconfig) writes to file descriptor 2 out of sight.

    Gives a function that tells what was written.
    """
    with tempfile.TemporaryFile() as aside:

        def said() -> str:
            aside.seek(0)
            return aside.read().decode("utf-8", "replace").strip()

        try:
            saved = os.dup(2)
        except OSError:  # the process has no standard error
            yield said
            return
        with contextlib.suppress(Exception):
            sys.stderr.flush()
        os.dup2(aside.fileno(), 2)
        try:
            yield said
        finally:
            os.dup2(saved, 2)
            os.close(saved)


def _parsed(plain: str, count: int, lines: Sequence[tuple[int, int]]) -> GraphLayout:
    """Read Graphviz's `plain` format: inches, y upwards."""
    width = height = 0.0
    middles: list[Point] = [(0.0, 0.0)] * count
    curves: dict[tuple[int, int], list[tuple[Point, ...]]] = {}
    for row in plain.splitlines():
        words = shlex.split(row)
        if not words:
            continue
        if words[0] == "graph":
            width, height = float(words[2]) * _DPI, float(words[3]) * _DPI
        elif words[0] == "node":
            middles[int(words[1][1:])] = _place(words[2], words[3], height)
        elif words[0] == "edge":
            ends = (int(words[1][1:]), int(words[2][1:]))
            numbers = words[4 : 4 + 2 * int(words[3])]
            pairs = zip(numbers[::2], numbers[1::2], strict=True)
            curve = tuple(_place(x, y, height) for x, y in pairs)
            curves.setdefault(ends, []).append(curve)
    return GraphLayout(width, height, tuple(middles), tuple(curves[ends].pop(0) for ends in lines))


def _place(x: str, y: str, height: float) -> Point:
    # Half pixels: the last digits of Graphviz's own arithmetic stay out of the picture.
    return (round(float(x) * _DPI * 2) / 2, round((height - float(y) * _DPI) * 2) / 2)
