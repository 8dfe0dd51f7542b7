"""A graph as data: boxes, labelled arrows between them, and frames around them.

What is drawn is stated here in full and nowhere else; `graph_layout` finds the places,
`graph_drawing` paints.
"""

from __future__ import annotations

from dataclasses import dataclass

from cognito_lab.diagrams.graph_layout import GAP
from cognito_lab.diagrams.table import Table
from cognito_lab.diagrams.text_metrics import clean
from cognito_lab.flow import NEITHER

COLUMNS = ("what", "name or from", "to", "says", "question")


@dataclass(frozen=True, slots=True)
class Node:
    """A box: what sort of thing it is, its name, and lines of detail under it.

    `question` colours it and gives it its letter; `group` is the id of the group that it
    stands in, or None. `id` is what edges call it. `taken` is whether a recorded way led here;
    `refused` are lines on what was refused here, each with a cross.
    """

    id: str
    name: str
    sort: str = ""
    details: tuple[str, ...] = ()
    question: str = NEITHER
    group: str | None = None
    taken: bool = False
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow from one node to another, with a label on it; a line break in it stays one.

    `numbers` tell when a recorded way led along it: such an arrow is thick and has them.
    """

    tail: str
    head: str
    label: str = ""
    question: str = NEITHER
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A frame with a title, around the nodes that name it."""

    id: str
    title: str
    question: str = NEITHER


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes, the edges between them, and the groups they stand in.

    `downwards` is whether arrows lead down the page rather than to the right; `label_width`
    and `node_width` are where texts are broken, `gap` is the room between boxes side by side,
    in pixels. Raises
    ValueError for an id that stands twice, or that an edge or a node names and nothing has.
    """

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()
    downwards: bool = True
    label_width: float = 205.0
    node_width: float = 240.0
    gap: float = GAP

    def __post_init__(self) -> None:
        ids = [node.id for node in self.nodes]
        for i, node_id in enumerate(ids):
            if node_id in ids[:i]:
                raise ValueError(f"two nodes of the graph have the id {node_id!r}: rename one")
        groups = [group.id for group in self.groups]
        for node in self.nodes:
            if node.group is not None and node.group not in groups:
                raise ValueError(
                    f"node {node.id!r} stands in group {node.group!r}, which the graph does "
                    f"not have; its groups: {', '.join(groups) or 'none'}"
                )
        for edge in self.edges:
            for end in (edge.tail, edge.head):
                if end not in ids:
                    raise ValueError(
                        f"the edge {edge.tail!r} → {edge.head!r} ends at {end!r}, which is no "
                        f"node of the graph; its nodes: {', '.join(ids)}"
                    )

    def node(self, node_id: str) -> Node:
        """The node with this id."""
        return next(node for node in self.nodes if node.id == node_id)

    def name_of(self, node_id: str) -> str:
        """What a sentence calls a node: its sort and its name."""
        node = self.node(node_id)
        return f"{node.sort} {node.name}".strip()


def table_of(graph: Graph) -> Table:
    """The graph as a text table: a row for each node, then one for each arrow."""
    titles = {group.id: clean(group.title) for group in graph.groups}
    nodes = tuple(
        (
            node.sort,
            node.name,
            "",
            "; ".join((*node.details, *([f"in: {titles[node.group]}"] if node.group else ()))),
            node.question,
        )
        for node in graph.nodes
    )
    arrows = tuple(
        ("arrow", graph.name_of(e.tail), graph.name_of(e.head), e.label, e.question)
        for e in graph.edges
    )
    return Table(f"{graph.title}, as text", COLUMNS, nodes + arrows)


def description_of(graph: Graph) -> str:
    """The arrows in sentences, for those who hear a picture instead of seeing it."""
    said = [
        f"{graph.name_of(e.tail)} to {graph.name_of(e.head)}: {_said_of(e)}." for e in graph.edges
    ]
    names = ", ".join(graph.name_of(node.id) for node in graph.nodes)
    return clean(" ".join((f"A graph of {names}.", *said)))


def _said_of(edge: Edge) -> str:
    label = "; ".join(edge.label.split("\n")) or "arrow"
    return f"{label} (taken: {', '.join(map(str, edge.numbers))})" if edge.numbers else label
