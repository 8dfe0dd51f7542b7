"""The map of the package: every module in reading order, in its own words.

The order stands in the source. A package's docstring has a paragraph that begins with "Reading
order:" and names each of its modules in backticks; what the map says of a module is the first
line of that module's docstring. The code is read, not imported.
"""

import ast
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from cognito_lab.cli.project import CommandError

_ORDER = re.compile(r"reading order:\s+(.*?)(?:\n\s*\n|\Z)", re.IGNORECASE | re.DOTALL)
_NAME = re.compile(r"`(\w+)`")
_SKIPPED = ("__init__", "__pycache__")


def package_map(package: Path) -> str:
    """The modules below the folder `package` as Markdown: its packages folded, a table in each.

    Raises `CommandError` if a docstring or a reading order is missing, or names too few modules
    or too many.
    """
    blocks = []
    for part in _in_reading_order(package):
        line = _first_line(part)
        if part.suffix:
            blocks.append(f"[`{part.name}`]({_link(part, package)}): {line}")
            continue
        rows = [
            f"| [`{name}`]({_link(module, package)}) | {_first_line(module)} |"
            for name, module in _modules(part)
        ]
        summary = f"<summary><code>{part.name}/</code> {_as_html(line)}</summary>"
        table = ["| module | what it is |", "|---|---|", *(row for row in rows)]
        blocks.append("\n".join(["<details>", summary, "", *table, "", "</details>"]))
    return "\n\n".join(blocks)


def _modules(package: Path, prefix: str = "") -> Iterator[tuple[str, Path]]:
    """Each module of a package with its name, those of a package inside it after that one."""
    for part in _in_reading_order(package):
        yield prefix + part.stem + ("" if part.suffix else "/"), part
        if not part.suffix:
            yield from _modules(part, f"{prefix}{part.name}/")


def _in_reading_order(package: Path) -> list[Path]:
    """The modules and packages right below `package`, as its docstring orders them."""
    there = {
        path.stem: path
        for path in package.iterdir()
        if path.stem not in _SKIPPED and (path.suffix == ".py" or (path / "__init__.py").is_file())
    }
    source = _source_of(package)
    found = _ORDER.search(_docstring(source))
    if found is None:
        raise CommandError(f'{_shown(source)}: its docstring has no "Reading order:".')
    named = dict.fromkeys(_NAME.findall(found[1]))
    faults = [f"does not name `{name}`" for name in sorted(there.keys() - named.keys())]
    faults += [f"names `{name}`, which is no module of it" for name in named if name not in there]
    if faults:
        raise CommandError(f"{_shown(source)}: its reading order {'; '.join(faults)}.")
    return [there[name] for name in named]


def _first_line(part: Path) -> str:
    line = _docstring(_source_of(part)).partition("\n")[0].strip()
    if not line:
        raise CommandError(f"{_shown(_source_of(part))}: it has no docstring.")
    return line.replace("|", "\\|")


def _docstring(source: Path) -> str:
    return ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""


def _source_of(part: Path) -> Path:
    return part if part.suffix else part / "__init__.py"


def _link(part: Path, package: Path) -> str:
    return part.relative_to(package.parent).as_posix()


def _shown(source: Path) -> str:
    return "/".join(source.parts[-3:])


def _as_html(line: str) -> str:
    """Markdown's code marks as HTML: Markdown is not read inside `<summary>`."""
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", escape(line, quote=False))
