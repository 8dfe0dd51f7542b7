"""The operations of Cognito in words: user pools, then identity pools.

Two texts for each operation: what is asked, after "asks to", and what an answer says. Each
tells in a learner's words what AWS's API reference says on the operation's page
(`operation_meanings.document_of` has its address).
"""

from __future__ import annotations

_SIGNED_OUT = (
    "the user pool refuses the user's access and refresh tokens from now on; an API that "
    "checks a token without asking the pool accepts it until it expires"
)

COGNITO_IDP = {
    # The scene.
    "CreateUserPool": ("make a user pool", "there is a directory now, and nobody in it"),
    "UpdateUserPool": ("change a pool's rules", "what was not named goes back to its default"),
    "DescribeUserPool": ("read a pool's rules", "here they are"),
    "DeleteUserPool": ("delete a user pool", "nobody can sign in with it any more"),
    "ListUserPools": ("list the user pools", "these are in the account"),
    "CreateUserPoolClient": (
        "make an app client, which is what one application is to the pool",
        "its id goes into every call that the application makes",
    ),
    "UpdateUserPoolClient": (
        "change an app client's settings",
        "what was not named goes back to its default",
    ),
    "DescribeUserPoolClient": ("read an app client's settings", "here they are"),
    "DeleteUserPoolClient": (
        "delete an app client",
        "nobody can sign in to that application any more",
    ),
    "ListUserPoolClients": ("list the app clients of a pool", "these may use it"),
    "CreateUserPoolDomain": (
        "give the pool a domain",
        "its pages for signing in and its token endpoint have an address",
    ),
    "CreateResourceServer": (
        "name an API and the scopes that it knows",
        "access tokens can carry these scopes",
    ),
    "CreateIdentityProvider": (
        "let the pool trust another identity provider",
        "its users can sign in through it",
    ),
    "SetUserPoolMfaConfig": ("set the pool's second factors", "they hold from the next sign-in"),
    "GetUserPoolMfaConfig": ("read the pool's second factors", "here they are"),
    "AddCustomAttributes": ("add attributes to the pool's schema", "users can have them"),
    "CreateGroup": ("make a group", "its members will carry its name in their tokens"),
    "UpdateGroup": ("change a group", "its role, precedence or description is another"),
    "DeleteGroup": ("delete a group", "its name leaves the tokens that are made from now on"),
    "GetGroup": ("read what a group is", "here are its role, precedence and description"),
    "ListGroups": ("list the groups of a pool", "here they are"),
    # Signing up.
    "SignUp": (
        "sign a new user up",
        "the user exists, and UserConfirmed says whether a code is still to be entered",
    ),
    "ConfirmSignUp": (
        "confirm a new user by the code that was sent to the user's address",
        "the user is confirmed and may sign in",
    ),
    "ResendConfirmationCode": (
        "have the sign-up code sent again",
        "another code is on its way to the user",
    ),
    "AdminConfirmSignUp": (
        "confirm a user without a code",
        "the user may sign in, and no code was asked for",
    ),
    # Signing in.
    "InitiateAuth": (
        "begin a sign-in, with what the named flow asks for",
        "tokens if this was enough, else the next challenge",
    ),
    "AdminInitiateAuth": (
        "begin a sign-in on behalf of a user, from a server",
        "tokens if this was enough, else the next challenge",
    ),
    "RespondToAuthChallenge": (
        "answer the challenge of a sign-in that has begun",
        "tokens if this was enough, else the next challenge",
    ),
    "AdminRespondToAuthChallenge": (
        "answer a challenge on behalf of a user, from a server",
        "tokens if this was enough, else the next challenge",
    ),
    "AssociateSoftwareToken": (
        "get a secret key to set up an authenticator app with",
        "it counts after a first code that was made with it",
    ),
    "VerifySoftwareToken": (
        "enrol an authenticator app, by a code that it made",
        "the app is enrolled as a factor of this user",
    ),
    "ConfirmDevice": (
        "have this device remembered",
        "the device has a place in the user's list",
    ),
    "ListDevices": ("list the user's devices", "here they are"),
    "GetDevice": ("read one of the user's devices", "its name, and when it was last used"),
    "UpdateDeviceStatus": (
        "say whether this device is to be remembered",
        "a remembered device stands in the place of the second factor",
    ),
    "ForgetDevice": (
        "forget a device of the user",
        "it stands in the place of no second factor any more",
    ),
    "StartWebAuthnRegistration": (
        "begin to enrol a passkey for the signed-in user",
        "what the browser has to make the passkey for",
    ),
    "CompleteWebAuthnRegistration": (
        "enrol the passkey that the browser has made",
        "the user can sign in with it",
    ),
    "ListWebAuthnCredentials": ("list the user's passkeys", "here they are"),
    "DeleteWebAuthnCredential": (
        "delete a passkey of the user",
        "nobody can sign in with it any more",
    ),
    # Recovery, and the user's own profile.
    "ForgotPassword": (
        "have a code sent, because a password is forgotten",
        "a code goes to the user's address, and the old password still holds",
    ),
    "ConfirmForgotPassword": (
        "set a new password with the code that was sent",
        "the new password holds from now on",
    ),
    "ChangePassword": (
        "change a password, with an access token and the old password",
        "the new password holds from now on",
    ),
    "GetUser": (
        "read a user's profile, by showing that user's access token",
        "the profile of the user to whom the token was given",
    ),
    "UpdateUserAttributes": (
        "change a user's attributes, by showing that user's access token",
        "a changed address may have to be verified by a code",
    ),
    "DeleteUserAttributes": (
        "remove a user's attributes, by showing that user's access token",
        "they are gone",
    ),
    "DeleteUser": (
        "delete a user, by showing that user's access token",
        "the profile is gone and cannot be restored",
    ),
    "GetUserAttributeVerificationCode": (
        "have a code sent to an address of the signed-in user",
        "it was sent there",
    ),
    "VerifyUserAttribute": (
        "verify an address by the code that was sent there",
        "the address is marked as verified",
    ),
    "GetUserAuthFactors": (
        "read by which factors the signed-in user can sign in",
        "here they are",
    ),
    "SetUserSettings": (
        "have codes sent by SMS as a second factor, in the way of before SetUserMFAPreference",
        "it holds from the next sign-in",
    ),
    "ListUserSessions": ("list where the signed-in user is signed in", "here they are"),
    "RevokeUserSession": (
        "end one of the places where the signed-in user is signed in",
        "the tokens of that sign-in are revoked",
    ),
    "SetUserMFAPreference": (
        "choose a user's second factors, by showing that user's access token",
        "they hold from the next sign-in",
    ),
    # The end of tokens.
    "GetTokensFromRefreshToken": (
        "trade a refresh token for new tokens",
        "here they are, and nobody had to type the password again",
    ),
    "RevokeToken": (
        "revoke a refresh token",
        "it brings no new tokens, and the access tokens made from it are revoked too",
    ),
    "GlobalSignOut": (
        "sign a user out everywhere, by showing that user's access token",
        _SIGNED_OUT,
    ),
    "AdminUserGlobalSignOut": (
        "sign a user out everywhere",
        _SIGNED_OUT,
    ),
    # What an administrator does to a user.
    "AdminCreateUser": (
        "make a user without asking the person",
        "the first sign-in will ask for a new password if this one is temporary",
    ),
    "AdminGetUser": (
        "look a user up by name",
        "UserStatus says how far the user came, Enabled whether the user may sign in at all",
    ),
    "AdminSetUserPassword": (
        "set a user's password",
        "Permanent says whether the user must choose another one at the next sign-in",
    ),
    "AdminDisableUser": (
        "disable a user",
        "the right password is refused from now on, and the access tokens are revoked",
    ),
    "AdminEnableUser": ("enable a user again", "the user may sign in"),
    "AdminDeleteUser": ("delete a user", "the profile is gone"),
    "AdminResetUserPassword": (
        "reset a user's password",
        "a code was sent; with it the user chooses a new password before the next sign-in",
    ),
    "AdminUpdateUserAttributes": (
        "change a user's attributes",
        "they come into the tokens that are made from now on",
    ),
    "AdminDeleteUserAttributes": (
        "remove a user's attributes",
        "they leave the tokens that are made from now on",
    ),
    "AdminGetDevice": ("read one of a user's devices", "its name, and when it was last used"),
    "AdminListDevices": ("list a user's devices", "here they are"),
    "AdminUpdateDeviceStatus": (
        "say whether a user's device is to be remembered",
        "a remembered device stands in the place of the second factor",
    ),
    "AdminForgetDevice": (
        "forget a device of a user's",
        "it stands in the place of no second factor any more",
    ),
    "AdminAddUserToGroup": (
        "put a user into a group",
        "the group's name comes into the tokens that are made from now on",
    ),
    "AdminRemoveUserFromGroup": (
        "take a user out of a group",
        "the group's name leaves the tokens that are made from now on",
    ),
    "AdminListGroupsForUser": ("list the groups of a user", "here they are"),
    "AdminSetUserMFAPreference": (
        "choose a user's second factors",
        "they hold from the next sign-in",
    ),
    "ListUsers": ("list the users of a pool", "here they are"),
    "ListUsersInGroup": ("list the members of a group", "here they are"),
    # What anybody may read.
    "GetJsonWebKeySet": (
        "fetch the pool's public keys",
        "with them anybody can check the signature of the pool's tokens, and sign none",
    ),
    "GetOpenIdConfiguration": (
        "read how the issuer describes itself",
        "where its keys and its endpoints are",
    ),
}

COGNITO_IDENTITY = {
    "CreateIdentityPool": (
        "make an identity pool",
        "it can trade the tokens of the providers that it names for AWS credentials",
    ),
    "UpdateIdentityPool": (
        "change an identity pool",
        "what was not named goes back to its default",
    ),
    "DescribeIdentityPool": ("read an identity pool's settings", "here they are"),
    "DeleteIdentityPool": ("delete an identity pool", "it gives no credentials any more"),
    "ListIdentityPools": ("list the identity pools", "these are in the account"),
    "ListIdentities": ("list the identities of an identity pool", "here are their ids"),
    "DescribeIdentity": ("look an identity up", "when it was made, and which logins it has"),
    "SetIdentityPoolRoles": (
        "say which roles the pool hands out",
        "they hold from the next exchange",
    ),
    "GetIdentityPoolRoles": ("read which roles the pool hands out", "here they are"),
    "SetPrincipalTagAttributeMap": (
        "say which claims become tags of the role session",
        "policies can ask for these tags",
    ),
    "GetPrincipalTagAttributeMap": (
        "read which claims become tags of the role session",
        "here they are",
    ),
    "GetId": (
        "be recognized by the identity pool, by a login or as a guest",
        "an identity id: the pool's name for this person, and no permission yet",
    ),
    "GetCredentialsForIdentity": (
        "trade an identity for AWS credentials",
        "temporary keys of a role, and what they may do is IAM's to decide",
    ),
    "GetOpenIdToken": (
        "get a token of the identity pool's own",
        "STS takes it for a role's credentials: the classic flow",
    ),
    "GetOpenIdTokenForDeveloperIdentity": (
        "get a token for a user that its own backend has signed in",
        "a token of the identity pool for this user",
    ),
    # Identities and who they belong to.
    "DeleteIdentities": ("delete identities", "their ids get no credentials any more"),
    "LookupDeveloperIdentity": (
        "look up whose identity this is, by the backend's own user name or by the id",
        "the id, and the user names of the backend's that belong to it",
    ),
    "MergeDeveloperIdentities": (
        "make two users of its own backend one identity",
        "the one id that stays; the other is gone",
    ),
    "UnlinkDeveloperIdentity": (
        "take a user of its own backend off an identity",
        "this user name leads to the identity no more",
    ),
    "UnlinkIdentity": ("take logins off an identity", "they lead to the identity no more"),
    # Tags of the pool itself.
    "TagResource": ("put tags on an identity pool", "policies can ask for them"),
    "UntagResource": ("take tags off an identity pool", "they are gone"),
    "ListTagsForResource": ("read the tags of an identity pool", "here they are"),
    # What anybody may read.
    "GetJsonWebKeySet": (
        "fetch the public keys of the identity pools",
        "with them anybody can check the signature of an identity pool's token, and sign none",
    ),
    "GetOpenIdConfiguration": (
        "read how the identity pools describe themselves",
        "where their keys are",
    ),
}
