"""A token is read, tampered with and verified, by the controls of the inspector alone."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from cognito_lab.panels import TokenInspector
from cognito_lab.panels.inspector_forging import QUESTIONS
from cognito_lab.tokens.anatomy import decode_unverified
from cognito_lab.tokens.careless import BELIEFS
from cognito_lab.tokens.forgeries import FORGERIES, Loot
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.key_set import KeySet, KeySetError
from tests.panels.inspectors import (
    NOW,
    OTHER_CLIENT,
    edit,
    fallen,
    forge_it,
    give,
    inspector,
    leave_out,
    press,
    read,
    scene,
    tabs_of,
)
from tests.panels.page import control, shown, state_size, widgets_in

HOUR = 3600


def claims_of(panel: TokenInspector) -> dict[str, Any]:
    return dict(decode_unverified(panel.token).payload.value or {})


# Read.


def test_it_opens_at_read_and_says_that_nothing_was_verified() -> None:
    panel = inspector()
    names = [button.description for button in tabs_of(panel)[0]]
    assert names == ["● 1 · Read", "○ 2 · Tamper", "○ 3 · Verify"]
    assert "Read, not verified: anybody could have written this." in read(panel, "Read")


def test_reading_shows_every_claim_and_never_a_verdict() -> None:
    words = read(inspector(), "Read")
    for name, value in scene()[0].claims().items():
        assert f"{name} {json.dumps(value)}" in words, name
    for verdict in ("Accepted", "Refused", "passes", "refuses"):
        assert verdict not in words


def test_a_forged_token_reads_like_an_honest_one() -> None:
    panel = inspector()
    edit(panel, "cognito:username", '"admin"')
    words = read(panel, "Read")
    assert 'cognito:username ✎ changed "admin"' in words
    assert words.count("changed") == 1
    assert "Read, not verified" in words and "Refused" not in words


def test_times_are_told_in_words_and_from_now() -> None:
    words = read(inspector(), "Read")
    assert "2026-01-05 10:00:00 UTC" in words and "in 1 h" in words
    panel = inspector()
    read(panel, "Verify")
    press(panel, "+ 61 min")
    assert "1 min ago" in read(panel, "Read")


def test_the_signature_is_shown_only_when_asked_for_and_hidden_again_for_another_token() -> None:
    pool, _ = scene()
    panel = inspector({"ID token": pool.token(), "access token": pool.token("access")})
    signature = panel.token.rpartition(".")[2]
    assert signature[:40] not in read(panel, "Read")
    give(panel, "Show the signature", True)
    assert signature[:40] in read(panel, "Read")
    give(panel, "Token", "access token")
    assert panel.token == pool.token("access")
    assert not control(panel.widget, "Show the signature").value
    assert panel.token.rpartition(".")[2][:40] not in read(panel, "Read")


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("", "A signed token has three segments"),
        ("garbage", "found 1"),
        ("a.b.c.d.e", "as an encrypted token has"),
        ("e30.e*0.", "letter 1 is '*'"),
        ("e30.eyJhIjox.", 'here: {"a":1 ⟦(end)⟧'),
        ("e30.eyJleHAiOiJzb29uIn0.", "it is not a number"),
        ("e30.W10.", "it is a list"),
        ("x" * 300_000, "nothing of it was read"),
    ],
)
def test_what_is_wrong_with_a_token_is_said_with_its_place(token: str, said: str) -> None:
    panel = inspector(token)
    assert said in read(panel, "Read")
    assert not panel.verification.accepted
    for tab in ("Tamper", "Verify"):
        assert read(panel, tab)


def test_letters_of_a_signature_are_not_shown_around_what_is_wrong_with_it() -> None:
    panel = inspector("e30.e30.abcd*efgh")
    words = read(panel, "Read")
    assert "signature: letter 4 is '*'" in words
    assert "here:" not in words and "efgh" not in words


def test_each_tab_is_filled_when_it_is_opened() -> None:
    panel = inspector()
    for tab, said in (
        ("Read", "Read, not verified"),
        ("Tamper", "Nothing is changed yet"),
        ("Verify", "Accepted: all 10 checks"),
    ):
        assert said in read(panel, tab)


def test_a_claim_that_stands_twice_is_named() -> None:
    panel = inspector()
    forge_it(panel, "duplicate-names")
    words = read(panel, "Read")
    assert "the name 'sub' stands 2 times" in words


# A pasted token.


def paste(panel: TokenInspector, text: str) -> None:
    read(panel, "Read")
    give(panel, "Paste a token", text)


def test_a_pasted_token_is_looked_at_and_broken_lines_are_joined() -> None:
    panel, token = inspector(), scene()[0].token("access")
    paste(panel, f"  {token[:50]}\n  {token[50:]}\n")
    assert panel.token == token
    assert "aws.cognito.signin.user.admin" in read(panel, "Read")
    assert "the pasted token, as it was given" in read(panel, "Verify")


def test_no_widget_keeps_a_pasted_token() -> None:
    panel, token = inspector(), scene()[0].token("access")
    forge_it(panel, "payload-edited")
    paste(panel, token)
    for tab in ("Read", "Tamper", "Verify"):
        read(panel, tab)
    assert control(panel.widget, "Paste a token").value == ""
    header, payload, signature = token.split(".")
    for widget in widgets_in(panel.widget):
        state = json.dumps(widget.get_state(), default=str)
        for part in (
            signature,
            signature[:30],
            signature[-30:],
            payload,
            f"{header}.{payload[:9]}",
        ):
            assert part not in state


def test_a_pasted_token_is_in_no_output(monkeypatch: pytest.MonkeyPatch) -> None:
    panel, token = inspector(), scene()[0].token("access")
    paste(panel, token)
    outputs = outputs_of(panel, monkeypatch)
    assert "aws.cognito.signin.user.admin" not in json.dumps(outputs)


def test_a_pasted_tokens_signature_is_hidden_whatever_was_asked_for_another() -> None:
    panel, token = inspector(), scene()[0].token("access")
    read(panel, "Read")
    give(panel, "Show the signature", True)
    paste(panel, token)
    assert not control(panel.widget, "Show the signature").value
    assert token.rpartition(".")[2][:30] not in read(panel, "Read")


def test_the_way_back_from_a_pasted_token() -> None:
    panel, given = inspector(), scene()[0].token()
    paste(panel, "garbage")
    assert panel.token == "garbage"
    press(panel, "Back to the given token")
    assert panel.token == given


def test_spaces_alone_are_no_token() -> None:
    panel, given = inspector(), scene()[0].token()
    paste(panel, " \n ")
    assert panel.token == given


def test_it_says_that_a_token_stays_here() -> None:
    assert "stays on this machine" in read(inspector(), "Read")


# Tamper.


def test_untouched_the_token_is_the_one_that_was_given() -> None:
    panel = inspector()
    words = read(panel, "Tamper")
    assert "Nothing is changed yet" in words
    assert panel.token == scene()[0].token()
    assert words.count("○ lets it pass") == 10


def test_an_edited_claim_falls_at_the_signature_alone() -> None:
    panel = inspector()
    edit(panel, "cognito:username", '"admin"')
    words = read(panel, "Tamper")
    assert claims_of(panel)["cognito:username"] == "admin"
    assert "✕ Falls at: signature." in words
    assert "✕ needed to stop it signature" in words
    assert words.count("✕") == 2
    assert "What a token says can be read, so it can be trusted." in words
    assert control(panel.widget, FORGERIES["payload-edited"].title).value


@pytest.mark.parametrize(
    ("claim", "value", "gates"),
    [
        ("iss", '"https://example.com"', ["signature", "issuer"]),
        ("exp", "0", ["signature", "expiry"]),
        ("exp", '"soon"', ["shape", "signature", "expiry"]),
        ("token_use", '"access"', ["signature", "token use"]),
        ("aud", '"another"', ["signature", "audience"]),
        ("aud", "null", ["signature", "audience"]),
        ("sub", "17", ["shape", "signature"]),
    ],
)
def test_each_edit_falls_at_its_own_gate_too(claim: str, value: str, gates: list[str]) -> None:
    panel = inspector()
    edit(panel, claim, value)
    assert fallen(panel) == gates
    words = read(panel, "Tamper")
    assert f"Falls at: {', '.join(gates)}." in words
    for gate in gates[1:]:
        assert f"✕ stops it too {gate}" in words


def test_every_letter_is_seen_at_once_and_half_a_value_changes_nothing() -> None:
    panel = inspector()
    edit(panel, "email", '"a')
    assert "This is no JSON value yet, so nothing was changed" in read(panel, "Tamper")
    assert panel.token == scene()[0].token()
    give(panel, "Value (JSON)", '"a"')
    words = read(panel, "Tamper")
    assert "no JSON" not in words
    assert claims_of(panel)["email"] == "a"
    give(panel, "Value (JSON)", "admins")
    assert 'quotation marks: "admins"' in read(panel, "Tamper")
    assert claims_of(panel)["email"] == "a"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[" * 5000, "[" * 250 + "]" * 250, "1" * 9_000, '"' + "x" * 10_001 + '"', "\x00"],
)
def test_no_typed_text_gets_anything_else_than_a_sentence(text: str) -> None:
    panel = inspector()
    edit(panel, "email", text)
    assert "nothing was changed" in read(panel, "Tamper")
    assert panel.token == scene()[0].token()
    assert panel.widget and not problem_of(panel)


@pytest.mark.parametrize("text", ["NaN", "1e999", '"\\ud800"', "[" * 100 + "]" * 100, '{"a": [1]}'])
def test_any_value_can_be_put_into_a_token_and_none_gets_past_the_signature(text: str) -> None:
    panel = inspector()
    read(panel, "Tamper")
    give(panel, "Claim", "")
    give(panel, "Its name", "custom:x")
    give(panel, "Value (JSON)", text)
    assert "signature" in fallen(panel)
    for tab in ("Read", "Tamper", "Verify"):
        read(panel, tab)
    assert not problem_of(panel)


def problem_of(panel: TokenInspector) -> str:
    return str(panel._callbacks.problem.value)


def test_a_claim_that_is_set_back_is_no_edit() -> None:
    panel = inspector()
    edit(panel, "email_verified", "false")
    assert fallen(panel) == ["signature"]
    give(panel, "Value (JSON)", "1")  # equal to true in Python, and not in JSON
    assert claims_of(panel)["email_verified"] == 1
    assert fallen(panel) == ["shape", "signature"]
    give(panel, "Value (JSON)", "true")
    assert fallen(panel) == []
    assert "Nothing is changed yet" in read(panel, "Tamper")


def test_a_claim_is_taken_out_and_all_is_as_it_was_again() -> None:
    panel = inspector()
    read(panel, "Tamper")
    give(panel, "Claim", "exp")
    press(panel, "Take it out")
    assert "exp" not in claims_of(panel)
    assert "exp : taken out" in read(panel, "Tamper")
    assert fallen(panel) == ["signature", "expiry"]
    press(panel, "As it was")
    assert panel.token == scene()[0].token()
    assert control(panel.widget, "Value (JSON)").value == str(scene()[0].claims()["exp"])


def test_a_claim_that_the_token_does_not_have_gets_its_name_first() -> None:
    panel = inspector()
    read(panel, "Tamper")
    name = control(panel.widget, "Its name")
    assert name.layout.display == "none"
    give(panel, "Claim", "")
    assert name.layout.display is None
    give(panel, "Value (JSON)", "true")
    assert "Give the claim a name" in read(panel, "Tamper")
    assert panel.token == scene()[0].token()
    give(panel, "Its name", "custom:role")
    give(panel, "Value (JSON)", '"admin"')
    assert claims_of(panel)["custom:role"] == "admin"


def test_payload_edited_makes_an_admin_whose_edit_can_be_seen_and_taken_back() -> None:
    panel = inspector()
    forge_it(panel, "payload-edited")
    assert claims_of(panel)["cognito:groups"] == ["photographers", "admins"]
    assert 'cognito:groups : ["photographers", "admins"]' in read(panel, "Tamper")
    give(panel, FORGERIES["payload-edited"].title, False)
    assert panel.token == scene()[0].token()


def test_every_forgery_is_there_once() -> None:
    names = [name for question in QUESTIONS for name in question.forgeries]
    assert sorted(names) == sorted(FORGERIES)


@pytest.mark.parametrize("name", FORGERIES)
def test_every_forgery_is_made_at_a_click_and_falls(name: str) -> None:
    panel = inspector()
    forge_it(panel, name)
    assert panel.token != scene()[0].token()
    assert fallen(panel)
    words = read(panel, "Tamper")
    assert f"Falls at: {', '.join(fallen(panel))}." in words
    assert f"{FORGERIES[name].title} lives on the belief: “{FORGERIES[name].belief}”" in words
    assert f"forged: {FORGERIES[name].title}" in read(panel, "Verify")
    give(panel, FORGERIES[name].title, False)
    assert panel.token == scene()[0].token()


def test_forgeries_are_put_together_with_an_edit() -> None:
    panel = inspector()
    edit(panel, "cognito:username", '"admin"')
    forge_it(panel, "alg-none", "padded")
    header = decode_unverified(panel.token).header.value
    assert header is not None and header["alg"] == "none"
    assert claims_of(panel)["cognito:username"] == "admin"
    assert fallen(panel) == ["shape", "algorithm", "signature"]
    words = read(panel, "Tamper")
    for name in ("payload-edited", "alg-none", "padded"):
        assert FORGERIES[name].belief in words


def test_of_two_ways_to_sign_the_later_click_counts() -> None:
    panel = inspector()
    forge_it(panel, "alg-none", "kid-of-another-key")
    header = decode_unverified(panel.token).header.value
    assert header is not None and header["alg"] == "RS256"
    assert not control(panel.widget, FORGERIES["alg-none"].title).value
    forge_it(panel, "another-pool", "expired")
    assert not control(panel.widget, FORGERIES["another-pool"].title).value


def test_an_honest_token_of_another_place_can_be_edited_further() -> None:
    panel = inspector()
    forge_it(panel, "another-use")
    assert claims_of(panel)["token_use"] == "access"
    assert fallen(panel) == ["token use", "audience"]
    edit(panel, "client_id", '"x"')
    assert claims_of(panel) | {"client_id": "x"} == claims_of(panel)
    assert "signature" in fallen(panel)
    words = read(panel, "Tamper")
    assert FORGERIES["another-use"].belief in words and FORGERIES["payload-edited"].belief in words


def test_a_gate_that_finds_nothing_wrong_can_be_needed_all_the_same() -> None:
    panel = inspector()
    forge_it(panel, "jwk-in-header")
    words = read(panel, "Tamper")
    assert "Falls at: signature." in words
    assert "✕ needed to stop it kid" in words and "✕ needed to stop it signature" in words


def test_what_the_forger_lacks_is_grey_and_says_why() -> None:
    _, loot = scene()
    poor = Loot(loot.jwks, loot.own_key, {"another-use": loot.tokens["another-use"]})
    panel = inspector(loot=poor)
    words = read(panel, "Tamper")
    for name, forgery in FORGERIES.items():
        box = control(panel.widget, forgery.title)
        lacking = bool(forgery.honest) and name != "another-use"
        assert box.disabled is lacking, name
    assert "Grey: the forger has got hold of no such token." in words
    give(panel, FORGERIES["another-pool"].title, True)  # past the page
    assert panel.token == scene()[0].token()


def test_without_any_loot_the_forger_has_a_key_of_their_own() -> None:
    panel = inspector(loot=None)
    forge_it(panel, "payload-edited", "jwk-in-header")
    header = decode_unverified(panel.token).header.value
    assert header is not None and "jwk" in header
    assert fallen(panel) == ["signature"]
    leave_out(panel, Gate.KID)
    assert panel.verification.accepted


def test_what_cannot_be_forged_says_why_and_leaves_the_token() -> None:
    panel = inspector("garbage")
    forge_it(panel, "alg-none")
    assert "It cannot be forged so: the token to forge cannot be read" in read(panel, "Tamper")
    assert panel.token == "garbage"
    assert "tampered with in vain" in read(panel, "Verify")


# Verify.


def test_all_gates_are_asked_and_each_has_a_row() -> None:
    panel = inspector()
    words = read(panel, "Verify")
    assert "✓ Accepted: all 10 checks passed." in words
    assert words.count("✓ passes") == 10
    assert panel.verification.accepted


def test_scopes_and_groups_are_gates_where_they_are_asked_for() -> None:
    panel = inspector(groups=["admins"])
    assert fallen(panel) == ["groups"]
    assert "Is the user in one of the groups" in read(panel, "Verify")
    edit(panel, "cognito:groups", '["admins"]')
    assert fallen(panel) == ["signature"]


def test_a_row_says_what_was_expected_what_was_found_and_why() -> None:
    panel = inspector()
    edit(panel, "aud", '"another"')
    words = read(panel, "Verify")
    assert "✕ Refused: “signature” and “audience” did not pass." in words
    assert "found: another untrusted expected: 1example23456789practice0" in words
    assert "The token was given to another app client." in words


def test_claims_are_marked_untrusted_after_a_bad_signature_only() -> None:
    panel = inspector()
    assert "untrusted" not in read(panel, "Verify")
    give(panel, "App client", OTHER_CLIENT)
    assert fallen(panel) == ["audience"]
    assert "untrusted" not in read(panel, "Verify")
    edit(panel, "email", '"x"')
    assert read(panel, "Verify").count("untrusted") == 4  # nbf is not there


def test_a_gate_that_is_switched_off_lets_it_through_and_says_which_belief() -> None:
    panel = inspector()
    forge_it(panel, "payload-edited", "alg-none")
    assert not panel.verification.accepted
    leave_out(panel, Gate.ALGORITHM)
    assert panel.verification.accepted
    words = read(panel, "Verify")
    assert "It gets through, for this verifier does not ask “algorithm”." in words
    assert "One that asks every gate refuses it: “algorithm” and “signature”." in words
    assert f"algorithm: {BELIEFS[Gate.ALGORITHM]}" in words
    assert "– not asked; would refuse" in words
    press(panel, "Ask all")
    assert control(panel.widget, "algorithm").value
    assert not panel.verification.accepted
    assert "Refused" in read(panel, "Verify")


def test_of_the_gates_that_are_left_out_only_those_are_named_that_would_have_stopped_it() -> None:
    panel = inspector()
    forge_it(panel, "alg-none")
    leave_out(panel, Gate.EXPIRY, Gate.ALGORITHM)
    words = read(panel, "Verify")
    assert BELIEFS[Gate.ALGORITHM] in words and BELIEFS[Gate.EXPIRY] not in words


def test_where_more_than_one_would_have_to_be_asked_all_are_named() -> None:
    panel = inspector()
    forge_it(panel, "jwk-in-header")
    leave_out(panel, Gate.KID, Gate.SIGNATURE)
    words = read(panel, "Verify")
    assert BELIEFS[Gate.KID] in words and BELIEFS[Gate.SIGNATURE] in words


def test_tampering_is_seen_at_every_gate_also_where_the_verifier_is_careless() -> None:
    panel = inspector()
    forge_it(panel, "alg-none")
    leave_out(panel, Gate.ALGORITHM)
    assert "Falls at: algorithm, signature." in read(panel, "Tamper")


def test_a_careless_verifier_fetches_the_keys_of_whatever_issuer_a_pasted_token_names() -> None:
    panel = inspector()
    paste(panel, scene()[1].tokens["another-pool"])
    leave_out(panel, Gate.KID, Gate.ISSUER)
    assert panel.verification.accepted
    assert not panel.verification.checks[2].passed
    poor = inspector(loot=None)
    paste(poor, scene()[1].tokens["another-pool"])
    leave_out(poor, Gate.KID, Gate.ISSUER)
    assert not poor.verification.accepted  # nobody has published them


@pytest.mark.parametrize(
    ("forgeries", "gates"),
    [
        (("payload-edited",), [Gate.SIGNATURE]),
        (("payload-edited", "alg-hs256"), [Gate.ALGORITHM]),
        (("payload-edited", "jwk-in-header"), [Gate.KID]),
        (("payload-edited", "jku-in-header"), [Gate.KID]),
        (("issuer-look-alike",), [Gate.KID, Gate.ISSUER]),
        (("another-client",), [Gate.AUDIENCE]),
        (("expired",), [Gate.EXPIRY]),
        (("not-yet-valid",), [Gate.NOT_BEFORE]),
        (("another-use",), [Gate.TOKEN_USE]),
    ],
)
def test_each_forgery_gets_past_the_verifier_that_believes_in_it(
    forgeries: tuple[str, ...], gates: list[Gate]
) -> None:
    panel = inspector()
    forge_it(panel, *forgeries)
    read(panel, "Verify")
    assert not panel.verification.accepted
    leave_out(panel, *gates)
    assert panel.verification.accepted, fallen(panel)
    words = read(panel, "Verify")
    assert "It gets through" in words
    for gate in gates:
        assert f"{gate}: {BELIEFS[gate]}" in words


def test_a_careless_verifier_of_an_honest_token_is_told_that_nothing_was_missed() -> None:
    panel = inspector()
    leave_out(panel, Gate.SIGNATURE, Gate.EXPIRY)
    assert "Accepted: the 8 checks that are asked have passed, and so would the others." in read(
        panel, "Verify"
    )


def test_every_gate_has_a_belief() -> None:
    assert set(BELIEFS) == set(Gate)


def test_another_pool_client_or_use_is_another_verifier() -> None:
    pool, _ = scene()
    panel = inspector()
    read(panel, "Verify")
    other = next(i for _, i in control(panel.widget, "User pool").options if i != pool.issuer)
    give(panel, "User pool", other)
    assert fallen(panel) == ["kid", "key", "signature", "issuer"]
    forge_it(panel, "another-pool")
    assert panel.verification.accepted
    press(panel, "As it was")
    give(panel, "User pool", pool.issuer)
    give(panel, "Expects", "access")
    assert fallen(panel) == ["token use", "audience"]
    forge_it(panel, "another-use")
    assert panel.verification.accepted


def test_nobody_elses_keys_take_the_place_of_the_issuers() -> None:
    pool, loot = scene()
    own = {"keys": [loot.own_key.public_jwk()]}
    address = f"{pool.issuer}/.well-known/jwks.json"
    false = Loot(loot.jwks, loot.own_key, loot.tokens, {address: own})
    panel = inspector(loot=false, other_pools={pool.issuer: own})
    assert panel.verification.accepted
    forge_it(panel, "kid-of-another-key")
    assert not panel.verification.accepted


def test_pools_are_named_by_their_ids_or_whole_where_two_are_alike() -> None:
    pool, _ = scene()
    jwks, name = pool.keys.jwks(), pool.issuer.rpartition("/")[2]
    one = inspector(loot=None, other_pools={"https://issuer.example/x": jwks})
    assert [label for label, _ in control(one.widget, "User pool").options] == [name, "x"]
    two = inspector(loot=None, other_pools={f"https://elsewhere.example/{name}": jwks})
    labels = [label for label, _ in control(two.widget, "User pool").options]
    assert labels == [pool.issuer, f"https://elsewhere.example/{name}"]


def test_time_moves_the_verifiers_clock_and_an_hour_is_the_end() -> None:
    panel = inspector()
    for name, accepted in (
        ("+ 59 min", True),
        ("+ 61 min", False),
        ("Now", True),
        ("At exp", False),
        ("1 s before exp", True),
        ("+ 1 day", False),
    ):
        read(panel, "Verify")
        press(panel, name)
        assert panel.verification.accepted is accepted, name
    assert fallen(panel) == ["expiry"]
    assert "2026-01-06 09:00:00 UTC, 1 day later" in read(panel, "Verify")
    give(panel, "Time (min)", -5)
    assert panel.verification.accepted
    assert "2026-01-05 08:55:00 UTC, 5 min earlier" in read(panel, "Verify")


def test_the_slider_follows_the_buttons_as_far_as_it_goes() -> None:
    panel = inspector()
    read(panel, "Verify")
    slider = control(panel.widget, "Time (min)")
    for name, place in (("+ 59 min", 59), ("+ 1 day", slider.max), ("Now", 0), ("At exp", 60)):
        press(panel, name)
        assert slider.value == place


@pytest.mark.parametrize(
    "exp", ['"soon"', "null", "1e300", "-1e300", "true", "NaN", "1e999", "9" * 400]
)
def test_where_exp_is_no_time_its_buttons_are_off(exp: str) -> None:
    panel = inspector()
    edit(panel, "exp", exp)
    read(panel, "Verify")
    for name in ("1 s before exp", "At exp"):
        button = control(panel.widget, name)
        assert button.disabled
        button.click()  # past the page
    assert "2026-01-05 09:00:00 UTC, now" in read(panel, "Verify")
    assert not problem_of(panel)


@pytest.mark.parametrize("exp", ["NaN", "1e999", "-1e999", "1e300"])
def test_an_exp_that_only_a_forgiving_reader_takes_for_a_number_is_no_time_either(exp: str) -> None:
    panel = inspector()
    edit(panel, "exp", exp)
    leave_out(panel, Gate.SHAPE)
    read(panel, "Verify")
    assert control(panel.widget, "At exp").disabled
    for tab in ("Read", "Tamper", "Verify"):
        read(panel, tab)
    assert not problem_of(panel)


def test_a_clock_that_is_handed_in_is_read_each_time() -> None:
    time = [NOW]
    panel = inspector(now=lambda: time[0])
    assert panel.verification.accepted
    time[0] += dt.timedelta(hours=1)
    assert fallen(panel) == ["expiry"]
    read(panel, "Verify")
    time[0] -= dt.timedelta(seconds=1)
    assert "Refused" in shown(panel.widget)
    panel.refresh()
    assert "Accepted" in read(panel, "Verify")


# What a program does with it.


def test_a_program_shows_another_token_untouched() -> None:
    panel, other = inspector(), scene()[0].token("access")
    forge_it(panel, "alg-none")
    panel.show(other)
    assert panel.token == other
    assert not control(panel.widget, FORGERIES["alg-none"].title).value
    assert "scope" in [name for _, name in control(panel.widget, "Claim").options]


def test_a_key_set_that_is_read_already_will_do() -> None:
    pool, _ = scene()
    for loot in (None, scene()[1]):
        panel = inspector(jwks=KeySet.read(pool.keys.jwks()), loot=loot)
        assert panel.verification.accepted
        forge_it(panel, "payload-edited", "alg-hs256")
        assert fallen(panel) == ["algorithm", "signature"]


@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        ({"token": {}}, ValueError, "there is no token to inspect"),
        ({"issuer": ""}, ValueError, "an issuer has to be given"),
        ({"audience": ""}, TypeError, "audience: expected a text that is not empty"),
        ({"token_use": "refresh"}, ValueError, "token_use is 'id' or 'access'"),
        ({"now": dt.datetime(2026, 1, 5)}, ValueError, "with its time zone"),
        ({"now": lambda: None}, TypeError, "NoneType"),
        ({"jwks": {"keys": 1}}, KeySetError, "the keys of https://cognito-idp"),
        ({"other_pools": {"https://x": {}}}, KeySetError, "the keys of https://x: no key set"),
    ],
)
def test_a_verifier_that_checks_nothing_cannot_be_made(
    wrong: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        inspector(**({"token": None} | wrong))


def test_the_stored_state_is_small() -> None:
    assert state_size(inspector().widget) < 150_000


def outputs_of(panel: TokenInspector, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the panel displays as the last line of a cell."""
    import IPython.display

    found: list[dict[str, Any]] = []
    monkeypatch.setattr(IPython.display, "display", lambda data, raw: found.append(data))
    panel._ipython_display_()
    return found
