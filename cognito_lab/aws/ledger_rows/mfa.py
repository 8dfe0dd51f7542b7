"""Rows of the ledger: the second factor."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import API, GIVE_TOKENS, GUIDE, RESPOND

_SET_PREFERENCE = ("SetUserMFAPreference", "AdminSetUserMFAPreference")

MFA_IS_REQUIRED = Behaviour(
    id="mfa-is-required",
    service="cognito-idp",
    operations=GIVE_TOKENS,
    aws="With MfaConfiguration ON nobody signs in without a second factor, whatever the flow.",
    document=GUIDE + "user-pool-settings-mfa.html",
    moto="Gives tokens for a password alone.",
    lab="Asks for the second factor, or for one to be set up.",
    unconfirmed="that it holds for CUSTOM_AUTH too; the guide also speaks of one-time tokens at "
    "the first sign-in of who signed up, which the lab never gives; that every factor which the "
    "pool offers and the user has is to choose from",
)
MFA_OFF_ASKS_NOBODY = Behaviour(
    id="mfa-off-asks-nobody",
    service="cognito-idp",
    operations=GIVE_TOKENS,
    aws="With MfaConfiguration OFF nobody is asked for a second factor, whatever they prefer.",
    document=API + "API_SetUserPoolMfaConfig.html",
    moto="Asks whoever set a preference before.",
    lab="Asks nobody.",
    unconfirmed="an older text of the document says it; today's has the word deactivated alone",
)
MFA_CONFIGURATION_IS_ONE = Behaviour(
    id="mfa-configuration-is-one",
    service="cognito-idp",
    operations=("CreateUserPool", "UpdateUserPool", "SetUserPoolMfaConfig"),
    aws="CreateUserPool, UpdateUserPool and SetUserPoolMfaConfig set the same MfaConfiguration, "
    "the first two with SMS for the factor.",
    document=API + "API_UpdateUserPool.html",
    moto="Shows what UpdateUserPool set and asks for what was set before.",
    lab="Keeps one setting, and asks for what it says.",
    unconfirmed="that an UpdateUserPool without the member leaves it as it is",
)
MFA_AT_CREATION_NEEDS_SMS = Behaviour(
    id="mfa-at-creation-needs-sms",
    service="cognito-idp",
    operations=("CreateUserPool",),
    aws="CreateUserPool with MfaConfiguration ON or OPTIONAL has to bring an SmsConfiguration: "
    "InvalidParameterException.",
    document=API + "API_CreateUserPool.html",
    moto="Makes the pool, in which no second factor can be had.",
    lab="Refuses it; SetUserPoolMfaConfig can do it afterwards, by app or e-mail.",
    unconfirmed="the words are from people's reports",
)
TOTP_SECRET_PER_USER = Behaviour(
    id="totp-secret-per-user",
    service="cognito-idp",
    operations=("AssociateSoftwareToken",),
    aws="Each call makes a new secret; a pool without TOTP is SoftwareTokenMFANotFoundException.",
    document=GUIDE + "user-pool-settings-mfa-totp.html",
    moto="Shows one secret to everybody, `asdfasdfasdf`.",
    lab="Makes a secret of 32 random bytes, which counts once it was verified.",
    unconfirmed="the length of the secret; the words for an access token that nobody has",
)
TOTP_IS_VERIFIED = Behaviour(
    id="totp-is-verified",
    service="cognito-idp",
    operations=("VerifySoftwareToken",),
    aws="An app counts once it has shown a code of the secret: else "
    "EnableSoftwareTokenMFAException. An earlier app stops to count then.",
    document=GUIDE + "user-pool-settings-mfa-totp.html",
    moto="Accepts any code.",
    lab="Computes the code (RFC 6238) on the lab's clock, one step of 30 seconds early or late.",
    unconfirmed="the words are from people's reports; that any number of tries is allowed; what "
    "is said where no secret was asked for",
)
TOTP_CODE_IS_CHECKED = Behaviour(
    id="totp-code-is-checked",
    service="cognito-idp",
    operations=GIVE_TOKENS,
    aws="SOFTWARE_TOKEN_MFA wants a code of the user's app, one step early or late at most.",
    document=GUIDE + "user-pool-settings-mfa-totp.html",
    moto="Accepts any code.",
    lab="Computes the code, refuses a second use, and counts wrong ones for the lockout.",
    unconfirmed="the words, and that a code opens once, are from people's reports; that the "
    "challenge can be answered again after a wrong code",
)
SMS_CODE_IS_CHECKED = Behaviour(
    id="sms-code-is-checked",
    service="cognito-idp",
    operations=GIVE_TOKENS,
    aws="SMS_MFA sends a code to the phone number and wants it back; the number then is verified.",
    document=GUIDE + "user-pool-settings-mfa-sms-email-message.html",
    moto="Sends none and accepts any.",
    lab="Sends a random code into the outbox, tells where it went, and compares.",
    unconfirmed="the words are from people's reports; number of digits; that the challenge can be "
    "answered again after a wrong code",
)
EMAIL_MFA = Behaviour(
    id="email-mfa",
    service="cognito-idp",
    operations=(
        *GIVE_TOKENS,
        *_SET_PREFERENCE,
        "SetUserPoolMfaConfig",
        "GetUserPoolMfaConfig",
        "GetUser",
        "AdminGetUser",
    ),
    aws="A code by e-mail is a second factor, too: the challenge EMAIL_OTP.",
    document=GUIDE + "user-pool-settings-mfa-sms-email-message.html",
    moto="Does not know it: refuses the pool's setting and passes over the user's.",
    lab="Keeps both settings, sends a random code into the outbox, and compares. It asks for no "
    "SES configuration and no feature plan.",
    unconfirmed="the words; number of digits; that a call without EmailMfaConfiguration ends it",
)
SELECT_MFA_TYPE = Behaviour(
    id="select-mfa-type",
    service="cognito-idp",
    operations=GIVE_TOKENS,
    aws="A factor that is active is asked for, preferred or not; of several with none preferred "
    "the user chooses one by SELECT_MFA_TYPE.",
    document=API + "API_SetUserMFAPreference.html",
    moto="Gives tokens where no factor is preferred.",
    lab="Asks for the only factor, or lets the user choose.",
    unconfirmed="the refusal of a factor that was not offered; the order of MFAS_CAN_CHOOSE",
)
MFA_SETUP = Behaviour(
    id="mfa-setup",
    service="cognito-idp",
    operations=(*RESPOND, "AssociateSoftwareToken", "VerifySoftwareToken"),
    aws="MFA_SETUP is answered with the session of VerifySoftwareToken, once an app was verified.",
    document=API + "API_RespondToAuthChallenge.html",
    moto="Gives tokens to who answers it having set up nothing.",
    lab="Ties AssociateSoftwareToken, VerifySoftwareToken and the answer to one challenge "
    "session, which each call replaces.",
    unconfirmed="the words of the refusals; that the app then is active without having been "
    "preferred",
)
MFA_PREFERENCE = Behaviour(
    id="mfa-preference",
    service="cognito-idp",
    operations=_SET_PREFERENCE,
    aws="A factor can be turned on that the user has set up, one can be preferred, and none "
    "turned off where MFA is required.",
    document=API + "API_SetUserMFAPreference.html",
    moto="Turns on SMS for users without a number, prefers what is off, and turns everything off.",
    lab="Refuses each, and changes nothing then.",
    unconfirmed="the words, some from people's reports; that a factor which the pool does not "
    "offer is refused alike; that a setting without Enabled leaves it as it is",
)

ROWS = (
    MFA_CONFIGURATION_IS_ONE,
    MFA_AT_CREATION_NEEDS_SMS,
    MFA_IS_REQUIRED,
    MFA_OFF_ASKS_NOBODY,
    MFA_SETUP,
    TOTP_SECRET_PER_USER,
    TOTP_IS_VERIFIED,
    MFA_PREFERENCE,
    TOTP_CODE_IS_CHECKED,
    SMS_CODE_IS_CHECKED,
    EMAIL_MFA,
    SELECT_MFA_TYPE,
)
