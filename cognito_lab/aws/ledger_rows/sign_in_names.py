"""Rows of the ledger: what a user can be called, and by what a user is found."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import API, GIVE_TOKENS, GUIDE, MIGRATE_A_USER

_BY_AN_APP = (
    "SignUp",
    "ConfirmSignUp",
    "ResendConfirmationCode",
    "ForgotPassword",
    "ConfirmForgotPassword",
    *GIVE_TOKENS,
)
_BY_AN_ADMINISTRATOR = (
    "AdminAddUserToGroup",
    "AdminConfirmSignUp",
    "AdminCreateUser",
    "AdminDeleteUser",
    "AdminDeleteUserAttributes",
    "AdminDisableUser",
    "AdminEnableUser",
    "AdminForgetDevice",
    "AdminGetDevice",
    "AdminGetUser",
    "AdminListDevices",
    "AdminListGroupsForUser",
    "AdminRemoveUserFromGroup",
    "AdminResetUserPassword",
    "AdminSetUserMFAPreference",
    "AdminSetUserPassword",
    "AdminUpdateDeviceStatus",
    "AdminUpdateUserAttributes",
    "AdminUserGlobalSignOut",
)
NAME_A_USER = (*_BY_AN_APP, *_BY_AN_ADMINISTRATOR)

USERNAME_FORMAT = Behaviour(
    id="username-format",
    service="cognito-idp",
    operations=("SignUp", "AdminCreateUser", *MIGRATE_A_USER),
    aws="A user name has the form of an address where addresses are user names, and not that form "
    "where they are aliases.",
    document=GUIDE + "user-pool-settings-attributes.html",
    moto="Lets a user be called by what is another's alias, and an address be a bare +.",
    lab="Refuses such names.",
    unconfirmed="the words are from people's reports; which addresses have the form of one",
)
ALIASES = Behaviour(
    id="aliases",
    service="cognito-idp",
    operations=(*NAME_A_USER, "UpdateUserAttributes", "VerifyUserAttribute"),
    aws="AliasAttributes find a user too: an address once it is verified, preferred_username once "
    "the user is confirmed. Another user's is AliasExistsException, or is taken over with "
    "ForceAliasCreation.",
    document=GUIDE + "user-pool-settings-attributes.html",
    moto="Finds users by their user name alone.",
    lab="Finds them by their aliases, and lets each alias open for one user only.",
    unconfirmed="the words; that a user name goes before another's alias; that an administrator "
    "who calls an address verified takes it over, which people report",
)
CASE_INSENSITIVE_NAMES = Behaviour(
    id="case-insensitive-names",
    service="cognito-idp",
    operations=(*NAME_A_USER, "UpdateUserAttributes", "VerifyUserAttribute"),
    aws="With CaseSensitive false, `Ana` and `ANA` are the same user, and so are their addresses.",
    document=API + "API_UsernameConfigurationType.html",
    moto="Tells them apart.",
    lab="Finds the one user, and lets nobody else sign up under another spelling.",
    unconfirmed="how letters beyond ASCII are compared; in which spelling the name is kept",
)
SIGN_IN_NAMES_STAY = Behaviour(
    id="sign-in-names-stay",
    service="cognito-idp",
    operations=("UpdateUserPool",),
    aws="UsernameAttributes, AliasAttributes and UsernameConfiguration are said when a pool is "
    "made; UpdateUserPool has no such parameters.",
    document=API + "API_UpdateUserPool.html",
    moto="Forgets them with every UpdateUserPool, and users by their address with them.",
    lab="Keeps them.",
)

ROWS = (USERNAME_FORMAT, ALIASES, CASE_INSENSITIVE_NAMES, SIGN_IN_NAMES_STAY)
