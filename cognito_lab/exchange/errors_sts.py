"""Errors of STS: tokens that it does not take, and roles that it does not give."""

from __future__ import annotations

from functools import partial

from cognito_lab.known_error import NO_REPORT, REPORTS, KnownError

_COMMON = "https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html"
_WEB, _ASSUME = "AssumeRoleWithWebIdentity", "AssumeRole"
_error = partial(KnownError, service="sts")

ERRORS = (
    _error(
        _WEB,
        "AccessDenied",
        "Not authorized to perform sts:AssumeRoleWithWebIdentity",
        "token-not-trusted",
        "The role's trust policy does not let this token in, or there is no such role.",
        "Compare the trust policy's `aud`, `sub` and `amr` with the token's claims.",
        REPORTS,
        page=_COMMON,
    ),
    _error(
        _WEB,
        "InvalidIdentityToken",
        "No OpenIDConnect provider found in your account for ISSUER_URL",
        "issuer-not-registered",
        "IAM knows no OpenID Connect provider with the token's issuer.",
        "Create the provider in IAM, or send an identity pool's token.",
    ),
    _error(
        _WEB,
        "InvalidIdentityToken",
        "Incorrect token audience",
        "audience-not-registered",
        "The provider in IAM does not list the app client that the token was made for.",
        "Add the app client's id to the provider's client ids.",
    ),
    _error(
        _WEB,
        "InvalidIdentityToken",
        "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access "
        "Token)",
        "no-web-identity",
        "What was sent is no JWT.",
        "Send the token of `GetOpenIdToken`, or an ID token.",
    ),
    _error(
        _WEB,
        "InvalidIdentityToken",
        "The signature of the token is not by a key of its issuer.",
        "web-identity-changed",
        "The token was changed, or somebody else made it.",
        "Send the token as its issuer gave it.",
        NO_REPORT,
    ),
    _error(
        _WEB,
        "ExpiredTokenException",
        "Token expired: current date/time MOMENT_SECONDS must be before the expiration date/time "
        "MOMENT_SECONDS",
        "web-identity-too-old",
        "The token's `exp` is over: an identity pool's own lives for ten minutes.",
        "Get a new token, and trade it at once.",
    ),
    _error(
        _WEB,
        "ValidationError",
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        "session-too-long",
        "The role allows shorter sessions only: an hour, if nothing else is set.",
        "Ask for less, or raise the role's `MaxSessionDuration`.",
        page=_COMMON,
    ),
    _error(
        _ASSUME,
        "AccessDenied",
        "User: CALLER_ARN is not authorized to perform: ACTION_NAME on resource: RESOURCE_ARN "
        "because no identity-based policy allows the ACTION_NAME action",
        "caller-may-not-assume",
        "The trust policy trusts the account as a whole, so the caller's own policies have to "
        "allow `sts:AssumeRole`.",
        "Allow the caller to assume the role, or name the caller in the trust policy.",
        None,
        page="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html",
    ),
    _error(
        _ASSUME,
        "AccessDenied",
        "Roles may not be assumed by root accounts.",
        "root-assumes-no-role",
        "The account's root user asked for a role.",
        "Ask as a user or as another role.",
        page=(
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
            "id_roles_use_permissions-to-switch.html"
        ),
    ),
)
"""In the order in which a learner meets them."""
