"""The questions of chapter 4: how long tokens live."""

from __future__ import annotations

from cognito_lab.exercises.question import Option, Question, Ticket

CHAPTER = "04_token_lifetimes"

_GUIDE = "https://docs.aws.amazon.com/cognito/latest/developerguide/"
_API = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/"
_ID_TOKEN = _GUIDE + "amazon-cognito-user-pools-using-the-id-token.html"
_REFRESH = _GUIDE + "amazon-cognito-user-pools-using-the-refresh-token.html"
_REVOCATION = _GUIDE + "token-revocation.html"
_VERIFYING = _GUIDE + "amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html"

WHAT_A_REFRESH_KEEPS = Question(
    id="what-a-refresh-keeps",
    chapter=CHAPTER,
    prompt="Ten minutes after the sign-in the app refreshes. Which claim of the new ID token has "
    "the value that it had in the first?",
    options=(
        Option(
            "`auth_time`, the moment of authentication.",
            "Nobody showed a password since. `origin_jti`, the sign-in that the token comes from, "
            "stays as well.",
            right=True,
        ),
        Option(
            "`exp`, the moment of expiry.",
            "Then a refresh would be of no use: the new token begins a life of its own.",
        ),
        Option(
            "`jti`, the id of the token.",
            "It is another token, so it has an id of its own.",
        ),
        Option(
            "None: a refresh is a new sign-in.",
            "Nobody signed in. The tokens say so, for whoever looks at the right claim.",
        ),
    ),
    shown_by='assert now_claims["auth_time"] == id_claims["auth_time"]',
    source=_ID_TOKEN,
)

THE_ID_TOKEN_AFTER_SIGN_OUT = Question(
    id="the-id-token-after-sign-out",
    chapter=CHAPTER,
    prompt="Ana has signed out everywhere. Somebody shows her ID token from before to your API, "
    "which verifies it with the pool's published keys. What does the API find?",
    options=(
        Option(
            "It is refused: `GlobalSignOut` revoked it.",
            "The pool knows that. The API does not ask the pool.",
        ),
        Option(
            "It is accepted, until it expires.",
            "Signature, issuer, audience and time are as they were, and there is nothing else to "
            "look at.",
            right=True,
        ),
        Option(
            "It is accepted for good: what is signed stays signed.",
            "It is signed together with its `exp`.",
        ),
    ),
    shown_by='verdict = offline(tablet["IdToken"], "id")',
    source=_API + "API_GlobalSignOut.html",
)

THE_LOST_PHONE = Question(
    id="the-lost-phone",
    chapter=CHAPTER,
    prompt="The refresh token of the lost phone goes to `RevokeToken`. What does Cognito's own "
    "`GetUser` say of the two access tokens that were issued before?",
    options=(
        Option(
            "It takes both: what was revoked is a refresh token.",
            "The access tokens that came from it go with it, the first one included.",
        ),
        Option(
            "It refuses both: they are of the same user.",
            "That would be `GlobalSignOut`. The tablet's sign-in is another family.",
        ),
        Option(
            "It refuses the phone's and takes the tablet's.",
            "A refresh token ends together with the access tokens of its own sign-in.",
            right=True,
        ),
    ),
    shown_by='assert cognito_idp.get_user(AccessToken=tablet["AccessToken"])',
    source=_REVOCATION,
)

THE_TOKEN_THAT_COMES_TWICE = Question(
    id="the-token-that-comes-twice",
    chapter=CHAPTER,
    prompt="The grace is over, and the first refresh token comes once more. Either the app has "
    "mislaid the new one, or somebody has copied the old one. What does the pool do?",
    options=(
        Option(
            "It gives new tokens: the text is right, and its time is not over.",
            "Then rotation would keep nobody from anything.",
        ),
        Option(
            "It refuses, and says that the token was used before.",
            "`RefreshTokenReuseException`: two have it, and one of them should not.",
            right=True,
        ),
        Option(
            "It asks for the password, as a challenge.",
            "`GetTokensFromRefreshToken` has no challenges: tokens, or an error.",
        ),
    ),
    shown_by='refused("RefreshTokenReuseException")',
    source=_REFRESH,
)

NEW_KEYS = Question(
    id="new-keys",
    chapter=CHAPTER,
    prompt="The pool begins to sign with new keys. Your API fetched the published keys when it "
    "started, and kept them. What does it say of a token that is issued now?",
    options=(
        Option(
            "Refused: its key id is not among those that were kept.",
            "And rightly, with what it knows. It has to fetch the keys again.",
            right=True,
        ),
        Option(
            "Accepted: it is the same pool, and the same issuer.",
            "The issuer is what the token says. The signature is made with a key that the API has "
            "never seen.",
        ),
        Option(
            "Refused, because the signature does not hold.",
            "It does not come so far: no key has this id, so there is nothing to try it with.",
        ),
    ),
    shown_by='assert verdict.failed[0].subject == "kid"',
    source=_VERIFYING,
)

TICKET = Ticket(
    chapter=CHAPTER,
    questions=(
        Question(
            id="ticket-stolen",
            chapter=CHAPTER,
            prompt="An ID token was stolen. What ends it at an API that verifies offline?",
            options=(
                Option(
                    "`AdminDisableUser`.",
                    "The pool shuts the user out. The API never hears of it.",
                ),
                Option(
                    "`RevokeToken`, with the refresh token.",
                    "That ends refreshes and Cognito's own doors.",
                ),
                Option(
                    "Its `exp`.",
                    "So it should be near: the life that you choose is how long a thief has.",
                    right=True,
                ),
                Option(
                    "A list that the API keeps, by `origin_jti`.",
                    "Then it is no longer only offline: somebody has to tell it.",
                    right=True,
                ),
            ),
            shown_by='assert not lets_in(before["IdToken"])',
            source=_REVOCATION,
        ),
        Question(
            id="ticket-lifetimes",
            chapter=CHAPTER,
            prompt="Who decides how long an access token lives?",
            options=(
                Option(
                    "The app, when it signs somebody in.",
                    "The request has no such parameter.",
                ),
                Option(
                    "The app client's settings.",
                    "Five minutes to a day; the token carries it as `exp`.",
                    right=True,
                ),
                Option(
                    "The API that verifies it.",
                    "It may be stricter. If it is more patient than `exp`, it does not verify.",
                ),
            ),
            shown_by="assert seconds == [30 * 60, 10 * 60]",
            source=_API + "API_CreateUserPoolClient.html",
        ),
        Question(
            id="ticket-fresh-proof",
            chapter=CHAPTER,
            prompt="Before a payment, Ana shall have shown her password within five minutes. Which "
            "claim of the ID token says it?",
            options=(
                Option(
                    "`iat`",
                    "A refresh makes it new, and nobody showed a password.",
                ),
                Option(
                    "`auth_time`",
                    "It is of the sign-in, through all refreshes.",
                    right=True,
                ),
                Option(
                    "`origin_jti`",
                    "It says which sign-in it was, and not when.",
                ),
            ),
            shown_by='assert now_claims["auth_time"] == id_claims["auth_time"]',
            source=_ID_TOKEN,
        ),
        Question(
            id="ticket-claims",
            chapter=CHAPTER,
            prompt="Ana is taken out of a group. From when on do her access tokens say so?",
            options=(
                Option(
                    "From the next refresh or sign-in on.",
                    "A token says what was so when it was made.",
                    right=True,
                ),
                Option(
                    "At once: the pool knows it.",
                    "The pool does. The tokens that are out do not change.",
                ),
                Option(
                    "When she has signed out and in again.",
                    "That would do as well, but a refresh is enough: it makes new tokens.",
                ),
            ),
            shown_by='after["cognito:groups"] == ["friends"]',
            source=_GUIDE + "user-pool-lambda-pre-token-generation.html",
        ),
    ),
)

QUESTIONS = (
    WHAT_A_REFRESH_KEEPS,
    THE_ID_TOKEN_AFTER_SIGN_OUT,
    THE_LOST_PHONE,
    THE_TOKEN_THAT_COMES_TWICE,
    NEW_KEYS,
)
