"""Is it who it says? The key, the signature, the session token, and the time.

The codes of each protocol are those of S3's, STS's and DynamoDB's pages of errors; of what is told
first where several things are wrong, nothing is documented.
https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
"""

from __future__ import annotations

import datetime as dt
import email.utils
import enum
import hmac
import re

from botocore.awsrequest import AWSPreparedRequest

from cognito_lab.aws.guard import sigv2, sigv4
from cognito_lab.aws.guard.keys import KnownKey
from cognito_lab.aws.guard.proof import Proof

_BASIC = re.compile(r"[0-9]{8}T[0-9]{6}Z")
SKEW = dt.timedelta(minutes=15)
"""How far a request's clock may be from AWS's.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html"""
LONGEST_PRESIGNED = 604_800
"""Seconds: seven days. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html"""


class Fault(enum.StrEnum):
    """What is wrong with a proof."""

    INCOMPLETE = "incomplete"
    SIGNATURE = "signature"
    BODY = "body"
    SCOPE = "scope"
    UNSIGNED_HEADERS = "unsigned headers"
    FORM_POLICY = "policy of a form"
    TOO_LARGE = "too large"
    TOO_SMALL = "too small"
    TOKEN = "token"
    EXPIRED_CREDENTIALS = "expired credentials"
    SKEWED = "skewed"
    EXPIRED_URL = "expired url"


def authenticate(
    request: AWSPreparedRequest,
    proof: Proof,
    key: KnownKey,
    service: str,
    region: str | None,
    now: dt.datetime,
) -> Fault | None:
    """What is wrong with a request's proof; None where it holds.

    `service` is the name that requests to the service are signed with, as `s3` or `monitoring`;
    `region` the one that answers, or None at an address of no region's.
    """
    if not proof.version or (proof.version == "v2" and service != "s3"):
        return Fault.INCOMPLETE
    if not _token_is_its_own(proof, key):
        return Fault.TOKEN
    if key.session is not None and key.session.is_over(now):
        return Fault.EXPIRED_CREDENTIALS
    if proof.version == "v4" and proof.scope[2] != service:  # "scoped to correct service"
        return Fault.SIGNATURE
    # "Credential should be scoped to a valid Region":
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
    if proof.version == "v4" and region is not None and proof.scope[1] != region:
        return Fault.SCOPE
    if proof.version == "v4" and not sigv4.every_amazon_header_is_signed(request, proof):
        return Fault.UNSIGNED_HEADERS
    holds = sigv4.signature_holds if proof.version == "v4" else sigv2.signature_holds
    if not holds(request, proof, key.secret):
        return Fault.SIGNATURE
    if proof.place == "header" and proof.version == "v4" and not sigv4.body_holds(request):
        return Fault.BODY
    return _of_the_time(proof, now)


def _token_is_its_own(proof: Proof, key: KnownKey) -> bool:
    """Temporary credentials need their own token; a key for good takes none of another's.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html
    """
    shown, wanted = proof.session_token, key.session_token
    if wanted is None:
        return shown is None
    return shown is not None and hmac.compare_digest(
        shown.encode("utf-8", "replace"), wanted.encode()
    )


def _of_the_time(proof: Proof, now: dt.datetime) -> Fault | None:
    if proof.place == "query":
        end = _end_of_a_url(proof)
        return None if end is not None and now < end else Fault.EXPIRED_URL
    if proof.place == "form":
        return None  # its policy says until when: see `form_policy`
    sent = moment(proof.date)
    return None if sent is not None and abs(now - sent) <= SKEW else Fault.SKEWED


def _end_of_a_url(proof: Proof) -> dt.datetime | None:
    if proof.expires is None:
        return None
    if proof.version == "v2":
        return dt.datetime.fromtimestamp(min(proof.expires, 32_503_680_000), dt.UTC)
    begun = moment(proof.date)
    if begun is None or not 1 <= proof.expires <= LONGEST_PRESIGNED:
        return None
    return begun + dt.timedelta(seconds=proof.expires)


def moment(text: str) -> dt.datetime | None:
    """A date of X-Amz-Date (`20260105T090000Z`) or of Date; None for one that is none."""
    if _BASIC.fullmatch(text):
        try:
            return dt.datetime.fromisoformat(text)
        except ValueError:
            return None
    try:
        found = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return found if found.utcoffset() is not None else found.replace(tzinfo=dt.UTC)
