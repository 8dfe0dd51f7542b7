"""An object that is not there: who may not list the bucket is not told so.

"If the object that you request doesn't exist, the error that Amazon S3 returns depends on whether
you also have the s3:ListBucket permission": 404 with it, 403 without.
https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
"""

from __future__ import annotations

from cognito_lab.aws.guard.look_ups import find_bucket, find_object
from cognito_lab.aws.identify import Operation
from cognito_lab.policies.api.operation import AskedFor
from cognito_lab.policies.api.parameters import text

_READS = ("GetObject", "HeadObject")


def listing_of_absent(operation: Operation) -> AskedFor | None:
    """What is asked besides where an object that is read is not there: to list its bucket."""
    if operation.service != "s3" or operation.name not in _READS:
        return None
    bucket, key = text(operation.parameters, "Bucket"), text(operation.parameters, "Key")
    found = find_bucket(bucket)
    version = text(operation.parameters, "VersionId") or None
    if found is None or find_object(bucket, key, version) is not None:
        return None
    return AskedFor("s3:ListBucket", f"arn:aws:s3:::{bucket}", {}, str(found.account_id))
