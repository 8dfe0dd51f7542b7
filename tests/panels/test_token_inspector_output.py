"""What a cell keeps of an inspector, and what a hostile token would have to get past."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cognito_lab.cli.render import rendered
from cognito_lab.diagrams import token_anatomy, verification_gates
from cognito_lab.panels import TokenInspector
from cognito_lab.tokens.anatomy import decode_unverified
from cognito_lab.tokens.segment import encode_segment
from tests.diagrams import traces
from tests.diagrams.strategies import any_text
from tests.panels.inspectors import NOW, edit, give, inspector, read, scene
from tests.panels.page import faults_of, html_of, outputs_of, words_of

VIEW = "application/vnd.jupyter.widget-view+json"
TABS = ("Read", "Tamper", "Verify")
slow = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_a_cell_keeps_the_view_and_then_the_same_without_a_kernel(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panel = inspector(title="Ana's token")
    view, still = outputs_of(panel, monkeypatch)
    assert set(view) == {VIEW, "text/plain"}
    assert view[VIEW]["model_id"] == panel.widget.model_id
    assert view["text/plain"].startswith("[token inspector: Ana's token. Run this cell")
    page, text = still["text/html"], still["text/plain"]
    assert faults_of(page) == []
    for picture in (token_anatomy(panel.token, now=NOW), verification_gates(panel.verification)):
        assert picture.html_image() in page
        assert picture.table.html in page
        assert str(picture.table) in text
    assert "read, not verified" in text
    assert text.index("read, not verified") < text.index("Accepted: all 10 checks passed")
    assert panel.token.rpartition(".")[2][:30] not in json.dumps(still)


def test_the_still_page_is_about_the_token_that_was_given_whatever_the_controls_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panel = inspector()
    first = outputs_of(panel, monkeypatch)[1]
    edit(panel, "email", '"secret@example.com"')
    give(panel, "expiry", False)
    read(panel, "Read")
    give(panel, "Show the signature", True)
    give(panel, "Paste a token", scene()[0].token("access"))
    assert outputs_of(panel, monkeypatch)[1] == first


def test_a_page_of_voilas_has_the_panel_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5")
    assert len(outputs_of(inspector(), monkeypatch)) == 1


def test_two_processes_make_the_same_outputs() -> None:
    pool, _ = scene()
    given = {"token": pool.token(), "jwks": pool.keys.jwks(), "issuer": pool.issuer}
    program = (
        "import datetime as dt, json, sys\n"
        "import IPython.display\n"
        "from cognito_lab.panels import TokenInspector\n"
        "from tests.panels.page import html_of\n"
        "found = []\n"
        "IPython.display.display = lambda data, raw: found.append(data.get('text/html'))\n"
        "now = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)\n"
        "panel = TokenInspector(**json.load(sys.stdin), audience='x', now=now)\n"
        "panel._ipython_display_()\n"
        "print(json.dumps([found, html_of(panel.widget)]))\n"
    )
    answers = [
        subprocess.run(
            [sys.executable, "-c", program],
            input=json.dumps(given).encode(),
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "PYTHONPATH": os.curdir},
            capture_output=True,
            check=True,
            cwd=Path(__file__).resolve().parents[2],
        ).stdout
        for seed in ("1", "2")
    ]
    assert answers[0] == answers[1]
    assert b"The token was given to another app client." in answers[0]


CELLS = (
    """
import boto3
from cognito_lab.aws import start_lab
from cognito_lab.panels import TokenInspector

lab = start_lab(seed=0)
cognito_idp = boto3.client("cognito-idp")
pool = cognito_idp.create_user_pool(PoolName="p")["UserPool"]["Id"]
client = cognito_idp.create_user_pool_client(
    UserPoolId=pool, ClientName="c", ExplicitAuthFlows=["ALLOW_ADMIN_USER_PASSWORD_AUTH"]
)["UserPoolClient"]["ClientId"]
user = {"UserPoolId": pool, "Username": "ana"}
cognito_idp.admin_create_user(**user)
cognito_idp.admin_set_user_password(**user, Password="Correct-Horse-7", Permanent=True)
""",
    """
import requests

issuer = f"https://cognito-idp.us-east-1.amazonaws.com/{pool}"
parameters = {"USERNAME": "ana", "PASSWORD": "Correct-Horse-7"}
tokens = cognito_idp.admin_initiate_auth(
    UserPoolId=pool, ClientId=client, AuthFlow="ADMIN_USER_PASSWORD_AUTH", AuthParameters=parameters
)["AuthenticationResult"]
inspector = TokenInspector(
    tokens["IdToken"],
    jwks=requests.get(f"{issuer}/.well-known/jwks.json").json(),
    issuer=issuer,
    audience=client,
    now=lab.clock.now,
)
assert inspector.verification.accepted
inspector
""",
)


def test_a_notebook_with_it_is_rendered_to_the_same_bytes_each_time(tmp_path: Path) -> None:
    path = tmp_path / "inspector.ipynb"
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{n}") for n, source in enumerate(CELLS, 1)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    first = rendered(path)
    assert rendered(path) == first
    text = first.decode()
    assert VIEW in text and "An ID token: read, not verified" in text
    assert "Accepted: all 10 checks passed" in text


# Hostile tokens.


def token_of(header: Any, payload: Any, signature: bytes = b"x") -> str:
    parts = (json.dumps(part).encode("utf-8", "replace") for part in (header, payload))
    return ".".join([*map(encode_segment, parts), encode_segment(signature)])


def assert_nothing_became_markup(panel: TokenInspector) -> None:
    for tab in TABS:
        panel.open(TABS.index(tab))
        for page in html_of(panel.widget):
            assert faults_of(page) == []
            page.encode("utf-8")


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=6,
)
_names = any_text | st.sampled_from(["alg", "kid", "iss", "exp", "nbf", "aud", "token_use", ""])
_objects = st.dictionaries(_names, _values, max_size=4)


@slow
@given(_objects, _objects, any_text)
def test_nothing_of_a_hostile_token_becomes_markup(header: Any, payload: Any, name: str) -> None:
    token = token_of(header, payload)
    panel = inspector({name: token}, title=name, loot=None, other_clients=["<i>"])
    assert_nothing_became_markup(panel)
    panel.open(1)
    for claim in decode_unverified(token).payload.value or ():  # else there is none to choose
        give(panel, "Claim", claim)
        give(panel, "Value (JSON)", json.dumps(name))
        give(panel, "alg: none", True)
        assert_nothing_became_markup(panel)
        panel.open(1)
    assert not panel.verification.accepted


@slow
@given(any_text | st.text("abcXYZ019-_.=", max_size=200))
def test_any_text_at_all_can_be_pasted(text: str) -> None:
    panel = inspector(loot=None)
    give(panel, "Paste a token", text)
    assert_nothing_became_markup(panel)
    panel.open(1)
    give(panel, "Value (JSON)", text)
    for title in ("payload edited", "HS256, signed with the public key", "cut off"):
        give(panel, title, True)
        assert_nothing_became_markup(panel)
        panel.open(1)


@pytest.mark.parametrize("text", traces.HOSTILE_TEXTS)
def test_a_hostile_text_in_every_place_is_read_as_text(text: str) -> None:
    panel = inspector(
        token_of({"alg": text, "kid": text, text: text}, {text: text, "iss": text, "exp": text}),
        title=text,
        loot=None,
        other_pools={f"https://{text}": {"keys": []}},
        other_clients=[text],
        scopes=[text],
    )
    assert_nothing_became_markup(panel)
    give(panel, "User pool", f"https://{text}")
    give(panel, "App client", text)
    assert_nothing_became_markup(panel)


def test_a_script_is_shown_as_the_text_that_it_is() -> None:
    text = "<script>alert(1)</script>"
    panel = inspector(token_of({"alg": "RS256"}, {"email": text}), title=text)
    pages = html_of(panel.widget)
    assert not any("<script" in page for page in pages)
    assert any(text in words_of(page) for page in pages)


def test_of_very_many_claims_some_are_shown_and_the_others_counted() -> None:
    panel = inspector(token_of({"alg": "RS256"}, {f"c{n}": n for n in range(500)}))
    words = read(panel, "Read")
    assert "c59 59" in words and "c60" not in words
    assert "… and 440 more" in words
