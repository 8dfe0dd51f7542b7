"""A pool with functions on its triggers, which keep the events that they get."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.aws.app import App, MakeApp

Does = Callable[[dict[str, Any]], Any]
"""What a function does to its event; its answer is the event, unless it returns another."""

DEVELOPER = {
    "EmailSendingAccount": "DEVELOPER",
    "SourceArn": "arn:aws:ses:us-east-1:123456789012:identity/museum@example.com",
}


class TriggerApp:
    """An App whose pool has these triggers: `PreSignUp=lambda event: ...`."""

    def __init__(
        self,
        make_app: MakeApp,
        triggers: dict[str, Does],
        client: dict[str, Any] | None = None,
        **pool: Any,
    ) -> None:
        self.events: list[dict[str, Any]] = []
        config = dict(pool.pop("LambdaConfig", {}))
        app = make_app(client=client, LambdaConfig=config, **pool)
        for trigger, does in triggers.items():
            app.lab.functions[trigger] = self._keeping(does)
            config[trigger] = app.lab.functions[trigger].arn
        app.cognito_idp.update_user_pool(
            UserPoolId=app.user_pool_id, **{**_kept(pool), "LambdaConfig": config}
        )
        self.app: App = app

    def _keeping(self, does: Does) -> Any:
        def handler(event: dict[str, Any], context: Any) -> Any:
            self.events.append(_copy(event))
            other = does(event)
            return event if other is None else other

        return handler

    @property
    def sources(self) -> list[str]:
        """Why functions were called, in order."""
        return [event["triggerSource"] for event in self.events]

    @property
    def request(self) -> dict[str, Any]:
        """The request of the latest event."""
        found: dict[str, Any] = self.events[-1]["request"]
        return found


def nothing(event: dict[str, Any]) -> None:
    """Answer as asked."""


def raises(words: str) -> Does:
    """A function that fails in these words."""

    def does(event: dict[str, Any]) -> None:
        raise ValueError(words)

    return does


def answers(**response: Any) -> Does:
    """A function that puts this into its response."""
    return lambda event: event["response"].update(response)


def _copy(event: dict[str, Any]) -> dict[str, Any]:
    return {**event, "request": dict(event["request"])}


def _kept(pool: dict[str, Any]) -> dict[str, Any]:
    """What UpdateUserPool takes of CreateUserPool's settings; it resets the rest."""
    fixed = ("PoolName", "Schema", "UsernameAttributes", "AliasAttributes", "UsernameConfiguration")
    settings = {"AutoVerifiedAttributes": ["email"], **pool}
    return {name: value for name, value in settings.items() if name not in fixed}
