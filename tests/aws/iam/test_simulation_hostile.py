"""Hostile requests to the policy simulator over plain HTTP: an answer in AWS's words, and no more.

What it answers can be read as XML, and nothing in the account has changed.
"""

from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import boto3
import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cognito_lab.aws import Lab
from tests.aws.callers import signed
from tests.aws.iam.policies import ACCOUNT, BUCKET, OBJECT, policy, resource_policy

SCALE = 1 if settings().derandomize else 25
USER = f"arn:aws:iam::{ACCOUNT}:user/ana"
CODES = {"InvalidInput", "NoSuchEntity", "PolicyEvaluation", "ValidationError"}
_COMMON = {
    "PolicyInputList.member.1": policy(Condition={"StringEquals": {"s3:prefix": "a"}}),
    "PolicyInputList.member.2": policy("Deny", "s3:Put*", BUCKET + "/${aws:username}/*"),
}
_SIMULATION = {
    **_COMMON,
    "PermissionsBoundaryPolicyInputList.member.1": policy(),
    "ActionNames.member.1": "s3:GetObject",
    "ActionNames.member.2": "s3:PutObject",
    "ResourceArns.member.1": OBJECT,
    "ResourceArns.member.2": BUCKET,
    "ResourcePolicy": resource_policy({"AWS": USER}),
    "ResourceOwner": f"arn:aws:iam::{ACCOUNT}:root",
    "CallerArn": USER,
    "ContextEntries.member.1.ContextKeyName": "s3:prefix",
    "ContextEntries.member.1.ContextKeyType": "stringList",
    "ContextEntries.member.1.ContextKeyValues.member.1": "a",
    "MaxItems": "1",
}
_LEVEL = "OrderedOrganizationPolicyInputList.member.1.ServiceControlPolicyInputList.member.1"
REQUESTS: dict[str, dict[str, str]] = {
    "SimulateCustomPolicy": {**_SIMULATION, _LEVEL: policy()},
    "SimulatePrincipalPolicy": {
        **_SIMULATION,
        "PolicySourceArn": USER,
        "PolicyExclusionList.member.1.PolicyType": "inline",
        "PolicyExclusionList.member.2.InlinePolicyIdentifier.PolicyName": "Read",
        "PolicyExclusionList.member.2.InlinePolicyIdentifier.AttachmentType": "user",
        "PolicyExclusionList.member.2.InlinePolicyIdentifier.AttachmentName": "ana",
    },
    "GetContextKeysForCustomPolicy": dict(_COMMON),
    "GetContextKeysForPrincipalPolicy": {**_COMMON, "PolicySourceArn": USER},
}
every_operation = pytest.mark.parametrize("operation", REQUESTS)

# A policy's text is JSON, whose escapes bring characters that no request could.
ODD_POLICIES = [
    '{"Statement":[]}',
    "[" * 5000,
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*",'
    '"Condition":{"StringEquals":{"a:\\u0001\\ud800":"\\u0000"}}}}',
    '{"Version":"2012-10-17","\\u0007":1,"Statement":{}}',
    policy(action=["*"] * 300, resource=["*"] * 300),
    policy() * 2,
]
TEXTS = st.one_of(
    st.sampled_from([
        "", "*", "0", "-1", "1e3", "9" * 5000, "arn:", "arn:::::", "arn:aws:iam::x:user/ana", USER,
        f"arn:aws:iam::{ACCOUNT}:group/g", "arn:aws:s3:::\x01", "s3:*", "s3:Get Object", "\x00",
        "\ufffe", "null", "true", "x" * 3000, *ODD_POLICIES, policy(),
    ]),
    st.text(max_size=8),
)  # fmt: skip


def send(operation: str, form: dict[str, str]) -> tuple[int, str]:
    """The status of an answer, and its error's code (empty for a success)."""
    data = urlencode({"Action": operation, "Version": "2010-05-08", **form}).encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    headers = signed("POST", "https://iam.amazonaws.com/", "iam", kind, data)
    answer = requests.post("https://iam.amazonaws.com/", data=data, headers=headers, timeout=5)
    root = ElementTree.fromstring(answer.content)
    code = root.find("{*}Error/{*}Code")
    return answer.status_code, "" if code is None or code.text is None else code.text


def account(iam: Any) -> Any:
    """All that the account has."""
    details = iam.get_account_authorization_details()
    details.pop("ResponseMetadata")
    return details


@pytest.fixture
def ana(lab: Lab) -> Any:
    """The administrator's client in an account with one user of one policy."""
    iam = boto3.client("iam")
    iam.create_user(UserName="ana")
    iam.put_user_policy(UserName="ana", PolicyName="Read", PolicyDocument=policy())
    return iam


@every_operation
def test_the_request_that_is_spoilt_next_is_a_good_one(ana: Any, operation: str) -> None:
    assert send(operation, REQUESTS[operation]) == (200, "")


@every_operation
@settings(max_examples=40 * SCALE, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_a_spoilt_request_is_answered_in_awss_words_and_changes_nothing(
    ana: Any, operation: str, data: st.DataObject
) -> None:
    form = dict(REQUESTS[operation])
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(sorted(form) or ["MaxItems"]))
        match data.draw(st.sampled_from(["remove", "cut", "replace"])):
            case "remove":
                form.pop(name, None)
            case "cut":
                form[name.rpartition(".")[0] or name] = form.pop(name, "")
            case _:
                form[name] = data.draw(TEXTS)
    before = account(ana)
    status, code = send(operation, form)
    assert account(ana) == before
    if status != 200:
        expected = {"NoSuchEntity": 404, "PolicyEvaluation": 500}.get(code, 400)
        assert (code in CODES, status) == (True, expected), code


def test_two_identifiers_in_one_are_refused(ana: Any) -> None:
    form = REQUESTS["SimulatePrincipalPolicy"] | {
        "PolicyExclusionList.member.1.PolicyArn": f"arn:aws:iam::{ACCOUNT}:policy/abc"
    }
    assert send("SimulatePrincipalPolicy", form) == (400, "InvalidInput")


def test_a_number_that_is_none_is_refused(ana: Any) -> None:
    form = REQUESTS["SimulateCustomPolicy"] | {"MaxItems": "many"}
    assert send("SimulateCustomPolicy", form) == (400, "ValidationError")


@pytest.mark.parametrize("text", ODD_POLICIES)
def test_a_policy_that_is_odd_is_answered(ana: Any, text: str) -> None:
    form = REQUESTS["SimulateCustomPolicy"] | {"PolicyInputList.member.1": text}
    assert send("SimulateCustomPolicy", form)[1] in {"", "InvalidInput"}
