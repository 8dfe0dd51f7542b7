"""Seven things that happen after a sign-in, and what each leaves of its tokens.

What is still good is not written down here: each event is played on a lab, to a user of its own
with two devices, and then every token is tried.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.request import urlopen

from cognito_lab.evidence import UNCONFIRMED
from cognito_lab.exercises.report import Bench
from cognito_lab.tokens.discovery import issuer_of_pool, jwks_url
from cognito_lab.tokens.expected import TokenUse
from cognito_lab.tokens.key_set import KeySet
from cognito_lab.tokens.reasons import SENTENCES, TokenReason
from cognito_lab.tokens.verification import verify_token

_PASSWORD, _NEXT_PASSWORD = "Correct-Horse-7", "Better-Horse-8"
_GRACE = 10

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "id": "the phone's ID token verifies offline",
        "access": "the phone's access token verifies offline",
        "GetUser": "the phone's access token opens `GetUser`",
        "refresh": "the phone's refresh token gets new tokens",
        "tablet": "the tablet's refresh token gets new tokens",
    }
)
"""What is tried of the two sign-ins, and how the answer calls it."""

Tokens = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one token when it was used: whether it was good, and what was said."""

    good: bool
    said: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """One user on two devices, a moment after signing in on both; and the keys that an API
    fetched before."""

    cognito_idp: Any
    clock: Any
    user_pool_id: str
    app_client_id: str
    keys: KeySet
    username: str
    phone: Tokens
    tablet: Tokens


@dataclass(frozen=True, slots=True)
class Event:
    """What happens, how it is played, and why it ends what it ends."""

    name: str
    text: str
    play: Callable[[Scene], object]
    why: str


# ---------------------------------------------------------------- what happens


def _sign_out(scene: Scene) -> None:
    scene.cognito_idp.global_sign_out(AccessToken=scene.phone["AccessToken"])


def _revoke(scene: Scene) -> None:
    scene.cognito_idp.revoke_token(ClientId=scene.app_client_id, Token=scene.phone["RefreshToken"])


def _disable(scene: Scene) -> None:
    scene.cognito_idp.admin_disable_user(UserPoolId=scene.user_pool_id, Username=scene.username)


def _delete(scene: Scene) -> None:
    scene.cognito_idp.admin_delete_user(UserPoolId=scene.user_pool_id, Username=scene.username)


def _change_password(scene: Scene) -> None:
    scene.cognito_idp.change_password(
        AccessToken=scene.phone["AccessToken"],
        PreviousPassword=_PASSWORD,
        ProposedPassword=_NEXT_PASSWORD,
    )


def _rotate(scene: Scene) -> None:
    _refreshed(scene, scene.phone)
    scene.clock.advance(seconds=6 * _GRACE)


def _an_hour_passes(scene: Scene) -> None:
    scene.clock.advance(hours=1)


EVENTS = (
    Event(
        "signed out",
        "the phone calls `GlobalSignOut`",
        _sign_out,
        "The pool ends what it is asked about: its own operations, and refreshes, of all of the "
        "user's sign-ins. Who verifies offline does not ask it.",
    ),
    Event(
        "revoked",
        "the phone's refresh token goes to `RevokeToken`",
        _revoke,
        "A refresh token ends with the access tokens of its own sign-in; another sign-in is "
        "another family.",
    ),
    Event(
        "disabled",
        "an administrator calls `AdminDisableUser`",
        _disable,
        "The pool lets her in nowhere any more. What is signed stays signed.",
    ),
    Event(
        "deleted",
        "an administrator calls `AdminDeleteUser`",
        _delete,
        "The user is gone, and her tokens go on saying who she was until they expire.",
    ),
    Event(
        "password",
        f"the phone calls `ChangePassword` ({UNCONFIRMED} this row: it is as people report it)",
        _change_password,
        "A new password is asked for at the next sign-in; the tokens are from an earlier one. To "
        "end them there is `GlobalSignOut`.",
    ),
    Event(
        "rotated",
        f"the phone refreshes; a minute later its first tokens are tried (a grace of {_GRACE} s)",
        _rotate,
        "Rotation takes one thing out of use: the refresh token that was traded in. The tokens "
        "that it had brought live out their time.",
    ),
    Event(
        "expired",
        "an hour passes",
        _an_hour_passes,
        "`exp` ends an ID token and an access token everywhere. A refresh token has its own "
        "time, 30 days here.",
    ),
)


# ---------------------------------------------------------------- what is left


def play_events(bench: Bench) -> dict[str, dict[str, Tried]]:
    """Play every event on the lab, and try every token after it: by event, then by column."""
    cognito_idp = bench.client("cognito-idp")
    pool_id, app_client_id = _a_pool(cognito_idp)
    with urlopen(jwks_url(_issuer(pool_id))) as answer:
        keys = KeySet.read(json.load(answer))
    found = {}
    for number, event in enumerate(EVENTS, 1):
        username = f"ana-{number}"
        _a_user(cognito_idp, pool_id, username)
        phone, tablet = (_signed_in(cognito_idp, app_client_id, username) for _ in range(2))
        clock = bench.lab.clock
        scene = Scene(cognito_idp, clock, pool_id, app_client_id, keys, username, phone, tablet)
        event.play(scene)
        found[event.name] = _tried(scene)
    return found


def _tried(scene: Scene) -> dict[str, Tried]:
    """Every token, the refresh tokens last: using one again may end its family."""
    now = scene.clock.now()
    return {
        "id": _offline(scene, "id", scene.phone["IdToken"], now),
        "access": _offline(scene, "access", scene.phone["AccessToken"], now),
        "GetUser": _online(
            scene, lambda: scene.cognito_idp.get_user(AccessToken=scene.phone["AccessToken"])
        ),
        "refresh": _online(scene, lambda: _refreshed(scene, scene.phone)),
        "tablet": _online(scene, lambda: _refreshed(scene, scene.tablet)),
    }


def _offline(scene: Scene, use: TokenUse, token: str, now: dt.datetime) -> Tried:
    verification = verify_token(
        token,
        scene.keys,
        issuer=_issuer(scene.user_pool_id),
        audience=scene.app_client_id,
        token_use=use,
        now=now,
    )
    failed = [SENTENCES[TokenReason(check.reason)] for check in verification.failed]
    return Tried(verification.accepted, failed[0].partition(":")[0] if failed else "")


def _online(scene: Scene, call: Callable[[], object]) -> Tried:
    try:
        call()
    except scene.cognito_idp.exceptions.ClientError as refusal:
        return Tried(False, refusal.response["Error"]["Message"].rstrip("."))
    return Tried(True)


def _refreshed(scene: Scene, tokens: Tokens) -> object:
    return scene.cognito_idp.get_tokens_from_refresh_token(
        ClientId=scene.app_client_id, RefreshToken=tokens["RefreshToken"]
    )


# ---------------------------------------------------------------- the scene


def _issuer(user_pool_id: str) -> str:
    return issuer_of_pool(user_pool_id.partition("_")[0], user_pool_id)


def _a_pool(cognito_idp: Any) -> tuple[str, str]:
    pool = cognito_idp.create_user_pool(PoolName="survival")
    app_client = cognito_idp.create_user_pool_client(
        UserPoolId=pool["UserPool"]["Id"],
        ClientName="survival",
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"],
        RefreshTokenRotation={"Feature": "ENABLED", "RetryGracePeriodSeconds": _GRACE},
    )
    return pool["UserPool"]["Id"], app_client["UserPoolClient"]["ClientId"]


def _a_user(cognito_idp: Any, user_pool_id: str, username: str) -> None:
    named = {"UserPoolId": user_pool_id, "Username": username}
    cognito_idp.admin_create_user(**named, MessageAction="SUPPRESS")
    cognito_idp.admin_set_user_password(**named, Password=_PASSWORD, Permanent=True)


def _signed_in(cognito_idp: Any, app_client_id: str, username: str) -> Tokens:
    signed_in: Tokens = cognito_idp.initiate_auth(
        ClientId=app_client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": username, "PASSWORD": _PASSWORD},
    )["AuthenticationResult"]
    return signed_in
