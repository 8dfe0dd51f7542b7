"""The explorer's layout: its own rules on top of the look that all panels share.

A lane's left edge only adorns it: what its layer says stands in words with a sign.
"""

from __future__ import annotations

from cognito_lab.panels.style import PANEL

_RULES = """
.P .cl-lane{border:1px solid var(--cl-frame);border-left:4px solid var(--cl-authorization);
border-radius:4px;padding:4px 10px 8px;margin:0 0 8px;overflow:visible}
.P .cl-lane .cl-row{gap:2px 8px}
.P .cl-lane .widget-checkbox{margin:0;min-width:0;width:auto}
.P .cl-policy{flex-flow:row wrap;align-items:flex-start;gap:4px 16px;overflow:visible;
border-top:1px solid var(--cl-frame);padding-top:4px;margin-top:4px}
.P .cl-writing{flex:1 1 400px;min-width:0;overflow:visible}
.P .cl-matches{flex:1 1 360px;min-width:0;overflow:visible}
.P .cl-editor{flex-flow:column nowrap;align-items:stretch;width:auto;height:auto;margin:0 4px 0 0}
.P .cl-editor .widget-label{width:auto;max-width:none;text-align:left;font-weight:bold}
.P .cl-editor textarea{font-family:var(--jp-code-font-family,monospace);
font-size:var(--jp-code-font-size,13px);line-height:1.35;white-space:pre-wrap;
overflow-wrap:anywhere;resize:vertical;border-color:var(--cl-muted);width:auto;
box-sizing:border-box;flex:0 0 auto}
.P .cl-statement{flex-flow:column nowrap;overflow:visible;
border-top:1px dotted var(--cl-frame);padding:2px 0}
.P .cl-statement:first-child{border-top:0}
.P .cl-statement .widget-checkbox{width:auto;max-width:100%;height:auto;line-height:1.5}
.P .cl-statement .widget-label-basic{white-space:normal;height:auto}
.P ul.cl-failing,.P ul.cl-problems{margin:2px 0 4px;padding-left:1.1em;list-style:none;
overflow-wrap:anywhere}
.P .cl-request{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,2fr);gap:4px 12px;
max-width:1400px;padding:0 5px;overflow:visible}
.P .cl-request .widget-text{flex-flow:column nowrap;align-items:stretch;height:auto;margin:0;
overflow:visible}
.P .cl-request .widget-text .widget-label{width:auto;max-width:none;text-align:left;
font-weight:bold}
.P .cl-request .widget-text input{flex:0 0 auto;width:auto}
.P .cl-context.cl-editor{max-width:1390px;margin:0 5px}
.P .cl-drawn{max-width:1000px}
.P .cl-controls{gap:4px 14px}
.P .cl-controls .widget-checkbox{width:auto}
.P .cl-change{gap:8px;border-top:1px solid var(--cl-frame);align-items:flex-start;overflow:visible;
padding:2px 0}
.P .cl-change .widget-html{flex:1 1 auto;min-width:0}
.P .cl-change .widget-button{flex:0 0 auto}
.P details table{max-width:100%;table-layout:auto;overflow-wrap:anywhere}
.P details table td,.P details table th{text-align:left;vertical-align:top;white-space:normal}
.P .cl-folded{max-height:400px;overflow:auto}
"""
LAYOUT = f"<style>{_RULES.replace('.P', f'.{PANEL}').replace(chr(10), '')}</style>"
