"""The exchange explorer's controls: who comes, what the pool and its roles say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets

from cognito_lab.panels.callbacks import Callbacks
from cognito_lab.panels.exchange_desk import FLOWS, TOKENS, ExchangeDesk
from cognito_lab.panels.exchange_words import fault_html
from cognito_lab.panels.explorer_fields import editor, lines_of
from cognito_lab.panels.style import button, row

NO_ROLE = "none: the pool chooses"


class ExchangeForm:
    """What can be changed. It changes the desk and calls `on_change()`.

    `choices` has what is chosen, `texts` what is written, for a panel to place.
    """

    def __init__(
        self, desk: ExchangeDesk, callbacks: Callbacks, *, on_change: Callable[[], None]
    ) -> None:
        self._desk, self._callbacks, self._on_change = desk, callbacks, on_change
        self.who = self._choice("Who comes", list(desk.logins), "who")
        self.token = self._choice("The login is", list(TOKENS), "token")
        self.identity = self._choice("As which identity", desk.identities, "identity")
        self.flow = self._choice("Flow", list(FLOWS), "flow")
        self.guests = self._box("the pool has guests", "guests")
        self.classic = self._box("the classic flow is allowed", "classic")
        roles = [(NO_ROLE, ""), *((arn.rpartition("/")[2], arn) for arn in desk.trusts)]
        self.role = self._choice("The app asks for the role", roles, "role")
        self.mapping = editor("Role mapping of the user pool (JSON; empty: none)", desk.mapping)
        self._mapping_fault = ipywidgets.HTML()
        self.trust_of = self._choice("Role", roles[1:] or [("none", "")], "trust_of")
        self.trust = editor("Its trust policy (JSON)", desk.trust)
        self._trust_fault = ipywidgets.HTML()
        self.back = button("As it was", tooltip="The pool and its roles as they were given")
        callbacks.observe(self.mapping, self._wrote_mapping)
        callbacks.observe(self.trust, self._wrote_trust)
        callbacks.observe(self.trust_of, lambda _: self._show_trust())
        self.back.on_click(callbacks.guarded(lambda _: self._begin_again()))
        left = ipywidgets.VBox([self.mapping, self._mapping_fault])
        right = ipywidgets.VBox([self.trust_of, self.trust, self._trust_fault])
        left.add_class("cl-writing")
        right.add_class("cl-writing")
        self.texts = ipywidgets.HBox([left, right])
        self.texts.add_class("cl-policy")
        rows = [
            row(self.who, self.token, self.identity),
            row(self.flow, self.role, self.guests, self.classic, self.back),
        ]
        for one in rows:
            one.add_class("cl-controls")
        self.choices = ipywidgets.VBox(rows)

    def render(self, mapping_fault: str, trust_fault: str) -> None:
        """Show what is wrong with the texts."""
        self._callbacks.set(self._mapping_fault, value=fault_html(mapping_fault))
        self._callbacks.set(self._trust_fault, value=fault_html(trust_fault))

    def take(self) -> None:
        """Show what lies on the desk."""
        desk = self._desk
        for name in ("who", "token", "flow", "guests", "classic", "role"):
            self._callbacks.set(getattr(self, name), value=getattr(desk, name))
        self._callbacks.set(self.identity, options=desk.identities, value=desk.identity)
        self._callbacks.set(self.mapping, value=desk.mapping, rows=lines_of(desk.mapping))
        self._callbacks.set(self.trust_of, value=desk.trust_of)
        self._show_trust()

    def _begin_again(self) -> None:
        self._desk.take(self._desk.setting)
        self.take()
        self._on_change()

    def _choice(self, label: str, options: list[Any], name: str) -> Any:
        made = ipywidgets.Dropdown(
            description=label,
            options=options,
            value=getattr(self._desk, name),
            layout={"width": "auto"},
        )
        made.style.description_width = "auto"
        self._callbacks.observe(made, self._changing(name))
        return made

    def _box(self, label: str, name: str) -> Any:
        made = ipywidgets.Checkbox(
            description=label,
            value=getattr(self._desk, name),
            indent=False,
            layout={"width": "auto"},
        )
        self._callbacks.observe(made, self._changing(name))
        return made

    def _changing(self, name: str) -> Callable[[Any], None]:
        def change(value: Any) -> None:
            setattr(self._desk, name, value)
            self._on_change()

        return change

    def _show_trust(self) -> None:
        text = self._desk.trust
        self._callbacks.set(self.trust, value=text, rows=lines_of(text))

    def _wrote_mapping(self, text: str) -> None:
        self._desk.mapping = text
        self._on_change()

    def _wrote_trust(self, text: str) -> None:
        self._desk.write_trust(text)
        self._on_change()
