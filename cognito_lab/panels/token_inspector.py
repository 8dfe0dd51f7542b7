"""The token inspector: a token is read, tampered with, and verified, each in a tab of its own.

So reading never looks like trusting. All tabs are about one token: what is changed under Tamper
is what Read shows and Verify checks, and a reader sees that reading alone tells no difference.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from typing import Any

import ipywidgets

from cognito_lab.cell_output import show
from cognito_lab.diagrams.text_metrics import clean, shorten
from cognito_lab.panels.callbacks import Callbacks
from cognito_lab.panels.inspector_forging import Forging
from cognito_lab.panels.inspector_look import LAYOUT
from cognito_lab.panels.inspector_read import ReadTab
from cognito_lab.panels.inspector_still import still_view
from cognito_lab.panels.inspector_tamper import TamperTab
from cognito_lab.panels.inspector_verifier import Jwks, Verifier
from cognito_lab.panels.inspector_verify import VerifyTab
from cognito_lab.panels.static_view import has_a_kernel_always, show_panel
from cognito_lab.panels.style import heading_html, panel
from cognito_lab.panels.tabs import Tabs
from cognito_lab.tokens.discovery import JWKS_PATH
from cognito_lab.tokens.expected import TokenUse
from cognito_lab.tokens.forgeries import CannotForge, ForgedToken, Loot
from cognito_lab.tokens.key_set import KeySet
from cognito_lab.tokens.keys import SigningKey
from cognito_lab.tokens.verification import TokenVerification

READ, TAMPER, VERIFY = range(3)
"""The tabs, in their order."""

_TITLES = ("1 · Read", "2 · Tamper", "3 · Verify")
_DEFAULT_TITLE = "A token: read it, tamper with it, verify it"
_PASTED = "the pasted token"
# JupyterLab takes the arrow keys of a list that is not open, and moves to another cell.
_KEYS = (
    "By keyboard: Tab and Enter open a part; Space opens a list, ↑ ↓ and Enter choose from it; "
    "Space ticks a box."
)


class TokenInspector:
    """A panel on one token; as the last line of a cell it shows itself.

    >>> TokenInspector(
    ...     tokens["IdToken"],
    ...     jwks=requests.get(f"{issuer}/.well-known/jwks.json").json(),
    ...     issuer=issuer,
    ...     audience=app_client_id,
    ...     now=lab.clock.now,
    ... )

    `token` is a token, or several by the name under which they are to be chosen. What the verifier
    expects are `jwks` (a document or a `KeySet`), `issuer`, `audience` (an app client's id),
    `token_use` and, where some are asked for, `scopes` and `groups`; `now` is an aware datetime, or
    a function that returns one, such as `lab.clock.now`. `other_pools` (their key sets by their
    issuers) and `other_clients` (their ids) are there to be chosen instead.
    `loot` is what the forger has; without it, a key of the forger's own and the issuer's public
    keys. The pools whose keys it has are among those to choose from.

    Raises what `verify_token` raises for an expectation that checks nothing, and `KeySetError` for
    keys that are none. Never raises for what a token is.
    """

    def __init__(
        self,
        token: str | Mapping[str, str],
        *,
        jwks: Jwks,
        issuer: str,
        audience: str,
        token_use: TokenUse = "id",
        now: dt.datetime | Callable[[], dt.datetime],
        scopes: Collection[str] = (),
        groups: Collection[str] = (),
        leeway: float = 0,
        loot: Loot | None = None,
        other_pools: Mapping[str, Jwks] | None = None,
        other_clients: Collection[str] = (),
        title: str | None = None,
    ) -> None:
        self._tokens = {"the token": token} if isinstance(token, str) else dict(token)
        if not self._tokens:
            raise ValueError("there is no token to inspect: hand over one, or several by name")
        self._title = clean(title) if title else _DEFAULT_TITLE
        published = {
            address.removesuffix(JWKS_PATH): keys
            for address, keys in (loot.published if loot else {}).items()
        }
        self._verifier = Verifier(
            {issuer: jwks, **{k: v for k, v in published.items() if k != issuer}}
            | {k: v for k, v in (other_pools or {}).items() if k != issuer},
            issuer=issuer,
            audience=audience,
            token_use=token_use,
            clock=now if callable(now) else lambda: now,
            scopes=scopes,
            groups=groups,
            leeway=leeway,
        )
        self._still = still_view(next(iter(self._tokens.values())), self._verifier, self._title)
        self._name = next(iter(self._tokens))
        self._forging = Forging(
            self._tokens[self._name],
            loot,
            lambda: _a_forgers_own(self._verifier.pools[issuer]),
        )
        self._callbacks = Callbacks("token inspector")
        clients = list(dict.fromkeys([audience, *other_clients]))
        self._read = ReadTab(
            self._tokens, self._callbacks, on_token=self.show, on_change=self._render
        )
        self._tamper = TamperTab(self._forging, self._callbacks, on_change=self._render)
        self._verify = VerifyTab(self._verifier, clients, self._callbacks, on_change=self._render)
        self._box = self._panel()
        self.show(self._forging.given)

    # What a program does with it.

    @property
    def widget(self) -> Any:
        """The whole panel: an `ipywidgets.VBox`."""
        return self._box

    @property
    def token(self) -> str:
        """The token that all tabs are about: as it was given, or as it was forged."""
        return self._make().token

    @property
    def verification(self) -> TokenVerification:
        """What the verifier says of it, as it is set under Verify. Ask `.accepted`."""
        return self._verifier.verify(self._make())

    def show(self, token: str) -> None:
        """Look at another token, untouched. It can be any text at all."""
        self._forging.begin(token)
        names = [name for name, given in self._tokens.items() if given == token]
        self._name = names[0] if names else _PASTED
        self._tamper.begin()
        self._render()

    def open(self, tab: int) -> None:
        """Open a tab: `READ`, `TAMPER` or `VERIFY`."""
        self._tabs.open(tab)

    def refresh(self) -> None:
        """Show it as it is now: needed when the clock has moved."""
        self._render()

    def _ipython_display_(self) -> None:
        instead = f"[token inspector: {self._title}. Run this cell to use it; its text follows.]"
        show_panel(self._box, instead)
        if not has_a_kernel_always():
            show(self._still.html, self._still.text)

    # How it works.

    def _panel(self) -> Any:
        parts = [self._read.widget, self._tamper.widget, self._verify.widget]
        self._tabs = Tabs(_TITLES, parts, self._callbacks, self._render_tab)
        sheet = ipywidgets.HTML(LAYOUT, layout={"display": "none"})
        heading = ipywidgets.HTML(f'{heading_html(self._title)}<p class="cl-muted">{_KEYS}</p>')
        hint, problem = self._callbacks.hint, self._callbacks.problem
        return panel(sheet, heading, hint, problem, self._tabs.widget)

    def _make(self) -> ForgedToken:
        """The token on the desk; where it cannot be forged so, the one it began with."""
        try:
            made = self._forging.make()
        except CannotForge as error:
            self._tamper.say(f"It cannot be forged so: {shorten(str(error), 300)}.")
            return ForgedToken(self._forging.base, (), {})
        return made

    def _render(self) -> None:
        """Show what there is now, in the tab that is open; another one follows when it opens."""
        self._render_tab(self._tabs.opened)

    def _render_tab(self, tab: int) -> None:
        made = self._make()
        if tab == TAMPER:
            self._tamper.render(made, self._verifier)
        elif tab == VERIFY:
            self._verify.render(made, self._what(made))
        else:
            self._read.render(made.token, self._verifier.now.timestamp(), self._forging.edits)

    def _what(self, made: ForgedToken) -> str:
        if not self._forging.touched:
            return f"{self._name}, as it was given"
        changes = [forgery.title for forgery in made.forgeries] or ["tampered with in vain"]
        return f"{self._name}, forged: {', '.join(changes)}"


def _a_forgers_own(keys: KeySet) -> Loot:
    """What everybody has: the issuer's public keys, and a key that they made themselves."""
    return Loot({"keys": [key.jwk for key in keys.keys.values()]}, SigningKey.generate())
