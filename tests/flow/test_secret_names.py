"""Every member that AWS's models mark as sensitive is masked, or shown for a stated reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

import botocore.session
import pytest
from botocore.loaders import Loader
from botocore.model import ListShape, MapShape, ServiceModel, Shape, StructureShape
from botocore.serialize import create_serializer

from cognito_lab.flow.actors import known_services
from cognito_lab.flow.masking import MASK, mask
from cognito_lab.flow.secret_names import is_secret_name

SECRET = "zq7canary-value"

# A deployed API is nobody's model.
MODELLED = [service for service in known_services() if service != "execute-api"]

# Marked as sensitive, and shown: what a learner came to see.
SHOWN = {
    "Username": "whose call it is; the lesson's own users",
    "ClientId": "public by design: it stands in every sign-in page's URL",
    "Value": "a user attribute; of which ones a token speaks is the lesson",
    "IpAddress": "context of a sign-in, which threat protection weighs",
    "LastIPAddress": "context of a sign-in, which threat protection weighs",
    "AuthParameters": "a map: its members decide",
    "ChallengeResponses": "a map: its members decide",
    "KMSKeyArn": "names a key, opens nothing",
    "KMSKeyId": "names a key, opens nothing",
    "KMSMasterKeyID": "names a key, opens nothing",
    "KeyId": "names a key, opens nothing",
    "SSEKMSKeyId": "names a key, opens nothing",
    "SSEKMSEncryptionContext": "data that is authenticated, not secret",
    "ErrorData": "what a function said went wrong",
    "ErrorMessage": "what a function said went wrong",
    "ErrorType": "what a function said went wrong",
    "Message": "what a function said went wrong",
    "StackTrace": "what a function said went wrong",
    "Reason": "why a durable execution was paused",
    "InputPayload": "what is said to a trigger is the lesson; secrets in it go by their names",
    "Payload": "what is said to a trigger is the lesson; secrets in it go by their names",
    "Result": "what is said to a trigger is the lesson; secrets in it go by their names",
    "Variables": "settings that a function reads; AWS says to keep secrets elsewhere",
    "ZipFile": "bytes: only their number is shown",
}

# Masked although no model marks them.
MASKED_BEYOND_THE_MODEL = {
    "Code": "what VerifyUserAttribute was sent",
    "ConfirmationCode": "what was sent to the user",
    "TokenCode": "what an MFA device shows",
    "AuthenticationCode1": "what an MFA device shows",
    "AuthenticationCode2": "what an MFA device shows",
    "SessionToken": "a third of temporary credentials",
    "Credential": "a passkey's answer",
    "PasswordVerifier": "lets one guess the device's password offline",
    "EncodedData": "a fingerprint of the user's device; its twin is marked",
    "ContextAssertion": "a signed statement of who is calling",
    "Token": "S3's token of an object lock: nobody needs it shown",
}


class Place(NamedTuple):
    """Where a scalar stands in an operation's input, output or error."""

    service: str
    operation: str
    member: str
    sensitive: bool
    document: Any

    @property
    def says(self) -> str:
        return f"{self.service} {self.operation} {self.member}"


@cache
def model_of(service: str) -> ServiceModel:
    return botocore.session.Session().get_service_model(service)


def scalars(
    shape: Shape, member: str = "", around: tuple[Shape, ...] = ()
) -> Iterator[tuple[str, bool, Any]]:
    """Each scalar below a shape: the member it is in, whether it is sensitive, a document."""
    if shape.name in {outer.name for outer in around}:
        return
    around = (*around, shape)
    marked = any(outer.metadata.get("sensitive") for outer in around)
    if getattr(shape, "is_document_type", False):
        yield member, marked, {"any": SECRET}
    elif isinstance(shape, StructureShape):
        for name, inner in shape.members.items():
            for found, sensitive, document in scalars(inner, name, around):
                yield found, sensitive, {name: document}
    elif isinstance(shape, ListShape):
        for found, sensitive, document in scalars(shape.member, member, around):
            yield found, sensitive, [document]
    elif isinstance(shape, MapShape):
        for found, sensitive, document in scalars(shape.value, member, around):
            yield found, sensitive, {"accounts.example.com": document}
    else:
        yield member, marked, SECRET


@cache
def places(service: str) -> list[Place]:
    found = []
    for name in model_of(service).operation_names:
        operation = model_of(service).operation_model(name)
        for shape in (operation.input_shape, operation.output_shape, *operation.error_shapes):
            if shape is not None:
                found += [Place(service, name, *at) for at in scalars(shape)]
    return found


def test_the_walk_over_the_models_finds_what_it_must() -> None:
    found = {place.member for place in places("cognito-idp") if place.sensitive}
    assert {"Password", "AccessToken", "IdToken", "RefreshToken", "SecretHash", "Session"} <= found
    assert {p.member for p in places("cognito-identity") if p.sensitive} >= {"Logins", "SecretKey"}
    assert {p.member for p in places("sts") if p.sensitive} >= {"SecretAccessKey"}
    assert {p.member for p in places("iam") if p.sensitive} >= {"SecretAccessKey"}


def test_the_walk_misses_no_sensitive_shape_of_the_raw_model() -> None:
    raw = Loader().load_service_model("cognito-idp", "service-2")["shapes"]
    members = {
        name
        for shape in raw.values()
        for name, member in shape.get("members", {}).items()
        if raw[member["shape"]].get("sensitive") and raw[member["shape"]]["type"] != "structure"
    }
    assert members <= {place.member for place in places("cognito-idp") if place.sensitive}


@pytest.mark.parametrize("service", MODELLED)
def test_every_sensitive_member_is_masked_or_shown_for_a_reason(service: str) -> None:
    leaking = {
        place.says
        for place in places(service)
        if place.sensitive and place.member not in SHOWN and SECRET in str(mask(place.document))
    }
    assert leaking == set()


@pytest.mark.parametrize("service", MODELLED)
def test_nothing_else_is_masked(service: str) -> None:
    hidden = {
        place.says
        for place in places(service)
        if not (place.sensitive or place.member in MASKED_BEYOND_THE_MODEL)
        and MASK in str(mask(place.document))
    }
    assert hidden == set()


def test_what_the_table_shows_is_shown() -> None:
    everywhere = [place for service in MODELLED for place in places(service)]
    for member in SHOWN:
        masked = [mask(p.document) for p in everywhere if p.sensitive and p.member == member]
        assert masked, f"{member} is no longer sensitive: take it out of the table"
        assert not any(MASK in str(document) for document in masked), member


def test_what_the_table_masks_beyond_the_models_is_masked() -> None:
    everywhere = [place for service in MODELLED for place in places(service)]
    for member in MASKED_BEYOND_THE_MODEL:
        unmarked = [p for p in everywhere if p.member == member and not p.sensitive]
        assert unmarked, f"{member} is sensitive everywhere: take it out of the table"
        assert any(MASK in str(mask(place.document)) for place in unmarked), member


@pytest.mark.parametrize("service", ["cognito-idp", "cognito-identity", "sts", "iam"])
def test_a_secret_is_masked_in_the_body_that_botocore_writes(service: str) -> None:
    model = model_of(service)
    serializer = create_serializer(model.resolved_protocol, include_validation=False)
    written = 0
    for place in places(service):
        operation = model.operation_model(place.operation)
        sent = operation.input_shape is not None and {*place.document} <= {
            *operation.input_shape.members
        }
        secret = place.sensitive or place.member in MASKED_BEYOND_THE_MODEL
        if not sent or not secret or place.member in SHOWN:
            continue
        body = serializer.serialize_to_request(place.document, operation)["body"]
        text = urlencode(body) if isinstance(body, dict) else body.decode()
        assert text != mask(text, "body"), place.says
        assert SECRET not in mask(text, "body"), place.says
        written += 1
    assert written > 3


# Names that stand in maps, where no model can mark them. Source: the documentation of
# RespondToAuthChallenge and InitiateAuth, and the answers that user pools give.
SECRET_PARAMETERS = {
    "PASSWORD",
    "NEW_PASSWORD",
    "SECRET_HASH",
    "REFRESH_TOKEN",
    "ACCESS_TOKEN",
    "SMS_MFA_CODE",
    "SOFTWARE_TOKEN_MFA_CODE",
    "EMAIL_MFA_CODE",
    "EMAIL_OTP_CODE",
    "SMS_OTP_CODE",
    "ANSWER",
    "CREDENTIAL",
    "SESSION",
    "SECRET_BLOCK",
    "PASSWORD_CLAIM_SECRET_BLOCK",
    "PASSWORD_CLAIM_SIGNATURE",
}
SHOWN_PARAMETERS = {
    "USERNAME": "whose sign-in it is",
    "SRP_A": "public: SRP sends it in the clear",
    "SRP_B": "public: SRP sends it in the clear",
    "SALT": "public: anyone who begins a sign-in is given it",
    "USER_ID_FOR_SRP": "the username once more",
    "TIMESTAMP": "the time that the proof was made for",
    "DEVICE_KEY": "names a device; its password proves it",
    "DEVICE_GROUP_KEY": "names a group of devices",
    "PREFERRED_CHALLENGE": "a choice",
    "CHALLENGE_NAME": "a choice",
    "TARGET_ACR_VALUES": "what level of sign-in is wanted",
    "MAX_AGE": "how old a sign-in may be",
    "MFAS_CAN_SETUP": "what may be chosen",
    "CREDENTIAL_REQUEST_OPTIONS": "a passkey's challenge, not its answer",
    "CODE_DELIVERY_DESTINATION": "where a code went, shortened by AWS",
    "CODE_DELIVERY_DELIVERY_MEDIUM": "how a code went",
    "userAttributes.email": "a user attribute",
    "requiredAttributes": "names of attributes",
}


@pytest.mark.parametrize("name", sorted(SECRET_PARAMETERS))
@pytest.mark.parametrize(
    "map_name", ["AuthParameters", "ChallengeResponses", "ChallengeParameters"]
)
def test_a_secret_of_a_challenge_is_masked(map_name: str, name: str) -> None:
    assert mask({map_name: {name: SECRET}}) == {map_name: {name: MASK}}


@pytest.mark.parametrize("name", sorted(SHOWN_PARAMETERS))
def test_what_a_challenge_says_openly_is_shown(name: str) -> None:
    assert mask({"ChallengeParameters": {name: SECRET}}) == {"ChallengeParameters": {name: SECRET}}


def test_every_parameter_that_aws_documents_stands_in_a_table() -> None:
    model = model_of("cognito-idp")
    answers = model.shape_for("RespondToAuthChallengeRequest").members["ChallengeResponses"]
    begins = model.shape_for("InitiateAuthRequest").members["AuthParameters"]
    named = set(re.findall(r'"([A-Z][A-Z_]+)": ?"?\[', answers.documentation))
    named |= set(re.findall(r"<li> <p> <code>([A-Z][A-Z_]+)", begins.documentation))
    assert {"SMS_MFA_CODE", "NEW_PASSWORD", "SRP_A", "REFRESH_TOKEN"} <= named
    assert named - SECRET_PARAMETERS - set(SHOWN_PARAMETERS) == set()


@pytest.mark.parametrize(
    "name",
    """
    client_secret code code_verifier refresh_token access_token id_token token assertion
    client_assertion subject_token actor_token device_code id_token_hint SAMLResponse password
    """.split(),
)
def test_a_secret_of_oauth_is_masked(name: str) -> None:
    assert mask({name: SECRET}) == {name: MASK}


@pytest.mark.parametrize(
    "name",
    """
    state nonce scope redirect_uri client_id response_type code_challenge expires_in
    code_challenge_method token_type token_type_hint grant_type RelayState
    TokenUse token_use TokenType ExpiresIn NextToken PaginationToken ContinuationToken
    ClientRequestToken AccessTokenValidity EnableTokenRevocation CodeDeliveryDetails
    PasswordPolicy ExplicitAuthFlows AccessKeyId SessionId DeviceKey Destination
    PasswordHashingAlgorithm ClientSecretId SubjectFromWebIdentityToken __type
    """.split(),
)
def test_what_only_sounds_like_a_secret_is_shown(name: str) -> None:
    assert mask({name: "shown"}) == {name: "shown"}


@pytest.mark.parametrize("name", ["ClientSecret", "client_secret", "CLIENT-SECRET", "clientsecret"])
def test_one_name_serves_every_spelling(name: str) -> None:
    assert is_secret_name(name)
