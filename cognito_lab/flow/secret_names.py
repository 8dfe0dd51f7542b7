"""Which members of a call are secrets, by name, and the few places where such a name is none.

One table serves every spelling: `ClientSecret` of an API, `client_secret` of OAuth and
`client-secret` of a header are one name here, in small letters with nothing between.
Sources: the members that AWS's models mark as sensitive, of the services that have a lane;
the challenge parameters
of https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ChallengeResponseType.html;
RFC 6749, 7009, 7521, 7523, 7636, 8628 and 8693 for OAuth; Signature Version 4 for headers.

Shown on purpose: what SRP sends in the clear (SRP_A, SRP_B, SALT), device keys (they name
a device, the device's password proves it), token *types* and lifetimes, paging tokens, and
user attributes, which are what a learner came to see.
"""

from __future__ import annotations

from functools import lru_cache

SECRET_NAMES = frozenset(
    """
    password previouspassword proposedpassword temporarypassword newpassword oldpassword
    servicepassword passwordverifier passwordclaimsignature

    secret secrethash clientsecret clientsecretvalue secretkey secretaccesskey
    secretblock passwordclaimsecretblock secretcode servicecredentialsecret
    base32stringseed qrcodepng

    code confirmationcode usercode answer challengeanswer tokencode
    authenticationcode1 authenticationcode2
    smsmfacode softwaretokenmfacode emailmfacode emailotpcode smsotpcode

    token accesstoken idtoken idtokenhint refreshtoken sessiontoken session
    subjecttoken actortoken issuedtoken feedbacktoken tradeintoken webidentitytoken

    codeverifier devicecode assertion clientassertion samlassertion samlresponse
    contextassertion credential encodeddata privatekey addprivatekey

    ssecustomerkey copysourcessecustomerkey
    cookie setcookie xapikey xamzsecuritytoken xamzsignature
    xamzserversideencryptioncustomerkey xamzcopysourceserversideencryptioncustomerkey
    """.split()
)
"""Members that are secrets wherever they stand: parameters, bodies, URLs, headers."""

SECRET_MAPS = frozenset({"logins", "privatechallengeparameters"})
"""Members whose *values* are secrets, whatever the names inside (provider → token)."""

SECRET_IN_A_QUERY = frozenset({"signature"})
"""Secret in a URL only: what signs a Signature Version 2 presigned URL."""

AUTHORIZATION_HEADERS = frozenset({"authorization", "proxyauthorization"})
"""Headers that show who is calling: the scheme and the access key id stay legible."""

STRUCTURES_WITH_SUCH_A_NAME = frozenset({"code", "session"})
"""Not secrets where they hold members: a Lambda function's `Code`, the `session` of a
custom challenge's event."""

UNITS = frozenset({"tokenvalidityunits"})
"""Here `AccessToken` says `hours`."""

ERROR_OBJECTS = frozenset({"error", "errors", "cancellationreasons"})
"""Here `Code` is an error's code, as it is beside a `Message` and in XML."""

MESSAGES = frozenset({"message", "errormessage", "errordescription"})
"""Sentences, which may quote a secret that was sent."""

CHALLENGES_TO_CHOOSE = frozenset(
    """
    PASSWORD PASSWORD_SRP WEB_AUTHN SMS_OTP EMAIL_OTP SMS_MFA EMAIL_MFA SOFTWARE_TOKEN_MFA
    """.split()
)
"""What `ANSWER` says to SELECT_CHALLENGE and SELECT_MFA_TYPE: a choice, not a secret."""


@lru_cache(maxsize=4096)
def normal(name: str) -> str:
    """The one spelling of a name: `SECRET_HASH`, `SecretHash`, `secret-hash` → `secrethash`."""
    return name.lower().replace("_", "").replace("-", "")


def is_secret_name(name: str) -> bool:
    """Whether a member of this name, in any spelling, is a secret."""
    return normal(name) in SECRET_NAMES
