"""Whose an access key is: the administrator's, a user's, or temporary credentials'.

https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
"""

from __future__ import annotations

from dataclasses import dataclass

from moto.iam.models import iam_backends
from moto.sts.models import sts_backends

from cognito_lab.aws.account import ACCOUNT, ROOT_ARN
from cognito_lab.aws.credentials import TemporarySession
from cognito_lab.aws.world import current_world


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A key of the lab's: its secret, whose it is, and the session if it is temporary.

    `session_token` is None for a key that is for good; `session` also for a session of stock
    moto's, which knows no end.
    """

    secret: str
    principal: str
    session_token: str | None = None
    session: TemporarySession | None = None


def find_key(access_key_id: str) -> KnownKey | None:
    """The key of this id; None for one that is unknown or not active."""
    world = current_world()
    if access_key_id == world.administrator.id:
        return KnownKey(world.administrator.secret, ROOT_ARN)
    issued = world.issued.find(access_key_id)
    if issued is not None:
        given = issued.credentials
        return KnownKey(
            given.secret_access_key, issued.session.arn, given.session_token, issued.session
        )
    user = iam_backends[ACCOUNT]["aws"].get_user_from_access_key_id(access_key_id)
    if user is not None:
        for key in user.access_keys:
            if key.access_key_id == access_key_id and key.status == "Active":
                return KnownKey(str(key.secret_access_key), str(user.arn))
        return None
    for backend in sts_backends[ACCOUNT].values():
        motos = backend.get_assumed_role_from_access_key(access_key_id)
        if motos is not None:
            return KnownKey(str(motos.secret_access_key), str(motos.arn), str(motos.session_token))
    return None
