"""The inspector's third tab: a token is checked, by a verifier that can be made careless."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import ipywidgets
from ipywidgets.widgets.widget_bool import CheckboxStyle as _BoxStyle

from cognito_lab.diagrams.text_metrics import clean, shorten
from cognito_lab.panels.callbacks import Callbacks
from cognito_lab.panels.inspector_rows import gate_row_html, verdict_html
from cognito_lab.panels.inspector_verifier import Verifier
from cognito_lab.panels.style import button, heading_html, row, text_html
from cognito_lab.tokens.forgeries import ForgedToken
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.wording import length_words, time_words

_MINUTE = 60
_REACH = 90  # minutes, either way, that the slider goes
_MOMENTS = (
    ("Now", 0),
    ("+ 59 min", 59 * _MINUTE),
    ("+ 61 min", 61 * _MINUTE),
    ("+ 1 day", 24 * 60 * _MINUTE),
)
_USES = {"an ID token": "id", "an access token": "access"}


class VerifyTab:
    """Pool, app client, use and time of a verifier, and a row for each gate to ask or leave out.

    It changes `verifier` and calls `on_change()`. `clients` are app client ids to choose from;
    `widget` is the tab.
    """

    def __init__(
        self,
        verifier: Verifier,
        clients: Sequence[str],
        callbacks: Callbacks,
        *,
        on_change: Callable[[], None],
    ) -> None:
        self._verifier, self._callbacks, self._on_change = verifier, callbacks, on_change
        self._exp: Any = None
        plain = self._plain = ipywidgets.Layout()
        self._pool = _choice("User pool", _pool_names(verifier.pools), verifier.issuer)
        self._client = _choice(
            "App client", [(shorten(clean(c), 70), c) for c in clients], verifier.audience
        )
        self._use = _choice("Expects", list(_USES.items()), verifier.token_use)
        self._slider = ipywidgets.IntSlider(
            description="Time (min)",
            min=-_REACH,
            max=_REACH,
            readout=False,
            layout={"width": "280px"},
        )
        self._slider.style.description_width = "auto"
        moments = [self._moment(words, partial(float, offset)) for words, offset in _MOMENTS]
        self._before = self._moment("1 s before exp", lambda: self._to_exp(-1))
        self._at = self._moment("At exp", lambda: self._to_exp(0))
        self._clock = ipywidgets.HTML(layout=plain)
        time = row(self._slider, *moments, self._before, self._at, self._clock)
        self._which = ipywidgets.HTML(layout=plain)
        self._verdict = ipywidgets.HTML(layout=plain)
        self._ask_all = button("Ask all", tooltip="Let the verifier ask every gate again")
        # One layout and one style for all boxes keep the stored state small.
        shared = {"layout": ipywidgets.Layout(width="8.5em"), "style": _BoxStyle()}
        self.boxes = {gate: self._gate_box(gate, shared) for gate in verifier.gates}
        self._rows = {gate: ipywidgets.HTML(layout=plain) for gate in verifier.gates}
        self.widget = ipywidgets.VBox(
            [
                self._which,
                row(self._pool, self._client, self._use),
                time,
                self._verdict,
                row(
                    ipywidgets.HTML(heading_html("The gates: ask them, or leave one out", 4)),
                    self._ask_all,
                ),
                *(self._gate_row(gate) for gate in verifier.gates),
            ],
            layout=plain,
        )
        self._ask_all.on_click(callbacks.guarded(lambda _: self._ask_them_all()))
        for control, name in (
            (self._pool, "issuer"),
            (self._client, "audience"),
            (self._use, "token_use"),
        ):
            callbacks.observe(control, partial(self._expect, name))
        callbacks.observe(self._slider, lambda minutes: self._move_to(minutes * _MINUTE))

    def render(self, made: ForgedToken, what: str) -> None:
        """Show what the verifier says of a token; `what` says which one it is."""
        verifier = self._verifier
        verification = verifier.verify(made)
        verdict = verdict_html(verification, verifier.verify_all(made), verifier.missed(made))
        self._exp = verification.untrusted_claims.get("exp")
        has_exp = verifier.offset_of(self._exp) is not None
        callbacks = self._callbacks
        callbacks.set(self._which, value=f"<p><b>The token:</b> {text_html(what)}</p>")
        callbacks.set(self._verdict, value=verdict)
        callbacks.set(self._before, disabled=not has_exp)
        callbacks.set(self._at, disabled=not has_exp)
        minutes = round(max(-_REACH, min(verifier.offset / _MINUTE, _REACH)))
        callbacks.set(self._slider, value=minutes)
        callbacks.set(self._clock, value=f"<b>{text_html(self._time_words())}</b>")
        for check in verification.checks:
            gate = Gate(check.subject)
            callbacks.set(self._rows[gate], value=gate_row_html(check, verification))
            callbacks.set(self.boxes[gate], value=gate not in verification.left_out)

    def _time_words(self) -> str:
        offset = self._verifier.offset
        shown = time_words(self._verifier.now.timestamp())
        if offset == 0:
            return f"{shown}, now"
        return f"{shown}, {length_words(offset)} {'later' if offset > 0 else 'earlier'}"

    # What the controls do.

    def _expect(self, name: str, value: str) -> None:
        setattr(self._verifier, name, value)
        self._on_change()

    def _move_to(self, offset: float | None) -> None:
        if offset is not None:
            self._verifier.offset = offset
            self._on_change()

    def _to_exp(self, seconds: float) -> float | None:
        is_number = isinstance(self._exp, (int, float)) and not isinstance(self._exp, bool)
        return self._verifier.offset_of(self._exp + seconds) if is_number else None

    def _moment(self, words: str, offset: Callable[[], float | None]) -> Any:
        made = button(words, tooltip=f"Set the verifier's clock: {words}")
        made.on_click(self._callbacks.guarded(lambda _: self._move_to(offset())))
        return made

    def _ask(self, gate: Gate, asked: bool) -> None:
        self._verifier.ask(gate, asked)
        self._on_change()

    def _ask_them_all(self) -> None:
        for gate in self._verifier.gates:
            self._verifier.ask(gate, True)
        self._on_change()

    def _gate_box(self, gate: Gate, shared: Mapping[str, Any]) -> Any:
        box = ipywidgets.Checkbox(
            value=True,
            description=str(gate),
            tooltip=f"Ask this gate: {gate}",
            indent=False,
            **shared,
        )
        self._callbacks.observe(box, partial(self._ask, gate))
        return box

    def _gate_row(self, gate: Gate) -> Any:
        line = ipywidgets.HBox([self.boxes[gate], self._rows[gate]], layout=self._plain)
        line.add_class("cl-gate-row")
        return line


def _choice(name: str, options: Sequence[Any], value: str) -> Any:
    made = ipywidgets.Dropdown(
        description=name, options=options, value=value, layout={"width": "auto"}
    )
    made.style.description_width = "auto"
    return made


def _pool_names(issuers: Iterable[str]) -> list[tuple[str, str]]:
    """Each issuer by the id of its pool; by the whole of it, where two would look alike."""
    names = {issuer: clean(issuer.rpartition("/")[2]) for issuer in issuers}
    listed = list(names.values())
    return [
        (shorten(name if name and listed.count(name) == 1 else clean(issuer), 70), issuer)
        for issuer, name in names.items()
    ]
