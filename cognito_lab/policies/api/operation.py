"""A call by its name and parameters, and what else has to be known to say what it asks.

https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cognito_lab.policies.request import NO_RESOURCE, ContextValue


@dataclass(frozen=True)
class Operation:
    """A call. `service` is boto3's name, `name` the API's; `method`, `host` and `path` are those of
    its HTTP request, for the two services whose resources are addresses."""

    service: str
    name: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    method: str = ""
    host: str = ""
    path: str = ""


def _nothing(*_: str) -> None:
    return None


def _no_tags(*_: str | None) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True)
class LookUps:
    """What the resources themselves say; whoever keeps them hands these functions in.

    `bucket_account(bucket)`: whose bucket it is, None if there is none. `object_tags(bucket, key,
    version)`. `partition_key(table, index)`: the name of a table's (or index's) partition key.
    `entity_arn(kind, name)`: the ARN of a user, role, group or instance profile, with its path.
    """

    bucket_account: Callable[[str], str | None] = _nothing
    object_tags: Callable[[str, str, str | None], Mapping[str, str]] = _no_tags
    partition_key: Callable[[str, str], str | None] = _nothing
    entity_arn: Callable[[str, str], str | None] = _nothing


@dataclass(frozen=True)
class Surroundings:
    """Where a call is made: the account and the region, and what can be looked up there."""

    account: str
    region: str
    look_ups: LookUps = LookUps()


@dataclass(frozen=True)
class AskedFor:
    """One request for the judge: an action on a resource, with the operation's condition keys.

    `resource_account` is needed where the ARN has none. `item` is the number of an item of a batch
    that is answered by itself; None where a refusal refuses the call.
    """

    action: str
    resource: str = NO_RESOURCE
    context: Mapping[str, ContextValue] = field(default_factory=dict)
    resource_account: str | None = None
    item: int | None = None


Asked = tuple[AskedFor, ...]
"""All that a call asks: each has to be allowed."""
