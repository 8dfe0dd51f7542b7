"""The mocked AWS, and all that the lab adds to moto. `start_lab()` is the one door.

Reading order: `lab` (the door), `world` (what belongs to one lab), `wire` (the seam that every
request passes) with its two adapters `in_process` and `wsgi` (with `unsigned_service`: whose host
it would have been), `identify`, `account`, `principals`, `caller_in_progress`, `credentials`
(temporary ones, found again), `served_request` (what its client signed), `guard` (who is it, and
may they?), `one_reading`, `s3_dispatch` and `lacking` (moto does what was judged, or nothing),
`recorder`, `boto3_calls`, `serialized` (what boto3 made of a call), `call_evidence` (what a
decision leaves on the record), `errors`, `checked_requests` with `request_check` and
`model_constraints` (what AWS's models do not allow), `refusing` (refusals that no model has);
`ledger` and `ledger_rows` (what the lab does that moto does not); one adapter per service:
`cognito_idp`, `cognito_identity`, `sts`, `iam`; `functions` (the learner's own code in the place
of AWS Lambda); `local_providers` and `issuers` (who vouches for people), `clock`, `real_clock`,
`outbox`, `randomness`, `repeatable`, `key_store`; `aws_hosts`, `wall`, `environment` and
`strangers` (no way to the real AWS, and nobody's real credentials); `patches` (every place where
the lab takes hold of moto, botocore or Python); `refusal`.

Importing this package raises the wall and loads nothing else; boto3 and moto are imported
by the first use of one of its names.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cognito_lab.aws import wall
from cognito_lab.aws.wall import RealAwsRefused, release_network

if TYPE_CHECKING:
    from cognito_lab.aws.lab import Lab, start_lab
    from cognito_lab.aws.refusal import refused

__all__ = ["Lab", "RealAwsRefused", "refused", "release_network", "start_lab", "wall"]

wall.raise_wall()

_HOMES = {
    "Lab": "cognito_lab.aws.lab",
    "start_lab": "cognito_lab.aws.lab",
    "refused": "cognito_lab.aws.refusal",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
