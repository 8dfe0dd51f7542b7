"""A call by its name and parameters, and what else has to be known to say what it asks.

https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cognito_lab.policies.principal import Principal
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
    `upload_key(bucket, upload)`: the key of an upload in parts.
    `resource_tags(arn)`: the tags that a resource has. `boundary(kind, name)`: the ARN of the
    permissions boundary of a user or role. `key_owner(access_key_id)`: the name of the user whose
    it is. `mapped_function(uuid)`: the ARN of the function of an event source mapping.
    """

    bucket_account: Callable[[str], str | None] = _nothing
    object_tags: Callable[[str, str, str | None], Mapping[str, str]] = _no_tags
    partition_key: Callable[[str, str], str | None] = _nothing
    entity_arn: Callable[[str, str], str | None] = _nothing
    upload_key: Callable[[str, str], str | None] = _nothing
    resource_tags: Callable[[str], Mapping[str, str]] = _no_tags
    boundary: Callable[[str, str], str | None] = _nothing
    key_owner: Callable[[str], str | None] = _nothing
    mapped_function: Callable[[str], str | None] = _nothing


@dataclass(frozen=True)
class Surroundings:
    """Where a call is made: the account and the region, what can be looked up there, and by whom
    it is made, where that is known; `source_identity` is that of the caller's session."""

    account: str
    region: str
    look_ups: LookUps = LookUps()
    caller: Principal | None = None
    source_identity: str | None = None


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


def passing(role: str, service: str) -> AskedFor:
    """The request of whoever gives a role to a service.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
    """
    return AskedFor("iam:PassRole", role, {"iam:PassedToService": service})


def with_tagging(asked: AskedFor, tagging: str | None, keys: Mapping[str, ContextValue]) -> Asked:
    """A request, and the one to tag what it makes, where the call brings tags.

    `keys` are the condition keys of those tags; `tagging` is None where tags need no action.
    """
    if tagging is None or not keys:
        return (asked,)
    return (asked, replace(asked, action=tagging, context=keys))
