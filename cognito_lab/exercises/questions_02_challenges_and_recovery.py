"""The questions of chapter 2: challenges and recovery."""

from __future__ import annotations

from cognito_lab.exercises.question import Option, Question, Ticket

CHAPTER = "02_challenges_and_recovery"

_GUIDE = "https://docs.aws.amazon.com/cognito/latest/developerguide/"
_API = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/"
_MFA = _GUIDE + "user-pool-settings-mfa.html"
_TOTP = _GUIDE + "user-pool-settings-mfa-totp.html"
_LOCKOUT = _GUIDE + "authentication.html#authentication-flow-lockout-behavior"

THE_RIGHT_TEMPORARY_PASSWORD = Question(
    id="the-right-temporary-password",
    chapter=CHAPTER,
    prompt="Ana signs in with the temporary password that was mailed to her. It is right. What "
    "does she get?",
    options=(
        Option(
            "Three tokens, and a reminder to change it.",
            "A reminder can be passed over. She gets no token before she has chosen one of her "
            "own.",
        ),
        Option(
            "A challenge: `NEW_PASSWORD_REQUIRED`.",
            "The pool is not content yet, and says what is still missing.",
            right=True,
        ),
        Option(
            "`NotAuthorizedException`: a temporary password is none.",
            "It is good for one thing: to choose another.",
        ),
    ),
    shown_by='assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"',
    source=_API + "API_RespondToAuthChallenge.html",
)

THE_SAME_CODE_TWICE = Question(
    id="the-same-code-twice",
    chapter=CHAPTER,
    prompt="Ana's app still shows the code that she has just signed in with. Within the same "
    "thirty seconds she signs in on a second device, with the same code. What happens?",
    options=(
        Option(
            "It opens: the code is right until the app shows the next.",
            "Then whoever looked over her shoulder could use it as well.",
        ),
        Option(
            "It is refused: a code is good once.",
            "The pool remembers the last step of which it took a code.",
            right=True,
        ),
        Option(
            "It is refused, and the app has to be set up again.",
            "The secret is as good as before; in thirty seconds the next code will do.",
        ),
    ),
    shown_by='refused("ExpiredCodeException")',
    source=_TOTP,
)

A_PASSWORD_ALONE = Question(
    id="a-password-alone",
    chapter=CHAPTER,
    prompt="The pool now requires a second factor (`MfaConfiguration` is `ON`). Ben has a password "
    "and nothing else. What does the right password get him?",
    options=(
        Option(
            "Three tokens, this once.",
            "Required means: for everybody, always.",
        ),
        Option(
            "A challenge in which he sets one up: `MFA_SETUP`.",
            "Until he has, nothing else gets him in.",
            right=True,
        ),
        Option(
            "A refusal, until an administrator sets one up for him.",
            "Nobody else should know the secret. He does it himself, with the challenge session.",
        ),
    ),
    shown_by='assert asked["ChallengeName"] == "MFA_SETUP"',
    source=_MFA,
)

AFTER_A_RESET = Question(
    id="after-a-reset",
    chapter=CHAPTER,
    prompt="An administrator resets Ana's password. She signs in with the one that she had, which "
    "was right a minute ago. What does she get?",
    options=(
        Option(
            "Tokens, until she has chosen a new one.",
            "Then a reset would not lock out who had stolen it.",
        ),
        Option(
            "`Incorrect username or password.`",
            "That would send her to look for a typing error. The pool says what to do.",
        ),
        Option(
            "`PasswordResetRequiredException`.",
            "The way on is the code that was sent, and `ConfirmForgotPassword`.",
            right=True,
        ),
    ),
    shown_by='refused("PasswordResetRequiredException")',
    source=_API + "API_AdminResetUserPassword.html",
)

THE_RIGHT_ONE_TOO_LATE = Question(
    id="the-right-one-too-late",
    chapter=CHAPTER,
    prompt="Somebody has tried six wrong passwords. A second later Ana sends the right one. What "
    "does she get?",
    options=(
        Option(
            "What the right password always gets.",
            "Then guessing on would cost nothing.",
        ),
        Option(
            "A refusal; once a short wait is over, her password counts again.",
            "The wait is twice as long after each further failure.",
            right=True,
        ),
        Option(
            "A refusal, until an administrator unlocks her.",
            "Then anybody could lock her out for good. The wait ends by itself.",
        ),
    ),
    shown_by='assert locked.message == "Password attempts exceeded"',
    source=_LOCKOUT,
)

TICKET = Ticket(
    chapter=CHAPTER,
    questions=(
        Question(
            id="ticket-loop",
            chapter=CHAPTER,
            prompt="How does an app know that a sign-in is over?",
            options=(
                Option(
                    "The answer has an `AuthenticationResult` and no `ChallengeName`.",
                    "So it asks on, in a loop, until that comes.",
                    right=True,
                ),
                Option(
                    "After the second call.",
                    "A challenge may follow a challenge: nobody knows beforehand how many.",
                ),
                Option(
                    "The answer has no error.",
                    "A challenge is no error, and no tokens either.",
                ),
            ),
            shown_by='assert "AuthenticationResult" in answer',
            source=_API + "API_RespondToAuthChallenge.html",
        ),
        Question(
            id="ticket-session",
            chapter=CHAPTER,
            prompt="What does the `Session` of a challenge keep somebody from doing?",
            options=(
                Option(
                    "Answering under another user's name.",
                    "It belongs to one user.",
                    right=True,
                ),
                Option(
                    "Answering an hour later.",
                    "It lives three minutes, or what the app client says.",
                    right=True,
                ),
                Option(
                    "Answering a second time.",
                    "The answer that goes on uses it up.",
                    right=True,
                ),
                Option(
                    "Trying another code after a wrong one.",
                    "That it allows: a typing error is no reason to begin again.",
                ),
            ),
            shown_by='assert "session can only be used once" in again.message',
            source=_API + "API_RespondToAuthChallenge.html",
        ),
        Question(
            id="ticket-secret",
            chapter=CHAPTER,
            prompt="Who can compute the codes of an authenticator app?",
            options=(
                Option(
                    "Whoever has the phone, or has seen the QR code.",
                    "The QR code is the secret, in another form.",
                    right=True,
                ),
                Option(
                    "Only the phone that scanned it first.",
                    "Nothing binds the secret to a phone: two that scan it show the same codes.",
                ),
                Option(
                    "Whoever has seen enough codes.",
                    "An HMAC does not give its key away.",
                ),
            ),
            shown_by="assert by_hand == totp(secret, now)",
            source=_TOTP,
        ),
        Question(
            id="ticket-forgot",
            chapter=CHAPTER,
            prompt="Where does the code for a forgotten password go?",
            options=(
                Option(
                    "To a verified address of the user's.",
                    "That is what an address is verified for.",
                    right=True,
                ),
                Option(
                    "To the address that is typed into the form.",
                    "Then anybody could have anybody's.",
                ),
                Option(
                    "To the administrator.",
                    "Never: where only administrators may recover, no code is sent at all.",
                ),
            ),
            shown_by='assert lab.outbox[-1].recipient == "ana@example.com"',
            source=_GUIDE + "how-to-recover-a-user-account.html",
        ),
    ),
)

QUESTIONS = (
    THE_RIGHT_TEMPORARY_PASSWORD,
    THE_SAME_CODE_TWICE,
    A_PASSWORD_ALONE,
    AFTER_A_RESET,
    THE_RIGHT_ONE_TOO_LATE,
)
