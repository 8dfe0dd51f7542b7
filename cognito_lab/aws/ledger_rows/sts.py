"""Rows of the ledger: STS gives temporary credentials for what it has checked."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import EVERY_OPERATION

_API = "https://docs.aws.amazon.com/STS/latest/APIReference/"

ASSUME_ROLE = Behaviour(
    id="assume-role",
    service="sts",
    operations=("AssumeRole",),
    aws="Gives a session of a role that there is, for as long as the role allows, with its session "
    "policies, tags and source identity. The root user gets none.",
    document=_API + "API_AssumeRole.html",
    moto="Gives one of any role, also of one that is not there, to everybody, for any time, and "
    "forgets policies, tags and source identity.",
    lab="Gives a session of AWS's shape, held to AWS's limits, which ends by the lab's clock; "
    "the trust policy is asked before, with every other policy.",
    answers=True,
    unconfirmed="the words of some refusals, that a transitive key has to name a tag, and how AWS "
    "counts the packed size",
)
WEB_IDENTITY = Behaviour(
    id="web-identity",
    service="sts",
    operations=("AssumeRoleWithWebIdentity",),
    aws="Verifies the token, then asks the role's trust policy.",
    document=_API + "API_AssumeRoleWithWebIdentity.html",
    moto="Takes any text for a token and asks no policy; the role need not be there.",
    lab="Verifies tokens of identity pools, user pools, and providers that `lab.issuers` plays; "
    "then the judge is asked about the trust policy.",
    answers=True,
    unconfirmed="the words of most refusals, some of which are from people's reports",
)
SAML_IS_REFUSED = Behaviour(
    id="saml-is-refused",
    service="sts",
    operations=("AssumeRoleWithSAML",),
    aws="Verifies the assertion, then asks the role's trust policy.",
    document=_API + "API_AssumeRoleWithSAML.html",
    moto="Believes every assertion.",
    lab="Verifies none, and says so: `NotImplemented`.",
    answers=True,
)
SESSION_TOKEN = Behaviour(
    id="session-token",
    service="sts",
    operations=("GetSessionToken",),
    aws="Gives temporary credentials of the user who asks.",
    document=_API + "API_GetSessionToken.html",
    moto="Gives the same three texts to everybody, which open nothing.",
    lab="Gives credentials that are good until their end, with the user's own permissions.",
    answers=True,
)
FEDERATION_TOKEN = Behaviour(
    id="federation-token",
    service="sts",
    operations=("GetFederationToken",),
    aws="Gives temporary credentials for somebody, with what both the user's policies and the "
    "session policies allow.",
    document=_API + "API_GetFederationToken.html",
    moto="Gives the same three texts to everybody, which open nothing.",
    lab="Gives credentials that are good until their end, limited by the session policies.",
    answers=True,
)
LIMITS_OF_TEMPORARY_KEYS = Behaviour(
    id="limits-of-temporary-keys",
    service="every service",
    operations=EVERY_OPERATION,
    aws="Credentials of GetFederationToken call nothing of IAM, and of STS only GetCallerIdentity; "
    "those of GetSessionToken call nothing of IAM without MFA, and of STS AssumeRole as well.",
    document=_API + "API_GetFederationToken.html",
    moto="Lets them call everything.",
    lab="Refuses these calls before anything else is asked; there is no MFA in its sessions.",
    answers=True,
    unconfirmed="the codes and the words, of which IAM's are from people's reports",
)
CALLER_IS_SESSION = Behaviour(
    id="caller-is-session",
    service="sts",
    operations=("GetCallerIdentity",),
    aws="Answers with the ARN and the unique id of the session whose credentials signed.",
    document=_API + "API_GetCallerIdentity.html",
    moto="Answers `user/moto` for credentials that it did not give out.",
    lab="Answers for the sessions that the lab gave out.",
)

ROWS = (
    ASSUME_ROLE,
    WEB_IDENTITY,
    SAML_IS_REFUSED,
    SESSION_TOKEN,
    FEDERATION_TOKEN,
    LIMITS_OF_TEMPORARY_KEYS,
    CALLER_IS_SESSION,
)
