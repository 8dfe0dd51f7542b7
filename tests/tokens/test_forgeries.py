import hashlib
import hmac
import json
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization

from cognito_lab.tokens.anatomy import decode_unverified
from cognito_lab.tokens.discovery import jwks_url
from cognito_lab.tokens.forgeries import (
    ADMINS,
    FORGERIES,
    CannotForge,
    Loot,
    forge,
    forgery_named,
)
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.keys import PoolKeys
from cognito_lab.tokens.segment import encode_segment
from tests.tokens.practice import (
    LOOT,
    POOL,
    failing,
    header,
    sealed,
    verified,
)

HONEST = POOL.token()
OWN = jwt.PyJWK(LOOT.own_key.public_jwk()).key

# What stops each forgery at a careful verifier of ID tokens, in the order of the gates.
STOPPED: dict[str, list[str]] = {
    "payload-edited": ["signature"],
    "alg-none": ["algorithm", "signature"],
    "alg-hs256": ["algorithm", "signature"],
    "another-pool": ["kid", "key", "signature", "issuer"],
    "another-client": ["audience"],
    "another-use": ["token use", "audience"],
    "expired": ["expiry"],
    "not-yet-valid": ["not before"],
    "kid-of-another-key": ["kid", "key", "signature"],
    "jwk-in-header": ["signature"],
    "jku-in-header": ["kid", "key", "signature"],
    "truncated": ["shape", "signature"],
    "padded": ["shape", "signature"],
    "duplicate-names": ["shape", "signature"],
    "deeply-nested": ["shape", "signature", *[g.value for g in Gate][5:10]],
    "huge": [g.value for g in Gate][:10],
    "signature-stripped": ["signature"],
    "issuer-look-alike": ["kid", "key", "signature", "issuer"],
}


def test_the_table_has_every_forgery() -> None:
    assert list(STOPPED) == list(FORGERIES)


@pytest.mark.parametrize("name", FORGERIES)
@pytest.mark.parametrize("use", ["id", "access"])
def test_each_forgery_is_refused_at_the_gates_that_it_belongs_to(name: str, use: Any) -> None:
    loot = POOL.loot(PoolKeys(LOOT.own_key, LOOT.own_key), use)
    forged = forge(POOL.token(use), name, loot=loot)
    found = verified(forged.token, use)
    assert not found.accepted
    assert [subject for subject, _ in failing(found)] == STOPPED[name]
    assert verified(POOL.token(use), use).accepted


@pytest.mark.parametrize("name", FORGERIES)
def test_each_forgery_says_what_it_lives_on(name: str) -> None:
    forgery = FORGERIES[name]
    forged = forge(HONEST, name, loot=LOOT)
    assert forged.forgeries == (forgery,) and forged.beliefs == (forgery.belief,)
    assert forgery.name == name
    assert forgery.belief.endswith(".") and forgery.title
    assert forgery_named(name) is forgery
    assert len({f.title for f in FORGERIES.values()}) == len(FORGERIES)
    assert len({f.belief for f in FORGERIES.values()}) == len(FORGERIES)


# ---------------------------------------------------------------- each does what its title says


def parts(token: str) -> tuple[dict[str, Any], dict[str, Any], bytes]:
    anatomy = decode_unverified(token)
    return (
        dict(anatomy.header.value or {}),
        dict(anatomy.payload.value or {}),
        anatomy.signature.data or b"",
    )


HEAD, PAYLOAD, SIGNATURE = parts(HONEST)


def test_an_edited_payload_has_the_old_header_and_signature() -> None:
    forged = parts(forge(HONEST, "payload-edited", loot=LOOT).token)
    assert forged == (HEAD, PAYLOAD | {"cognito:groups": ["photographers", ADMINS]}, SIGNATURE)
    bare = POOL.token("id", {"cognito:groups": None})
    assert parts(forge(bare, "payload-edited", loot=LOOT).token)[1]["cognito:groups"] == [ADMINS]


def test_edits_are_chosen_and_none_takes_a_claim_out() -> None:
    edits = {"email": "eve@example.com", "custom:x": "1", "exp": None, "email_verified": True}
    _, payload, _ = parts(forge(HONEST, "payload-edited", loot=LOOT, edits=edits).token)
    del edits["exp"]
    assert payload == {name: v for name, v in (PAYLOAD | edits).items() if name != "exp"}
    head, payload, _ = parts(forge(HONEST, "alg-none", loot=LOOT, edits={"sub": "x"}).token)
    assert (head["alg"], payload) == ("none", PAYLOAD)  # edits belong to the edited payload
    _, payload, _ = parts(forge(HONEST, "payload-edited", loot=LOOT, edits={}).token)
    assert payload == PAYLOAD


def test_none_has_no_signature_and_hs256_has_one_by_the_public_key() -> None:
    head, payload, signature = parts(forge(HONEST, "alg-none", loot=LOOT).token)
    assert (head, payload, signature) == (HEAD | {"alg": "none"}, PAYLOAD, b"")
    token = forge(HONEST, "alg-hs256", loot=LOOT).token
    assert parts(token)[:2] == (HEAD | {"alg": "HS256"}, PAYLOAD)
    pem = jwt.PyJWK(POOL.keys.id_token.public_jwk()).key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    mac = hmac.digest(pem, token.rpartition(".")[0].encode(), hashlib.sha256)
    assert parts(token)[2] == mac


@pytest.mark.parametrize("name", [name for name, f in FORGERIES.items() if f.honest])
def test_an_honest_token_in_the_wrong_place_is_that_token_itself(name: str) -> None:
    assert FORGERIES[name].honest == name
    assert forge(HONEST, name, loot=LOOT).token == LOOT.tokens[name]
    poor = Loot(LOOT.jwks, LOOT.own_key)
    with pytest.raises(CannotForge, match=f"the loot has no token '{name}': get hold of one"):
        forge(HONEST, name, loot=poor)


def test_a_strangers_key_signs_what_it_is_said_to_sign() -> None:
    for name, more in {
        "kid-of-another-key": {"kid": LOOT.own_key.kid},
        "jwk-in-header": {"jwk": LOOT.own_key.public_jwk()},
        "jku-in-header": {"kid": LOOT.own_key.kid, "jku": "https://keys.example.com/jwks.json"},
    }.items():
        forged = forge(HONEST, name, loot=LOOT)
        assert parts(forged.token)[0] == HEAD | more
        options = {"verify_exp": False, "verify_iat": False}
        read = jwt.decode(
            forged.token, OWN, ["RS256"], audience=POOL.app_client_id, options=options
        )
        assert read == PAYLOAD
        assert forged.published["https://keys.example.com/jwks.json"] == {
            "keys": [LOOT.own_key.public_jwk()]
        }


def test_the_look_alike_is_one_letter_off_and_publishes_its_key() -> None:
    forged = forge(HONEST, "issuer-look-alike", loot=LOOT)
    issuer = parts(forged.token)[1]["iss"]
    assert len(issuer) == len(POOL.issuer)
    assert sum(a != b for a, b in zip(issuer, POOL.issuer, strict=True)) == 1
    assert forged.published[jwks_url(issuer)] == {"keys": [LOOT.own_key.public_jwk()]}
    without_issuer = forge(
        HONEST, "issuer-look-alike", "payload-edited", loot=LOOT, edits={"iss": None}
    )
    assert "iss" not in parts(without_issuer.token)[1]
    on_b = POOL.token("id", {"iss": "https://issuer.example.com/b"})
    assert parts(forge(on_b, "issuer-look-alike", loot=LOOT).token)[1]["iss"].endswith("/a")
    on_a = POOL.token("id", {"iss": "https://issuer.example.com/a"})
    assert parts(forge(on_a, "issuer-look-alike", loot=LOOT).token)[1]["iss"].endswith("/b")
    for iss in ("", None, ["x"]):
        with pytest.raises(CannotForge, match="no issuer that could be imitated"):
            forge(POOL.token("id", {"iss": iss}), "issuer-look-alike", loot=LOOT)


@pytest.mark.parametrize("name", [name for name in FORGERIES if name != "issuer-look-alike"])
def test_a_forger_publishes_nothing_in_the_issuers_name(name: str) -> None:
    published = forge(HONEST, name, loot=LOOT).published
    assert published.keys() == {*LOOT.published, "https://keys.example.com/jwks.json"}


def test_what_becomes_of_the_text() -> None:
    assert forge(HONEST, "truncated", loot=LOOT).token == HONEST[:-5]
    assert forge(HONEST, "padded", loot=LOOT).token == HONEST + "=="
    whole = sealed(header(), PAYLOAD).rpartition(".")[0] + "." + encode_segment(b"x" * 300)
    assert forge(whole, "padded", loot=LOOT).token == whole + "===="
    assert parts(forge(HONEST, "signature-stripped", loot=LOOT).token) == (HEAD, PAYLOAD, b"")
    twice = decode_unverified(forge(HONEST, "duplicate-names", loot=LOOT).token)
    assert [p.reason for p in twice.problems] == ["duplicate-name"]
    for name, reason in (("deeply-nested", "too-deep"), ("huge", "too-long")):
        large = decode_unverified(forge(HONEST, name, loot=LOOT).token)
        assert [p.reason for p in large.problems] == [reason]
    assert len(forge(HONEST, "huge", loot=LOOT).token) > 1_000_000


def test_deep_nesting_is_ten_thousand_levels_of_json() -> None:
    payload = forge(HONEST, "deeply-nested", loot=LOOT).token.split(".")[1]
    text = jwt.utils.base64url_decode(payload).decode()
    assert text.count("[") == 10_001 and text.count("]") == 10_001
    assert json.loads(text.replace("[" * 10_000 + "]" * 10_000, "0"))["custom:deep"] == 0


# ---------------------------------------------------------------- put together


def test_forgeries_are_made_one_after_the_other() -> None:
    forged = forge(HONEST, "payload-edited", "alg-none", loot=LOOT)
    head, payload, signature = parts(forged.token)
    assert (head["alg"], payload["cognito:groups"][-1], signature) == ("none", ADMINS, b"")
    assert [forgery.name for forgery in forged.forgeries] == ["payload-edited", "alg-none"]
    assert len(forged.beliefs) == 2


def test_who_signs_signs_what_was_edited_in_whichever_order() -> None:
    for names in (("payload-edited", "jwk-in-header"), ("jwk-in-header", "payload-edited")):
        token = forge(HONEST, *names, loot=LOOT).token
        options = {"verify_exp": False, "verify_iat": False, "verify_aud": False}
        assert ADMINS in jwt.decode(token, OWN, ["RS256"], options=options)["cognito:groups"]


def test_an_honest_token_can_be_forged_further() -> None:
    token = forge(HONEST, "another-client", "payload-edited", loot=LOOT).token
    assert parts(token)[1]["aud"] != POOL.app_client_id
    assert parts(token)[1]["cognito:groups"][-1] == ADMINS
    cut = forge(HONEST, "expired", "truncated", loot=LOOT).token
    assert cut == LOOT.tokens["expired"][:-5]
    unsigned = forge(HONEST, "another-use", "alg-none", loot=LOOT).token
    assert parts(unsigned)[0]["alg"] == "none" and parts(unsigned)[1]["token_use"] == "access"


def test_two_changes_of_the_text_are_both_made() -> None:
    both = forge(HONEST, "duplicate-names", "deeply-nested", loot=LOOT).token.split(".")[1]
    text = jwt.utils.base64url_decode(both).decode()
    assert text.count('"sub"') == 2 and "[" * 10_000 in text
    cut_and_padded = forge(HONEST, "truncated", "padded", loot=LOOT).token
    assert cut_and_padded == HONEST[:-5] + "==="


@pytest.mark.parametrize(
    "text",
    [
        '{"sub" : "ana"}',
        '{"sub":"an\u00e9"}',
        '{"n":1.0,"m":1e2,"x":"\\/"}',
        "{}",
    ],
)
def test_what_is_not_changed_stays_letter_by_letter(text: str) -> None:
    token = sealed('{ "alg":"RS256" }', text)
    assert forge(token, loot=LOOT).token == token
    edited = forge(token, "payload-edited", loot=LOOT).token.split(".")
    assert edited[0] == token.split(".")[0] and edited[2] == token.split(".")[2]
    unsigned = forge(token, "alg-none", loot=LOOT).token.split(".")
    assert unsigned[1] == token.split(".")[1]


def test_no_forgery_is_the_token_itself() -> None:
    forged = forge(HONEST, loot=LOOT)
    assert (forged.token, forged.forgeries, forged.beliefs) == (HONEST, (), ())


# ---------------------------------------------------------------- what cannot be forged


@pytest.mark.parametrize(
    "token",
    [None, 1, b"a.b.c", "", "a.b", HONEST + ".x", "é.é.é", sealed("[]", {}), HONEST + "="],
)
def test_a_token_that_cannot_be_read_cannot_be_forged(token: Any) -> None:
    with pytest.raises(CannotForge, match="the token to forge cannot be read: "):
        forge(token, "alg-none", loot=LOOT)


def test_a_name_that_is_no_forgery_is_refused_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="no forgery 'magic'; there are payload-edited, alg-none"):
        forge(HONEST, "magic", loot=LOOT)
    with pytest.raises(KeyError):
        forge(HONEST, "alg-none", "magic", loot=LOOT)


@pytest.mark.parametrize("kid", [None, "x", ["x"], LOOT.own_key.kid])
def test_the_public_key_has_to_be_had_to_sign_with_it(kid: Any) -> None:
    with pytest.raises(CannotForge, match="no key that the token's kid names"):
        forge(sealed(header(kid=kid), PAYLOAD), "alg-hs256", loot=LOOT)


def test_forging_leaves_the_loot_as_it_was() -> None:
    before = repr(LOOT)
    for name in FORGERIES:
        forge(HONEST, name, loot=LOOT)
    assert repr(LOOT) == before
    assert set(LOOT.published) == {jwks_url(POOL.issuer[:-1] + "2")}
