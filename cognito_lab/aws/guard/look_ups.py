"""What the resources themselves say, as the mock keeps them: owners, tags, keys, their policies.

moto's modules are loaded when the first call to their service comes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from moto.backends import get_backend
from moto.iam.models import iam_backends

from cognito_lab.aws.account import ACCOUNT
from cognito_lab.aws.guard.stored_policies import read
from cognito_lab.aws.iam.roles import find_role
from cognito_lab.policies.api.operation import LookUps
from cognito_lab.policies.arn import parse_arn
from cognito_lab.policies.document import Policy
from cognito_lab.policies.policy_kinds import PolicyKind


def look_ups(region: str) -> LookUps:
    """What `policies.api` may ask, in a region."""

    def partition_key(table: str, index: str) -> str | None:
        return _partition_key(region, table, index)

    return LookUps(_bucket_account, _object_tags, partition_key, _entity_arn)


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
    if version is None:
        return found.keys.get(key)
    listed = found.keys.getlist(key, default=[])
    return next((one for one in listed if str(one.version_id) == version), None)


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
        named = (role for role in backend.roles.values() if role.name == name)
        return next((str(role.arn) for role in named), None)
    kept: dict[str, Mapping[str, Any]] = {
        "user": backend.users,
        "group": backend.groups,
        "instance-profile": backend.instance_profiles,
    }
    found = kept.get(kind, {}).get(name)
    return None if found is None else str(found.arn)
