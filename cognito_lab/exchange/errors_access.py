"""Errors of the calls that temporary credentials sign: who asks is not known, or may not."""

from __future__ import annotations

from functools import partial

from cognito_lab.known_error import REPORTS, KnownError

_S3_PAGE = "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html"
_DYNAMODB_PAGE = (
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html"
)
_DENIED_PAGE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html"
_CALLER = "User: CALLER_ARN is not authorized to perform: ACTION_NAME on resource: "

_s3 = partial(KnownError, "GetObject", service="s3")
_s3_denied = partial(_s3, "AccessDenied", unconfirmed=None, page=_DENIED_PAGE)
_dynamodb = partial(KnownError, "GetItem", service="dynamodb", page=_DYNAMODB_PAGE)

ERRORS = (
    # Nobody is known by this proof.
    _s3(
        "InvalidAccessKeyId",
        "The AWS Access Key Id you provided does not exist in our records.",
        "key-unknown",
        "Nobody was given this access key, or it was deleted.",
        "Use the keys as they were given, all three of them where one is a session token.",
        REPORTS,
        page=_S3_PAGE,
    ),
    _s3(
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check "
        "your key and signing method.",
        "secret-wrong",
        "The request was signed with another secret, or changed after it was signed.",
        "Use the secret that belongs to this access key.",
        REPORTS,
        page=_S3_PAGE,
    ),
    _s3(
        "InvalidToken",
        "The provided token is malformed or otherwise invalid.",
        "session-token-wrong",
        "The session token is missing, or belongs to other credentials.",
        "Send the session token that came with this access key.",
        REPORTS,
        page=_S3_PAGE,
    ),
    _s3(
        "ExpiredToken",
        "The provided token has expired.",
        "credentials-too-old",
        "The credentials' hour is over.",
        "Get new credentials with a login that is still good.",
        REPORTS,
        page=_S3_PAGE,
    ),
    _s3(
        "AccessDenied",
        "Access Denied",
        "nobody-signed",
        "The request is not signed, and no bucket policy allows it to everybody.",
        "Sign it with credentials, of a guest if need be.",
        REPORTS,
        page=_S3_PAGE,
    ),
    _dynamodb(
        "UnrecognizedClientException",
        "The security token included in the request is invalid.",
        "key-or-token-unknown",
        "Nobody was given this access key, or the session token is not its own.",
        "Use the keys as they were given, all three of them where one is a session token.",
    ),
    _dynamodb(
        "ExpiredTokenException",
        "The security token included in the request is expired",
        "credentials-too-old",
        "The credentials' hour is over.",
        "Get new credentials with a login that is still good.",
    ),
    _dynamodb(
        "MissingAuthenticationTokenException",
        "Missing Authentication Token",
        "nobody-signed",
        "The request is not signed, and a table has nothing for everybody.",
        "Sign it with credentials, of a guest if need be.",
    ),
    # Whoever asks is known, and may not.
    _s3_denied(
        f'{_CALLER}"RESOURCE_ARN" because no identity-based policy allows the ACTION_NAME action',
        "no-policy-allows",
        "No statement of the role's policies allows this action on this resource.",
        "Compare action and resource with the role's policies, letter by letter.",
    ),
    _s3_denied(
        f'{_CALLER}"RESOURCE_ARN" because no session policy allows the ACTION_NAME action',
        "session-policy-limits",
        "The session was given policies of its own, as a guest's is, and none allows this.",
        "Ask for it with a session that is not limited so; the role's policies do not help.",
    ),
    _s3_denied(
        f'{_CALLER}"RESOURCE_ARN" because no permissions boundary allows the ACTION_NAME action',
        "boundary-limits",
        "The role has a permissions boundary, which does not allow this.",
        "Let the boundary allow it as well; it grants nothing by itself.",
    ),
    _s3_denied(
        f'{_CALLER}"RESOURCE_ARN" with an explicit deny in an identity-based policy',
        "policy-denies",
        "A statement of the role's policies denies it, and no Allow outweighs a Deny.",
        "Narrow the Deny, or its condition.",
    ),
    _s3_denied(
        f'{_CALLER}"RESOURCE_ARN" with an explicit deny in a session policy',
        "session-policy-denies",
        "A policy that the session was given denies it.",
        "Ask for a session without that Deny; the role's policies do not help.",
    ),
    _s3_denied(
        f'{_CALLER}"RESOURCE_ARN" with an explicit deny in a permissions boundary',
        "boundary-denies",
        "The role's permissions boundary denies it.",
        "Narrow the boundary's Deny, or its condition.",
    ),
    _s3_denied(
        f'{_CALLER}"RESOURCE_ARN" with an explicit deny in a resource-based policy',
        "bucket-denies",
        "The bucket's policy denies it, to everybody whom it names.",
        "Narrow the bucket policy's Deny, or its condition.",
    ),
    _dynamodb(
        "AccessDeniedException",
        f"{_CALLER}RESOURCE_ARN because no identity-based policy allows the ACTION_NAME action",
        "no-policy-allows",
        "No statement allows this action on this table, or none whose condition holds of the "
        "partition key or the attributes that were asked for.",
        "Compare action, table and `dynamodb:LeadingKeys` with the role's policies.",
        None,
    ),
)
"""In the order in which a learner meets them."""
