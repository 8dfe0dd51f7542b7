"""Exchanges as AWS's documents answer them; words that people report are in no document."""

from __future__ import annotations

from typing import Any

from tests.exchanges.case import (
    ASSUME,
    BAD_LOGIN,
    CLASSIC,
    DIRECT,
    EDITORS,
    GET_CREDENTIALS,
    GET_ID,
    GET_TOKEN,
    GUESTS,
    MEMBERS,
    NOT_AUTHORIZED,
    Exchange,
    Granted,
    Refused,
)

_GUIDE = "https://docs.aws.amazon.com/cognito/latest/developerguide/"
_API = "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/"
_STS = "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html"
_FLOW = _GUIDE + "authentication-flow.html"
_PROVIDERS = _GUIDE + "external-identity-providers.html"
_TRUST = _GUIDE + "role-trust-and-permissions.html"
_ROLES = _GUIDE + "role-based-access-control.html"
_ATTRIBUTES = _GUIDE + "attributes-for-access-control.html"
_JWT = _GUIDE + "amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html"
_SIGNED_OUT = _API + "API_CognitoIdentityProvider.html"
_GET_ID = _API + "API_GetId.html"
_CREDENTIALS = _API + "API_GetCredentialsForIdentity.html"
_ROLE_MAPPING = _API + "API_RoleMapping.html"

_UNSUPPORTED = Refused(
    GET_ID, NOT_AUTHORIZED, "Token is not from a supported provider of this identity pool."
)
_UNVERIFIED = Refused(GET_ID, NOT_AUTHORIZED, BAD_LOGIN + "Couldn't verify signed token.")
_ISSUER = Refused(GET_ID, NOT_AUTHORIZED, BAD_LOGIN + "Issuer doesn't match providerName")
_NO_JWT = Refused(GET_ID, NOT_AUTHORIZED, BAD_LOGIN + "Not a valid OpenId Connect identity token.")
_EXPIRED = Refused(GET_ID, NOT_AUTHORIZED, BAD_LOGIN + r"Token expired: \d+ >= \d+")
_NOT_YOURS = Refused(
    GET_CREDENTIALS,
    NOT_AUTHORIZED,
    "Logins don't match. Please include at least one valid login for this identity or identity "
    "pool.",
)
_CHECK_ROLES = Refused(
    GET_CREDENTIALS,
    "InvalidIdentityPoolConfigurationException",
    "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
)
_NO_ROLE_FOR_IT = Refused(GET_CREDENTIALS, NOT_AUTHORIZED)
_NOT_TRUSTED = Refused(
    ASSUME, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity"
)
_AUD, _AMR = "cognito-identity.amazonaws.com:aud", "cognito-identity.amazonaws.com:amr"
_SUB = "cognito-identity.amazonaws.com:sub"
_BY_WEB_IDENTITY = "sts:AssumeRoleWithWebIdentity"


def _trust(amr: str | None = "authenticated", *actions: str, **more: str) -> dict[str, Any]:
    """A statement that trusts the pool's visitors; `<pool>` and `<ana>` stand for ids."""
    condition: dict[str, Any] = {"StringEquals": {_AUD: "<pool>", **more}}
    if amr is not None:
        condition["ForAnyValue:StringLike"] = {_AMR: amr}
    return {
        "Effect": "Allow",
        "Principal": {"Federated": "cognito-identity.amazonaws.com"},
        "Action": [_BY_WEB_IDENTITY, *actions],
        "Condition": condition,
    }


def _rules(*rules: tuple[str, str, str, str], ambiguous: str = "AuthenticatedRole") -> Any:
    """A mapping by rules: claim, match type, value, role."""
    return {
        "Type": "Rules",
        "AmbiguousRoleResolution": ambiguous,
        "RulesConfiguration": {
            "Rules": [
                {"Claim": claim, "MatchType": match, "Value": value, "RoleARN": role}
                for claim, match, value, role in rules
            ]
        },
    }


def _by_token(ambiguous: str) -> Any:
    return {"Type": "Token", "AmbiguousRoleResolution": ambiguous}


_DEPARTMENT = "custom:department"
_OTHERS_POOL = {
    **_trust(),
    "Condition": {"StringEquals": {_AUD: "us-east-1:00000000-0000-4000-8000-000000000000"}},
}
_NO_GUESTS = {"AllowUnauthenticatedIdentities": False}
_ASKS = {"ServerSideTokenCheck": True}

LOGINS = [
    Exchange("an ID token", "ana", Granted(MEMBERS), _FLOW),
    Exchange("an ID token in its last seconds", "ana", Granted(MEMBERS), _JWT, before=("59:55",)),
    Exchange("an ID token, at its end", "ana", _EXPIRED, _JWT, before=("60:00",)),
    Exchange(
        "an access token",
        "ana",
        Refused(GET_ID, NOT_AUTHORIZED, BAD_LOGIN + "Missing a required claim: aud"),
        _PROVIDERS,
        shows="access token",
    ),
    Exchange("a refresh token", "ana", _NO_JWT, _PROVIDERS, shows="refresh token"),
    Exchange(
        "a token with other claims", "ana", _UNVERIFIED, _JWT, shows="id token, claims changed"
    ),
    Exchange(
        "a token with another signature",
        "ana",
        _UNVERIFIED,
        _JWT,
        shows="id token, signature changed",
    ),
    Exchange(
        "a token that a stranger signed under the pool's key id",
        "ana",
        _UNVERIFIED,
        _JWT,
        shows="id token of a stranger's key",
    ),
    Exchange(
        "a token without a signature",
        "ana",
        Refused(GET_ID, NOT_AUTHORIZED),
        _JWT,
        shows="id token, alg none",
    ),
    Exchange(
        "a token that was signed with the public key",
        "ana",
        Refused(GET_ID, NOT_AUTHORIZED),
        _JWT,
        shows="id token, HS256",
    ),
    Exchange("no token at all", "ana", _NO_JWT, _PROVIDERS, shows="nonsense"),
    Exchange(
        "a token for an app client that the pool does not name",
        "ana",
        _UNSUPPORTED,
        _PROVIDERS,
        shows="id token of another app client",
    ),
    Exchange(
        "a user pool that the pool does not name",
        "ana",
        _UNSUPPORTED,
        _PROVIDERS,
        shows="another user pool's id token",
    ),
    Exchange(
        "another user pool's token under the right name",
        "ana",
        _ISSUER,
        _PROVIDERS,
        shows="another user pool's id token, misnamed",
    ),
    Exchange(
        "a user pool's token under Google's name",
        "ana",
        _ISSUER,
        _PROVIDERS,
        shows="id token as Google's",
    ),
    Exchange("a Google token", "gil", Granted(MEMBERS), _GUIDE + "google.html"),
    Exchange(
        "a Google token with the short issuer",
        "gil",
        Granted(MEMBERS),
        "https://developers.google.com/identity/openid-connect/openid-connect",
        shows="id token with the short issuer",
    ),
    Exchange(
        "a Google token for another app",
        "gil",
        _UNSUPPORTED,
        _GUIDE + "google.html",
        shows="id token of another app client",
    ),
    Exchange("a Google token, too old", "gil", _EXPIRED, _GUIDE + "google.html", before=("60:00",)),
    Exchange(
        "a Google token that a stranger signed",
        "gil",
        _UNVERIFIED,
        _GUIDE + "google.html",
        shows="id token of a stranger's key",
    ),
    Exchange("a Facebook access token", "fay", Granted(MEMBERS), _GUIDE + "facebook.html"),
    Exchange(
        "a Facebook access token for another app",
        "fay",
        Refused(GET_ID, NOT_AUTHORIZED),
        _GUIDE + "facebook.html",
        shows="id token of another app client",
    ),
    Exchange(
        "a Facebook access token that Facebook never gave",
        "fay",
        Refused(GET_ID, NOT_AUTHORIZED),
        _GUIDE + "facebook.html",
        shows="nonsense",
    ),
    Exchange("an OpenID provider that IAM knows", "oli", Granted(MEMBERS), _GUIDE + "open-id.html"),
    Exchange(
        "an OpenID provider's token for another app",
        "oli",
        _UNSUPPORTED,
        _GUIDE + "open-id.html",
        shows="id token of another app client",
    ),
    Exchange("two logins at once", "ana and gil", Granted(MEMBERS), _PROVIDERS),
    Exchange(
        "a good login beside a bad one",
        "ana and gil",
        _UNVERIFIED,
        _GET_ID,
        shows="id token, claims changed",
    ),
    Exchange("a guest", "guest", Granted(GUESTS, limited=True), _FLOW),
    Exchange(
        "a guest where there are none",
        "guest",
        Refused(
            GET_ID,
            NOT_AUTHORIZED,
            "Unauthenticated access is not supported for this identity pool.",
        ),
        _GET_ID,
        pool=_NO_GUESTS,
    ),
    Exchange(
        "a login where there are no guests", "ana", Granted(MEMBERS), _GET_ID, pool=_NO_GUESTS
    ),
]
IDENTITIES = [
    Exchange("another's identity", "ben", _NOT_YOURS, _CREDENTIALS, identity="ana's"),
    Exchange(
        "an identity with a login, as a guest", "guest", _NOT_YOURS, _CREDENTIALS, identity="ana's"
    ),
    Exchange(
        "an identity that nobody was given",
        "ana",
        Refused(GET_CREDENTIALS, "ResourceNotFoundException"),
        _CREDENTIALS,
        identity="made up",
    ),
    Exchange(
        "an identity id that is none",
        "ana",
        Refused(GET_CREDENTIALS, "ValidationException"),
        _CREDENTIALS,
        identity="no id",
    ),
    Exchange(
        "a guest's identity, with a login that has none yet",
        "ben",
        Granted(MEMBERS),
        _GUIDE + "identity-pools.html",
        identity="a guest's",
    ),
    Exchange(
        "a guest's identity, with a login that has another",
        "ana",
        Refused(GET_CREDENTIALS, "ResourceConflictException"),
        _CREDENTIALS,
        identity="a guest's",
    ),
    Exchange(
        "a token of one who signed out", "ana", Granted(MEMBERS), _SIGNED_OUT, before=("sign out",)
    ),
    Exchange(
        "a token of one who signed out, and the user pool is asked",
        "ana",
        Refused(GET_ID, NOT_AUTHORIZED),
        _SIGNED_OUT,
        before=("sign out",),
        pool=_ASKS,
    ),
    Exchange(
        "a token of one who was disabled, and the user pool is asked",
        "ana",
        Refused(GET_ID, NOT_AUTHORIZED),
        _SIGNED_OUT,
        before=("disable",),
        pool=_ASKS,
    ),
    Exchange(
        "a token of one who was deleted, and the user pool is asked",
        "ana",
        Refused(GET_ID, NOT_AUTHORIZED),
        _SIGNED_OUT,
        before=("delete",),
        pool=_ASKS,
    ),
    Exchange(
        "a token of one who is there, and the user pool is asked",
        "ana",
        Granted(MEMBERS),
        _SIGNED_OUT,
        pool=_ASKS,
    ),
]
TRUST = [
    Exchange(
        "a pool without roles",
        "ana",
        _CHECK_ROLES,
        _CREDENTIALS,
        roles={"authenticated": None, "unauthenticated": None},
    ),
    Exchange(
        "a pool without a role for guests",
        "guest",
        _CHECK_ROLES,
        _CREDENTIALS,
        roles={"unauthenticated": None},
    ),
    Exchange(
        "a role that is not there",
        "ana",
        _CHECK_ROLES,
        _CREDENTIALS,
        roles={"authenticated": "nobodys"},
    ),
    Exchange(
        "a role that trusts another pool",
        "ana",
        _CHECK_ROLES,
        _TRUST,
        trust={MEMBERS: _OTHERS_POOL},
    ),
    Exchange(
        "a login with a role that trusts guests",
        "ana",
        _CHECK_ROLES,
        _TRUST,
        trust={MEMBERS: _trust("unauthenticated")},
    ),
    Exchange(
        "a guest with a role that trusts logins",
        "guest",
        _CHECK_ROLES,
        _TRUST,
        trust={GUESTS: _trust()},
    ),
    Exchange(
        "a guest with a role that does not ask how one came",
        "guest",
        Granted(GUESTS, limited=True),
        _TRUST,
        trust={GUESTS: _trust(None)},
    ),
    Exchange(
        "a role for those who came by the user pool",
        "ana",
        Granted(MEMBERS),
        _TRUST,
        trust={MEMBERS: _trust("<provider>:CognitoSignIn:*")},
    ),
    Exchange(
        "a role for those who came by the user pool, with Google",
        "gil",
        _CHECK_ROLES,
        _TRUST,
        trust={MEMBERS: _trust("<provider>*")},
    ),
    Exchange(
        "a role for one identity",
        "ana",
        Granted(MEMBERS),
        _TRUST,
        trust={MEMBERS: _trust("authenticated", **{_SUB: "<ana>"})},
    ),
    Exchange(
        "a role for another's identity",
        "ben",
        _CHECK_ROLES,
        _TRUST,
        trust={MEMBERS: _trust("authenticated", **{_SUB: "<ana>"})},
    ),
    Exchange(
        "a role that denies the login",
        "ana",
        _CHECK_ROLES,
        _TRUST,
        trust={MEMBERS: {**_trust(), "Effect": "Deny"}},
    ),
    Exchange(
        "claims that become tags",
        "ana",
        Granted(MEMBERS, {"department": "maps"}),
        _ATTRIBUTES,
        tag_map={"department": _DEPARTMENT},
        trust={MEMBERS: _trust("authenticated", "sts:TagSession")},
    ),
    Exchange(
        "claims that become tags, which the role does not trust",
        "ana",
        _CHECK_ROLES,
        _ATTRIBUTES,
        tag_map={"department": _DEPARTMENT},
    ),
    Exchange(
        "a claim that the token does not have becomes no tag",
        "ben",
        Granted(MEMBERS),
        _ATTRIBUTES,
        tag_map={"department": _DEPARTMENT},
        trust={MEMBERS: _trust("authenticated", "sts:TagSession")},
    ),
]
ROLES = [
    Exchange(
        "by token: the group's role", "eva", Granted(EDITORS), _ROLES, mapping=_by_token("Deny")
    ),
    Exchange(
        "by token: no group, and then the role for logins",
        "ana",
        Granted(MEMBERS),
        _ROLE_MAPPING,
        mapping=_by_token("AuthenticatedRole"),
    ),
    Exchange(
        "by token: no group, and then nobody",
        "ana",
        _NO_ROLE_FOR_IT,
        _ROLE_MAPPING,
        mapping=_by_token("Deny"),
    ),
    Exchange(
        "by token: two groups of one precedence, and then nobody",
        "uma",
        _NO_ROLE_FOR_IT,
        _ROLES,
        mapping=_by_token("Deny"),
    ),
    Exchange(
        "by token: two groups of one precedence, and then the role for logins",
        "uma",
        Granted(MEMBERS),
        _ROLES,
        mapping=_by_token("AuthenticatedRole"),
    ),
    Exchange(
        "by token: a group's role that does not trust the pool",
        "eva",
        _CHECK_ROLES,
        _TRUST,
        mapping=_by_token("Deny"),
        trust={EDITORS: _trust("unauthenticated")},
    ),
    Exchange("a group without a mapping", "eva", Granted(MEMBERS), _ROLES),
    Exchange(
        "by rules: Equals",
        "ana",
        Granted(EDITORS),
        _ROLES,
        mapping=_rules((_DEPARTMENT, "Equals", "maps", EDITORS)),
    ),
    Exchange(
        "by rules: Equals, and case counts",
        "ana",
        Granted(MEMBERS),
        _ROLES,
        mapping=_rules((_DEPARTMENT, "Equals", "Maps", EDITORS)),
    ),
    Exchange(
        "by rules: NotEqual",
        "ana",
        Granted(EDITORS),
        _ROLES,
        mapping=_rules((_DEPARTMENT, "NotEqual", "sales", EDITORS)),
    ),
    Exchange(
        "by rules: StartsWith",
        "ana",
        Granted(EDITORS),
        _ROLES,
        mapping=_rules((_DEPARTMENT, "StartsWith", "ma", EDITORS)),
    ),
    Exchange(
        "by rules: Contains",
        "ana",
        Granted(EDITORS),
        _ROLES,
        mapping=_rules((_DEPARTMENT, "Contains", "ap", EDITORS)),
    ),
    Exchange(
        "by rules: a claim that is not there differs from nothing",
        "ben",
        _NO_ROLE_FOR_IT,
        _ROLES,
        mapping=_rules((_DEPARTMENT, "NotEqual", "sales", EDITORS), ambiguous="Deny"),
    ),
    Exchange(
        "by rules: the first that holds",
        "ana",
        Granted(EDITORS),
        _ROLES,
        mapping=_rules(
            (_DEPARTMENT, "Equals", "sales", GUESTS),
            (_DEPARTMENT, "Equals", "maps", EDITORS),
            (_DEPARTMENT, "StartsWith", "m", GUESTS),
        ),
    ),
    Exchange(
        "by rules: none holds, and then nobody",
        "ana",
        _NO_ROLE_FOR_IT,
        _ROLE_MAPPING,
        mapping=_rules((_DEPARTMENT, "Equals", "sales", EDITORS), ambiguous="Deny"),
    ),
    Exchange(
        "by rules: none holds, and then the role for logins",
        "ana",
        Granted(MEMBERS),
        _ROLE_MAPPING,
        mapping=_rules((_DEPARTMENT, "Equals", "sales", EDITORS)),
    ),
    Exchange(
        "a mapping does not speak of other providers",
        "gil",
        Granted(MEMBERS),
        _API + "API_SetIdentityPoolRoles.html",
        mapping=_by_token("Deny"),
    ),
    Exchange(
        "a custom role that the token names",
        "eva",
        Granted(EDITORS),
        _CREDENTIALS,
        mapping=_by_token("Deny"),
        custom_role=EDITORS,
    ),
    Exchange(
        "a custom role, where two are in the token",
        "uma",
        Granted(EDITORS),
        _CREDENTIALS,
        mapping=_by_token("Deny"),
        custom_role=EDITORS,
    ),
    Exchange(
        "a custom role that the token does not name",
        "ana",
        _NO_ROLE_FOR_IT,
        _CREDENTIALS,
        mapping=_by_token("AuthenticatedRole"),
        custom_role=EDITORS,
    ),
    Exchange("a guest's custom role", "guest", _NO_ROLE_FOR_IT, _CREDENTIALS, custom_role=EDITORS),
]
STS = [
    Exchange("classic: a login", "ana", Granted(MEMBERS), _FLOW, flow=CLASSIC, takes_on=MEMBERS),
    Exchange(
        "classic: a guest, without the enhanced flow's limits",
        "guest",
        Granted(GUESTS),
        _FLOW,
        flow=CLASSIC,
        takes_on=GUESTS,
    ),
    Exchange(
        "classic: any role that trusts the pool",
        "ana",
        Granted(EDITORS),
        _FLOW,
        flow=CLASSIC,
        takes_on=EDITORS,
    ),
    Exchange(
        "classic: a session of 15 minutes",
        "ana",
        Granted(MEMBERS, minutes=15),
        _STS,
        flow=CLASSIC,
        takes_on=MEMBERS,
        minutes=15,
    ),
    Exchange(
        "classic: a session longer than the role allows",
        "ana",
        Refused(ASSUME, "ValidationError"),
        _STS,
        flow=CLASSIC,
        takes_on=MEMBERS,
        minutes=61,
    ),
    Exchange(
        "classic: a guest with a role for logins",
        "guest",
        _NOT_TRUSTED,
        _TRUST,
        flow=CLASSIC,
        takes_on=MEMBERS,
    ),
    Exchange(
        "classic: a login with a role for guests",
        "ana",
        _NOT_TRUSTED,
        _TRUST,
        flow=CLASSIC,
        takes_on=GUESTS,
    ),
    Exchange(
        "classic: a role that trusts another pool",
        "ana",
        _NOT_TRUSTED,
        _TRUST,
        flow=CLASSIC,
        takes_on=MEMBERS,
        trust={MEMBERS: _OTHERS_POOL},
    ),
    Exchange(
        "classic: a role that is not there",
        "ana",
        _NOT_TRUSTED,
        _STS,
        flow=CLASSIC,
        takes_on="nobodys",
    ),
    Exchange(
        "classic: switched off",
        "ana",
        Refused(
            GET_TOKEN,
            "InvalidParameterException",
            "Basic (classic) flow is not enabled, please use enhanced flow.",
        ),
        _FLOW,
        flow=CLASSIC,
        takes_on=MEMBERS,
        pool={"AllowClassicFlow": False},
    ),
    Exchange(
        "enhanced, where the classic flow is switched off",
        "ana",
        Granted(MEMBERS),
        _FLOW,
        pool={"AllowClassicFlow": False},
    ),
    Exchange(
        "classic: another's identity",
        "ben",
        _NOT_YOURS._replace(operation=GET_TOKEN),
        _API + "API_GetOpenIdToken.html",
        flow=CLASSIC,
        identity="ana's",
        takes_on=MEMBERS,
    ),
    Exchange(
        "classic: the pool's token, ten minutes later",
        "ana",
        Refused(ASSUME, "ExpiredTokenException"),
        _API + "API_GetOpenIdToken.html",
        flow=CLASSIC,
        takes_on=MEMBERS,
        before=("10:00 after the token",),
    ),
    Exchange(
        "classic: the pool's token, changed",
        "ana",
        Refused(ASSUME, "InvalidIdentityToken"),
        _STS,
        flow=CLASSIC,
        takes_on=MEMBERS,
        before=("change the token",),
    ),
    Exchange(
        "direct: a user pool that IAM does not know",
        "ana",
        Refused(
            ASSUME,
            "InvalidIdentityToken",
            "No OpenIDConnect provider found in your account for https://<provider>",
        ),
        _STS,
        flow=DIRECT,
        takes_on=MEMBERS,
    ),
    Exchange(
        "direct: a user pool that IAM knows",
        "ana",
        Granted("direct"),
        _STS,
        flow=DIRECT,
        before=("tell IAM of the user pool",),
        takes_on="direct",
    ),
    Exchange(
        "direct: a role that trusts identity pools",
        "ana",
        _NOT_TRUSTED,
        _STS,
        flow=DIRECT,
        before=("tell IAM of the user pool",),
        takes_on=MEMBERS,
    ),
    Exchange(
        "direct: a token with other claims",
        "ana",
        Refused(ASSUME, "InvalidIdentityToken"),
        _STS,
        flow=DIRECT,
        shows="id token, claims changed",
        before=("tell IAM of the user pool",),
        takes_on="direct",
    ),
    Exchange(
        "direct: a token that is too old",
        "ana",
        Refused(ASSUME, "ExpiredTokenException"),
        _STS,
        flow=DIRECT,
        before=("tell IAM of the user pool", "60:00"),
        takes_on="direct",
    ),
]

EXCHANGES = [*LOGINS, *IDENTITIES, *TRUST, *ROLES, *STS]
