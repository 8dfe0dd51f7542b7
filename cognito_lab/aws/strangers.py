"""Credentials that this lab did not give out: taken away before anything is recorded.

A real access key may come by in many places: a header, a presigned URL, a form, a text.
Whatever looks like an access key id and belongs to nobody in the lab is replaced, and of a
request whose signer the lab does not know, all that carries a signature or a session token
is left out. So not even `revealed()` has it to show.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cognito_lab.aws.principals import Caller, principal_of
from cognito_lab.flow.call import ANONYMOUS
from cognito_lab.flow.masking import MASK

_CREDENTIAL_HEADERS = frozenset(
    {
        "authorization",
        "x-amzn-authorization",
        "x-amz-security-token",
        "x-amz-s3session-token",
    }
)
_KEY_ID = re.compile(r"(?<![A-Za-z0-9])A(?:KIA|SIA)[A-Z0-9]{12,124}(?![A-Za-z0-9])")
_SIGNED = re.compile(
    r"x-amz-(?:credential|signature|security-token|s3session-token)|awsaccesskeyid|(?:^|&)securitytoken=",
    re.IGNORECASE,
)


def without_strangers(value: Any) -> Any:
    """A copy of any nesting of mappings, lists and texts, without foreign access key ids."""
    if isinstance(value, str):
        # Asked first, for it is fast: a token's letters have an IA somewhere, and no key's begin.
        may_have_one = "AKIA" in value or "ASIA" in value
        return _KEY_ID.sub(_known_or_masked, value) if may_have_one else value
    if isinstance(value, Mapping):
        return {name: without_strangers(item) for name, item in value.items()}
    if isinstance(value, list):
        return [without_strangers(item) for item in value]
    return value


def header_without_strangers(name: str, text: str, caller: Caller) -> str:
    """A header's value; nothing of a signature where the lab does not know who signed."""
    if name.lower() in _CREDENTIAL_HEADERS and not _is_known(caller) and _is_aws(name, text):
        return MASK
    return str(without_strangers(text))


def url_without_strangers(url: str, caller: Caller) -> str:
    """A URL; of one that somebody unknown presigned, only the part before the query."""
    if not _is_known(caller) and _SIGNED.search(url):
        url = url.partition("?")[0]
    return str(without_strangers(url))


def body_without_strangers(text: str, caller: Caller) -> str:
    """A body; nothing of a form or a document that somebody unknown signed."""
    if not _is_known(caller) and _SIGNED.search(text):
        return MASK
    return str(without_strangers(text))


def _is_known(caller: Caller) -> bool:
    return caller.principal not in (None, ANONYMOUS)


def _is_aws(name: str, text: str) -> bool:
    """Whether it is a signature of AWS's kind; a bearer token is the lab's own affair."""
    return not name.lower().endswith("authorization") or text[:3].upper() == "AWS"


def _known_or_masked(found: re.Match[str]) -> str:
    return found[0] if principal_of(found[0]) else MASK
