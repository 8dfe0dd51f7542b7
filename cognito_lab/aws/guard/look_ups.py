"""What the resources themselves say, as the mock keeps them: owners, tags, keys, their policies.

moto's modules are loaded when the first call to their service comes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from moto.backends import get_backend
from moto.iam.models import Role, iam_backends
from moto.s3.models import FakeDeleteMarker

from cognito_lab.aws.account import ACCOUNT
from cognito_lab.aws.cognito_identity.pools import find_pool
from cognito_lab.aws.guard.stored_policies import read
from cognito_lab.aws.iam.roles import find_role
from cognito_lab.aws.iam.user_boundaries import boundary_arn_of
from cognito_lab.policies.api.operation import LookUps
from cognito_lab.policies.arn import parse_arn
from cognito_lab.policies.document import Policy
from cognito_lab.policies.policy_kinds import PolicyKind


def look_ups(region: str) -> LookUps:
    """What `policies.api` may ask, in a region."""

    def partition_key(table: str, index: str) -> str | None:
        return _partition_key(region, table, index)

    return LookUps(
        _bucket_account,
        _object_tags,
        partition_key,
        _entity_arn,
        _upload_key,
        resource_tags=lambda arn: _resource_tags(arn, region),
        boundary=_boundary,
        key_owner=_key_owner,
        mapped_function=lambda uuid: _mapped_function(uuid, region),
    )


def find_bucket(name: str) -> Any:
    """moto's bucket, or None; buckets have one name space for all accounts."""
    for backends in _backends("s3").values():
        for backend in backends.values():
            if name in backend.buckets:
                return backend.buckets[name]
    return None


@cache
def _backends(service: str) -> Any:
    """moto's backends of a service: the same object from one lab to the next."""
    return get_backend(service)  # type: ignore[call-overload]


def find_object(bucket: str, key: str, version: str | None = None) -> Any:
    """moto's object, or None where there is none, or a delete marker in its place."""
    found = find_bucket(bucket)
    if found is None:
        return None
    listed = found.keys.getlist(key, default=[])
    if version is None:
        last = listed[-1] if listed else None
        return None if isinstance(last, FakeDeleteMarker) else last
    there = (one for one in listed if str(one.version_id) == version)
    return next((one for one in there if not isinstance(one, FakeDeleteMarker)), None)


def policy_on(resource: str, action: str, region: str) -> Policy | None:
    """The policy that is attached to a resource, if it has one.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
    """
    arn = parse_arn(resource)
    if arn is None:
        return None
    if arn.service == "iam" and action.startswith("sts:"):
        role = find_role(resource)
        text = None if role is None else role.assume_role_policy_document
        return None if text is None else read(str(text), PolicyKind.TRUST)
    found = _POLICIES.get(arn.service)
    text = None if found is None else found(arn.resource, resource, region)
    return None if not text else read(text, PolicyKind.RESOURCE)


def _of_bucket(resource: str, _: str, __: str) -> str | None:
    bucket = find_bucket(resource.partition("/")[0])
    policy = None if bucket is None else bucket.policy
    return policy.decode() if isinstance(policy, bytes) else policy


def _of_queue(resource: str, _: str, region: str) -> str | None:
    queue = _backends("sqs")[ACCOUNT][region].queues.get(resource)
    return None if queue is None else queue.policy or None


def _of_topic(_: str, arn: str, region: str) -> str | None:
    topic = _backends("sns")[ACCOUNT][region].topics.get(arn)
    return None if topic is None else str(topic.policy)


_POLICIES = {"s3": _of_bucket, "sqs": _of_queue, "sns": _of_topic}


def _bucket_account(name: str) -> str | None:
    bucket = find_bucket(name)
    return None if bucket is None else str(bucket.account_id)


def _object_tags(bucket: str, key: str, version: str | None) -> Mapping[str, str]:
    found, account = find_object(bucket, key, version), _bucket_account(bucket)
    if found is None or account is None:
        return {}
    tagger = _backends("s3")[account]["aws"].tagger
    return dict(tagger.get_tag_dict_for_resource(found.arn))


def _upload_key(bucket: str, upload: str) -> str | None:
    found = find_bucket(bucket)
    begun = None if found is None else found.multiparts.get(upload)
    return None if begun is None else str(begun.key_name)


def _partition_key(region: str, table: str, index: str) -> str | None:
    tables = _backends("dynamodb")[ACCOUNT][region].tables
    if table not in tables:
        return None
    if not index:
        return str(tables[table].hash_key_attr)
    for one in tables[table].all_indexes():
        if one.name == index:
            named = [key["AttributeName"] for key in one.schema if key["KeyType"] == "HASH"]
            return str(named[0]) if named else None
    return None


def _entity_arn(kind: str, name: str) -> str | None:
    backend = iam_backends[ACCOUNT]["aws"]
    if kind == "role":
        role = _role_named(name)
        return None if role is None else str(role.arn)
    kept: dict[str, Mapping[str, Any]] = {
        "user": backend.users,
        "group": backend.groups,
        "instance-profile": backend.instance_profiles,
    }
    found = kept.get(kind, {}).get(name)
    return None if found is None else str(found.arn)


_KEPT = "lab_roles_by_name"
"""Where a backend keeps the roles that were looked up: they go with it when moto is reset."""


def _role_named(name: str) -> Role | None:
    """moto's role of this name: it keeps them by id, and looks through all."""
    backend = iam_backends[ACCOUNT]["aws"]
    kept: dict[str, Role] = vars(backend).setdefault(_KEPT, {})
    found = kept.get(name)
    if found is None or backend.roles.get(str(found.id)) is not found:
        found = next((role for role in backend.roles.values() if role.name == name), None)
        if found is not None:
            kept[name] = found
    return found


def _boundary(kind: str, name: str) -> str | None:
    if kind == "role":
        role = _role_named(name)
        return None if role is None else role.permissions_boundary_arn
    user = iam_backends[ACCOUNT]["aws"].users.get(name)
    return None if user is None else boundary_arn_of(user)


def _key_owner(access_key_id: str) -> str | None:
    key = iam_backends[ACCOUNT]["aws"].access_keys.get(access_key_id)
    return None if key is None or key.user_name is None else str(key.user_name)


def _mapped_function(uuid: str, region: str) -> str | None:
    backend = _regional("lambda", region)
    found = None if backend is None else backend.get_event_source_mapping(uuid)
    return None if found is None else str(found.function_arn)


def _regional(service: str, region: str) -> Any:
    """moto's backend of a service in a region; None for a region that it does not know."""
    backends = _backends(service)[ACCOUNT]
    if region not in backends:
        return None
    return backends[region]


def _resource_tags(resource: str, region: str) -> Mapping[str, str]:
    arn = parse_arn(resource)
    found = None if arn is None else _TAGS.get(arn.service)
    return {} if arn is None or found is None else found(arn.resource, resource, region)


def _tags_in_iam(named: str, arn: str, _: str) -> Mapping[str, str]:
    backend = iam_backends[ACCOUNT]["aws"]
    kind, name = named.partition("/")[0], named.rpartition("/")[2]
    found: Any
    if kind == "role":
        found = find_role(arn)
    elif kind == "user":
        found = backend.users.get(name)
    elif kind == "policy":
        found = backend.managed_policies.get(arn)
    elif kind == "instance-profile":
        found = backend.instance_profiles.get(name)
    else:
        found = backend.open_id_providers.get(arn)
    if found is None or str(found.arn) != arn:
        return {}
    tags = found.get_tags() if hasattr(found, "get_tags") else found.tags
    return {str(tag["Key"]): str(tag["Value"]) for tag in tags or ()}


def _tags_of_user_pool(named: str, arn: str, region: str) -> Mapping[str, str]:
    backend = _regional("cognito-idp", region)
    pool = None if backend is None else backend.user_pools.get(named.partition("/")[2])
    if pool is None or pool.arn != arn:
        return {}
    return dict(pool.extended_config.get("UserPoolTags") or {})


def _tags_of_identity_pool(named: str, arn: str, _: str) -> Mapping[str, str]:
    pool = find_pool(named.partition("/")[2])
    return dict(pool.tags) if pool is not None and pool.arn == arn else {}


def _tags_of_queue(named: str, arn: str, region: str) -> Mapping[str, str]:
    backend = _regional("sqs", region)
    queue = None if backend is None else backend.queues.get(named)
    return dict(queue.tags or {}) if queue is not None and queue.queue_arn == arn else {}


def _tags_of_topic(_: str, arn: str, region: str) -> Mapping[str, str]:
    backend = _regional("sns", region)
    topic = None if backend is None else backend.topics.get(arn)
    return {} if topic is None else dict(topic._tags)


def _tags_in_lambda(_: str, arn: str, region: str) -> Mapping[str, str]:
    backend = _regional("lambda", region)
    function = None if backend is None else backend.get_function_by_arn(arn)
    return {} if function is None else dict(function.tags)


_TAGS = {
    "cognito-identity": _tags_of_identity_pool,
    "cognito-idp": _tags_of_user_pool,
    "iam": _tags_in_iam,
    "lambda": _tags_in_lambda,
    "sns": _tags_of_topic,
    "sqs": _tags_of_queue,
}
"""Of which services the tags of a resource are looked up."""
