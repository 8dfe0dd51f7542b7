"""The inspector's first tab: a token is read, which is no check."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import ipywidgets

from cognito_lab.panels.callbacks import Callbacks
from cognito_lab.panels.inspector_anatomy import segments_html
from cognito_lab.panels.style import button, message_html, row
from cognito_lab.tokens.anatomy import decode_unverified

_NO_TRUST = "Read, not verified: anybody could have written this."
_STAYS_HERE = (
    "A token that you paste stays on this machine: it goes to the kernel of this notebook and "
    "nowhere else. The field is emptied when it was read, and the signature is not shown, so the "
    "token is not stored with the notebook."
)


class ReadTab:
    """Which token is looked at, and what it says.

    `on_token(token)` is called with a token that was chosen or pasted. `widget` is the tab.
    """

    def __init__(
        self,
        tokens: Mapping[str, str],
        callbacks: Callbacks,
        *,
        on_token: Callable[[str], None],
        on_change: Callable[[], None],
    ) -> None:
        self._tokens, self._callbacks, self._on_token = tokens, callbacks, on_token
        plain = ipywidgets.Layout()
        self._which = ipywidgets.Dropdown(
            description="Token", options=list(tokens), layout={"width": "24em"}
        )
        self._which.style.description_width = "auto"
        self._back = button("Back to the given token", tooltip="Look at the token as it was given")
        self._signature = ipywidgets.Checkbox(
            description="Show the signature", indent=False, layout={"width": "auto"}
        )
        # It sends what stands in it when it is left, and not at each letter.
        self._paste = ipywidgets.Textarea(
            description="Paste a token",
            placeholder="Paste it here, then press Tab",
            rows=2,
            continuous_update=False,
            layout={"width": "auto", "flex": "1 1 30em", "max_width": "60em"},
        )
        self._paste.style.description_width = "auto"
        self._page = ipywidgets.HTML(layout=plain)
        self.widget = ipywidgets.VBox(
            [
                row(self._which, self._back, self._signature),
                row(self._paste),
                ipywidgets.HTML(f'<p class="cl-muted">{_STAYS_HERE}</p>', layout=plain),
                self._page,
            ],
            layout=plain,
        )
        self._back.on_click(callbacks.guarded(lambda _: self._begin(self._which.value)))
        callbacks.observe(self._which, self._begin)
        callbacks.observe(self._paste, self._pasted)
        callbacks.observe(self._signature, lambda _: on_change())

    def render(self, token: str, now: float, changed: Collection[str]) -> None:
        """Show this token; `changed` are the claims that were changed here."""
        page = segments_html(
            decode_unverified(token),
            now=now,
            changed=changed,
            show_signature=self._signature.value,
        )
        self._callbacks.set(self._page, value=message_html(_NO_TRUST, "note") + page)

    def _begin(self, name: str) -> None:
        self._callbacks.set(self._signature, value=False)
        self._on_token(self._tokens[name])

    def _pasted(self, text: str) -> None:
        token = "".join(text.split())  # a terminal or a mail breaks it into lines
        if token:
            self._callbacks.set(self._paste, value="")
            self._callbacks.set(self._signature, value=False)
            self._on_token(token)
