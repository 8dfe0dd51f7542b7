"""The operations of Cognito in words: user pools, then identity pools.

Two texts for each operation: what is asked, after the caller's name, and what an answer
says. Each tells in a learner's words what AWS's API reference says on the operation's page
(`operation_meanings.document_of` has its address).
"""

from __future__ import annotations

COGNITO_IDP = {
    # The scene.
    "CreateUserPool": ("makes a user pool", "there is a directory now, and nobody in it"),
    "UpdateUserPool": ("changes a pool's rules", "what was not named goes back to its default"),
    "DescribeUserPool": ("reads a pool's rules", "here they are"),
    "DeleteUserPool": ("deletes a user pool", "nobody can sign in with it any more"),
    "ListUserPools": ("lists the user pools", "these are in the account"),
    "CreateUserPoolClient": (
        "makes an app client, which is what one application is to the pool",
        "its id goes into every call that the application makes",
    ),
    "UpdateUserPoolClient": (
        "changes an app client's settings",
        "what was not named goes back to its default",
    ),
    "DescribeUserPoolClient": ("reads an app client's settings", "here they are"),
    "DeleteUserPoolClient": (
        "deletes an app client",
        "nobody can sign in to that application any more",
    ),
    "ListUserPoolClients": ("lists the app clients of a pool", "these may use it"),
    "CreateUserPoolDomain": (
        "gives the pool a domain",
        "its pages for signing in and its token endpoint have an address",
    ),
    "CreateResourceServer": (
        "names an API and the scopes that it knows",
        "access tokens can carry these scopes",
    ),
    "CreateIdentityProvider": (
        "lets the pool trust another identity provider",
        "its users can sign in through it",
    ),
    "SetUserPoolMfaConfig": ("sets the pool's second factors", "they hold from the next sign-in"),
    "AddCustomAttributes": ("adds attributes to the pool's schema", "users can have them"),
    "CreateGroup": ("makes a group", "its members will carry its name in their tokens"),
    "UpdateGroup": ("changes a group", "its role, precedence or description is another"),
    "DeleteGroup": ("deletes a group", "its name leaves the tokens that are made from now on"),
    "ListGroups": ("lists the groups of a pool", "here they are"),
    # Signing up.
    "SignUp": (
        "asks the user pool to take in a new user",
        "the user exists, and UserConfirmed says whether a code is still to be entered",
    ),
    "ConfirmSignUp": (
        "hands over the code that was sent, to show that the address is the user's own",
        "the user is confirmed and may sign in",
    ),
    "ResendConfirmationCode": (
        "asks for the sign-up code again",
        "another code is on its way to the user",
    ),
    "AdminConfirmSignUp": (
        "confirms a user without a code",
        "the user may sign in, and no code was asked for",
    ),
    # Signing in.
    "InitiateAuth": (
        "begins a sign-in: it names a flow and shows what that flow asks for",
        "tokens if this was enough, else the next challenge",
    ),
    "AdminInitiateAuth": (
        "begins a sign-in on behalf of a user, from a server",
        "tokens if this was enough, else the next challenge",
    ),
    "RespondToAuthChallenge": (
        "answers the challenge of a sign-in that has begun",
        "tokens if this was enough, else the next challenge",
    ),
    "AdminRespondToAuthChallenge": (
        "answers a challenge on behalf of a user, from a server",
        "tokens if this was enough, else the next challenge",
    ),
    "AssociateSoftwareToken": (
        "asks for a secret key to set an authenticator app up with",
        "it counts once a code made with it was shown",
    ),
    "VerifySoftwareToken": (
        "shows a code of the authenticator app",
        "the app is enrolled as a factor of this user",
    ),
    "ConfirmDevice": (
        "asks the pool to remember this device",
        "the device has a place in the user's list",
    ),
    "ListDevices": ("lists the user's remembered devices", "here they are"),
    # Recovery, and the user's own profile.
    "ForgotPassword": (
        "says that a password is forgotten",
        "a code goes to the user's address, and the old password still holds",
    ),
    "ConfirmForgotPassword": (
        "shows that code and a new password",
        "the new password holds from now on",
    ),
    "ChangePassword": (
        "shows an access token, the old password and a new one",
        "the new password holds from now on",
    ),
    "GetUser": (
        "shows an access token and asks whose it is",
        "the profile of the user to whom the token was given",
    ),
    "UpdateUserAttributes": (
        "shows an access token and changes its user's attributes",
        "a changed address may have to be verified by a code",
    ),
    "DeleteUserAttributes": (
        "shows an access token and removes attributes of its user",
        "they are gone",
    ),
    "DeleteUser": (
        "shows an access token and deletes its user",
        "the profile is gone and cannot be restored",
    ),
    "GetUserAttributeVerificationCode": (
        "asks for a code for an address of the signed-in user",
        "it was sent there",
    ),
    "VerifyUserAttribute": (
        "shows the code that was sent to an address",
        "the address is marked as verified",
    ),
    "SetUserMFAPreference": (
        "shows an access token and chooses its user's second factors",
        "they hold from the next sign-in",
    ),
    # The end of tokens.
    "GetTokensFromRefreshToken": (
        "hands back a refresh token",
        "new tokens, without asking for the password again",
    ),
    "RevokeToken": (
        "revokes a refresh token",
        "it brings no new tokens, and the access tokens made from it are revoked too",
    ),
    "GlobalSignOut": (
        "shows an access token and signs its user out everywhere",
        "Cognito takes none of the user's tokens any more; who only checks a signature still does",
    ),
    "AdminUserGlobalSignOut": (
        "signs a user out everywhere",
        "Cognito takes none of the user's tokens any more; who only checks a signature still does",
    ),
    # What an administrator does to a user.
    "AdminCreateUser": (
        "makes a user without asking the person",
        "the first sign-in will ask for a new password if this one is temporary",
    ),
    "AdminGetUser": (
        "looks a user up by name",
        "UserStatus says how far the user came, Enabled whether he or she is let in at all",
    ),
    "AdminSetUserPassword": (
        "sets a user's password",
        "Permanent says whether the user must choose another one at the next sign-in",
    ),
    "AdminDisableUser": (
        "disables a user",
        "the right password is refused from now on, and the access tokens are revoked",
    ),
    "AdminEnableUser": ("enables a user again", "the user may sign in"),
    "AdminDeleteUser": ("deletes a user", "the profile is gone"),
    "AdminResetUserPassword": (
        "makes a user's password void",
        "a code was sent, and signing in has to wait for a new password",
    ),
    "AdminUpdateUserAttributes": (
        "changes a user's attributes",
        "they come into the tokens that are made from now on",
    ),
    "AdminAddUserToGroup": (
        "puts a user into a group",
        "the group's name comes into the tokens that are made from now on",
    ),
    "AdminRemoveUserFromGroup": (
        "takes a user out of a group",
        "the group's name leaves the tokens that are made from now on",
    ),
    "AdminListGroupsForUser": ("lists the groups of a user", "here they are"),
    "AdminSetUserMFAPreference": (
        "chooses a user's second factors",
        "they hold from the next sign-in",
    ),
    "ListUsers": ("lists the users of a pool", "here they are"),
    "ListUsersInGroup": ("lists the members of a group", "here they are"),
    # What anybody may read.
    "GetJsonWebKeySet": (
        "fetches the pool's public keys",
        "with them anybody can check the signature of the pool's tokens, and sign none",
    ),
    "GetOpenIdConfiguration": (
        "reads how the issuer describes itself",
        "where its keys and its endpoints are",
    ),
}

COGNITO_IDENTITY = {
    "CreateIdentityPool": (
        "makes an identity pool",
        "it can trade the tokens of the providers that it names for AWS credentials",
    ),
    "UpdateIdentityPool": (
        "changes an identity pool",
        "what was not named goes back to its default",
    ),
    "DescribeIdentityPool": ("reads an identity pool's settings", "here they are"),
    "DeleteIdentityPool": ("deletes an identity pool", "it gives no credentials any more"),
    "ListIdentityPools": ("lists the identity pools", "these are in the account"),
    "ListIdentities": ("lists who an identity pool knows", "here are their identity ids"),
    "DescribeIdentity": ("looks an identity up", "when it was made, and which logins it has"),
    "SetIdentityPoolRoles": (
        "says which roles the pool hands out",
        "they hold from the next exchange",
    ),
    "GetIdentityPoolRoles": ("reads which roles the pool hands out", "here they are"),
    "SetPrincipalTagAttributeMap": (
        "says which claims become tags of the role session",
        "policies can ask for these tags",
    ),
    "GetPrincipalTagAttributeMap": (
        "reads which claims become tags of the role session",
        "here they are",
    ),
    "GetId": (
        "shows a login to the identity pool, or none as a guest, to be recognized",
        "an identity id: the pool's name for this person, and no permission yet",
    ),
    "GetCredentialsForIdentity": (
        "trades an identity for AWS credentials",
        "temporary keys of a role, and what they may do is IAM's to decide",
    ),
    "GetOpenIdToken": (
        "asks for a token of the identity pool's own",
        "STS takes it for a role's credentials: the classic flow",
    ),
    "GetOpenIdTokenForDeveloperIdentity": (
        "vouches for a user whom its own backend knows",
        "a token of the identity pool for this user",
    ),
}
