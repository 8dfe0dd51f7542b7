"""The questions of chapter 0: two questions, one app."""

from __future__ import annotations

from cognito_lab.exercises.question import Option, Question, Ticket

CHAPTER = "00_start_here"

_GUIDE = "https://docs.aws.amazon.com/cognito/latest/developerguide/"
_IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"

WHERE_IT_IS_WRITTEN = Question(
    id="where-it-is-written",
    chapter=CHAPTER,
    prompt="Where is it written that Ana may read a photo in her folder?",
    options=(
        Option(
            "In the user pool, next to her name.",
            "The user pool describes people and how they prove who they are; no photo and no "
            "bucket stands in its description.",
        ),
        Option(
            "In the identity pool, which is the authorization half of Cognito.",
            "The identity pool says whose tokens it takes. It hands out credentials of a role, "
            "and no line of its description names a photo.",
        ),
        Option(
            "In a policy of the role that her credentials will belong to.",
            "And IAM reads it anew at each request (with the bucket's own policy, where it has "
            "one).",
            right=True,
        ),
        Option(
            "In her ID token.",
            "A token says who she is. What follows from that is written where the photo is "
            "guarded.",
        ),
    ),
    shown_by="assert list(written.values()) == [False, False, True]",
    source=_IAM + "reference_policies_evaluation-logic.html",
)

SIGNED_IN_AND_REFUSED = Question(
    id="signed-in-and-refused",
    chapter=CHAPTER,
    prompt="Ana is signed in. Her app asks for her profile again, and shows her ID token this "
    "time: a true token of this pool, not a minute old. What does the pool say?",
    options=(
        Option(
            "It refuses.",
            "`GetUser` asks what the bearer may do, and an ID token has no scope: only the "
            "access token has.",
            right=True,
        ),
        Option(
            "It gives the profile: the token proves that she is Ana.",
            "It does prove it, and that is the other question. Who she is does not say what the "
            "bearer of this token may do.",
        ),
        Option(
            "It gives the profile, but only once.",
            "How often is no matter here: this token opens that door not even once.",
        ),
    ),
    shown_by='refused("NotAuthorizedException")',
    source="https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/"
    "API_GetUser.html",
)

SIGNED_IN_AND_DENIED = Question(
    id="signed-in-and-denied",
    chapter=CHAPTER,
    prompt="Ana is signed in, and her app has credentials of the members' role. She asks for the "
    "photo in the gallery. A guest, who never signed in, asks for the same one. Who gets it?",
    options=(
        Option(
            "Ana gets it, the guest does not.",
            "That would be so if a sign-in opened doors. The policies do, and each speaks of one "
            "folder.",
        ),
        Option(
            "Both: what a guest may see, a member may see as well.",
            "A sensible wish. Nobody has written it down: the members' policy does not name the "
            "gallery.",
        ),
        Option(
            "The guest gets it, Ana does not.",
            "The guests' role has a policy for the gallery, the members' role one for the own "
            "folder.",
            right=True,
        ),
    ),
    shown_by="anas_s3.get_object(**gallery)",
    source=_GUIDE + "iam-roles.html",
)

_WHO_ASKS_WHAT = 'assert questions_asked["ConfirmSignUp"]'
_EACH_ROLE = "assert set(allowed.values())"

TICKET = Ticket(
    chapter=CHAPTER,
    questions=(
        Question(
            id="ticket-code",
            chapter=CHAPTER,
            prompt="Ana types a code from her e-mail. Which question is asked, and who decides?",
            options=(
                Option(
                    "N, who are you? The user pool decides.",
                    "She proves that she reads mail at that address.",
                    right=True,
                ),
                Option(
                    "Z, what may you do? The user pool decides.",
                    "The user pool it is; but the code opens nothing, it only tells who she is.",
                ),
                Option(
                    "N, who are you? IAM decides.",
                    "The question is right; but IAM has never heard of Ana.",
                ),
            ),
            shown_by=_WHO_ASKS_WHAT,
            source=_GUIDE + "signing-up-users-in-your-app.html",
        ),
        Question(
            id="ticket-guest",
            chapter=CHAPTER,
            prompt="A guest opens a photo of the gallery. Which question is asked, and who "
            "decides?",
            options=(
                Option(
                    "None is asked: guests need no permission.",
                    "They need no login. A permission they need, and the guests' role has one.",
                ),
                Option(
                    "Z, what may you do? IAM decides, from the policy of the guests' role.",
                    "So somebody who never signed in can be allowed what somebody signed in is "
                    "not.",
                    right=True,
                ),
                Option(
                    "N, who are you? The identity pool decides.",
                    "The identity pool gave the guest credentials earlier; nobody asks it when a "
                    "photo is opened.",
                ),
            ),
            shown_by=_EACH_ROLE,
            source=_GUIDE + "iam-roles.html",
        ),
        Question(
            id="ticket-upload",
            chapter=CHAPTER,
            prompt="Ana's upload to her own folder is turned down. Why?",
            options=(
                Option(
                    "She is not signed in any more.",
                    "She may be signed in all the while: this is the other question.",
                ),
                Option(
                    "Her role's policy allows reading (`s3:GetObject`) and nothing else.",
                    "What no policy allows is denied, signed in or not.",
                    right=True,
                ),
                Option(
                    "The identity pool forbids writing.",
                    "It forbids nothing and allows nothing: it exchanges a token for credentials.",
                ),
            ),
            shown_by=_EACH_ROLE,
            source=_IAM + "reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html",
        ),
        Question(
            id="ticket-password",
            chapter=CHAPTER,
            prompt="Which of these ever sees Ana's password?",
            options=(
                Option("The bucket.", "Only IAM's answer counts there, and no password is asked."),
                Option(
                    "The identity pool.",
                    "It takes a token, which was given for the password.",
                ),
                Option("The user pool.", "To it the app sends it, and to nobody else.", right=True),
            ),
            shown_by='assert sees_the_password == {"cognito-idp"}',
            source=_GUIDE + "cognito-scenarios.html",
        ),
    ),
)

QUESTIONS = (WHERE_IT_IS_WRITTEN, SIGNED_IN_AND_REFUSED, SIGNED_IN_AND_DENIED)
