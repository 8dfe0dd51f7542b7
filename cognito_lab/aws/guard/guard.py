"""Every call passes here before anything answers it: who is it, and may they?

A call that is refused has no effect at all: nobody behind the guard has seen it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlsplit

from botocore.awsrequest import AWSPreparedRequest
from moto.core.utils import get_service_model

from cognito_lab.aws.account import REGION
from cognito_lab.aws.call_evidence import leave_evidence
from cognito_lab.aws.errors import Answer, unknown_access_key
from cognito_lab.aws.guard import global_keys, refusals
from cognito_lab.aws.guard.absent_objects import listing_of_absent
from cognito_lab.aws.guard.authentication import Fault, authenticate
from cognito_lab.aws.guard.authorization import Asking, Judged, judged
from cognito_lab.aws.guard.batch_deletions import (
    nothing_deleted,
    with_the_allowed,
    with_the_refused,
)
from cognito_lab.aws.guard.form_policy import fault_of_form
from cognito_lab.aws.guard.keys import KnownKey
from cognito_lab.aws.guard.proof import Proof
from cognito_lab.aws.guard.temporary_keys import refusal_of_temporary_keys
from cognito_lab.aws.identify import POST_OBJECT, Operation, is_behind, is_issuers_document
from cognito_lab.aws.ledger_rows import authorization as rows
from cognito_lab.aws.ledger_rows import every_service as every_service_rows
from cognito_lab.aws.ledger_rows import signatures as signature_rows
from cognito_lab.aws.principals import Caller
from cognito_lab.aws.s3_dispatch import names_two_things
from cognito_lab.aws.world import World
from cognito_lab.policies.api.parameters import mapping, maps, text
from cognito_lab.policies.api.requests import MAPPINGS
from cognito_lab.policies.principal import (
    ANONYMOUS,
    Principal,
    PrincipalKind,
    parse_principal,
)

_REGION = re.compile(r"\.([a-z]{2}(?:-[a-z]+)+-\d)(?=\.)")
_OPEN_TO_STRANGERS = ("s3", "sqs", "sns")
"""Services whose resource policies may speak of everybody, so that a stranger can be asked about.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous
"""


@dataclass(frozen=True)
class Passage:
    """How a call goes on: with an answer at once, or with a request for whoever answers.

    `finish` has the last word on that answer.
    """

    request: AWSPreparedRequest
    answer: Answer | None = None
    finish: Callable[[Answer], Answer] = lambda answer: answer


class Guard:
    """The guard of one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def check(self, request: AWSPreparedRequest, operation: Operation, caller: Caller) -> Passage:
        """Authenticate and authorize one request, by what is on the wire alone.

        `operation` is what it asks for there, `caller` whose key it names there.
        """
        if _is_for_everybody(request, operation):
            return Passage(request)
        proof, key = caller.proof, caller.key
        if proof is not None and proof.place == "form" and operation.name != POST_OBJECT:
            proof = replace(proof, version="")  # such a form speaks for what it posts alone
        if proof is not None:
            if key is None:
                return Passage(request, self._unknown(operation, proof))
            refused = self._authenticated(request, operation, proof, key)
            refused = refused or refusal_of_temporary_keys(operation, key.session, self._world)
            if refused is not None:
                return Passage(request, refused)
        elif operation.service == "execute-api":
            return Passage(request)  # an API of the learner's own has its own doors
        unclear = _unclear(request, operation)
        if unclear is not None and self._world.ledger.acts(rows.ONE_READING):
            return Passage(request, unclear)
        return self._authorized(request, operation, proof, key)

    def _unknown(self, operation: Operation, proof: Proof) -> Answer | None:
        """The refusal of a proof that is nobody's, or none at all; None where its row is off."""
        ledger = self._world.ledger
        if not proof.access_key_id and ledger.acts(signature_rows.SIGNATURE_IS_VERIFIED):
            return refusals.bad_proof(operation, Fault.INCOMPLETE)
        if not ledger.acts(every_service_rows.UNKNOWN_ACCESS_KEY):
            return None
        return unknown_access_key(operation, proof.access_key_id)

    def _authenticated(
        self, request: AWSPreparedRequest, operation: Operation, proof: Proof, key: KnownKey
    ) -> Answer | None:
        service, region = _signing_name(operation, proof), _region_of_the_host(request)
        now = self._world.clock.now()
        fault = authenticate(request, proof, key, service, region, now)
        if fault is None and proof.place == "form":
            fault = fault_of_form(proof, str(operation.parameters.get("Bucket", "")), now)
        if fault is None or not self._world.ledger.acts(signature_rows.SIGNATURE_IS_VERIFIED):
            return None
        return refusals.bad_proof(operation, fault)

    def _authorized(
        self,
        request: AWSPreparedRequest,
        operation: Operation,
        proof: Proof | None,
        key: KnownKey | None,
    ) -> Passage:
        principal = _principal(key)
        if key is None and operation.service not in _OPEN_TO_STRANGERS:
            if self._world.ledger.acts(signature_rows.HAS_TO_BE_SIGNED):
                return Passage(request, refusals.no_proof(operation))
            return Passage(request)
        session = None if key is None else key.session
        region = region_of(request, proof)
        keys = global_keys.of_the_request(request, region, self._world.clock.now())
        asking = Asking(principal, session, region, keys)
        found = judged(asking, request, operation)
        is_root = principal.kind is PrincipalKind.ROOT
        if found is None:
            if is_root or not self._world.ledger.acts(rows.ONLY_WHAT_IS_MAPPED):
                return Passage(request)
            return Passage(request, refusals.not_mapped(operation, principal.name))
        if found:
            leave_evidence(_deciding(found).evaluation)
        denied = [one for one in found if not one.allowed]
        if denied and self._world.ledger.acts(rows.CALLS_ARE_AUTHORIZED):
            return self._denied(request, operation, found, denied)
        return self._absent(request, operation, asking)

    def _denied(
        self,
        request: AWSPreparedRequest,
        operation: Operation,
        found: tuple[Judged, ...],
        denied: list[Judged],
    ) -> Passage:
        one_by_one = all(one.asked.item is not None for one in found)
        if not one_by_one:
            return Passage(request, refusals.access_denied(operation, denied[0].evaluation))
        if {one.asked.item for one in denied} == {one.asked.item for one in found}:
            return Passage(request, nothing_deleted(found))
        rest = with_the_allowed(request, operation.parameters["Delete"], found)
        return Passage(rest, finish=lambda answer: with_the_refused(answer, found))

    def _absent(self, request: AWSPreparedRequest, operation: Operation, asking: Asking) -> Passage:
        """An object that is not there, for somebody who may not list."""
        listing = listing_of_absent(operation)
        if listing is not None:
            listed = asking.judge(listing)
            if not listed.allowed and self._world.ledger.acts(rows.ABSENT_OBJECTS):
                leave_evidence(listed.evaluation)
                return Passage(request, refusals.access_denied(operation, listed.evaluation))
        return Passage(request)


def _is_for_everybody(request: AWSPreparedRequest, operation: Operation) -> bool:
    """Whether nobody has to sign it: an operation whose model says so, an issuer's document, or
    what no service is behind."""
    if operation.service == "s3" and request.method == "OPTIONS":
        return True  # https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html
    if operation.model is not None:
        return bool(operation.model.auth_type == "none")
    is_a_service = operation.service in MAPPINGS or is_behind(request.url)
    return is_issuers_document(operation) or not is_a_service


def _unclear(request: AWSPreparedRequest, operation: Operation) -> Answer | None:
    """The refusal of what cannot be read, or what moto would read as something else."""
    if not operation.readable:
        return refusals.not_readable(operation, malformed=bool(request.body))
    if operation.service != "s3":
        return None
    if names_two_things(operation, request.url):
        return refusals.not_readable(operation, malformed=False)
    if operation.name == "DeleteObjects":
        listed = maps(mapping(operation.parameters, "Delete"), "Objects")
        keys = [text(one, "Key") for one in listed]
        if not keys or not all(keys):
            return refusals.not_readable(operation, malformed=True)
    return None


def _signing_name(operation: Operation, proof: Proof) -> str:
    """The service of the credential scope: CloudWatch's, say, is `monitoring`. Of what cannot be
    identified it is not known, and the one that was signed for stands."""
    if operation.model is None:
        return proof.scope[2] or operation.service
    return _signing_name_of(operation.service)


@cache
def _signing_name_of(service: str) -> str:
    return str(get_service_model(service).signing_name)


def _principal(key: KnownKey | None) -> Principal:
    if key is None:
        return parse_principal(ANONYMOUS)
    return parse_principal(key.principal) if key.session is None else key.session.principal


def region_of(request: AWSPreparedRequest, proof: Proof | None) -> str:
    """The region that a call is made in: the signature's, else the host's."""
    if proof is not None and proof.scope[1]:
        return proof.scope[1]
    return _region_of_the_host(request) or REGION


def _region_of_the_host(request: AWSPreparedRequest) -> str | None:
    found = _REGION.findall(urlsplit(request.url).hostname or "")
    return str(found[-1]) if found else None  # before it stands the bucket's name


def _deciding(found: tuple[Judged, ...]) -> Judged:
    """The one that is told: the first that is refused, else the first."""
    return next((one for one in found if not one.allowed), found[0])
