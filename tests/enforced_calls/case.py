"""One enforced call: who calls what under which policies, and what AWS answers.

Texts may hold `<ana>`, `<ben>` and `<guest>`, which stand for these people's identity ids, and
`<v1>` for the first version of an object that has two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

ACCOUNT = "123456789012"
BUCKET, ARCHIVE = "photo-app-bucket", "photo-app-archive"
B, A = f"arn:aws:s3:::{BUCKET}", f"arn:aws:s3:::{ARCHIVE}"
TABLE, INDEX = "notes", "by-topic"
T = f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/{TABLE}"
ROLES = {
    "ana": "photo-app-member",
    "ben": "photo-app-member",
    "guest": "photo-app-guest",
    "worker": "photo-app-worker",
}
IDENTITIES = ("ana", "ben", "guest")
"""ana and ben are signed in with the user pool; nobody knows who the guest is."""
WORKER, USER, ROOT, NOBODY = "worker", "carla", "root", "nobody"
"""A role session of STS's, an IAM user, the account's root, and a request without a signature."""

NO_IDENTITY = "because no identity-based policy allows the {} action"
NO_BOUNDARY = "because no permissions boundary allows the {} action"
NO_SESSION = "because no session policy allows the {} action"
DENY_IDENTITY = "with an explicit deny in an identity-based policy"
DENY_RESOURCE = "with an explicit deny in a resource-based policy"
DENY_BOUNDARY = "with an explicit deny in a permissions boundary"
DENY_SESSION = "with an explicit deny in a session policy"


class Call(NamedTuple):
    """A method of boto3's client of a service, and its parameters."""

    service: str
    method: str
    parameters: dict[str, Any]


class Denied(NamedTuple):
    """The refusal that AWS gives its reason for: the action, the resource, and why."""

    action: str
    resource: str
    why: str


class Refused(NamedTuple):
    """A refusal by its code, where AWS says no more."""

    code: str
    message: str = ""


@dataclass(frozen=True)
class Case:
    """`answer` is what refuses the call, or a text that the answer to an allowed call holds.

    The policies are statements: of the caller's role or user, of its boundary, of its session, and
    of the bucket. `source` is the page of AWS's that says what the answer has to be.
    """

    name: str
    who: str
    call: Call
    answer: Denied | Refused | str
    source: str
    identity: tuple[dict[str, Any], ...] = ()
    boundary: tuple[dict[str, Any], ...] | None = None
    session: tuple[dict[str, Any], ...] | None = None
    on_bucket: tuple[dict[str, Any], ...] | None = None


Row = tuple[str, str, Call, Denied | Refused | str]
"""What a case says, who calls what, and the answer."""


def cases(about: str, source: str, *rows: Row, **policies: Any) -> list[Case]:
    """Cases under the same policies, from the same page."""
    return [
        Case(f"{about}: {says}", who, call, answer, source, **policies)
        for says, who, call, answer in rows
    ]


def s3(method: str, key: str | None = None, bucket: str = BUCKET, **parameters: Any) -> Call:
    """A call of S3's; with a key, on an object."""
    named = {"Bucket": bucket} if key is None else {"Bucket": bucket, "Key": key}
    return Call("s3", method, {**named, **parameters})


def dynamodb(method: str, **parameters: Any) -> Call:
    """A call of DynamoDB's on the table."""
    return Call("dynamodb", method, {"TableName": TABLE, **parameters})


def key_of(owner: str, note: str = "n1") -> dict[str, Any]:
    """The primary key of an item."""
    return {"owner": {"S": owner}, "id": {"S": note}}


def allow(action: str | list[str], resource: str | list[str], **condition: Any) -> dict[str, Any]:
    """A statement that allows; what is named further is its Condition."""
    return _statement("Allow", action, resource, condition)


def deny(action: str | list[str], resource: str | list[str], **condition: Any) -> dict[str, Any]:
    """A statement that denies."""
    return _statement("Deny", action, resource, condition)


def to(principal: Any, statement: dict[str, Any]) -> dict[str, Any]:
    """The statement, in a resource's policy."""
    return {**statement, "Principal": principal}


def _statement(
    effect: str, action: str | list[str], resource: str | list[str], condition: dict[str, Any]
) -> dict[str, Any]:
    found = {"Effect": effect, "Action": action, "Resource": resource}
    named = {operator.replace("__", ":"): keys for operator, keys in condition.items()}
    return {**found, "Condition": named} if named else found
