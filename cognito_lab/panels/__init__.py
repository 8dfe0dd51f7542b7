"""Pictures with controls, made with ipywidgets: what a learner clicks through.

Reading order: `style` (the look that all panels share), `flow_player` (a trace, call by call).

A panel is handed data or a function that acts, and never reaches for the mocked AWS itself.
It sets the `value` of HTML widgets and shows what went wrong in a callback in the panel: an
exception in a callback is otherwise seen by nobody.
"""
