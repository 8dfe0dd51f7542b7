"""Which of the two questions a call belongs to.

Authentication asks *who are you?*: signing up, signing in, recovery, enrolling what one
will sign in with (a software token, a passkey, a device), refreshing and revoking, and
giving a login to an identity pool to be recognized (GetId, GetOpenIdToken).
Authorization asks *what may you do?*: trading an identity for a role's credentials,
using those credentials, and every other call that presents an access token instead of a
password. Building the scene (creating a pool, a role, a bucket) belongs to neither.

So GlobalSignOut is authorization, for the user's access token must allow it, and
AdminUserGlobalSignOut is authentication: it presents no token, but ends what a sign-in gave.
"""

from __future__ import annotations

AUTHENTICATION = "authentication"
AUTHORIZATION = "authorization"
NEITHER = "neither"
QUESTIONS = (AUTHENTICATION, AUTHORIZATION, NEITHER)

_AUTHENTICATION = {
    "cognito-idp": frozenset(
        """
        SignUp ConfirmSignUp ResendConfirmationCode AdminConfirmSignUp
        InitiateAuth AdminInitiateAuth RespondToAuthChallenge AdminRespondToAuthChallenge
        AssociateSoftwareToken VerifySoftwareToken
        ForgotPassword ConfirmForgotPassword AdminResetUserPassword
        GetTokensFromRefreshToken RevokeToken AdminUserGlobalSignOut AdminRevokeUserSession
        GetClientToken UpdateAuthEventFeedback
        StartWebAuthnRegistration CompleteWebAuthnRegistration ConfirmDevice
        GetJsonWebKeySet GetOpenIdConfiguration
        """.split()
    ),
    "cognito-identity": frozenset(
        """
        GetId GetOpenIdToken GetOpenIdTokenForDeveloperIdentity
        LookupDeveloperIdentity MergeDeveloperIdentities UnlinkIdentity
        UnlinkDeveloperIdentity GetJsonWebKeySet GetOpenIdConfiguration
        """.split()
    ),
    "sts": frozenset({"GetCallerIdentity", "GetWebIdentityToken"}),
}

# Presenting an access token: the token, not a password, is what opens the door.
# https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-public-server-side.html
_AUTHORIZATION = {
    "cognito-idp": frozenset(
        """
        GetUser UpdateUserAttributes DeleteUserAttributes DeleteUser ChangePassword
        GetUserAttributeVerificationCode VerifyUserAttribute SetUserMFAPreference
        SetUserSettings GlobalSignOut ListDevices GetDevice ForgetDevice
        UpdateDeviceStatus GetUserAuthFactors ListWebAuthnCredentials
        DeleteWebAuthnCredential ListUserSessions RevokeUserSession GetDerivedToken
        """.split()
    ),
    "cognito-identity": frozenset({"GetCredentialsForIdentity"}),
    "sts": frozenset(
        """
        AssumeRole AssumeRoleWithWebIdentity AssumeRoleWithSAML AssumeRoot GetSessionToken
        GetFederationToken GetDelegatedAccessToken DecodeAuthorizationMessage
        """.split()
    ),
    "iam": frozenset({"SimulateCustomPolicy", "SimulatePrincipalPolicy"}),
}

# Data behind a door; everything else of these services builds or describes the scene.
_DATA = {
    "s3": frozenset(
        """
        GetObject HeadObject PutObject PostObject CopyObject DeleteObject DeleteObjects
        GetObjectAcl PutObjectAcl GetObjectAttributes GetObjectTorrent
        GetObjectTagging PutObjectTagging DeleteObjectTagging
        GetObjectAnnotation PutObjectAnnotation DeleteObjectAnnotation ListObjectAnnotations
        GetObjectLegalHold PutObjectLegalHold GetObjectRetention PutObjectRetention
        ListObjects ListObjectsV2 ListObjectVersions
        RenameObject RestoreObject SelectObjectContent UpdateObjectEncryption
        CreateMultipartUpload UploadPart UploadPartCopy CompleteMultipartUpload
        AbortMultipartUpload ListMultipartUploads ListParts
        """.split()
    ),
    "dynamodb": frozenset(
        """
        GetItem PutItem UpdateItem DeleteItem Query Scan SearchVectors
        BatchGetItem BatchWriteItem TransactGetItems TransactWriteItems
        ExecuteStatement BatchExecuteStatement ExecuteTransaction
        """.split()
    ),
    "lambda": frozenset({"Invoke", "InvokeAsync", "InvokeWithResponseStream"}),
}

# Every request to a deployed API asks to be let in, whatever its operation is called.
_ONLY_DATA = frozenset({"execute-api"})


def question_of(service: str, operation: str) -> str:
    """`"authentication"`, `"authorization"` or `"neither"` for an operation of a service.

    `service` is boto3's name (`cognito-idp`), `operation` the API's (`InitiateAuth`).
    """
    if operation in _AUTHENTICATION.get(service, ()):
        return AUTHENTICATION
    if operation in _AUTHORIZATION.get(service, ()) or operation in _DATA.get(service, ()):
        return AUTHORIZATION
    if service in _ONLY_DATA:
        return AUTHORIZATION
    return NEITHER
