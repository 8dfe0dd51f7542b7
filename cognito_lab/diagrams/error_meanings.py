"""What a refusal asks of you: a table from error code to remedy.

Each entry says what AWS's documents say of that error, in a learner's words. Three codes mean
several things, which their message or their operation tells apart.
"""

from __future__ import annotations

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

LAB = "the lab's own answer"
"""The source of what no document of AWS's says."""

# Code: what it asks of you, and the document behind it.
_REMEDIES: dict[str, tuple[str, str]] = {
    # Cognito: signing up.
    "UsernameExistsException": (
        "choose another user name, or sign in with this one",
        _IDP + "API_SignUp.html",
    ),
    "InvalidPasswordException": (
        "choose a password that keeps the rule named in the message",
        _IDP + "API_SignUp.html",
    ),
    "PasswordHistoryPolicyViolationException": (
        "choose a password that was not used before",
        _IDP + "API_ConfirmForgotPassword.html",
    ),
    "CodeMismatchException": (
        "enter the code that was sent to this user for this purpose",
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
    "UserNotConfirmedException": (
        "enter the sign-up code first, the password alone is not enough",
        _IDP + "API_InitiateAuth.html",
    ),
    "PasswordResetRequiredException": (
        "choose a new password with the code that was sent",
        _IDP + "API_InitiateAuth.html",
    ),
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
        _IDP + "API_ForgotPassword.html",
    ),
    "MFAMethodNotFoundException": (
        "enrol a second factor first",
        _IDP + "API_RespondToAuthChallenge.html",
    ),
    "SoftwareTokenMFANotFoundException": (
        "switch authenticator apps on for the pool, or enrol one for this user",
        _IDP + "API_AssociateSoftwareToken.html",
    ),
    "EnableSoftwareTokenMFAException": (
        "enter the code that the authenticator app shows now",
        _IDP + "API_VerifySoftwareToken.html",
    ),
    "RefreshTokenReuseException": (
        "sign in again: this refresh token was used before and a newer one took its place",
        _IDP + "API_GetTokensFromRefreshToken.html",
    ),
    "UnsupportedTokenTypeException": (
        "revoke the refresh token, no other kind can be revoked",
        _IDP + "API_RevokeToken.html",
    ),
    "UserLambdaValidationException": (
        "read the message: a Lambda trigger of the pool said no",
        _IDP + "API_SignUp.html",
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
        "show a valid access token",
        _IDP + "API_AdminSetUserPassword.html",
    ),
    # Both halves of Cognito.
    "InvalidParameterException": (
        "mend the parameter that the message names",
        _IDP + "API_InitiateAuth.html",
    ),
    "ResourceNotFoundException": (
        "check the name or the id: there is nothing behind it",
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
        "try again: two changes met",
        _IDP + "API_UpdateUserPool.html",
    ),
    "InternalErrorException": (
        "try again: the service itself stumbled",
        _IDP + "API_InitiateAuth.html",
    ),
    "InvalidIdentityPoolConfigurationException": (
        "give the pool a role for this kind of user, whose trust policy lets the pool in",
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
    # STS. Its codes cross the wire without the `Exception` of their names in the SDK.
    "ExpiredToken": (
        "get a new token or new credentials, these are over",
        _STS + "API_AssumeRoleWithWebIdentity.html",
    ),
    "InvalidIdentityToken": (
        "get a token from a provider that IAM knows",
        _STS + "API_AssumeRoleWithWebIdentity.html",
    ),
    "IDPRejectedClaim": (
        "sign in again: the identity provider does not stand by this token",
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
    "ExpiredTokenException": ("get new credentials, these are over", _COMMON),
    "MissingAuthenticationTokenException": ("sign the request", _DYNAMODB),
    "ThrottlingException": ("wait and try again, with longer and longer pauses", _COMMON),
    "ValidationException": ("mend the parameter that the message names", _DYNAMODB),
    "ValidationError": ("mend the parameter that the message names", _COMMON),
    # S3 and DynamoDB.
    "NoSuchBucket": ("check the bucket's name: there is none", _S3),
    "NoSuchKey": ("check the object's key: the bucket has none", _S3),
    "NoSuchBucketPolicy": ("nothing need be mended: the bucket has no policy of its own", _S3),
    "BucketAlreadyExists": ("choose another name, all buckets of AWS share one list", _S3),
    "BucketAlreadyOwnedByYou": ("nothing need be mended: the bucket is yours", _S3),
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

# What tells apart the meanings of one code: the beginning of its message. The words are the
# lab's; AWS's documents do not print them.
_BY_MESSAGE: dict[tuple[str, str], str] = {
    ("NotAuthorizedException", "User is disabled"): "ask an administrator to enable the user",
    (
        "NotAuthorizedException",
        "Incorrect username or password",
    ): "check the user name and the password: AWS does not say which of the two is wrong",
    (
        "NotAuthorizedException",
        "User cannot be confirmed",
    ): "go on and sign in: this user is confirmed already",
    (
        "NotAuthorizedException",
        "Access Token has expired",
    ): "get a new access token with the refresh token",
    (
        "NotAuthorizedException",
        "Access Token has been revoked",
    ): "sign in again: this access token was revoked",
    (
        "NotAuthorizedException",
        "Refresh Token has",
    ): "sign in again: this refresh token is good for nothing any more",
}


def remedy_of(code: str, message: str = "") -> str | None:
    """What an error asks of whoever made the call, without a full stop; None if unknown."""
    for (known, beginning), remedy in _BY_MESSAGE.items():
        if code == known and message.startswith(beginning):
            return remedy
    entry = _REMEDIES.get(code)
    return None if entry is None else entry[0]


def errors_with_a_remedy() -> dict[str, str]:
    """Every error code that has a remedy, with the document behind it."""
    return {code: source for code, (_, source) in _REMEDIES.items()}
