"""The inspector's layout: its own rules on top of the look that all panels share.

A segment is told apart by its number, its name and the kind of its line, and then by colour.
"""

from __future__ import annotations

from cognito_lab.panels.style import PANEL

_RULES = """
.P .cl-segments{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,2fr);gap:8px 12px;
grid-template-rows:auto 1fr;align-items:start}
.P .cl-segment{min-width:0;border:1px solid var(--cl-frame);border-radius:4px;
padding:4px 10px;border-top-width:4px;overflow-wrap:anywhere}
.P .cl-segment.cl-header{border-top-color:var(--cl-header)}
.P .cl-segment.cl-payload{border-top-color:var(--cl-payload);border-top-style:double;
border-top-width:6px;grid-column:2;grid-row:1/3}
.P .cl-segment.cl-signature{border-top-color:var(--cl-signature);border-top-style:dotted;
grid-column:1}
.P .cl-header :is(h4,.cl-letters-of code){color:var(--cl-header)}
.P .cl-payload :is(h4,.cl-letters-of code){color:var(--cl-payload)}
.P .cl-signature :is(h4,.cl-letters-of code){color:var(--cl-signature)}
.P .cl-letters-of{margin:2px 0 6px}
.P table.cl-claims{border-collapse:collapse;width:100%;table-layout:fixed}
.P table.cl-claims td{border:0;border-top:1px solid var(--cl-frame);padding:2px 6px 2px 0;
vertical-align:top;overflow-wrap:anywhere;text-align:left}
.P .cl-claims td:nth-child(1){width:24%}
.P .cl-claims td:nth-child(2){width:42%}
.P .cl-header .cl-claims td{display:block;width:auto}
.P .cl-header table.cl-claims td+td{border-top:0;padding-top:0}
.P .cl-claims summary{cursor:pointer}
.P .cl-place{margin:0 0 6px 14px}
.P .cl-both-sides{flex-flow:row wrap;align-items:flex-start;gap:4px 24px;overflow:visible}
.P .cl-questions{flex:0 1 auto;overflow:visible}
.P .cl-question{overflow:visible;margin-bottom:6px}
.P .cl-question .widget-checkbox{height:23px;line-height:23px;margin:0 2px}
.P .cl-fallen{flex:1 1 380px;min-width:0;overflow:visible}
.P .cl-changes{margin:2px 0 6px;padding-left:1.4em}
.P .cl-gate{display:grid;grid-template-columns:14em minmax(0,4fr) minmax(0,5fr);gap:0 10px;
align-items:start;justify-items:start;overflow-wrap:anywhere}
.P .cl-fallen .cl-gate{grid-template-columns:12em 6.5em minmax(0,1fr);
border-top:1px solid var(--cl-frame);padding:1px 0}
.P .cl-gate .cl-chip{margin:0}
.P .cl-gate .cl-why{grid-column:2/4}
.P .cl-gate-row{align-items:flex-start;overflow:visible;border-top:1px solid var(--cl-frame)}
.P .cl-gate-row .widget-checkbox{flex:0 0 8em;height:24px;line-height:24px}
.P .cl-gate-row .widget-html{flex:1 1 auto;min-width:0}
@media (max-width:800px){.P .cl-segments,.P .cl-gate,.P .cl-fallen .cl-gate{display:block}}
"""
LAYOUT = f"<style>{_RULES.replace('.P', f'.{PANEL}').replace(chr(10), '')}</style>"
