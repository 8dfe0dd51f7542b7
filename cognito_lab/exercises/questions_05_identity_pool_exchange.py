"""The questions of chapter 5: from a login to AWS credentials."""

from __future__ import annotations

from cognito_lab.exercises.question import Option, Question, Ticket

CHAPTER = "05_identity_pool_exchange"

_GUIDE = "https://docs.aws.amazon.com/cognito/latest/developerguide/"
_FLOWS = _GUIDE + "authentication-flow.html"
_ROLES = _GUIDE + "iam-roles.html"
_TRUST = _GUIDE + "role-trust-and-permissions.html"
_INTEGRATE = _GUIDE + "amazon-cognito-integrating-user-pools-with-identity-pools.html"
_GET_ID = "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html"
_IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
_VARIABLES = _IAM + "reference_policies_iam-condition-keys.html"
_TEMPORARY = _IAM + "id_credentials_temp.html"

WHICH_TOKEN = Question(
    id="which-token",
    chapter=CHAPTER,
    prompt="Ana is signed in and has three tokens. Her app wants AWS credentials and shows the "
    "identity pool her access token. What does the pool say?",
    options=(
        Option(
            "It takes it: that is what access tokens are for.",
            "An access token opens the user pool's own operations and your APIs. AWS's other "
            "services know nothing of it.",
        ),
        Option(
            "It refuses it: the token does not say for which app it was made.",
            "An access token has no `aud`, and the pool takes only what was made for the app "
            "client that it names.",
            right=True,
        ),
        Option(
            "It refuses it: Ana has to sign in at the identity pool as well.",
            "Nobody signs in at an identity pool. It has no passwords, and takes another's word.",
        ),
    ),
    shown_by='Logins={provider: tokens["AccessToken"]}',
    source=_INTEGRATE,
)

WHO_AM_I = Question(
    id="who-am-i",
    chapter=CHAPTER,
    prompt="Ana's app asks STS `GetCallerIdentity`, signed with the credentials that it got. Who "
    "does AWS say she is?",
    options=(
        Option(
            "`ana`, her user name.",
            "The user pool knows that name. STS has never seen her token.",
        ),
        Option(
            "Her IdentityId.",
            "It is in her session, where policies can ask for it. It is not who she is to STS.",
        ),
        Option(
            "A session of the members' role.",
            "Role and session name, and both are the same for every member.",
            right=True,
        ),
        Option(
            "The account that the identity pool belongs to.",
            "That would be its root, who may do everything.",
        ),
    ),
    shown_by='assert len({sub, ana, me["Arn"]}) == 3',
    source=_TEMPORARY,
)

WHOSE_FOLDER = Question(
    id="whose-folder",
    chapter=CHAPTER,
    prompt="Ana and Ben get the same role, and so the same policy. Ana asks S3 for a photo in "
    "Ben's folder. What happens?",
    options=(
        Option(
            "She gets it: the same role, the same permissions.",
            "The policy has a variable in it, and its value is another one in each session.",
        ),
        Option(
            "The identity pool refuses it: it knows whose folder it is.",
            "The pool is not asked any more. It gave the credentials, and that was all.",
        ),
        Option(
            "IAM refuses it.",
            "In Ana's session the policy speaks of Ana's folder. S3 asks IAM on every call.",
            right=True,
        ),
    ),
    shown_by='s3.get_object(Bucket=bucket, Key=f"{ben}/cat.jpg")',
    source=_VARIABLES,
)

WHAT_A_GUEST_MAY = Question(
    id="what-a-guest-may",
    chapter=CHAPTER,
    prompt="The guests' role allows `s3:GetObject` and `iam:ListUsers` on everything. A guest got "
    "its credentials by the enhanced flow. What may the guest do?",
    options=(
        Option(
            "Both: the role allows both.",
            "A session can have less than its role, never more.",
        ),
        Option(
            "Read photos, and not list users.",
            "AWS limits a guest's session to a list of services, and IAM is not among them.",
            right=True,
        ),
        Option(
            "Neither: guests may not do anything.",
            "They may do what their role and AWS's list allow.",
        ),
    ),
    shown_by='signed_by(as_guest, "iam").list_users()',
    source=_ROLES,
)

TICKET = Ticket(
    chapter=CHAPTER,
    questions=(
        Question(
            id="ticket-which-token",
            chapter=CHAPTER,
            prompt="What does an app put into `Logins` for a user of a user pool?",
            options=(
                Option("Username and password.", "They are shown to the user pool, once."),
                Option("The access token.", "It has no `aud`, so the pool refuses it."),
                Option(
                    "The ID token, under the provider's name with the pool's id.",
                    "It says who somebody is, and for which app client that was said.",
                    right=True,
                ),
                Option("The refresh token.", "It is opaque, and only the user pool reads it."),
            ),
            shown_by="logins = {provider:",
            source=_GET_ID,
        ),
        Question(
            id="ticket-another-client",
            chapter=CHAPTER,
            prompt="A genuine ID token, not expired, from the right user pool is refused: `Token "
            "is not from a supported provider of this identity pool.` What is wrong?",
            options=(
                Option(
                    "It was made for another app client.",
                    "The identity pool names a user pool *and* an app client.",
                    right=True,
                ),
                Option("Its signature does not hold.", "That is another text."),
                Option("Guests are switched off.", "A guest shows no token at all."),
            ),
            shown_by="Logins={provider: elsewhere}",
            source=_INTEGRATE,
        ),
        Question(
            id="ticket-invalid-configuration",
            chapter=CHAPTER,
            prompt="`GetId` answers, `GetCredentialsForIdentity` says `Invalid identity pool "
            "configuration.` Where do you look?",
            options=(
                Option(
                    "At the roles that the pool was given.",
                    "A pool without a role for this kind of visitor says just this.",
                    right=True,
                ),
                Option(
                    "At the trust policy of the role.",
                    "If it lets the pool take the role on for nobody, the pool says the same.",
                    right=True,
                ),
                Option(
                    "At the role's permissions policy.",
                    "Nobody asks it before the credentials are used.",
                ),
                Option("At the user's password.", "`GetId` has answered: the login is good."),
            ),
            shown_by="iam.update_assume_role_policy(RoleName=",
            source=_TRUST,
        ),
        Question(
            id="ticket-classic",
            chapter=CHAPTER,
            prompt="What does the classic flow do otherwise than the enhanced one?",
            options=(
                Option(
                    "The app calls STS itself, and names the role.",
                    "The pool gives a token, and STS a role whose trust policy takes that token.",
                    right=True,
                ),
                Option(
                    "A guest's session is not limited by AWS's list.",
                    "The list is a session policy that only the enhanced flow adds.",
                    right=True,
                ),
                Option("It needs no login.", "It needs the same one."),
                Option(
                    "Its credentials last as long as the ID token.",
                    "They last as long as STS was asked for, an hour if nothing was said.",
                ),
            ),
            shown_by="RoleArn=guests",
            source=_FLOWS,
        ),
        Question(
            id="ticket-signed-out",
            chapter=CHAPTER,
            prompt="Ana signs out everywhere. What ends at once?",
            options=(
                Option(
                    "The AWS credentials that her app has.",
                    "They end by themselves, with their hour.",
                ),
                Option(
                    "New credentials for the old ID token, if the pool asks the user pool.",
                    "That is `ServerSideTokenCheck`; without it the token is good for its hour.",
                    right=True,
                ),
                Option("Her IdentityId.", "It stays hers for good."),
            ),
            shown_by="Logins=survivor)",
            source=_INTEGRATE,
        ),
    ),
)

QUESTIONS = (WHICH_TOKEN, WHO_AM_I, WHOSE_FOLDER, WHAT_A_GUEST_MAY)
