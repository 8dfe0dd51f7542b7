"""The inspector's layout: its own rules on top of the look that all panels share.

A segment is told apart by its number, its name and the kind of its line, and then by colour.
"""

from __future__ import annotations

from cognito_lab.panels.style import PANEL

_RULES = """
.P .cl-inspector-tabs{overflow:visible}
.P .cl-inspector-tabs>.widget-tab-contents{overflow:visible;padding:8px 0 0;border:0;
background:var(--cl-ground)}
.P .lm-TabBar-tab{background:var(--cl-raised);color:var(--cl-ink);
border:1px solid var(--cl-frame)}
.P .lm-TabBar-tab.lm-mod-current{background:var(--cl-ground);font-weight:bold;
border-top:3px solid var(--cl-link)}
.P .cl-segment{flex:1 1 300px;min-width:0;border:1px solid var(--cl-frame);border-radius:4px;
padding:4px 10px;border-top-width:4px;overflow-wrap:anywhere}
.P .cl-segment.cl-header{border-top-color:var(--cl-header)}
.P .cl-segment.cl-payload{border-top-color:var(--cl-payload);border-top-style:double;
border-top-width:6px;flex-grow:2}
.P .cl-segment.cl-signature{border-top-color:var(--cl-signature);border-top-style:dotted}
.P .cl-header :is(h4,.cl-letters-of code){color:var(--cl-header)}
.P .cl-payload :is(h4,.cl-letters-of code){color:var(--cl-payload)}
.P .cl-signature :is(h4,.cl-letters-of code){color:var(--cl-signature)}
.P .cl-letters-of{margin:2px 0 6px}
.P table.cl-claims{border-collapse:collapse;width:100%;table-layout:fixed}
.P .cl-claims td{border-top:1px solid var(--cl-frame);padding:2px 6px 2px 0;
vertical-align:top;overflow-wrap:anywhere;text-align:left}
.P .cl-claims td:first-child{width:36%}
.P .cl-place{margin:0 0 6px 14px}
.P .cl-paste{width:100%;max-width:60em}
.P .cl-questions{flex-flow:row wrap;align-items:flex-start;gap:4px 20px;overflow:visible}
.P .cl-question{flex:1 1 200px;overflow:visible}
.P .cl-gate{display:grid;grid-template-columns:10.5em 3fr 4fr 4fr;gap:0 10px;
border-top:1px solid var(--cl-frame);padding:2px 0;overflow-wrap:anywhere}
.P .cl-gate-row{align-items:center;overflow:visible}
.P .cl-gate-row .widget-checkbox{flex:0 0 8.5em}
.P .cl-gate-row .widget-html{flex:1 1 auto;min-width:0}
.P .cl-time .widget-html{min-width:20em}
"""
LAYOUT = f"<style>{_RULES.replace('.P', f'.{PANEL}').replace(chr(10), '')}</style>"
