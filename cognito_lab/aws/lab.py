"""The one door: `start_lab()` and the lab that it opens."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from types import TracebackType

import boto3
from moto import mock_aws

from cognito_lab.aws import wall
from cognito_lab.aws.account import ADMINISTRATOR, REGION, AccessKey
from cognito_lab.aws.clock import Clock
from cognito_lab.aws.cognito_identity.exchange_setting import exchange_setting
from cognito_lab.aws.cognito_idp.pools import LabUserPool, find_pool
from cognito_lab.aws.environment import LabEnvironment
from cognito_lab.aws.functions import Functions, Handler, LambdaFunction
from cognito_lab.aws.ledger import Ledger
from cognito_lab.aws.local_providers import Issuers
from cognito_lab.aws.outbox import Outbox
from cognito_lab.aws.patches import Patches
from cognito_lab.aws.world import (
    NoLabRunning,
    World,
    current_world_or_none,
    set_current_world,
)
from cognito_lab.aws.wsgi import Application, wsgi_application
from cognito_lab.exchange.setting import ExchangeSetting
from cognito_lab.flow.recording import Recording


class Lab:
    """A mocked AWS that checks what AWS checks, and keeps a record of every call.

    Made by `start_lab()`. Leave it with `stop()`, or use it as a context manager.
    """

    def __init__(self, world: World) -> None:
        self._world = world

    @property
    def clock(self) -> Clock:
        """The time that everybody in this process sees."""
        return self._world.clock

    @property
    def outbox(self) -> Outbox:
        """Every e-mail and text message that was sent: the learner's own mailbox."""
        return self._world.outbox

    @property
    def trace(self) -> Recording:
        """Every call that crossed the wire, in order."""
        return self._world.trace

    @property
    def issuers(self) -> Issuers:
        """Identity providers that the lab plays: `lab.issuers.add("accounts.google.com")`."""
        return self._world.issuers

    @property
    def functions(self) -> Functions:
        """The Lambda functions, by name: `lab.functions["pre-sign-up"] = handler`.

        What triggers them names them by ARN (`lab.functions["pre-sign-up"].arn`). They stay
        where they are when the lab is reset.
        """
        return self._world.functions

    def function(self, name: str) -> Callable[[Handler], LambdaFunction]:
        """A decorator: the handler below it becomes the function `name`, with an `arn`."""

        def register(handler: Handler) -> LambdaFunction:
            self.functions[name] = handler
            return self.functions[name]

        return register

    def rotate_signing_keys(self, user_pool_id: str, *, forget_old: bool = False) -> None:
        """Let a pool sign with new keys, as Cognito "might rotate signing keys in your user pool".

        The old public keys stay in its JWKS behind the new ones, so that tokens that were issued
        before still verify; with `forget_old` they do not. It is no operation of AWS's: a note in
        the trace tells of it. Raises KeyError where the running lab has no such pool, and
        NoLabRunning where this lab does not run.
        """
        with _MACHINERY.wire.between_calls():
            if not self.running:
                raise NoLabRunning("this lab is stopped: lab.reset() starts it again")
            pool = find_pool(user_pool_id)
            if not isinstance(pool, LabUserPool):
                raise KeyError(f"the lab has no user pool {user_pool_id!r}")
            pool.rotate_keys(forget_old=forget_old)
            old = "forgets the old ones" if forget_old else "still publishes the old ones"
            text = f"{user_pool_id} signs with new keys, and {old}"
            self.trace.note(self.clock.now(), "keys", text)

    def exchange_setting(self, identity_pool_id: str) -> ExchangeSetting:
        """All that an exchange asks of a pool, as it is now, on paper: for a panel, or to walk an
        exchange with one thing changed. Raises ValueError where the lab has no such pool.
        """
        return exchange_setting(self._world, identity_pool_id)

    @property
    def ledger(self) -> Ledger:
        """What the lab adds to moto, row by row."""
        return self._world.ledger

    @property
    def running(self) -> bool:
        """Whether this is the lab that answers."""
        return current_world_or_none() is self._world

    def wsgi_application(self) -> Application:
        """A WSGI application that answers as the running lab does, for a server on 127.0.0.1.

        What comes in through it is recorded like everything else.
        """
        return wsgi_application(_MACHINERY.wire)

    def reset(self) -> None:
        """Begin again, empty, with the same seed; also brings a stopped lab back.

        Clients that were made in a lab before keep working.
        """
        _MACHINERY.run(self._world)

    def stop(self) -> None:
        """End the lab: moto is taken out, the environment and the clock are restored.

        What was recorded can still be read. Hosts of AWS stay refused in this process until
        `release_network()`. Stopping twice, or a lab that another one has followed, does
        nothing.
        """
        _MACHINERY.stop(self._world)

    def __enter__(self) -> Lab:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def __repr__(self) -> str:
        state = "running" if self.running else "stopped: lab.reset() starts it again"
        seed = self._world.randomness.seed
        return f"<Lab, seed {seed!r}, {len(self.trace)} calls recorded, {state}>"


def start_lab(
    *,
    seed: int | str | None = None,
    clock: Clock | None = None,
    administrator: AccessKey = ADMINISTRATOR,
    longest_trace: int | None = None,
) -> Lab:
    """Start a mocked AWS in this process; after it plain `boto3.client(...)` works.

    The same `seed` gives the same ids, codes and tokens; without one they are random. A
    lab that is running already is ended and this one starts afresh. A server's lab has other
    settings: a `clock` that follows the machine's (`real_clock`), the `administrator`'s key that
    its users expect, and a trace that keeps only its last `longest_trace` entries.
    """
    lab = Lab(World(seed, clock=clock, administrator=administrator, longest_trace=longest_trace))
    lab.reset()
    return lab


class _Machinery:
    """What a process has once, whichever lab is running: mock, patches, environment."""

    def __init__(self) -> None:
        self._patches = Patches()
        self.wire = self._patches.wire
        self._environment = _environment_of(ADMINISTRATOR)
        # Credentials are the environment's business here (see `environment`).
        self._mock = mock_aws(config={"core": {"mock_credentials": False}})
        self._to_undo: ExitStack | None = None

    def run(self, world: World) -> None:
        """Let `world` answer from now on, from its first moment."""
        wall.raise_wall()
        # A call that another thread is in the middle of still belongs to the lab before.
        with self.wire.between_calls():
            before = current_world_or_none()
            if before is not None:
                before.clock.stop()
            set_current_world(world)
            try:
                # Credentials that were set meanwhile were a role's of the lab before.
                self._environment.leave()
                self._environment = _environment_of(world.administrator)
                if self._to_undo is None:
                    self._take_hold()
                else:
                    self._environment.enter()
                _forget_other_credentials(world.administrator)
                world.begin()
                world.clock.start()
            except BaseException:
                with suppress(Exception):  # what went wrong first is what counts
                    self._end(world)
                raise
            wall.set_lab_state(wall.LabState.RUNNING)

    def _take_hold(self) -> None:
        self._to_undo = ExitStack()
        for put_in, take_out in (
            (self._environment.enter, self._leave_environment),
            (self._patches.put_in, self._patches.take_out),
            (self._start_mock, self._mock.stop),
        ):
            # First of all: what fails half way has to be taken out as well.
            self._to_undo.callback(take_out)
            put_in()

    def _leave_environment(self) -> None:
        self._environment.leave()  # that of the lab that runs by then

    def _start_mock(self) -> None:
        self._mock.start()
        self._patches.cover_every_host()

    def stop(self, world: World) -> None:
        """Leave the process as it was, but for the wall, if `world` is the one that runs."""
        with self.wire.between_calls():
            if current_world_or_none() is world:
                self._end(world)

    def _end(self, world: World) -> None:
        world.clock.stop()
        set_current_world(None)
        wall.set_lab_state(wall.LabState.STOPPED)
        to_undo, self._to_undo = self._to_undo, None
        if to_undo is not None:
            to_undo.close()


def _environment_of(administrator: AccessKey) -> LabEnvironment:
    return LabEnvironment(administrator.id, administrator.secret, REGION)


def _forget_other_credentials(administrator: AccessKey) -> None:
    """Let boto3 make its default session anew if it holds other keys than the lab's."""
    default_session = boto3.DEFAULT_SESSION
    credentials = None if default_session is None else default_session.get_credentials()
    if credentials is None or credentials.access_key != administrator.id:
        boto3.DEFAULT_SESSION = None


_MACHINERY = _Machinery()
