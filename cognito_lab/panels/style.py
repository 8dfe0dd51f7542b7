"""The look that every panel shares: colours for a light and a dark page, and small parts.

A panel stands on a ground of its own, so that its texts have contrast whatever the page is.
The page says on its body whether it is dark, and one style sheet follows it. Nothing is said
by colour alone: each message has a sign and a word. The colours of the two questions are those
of the pictures.

`panel(...)` is the outer box, `row(...)` a line of controls that wraps on a narrow page,
`button(...)` a button with words; the functions that end in `_html` give text for the
`value` of an `ipywidgets.HTML` and escape whatever they are handed.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from html import escape
from typing import Any

import ipywidgets

from cognito_lab.diagrams import theme
from cognito_lab.diagrams.text_metrics import clean
from cognito_lab.diagrams.token_anatomy import STYLES
from cognito_lab.flow import AUTHENTICATION, AUTHORIZATION, NEITHER

PANEL = "cognito-lab"
"""The CSS class of every panel's outer box; each rule of the style sheet begins with it."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a panel on one kind of page, each `#RRGGBB`.

    Texts (`ink`, `muted`, `link`, the three questions, `refused`, `good`, and a token's `header`,
    `payload` and `signature`) have a contrast of
    at least 4.5 : 1 on `ground` and on `raised`; `note_ink` has it on `note_ground`;
    `focus` has at least 3 : 1 on `ground`; `frame` and `note_frame` only adorn.
    """

    ground: str
    raised: str
    ink: str
    muted: str
    frame: str
    link: str
    focus: str
    authentication: str
    authorization: str
    neither: str
    refused: str
    good: str
    note_ground: str
    note_frame: str
    note_ink: str
    header: str
    payload: str
    signature: str


LIGHT = Palette(
    ground=theme.WHITE,
    raised="#F3F5F8",
    ink=theme.INK,
    muted=theme.MUTED,
    frame=theme.FRAME,
    link="#0B57A4",
    focus="#0B57A4",
    authentication=theme.QUESTIONS[AUTHENTICATION].colour,
    authorization=theme.QUESTIONS[AUTHORIZATION].colour,
    neither=theme.QUESTIONS[NEITHER].colour,
    refused=theme.REFUSED,
    good="#1B5E37",
    note_ground=theme.NOTE_GROUND,
    note_frame=theme.NOTE_FRAME,
    note_ink=theme.NOTE_INK,
    header=STYLES["header"].colour,
    payload=STYLES["payload"].colour,
    signature=STYLES["signature"].colour,
)
DARK = Palette(
    ground="#1B1F24",
    raised="#282E36",
    ink="#F0F3F6",
    muted="#B4BCC6",
    frame="#4A535E",
    link="#8CC2FF",
    focus="#8CC2FF",
    authentication="#8CC2FF",
    authorization="#FFB36B",
    neither="#B4BCC6",
    refused="#FF9BA3",
    good="#7FD6A0",
    note_ground="#3A3216",
    note_frame="#B79A3B",
    note_ink="#FFE9A8",
    header="#CBB0FF",
    payload="#6FD9CE",
    signature="#FF9EC4",
)

_RULES = """
.P{background:var(--cl-ground);color:var(--cl-ink);border:1px solid var(--cl-frame);
border-radius:6px;padding:10px 12px;margin:2px 0;max-width:2400px;overflow:visible}
.P .P{border:0;padding:0}
.P .widget-html-content,.P .widget-html{line-height:1.45;color:var(--cl-ink);overflow:visible}
.P .widget-html{height:auto;margin:0}
.P .widget-label,.P .widget-label-basic,.P .widget-checkbox label{color:var(--cl-ink)}
.P .widget-checkbox input{margin:0 5px 0 0}
.P .cl-row{flex-flow:row wrap;align-items:center;overflow:visible}
.P :focus-visible,.P :is(button,input,select,.noUi-handle):focus-visible{
outline:2px solid var(--cl-focus)!important;outline-offset:2px!important}
.P.jupyter-widgets-disconnected::before,.P .jupyter-widgets-disconnected::before{content:none}
.P .widget-button{border:1px solid var(--cl-muted)}
.P :is(.widget-text,.widget-dropdown) :is(input,select){border-color:var(--cl-muted)}
.P .widget-dropdown{max-width:100%;min-width:0}
.P .widget-dropdown select{min-width:0}
.P .noUi-target{background:var(--cl-frame)}
.P .noUi-handle{border:2px solid var(--cl-muted)}
.P .noUi-horizontal{margin-right:12px}
.P h3,.P h4{color:var(--cl-ink);margin:0;font-weight:bold;line-height:1.3}
.P h3{font-size:1.25em}.P h4{font-size:1em}
.P p{margin:4px 0}
.P a{color:var(--cl-link);text-decoration:underline}
.P code,.P pre{background:var(--cl-raised);color:var(--cl-ink);font-size:.95em;
border-radius:3px;padding:0 3px;overflow-wrap:anywhere;white-space:pre-wrap}
.P .cl-muted{color:var(--cl-muted)}
.P .cl-chip{display:inline-block;border:1px solid currentColor;border-radius:10px;
padding:0 8px;margin:1px 4px 1px 0;background:var(--cl-ground)}
.P .cl-authentication{color:var(--cl-authentication)}
.P .cl-authorization{color:var(--cl-authorization);border-style:dashed}
.P .cl-neither{color:var(--cl-neither)}
.P .cl-refused{color:var(--cl-refused)}
.P .cl-good{color:var(--cl-good)}
.P .cl-message{border-left:4px solid currentColor;background:var(--cl-raised);
padding:4px 10px;margin:4px 0;overflow-wrap:anywhere}
.P .cl-head{display:flex;flex-wrap:wrap;align-items:baseline;gap:2px 10px}
.P .cl-meaning{font-size:1.1em}
.P .cl-columns{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:flex-start}
.P .cl-picture{min-width:0}
.P .cl-picture svg{display:block;width:100%;height:auto}
.P .cl-details{flex:2 1 280px;min-width:0;overflow-wrap:anywhere;
display:flex;flex-wrap:wrap;gap:4px 12px;align-items:flex-start}
.P .cl-block{flex:1 1 270px;min-width:0}
.P .cl-part{max-height:190px;overflow:auto;background:var(--cl-raised);padding:3px 8px;
margin:2px 0 6px;border-radius:4px}
.P ul.cl-tree{list-style:none;margin:0;padding:0 0 0 .9em}
.P .cl-part>ul.cl-tree{padding:0}
.P .cl-tabs{overflow:visible}
.P .cl-tabs>.cl-row{border-bottom:1px solid var(--cl-frame);margin-bottom:8px}
.P .cl-tab.widget-button{background:var(--cl-raised);color:var(--cl-ink);min-width:9em;
border-color:var(--cl-frame);margin-bottom:0}
.P .cl-tab.cl-open{background:var(--cl-ground);font-weight:bold;
border-top:3px solid var(--cl-link)}
@media (min-width:1600px){.P{font-size:16px;--jp-widgets-font-size:16px;
--jp-widgets-inline-height:34px;--jp-widgets-inline-label-width:100px}}
.P .cl-note{color:var(--cl-note-ink);background:var(--cl-note-ground);
border-left-color:var(--cl-note-frame)}
"""

# ipywidgets draws a dropdown's arrow in black on any page.
_ARROW = (
    "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 18 18'%3E"
    "%3Cpath d='M4 7l5 5 5-5' fill='none' stroke='%23COLOUR' stroke-width='2'/%3E%3C/svg%3E\")"
)

# What stands before a message, so that its kind is not told by colour alone.
_SIGNS = {"info": "", "good": "✓ ", "refused": "✕ ", "note": "Note: "}


def style_sheet() -> str:
    """The style sheet of all panels, as one `<style>` element."""
    arrow = _ARROW.replace("COLOUR", DARK.ink.removeprefix("#"))
    # JupyterLab's sign, and Voila's, whose script writes over the first.
    dark_page = ':is(body[data-jp-theme-light="false"],body.theme-dark)'
    rules = _RULES.replace(".P", f".{PANEL}").replace("\n", "")
    return (
        f"<style>.{PANEL}{{{_variables(LIGHT)}}}"
        f"{dark_page} .{PANEL}{{{_variables(DARK)}color-scheme:dark}}"
        f"{dark_page} .{PANEL} select{{background-image:{arrow}}}"
        f"{rules}</style>"
    )


def _variables(palette: Palette) -> str:
    return "".join(
        f"--cl-{field.name.replace('_', '-')}:{getattr(palette, field.name)};"
        for field in fields(palette)
    )


# Parts.


def panel(*children: Any) -> Any:
    """The outer box of a panel (`ipywidgets.VBox`), its style sheet included."""
    sheet = ipywidgets.HTML(style_sheet(), layout={"display": "none"})
    box = ipywidgets.VBox([sheet, *children])
    box.add_class(PANEL)
    return box


def row(*children: Any) -> Any:
    """Controls in a line (`ipywidgets.HBox`); on a narrow page they go on in the next."""
    box = ipywidgets.HBox(list(children))
    box.add_class("cl-row")
    return box


def button(words: str, *, tooltip: str = "", main: bool = False) -> Any:
    """A button (`ipywidgets.Button`) as wide as its words; `main` is the one to press first."""
    return ipywidgets.Button(
        description=words,
        tooltip=tooltip or words,
        button_style="primary" if main else "",
        layout={"width": "auto"},
    )


# Text for an HTML widget.


def text_html(text: object) -> str:
    """Any text as HTML: on one line, nothing of it markup, nothing invisible."""
    return escape(clean(text))


def heading_html(text: object, level: int = 3) -> str:
    """A heading of level 3 or 4."""
    return f"<h{level}>{text_html(text)}</h{level}>"


def chip_html(text: object, kind: str = "") -> str:
    """A small framed text; `kind` is a question, `"refused"`, `"good"`, `"muted"` or empty."""
    known = kind in {AUTHENTICATION, AUTHORIZATION, NEITHER, "refused", "good", "muted"}
    return f'<span class="cl-chip{f" cl-{kind}" if known else ""}">{text_html(text)}</span>'


def message_html(text: object, kind: str = "info") -> str:
    """A sentence on what happened: `"info"`, `"good"`, `"refused"` or `"note"`.

    Raises KeyError for another kind.
    """
    role = "alert" if kind == "refused" else "status"
    sign = _SIGNS[kind]
    return f'<div class="cl-message cl-{kind}" role="{role}">{sign}{text_html(text)}</div>'
