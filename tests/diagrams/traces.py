"""Traces that the tests draw: made of real calls, masked the way a lab masks them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from cognito_lab.flow import ApiCall, CallError, HttpRequest, Note, Trace, question_of
from cognito_lab.flow.actors import actor_of_service
from cognito_lab.flow.call import (
    ACCESS_TOKEN,
    LAB,
    MOTO,
    MOTO_AND_LAB,
    NO_CREDENTIAL,
    NOBODY,
    SIGNATURE,
)
from cognito_lab.flow.masking import mask_call

START = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
ROOT = "arn:aws:iam::123456789012:root"
ROLE = "arn:aws:sts::123456789012:assumed-role/photos-authenticated/CognitoIdentityCredentials"
JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"


def call(
    number: int,
    operation: str,
    parameters: dict[str, Any] | None = None,
    response: dict[str, Any] | None = None,
    *,
    service: str = "cognito-idp",
    caller: str = "app",
    callee: str | None = None,
    principal: str | None = None,
    credential: str | None = None,
    error: CallError | None = None,
    status: int | None = None,
    answered_by: str = MOTO,
    behaviours: tuple[str, ...] = (),
    question: str | None = None,
    step: str | None = None,
    attempt: int = 1,
) -> ApiCall:
    """One masked call; what is not given is what a lab would have recorded."""
    sent = error is None or not error.before_sending
    administrator = caller == "administrator"
    host = f"https://{service}.us-east-1.amazonaws.com/"
    return mask_call(
        ApiCall(
            number=number,
            at=START + dt.timedelta(seconds=number),
            service=service,
            operation=operation,
            caller=caller,
            callee=callee or actor_of_service(service).id,
            principal=principal or (ROOT if administrator else "anonymous"),
            credential=credential or (SIGNATURE if administrator else NO_CREDENTIAL),
            access_key_id="AKIAIOSFODNN7EXAMPLE" if administrator else None,
            via="boto3",
            parameters=parameters or {},
            response=response if error is None and response is not None else None,
            error=error,
            request=HttpRequest("POST", host, (("X-Amz-Target", operation),)) if sent else None,
            status=(status or (200 if error is None else 400)) if sent else None,
            answered_by=answered_by if sent else NOBODY,
            behaviours=behaviours,
            question=question or question_of(service, operation),
            step=step,
            attempt=attempt,
        )
    )


def note(after: int, kind: str, text: str, step: str | None = None) -> Note:
    """What happened after a call."""
    return Note(after, START + dt.timedelta(seconds=after), kind, text, step)


def sign_up_and_in() -> Trace:
    """Six calls: a weak password, sign-up, a wrong code, the right one, sign-in, GetUser."""
    client = "3n4b5urk1ft4fl3mg5e62d9ado"
    up, first = "sign up", {"ClientId": client, "Username": "ana"}
    tokens = {"AccessToken": JWT, "IdToken": JWT, "RefreshToken": JWT, "ExpiresIn": 3600}
    return Trace(
        [
            call(
                1,
                "SignUp",
                {**first, "Password": "short"},
                error=CallError(
                    "InvalidPasswordException",
                    "Password did not conform with policy: Password not long enough",
                ),
                answered_by=MOTO_AND_LAB,
                behaviours=("password-policy-words",),
                step=up,
            ),
            call(
                2,
                "SignUp",
                {
                    **first,
                    "Password": "Correct-horse-7",
                    "UserAttributes": [{"Name": "email", "Value": "ana@example.com"}],
                },
                {
                    "UserConfirmed": False,
                    "CodeDeliveryDetails": {
                        "Destination": "a***@e***",
                        "DeliveryMedium": "EMAIL",
                        "AttributeName": "email",
                    },
                    "UserSub": "0b3f6f2e-6f0c-4b3c-9a51-0d3f5e0a7c11",
                },
                answered_by=MOTO_AND_LAB,
                behaviours=("sign-up-code-is-real",),
                step=up,
            ),
            note(2, "message", "A code arrived for ana@example.com (EMAIL, sign-up): 482913", up),
            call(
                3,
                "ConfirmSignUp",
                {**first, "ConfirmationCode": "000000"},
                error=CallError(
                    "CodeMismatchException",
                    "Invalid verification code provided, please try again.",
                ),
                answered_by=MOTO_AND_LAB,
                behaviours=("sign-up-code-is-real",),
                step=up,
            ),
            call(
                4,
                "ConfirmSignUp",
                {**first, "ConfirmationCode": "482913"},
                {},
                answered_by=MOTO_AND_LAB,
                behaviours=("sign-up-code-is-real",),
                step=up,
            ),
            call(
                5,
                "InitiateAuth",
                {
                    "ClientId": client,
                    "AuthFlow": "USER_PASSWORD_AUTH",
                    "AuthParameters": {"USERNAME": "ana", "PASSWORD": "Correct-horse-7"},
                },
                {"ChallengeParameters": {}, "AuthenticationResult": tokens},
                step="sign in",
            ),
            note(5, "clock", "The lab's clock moved on by 5 minutes, to 09:05:05.", "sign in"),
            call(
                6,
                "GetUser",
                {"AccessToken": JWT},
                {
                    "Username": "ana",
                    "UserAttributes": [
                        {"Name": "email", "Value": "ana@example.com"},
                        {"Name": "email_verified", "Value": "true"},
                    ],
                },
                credential=ACCESS_TOKEN,
                step="sign in",
            ),
        ]
    )


def not_sent() -> Trace:
    """What the SDK refused, what a service refused, and what a service failed at."""
    return Trace(
        [
            call(
                1,
                "InitiateAuth",
                {"AuthFlow": "USER_PASSWORD_AUTH"},
                error=CallError(
                    "ParamValidationError",
                    'Parameter validation failed: Missing required parameter in input: "ClientId"',
                    before_sending=True,
                ),
            ),
            call(
                2,
                "ListUsers",
                {"UserPoolId": "us-east-1_a1B2c3D4e"},
                caller="administrator",
                error=CallError("NoCredentialsError", "Unable to locate credentials", True),
            ),
            call(
                3,
                "GetObject",
                {"Bucket": "photos", "Key": "private/ana/cat.jpg"},
                service="s3",
                principal=ROLE,
                credential=SIGNATURE,
                status=403,
                error=CallError("AccessDenied", "Access Denied"),
                answered_by=LAB,
            ),
            call(
                4,
                "StartWebAuthnRegistration",
                {"AccessToken": JWT},
                credential=ACCESS_TOKEN,
                status=501,
                error=CallError(
                    "NotImplemented",
                    "The lab does not implement StartWebAuthnRegistration (this is the lab's own "
                    "answer, not AWS's).",
                ),
                answered_by=LAB,
            ),
        ]
    )


def retries() -> Trace:
    """One operation, throttled twice."""
    slow = CallError("TooManyRequestsException", "Rate exceeded")
    words = {"UserPoolId": "us-east-1_a1B2c3D4e", "Username": "ana"}
    who = "administrator"
    return Trace(
        [
            call(1, "AdminGetUser", words, caller=who, error=slow, status=429),
            call(2, "AdminGetUser", words, caller=who, error=slow, status=429, attempt=2),
            call(
                3,
                "AdminGetUser",
                words,
                {"Username": "ana", "UserStatus": "CONFIRMED", "Enabled": True},
                caller=who,
                attempt=3,
            ),
        ]
    )


def forty_calls() -> Trace:
    """Forty calls over seven lanes, in steps."""
    pool, client = "us-east-1_a1B2c3D4e", "3n4b5urk1ft4fl3mg5e62d9ado"
    identity = "us-east-1:8f1d7c1e-6b6d-4b6a-9c0e-2f4f5b8a1d22"
    admin: dict[str, Any] = {"caller": "administrator", "step": "build the scene"}
    role: dict[str, Any] = {"principal": ROLE, "credential": SIGNATURE}
    build = [
        ("CreateUserPool", {"PoolName": "photos"}, {"UserPool": {"Id": pool}}, "cognito-idp"),
        (
            "CreateUserPoolClient",
            {"UserPoolId": pool, "ClientName": "photos-web"},
            {"UserPoolClient": {"ClientId": client, "ClientName": "photos-web"}},
            "cognito-idp",
        ),
        (
            "CreateIdentityPool",
            {"IdentityPoolName": "photos", "AllowUnauthenticatedIdentities": True},
            {"IdentityPoolId": identity},
            "cognito-identity",
        ),
        ("CreateRole", {"RoleName": "photos-authenticated"}, {"Role": {"Arn": ROLE}}, "iam"),
        (
            "PutRolePolicy",
            {"RoleName": "photos-authenticated", "PolicyName": "own-photos"},
            {},
            "iam",
        ),
        (
            "SetIdentityPoolRoles",
            {"IdentityPoolId": identity, "Roles": {"authenticated": ROLE}},
            {},
            "cognito-identity",
        ),
        ("CreateBucket", {"Bucket": "photos"}, {"Location": "/photos"}, "s3"),
        ("CreateTable", {"TableName": "albums"}, {"TableDescription": {}}, "dynamodb"),
    ]
    entries: list[ApiCall | Note] = []
    for operation, parameters, response, service in build:
        entries.append(
            call(len(entries) + 1, operation, parameters, response, service=service, **admin)
        )
    number = len(entries)
    for entry in sign_up_and_in().entries:
        if isinstance(entry, Note):
            entries.append(note(number, entry.kind, entry.text, entry.step))
            continue
        number += 1
        entries.append(_renumbered(entry, number))
    exchange: dict[str, Any] = {"service": "cognito-identity", "step": "exchange"}
    entries.append(
        call(
            number + 1,
            "GetId",
            {"IdentityPoolId": identity, "Logins": {f"cognito-idp/{pool}": JWT}},
            {"IdentityId": identity},
            **exchange,
        )
    )
    entries.append(
        call(
            number + 2,
            "GetCredentialsForIdentity",
            {"IdentityId": identity, "Logins": {f"cognito-idp/{pool}": JWT}},
            {"IdentityId": identity, "Credentials": {"AccessKeyId": "ASIAIOSFODNN7EXAMPLE"}},
            **exchange,
        )
    )
    number += 3
    entries.append(
        call(
            number,
            "GetCallerIdentity",
            {},
            {"Account": "123456789012", "Arn": ROLE},
            service="sts",
            step="exchange",
            **role,
        )
    )
    while number < 40:
        number += 1
        if number % 3 == 0:
            entries.append(
                call(
                    number,
                    "PutItem",
                    {"TableName": "albums", "Item": {"owner": {"S": "ana"}, "n": {"N": "1"}}},
                    {},
                    service="dynamodb",
                    step="use them",
                    **role,
                )
            )
        elif number % 4 == 0:
            entries.append(
                call(
                    number,
                    "GetObject",
                    {"Bucket": "photos", "Key": f"private/ben/{number}.jpg"},
                    service="s3",
                    step="use them",
                    status=403,
                    answered_by=LAB,
                    error=CallError(
                        "AccessDenied",
                        f"User: {ROLE} is not authorized to perform: s3:GetObject on resource: "
                        f'"arn:aws:s3:::photos/private/ben/{number}.jpg" because no identity-'
                        "based policy allows the s3:GetObject action",
                    ),
                    **role,
                )
            )
        else:
            entries.append(
                call(
                    number,
                    "PutObject",
                    {"Bucket": "photos", "Key": f"private/ana/{number}.jpg", "Body": b"jpg"},
                    {"ETag": '"9b2cf535f27731c974343645a3985328"'},
                    service="s3",
                    step="use them",
                    answered_by=MOTO_AND_LAB,
                    behaviours=("s3-evaluates-policies",),
                    **role,
                )
            )
    return Trace(entries)


def _renumbered(original: ApiCall, number: int) -> ApiCall:
    return dataclasses.replace(original, number=number)


LONG = "Pneumono" + "ultramicroscopicsilicovolcanoconiosis" * 6
HOSTILE_TEXTS = (
    LONG,
    "<script>alert(1)</script>",
    "]]>&amp;<!--",
    "\"quotes\" and 'quotes'",
    "tab\tnew\nline\x00\x07\x1b[31m",
    "\u202eright to left\u202c שלום עולם مرحبا",
    "👩‍👩‍👧‍👦🇩🇪 emoji 日本語のユーザー名",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319algo",
    "a" * 300,
    "end; #participant %% loop: {x}",
)


def hostile() -> Trace:
    """Long and foreign texts in every place that takes one."""
    entries: list[ApiCall | Note] = []
    for i, text in enumerate(HOSTILE_TEXTS, start=1):
        entries.append(
            call(
                i,
                text if i % 2 else "AdminInitiateAuth",
                {"Username": text, text: text},
                {"Username": text, "Items": [text]},
                caller="administrator" if i % 3 == 0 else "app",
                service="cognito-idp" if i % 4 else text,
                principal=f"arn:aws:iam::123456789012:user/{text}",
                credential=SIGNATURE,
                error=CallError(text, text * 3) if i % 2 else None,
                answered_by=MOTO_AND_LAB,
                behaviours=(text,),
                step=text,
                attempt=i,
            )
        )
        entries.append(note(i, "message", text * 2, text))
    return Trace(entries)


def every_pair_of_lanes() -> Trace:
    """Eight lanes, a call from each to each, to itself and to the left as well."""
    lanes = [
        "administrator",
        "app",
        "user-pool",
        "identity-pool",
        "sts",
        "iam",
        "s3",
        "a lane that the lab does not know",
    ]
    pairs = [(caller, callee) for caller in lanes for callee in lanes]
    return Trace(
        [
            call(
                number,
                "AdminRespondToAuthChallenge",
                {"Username": "ana"},
                {"ChallengeName": "SOFTWARE_TOKEN_MFA"},
                caller=caller,
                callee=callee,
                answered_by=MOTO_AND_LAB,
                behaviours=("sign-up-code-is-real",),
            )
            for number, (caller, callee) in enumerate(pairs, start=1)
        ]
    )
