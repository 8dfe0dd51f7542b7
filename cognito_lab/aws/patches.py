"""Every place where the running lab takes hold of moto, botocore or Python.

Each patch is put in when the lab starts and taken out when it stops, so that stock moto
can be used before and after in the same process (the ledger's tests do). Two modules take
hold by themselves: `wall` of Python's sockets, for it stands with or without a lab, and
`clock` of Python's time.
"""

from __future__ import annotations

import re
import urllib.request
from collections.abc import MutableMapping
from functools import cache
from typing import Any

import botocore.client
import botocore.handlers
import botocore.retries.standard
import moto.backend_index
import moto.cognitoidentity.models
import moto.cognitoidentity.urls
import moto.cognitoidp.models
import moto.cognitoidp.urls
import moto.core.models
import moto.core.responses
import moto.core.utils
import moto.iam.models
import moto.iam.urls
import moto.s3.models
import moto.sts.models
import moto.sts.urls
import moto.sts.utils
import moto.utilities.paginator
from moto.core.base_backend import BackendDict
from moto.core.custom_responses_mock import CallbackResponse
from moto.core.models import RESPONSES_METHODS

from cognito_lab.aws.aws_hosts import AWS_SUFFIXES
from cognito_lab.aws.boto3_calls import serializing, watched
from cognito_lab.aws.cognito_identity.issuer import (
    DISCOVERY_PATH,
    JWKS_PATH,
    serve_identity_discovery,
    serve_identity_jwks,
)
from cognito_lab.aws.cognito_identity.pools import LabIdentityBackend, LabIdentityPool
from cognito_lab.aws.cognito_identity.responses import LabIdentityResponse
from cognito_lab.aws.cognito_idp.issuer import serve_discovery, serve_jwks
from cognito_lab.aws.cognito_idp.pools import LabUserPoolBackend
from cognito_lab.aws.cognito_idp.responses import LabUserPoolResponse
from cognito_lab.aws.cognito_idp.signing import JwkWithoutAPackagedKey, JwtSignedByThePool
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.guard.bucket_policies import left_to_the_judge
from cognito_lab.aws.iam.responses import LabIamResponse
from cognito_lab.aws.in_process import answered_by_the_lab, answered_over_requests
from cognito_lab.aws.one_reading import action_as_judged, parameters_as_judged, region_as_judged
from cognito_lab.aws.repeatable import (
    OsWithTheLabsRandomness,
    UuidWithTheLabsRandomness,
    repeatable_backoff,
    repeatable_hash,
)
from cognito_lab.aws.sts.backend import LabSTSBackend
from cognito_lab.aws.sts.responses import LabStsResponse
from cognito_lab.aws.wire import Wire

_SUFFIXES = "|".join(map(re.escape, AWS_SUFFIXES))
_EVERY_HOST_OF_AWS = re.compile(rf"https?://([^/]+\.)?({_SUFFIXES})\.?(:\d+)?(/|$)", re.IGNORECASE)

_IDENTITY_ISSUER = r"https?://cognito-identity\.amazonaws\.com"
_IDENTITY_PATTERN = ("cognitoidentity", re.compile(_IDENTITY_ISSUER))


class Patches:
    """Puts everything in its place, and back."""

    def __init__(self) -> None:
        self._undo: list[Any] = []
        self.wire = Wire(moto.core.models.botocore_stubber.process_request)

    def put_in(self) -> None:
        """Take hold. Only once; `take_out` is its inverse."""
        if self._undo:
            return
        wire = self.wire
        # The seam: moto's two entrances, for boto3 and for `requests`.
        stubber = moto.core.models.botocore_stubber
        self._attribute(stubber, "process_request", wire.handle)
        over_requests = answered_over_requests(wire)
        self._attribute(stubber, "process_prepared_request", over_requests)
        self._attribute(moto.core.models, "not_implemented_callback", over_requests)
        # urllib, and PyJWT's PyJWKClient with it: moto does not reach them.
        for handler, method in (
            (urllib.request.HTTPSHandler, "https_open"),
            (urllib.request.HTTPHandler, "http_open"),
        ):
            self._attribute(handler, method, answered_by_the_lab(getattr(handler, method), wire))
        # boto3: parameters, and errors before sending.
        make_api_call = botocore.client.BaseClient._make_api_call
        self._attribute(
            botocore.client.BaseClient, "_make_api_call", watched(make_api_call, wire.never_sent)
        )
        convert = botocore.client.BaseClient._convert_to_request_dict
        self._attribute(
            botocore.client.BaseClient, "_convert_to_request_dict", serializing(convert)
        )
        # User pools and STS: the lab's backends in the place of moto's.
        self._backend(moto.cognitoidp.models.cognitoidp_backends, LabUserPoolBackend)
        self._backend(moto.sts.models.sts_backends, LabSTSBackend)
        paths = moto.cognitoidp.urls.url_paths
        for path in list(paths):
            if path.endswith("jwks.json$"):
                self._item(paths, path, serve_jwks)
            elif path.endswith("openid-configuration$"):
                self._item(paths, path, serve_discovery)
            else:
                self._item(paths, path, LabUserPoolResponse.dispatch)
        # Identity pools, with the public keys of their tokens.
        self._backend(moto.cognitoidentity.models.cognitoidentity_backends, LabIdentityBackend)
        self._attribute(moto.cognitoidentity.models, "CognitoIdentityPool", LabIdentityPool)
        identity_urls = moto.cognitoidentity.urls
        for path in list(identity_urls.url_paths):
            self._item(identity_urls.url_paths, path, LabIdentityResponse.dispatch)
        served = {
            f"{{0}}{re.escape(JWKS_PATH)}$": serve_identity_jwks,
            f"{{0}}{re.escape(DISCOVERY_PATH)}$": serve_identity_discovery,
        }
        self._attribute(identity_urls, "url_paths", {**identity_urls.url_paths, **served})
        self._attribute(identity_urls, "url_bases", [*identity_urls.url_bases, _IDENTITY_ISSUER])
        known = [*moto.backend_index.backend_url_patterns, _IDENTITY_PATTERN]
        self._attribute(moto.backend_index, "backend_url_patterns", known)
        # IAM: moto's operations, with those that it lacks.
        for path in list(moto.iam.urls.url_paths):
            self._item(moto.iam.urls.url_paths, path, LabIamResponse.dispatch)
        for path in list(moto.sts.urls.url_paths):
            self._item(moto.sts.urls.url_paths, path, LabStsResponse.dispatch)
        # Every service: what was judged is what is done.
        response = moto.core.responses.BaseResponse
        self._attribute(response, "_get_action", action_as_judged(response._get_action))
        self._attribute(response, "setup_class", parameters_as_judged(response.setup_class))
        region_of = region_as_judged(response.get_region_from_url)
        self._attribute(response, "get_region_from_url", region_of)
        # S3: a policy is judged before moto is asked.
        bucket = moto.s3.models.FakeBucket
        self._attribute(bucket, "get_permission", left_to_the_judge(bucket.get_permission))
        # A pool's own keys: no packaged key is loaded, and none signs.
        self._attribute(moto.cognitoidp.models, "jwk", JwkWithoutAPackagedKey)
        self._attribute(moto.cognitoidp.models, "jwt", JwtSignedByThePool)
        # Users keep what their sign-ins need.
        self._attribute(moto.cognitoidp.models, "CognitoIdpUser", LabUser)
        # moto inspects the class of a service anew at every call, which takes a quarter of a
        # millisecond; a class does not change.
        names = cache(moto.core.utils.method_names_from_class)
        self._attribute(moto.core.responses, "method_names_from_class", names)
        # What the seed would not reach.
        for module in (moto.iam.models, moto.s3.models, moto.sts.utils):
            self._attribute(module, "os", OsWithTheLabsRandomness())
        self._attribute(moto.utilities.paginator, "hash", repeatable_hash)
        self._attribute(botocore.handlers, "uuid", UuidWithTheLabsRandomness())
        backoff = botocore.retries.standard.ExponentialBackoff
        self._attribute(backoff, "delay_amount", repeatable_backoff(backoff.delay_amount))

    def cover_every_host(self) -> None:
        """Let `requests` to any host of AWS come to the wire, once moto's mock is started.

        moto registers the hosts that it has a service for, and forgets all when it stops.
        """
        for method in RESPONSES_METHODS:
            moto.core.models.responses_mock.add(
                CallbackResponse(
                    method=method,
                    url=_EVERY_HOST_OF_AWS,
                    callback=answered_over_requests(self.wire),
                )
            )

    def take_out(self) -> None:
        """Leave everything as it was."""
        while self._undo:
            self._undo.pop()()

    def _attribute(self, owner: Any, name: str, value: Any) -> None:
        instance_has = name in vars(owner)
        before = getattr(owner, name, None)
        setattr(owner, name, value)
        self._undo.append(
            (lambda: setattr(owner, name, before))
            if instance_has
            else (lambda: delattr(owner, name))
        )

    def _item(self, owner: MutableMapping[str, Any], key: str, value: Any) -> None:
        before = owner[key]
        owner[key] = value
        self._undo.append(lambda: owner.__setitem__(key, before))

    def _backend(self, backends: BackendDict[Any], backend: type[Any]) -> None:
        self._attribute(backends, "backend", backend)
        backends.clear()
        self._undo.append(backends.clear)
