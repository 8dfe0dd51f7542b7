"""On whose behalf a signed request speaks: whose access key it names.

The signature itself and a session token are not checked: whoever names a key of this lab
is taken for its owner.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from botocore.awsrequest import AWSPreparedRequest
from moto.iam.models import iam_backends
from moto.sts.models import sts_backends

from cognito_lab.aws.account import ACCOUNT, ROOT_ARN
from cognito_lab.aws.world import current_world
from cognito_lab.flow.call import ANONYMOUS, NO_CREDENTIAL, PRESIGNED_URL, SIGNATURE

_CREDENTIAL = re.compile(r"(?:Credential=|AWSAccessKeyId=|^AWS )([^/:,\s]+)")
# A form that a browser posts to S3, and what Signature Version 2 posts to a Query service.
_CREDENTIAL_IN_A_FORM = re.compile(
    rb"(?:name=\"(?:x-amz-credential|awsaccesskeyid)\"\s+|(?:^|&)AWSAccessKeyId=)([^/&\s]+)", re.I
)
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who a request says it comes from, after the look-up.

    `principal` is an ARN, `"anonymous"` for an unsigned request, or None where the access
    key is one that this lab does not know; that key is not kept.
    """

    credential: str
    access_key_id: str | None
    principal: str | None

    @property
    def is_administrator(self) -> bool:
        """Whether the account's root signed."""
        return self.principal == ROOT_ARN


UNSIGNED = Caller(NO_CREDENTIAL, None, ANONYMOUS)


def caller_of(request: AWSPreparedRequest) -> Caller:
    """Who signed a request: in a header, in its URL, or in the form that it posts."""
    credential, key_id = _signature_of(request)
    if key_id is None:
        return UNSIGNED
    principal = principal_of(key_id)
    return Caller(credential, key_id if principal else None, principal)


def _signature_of(request: AWSPreparedRequest) -> tuple[str, str | None]:
    for name in ("Authorization", "X-Amzn-Authorization"):  # the second: Signature Version 3
        header = _text(request.headers.get(name, ""))
        found = _CREDENTIAL.search(header) if header.startswith("AWS") else None
        if found:
            return SIGNATURE, found[1]
    query = parse_qs(urlsplit(request.url).query)
    for name in ("X-Amz-Credential", "AWSAccessKeyId"):
        if query.get(name):
            return PRESIGNED_URL, query[name][0].split("/")[0]
    return PRESIGNED_URL, key_id_in_form(request)


def key_id_in_form(request: AWSPreparedRequest) -> str | None:
    """The access key that signed the form in a request's body, if there is such a form.

    https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTForms.html
    """
    body = request.body
    if not isinstance(body, (bytes, bytearray, str)):
        return None
    if not _text(request.headers.get("Content-Type", "")).lower().startswith(_FORMS):
        return None
    found = _CREDENTIAL_IN_A_FORM.search(body.encode() if isinstance(body, str) else body)
    return found[1].decode("latin-1") if found else None


def _text(header: str | bytes) -> str:
    return header.decode("latin-1") if isinstance(header, bytes) else header


def principal_of(access_key_id: str) -> str | None:
    """The ARN that an active access key of this lab belongs to, or None."""
    if access_key_id == current_world().administrator.id:
        return ROOT_ARN
    user = iam_backends[ACCOUNT]["aws"].get_user_from_access_key_id(access_key_id)
    if user is not None:
        keys = {key.access_key_id: key.status for key in user.access_keys}
        return str(user.arn) if keys[access_key_id] == "Active" else None
    issued = current_world().issued.find(access_key_id)
    if issued is not None:
        return issued.session.arn
    for backend in sts_backends[ACCOUNT].values():
        role_session = backend.get_assumed_role_from_access_key(access_key_id)
        if role_session is not None:
            return str(role_session.arn)
    return None
