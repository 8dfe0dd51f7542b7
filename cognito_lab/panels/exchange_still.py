"""What stands beside the exchange explorer for a page without a kernel: pictures, as text too."""

from __future__ import annotations

from cognito_lab.diagrams import Picture, exchange_ladder, three_ids
from cognito_lab.diagrams.table import Table
from cognito_lab.exchange.whole_way import WholeWay
from cognito_lab.panels.static_view import StaticView
from cognito_lab.panels.style import text_html


def still_view(way: WholeWay, may_do: Table, title: str) -> StaticView:
    """The ladder, the three ids if somebody came out, and what the credentials may do, folded.

    The same way gives the same bytes.
    """
    pictures: list[Picture] = [exchange_ladder(way)]
    if way.session is not None:
        pictures.append(three_ids(way))
    parts = [f"<p>{shown.html_image()}</p>\n{shown.table.html}" for shown in pictures]
    texts = [str(shown.table) for shown in pictures]
    if may_do.rows:
        parts.append(f"<p><b>{text_html(may_do.caption)}</b></p>\n{may_do.html}")
        texts.append(str(may_do))
    summary = text_html(f"The same without a kernel: {title}")
    html = "\n".join(parts)
    return StaticView(
        f"<details>\n<summary>{summary}</summary>\n{html}\n</details>", "\n\n".join(texts)
    )
