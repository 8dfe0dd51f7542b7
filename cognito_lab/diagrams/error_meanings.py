"""What a refusal asks of you: a table from error code to remedy.

Each entry says what AWS's documents say of that error, in a learner's words. Where one code means
several things, its message or its operation tells them apart. What is known to the word stands in
`cognito_lab.sign_in.errors` and `cognito_lab.exchange.errors`, with its remedy; here is the rest.
"""

from __future__ import annotations

from cognito_lab.exchange.errors import ERRORS as OF_AN_EXCHANGE
from cognito_lab.known_error import KnownError
from cognito_lab.sign_in.errors import ERRORS as OF_SIGN_IN

_IDP = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/"
_IDENTITY = "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/"
_STS = "https://docs.aws.amazon.com/STS/latest/APIReference/"
_IAM = "https://docs.aws.amazon.com/IAM/latest/APIReference/"
_S3 = "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html"
_DYNAMODB = (
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html"
)
_COMMON = "https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html"
_SDK = "https://docs.aws.amazon.com/boto3/latest/guide/error-handling.html"

ERRORS = (*OF_SIGN_IN, *OF_AN_EXCHANGE)
LAB = "the lab's own answer"
"""The source of what no document of AWS's says."""

_NEW_CREDENTIALS = "get new credentials: these have expired"

# Code: what it asks of you, and the document behind it.
_REMEDIES: dict[str, tuple[str, str]] = {
    # Cognito: signing up.
    "CodeMismatchException": (
        "enter the newest code of this user, made or sent for this purpose",
        _IDP + "API_ConfirmSignUp.html",
    ),
    "ExpiredCodeException": (
        "ask for a new code, this one is too old",
        _IDP + "API_ConfirmSignUp.html",
    ),
    "AliasExistsException": (
        "use another address, for this one belongs to another user",
        _IDP + "API_ConfirmSignUp.html",
    ),
    "CodeDeliveryFailureException": (
        "check the address: the code could not be delivered",
        _IDP + "API_SignUp.html",
    ),
    # Cognito: signing in.
    "UserNotFoundException": (
        "check the user name: this pool has no such user",
        _IDP + "API_InitiateAuth.html",
    ),
    "NotAuthorizedException": (
        "read the message: it says whether the password, the token or the user's state is wrong",
        _IDP + "API_InitiateAuth.html",
    ),
    "TooManyFailedAttemptsException": (
        "wait before you try again, there were too many wrong attempts",
        _IDP + "API_ConfirmForgotPassword.html",
    ),
    "MFAMethodNotFoundException": (
        "enrol a second factor first",
        _IDP + "API_RespondToAuthChallenge.html",
    ),
    "SoftwareTokenMFANotFoundException": (
        "switch authenticator apps on for the pool, or enrol one for this user",
        _IDP + "API_AssociateSoftwareToken.html",
    ),
    "RefreshTokenReuseException": (
        "sign in again: this refresh token was used before and a newer one took its place",
        _IDP + "API_GetTokensFromRefreshToken.html",
    ),
    "UnsupportedTokenTypeException": (
        "revoke the refresh token, no other kind can be revoked",
        _IDP + "API_RevokeToken.html",
    ),
    "UnsupportedUserStateException": (
        "look at the user's status: this cannot be done in it",
        _IDP + "API_AdminCreateUser.html",
    ),
    "GroupExistsException": ("choose another name for the group", _IDP + "API_CreateGroup.html"),
    "ScopeDoesNotExistException": (
        "name scopes that a resource server of this pool has",
        _IDP + "API_CreateUserPoolClient.html",
    ),
    "InvalidOAuthFlowException": (
        "choose an OAuth flow that this app client can have",
        _IDP + "API_CreateUserPoolClient.html",
    ),
    "UnauthorizedException": (
        "check the token and whose app client it is: this request has no authorization",
        _IDP + "API_RevokeToken.html",
    ),
    # Both halves of Cognito.
    "InvalidParameterException": (
        "mend the parameter that the message names",
        _IDP + "API_InitiateAuth.html",
    ),
    "ResourceNotFoundException": (
        "check the name or the id: nothing has it",
        _IDP + "API_InitiateAuth.html",
    ),
    "TooManyRequestsException": (
        "wait and try again, with longer and longer pauses",
        _IDP + "API_InitiateAuth.html",
    ),
    "LimitExceededException": (
        "wait, or stay within the limit that the message names",
        _IDP + "API_SignUp.html",
    ),
    "ConcurrentModificationException": (
        "try again: two changes were made at once",
        _IDP + "API_UpdateUserPool.html",
    ),
    "InternalErrorException": (
        "try again: the service itself had an error",
        _IDP + "API_InitiateAuth.html",
    ),
    "InvalidIdentityPoolConfigurationException": (
        "give the pool a role for this kind of user, with a trust policy that names the pool",
        _IDENTITY + "API_GetCredentialsForIdentity.html",
    ),
    "ResourceConflictException": (
        "use the identity that this login is linked to already",
        _IDENTITY + "API_GetCredentialsForIdentity.html",
    ),
    "ExternalServiceException": (
        "try again: a provider that the pool depends on did not answer",
        _IDENTITY + "API_GetCredentialsForIdentity.html",
    ),
    "DeveloperUserAlreadyRegisteredException": (
        "use the identity that this user has already",
        _IDENTITY + "API_GetOpenIdTokenForDeveloperIdentity.html",
    ),
    # STS. Most of its codes cross the wire without the `Exception` of their names in the SDK.
    "InvalidIdentityToken": (
        "get a token from a provider that IAM knows",
        _STS + "API_AssumeRoleWithWebIdentity.html",
    ),
    "IDPRejectedClaim": (
        "sign in again: the identity provider no longer confirms this token",
        _STS + "API_AssumeRoleWithWebIdentity.html",
    ),
    "PackedPolicyTooLarge": (
        "shorten the session policy or the tags",
        _STS + "API_AssumeRoleWithWebIdentity.html",
    ),
    # IAM.
    "MalformedPolicyDocument": (
        "mend the policy's text at the place that the message names",
        _IAM + "API_PutRolePolicy.html",
    ),
    "NoSuchEntity": (
        "check the name: IAM has no such user, role or policy",
        _IAM + "API_GetRole.html",
    ),
    "EntityAlreadyExists": ("choose another name", _IAM + "API_CreateRole.html"),
    "DeleteConflict": (
        "first take away what is attached to it",
        _IAM + "API_DeleteRole.html",
    ),
    # Who may do what, at every service.
    "AccessDenied": (
        "find the statement that would have to allow this, or the one that denies it",
        _S3,
    ),
    "AccessDeniedException": (
        "find the statement that would have to allow this, or the one that denies it",
        _COMMON,
    ),
    "InvalidClientTokenId": ("use an access key that AWS knows", _COMMON),
    "UnrecognizedClientException": ("use an access key that AWS knows", _DYNAMODB),
    "InvalidAccessKeyId": ("use an access key that AWS knows", _S3),
    "SignatureDoesNotMatch": ("check the secret key that this was signed with", _S3),
    "ExpiredTokenException": (_NEW_CREDENTIALS, _COMMON),
    "ExpiredToken": (_NEW_CREDENTIALS, _S3),
    "MissingAuthenticationTokenException": ("sign the request", _DYNAMODB),
    "ThrottlingException": ("wait and try again, with longer and longer pauses", _COMMON),
    "ValidationException": ("mend the parameter that the message names", _DYNAMODB),
    "ValidationError": ("mend the parameter that the message names", _COMMON),
    # S3 and DynamoDB.
    "NoSuchBucket": ("check the bucket's name: there is none", _S3),
    "NoSuchKey": ("check the object's key: the bucket has none", _S3),
    "NoSuchBucketPolicy": ("go on: the bucket has no policy of its own", _S3),
    "BucketAlreadyExists": ("choose another name, all buckets of AWS share one list", _S3),
    "BucketAlreadyOwnedByYou": ("go on: the bucket is yours already", _S3),
    "BucketNotEmpty": ("delete the objects first", _S3),
    "MalformedPolicy": ("mend the policy's text at the place that the message names", _S3),
    "ConditionalCheckFailedException": (
        "look at the item as it is: the condition is not true of it",
        _DYNAMODB,
    ),
    "ResourceInUseException": (
        "wait until the table is ready, or choose another name",
        _DYNAMODB,
    ),
    "TransactionCanceledException": (
        "read the reasons: none of its parts was done",
        _DYNAMODB,
    ),
    # The SDK itself, before anything is sent.
    "ParamValidationError": ("mend the parameter that the message names", _SDK),
    "NoCredentialsError": ("give the client credentials", _SDK),
    "NoRegionError": ("name a region", _SDK),
    # The lab.
    "NotImplemented": (
        "take another way: the mock cannot do this, though AWS can",
        LAB,
    ),
    "RealAwsRefused": (
        "nothing here may reach the real AWS: make the client after start_lab()",
        LAB,
    ),
}

# One code with several meanings, told apart by the beginning of its message. The words are those
# that people report; AWS's documents print only `Access Token has been revoked`.
_BY_MESSAGE: dict[tuple[str, str], str] = {
    (
        "NotAuthorizedException",
        "Access Token has expired",
    ): "get a new access token with the refresh token",
    (
        "NotAuthorizedException",
        "Refresh Token has",
    ): "sign in again: this refresh token was revoked or has expired",
}

# The same, told apart by the operation. Elsewhere it is the caller's own credentials that expired.
_BY_OPERATION: dict[tuple[str, str], tuple[str, str]] = {
    ("ExpiredTokenException", "AssumeRoleWithWebIdentity"): (
        "get a new token from the identity provider: this one has expired or is not valid",
        _STS + "API_AssumeRoleWithWebIdentity.html",
    ),
    ("ExpiredTokenException", "AssumeRoleWithSAML"): (
        "get a new assertion from the identity provider: this one has expired or is not valid",
        _STS + "API_AssumeRoleWithSAML.html",
    ),
}

_FOR_ADMINISTRATORS = "Admin"

# Codes whose remedy is the same whatever is said beside them.
_KNOWN_BY_CODE = {error.code: error for error in ERRORS if error.of_the_code}


def remedy_of(
    code: str, message: str = "", operation: str = "", service: str | None = None
) -> str | None:
    """What an error asks of whoever made the call, without a full stop; None if unknown.

    `operation` is the API's name of what was called, such as `InitiateAuth`; `service` is boto3's
    name of whose it is: another service may say the same, and mean another thing.
    """
    known = _known(code, message, operation, service) or _KNOWN_BY_CODE.get(code)
    if known is not None:
        return _in_a_sentence(known.remedy)
    for (same, beginning), remedy in _BY_MESSAGE.items():
        if code == same and message.startswith(beginning):
            return remedy
    entry = _BY_OPERATION.get((code, operation)) or _REMEDIES.get(code)
    return None if entry is None else entry[0]


def _known(code: str, message: str, operation: str, service: str | None) -> KnownError | None:
    """The error of the table with these words; that of this operation rather than another's.

    An administrator's call is taken for the app's: AdminInitiateAuth for InitiateAuth.
    """
    said = [
        error
        for error in ERRORS
        if service in (None, error.service) and error.is_said_by(code, message)
    ]
    for same in (operation, operation.removeprefix(_FOR_ADMINISTRATORS)):
        for error in said:
            if error.operation == same:
                return error
    return said[0] if said else None


def _in_a_sentence(remedy: str) -> str:
    """A remedy as it stands behind a colon: text without marks."""
    return (remedy[0].lower() + remedy[1:]).replace("`", "").removesuffix(".")


def errors_with_a_remedy() -> tuple[tuple[str, str], ...]:
    """Every (error code, document behind its remedy)."""
    entries = (
        *((code, source) for code, (_, source) in _REMEDIES.items()),
        *((code, source) for (code, _), (_, source) in _BY_OPERATION.items()),
        *((error.code, error.document) for error in ERRORS),
    )
    return tuple(dict.fromkeys(entries))
