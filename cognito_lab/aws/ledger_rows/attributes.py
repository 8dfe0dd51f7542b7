"""Rows of the ledger: a user's attributes, and the user's own profile."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import API, GUIDE, MIGRATE_A_USER, RESPOND

_UPDATE = ("UpdateUserAttributes", "AdminUpdateUserAttributes")
_DELETE = ("DeleteUserAttributes", "AdminDeleteUserAttributes")

ATTRIBUTES_FOLLOW_THE_SCHEMA = Behaviour(
    id="attributes-follow-the-schema",
    service="cognito-idp",
    operations=("SignUp", "AdminCreateUser", *MIGRATE_A_USER, *_UPDATE, *_DELETE),
    aws="Attributes must be in the pool's schema, of its type, length and format; required ones "
    "are asked for at sign-up, immutable ones never change, and `sub` is nobody's to set.",
    document=GUIDE + "user-pool-settings-attributes.html",
    moto="Stores whatever is sent, even `sub`.",
    lab="Refuses what the schema does not allow, all of it at once.",
    unconfirmed="the words are from people's reports, some by analogy; which addresses have the "
    "form of one; what a name that comes twice is answered",
)
WRITE_ATTRIBUTES = Behaviour(
    id="write-attributes",
    service="cognito-idp",
    operations=("SignUp", "UpdateUserAttributes", "DeleteUserAttributes", *RESPOND),
    aws="An app client writes only what its WriteAttributes list, and what the pool requires.",
    document=GUIDE + "user-pool-settings-attributes.html",
    moto="Ignores the list.",
    lab="Refuses the others.",
    unconfirmed="the words are from people's reports; custom attributes where there is no list; "
    "that NEW_PASSWORD_REQUIRED is held to it too",
)
VERIFIED_FLAGS_ARE_NOT_THE_USERS = Behaviour(
    id="verified-flags-are-not-the-users",
    service="cognito-idp",
    operations=("SignUp", "UpdateUserAttributes", "DeleteUserAttributes", *RESPOND),
    aws="email_verified and phone_number_verified are set by the right code or by an "
    "administrator, never by the user.",
    document=GUIDE + "user-pool-settings-attributes.html",
    moto="Lets users call their own addresses verified.",
    lab="Refuses to take the user's word for it.",
    unconfirmed="the words are from people's reports",
)
CLIENT_ATTRIBUTES_ARE_CHECKED = Behaviour(
    id="client-attributes-are-checked",
    service="cognito-idp",
    operations=("CreateUserPoolClient", "UpdateUserPoolClient"),
    aws="ReadAttributes and WriteAttributes name attributes of the pool, and WriteAttributes all "
    "that it requires.",
    document=GUIDE + "user-pool-settings-attributes.html",
    moto="Stores any list.",
    lab="Refuses other lists.",
    unconfirmed="the words are from people's reports; that the flags cannot be listed for writing",
)
READ_ATTRIBUTES = Behaviour(
    id="read-attributes",
    service="cognito-idp",
    operations=("GetUser",),
    aws="GetUser shows what the ReadAttributes of the token's app client list.",
    document=GUIDE + "user-pool-settings-attributes.html",
    moto="Shows everything.",
    lab="Shows those; all where there is no list.",
    unconfirmed="that `sub` is always shown; custom attributes where there is no list",
)
UPDATE_ATTRIBUTES_VERIFIES = Behaviour(
    id="update-attributes-verifies",
    service="cognito-idp",
    operations=(*_UPDATE, *RESPOND),
    aws="A new e-mail address or phone number is not verified; where the pool verifies it, a code "
    "is sent there, and the answer tells where.",
    document=API + "API_UpdateUserAttributes.html",
    moto="Keeps calling it verified, and sends nothing.",
    lab="Takes the flag back and sends the code.",
    unconfirmed="that a pool which verifies nothing takes the flag back too; that NEW_PASSWORD_"
    "REQUIRED does so, and sends no code",
)
KEEP_ADDRESS_UNTIL_VERIFIED = Behaviour(
    id="keep-address-until-verified",
    service="cognito-idp",
    operations=_UPDATE,
    aws="With AttributesRequireVerificationBeforeUpdate the old address stays, verified, until "
    "the code for the new one has come back.",
    document=API + "API_UserAttributeUpdateSettingsType.html",
    moto="Replaces it at once.",
    lab="Keeps it, and remembers the new one.",
    unconfirmed="that setting the old value again calls the change off",
)
BLANK_VALUE_DELETES = Behaviour(
    id="blank-value-deletes",
    service="cognito-idp",
    operations=("SignUp", "AdminCreateUser", *MIGRATE_A_USER, *_UPDATE),
    aws="An attribute that is given a blank value is deleted.",
    document=API + "API_UpdateUserAttributes.html",
    moto="Stores a blank text.",
    lab="Deletes it, and with an address its flag.",
    unconfirmed="that the flag goes with its address; that a new user's blank value is none",
)
VERIFY_ATTRIBUTE = Behaviour(
    id="verify-attribute",
    service="cognito-idp",
    operations=("GetUserAttributeVerificationCode", "VerifyUserAttribute"),
    aws="A signed-in user asks for a code to an address, and verifies it with the code.",
    document=API + "API_VerifyUserAttribute.html",
    moto="Implements neither.",
    lab="Sends a code that lives 24 hours; once it comes back, the address is verified, and a "
    "waiting one takes the old one's place.",
    answers=True,
    unconfirmed="the words are from people's reports; that the code goes to the address that "
    "waits; that it is sent in a pool that verifies nothing by itself",
)
DELETE_USER_ATTRIBUTES = Behaviour(
    id="delete-user-attributes",
    service="cognito-idp",
    operations=("DeleteUserAttributes",),
    aws="Deletes attributes of the signed-in user.",
    document=API + "API_DeleteUserAttributes.html",
    moto="Does not implement it.",
    lab="Deletes those that the app client may write and the pool does not require.",
    answers=True,
    unconfirmed="the words; that one which the user does not have is no error; that an address "
    "takes its flag along",
)
DELETE_USER = Behaviour(
    id="delete-user",
    service="cognito-idp",
    operations=("DeleteUser",),
    aws="Deletes the signed-in user for good.",
    document=API + "API_DeleteUser.html",
    moto="Does not implement it.",
    lab="Deletes the user with all codes; the name is free again.",
    answers=True,
)
DELETED_USERS_TOKENS = Behaviour(
    id="deleted-users-tokens",
    service="cognito-idp",
    operations=("DeleteUser", "AdminDeleteUser"),
    aws="A deleted user's tokens open nothing more.",
    document=API + "API_DeleteUser.html",
    moto="Lets them open the profile of whoever signs up under that name later.",
    lab="Ties them to nobody.",
    unconfirmed="that GetUser then says UserNotFoundException, which it lists and people report",
)
LIST_USERS_FILTER = Behaviour(
    id="list-users-filter",
    service="cognito-idp",
    operations=("ListUsers",),
    aws="A filter is compared without regard to case (but username and status), its quotation "
    "marks are escaped, and it sorts the answer.",
    document=API + "API_ListUsers.html",
    moto="Minds the case, knows no escapes, does not sort, and takes what follows the filter.",
    lab="Reads the documented form and nothing else.",
    unconfirmed="the words are from people's reports; the values of `status`; what is escaped "
    "beside quotation marks; in which order capital letters stand",
)
ROWS = (
    ATTRIBUTES_FOLLOW_THE_SCHEMA,
    WRITE_ATTRIBUTES,
    VERIFIED_FLAGS_ARE_NOT_THE_USERS,
    CLIENT_ATTRIBUTES_ARE_CHECKED,
    READ_ATTRIBUTES,
    UPDATE_ATTRIBUTES_VERIFIES,
    KEEP_ADDRESS_UNTIL_VERIFIED,
    BLANK_VALUE_DELETES,
    VERIFY_ATTRIBUTE,
    DELETE_USER_ATTRIBUTES,
    DELETE_USER,
    DELETED_USERS_TOKENS,
    LIST_USERS_FILTER,
)
