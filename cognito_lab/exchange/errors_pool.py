"""Errors of an identity pool: logins that it does not take, identities, and roles that it lacks."""

from __future__ import annotations

from functools import partial

from cognito_lab.known_error import NO_REPORT, REPORTS, KnownError

_error = partial(KnownError, service="cognito-identity")
_GET_ID, _CREDENTIALS, _TOKEN = "GetId", "GetCredentialsForIdentity", "GetOpenIdToken"
_DENIED, _NOT_FOUND = "NotAuthorizedException", "ResourceNotFoundException"
_LOGIN = "Invalid login token. "

ERRORS = (
    # The login.
    _error(
        _GET_ID,
        _DENIED,
        "Unauthenticated access is not supported for this identity pool.",
        "guests-forbidden",
        "No login was sent, and the pool has no guests.",
        "Send `Logins` with the provider's name and an ID token, or let the pool have guests.",
    ),
    _error(
        _GET_ID,
        _DENIED,
        "Token is not from a supported provider of this identity pool.",
        "provider-not-named",
        "The pool does not name this provider, or not the app client that the token was made for.",
        "Name the provider in the pool together with the app client whose tokens you send.",
    ),
    _error(
        _GET_ID,
        _DENIED,
        f"{_LOGIN}Missing a required claim: CLAIM_NAME",
        "access-token-shown",
        "An access token was sent, which is made for nobody in particular.",
        "Send the ID token.",
    ),
    _error(
        _GET_ID,
        _DENIED,
        f"{_LOGIN}Not a valid OpenId Connect identity token.",
        "no-id-token",
        "What was sent is no signed JWT that says who somebody is: a refresh token, say.",
        "Send the ID token.",
    ),
    _error(
        _GET_ID,
        _DENIED,
        f"{_LOGIN}Issuer doesn't match providerName",
        "issuer-differs",
        "The token is another issuer's than the provider that `Logins` names.",
        "Name the provider that signed the token, without `https://`.",
    ),
    _error(
        _GET_ID,
        _DENIED,
        f"{_LOGIN}Couldn't verify signed token.",
        "token-changed",
        "No key of the issuer's signed these bytes: the token was changed, or somebody else made "
        "it.",
        "Send the token as the provider gave it.",
    ),
    _error(
        _GET_ID,
        _DENIED,
        f"{_LOGIN}Token expired: MOMENT_SECONDS >= MOMENT_SECONDS",
        "login-too-old",
        "The token's `exp` is over.",
        "Refresh the tokens, and send the new ID token.",
    ),
    _error(
        _GET_ID,
        _DENIED,
        f"{_LOGIN}The provider does not accept this token.",
        "provider-refuses",
        "Facebook or Amazon does not know this access token, or gave it to another app.",
        "Sign in with the provider again, through the app that the pool names.",
        NO_REPORT,
    ),
    _error(
        _GET_ID,
        _DENIED,
        f"{_LOGIN}Token has been revoked.",
        "signed-out-meanwhile",
        "The pool asks the user pool (`ServerSideTokenCheck`), where the user has signed out, is "
        "disabled, or is gone.",
        "Have the user sign in again.",
        NO_REPORT,
    ),
    # The identity.
    _error(
        _GET_ID,
        _NOT_FOUND,
        "IdentityPool 'IDENTITY_ID' not found.",
        "no-such-pool",
        "There is no identity pool of this id in this region.",
        "Compare id and region: the id begins with its region.",
    ),
    _error(
        _CREDENTIALS,
        _NOT_FOUND,
        "Identity 'IDENTITY_ID' not found.",
        "no-such-identity",
        "The pool has given no such IdentityId, or has forgotten it.",
        "Ask `GetId` for the IdentityId again.",
    ),
    _error(
        _CREDENTIALS,
        _DENIED,
        "Logins don't match. Please include at least one valid login for this identity or "
        "identity pool.",
        "identity-of-another",
        "The identity belongs to another login, and knowing its id is no proof.",
        "Send a login that is linked with this identity, or ask `GetId` for your own.",
    ),
    _error(
        _CREDENTIALS,
        "ResourceConflictException",
        "Login is already linked to another identity.",
        "login-linked-elsewhere",
        "A login that was sent has an identity of its own already, so it cannot join this one.",
        "Use the identity that `GetId` gives for this login.",
        NO_REPORT,
    ),
    # The role.
    _error(
        _CREDENTIALS,
        "InvalidIdentityPoolConfigurationException",
        "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
        "role-cannot-be-taken",
        "The pool has no role for this visitor, or the role is gone, or its trust policy does not "
        "let this visitor in.",
        "Set the pool's roles, and compare the trust policy's `aud`, `amr` and `sts:TagSession`.",
        None,
    ),
    _error(
        _CREDENTIALS,
        _DENIED,
        "The role for this identity is ambiguous, and the identity pool denies access then.",
        "role-ambiguous",
        "The mapping chooses no role for this token, and `AmbiguousRoleResolution` is `Deny`.",
        "Give the user's groups different precedences, or the mapping a rule that holds.",
        NO_REPORT,
    ),
    _error(
        _CREDENTIALS,
        _DENIED,
        "Access to the requested role is not allowed for this identity.",
        "role-not-offered",
        "`CustomRoleArn` is none of the roles that the token, or a rule that holds, names.",
        "Ask for one of the roles in the token's `cognito:roles`.",
        NO_REPORT,
    ),
    # The classic flow's token.
    _error(
        _TOKEN,
        "InvalidParameterException",
        "Basic (classic) flow is not enabled, please use enhanced flow.",
        "classic-switched-off",
        "The pool has `AllowClassicFlow` set to false.",
        "Call `GetCredentialsForIdentity`, or let the pool have the classic flow.",
        REPORTS,
    ),
)
"""In the order in which a learner meets them."""
