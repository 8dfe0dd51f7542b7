"""The questions of chapter 3: tokens, and why to trust them."""

from __future__ import annotations

from cognito_lab.exercises.question import Option, Question, Ticket

CHAPTER = "03_token_anatomy"

_GUIDE = "https://docs.aws.amazon.com/cognito/latest/developerguide/"
_VERIFYING = _GUIDE + "amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html"
_ACCESS = _GUIDE + "amazon-cognito-user-pools-using-the-access-token.html"
_JWT = "https://www.rfc-editor.org/rfc/rfc7519"
_PRACTICES = "https://www.rfc-editor.org/rfc/rfc8725"

WHO_CAN_READ_IT = Question(
    id="who-can-read-it",
    chapter=CHAPTER,
    prompt="Ben's app holds an ID token. What does somebody need who wants to read what stands in "
    "it?",
    options=(
        Option(
            "The pool's public key.",
            "That one is for checking who wrote it. Reading goes without.",
        ),
        Option(
            "A secret of the app client's.",
            "Then a page in a browser, which keeps none, could not read its own tokens.",
        ),
        Option(
            "Nothing but the token.",
            "It is signed and not encrypted: letters of an alphabet that everybody has.",
            right=True,
        ),
    ),
    shown_by='assert claims["token_use"] == "id"',
    source=_JWT + "#section-3",
)

AN_EDITED_PAYLOAD = Question(
    id="an-edited-payload",
    chapter=CHAPTER,
    prompt="Ben changes his group in the second segment and leaves the other two as they are. A "
    "page decodes that token. What does it get?",
    options=(
        Option(
            "An error: the signature does not fit any more.",
            "It does not, and decoding does not look at it.",
        ),
        Option(
            "The claims as Ben has written them.",
            "Decoding tells what stands there. It does not ask by whom.",
            right=True,
        ),
        Option(
            "The claims as the pool has written them.",
            "They stand nowhere any more: the signature does not hold them a second time.",
        ),
    ),
    shown_by='assert careless_page(edited) == "everybody\'s photos"',
    source=_VERIFYING,
)

A_PUBLIC_SECRET = Question(
    id="a-public-secret",
    chapter=CHAPTER,
    prompt="The early library takes no `none` any more. It still does as the header says, and has "
    "the pool's public key. Ben writes `HS256` into the header. Can he make a signature that it "
    "takes?",
    options=(
        Option(
            "Yes: he uses the public key as the secret.",
            "An HMAC is made and checked with the same key, and this one is published.",
            right=True,
        ),
        Option(
            "No: for that he needs the pool's private key.",
            "For `RS256` he would. He has chosen another algorithm.",
        ),
        Option(
            "No: an RSA key and an HMAC do not go together.",
            "To an HMAC every key is a row of bytes, and a public key's text is one.",
        ),
    ),
    shown_by="assert early_library(confused)",
    source=_PRACTICES + "#section-2.1",
)

MALLORYS_OWN_POOL = Question(
    id="mallorys-own-pool",
    chapter=CHAPTER,
    prompt="Mallory signs in to her own pool as `ben`, of the group `admins`. Her token is signed "
    "by Cognito. What about it tells the photo app that it is not Ben's?",
    options=(
        Option(
            "The signature: it does not hold.",
            "It holds, with the key of the pool that signed. That is why it matters whose key one "
            "takes.",
        ),
        Option(
            "The user name and the group, which she made up.",
            "In her pool she may call a user what she likes, and nobody can tell by the name.",
        ),
        Option(
            "The issuer, and the key that goes with it.",
            "`iss` names her pool, and the photo app's pool has not published her key.",
            right=True,
        ),
    ),
    shown_by='assert (believed["cognito:username"], believed["cognito:groups"])',
    source=_VERIFYING,
)

AN_API_THAT_SIGNS_IN = Question(
    id="an-api-that-signs-in",
    chapter=CHAPTER,
    prompt="One of these APIs shows Ben's access token to the photo app, in the place of an ID "
    "token. Signature, issuer, time and app client are right. What should the photo app look at?",
    options=(
        Option(
            "`token_use`.",
            "It says `access`: the token tells what an app may ask for, and not who is there.",
            right=True,
        ),
        Option(
            "`sub`: it is another one in an access token.",
            "Both tokens name the same user, by the same `sub`.",
        ),
        Option(
            "Nothing more: whoever has a token of Ben's is Ben.",
            "Every API that he lets his app call gets his access token.",
        ),
    ),
    shown_by='assert shown_by_api["token_use"] == "access"',
    source=_VERIFYING,
)

AT_THE_VERY_SECOND = Question(
    id="at-the-very-second",
    chapter=CHAPTER,
    prompt="A token's `exp` is ten o'clock, and it is ten o'clock to the second. Is the token "
    "still good?",
    options=(
        Option(
            "Yes: it is good up to and with `exp`.",
            "The standard has it the other way: it must not be taken on or after that time.",
        ),
        Option(
            "No: it was good until the second before.",
            "RFC 7519: “on or after which” it must not be accepted.",
            right=True,
        ),
        Option(
            "Yes, for as long as the user does not sign out.",
            "A token that lies in an app knows nothing of that, and nor does who checks it.",
        ),
    ),
    shown_by="not at(expires).accepted",
    source=_JWT + "#section-4.1.4",
)

TICKET = Ticket(
    chapter=CHAPTER,
    questions=(
        Question(
            id="ticket-decoded",
            chapter=CHAPTER,
            prompt="An app has decoded a token, and no more. What does it know?",
            options=(
                Option(
                    "Who has signed in.",
                    "It knows whose name stands there.",
                ),
                Option(
                    "What somebody has written.",
                    "Ben as well as the pool, or Mallory.",
                    right=True,
                ),
                Option(
                    "That the token is well-formed, and therefore Cognito's.",
                    "To be well-formed costs nothing: the one that Ben edited was, too.",
                ),
            ),
            shown_by="assert not bad.accepted and bad.claims_are_untrusted",
            source=_VERIFYING,
        ),
        Question(
            id="ticket-whose-choice",
            chapter=CHAPTER,
            prompt="Which of these may a verifier take from the token itself?",
            options=(
                Option(
                    "The algorithm (`alg`).",
                    "The verifier names it; the header only says what its maker would like.",
                ),
                Option(
                    "The issuer whose keys it fetches (`iss`).",
                    "Then Mallory's pool is as good as ours.",
                ),
                Option(
                    "The key (`jwk`), or where it lies (`jku`).",
                    "Then everybody signs with a key of their own.",
                ),
                Option(
                    "Which of the issuer's keys it was (`kid`).",
                    "The issuer publishes them all, so none of them is a stranger's.",
                    right=True,
                ),
            ),
            shown_by="assert (n.bit_length(), e) == (2048, 65537)",
            source=_PRACTICES + "#section-3.10",
        ),
        Question(
            id="ticket-signature-holds",
            chapter=CHAPTER,
            prompt="A signature holds, by a key of our pool's. What has been shown?",
            options=(
                Option(
                    "That our pool has written exactly these bytes.",
                    "So nobody has edited them since.",
                    right=True,
                ),
                Option(
                    "That the token was given to our app.",
                    "The kiosk's token holds as well: `aud` tells.",
                ),
                Option(
                    "That it is good now.",
                    "A signature never ends: `exp` does.",
                ),
                Option(
                    "That its bearer is the user.",
                    "Whoever got hold of it can show it.",
                ),
            ),
            shown_by="assert jwt.decode(at_kiosk, key, **second_try)",
            source=_VERIFYING,
        ),
        Question(
            id="ticket-access-audience",
            chapter=CHAPTER,
            prompt="An API takes access tokens of one app client. Where does it look for it?",
            options=(
                Option(
                    "In `aud`.",
                    "That is the ID token's claim; an access token has none, as a rule.",
                ),
                Option(
                    "In `scope`.",
                    "It says what the token is good for.",
                ),
                Option(
                    "In `client_id`.",
                    "And in `token_use` it looks for `access`.",
                    right=True,
                ),
            ),
            shown_by='assert claims["aud"] == access_claims["client_id"] == app_client_id',
            source=_ACCESS,
        ),
        Question(
            id="ticket-asked",
            chapter=CHAPTER,
            prompt="How often does a verifier ask Cognito about a token?",
            options=(
                Option(
                    "Once for each token.",
                    "Not for a single one: the trace would show it.",
                ),
                Option(
                    "Never. It asks for the issuer's keys, and keeps them.",
                    "So it does not hear either of what has happened to the user since.",
                    right=True,
                ),
                Option(
                    "Whenever the token is about to expire.",
                    "`exp` stands in the token, and the clock is the verifier's own.",
                ),
            ),
            shown_by='assert asked == {"InitiateAuth", "GetJsonWebKeySet"}',
            source=_VERIFYING,
        ),
    ),
)

QUESTIONS = (
    WHO_CAN_READ_IT,
    AN_EDITED_PAYLOAD,
    A_PUBLIC_SECRET,
    MALLORYS_OWN_POOL,
    AN_API_THAT_SIGNS_IN,
    AT_THE_VERY_SECOND,
)
