"""`draw_graph`: a graph, placed by Graphviz and painted by the SVG writer."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cognito_lab.diagrams import marks
from cognito_lab.diagrams.graph import Edge, Graph, Group, Node, description_of, table_of
from cognito_lab.diagrams.graph_layout import Box, GraphLayout, lay_out
from cognito_lab.diagrams.graph_words import (
    PADDING,
    Rect,
    Words,
    colour_of,
    label_words,
    node_words,
    numbers_of,
    title_words,
)
from cognito_lab.diagrams.picture import Picture
from cognito_lab.diagrams.svg import Drawing, Point
from cognito_lab.diagrams.text_metrics import ASCENT, clean, wrap
from cognito_lab.diagrams.theme import GROUND, INK, TAKEN, WHITE, question_style

_TITLE_TEXT, _TITLE_LINE = 16, 21
_MARGIN = 18.0
_GROUP_MARGIN = 24.0
_LEAST = 420.0
_THICK = 4.5
"""The width of an arrow that was taken."""


def draw_graph(graph: Graph) -> Picture:
    """The graph as a picture, with a table of its nodes and arrows.

    Raises `graph_layout.LayoutUnavailable` where the machine has no Graphviz.
    """
    svg = _Painter(graph).to_svg()
    return Picture(title=clean(graph.title), svg=svg, table=table_of(graph))


class _Painter:
    """Measures the words, has Graphviz place them, and paints."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._drawing = Drawing()
        self._nodes = [node_words(node, graph.node_width) for node in graph.nodes]
        self._labels = {
            i: label_words(edge, graph.label_width)
            for i, edge in enumerate(graph.edges)
            if clean(edge.label) or edge.numbers
        }
        self._titles = {
            group.id: title_words(group)
            for group in graph.groups
            if any(node.group == group.id for node in graph.nodes)
        }
        self._routes: list[list[int]] = []
        # Beside a way that was taken the others step back.
        self._thin = 1.4 if any(edge.numbers for edge in graph.edges) else 2
        self._layout = self._lay_out()
        self._shift = (0.0, 0.0)

    def _lay_out(self) -> GraphLayout:
        """Labels and the frames' titles are boxes of their own, so that nothing crosses them.

        A label's box stands in the middle of its edge; a title's box above the nodes of its
        group to which no arrow of the group leads.
        """
        graph = self._graph
        clusters = {group.id: i for i, group in enumerate(graph.groups)}
        boxes = [
            Box(words.width, words.height, clusters[node.group] if node.group else None)
            for node, words in zip(graph.nodes, self._nodes, strict=True)
        ]
        place = {node.id: i for i, node in enumerate(graph.nodes)}
        lines: list[tuple[int, int]] = []
        for i, edge in enumerate(graph.edges):
            stops = [place[edge.tail], place[edge.head]]
            if i in self._labels:
                words, group = self._labels[i], self._group_of(edge)
                stops.insert(1, len(boxes))
                boxes.append(Box(words.width, words.height, clusters[group] if group else None))
            self._routes.append([len(lines) + n for n in range(len(stops) - 1)])
            lines += [(stops[n], stops[n + 1]) for n in range(len(stops) - 1)]
        inner = {edge.head for edge in graph.edges if self._group_of(edge)}
        for title, words in self._titles.items():
            members = [node.id for node in graph.nodes if node.group == title]
            tops = [member for member in members if member not in inner] or members[:1]
            lines += [(len(boxes), place[member]) for member in tops]
            # What leads into the frame begins above its title, so that frames can stand
            # side by side under it.
            lines += [
                (lines[self._routes[i][-1]][0], len(boxes))
                for i, edge in enumerate(graph.edges)
                if edge.head in tops and self._group_of(edge) is None
            ]
            boxes.append(Box(words.width, words.height, clusters[title]))
        taken = {
            line
            for edge, route in zip(graph.edges, self._routes, strict=True)
            if edge.numbers
            for line in route
        }
        return lay_out(
            boxes,
            lines,
            downwards=graph.downwards,
            cluster_margin=_GROUP_MARGIN,
            straight=taken,
            gap=graph.gap,
        )

    def _group_of(self, edge: Edge) -> str | None:
        """The group that both ends stand in."""
        tail, head = self._graph.node(edge.tail).group, self._graph.node(edge.head).group
        return tail if tail == head else None

    def to_svg(self) -> str:
        graph, layout = self._graph, self._layout
        room = max(layout.width, _LEAST)
        y = 12.0
        for line in wrap(clean(graph.title), room, _TITLE_TEXT, bold=True):
            self._drawing.text(
                _MARGIN, y + ASCENT * _TITLE_TEXT, line, size=_TITLE_TEXT, fill=INK, bold=True
            )
            y += _TITLE_LINE
        self._shift = (_MARGIN + (room - layout.width) / 2, y + 8)
        middles = iter([self._moved(middle) for middle in layout.middles])
        nodes = [
            (node, words, next(middles))
            for node, words in zip(graph.nodes, self._nodes, strict=True)
        ]
        labels = [(graph.edges[i], words, next(middles)) for i, words in self._labels.items()]
        titles = {group: (words, next(middles)) for group, words in self._titles.items()}
        for group in graph.groups:
            if group.id in titles:
                inside = [w.around(middle) for node, w, middle in nodes if node.group == group.id]
                inside += [
                    w.around(middle)
                    for edge, w, middle in labels
                    if self._group_of(edge) == group.id
                ]
                words, middle = titles[group.id]
                self._frame(group, [*inside, words.around(middle)])
                self._title(group, words, middle)
        ways = sorted(
            zip(graph.edges, self._routes, strict=True), key=lambda way: bool(way[0].numbers)
        )
        for edge, route in ways:  # those that were taken lie on top
            self._arrow(edge, route)
        for node, words, middle in nodes:
            self._box(node, words, middle)
        for edge, words, middle in labels:
            self._label(edge, words, middle)
        return self._drawing.to_svg(
            room + 2 * _MARGIN,
            self._shift[1] + layout.height + _MARGIN,
            title=clean(graph.title),
            description=description_of(graph),
        )

    def _moved(self, place: Point) -> Point:
        return (place[0] + self._shift[0], place[1] + self._shift[1])

    # Frames around groups.

    def _frame(self, group: Group, inside: Sequence[Rect]) -> None:
        style = question_style(group.question)
        out = _GROUP_MARGIN - 2
        left, top = min(r[0] for r in inside) - out, min(r[1] for r in inside) - out
        right, bottom = max(r[2] for r in inside) + out, max(r[3] for r in inside) + out
        self._drawing.rect(
            left,
            top,
            right - left,
            bottom - top,
            fill=style.tint,
            stroke=style.colour,
            radius=8,
            dash=style.dash,
        )

    def _title(self, group: Group, words: Words, middle: Point) -> None:
        left, top, _, _ = words.around(middle)
        style = question_style(group.question)
        if style.letter:
            marks.letter_badge(self._drawing, left, top, style)
        self._lines(words, left + words.badge, top)

    # Arrows, boxes, labels.

    def _arrow(self, edge: Edge, route: Sequence[int]) -> None:
        style = question_style(edge.question)
        for line in route:
            curve = [self._moved(place) for place in self._layout.lines[line]]
            if line == route[-1]:
                curve = self._head(curve, colour_of(edge), 1.5 if edge.numbers else 1)
            self._drawing.curve(
                curve,
                stroke=colour_of(edge),
                width=_THICK if edge.numbers else self._thin,
                dash=style.dash,
            )

    def _head(self, curve: list[Point], colour: str, scale: float) -> list[Point]:
        """Paint an arrowhead at the end of a curve; gives the curve that ends behind it."""
        (tip_x, tip_y), (from_x, from_y) = curve[-1], curve[-2]
        length = math.hypot(tip_x - from_x, tip_y - from_y) or 1.0
        along = ((tip_x - from_x) / length, (tip_y - from_y) / length)
        back = (tip_x - 10 * scale * along[0], tip_y - 10 * scale * along[1])
        across = (-along[1] * 4.5 * scale, along[0] * 4.5 * scale)
        self._drawing.polygon(
            (
                (tip_x, tip_y),
                (back[0] + across[0], back[1] + across[1]),
                (back[0] - across[0], back[1] - across[1]),
            ),
            fill=colour,
        )
        return [*curve[:-1], (tip_x - 8 * scale * along[0], tip_y - 8 * scale * along[1])]

    def _box(self, node: Node, words: Words, middle: Point) -> None:
        left, top, right, bottom = words.around(middle)
        style = question_style(node.question)
        self._drawing.rect(
            left,
            top,
            right - left,
            bottom - top,
            fill=WHITE,
            stroke=TAKEN if node.taken else style.colour,
            stroke_width=3 if node.taken else 1.5,
            radius=5,
            dash=style.dash,
        )
        if style.letter:
            marks.letter_badge(self._drawing, left + 7, top + 7, style)
        self._lines(words, left + PADDING + words.badge, top + 7)

    def _label(self, edge: Edge, words: Words, middle: Point) -> None:
        left, top, right, bottom = words.around(middle)
        group = self._group_of(edge)
        groups = {g.id: question_style(g.question).tint for g in self._graph.groups}
        fill = groups[group] if group else GROUND
        self._drawing.rect(left, top, right - left, bottom - top, fill=fill)
        style = question_style(edge.question)
        if edge.numbers:
            middle = (left + 4 + (words.badge - 5) / 2, (top + bottom) / 2)
            marks.number_badge(self._drawing, middle, numbers_of(edge), TAKEN)
        elif style.letter:
            y = (top + bottom - marks.BADGE_HEIGHT) / 2
            marks.letter_badge(self._drawing, left + 4, y, style)
        text = sum(line.height for line in words.lines)
        self._lines(words, left + 4 + words.badge, (top + bottom - text) / 2)

    def _lines(self, words: Words, x: float, y: float) -> None:
        for line in words.lines:
            if line.cross:
                marks.cross(self._drawing, (x + marks.CROSS_RADIUS, y + marks.CROSS_RADIUS))
            self._drawing.text(
                x + line.indent,
                y + ASCENT * line.size,
                line.text,
                size=line.size,
                fill=line.fill,
                bold=line.bold,
            )
            y += line.height
