"""The rows of the ledger, service by service, in the order in which a learner meets them."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour

_GUIDE = "https://docs.aws.amazon.com/cognito/latest/developerguide/"
_API = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/"

EVERY_OPERATION = ("every operation",)
_GIVE_TOKENS = (
    "InitiateAuth",
    "AdminInitiateAuth",
    "RespondToAuthChallenge",
    "AdminRespondToAuthChallenge",
)

USER_POOL_ID = Behaviour(
    id="user-pool-id",
    service="cognito-idp",
    operations=("CreateUserPool",),
    aws="A pool's id is its region, an underscore and nine letters and digits.",
    document=_API + "API_UserPoolType.html",
    moto="Makes an id with 32 hexadecimal digits after the underscore.",
    lab="Makes an id of AWS's shape.",
    unconfirmed="nine is what the examples and real ids show; the pattern allows more",
)
APP_CLIENT_ID = Behaviour(
    id="app-client-id",
    service="cognito-idp",
    operations=("CreateUserPoolClient",),
    aws="An app client's id has 26 lower-case letters and digits, its secret about 50.",
    document=_API + "API_UserPoolClientType.html",
    moto="Makes an id of 26 hexadecimal digits and a UUID for a secret.",
    lab="Makes both in AWS's shape.",
    unconfirmed="the lengths are those of real ids; the documented pattern allows others",
)
KEYS_PER_POOL = Behaviour(
    id="keys-per-pool",
    service="cognito-idp",
    operations=_GIVE_TOKENS,
    aws="Each pool has two key pairs of its own, one for ID and one for access tokens.",
    document=_GUIDE + "amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html",
    moto="Signs the tokens of all pools with one packaged key, `kid: dummy`.",
    lab="Signs with the pool's own key for the token's use.",
    unconfirmed="how Cognito makes its key ids",
)
JWKS_PER_POOL = Behaviour(
    id="jwks-per-pool",
    service="cognito-idp",
    operations=("GetJsonWebKeySet",),
    aws="The issuer's /.well-known/jwks.json holds that pool's two public keys.",
    document=_GUIDE + "amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html",
    moto="Serves the same key for every pool, even for one that does not exist.",
    lab="Serves the pool's own keys; 404 for a pool that does not exist.",
    answers=True,
    unconfirmed="status and body of the answer for a missing pool",
)
DISCOVERY_PER_POOL = Behaviour(
    id="discovery-per-pool",
    service="cognito-idp",
    operations=("GetOpenIdConfiguration",),
    aws="The issuer's /.well-known/openid-configuration describes that pool.",
    document=_GUIDE + "federation-endpoints.html",
    moto="Describes any pool, even one that does not exist, and never its domain.",
    lab="Describes the pool, with its domain's endpoints; 404 for one that does not exist.",
    answers=True,
    unconfirmed="what stands there for a pool without a domain, or for a missing pool",
)
PASSWORD_POLICY_WORDS = Behaviour(
    id="password-policy-words",
    service="cognito-idp",
    operations=("SignUp",),
    aws="A password that breaks the policy is refused with what it lacks.",
    document=_API + "API_SignUp.html",
    moto="Says in every case that the password does not `confirm` to the policy.",
    lab="Names the first rule that is broken, in AWS's words.",
    unconfirmed="the words are from people's reports; that a policy which leaves a rule out "
    "asks for it",
)
USERNAME_EXISTS_WORDS = Behaviour(
    id="username-exists-words",
    service="cognito-idp",
    operations=("SignUp",),
    aws="A name that is taken is UsernameExistsException `User already exists`.",
    document=_API + "API_SignUp.html",
    moto="Says only the name.",
    lab="Says it in AWS's words.",
    unconfirmed="the words are from people's reports; others are reported where an e-mail "
    "address is the user name",
)
SIGN_UP_CODE_IS_SENT = Behaviour(
    id="sign-up-code-is-sent",
    service="cognito-idp",
    operations=("SignUp",),
    aws="A random code goes to the phone number or else the e-mail address, as the pool's "
    "AutoVerifiedAttributes say; the answer tells where, masked.",
    document=_GUIDE + "signing-up-users-in-your-app.html",
    moto="Makes no code; tells a destination chosen by the recovery settings.",
    lab="Makes a random code of six digits and puts the message into the outbox.",
    unconfirmed="number of digits, the default text of the message",
)
SIGN_UP_CODE_IS_CHECKED = Behaviour(
    id="sign-up-code-is-checked",
    service="cognito-idp",
    operations=("ConfirmSignUp",),
    aws="A wrong code, another user's or an expired one (24 hours) is refused.",
    document=_API + "API_ConfirmSignUp.html",
    moto="Accepts any code.",
    lab="Compares with the code that was sent to this user, and looks at its age.",
    unconfirmed="the words, from people's reports; the answer where no code was ever sent; "
    "that an expired code is called so whatever its digits",
)
CONFIRMED_ONCE = Behaviour(
    id="confirmed-once",
    service="cognito-idp",
    operations=("ConfirmSignUp",),
    aws="A user who is confirmed already is refused: NotAuthorizedException.",
    document=_API + "API_ConfirmSignUp.html",
    moto="Confirms again.",
    lab="Refuses, so that confirming is done once.",
    unconfirmed="the words are from people's reports; older ones differ",
)
CLIENT_NOT_FOUND_WORDS = Behaviour(
    id="client-not-found-words",
    service="cognito-idp",
    operations=("SignUp", "ConfirmSignUp"),
    aws="An unknown app client is ResourceNotFoundException `User pool client ID does not exist.`",
    document=_API + "API_SignUp.html",
    moto="Says only the id.",
    lab="Says it in AWS's words.",
    unconfirmed="the words are from people's reports; no AWS page prints them",
)
USER_NOT_FOUND_WORDS = Behaviour(
    id="user-not-found-words",
    service="cognito-idp",
    operations=("ConfirmSignUp",),
    aws="To ConfirmSignUp an unknown user is UserNotFoundException "
    "`Username/client id combination not found.`",
    document=_API + "API_ConfirmSignUp.html",
    moto="Says `User does not exist.`",
    lab="Says it in AWS's words.",
    unconfirmed="the words are from people's reports; what a client answers that hides who "
    "exists (PreventUserExistenceErrors)",
)
ADDRESS_BECOMES_VERIFIED = Behaviour(
    id="address-becomes-verified",
    service="cognito-idp",
    operations=("ConfirmSignUp",),
    aws="The attribute that the code was sent to is marked as verified.",
    document=_GUIDE + "signing-up-users-in-your-app.html",
    moto="Leaves email_verified and phone_number_verified as they were.",
    lab="Sets the one that the code was sent to.",
)
RESEND_CONFIRMATION_CODE = Behaviour(
    id="resend-confirmation-code",
    service="cognito-idp",
    operations=("ResendConfirmationCode",),
    aws="Sends a new confirmation code to an unconfirmed user.",
    document=_API + "API_ResendConfirmationCode.html",
    moto="Is not implemented.",
    lab="Sends a new code, which takes the place of the earlier one.",
    answers=True,
    unconfirmed="whether the earlier code stays good; the words of the refusals",
)
ATTRIBUTES_IN_ID_TOKEN = Behaviour(
    id="attributes-in-id-token",
    service="cognito-idp",
    operations=_GIVE_TOKENS,
    aws="The ID token has the attributes that the app client may read; email_verified and "
    "phone_number_verified are true or false.",
    document=_GUIDE + "amazon-cognito-user-pools-using-the-id-token.html",
    moto="Leaves out the standard ones unless the client lists them, puts in the custom ones "
    "always, and writes `true` as a text.",
    lab="Puts them in: those that ReadAttributes lists, or all where it lists none.",
    unconfirmed="custom attributes of a client that lists none: the API reference says that it "
    "reads the standard ones, the CDK's that it reads all",
)
GROUPS_IN_ORDER = Behaviour(
    id="groups-in-order",
    service="cognito-idp",
    operations=(*_GIVE_TOKENS, "AdminAddUserToGroup"),
    aws="cognito:groups and AdminListGroupsForUser list the user's groups.",
    document=_GUIDE + "cognito-user-pools-user-groups.html",
    moto="Lists them in an order that changes from run to run.",
    lab="Lists them in the claim by precedence and name, else in the order of joining, so that "
    "equal seeds give equal answers.",
    unconfirmed="AWS's order: read the claim as a set",
)
UNKNOWN_ACCESS_KEY = Behaviour(
    id="unknown-access-key",
    service="every service",
    operations=EVERY_OPERATION,
    aws="A request that is signed with an access key that AWS does not know is refused.",
    document="https://docs.aws.amazon.com/emr/latest/APIReference/CommonErrors.html",
    moto="Accepts any access key.",
    lab="Accepts the administrator's, active keys of IAM users, and those of roles that were "
    "assumed in this account. It neither stores nor shows any other.",
    answers=True,
    unconfirmed="codes and words differ by service; they are those that people report",
)
CALLER_IS_ROOT = Behaviour(
    id="caller-is-root",
    service="sts",
    operations=("GetCallerIdentity",),
    aws="Answers with the ARN of whoever signed; for the account's root it ends in `:root`.",
    document="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html",
    moto="Answers `user/moto` for a key that it did not issue.",
    lab="Answers that the lab's administrator is the account's root.",
    unconfirmed="that the UserId of root is the account's number",
)
NOT_IMPLEMENTED = Behaviour(
    id="not-implemented",
    service="every service",
    operations=EVERY_OPERATION,
    aws="Answers every operation of its models.",
    document=_API + "API_Operations.html",
    moto="Lets a raw NotImplementedError or ImportError escape from boto3, and answers 404 "
    "`Not yet implemented` for a whole service that it lacks.",
    lab="Answers ClientError `NotImplemented`, HTTP 501, named as the lab's own.",
    answers=True,
)

ROWS = (
    USER_POOL_ID,
    APP_CLIENT_ID,
    PASSWORD_POLICY_WORDS,
    USERNAME_EXISTS_WORDS,
    SIGN_UP_CODE_IS_SENT,
    SIGN_UP_CODE_IS_CHECKED,
    CONFIRMED_ONCE,
    CLIENT_NOT_FOUND_WORDS,
    USER_NOT_FOUND_WORDS,
    ADDRESS_BECOMES_VERIFIED,
    RESEND_CONFIRMATION_CODE,
    KEYS_PER_POOL,
    JWKS_PER_POOL,
    DISCOVERY_PER_POOL,
    ATTRIBUTES_IN_ID_TOKEN,
    GROUPS_IN_ORDER,
    CALLER_IS_ROOT,
    UNKNOWN_ACCESS_KEY,
    NOT_IMPLEMENTED,
)
