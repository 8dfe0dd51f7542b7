"""What the exchange explorer says, as HTML: the verdict, the credentials, and what they may do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cognito_lab.diagrams.evaluation_words import shown
from cognito_lab.diagrams.table import Table
from cognito_lab.exchange.setting import ExchangeSetting
from cognito_lab.exchange.whole_way import QUESTIONS, WholeWay
from cognito_lab.panels.style import message_html, text_html
from cognito_lab.policies.evaluate import evaluate
from cognito_lab.policies.layers import PolicyLayers
from cognito_lab.policies.request import Request
from cognito_lab.policies.wording import denial

NO_EXCHANGE = "No exchange: mend the text below first."
IDENTITY = "{identity}"
"""Stands in a resource of `requests` for the IdentityId of whoever came."""
MASKED = "••••••••"
_COLUMNS = ("action", "resource", "allowed?", "what AWS says")


class ToTry(NamedTuple):
    """An action and a resource that the credentials are asked about."""

    action: str
    resource: str


def verdict_html(way: WholeWay | None) -> str:
    """How the exchange ends, with AWS's sentence where it is refused."""
    if way is None:
        return message_html(NO_EXCHANGE, "refused")
    if way.session is not None:
        text = f"Credentials of the role {way.session.role_name}, until "
        return message_html(f"{text}{_moment(way.session.expires_at)}.", "good")
    refusal, failed = way.refusal, way.failed
    if refusal is None or failed is None:
        return message_html("Nothing was asked.", "note")
    said = f"Refused at the gate “{failed.gate}”: {QUESTIONS[failed.gate]}"
    words = text_html(shown(f"{refusal.code}: {refusal.message}", 400))
    return message_html(said, "refused") + f'<p><span class="cl-muted">AWS says:</span> {words}</p>'


def logins_html(logins: Mapping[str, str]) -> str:
    """The map `Logins` as it is sent, its tokens masked."""
    if not logins:
        return '<p class="cl-muted">Logins: none is sent.</p>'
    sent = ", ".join(f"{name}: {_masked(token)}" for name, token in logins.items())
    return (
        f'<p><span class="cl-muted">Logins:</span> <code>{text_html(shown(sent, 400))}</code></p>'
    )


def _masked(token: str) -> str:
    """The first letters of a JWT are the same in all; of another login nothing is shown."""
    return f"eyJ{MASKED}" if token.startswith("eyJ") else MASKED


def fault_html(fault: str) -> str:
    """What is wrong with a text; empty where nothing is."""
    return message_html(shown(fault, 400), "refused") if fault else ""


def credentials_html(way: WholeWay) -> str:
    """The session's credentials as the answer has them, without their secrets."""
    session = way.session
    if session is None:
        return '<p class="cl-muted">No credentials: the exchange was refused.</p>'
    tags = ", ".join(f"{key} = {value}" for key, value in session.tags.items()) or "none"
    limit = "AWS's list for guests" if session.session_policies else "none"
    rows = (
        ("AccessKeyId", f"ASIA{MASKED}"),
        ("SecretKey", MASKED),
        ("SessionToken", MASKED),
        ("Expiration", _moment(session.expires_at)),
        ("signs as", session.arn),
        ("session tags", tags),
        ("session policies", limit),
    )
    cells = "".join(
        f"<tr><th>{text_html(name)}</th><td><code>{text_html(value)}</code></td></tr>"
        for name, value in rows
    )
    return (
        f"<table>{cells}</table>"
        '<p class="cl-muted">A panel gives out none: the secrets are made by the call alone.</p>'
    )


def may_do(way: WholeWay, setting: ExchangeSetting, to_try: Iterable[ToTry]) -> Table:
    """Each request, asked of the role's and the session's policies."""
    rows = []
    session = way.session
    if session is not None:
        layers = PolicyLayers(
            identity=setting.role_policies.get(session.role_arn, ()),
            session=session.session_policies,
        )
        for action, resource in to_try:
            named = resource.replace(IDENTITY, way.identity_id or "")
            request = Request(session.principal, action, named, session.context)
            evaluation = evaluate(request, layers)
            answer = "✓ yes" if evaluation.allowed else "✕ no"
            said = denial(evaluation) or "—"
            rows.append((action, named, answer, shown(said, 400)))
    return Table("What the credentials may do", _COLUMNS, tuple(rows))


def _moment(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"
