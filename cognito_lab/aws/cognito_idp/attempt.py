"""One sign-in while it lasts: who, through which app client, and what a step left behind."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from cognito_lab.aws.cognito_idp.operation import AppClient
from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.triggers import Occasion
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.world import World, current_world
from cognito_lab.sign_in.lockout import Lockout


@dataclass(frozen=True, slots=True)
class Attempt:
    """A sign-in. `username` is what the client wrote; `user` is None for a name that nobody has
    and an app client that does not tell.

    `private` is what the pool keeps between two calls and never sends. `validation_data` is the
    ClientMetadata of the call that began it, `client_metadata` that of the one that goes on.
    """

    app: AppClient
    flow: str
    username: str
    user: LabUser | None
    as_administrator: bool
    validation_data: dict[str, str] = field(default_factory=dict)
    client_metadata: dict[str, str] = field(default_factory=dict)
    device_key: str = ""
    private: dict[str, Any] = field(default_factory=dict)

    @property
    def pool(self) -> LabUserPool:
        """The pool of the app client."""
        return self.app.pool

    @property
    def world(self) -> World:
        """The running lab."""
        return current_world()

    @property
    def occasion(self) -> Occasion:
        """What the pool's triggers are told of the call."""
        return Occasion(self.app.id, self.client_metadata)

    @property
    def somebody(self) -> LabUser:
        """The user, where it is sure that there is one. Raises AWS's refusal where there is none.

        A challenge that nobody can answer looks like any other up to its answer.
        """
        if self.user is None:
            raise incorrect()
        return self.user

    @property
    def lockout(self) -> Lockout:
        """What failed before under this name; also of a name that nobody has."""
        if self.user is not None:
            return self.user.sign_in.lockout
        return self.pool.unknown_lockouts.get(self.username, Lockout())

    def keep_lockout(self, lockout: Lockout) -> None:
        """Remember what failed until now."""
        if self.user is not None:
            self.user.sign_in.lockout = lockout
        else:
            self.pool.unknown_lockouts[self.username] = lockout

    def as_if_by(self, user: LabUser | None) -> Attempt:
        """The same sign-in for whomever an answer names: what moto does, where a row is off."""
        return replace(self, user=user)

    def answered_with(
        self, client_metadata: dict[str, str], device_key: str, as_administrator: bool
    ) -> Attempt:
        """The same sign-in in its next call."""
        return replace(
            self,
            client_metadata=client_metadata,
            device_key=device_key or self.device_key,
            as_administrator=as_administrator,
        )


def incorrect() -> AwsError:
    """AWS's refusal of a wrong password, a wrong proof, and a name that it does not tell of.

    https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
    """
    return AwsError("NotAuthorizedException", "Incorrect username or password.")
