"""Whose call it is, as STS needs to know: the account's root, a user, or a session."""

from __future__ import annotations

from dataclasses import dataclass

from moto.iam.models import iam_backends

from cognito_lab.aws.account import ACCOUNT, ROOT_ARN
from cognito_lab.aws.caller_in_progress import caller_in_progress
from cognito_lab.aws.credentials import TemporarySession
from cognito_lab.aws.world import current_world
from cognito_lab.exchange.role_session import RoleSession


@dataclass(frozen=True, slots=True)
class StsCaller:
    """The ARN, AWS's unique id, and the session where the credentials are temporary."""

    arn: str
    user_id: str
    session: TemporarySession | None = None

    @property
    def role_session(self) -> RoleSession | None:
        """The session, if it is a role's."""
        return self.session if isinstance(self.session, RoleSession) else None

    @property
    def is_root(self) -> bool:
        """Whether it is the account's root user."""
        return self.arn == ROOT_ARN


def sts_caller() -> StsCaller | None:
    """The caller of the call in progress; None where it is not this lab's to know."""
    caller = caller_in_progress()
    if caller.access_key_id is None or caller.principal is None:
        return None
    issued = current_world().issued.find(caller.access_key_id)
    if issued is not None:
        return StsCaller(issued.session.arn, issued.session.user_id, issued.session)
    if caller.principal == ROOT_ARN:
        return StsCaller(ROOT_ARN, ACCOUNT)
    users = iam_backends[ACCOUNT]["aws"].users.values()
    user = next((user for user in users if user.arn == caller.principal), None)
    return None if user is None else StsCaller(str(user.arn), str(user.id))
