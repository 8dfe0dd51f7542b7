"""Twelve events of the photo app, and how they are played on a lab.

Which question an event asks is not written down here: each is played, and the call that is
recorded carries its question (`flow.questions`).
"""

from __future__ import annotations

from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from urllib.request import urlopen

from cognito_lab.exercises.photo_app_scene import (
    ALBUMS,
    BUCKET,
    GUESTS,
    MEMBERS,
    OWN_FOLDER,
    PhotoApp,
)
from cognito_lab.exercises.report import Bench
from cognito_lab.flow import AUTHENTICATION, AUTHORIZATION

LETTERS = {AUTHENTICATION: "N", AUTHORIZATION: "Z"}
_ANA = {"USERNAME": "ana", "PASSWORD": "Correct-Horse-7"}


@dataclass(frozen=True, slots=True)
class Event:
    """What happens, the call that it is on the wire, and why it asks what it asks.

    `refusal` is the code with which the call is refused, None for one that goes through.
    """

    text: str
    operation: str
    why: str
    refusal: str | None = None


EVENTS = (
    Event(
        "Ana chooses a user name and a password.",
        "SignUp",
        "The pool gets to know her: it learns what will prove who she is.",
    ),
    Event(
        "Ana types the code from her e-mail.",
        "ConfirmSignUp",
        "The code proves that the address is hers; it permits nothing.",
    ),
    Event(
        "Ana sends her user name and password.",
        "InitiateAuth",
        "A password says who she is. What she may do has not been asked yet.",
    ),
    Event(
        "Ana is signed in; her app shows the access token to read her own profile.",
        "GetUser",
        "Who she is was settled before. Now the token's scope says what its bearer may do.",
    ),
    Event(
        "An API downloads the pool's public keys, to see who signed an ID token.",
        "GetJsonWebKeySet",
        "It checks somebody's word on who the user is. Nothing is permitted by a good signature.",
    ),
    Event(
        "An hour later the app sends the refresh token and gets new tokens.",
        "InitiateAuth",
        "The refresh token stands for the password: the pool says again who she is.",
    ),
    Event(
        "The app gives Ana's ID token to an identity pool, which finds her identity id.",
        "GetId",
        "She is recognized, as with a passport. No credentials are given yet.",
    ),
    Event(
        "The identity pool gives the app AWS credentials of a role.",
        "GetCredentialsForIdentity",
        "Which role an identity gets decides what it may do, though it is Cognito that answers.",
    ),
    Event(
        "With these credentials the app reads one of Ana's photos from the bucket.",
        "GetObject",
        "IAM evaluates the role's policies, for this action on this object.",
    ),
    Event(
        "A guest, who never signed in, opens a photo of the public gallery.",
        "GetObject",
        "Nobody asks who the guest is; the guest role's policy says what it may read.",
    ),
    Event(
        "Ana, signed in, tries to write into Ben's folder.",
        "PutObject",
        "That she is Ana is not in doubt. Whether Ana may write there is the other question.",
        refusal="AccessDenied",
    ),
    Event(
        "Ana forgot her password and asks for a code.",
        "ForgotPassword",
        "She will prove who she is in another way.",
    ),
)


def recorded_letters(bench: Bench) -> dict[int, str]:
    """Play the events on the lab; the letter of each, from its call as it was recorded."""
    _play(bench)
    letters = {}
    for number, event in enumerate(EVENTS, 1):
        (call,) = bench.lab.trace[_step(number)]
        refusal = call.error.code if call.error else None
        if (call.operation, refusal) != (event.operation, event.refusal):
            raise RuntimeError(f"event {number} came out as {call.operation}: {call.error}")
        letters[number] = LETTERS[call.question]
    return letters


def _step(number: int) -> str:
    return f"event {number}"


def _play(bench: Bench) -> None:
    """Do what the events say; what the scene needs besides stands outside the steps."""

    def event(number: int) -> AbstractContextManager[object]:
        return bench.lab.trace.step(_step(number), replace=True)

    app = PhotoApp(bench, AutoVerifiedAttributes=["email"])
    cognito_idp, app_client_id = app.cognito_idp, app.app_client_id
    with event(1):
        cognito_idp.sign_up(
            ClientId=app_client_id,
            Username="ana",
            Password=_ANA["PASSWORD"],
            UserAttributes=[{"Name": "email", "Value": "ana@example.com"}],
        )
    code = bench.lab.outbox[-1].code
    with event(2):
        cognito_idp.confirm_sign_up(ClientId=app_client_id, Username="ana", ConfirmationCode=code)
    with event(3):
        tokens = cognito_idp.initiate_auth(
            ClientId=app_client_id, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=_ANA
        )["AuthenticationResult"]
    with event(4):
        cognito_idp.get_user(AccessToken=tokens["AccessToken"])
    with event(5):
        urlopen(f"https://{app.provider}/.well-known/jwks.json").close()
    refresh = {"REFRESH_TOKEN": tokens["RefreshToken"]}
    with event(6):
        cognito_idp.initiate_auth(
            ClientId=app_client_id, AuthFlow="REFRESH_TOKEN_AUTH", AuthParameters=refresh
        )
    logins = {app.provider: tokens["IdToken"]}
    with event(7):
        ana = app.cognito_identity.get_id(IdentityPoolId=app.identity_pool_id, Logins=logins)
    with event(8):
        given = app.cognito_identity.get_credentials_for_identity(
            IdentityId=ana["IdentityId"], Logins=logins
        )
    _fill_the_bucket(app, ana["IdentityId"])
    members_s3 = app.signed_by(given["Credentials"], "s3")
    with event(9):
        members_s3.get_object(Bucket=BUCKET, Key=f"{ana['IdentityId']}/beach.jpg")
    _, as_guest = app.exchange(None)
    with event(10):
        app.signed_by(as_guest, "s3").get_object(Bucket=BUCKET, Key="gallery/tree.jpg")
    ben, _ = app.exchange("ben")
    with event(11), suppress(members_s3.exceptions.ClientError):
        members_s3.put_object(Bucket=BUCKET, Key=f"{ben}/beach.jpg", Body=b"photo")
    with event(12):
        cognito_idp.forgot_password(ClientId=app_client_id, Username="ana")


def _fill_the_bucket(app: PhotoApp, ana: str) -> None:
    """Two photos, and what each role may do; Ben, whose folder is another's."""
    app.allow(MEMBERS, ["s3:GetObject", "s3:PutObject"], f"{ALBUMS}/{OWN_FOLDER}/*")
    app.allow(GUESTS, "s3:GetObject", f"{ALBUMS}/gallery/*")
    s3 = app.bench.client("s3")
    s3.create_bucket(Bucket=BUCKET)
    for key in (f"{ana}/beach.jpg", "gallery/tree.jpg"):
        s3.put_object(Bucket=BUCKET, Key=key, Body=b"photo")
    app.new_user("ben")
