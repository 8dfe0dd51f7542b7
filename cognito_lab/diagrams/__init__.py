"""Data in, picture out: drawings of what was recorded, each with a text beside it.

Reading order: `theme` (colours and signs), `text_metrics` (how wide a text is, from
`glyph_widths`), `svg` (the one writer), `marks` (the signs, drawn), `picture` and `table` (what a
drawing function gives back), `wording` (a call in words), `meaning` (in one sentence, from the
tables `operation_meanings`, `operation_words_cognito`, `operation_words_aws` and `error_meanings`),
then the drawings: `sequence` on its `sequence_canvas`, with `lanes`, `message_row`, `legend`,
`transcript` and `mermaid`, and `sequence_crop` (one call of it); `architecture` on `graph`,
`graph_words`, `graph_layout` and `graph_drawing`, and so `sign_in_states` (with `way_taken`); for
tokens `token_anatomy` (with `claim_words` and `paragraph`), `verification_gates`, `gate_matrix`,
and by matplotlib (`plotting`, `png_picture`) `token_timeline` with `timeline_words`; for policies
`evaluation_flow` and `statement_table` (with `evaluation_words`, `statement_rows`); for exchanges
`exchange_ladder`, `three_ids` and `role_decision`; `qr_code`; `what_answered` is the closing box of
a notebook, `badge` what stands at its head.

This package draws what it is handed and works nothing out again: what is refused in a
picture was refused by the service that recorded it.
"""

from cognito_lab.diagrams.architecture import (
    Architecture,
    Link,
    Part,
    architecture_from,
    draw_architecture,
)
from cognito_lab.diagrams.evaluation_flow import evaluation_flow
from cognito_lab.diagrams.exchange_ladder import exchange_ladder
from cognito_lab.diagrams.gate_matrix import gate_matrix_picture
from cognito_lab.diagrams.graph import Edge, Graph, Group, Node
from cognito_lab.diagrams.graph_drawing import draw_graph
from cognito_lab.diagrams.graph_layout import LayoutUnavailable
from cognito_lab.diagrams.picture import Picture
from cognito_lab.diagrams.png_picture import PngPicture
from cognito_lab.diagrams.qr_code import draw_qr_code
from cognito_lab.diagrams.role_decision import role_decision
from cognito_lab.diagrams.sequence import draw_sequence
from cognito_lab.diagrams.sign_in_states import draw_sign_in_states
from cognito_lab.diagrams.statement_table import statement_table
from cognito_lab.diagrams.table import Table
from cognito_lab.diagrams.three_ids import three_ids
from cognito_lab.diagrams.token_anatomy import token_anatomy
from cognito_lab.diagrams.token_timeline import token_timeline
from cognito_lab.diagrams.verification_gates import verification_gates
from cognito_lab.diagrams.what_answered import WhatAnswered, what_answered

__all__ = [
    "Architecture",
    "Edge",
    "Graph",
    "Group",
    "LayoutUnavailable",
    "Link",
    "Node",
    "Part",
    "Picture",
    "PngPicture",
    "Table",
    "WhatAnswered",
    "architecture_from",
    "draw_architecture",
    "draw_graph",
    "draw_qr_code",
    "draw_sequence",
    "draw_sign_in_states",
    "evaluation_flow",
    "exchange_ladder",
    "gate_matrix_picture",
    "role_decision",
    "statement_table",
    "three_ids",
    "token_anatomy",
    "token_timeline",
    "verification_gates",
    "what_answered",
]
