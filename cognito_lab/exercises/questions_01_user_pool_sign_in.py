"""The questions of chapter 1: sign-in with a user pool."""

from __future__ import annotations

from cognito_lab.exercises.question import Option, Question, Ticket

CHAPTER = "01_user_pool_sign_in"

_GUIDE = "https://docs.aws.amazon.com/cognito/latest/developerguide/"
_API = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/"
_VERIFY = _GUIDE + "amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html"
_CLIENTS = _GUIDE + "user-pool-settings-client-apps.html"

WEAK_PASSWORD = Question(
    id="weak-password",
    chapter=CHAPTER,
    prompt="Ana chooses the password `photos12`. Nobody configured a password policy. What does "
    "the pool say?",
    options=(
        Option(
            "It takes her in: no policy was configured.",
            "A pool that was given none has the default one.",
        ),
        Option(
            "It refuses, and lists all that the password lacks.",
            "It refuses; but the answer names one rule, though two are broken: no upper-case "
            "letter, no symbol.",
        ),
        Option(
            "It refuses, and names one rule that is broken.",
            "Two are broken: no upper-case letter, no symbol. Whoever mends only the one that is "
            "named is refused again.",
            right=True,
        ),
    ),
    shown_by='refused("InvalidPasswordException")',
    source=_GUIDE + "managing-users-passwords.html",
)

WITHOUT_THE_CODE = Question(
    id="without-the-code",
    chapter=CHAPTER,
    prompt="Ana signs in now, with the right password and without having typed the code. What "
    "does she get?",
    options=(
        Option(
            "`UserNotConfirmedException`.",
            "The code tells the app what to do: ask for the code that was sent.",
            right=True,
        ),
        Option(
            "Three tokens: the password is right.",
            "The password is one condition. The pool wants a confirmed user, too.",
        ),
        Option(
            "`Incorrect username or password.`",
            "That is for a wrong password. Hers is right, and the refusal says what is missing.",
        ),
    ),
    shown_by='refused("UserNotConfirmedException")',
    source=_API + "API_InitiateAuth.html",
)

WHAT_SRP_SENDS = Question(
    id="what-srp-sends",
    chapter=CHAPTER,
    prompt="With `USER_SRP_AUTH` Ana proves that she knows her password. What of the password "
    "crosses the wire?",
    options=(
        Option(
            "The password, encrypted once more.",
            "Whoever could decrypt it would have it. SRP has nothing to decrypt.",
        ),
        Option(
            "A hash of it.",
            "Then the hash would be as good as the password: whoever sees it once could send it "
            "again.",
        ),
        Option(
            "Nothing: numbers that are new each time, and a signature made with what follows "
            "from them.",
            "Neither side tells the other what only the two can compute.",
            right=True,
        ),
    ),
    shown_by="assert not any(PASSWORD in call.request.body",
    source=_GUIDE + "amazon-cognito-user-pools-authentication-flow-methods.html",
)

WHO_IS_NOBODY = Question(
    id="who-is-nobody",
    chapter=CHAPTER,
    prompt="Somebody signs in as `nobody`, a name that no user has. What does the pool answer?",
    options=(
        Option(
            "`UserNotFoundException`, always.",
            "So it does for an app client that was not told otherwise. It can be.",
        ),
        Option(
            "What it answers to a wrong password, always.",
            "Only where the app client is set to `ENABLED`; the API's default is `LEGACY`.",
        ),
        Option(
            "That depends on the app client.",
            "`PreventUserExistenceErrors` is a setting of each client.",
            right=True,
        ),
    ),
    shown_by="assert unknown.message == wrong.message",
    source=_GUIDE + "cognito-user-pool-managing-errors.html",
)

A_DISABLED_USER = Question(
    id="a-disabled-user",
    chapter=CHAPTER,
    prompt="An administrator disables Ana. What does the pool say of her then?",
    options=(
        Option(
            "`UserStatus` is `DISABLED`.",
            "There is no such status: whether she is let in stands in a member of its own.",
        ),
        Option(
            "`UserStatus` stays `CONFIRMED`; `Enabled` is False.",
            "The status says how far she came, `Enabled` whether she is let in at all.",
            right=True,
        ),
        Option(
            "`UserStatus` is `UNCONFIRMED` again.",
            "Nothing takes back what she proved with the code.",
        ),
    ),
    shown_by='assert (status, enabled) == ("CONFIRMED", False)',
    source=_API + "API_AdminGetUser.html",
)

A_TOKEN_FROM_BEFORE = Question(
    id="a-token-from-before",
    chapter=CHAPTER,
    prompt="Ana becomes a moderator. She holds an ID token from before, still good for most of an "
    "hour. Where does the group stand?",
    options=(
        Option(
            "In the token that she holds, at once.",
            "A token is a signed text: nobody can write into one that was given out.",
        ),
        Option(
            "In no token: only the pool knows its groups.",
            "Each token that is issued from now on has a claim for it, `cognito:groups`.",
        ),
        Option(
            "In the tokens that she gets from now on, and in no earlier one.",
            "A token says what was true when it was issued.",
            right=True,
        ),
    ),
    shown_by='assert "cognito:groups" not in id_claims',
    source=_GUIDE + "cognito-user-pools-user-groups.html",
)

ANOTHER_CLIENTS_TOKEN = Question(
    id="another-clients-token",
    chapter=CHAPTER,
    prompt="Ana signs in at the kiosk, with the same password at the same pool, and the kiosk "
    "sends its ID token to the photo app. Does the photo app believe it?",
    options=(
        Option(
            "Yes: the same pool signed it, and it is not expired.",
            "True, and not enough: the pool signed it for somebody else.",
        ),
        Option(
            "No: it was made for another app client.",
            "`aud` names the kiosk's. A relying party that does not look believes every app of "
            "the pool.",
            right=True,
        ),
        Option(
            "No: each app client has keys of its own.",
            "The two keys are the pool's, and the signature is good. Something else is wrong.",
        ),
    ),
    shown_by="except jwt.InvalidAudienceError",
    source=_VERIFY,
)

TICKET = Ticket(
    chapter=CHAPTER,
    questions=(
        Question(
            id="ticket-not-confirmed",
            chapter=CHAPTER,
            prompt="Ben sends the right password and gets `UserNotConfirmedException`. What helps?",
            options=(
                Option(
                    "Another password.",
                    "His is right, and a new one would be refused in the same way.",
                ),
                Option(
                    "The code from his mailbox, or a new one if it is too old.",
                    "He can do it himself, without any credentials.",
                    right=True,
                ),
                Option(
                    "An administrator who enables him.",
                    "That helps whoever was disabled: `NotAuthorizedException`, `User is "
                    "disabled.`",
                ),
            ),
            shown_by='refused("UserNotConfirmedException")',
            source=_GUIDE + "signing-up-users-in-your-app.html",
        ),
        Question(
            id="ticket-credentials",
            chapter=CHAPTER,
            prompt="Which of these calls is signed with AWS credentials?",
            options=(
                Option("`SignUp`", "Nobody could begin if signing up needed credentials."),
                Option(
                    "`InitiateAuth`",
                    "Whoever signs in has none yet: that is what signing in is for.",
                ),
                Option(
                    "`AdminDisableUser`",
                    "What an administrator does is signed, and IAM decides on it.",
                    right=True,
                ),
                Option("`GetUser`", "It shows an access token instead."),
            ),
            shown_by="assert all(call.signed for call in by_administrator)",
            source=_GUIDE + "authentication-flows-public-server-side.html",
        ),
        Question(
            id="ticket-believe",
            chapter=CHAPTER,
            prompt="A token's signature is right. What has to be checked besides, before an app "
            "believes it?",
            options=(
                Option(
                    "That its issuer is my user pool.",
                    "Another pool signs just as well.",
                    right=True,
                ),
                Option(
                    "That it was made for my app client, and is the kind of token I asked for.",
                    "`aud` (or `client_id`) and `token_use` say so.",
                    right=True,
                ),
                Option(
                    "That its segments can be decoded.",
                    "Anybody can write segments that can be decoded: it proves nothing.",
                ),
                Option(
                    "That it has not expired.",
                    "`exp` says until when it is good.",
                    right=True,
                ),
            ),
            shown_by="assert verified == id_claims",
            source=_VERIFY,
        ),
        Question(
            id="ticket-clients",
            chapter=CHAPTER,
            prompt="A kiosk shall never learn e-mail addresses. Where do you say so?",
            options=(
                Option(
                    "In the user pool: it does not collect them.",
                    "Then the photo app could not send codes there. The pool has the address, and "
                    "not every app may read it.",
                ),
                Option(
                    "In an app client of the kiosk's own, by the attributes it may read.",
                    "Each app gets a client of its own, with no more than it needs.",
                    right=True,
                ),
                Option(
                    "In the kiosk's program: it ignores the claim.",
                    "Then it has learned it. What an app must not know is kept from its tokens.",
                ),
            ),
            shown_by='assert "email" not in kiosk_claims',
            source=_CLIENTS,
        ),
    ),
)

QUESTIONS = (
    WEAK_PASSWORD,
    WITHOUT_THE_CODE,
    WHAT_SRP_SENDS,
    A_DISABLED_USER,
    A_TOKEN_FROM_BEFORE,
    ANOTHER_CLIENTS_TOKEN,
    WHO_IS_NOBODY,
)
