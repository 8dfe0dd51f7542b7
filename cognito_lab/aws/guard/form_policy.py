"""What the signed policy of a form asks of its other fields.

https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
"""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from cognito_lab.aws.guard.authentication import Fault
from cognito_lab.aws.guard.proof import Proof

_NEEDS_NO_CONDITION = ("x-amz-signature", "file", "policy", "awsaccesskeyid", "signature")
_IGNORED = "x-ignore-"


def fault_of_form(proof: Proof, bucket: str, now: dt.datetime) -> Fault | None:
    """What is wrong with a form of a good signature, posted to a bucket; None where all is well."""
    policy = _policy(proof)
    end = _moment(policy.get("expiration"))
    if end is None or now >= end:
        return Fault.EXPIRED_URL
    conditions = policy.get("conditions")
    if not isinstance(conditions, list):
        return Fault.FORM_POLICY
    fields = {**proof.form, "bucket": bucket}
    named = {"bucket"}
    for condition in conditions:
        for kind, name, wanted in _single(condition):
            if kind == "content-length-range":
                fault = _of_the_size(proof.file_size, name, wanted)
                if fault is not None:
                    return fault
                continue
            named.add(name)
            if not _holds(kind, fields.get(name, ""), wanted):
                return Fault.FORM_POLICY
    return None if all(_is_named(name, named) for name in fields) else Fault.FORM_POLICY


def _policy(proof: Proof) -> Mapping[str, Any]:
    try:
        found = json.loads(base64.b64decode(proof.form.get("policy", ""), validate=True))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _moment(text: object) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.utcoffset() is not None else None


def _single(condition: Any) -> list[tuple[str, Any, Any]]:
    """A condition as kind, field, value; what is no condition is one that nothing meets."""
    if isinstance(condition, dict) and condition:
        return [("eq", str(name).lower(), value) for name, value in condition.items()]
    if isinstance(condition, list) and len(condition) == 3:
        kind, name, value = str(condition[0]).lower(), condition[1], condition[2]
        if kind == "content-length-range":
            return [(kind, name, value)]
        return [(kind, str(name).lower().removeprefix("$"), value)]
    return [("", "", "")]


def _holds(kind: str, value: str, wanted: Any) -> bool:
    if kind == "starts-with":
        return value.startswith(str(wanted))
    return kind == "eq" and value == str(wanted)


def _of_the_size(size: int, least: Any, most: Any) -> Fault | None:
    try:
        if size > int(most):
            return Fault.TOO_LARGE
        return Fault.TOO_SMALL if size < int(least) else None
    except (ValueError, TypeError, OverflowError):  # Python reads Infinity for a number
        return Fault.FORM_POLICY


def _is_named(name: str, named: set[str]) -> bool:
    """ "Each form field that you specify in a form (except x-amz-signature, file, policy, and field
    names that have an x-ignore- prefix) must appear in the list of conditions." """
    return name in named or name in _NEEDS_NO_CONDITION or name.startswith(_IGNORED)
