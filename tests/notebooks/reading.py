"""A notebook as the lints read it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "notebooks"

# A badge is an image inside a link: `[![alt](image)](target)`.
_IMAGE = r"!\[(?P<alt>[^\]]*)\]\((?P<image>[^)\s]+)\)"
_LINK = re.compile(
    rf"(?P<inner>{_IMAGE})|(?<!!)\[(?P<text>(?:!\[[^\]]*\]\([^)]*\)|[^\]])*)\]"
    r"\((?P<target>[^)\s]+)\)"
)
_COMING = re.compile(r"(?:\b(\d+)\b[^\d\n|*]*)?\*\(coming\)\*")
_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)


PICTURE_TYPES = ("image/svg+xml", "image/png")


@dataclass(frozen=True)
class Link:
    """A link or an image in prose."""

    text: str
    target: str
    image: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell: `kind` is "markdown" or "code", `number` counts from 1."""

    number: int
    kind: str
    id: str
    source: str
    outputs: tuple[Any, ...] = ()
    count: int | None = None

    @property
    def lines(self) -> int:
        return len(self.source.splitlines())

    @property
    def asserts(self) -> bool:
        """Whether the cell fails if what it claims is not so."""
        return (
            re.search(r"^\s*assert |refused\(|raise AssertionError", self.source, re.M) is not None
        )

    def data(self, kind: str) -> list[str]:
        """The outputs of a media type."""
        return [str(o["data"][kind]) for o in self.outputs if kind in o.get("data", {})]

    @property
    def pictures(self) -> int:
        """How many drawings the cell shows, as they are or as images inside HTML."""
        whole = sum(len(self.data(kind)) for kind in PICTURE_TYPES)
        html = "".join(self.data("text/html"))
        return whole + sum(html.count(f"data:{kind}") for kind in PICTURE_TYPES)

    @property
    def plain(self) -> str:
        """What the cell printed and showed, as plain text."""
        printed = [str(o["text"]) for o in self.outputs if "text" in o]
        return "\n".join(printed + self.data("text/plain"))

    def __str__(self) -> str:
        return f"cell {self.number} ({self.id})"


@dataclass(frozen=True)
class Notebook:
    """A notebook's name without `.ipynb`, and its cells."""

    name: str
    cells: tuple[Cell, ...]
    folder: Path = FOLDER

    @classmethod
    def read(cls, path: Path) -> Notebook:
        content = nbformat.read(path, 4)
        cells = tuple(
            Cell(
                n,
                cell.cell_type,
                cell.id,
                cell.source,
                tuple(cell.get("outputs", ())),
                cell.get("execution_count"),
            )
            for n, cell in enumerate(content.cells, 1)
        )
        return cls(path.stem, cells, path.parent)

    @cached_property
    def code(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.kind == "code"]

    @cached_property
    def prose(self) -> str:
        """All markdown, in order."""
        return "\n\n".join(cell.source for cell in self.cells if cell.kind == "markdown")

    @cached_property
    def links(self) -> list[Link]:
        return links_in(self.prose)

    @cached_property
    def sections(self) -> list[tuple[str, list[Cell]]]:
        """The parts below `##` headings: the heading's text, and the cells."""
        found: list[tuple[str, list[Cell]]] = []
        for cell in self.cells:
            heads = re.findall(r"^## (.+)$", cell.source, re.M) if cell.kind == "markdown" else []
            found += [(head, []) for head in heads]
            if found:
                found[-1][1].append(cell)
        return found


def links_in(markdown: str) -> list[Link]:
    """The links and images of a text, badges as both."""
    found = []
    for match in _LINK.finditer(_CODE.sub("", markdown)):
        if match["inner"]:
            found.append(Link(match["alt"], match["image"], image=True))
            continue
        found += [
            Link(m["alt"], m["image"], image=True) for m in re.finditer(_IMAGE, match["text"])
        ]
        found.append(Link(match["text"], match["target"]))
    return found


def coming_in(markdown: str) -> list[int | None]:
    """The numbers of the chapters that a text says are coming; None where it names no number."""
    return [int(m[1]) if m[1] else None for m in _COMING.finditer(markdown)]


def anchors_of(path: Path) -> set[str]:
    """The places in a file that a link may name after its `#`."""
    if path.suffix == ".ipynb":
        heads = re.findall(r"^#+ (.+)$", Notebook.read(path).prose, re.M)
        return {head.strip().replace(" ", "-") for head in heads}
    return set(re.findall(r'<a id="([^"]+)">', path.read_text(encoding="utf-8")))


def every_notebook() -> list[Notebook]:
    """All notebooks that are committed, in reading order."""
    return [Notebook.read(path) for path in sorted(FOLDER.glob("*.ipynb"))]


def is_chapter(name: str) -> bool:
    """Whether a notebook is a numbered chapter of the course."""
    return re.match(r"\d\d_", name) is not None
