"""Why a check of a token passed or failed: codes, and one table with their sentences."""

from __future__ import annotations

import enum
from collections.abc import Mapping


class TokenReason(enum.StrEnum):
    """The reason of one row of a token's verification, or of one problem in its text."""

    PASSED = "passed"

    # The text.
    NO_TEXT = "no-text"
    TOO_LONG = "too-long"
    SEGMENTS = "segments"
    EMPTY_SEGMENT = "empty-segment"
    PADDED = "padded"
    NOT_BASE64URL = "not-base64url"
    CUT_OFF = "cut-off"
    LOOSE_BITS = "loose-bits"
    NOT_UTF8 = "not-utf8"
    NOT_JSON = "not-json"
    TOO_DEEP = "too-deep"
    DUPLICATE_NAME = "duplicate-name"
    NUMBER_OUT_OF_RANGE = "number-out-of-range"
    LONE_SURROGATE = "lone-surrogate"
    NO_OBJECT = "no-object"
    WRONG_TYPE = "wrong-type"
    UNKNOWN_EXTENSION = "unknown-extension"
    UNREAD = "unread"

    # The key and the signature.
    ALGORITHM_DIFFERS = "algorithm-differs"
    KID_MISSING = "kid-missing"
    KID_UNKNOWN = "kid-unknown"
    NO_KEY = "no-key"
    KEY_NOT_FITTING = "key-not-fitting"
    SIGNATURE_DIFFERS = "signature-differs"

    # The claims.
    CLAIM_MISSING = "claim-missing"
    ISSUER_DIFFERS = "issuer-differs"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    USE_DIFFERS = "use-differs"
    AUDIENCE_DIFFERS = "audience-differs"
    SCOPE_LACKING = "scope-lacking"
    GROUP_LACKING = "group-lacking"


SENTENCES: Mapping[TokenReason, str] = {
    TokenReason.PASSED: "As expected.",
    TokenReason.NO_TEXT: "A token is a text.",
    TokenReason.TOO_LONG: "No token is that long: nothing of it was read.",
    TokenReason.SEGMENTS: "A signed token has three segments, with a dot between them.",
    TokenReason.EMPTY_SEGMENT: "A segment is empty.",
    TokenReason.PADDED: "In a token base64url stands without `=` at its end.",
    TokenReason.NOT_BASE64URL: "A character that base64url does not have.",
    TokenReason.CUT_OFF: "No bytes are written with that many letters: some are missing.",
    TokenReason.LOOSE_BITS: "The last letter has bits that belong to no byte: two texts would "
    "say the same.",
    TokenReason.NOT_UTF8: "The bytes are no UTF-8 text.",
    TokenReason.NOT_JSON: "The text is no JSON.",
    TokenReason.TOO_DEEP: "Lists and objects are nested deeper than any token's.",
    TokenReason.DUPLICATE_NAME: "A name stands twice: one reader takes the first value, another "
    "the last.",
    TokenReason.NUMBER_OUT_OF_RANGE: "A number that JSON does not have, or that no reader can "
    "hold.",
    TokenReason.LONE_SURROGATE: "Half of a character: a text that cannot be written.",
    TokenReason.NO_OBJECT: "The JSON is no object.",
    TokenReason.WRONG_TYPE: "The claim has another type than its standard says.",
    TokenReason.UNKNOWN_EXTENSION: "`crit` asks for an extension that this verifier does not "
    "know, so it has to refuse.",
    TokenReason.UNREAD: "It could not be read, so this was not looked at.",
    TokenReason.ALGORITHM_DIFFERS: "The verifier chooses the algorithm; the token's header only "
    "says what its maker would like.",
    TokenReason.KID_MISSING: "The header does not say which key has signed.",
    TokenReason.KID_UNKNOWN: "The issuer publishes no key with this id.",
    TokenReason.NO_KEY: "There is no key to try it with.",
    TokenReason.KEY_NOT_FITTING: "The key is not for this: it has to be an RSA key of 2048 bits "
    "or more, for signatures, for this algorithm.",
    TokenReason.SIGNATURE_DIFFERS: "This key did not sign these bytes: somebody else did, or they "
    "were changed since.",
    TokenReason.CLAIM_MISSING: "The claim is missing.",
    TokenReason.ISSUER_DIFFERS: "Another issuer says this; letter by letter it has to be ours.",
    TokenReason.EXPIRED: "The token is too old: it is good before `exp`, and no longer at `exp`.",
    TokenReason.NOT_YET_VALID: "The token is not good yet: its `nbf` lies ahead.",
    TokenReason.USE_DIFFERS: "It is a token for something else: an ID token says who somebody is, "
    "an access token what an app may ask for.",
    TokenReason.AUDIENCE_DIFFERS: "The token was given to another app client.",
    TokenReason.SCOPE_LACKING: "The token has none of the scopes that are asked for.",
    TokenReason.GROUP_LACKING: "The user is in none of the groups that are asked for.",
}
"""What each code means, in a sentence."""
