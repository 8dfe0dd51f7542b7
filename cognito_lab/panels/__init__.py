"""Pictures with controls, made with ipywidgets: what a learner clicks through.

Reading order: `style` (the look that all panels share), `callbacks` (who moved a control, and what
becomes of an exception), `tabs` (several parts, one of which is open), then `flow_player` (a trace,
call by call) with what it shows: `call_list`, `call_page`, `value_tree`, `static_view`;
`token_timeline` (tokens under a clock that can be moved); `token_inspector` (one token, in three
tabs) with `inspector_forging` (what a forger does to it), `inspector_verifier` (what a verifier
asks), `inspector_anatomy` and `inspector_rows` (both in words), `inspector_read`,
`inspector_tamper` and `inspector_verify` (the tabs), `inspector_still`, `inspector_look`;
`policy_explorer` (a request and its policies, edited) with `explorer_desk` (what lies there),
`explorer_texts` (read), `explorer_what_if` (what is left out), `explorer_fields`, `explorer_policy`
and `explorer_lanes` (the controls), `explorer_changes` (what would turn the decision),
`explorer_words`, `explorer_examples`, `explorer_still`, `explorer_look`; `exchange_explorer` (a
login, a pool and its roles, and how the exchange ends) with `exchange_desk` (what lies there),
`exchange_form` (the controls), `exchange_words` and `exchange_still`; `visualizer` (one live world,
and buttons to act in it) with `actions`, `actions_form`, `outbox_view`, `visualizer_tokens`,
`visualizer_credentials`, `visualizer_challenge` and `visualizer_words`.

A panel is handed data or a function that acts, and never reaches for the mocked AWS itself.
It sets the `value` of HTML widgets, so that a cell's output never changes under a reader.
"""

from cognito_lab.panels.actions import Declined
from cognito_lab.panels.exchange_explorer import ExchangeExplorer
from cognito_lab.panels.flow_player import FlowPlayer
from cognito_lab.panels.policy_explorer import PolicyExplorer
from cognito_lab.panels.token_inspector import TokenInspector
from cognito_lab.panels.token_timeline import TokenTimeline
from cognito_lab.panels.visualizer import Visualizer

__all__ = [
    "Declined",
    "ExchangeExplorer",
    "FlowPlayer",
    "PolicyExplorer",
    "TokenInspector",
    "TokenTimeline",
    "Visualizer",
]
