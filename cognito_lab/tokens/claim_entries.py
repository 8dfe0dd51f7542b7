"""What stands in a token and what each name means: the table behind the glossary of claims.

Most names are not Cognito's own: they are JWT's, OpenID Connect's or OAuth's, and mean the same in
any other issuer's tokens. A name is good for what its standard says, and for nothing that one
would like it to say.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

_GUIDE = "https://docs.aws.amazon.com/cognito/latest/developerguide/"
ID_PAGE = f"{_GUIDE}amazon-cognito-user-pools-using-the-id-token.html"
ACCESS_PAGE = f"{_GUIDE}amazon-cognito-user-pools-using-the-access-token.html"
VERIFYING_PAGE = f"{_GUIDE}amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html"
TRIGGER_PAGE = f"{_GUIDE}user-pool-lambda-pre-token-generation.html"
_REVOCATION_PAGE = f"{_GUIDE}token-revocation.html"
_GROUPS_PAGE = f"{_GUIDE}cognito-user-pools-user-groups.html"
_LEVELS_PAGE = f"{_GUIDE}cognito-user-pools-step-up-authentication.html"
_ROLES_PAGE = f"{_GUIDE}role-based-access-control.html"
_JWS = "https://www.rfc-editor.org/rfc/rfc7515#section-"
_JWT = "https://www.rfc-editor.org/rfc/rfc7519#section-"
_JWT_BCP = "https://www.rfc-editor.org/rfc/rfc8725#section-"
_OIDC = "https://openid.net/specs/openid-connect-core-1_0.html#"
PROFILE_PAGE = f"{_OIDC}StandardClaims"
_OAUTH = "https://www.rfc-editor.org/rfc/rfc9068#section-"


class Standard(enum.StrEnum):
    """Whose word a name is. The value is how it is said."""

    JWS = "JWS (RFC 7515)"
    JWT = "JWT (RFC 7519)"
    OPENID_CONNECT = "OpenID Connect"
    OAUTH = "OAuth (RFC 9068)"
    COGNITO = "Cognito"
    NONE = "nobody's that is known here"


HEADER = "header"
ID, ACCESS = "id", "access"


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """One name: a parameter of the header, or a claim.

    `places` are where Cognito writes it: the header, ID tokens, access tokens; empty where it
    never does. `short` is its meaning in a few words, `meaning` in a sentence; `set_by` who
    decides its value; `document` the page that says so. `unconfirmed` is what no document says.
    """

    name: str
    places: tuple[str, ...]
    short: str
    meaning: str
    set_by: str
    standard: Standard
    good_for: str
    not_for: str
    document: str
    is_time: bool = False
    unconfirmed: str = ""


_POOL = "the user pool"
_ADMIN = "the administrator"
_SIGNER = "whoever has made the token"

HEADER_ENTRIES = (
    ClaimEntry(
        "alg", (HEADER,), "how it says it is signed",
        "The algorithm of the signature. Cognito's tokens all have RS256.",
        _SIGNER, Standard.JWS,
        "being compared with the one algorithm that the verifier expects",
        "choosing the algorithm: then a forger chooses it", f"{_JWT_BCP}3.1",
    ),
    ClaimEntry(
        "kid", (HEADER,), "which key it says has signed",
        "The id of the key that signed. ID and access tokens of a pool have different ones.",
        _SIGNER, Standard.JWS,
        "picking a key out of the key set that the verifier got from its own issuer",
        "saying whose key it is, or where it is to be had", f"{_JWS}4.1.4",
    ),
    ClaimEntry(
        "typ", (), "what kind of thing this is",
        "The media type of the whole. Cognito's headers have none.",
        _SIGNER, Standard.JWS,
        "telling kinds of tokens apart, where an issuer writes it",
        "telling Cognito's ID tokens from its access tokens: that is `token_use`",
        f"{_JWS}4.1.9",
    ),
    ClaimEntry(
        "jwk", (), "a key that it brings along",
        "A public key inside the header. Cognito never sends one.",
        _SIGNER, Standard.JWS, "nothing here",
        "verifying: a forger brings the key that fits the forgery", f"{_JWT_BCP}3.10",
    ),
    ClaimEntry(
        "jku", (), "where it says its keys are",
        "The address of a key set. Cognito never sends one.",
        _SIGNER, Standard.JWS, "nothing here",
        "fetching keys: a forger names an address of their own", f"{_JWT_BCP}3.10",
    ),
    ClaimEntry(
        "x5u", (), "where it says its certificate is",
        "The address of a certificate. Cognito never sends one.",
        _SIGNER, Standard.JWS, "nothing here",
        "fetching keys: a forger names an address of their own", f"{_JWS}4.1.5",
    ),
    ClaimEntry(
        "x5c", (), "a certificate that it brings along",
        "A certificate inside the header. Cognito never sends one.",
        _SIGNER, Standard.JWS, "nothing here",
        "verifying: a forger brings the one that fits the forgery", f"{_JWS}4.1.6",
    ),
    ClaimEntry(
        "crit", (), "what a reader has to understand",
        "Names of extensions without which the token must not be accepted.",
        _SIGNER, Standard.JWS, "refusing what one does not understand", "being passed over",
        f"{_JWS}4.1.11",
    ),
)  # fmt: skip
"""The parameters of a header."""

CLAIM_ENTRIES = (
    ClaimEntry(
        "sub", (ID, ACCESS), "who it is about, for good",
        "The user, by an id that stays and that nobody else of this pool gets.",
        _POOL, Standard.JWT,
        "the key under which an app keeps what belongs to a user, together with `iss`",
        "addressing or showing a user; a user of another pool may have the same", ID_PAGE,
    ),
    ClaimEntry(
        "iss", (ID, ACCESS), "which user pool says it",
        "The issuer: the address of the user pool, which leads to its keys.",
        _POOL, Standard.JWT,
        "being compared, letter by letter, with the issuer that the verifier expects",
        "finding the keys: a forger names a pool of their own", VERIFYING_PAGE,
    ),
    ClaimEntry(
        "aud", (ID,), "which app client it is for",
        "The audience: the id of the app client where the user signed in.",
        _POOL, Standard.JWT,
        "refusing tokens that were given to another app",
        "saying what the bearer may do", VERIFYING_PAGE,
    ),
    ClaimEntry(
        "aud", (ACCESS,), "which API it was asked for",
        "The audience: the resource that the app named when it asked for the token; else absent.",
        "the app that asked", Standard.OAUTH,
        "refusing tokens that were meant for another API",
        "finding the app client: that is `client_id`", ACCESS_PAGE,
    ),
    ClaimEntry(
        "client_id", (ACCESS,), "which app client it was given to",
        "The id of the app client where the user signed in, or that signed in itself.",
        _POOL, Standard.OAUTH,
        "refusing tokens that were given to another app; an ID token has `aud` for it",
        "identifying a user: all users of an app have the same", VERIFYING_PAGE,
    ),
    ClaimEntry(
        "token_use", (ID, ACCESS), "ID token or access token",
        "What the token is for: `id` says who somebody is, `access` what an app may ask for.",
        _POOL, Standard.COGNITO,
        "refusing the one where the other is expected", "anything else", VERIFYING_PAGE,
    ),
    ClaimEntry(
        "auth_time", (ID, ACCESS), "when the user signed in",
        "The time of the sign-in. Refreshed tokens keep it.",
        _POOL, Standard.OPENID_CONNECT,
        "asking for a fresh sign-in before something weighty",
        "saying how old the token is: that is `iat`", ID_PAGE, is_time=True,
    ),
    ClaimEntry(
        "iat", (ID, ACCESS), "when it was made",
        "The time at which this token was issued.",
        _POOL, Standard.JWT, "knowing how old what it says is",
        "the time of the sign-in: that is `auth_time`", f"{_JWT}4.1.6", is_time=True,
    ),
    ClaimEntry(
        "exp", (ID, ACCESS), "when it ends",
        "The time from which the token must not be accepted any more.",
        "the app client's settings", Standard.JWT,
        "refusing the token from that second on, and refreshing it in time",
        "knowing whether the user is still signed in: a sign-out does not change it",
        f"{_JWT}4.1.4", is_time=True,
    ),
    ClaimEntry(
        "nbf", (), "from when it is good",
        "The time before which the token must not be accepted. Cognito writes none.",
        _SIGNER, Standard.JWT, "refusing a token before that time, where there is one",
        "knowing when it was made: that is `iat`", f"{_JWT}4.1.5", is_time=True,
    ),
    ClaimEntry(
        "event_id", (ID, ACCESS), "the sign-in, as an event",
        "An id that all tokens of one sign-in share.",
        _POOL, Standard.COGNITO, "finding the sign-in in logs", "telling users apart",
        TRIGGER_PAGE,
        unconfirmed="AWS lists it among the claims that no trigger changes, and does not say what "
        "it identifies",
    ),
    ClaimEntry(
        "jti", (ID, ACCESS), "this token's own id",
        "An id of this one token; a refresh brings another.",
        _POOL, Standard.JWT, "naming a token in logs, or seeing it used twice",
        "revoking: Cognito revokes by `origin_jti`", ID_PAGE,
    ),
    ClaimEntry(
        "origin_jti", (ID, ACCESS), "the refresh token it descends from",
        "An id that all tokens of one sign-in share; revoking one revokes by it.",
        _POOL, Standard.COGNITO, "knowing which tokens belong together",
        "seeing that a token is revoked: only Cognito knows", _REVOCATION_PAGE,
    ),
    ClaimEntry(
        "cognito:username", (ID,), "the user's name in the pool",
        "The name under which the pool knows the user.",
        "the user or the administrator, at sign-up", Standard.COGNITO,
        "calling the pool about this user, or showing the name",
        "a key for what belongs to a user: a deleted user's name can be taken again; use `sub`",
        ID_PAGE,
    ),
    ClaimEntry(
        "username", (ACCESS,), "the user's name in the pool",
        "The name under which the pool knows the user; `cognito:username` in an ID token.",
        "the user or the administrator, at sign-up", Standard.COGNITO,
        "calling the pool about this user",
        "a key for what belongs to a user: a deleted user's name can be taken again; use `sub`",
        ACCESS_PAGE,
    ),
    ClaimEntry(
        "scope", (ACCESS,), "what the app may ask for",
        "Names, with spaces between, of what the app may do in the user's name.",
        "the app that asked, as far as its app client allows", Standard.OAUTH,
        "an API that lets the app do what the scope names, and no more",
        "saying what the user may do: that is a matter of groups and policies", ACCESS_PAGE,
    ),
    ClaimEntry(
        "version", (ACCESS,), "how the token is made up",
        "2 in access tokens of the OAuth endpoints.",
        _POOL, Standard.COGNITO, "nothing", "deciding anything", ACCESS_PAGE,
        unconfirmed="AWS prints it in an example and does not say what it means",
    ),
    ClaimEntry(
        "cognito:groups", (ID, ACCESS), "the user's groups",
        "The groups of the pool that the user was in when the token was made.",
        _ADMIN, Standard.COGNITO,
        "deciding what the user may do, in an API of one's own",
        "knowing the groups of now: a change shows in the next token", _GROUPS_PAGE,
    ),
    ClaimEntry(
        "cognito:roles", (ID,), "the roles of those groups",
        "The ARNs of the IAM roles that the user's groups have.",
        _ADMIN, Standard.COGNITO,
        "an identity pool that lets its users choose among them",
        "permissions by themselves: IAM decides, once a role is assumed", _ROLES_PAGE,
    ),
    ClaimEntry(
        "cognito:preferred_role", (ID,), "the role that an identity pool takes",
        "The role of the group with the lowest precedence; absent if such groups disagree.",
        _ADMIN, Standard.COGNITO, "an identity pool that takes the role from the token",
        "permissions by themselves: IAM decides, once a role is assumed", _ROLES_PAGE,
    ),
    ClaimEntry(
        "identities", (ID,), "where the user signed in",
        "The identity providers (Google, say) that a federated user is linked to.",
        _POOL, Standard.COGNITO, "telling federated users from the pool's own",
        "the user's id: that is `sub`", ID_PAGE,
    ),
    ClaimEntry(
        "nonce", (ID,), "the request it answers",
        "The very text that the app sent with its sign-in request.",
        "the app that asked", Standard.OPENID_CONNECT,
        "refusing a token that answers somebody else's sign-in",
        "anything, unless the app compares it with what it sent", f"{_OIDC}IDToken",
    ),
    ClaimEntry(
        "at_hash", (ID,), "the access token beside it",
        "Half of the hash of the access token that came along.",
        _POOL, Standard.OPENID_CONNECT, "seeing that both tokens belong together",
        "verifying the access token, which has a signature of its own", f"{_OIDC}CodeIDToken",
    ),
    ClaimEntry(
        "device_key", (ACCESS,), "the remembered device",
        "The device with which the user signed in, where devices are remembered.",
        _POOL, Standard.COGNITO, "knowing the device", "trusting the device", ACCESS_PAGE,
    ),
    ClaimEntry(
        "acr", (ID, ACCESS), "how strongly the user signed in",
        "The level of the sign-in. Cognito is introducing it pool by pool.",
        _POOL, Standard.OPENID_CONNECT, "asking for a stronger sign-in before something weighty",
        "being relied on before the pool writes it", _LEVELS_PAGE,
    ),
    ClaimEntry(
        "amr", (ID, ACCESS), "how the user signed in",
        "The methods of the sign-in, such as `pwd` or `otp`. Cognito is introducing it.",
        _POOL, Standard.OPENID_CONNECT, "seeing whether there was a second factor",
        "being relied on before the pool writes it", _LEVELS_PAGE,
    ),
    ClaimEntry(
        "email", (ID,), "the e-mail address",
        "The address that the user's profile has.",
        "the user", Standard.OPENID_CONNECT, "writing to the user, if `email_verified` is true",
        "a key, or a sign of who somebody is: it can change, and be another's",
        PROFILE_PAGE,
    ),
    ClaimEntry(
        "email_verified", (ID,), "has the address been proved?",
        "Whether the user has shown to receive what is sent there.",
        "the user pool, or whoever may write the attribute", Standard.OPENID_CONNECT,
        "not relying on an address that nobody has proved",
        "anything, where the app client may write it: then the user says so",
        PROFILE_PAGE,
    ),
    ClaimEntry(
        "phone_number", (ID,), "the telephone number",
        "The number that the user's profile has.",
        "the user", Standard.OPENID_CONNECT, "calling, if `phone_number_verified` is true",
        "a key, or a sign of who somebody is: numbers are given out again",
        PROFILE_PAGE,
    ),
    ClaimEntry(
        "phone_number_verified", (ID,), "has the number been proved?",
        "Whether the user has shown to receive what is sent there.",
        "the user pool, or whoever may write the attribute", Standard.OPENID_CONNECT,
        "not relying on a number that nobody has proved",
        "anything, where the app client may write it: then the user says so",
        PROFILE_PAGE,
    ),
)  # fmt: skip
"""The claims of ID and access tokens. A name stands twice where it means another thing."""
