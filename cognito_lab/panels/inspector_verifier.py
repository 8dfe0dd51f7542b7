"""The inspector's verifier: whose tokens it takes, at what time, and what it does not ask.

All of it is the verifier's own configuration, and nothing comes from the token.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from typing import Any

from cognito_lab.tokens.careless import verify_without
from cognito_lab.tokens.expected import Expected, TokenUse, make_expected
from cognito_lab.tokens.forgeries import ForgedToken
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.key_set import KeySet, KeySetError
from cognito_lab.tokens.verification import TokenVerification

Jwks = KeySet | Mapping[str, Any]


class Verifier:
    """What `verify_token` is told, each part of it to be changed.

    `pools` are key sets by their issuer. `issuer`, `audience` and `token_use` are what is
    expected; `offset` are seconds by which its clock is ahead of `clock()`; `left_out` are the
    gates that it does not ask, none in the beginning. Raises what `make_expected` raises, and
    `KeySetError` with the issuer whose keys are none.
    """

    def __init__(
        self,
        pools: Mapping[str, Jwks],
        *,
        issuer: str,
        audience: str,
        token_use: TokenUse,
        clock: Callable[[], dt.datetime],
        scopes: Collection[str] = (),
        groups: Collection[str] = (),
        leeway: float = 0,
    ) -> None:
        self.pools = {name: _read(name, jwks) for name, jwks in pools.items()}
        self.issuer, self.audience, self.token_use = issuer, audience, token_use
        self.offset = 0.0
        self.left_out: frozenset[Gate] = frozenset()
        self._clock = clock
        self._more: dict[str, Any] = {"scopes": scopes, "groups": groups, "leeway": leeway}
        self.gates = tuple(Gate(check.subject) for check in self.verify(_NOTHING).checks)

    @property
    def now(self) -> dt.datetime:
        """The time by the verifier's clock."""
        return self._clock() + dt.timedelta(seconds=self.offset)

    @property
    def expected(self) -> Expected:
        """What it expects."""
        return make_expected(
            issuer=self.issuer,
            audience=self.audience,
            token_use=self.token_use,
            now=self.now,
            **self._more,
        )

    @property
    def key_set(self) -> KeySet:
        """The keys of the issuer that it expects."""
        return self.pools[self.issuer]

    def verify(self, made: ForgedToken) -> TokenVerification:
        """What it says of a token, with a row for each gate."""
        return self._verify_without(self.left_out, made)

    def verify_all(self, made: ForgedToken) -> TokenVerification:
        """What it would say if it asked every gate."""
        return self._verify_without(frozenset(), made)

    def _verify_without(self, gates: frozenset[Gate], made: ForgedToken) -> TokenVerification:
        return verify_without(gates, made.token, self.key_set, self.expected, made.published)

    def missed(self, made: ForgedToken) -> tuple[Gate, ...]:
        """The gates by whose absence the token gets through, where it does and should not.

        Each that would stop it if it were asked again; all that are left out, where more than
        one would have to be asked.
        """
        if self.verify_all(made).accepted or not self.verify(made).accepted:
            return ()
        left_out = tuple(gate for gate in self.gates if gate in self.left_out)
        alone = tuple(
            gate
            for gate in left_out
            if not self._verify_without(self.left_out - {gate}, made).accepted
        )
        return alone or left_out

    def ask(self, gate: Gate, asked: bool) -> None:
        """Ask a gate, or leave it out."""
        self.left_out = self.left_out - {gate} if asked else self.left_out | {gate}

    def offset_of(self, moment: Any) -> float | None:
        """By how much the clock is to be ahead for it to show this moment (seconds since 1970).

        None where the moment is no number, or none that a clock could show.
        """
        if isinstance(moment, bool) or not isinstance(moment, (int, float)):
            return None
        now = self._clock()
        try:
            offset = moment - now.timestamp()
            now + dt.timedelta(seconds=offset)
        except (OverflowError, ValueError):
            return None
        return offset


_NOTHING = ForgedToken("", (), {})


def _read(issuer: str, jwks: Jwks) -> KeySet:
    if isinstance(jwks, KeySet):
        return jwks
    try:
        return KeySet.read(jwks)
    except KeySetError as error:
        raise KeySetError(f"the keys of {issuer}: {error}") from None
