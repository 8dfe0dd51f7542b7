"""On whose behalf a request speaks: whose access key it names.

Whether the signature is that key's, the guard asks (`guard.authentication`). A call that it refuses
for that is still recorded under the key that it named.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
"""

from __future__ import annotations

from dataclasses import dataclass, field

from botocore.awsrequest import AWSPreparedRequest

from cognito_lab.aws.account import ROOT_ARN
from cognito_lab.aws.guard.keys import KnownKey, find_key
from cognito_lab.aws.guard.proof import Proof, proof_of
from cognito_lab.flow.call import ANONYMOUS, NO_CREDENTIAL, PRESIGNED_URL, SIGNATURE


@dataclass(frozen=True, slots=True)
class Caller:
    """Who a request says it comes from, after the look-up.

    `principal` is an ARN, `"anonymous"` for an unsigned request, or None where the access
    key is one that this lab does not know; that key is not kept. `proof` is what the request
    shows, `key` the lab's key that it names: both for the guard, and in no text.
    """

    credential: str
    access_key_id: str | None
    principal: str | None
    proof: Proof | None = field(default=None, repr=False, compare=False)
    key: KnownKey | None = field(default=None, repr=False, compare=False)

    @property
    def is_administrator(self) -> bool:
        """Whether the account's root signed."""
        return self.principal == ROOT_ARN


UNSIGNED = Caller(NO_CREDENTIAL, None, ANONYMOUS)


def caller_of(request: AWSPreparedRequest) -> Caller:
    """Who signed a request: in a header, in its URL, or in the form that it posts."""
    proof = proof_of(request)
    if proof is None:
        return UNSIGNED
    if not proof.access_key_id:  # it names nobody
        return Caller(NO_CREDENTIAL, None, ANONYMOUS, proof)
    credential = SIGNATURE if proof.place == "header" else PRESIGNED_URL
    key = find_key(proof.access_key_id)
    if key is None:
        return Caller(credential, None, None, proof)
    return Caller(credential, proof.access_key_id, key.principal, proof, key)


def principal_of(access_key_id: str) -> str | None:
    """The ARN that an active access key of this lab belongs to, or None."""
    key = find_key(access_key_id)
    return None if key is None else key.principal
