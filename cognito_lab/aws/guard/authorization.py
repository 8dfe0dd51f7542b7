"""What a call asks, and what the judge says of each request: the policies as they are now.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from botocore.awsrequest import AWSPreparedRequest

from cognito_lab.aws.account import ACCOUNT
from cognito_lab.aws.credentials import TemporarySession
from cognito_lab.aws.guard import global_keys
from cognito_lab.aws.guard.look_ups import look_ups, policy_on
from cognito_lab.aws.guard.stored_policies import entity_of, layers_of, tags_of
from cognito_lab.aws.identify import Operation as Identified
from cognito_lab.policies.api.operation import AskedFor, Operation, Surroundings
from cognito_lab.policies.api.requests import requests_of
from cognito_lab.policies.arn import parse_arn
from cognito_lab.policies.evaluate import evaluate
from cognito_lab.policies.evaluation import Evaluation
from cognito_lab.policies.principal import Principal
from cognito_lab.policies.request import NO_RESOURCE, ContextValue, Request


@dataclass(frozen=True)
class Judged:
    """One request of a call, and what the judge says of it."""

    asked: AskedFor
    evaluation: Evaluation

    @property
    def allowed(self) -> bool:
        """Whether it is allowed."""
        return self.evaluation.allowed


@dataclass
class Asking:
    """One caller with one request on the wire: asks the judge as often as there is to ask."""

    principal: Principal
    session: TemporarySession | None
    region: str
    keys: Mapping[str, ContextValue] = field(default_factory=dict)

    @property
    def source_identity(self) -> str | None:
        """The source identity of the caller's session, if it has one."""
        source = None if self.session is None else self.session.context.get("aws:SourceIdentity")
        return source if isinstance(source, str) else None

    def judge(self, asked: AskedFor) -> Judged:
        """Ask the judge about one request, under the policies that are stored now."""
        entity = entity_of(self.principal)
        context = _merged(
            asked.context,
            global_keys.of_a_session(self.session),
            global_keys.of_an_entity(entity, tags_of(entity)),
            self.keys,
        )
        # Anybody may have written the resource's name: what is none asks for all of them.
        resource = asked.resource if parse_arn(asked.resource) is not None else NO_RESOURCE
        request = Request(self.principal, asked.action, resource, context, asked.resource_account)
        policy = policy_on(asked.resource, asked.action, self.region)
        layers = layers_of(entity, self.session, policy)
        return Judged(asked, evaluate(request, layers))


def judged(
    asking: Asking, request: AWSPreparedRequest, identified: Identified
) -> tuple[Judged, ...] | None:
    """All that a call asks, judged. None for an operation that is not mapped."""
    url = urlsplit(request.url)
    operation = Operation(
        identified.service,
        identified.name,
        identified.parameters,
        method=request.method,
        host=url.hostname or "",
        path=url.path,
    )
    looked_up, source = look_ups(asking.region), asking.source_identity
    around = Surroundings(ACCOUNT, asking.region, looked_up, asking.principal, source)
    asked = requests_of(operation, around)
    return None if asked is None else tuple(asking.judge(one) for one in asked)


def _merged(*layers: Mapping[str, ContextValue]) -> dict[str, ContextValue]:
    """All keys, each once whatever the case of its letters; the first that has one counts."""
    merged: dict[str, tuple[str, ContextValue]] = {}
    for layer in layers:
        for key, value in layer.items():
            merged.setdefault(key.lower(), (key, value))
    return dict(merged.values())
