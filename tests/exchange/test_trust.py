"""Trust policies: who may take a role on, by the same judge as everything else.

https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
"""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.exchange.reasons import ExchangeReason as Why
from cognito_lab.exchange.trust import amr_of, ask_trust, identity_pool_context
from tests.exchange.scene import ANA, GOOGLE, MEMBERS, POOL_ID, PROVIDER, login, trust

SUB = login().subject
MEMBER = identity_pool_context(POOL_ID, ANA, amr_of([login()]))
GUEST = identity_pool_context(POOL_ID, ANA, amr_of([]))
TAGGED = trust("sts:AssumeRoleWithWebIdentity", "sts:TagSession")
ONE_PERSON = trust(amr=f"{PROVIDER}:CognitoSignIn:{SUB}")
TAGS = {"team": "red"}
COGNITO = "cognito-identity.amazonaws.com"
BEN = identity_pool_context(POOL_ID, ANA, amr_of([login({"sub": "b"})]))


def test_amr_says_how_somebody_came_in() -> None:
    both = amr_of([login(), login(provider=GOOGLE)])
    assert both[:3] == ("authenticated", PROVIDER, f"{PROVIDER}:CognitoSignIn:{SUB}")
    assert both[3] == GOOGLE
    assert amr_of([]) == ("unauthenticated",)


@pytest.mark.parametrize(
    ("document", "context", "tags", "why"),
    [
        (trust(), MEMBER, None, Why.PASSED),
        (trust(), GUEST, None, Why.NOT_TRUSTED),
        (trust(amr="unauthenticated"), GUEST, None, Why.PASSED),
        (trust(amr="unauthenticated"), MEMBER, None, Why.NOT_TRUSTED),
        (trust(amr=None), GUEST, None, Why.PASSED),
        (trust(aud="us-east-1:another"), MEMBER, None, Why.NOT_TRUSTED),
        (trust(aud=None, amr=None), GUEST, None, Why.PASSED),
        (ONE_PERSON, MEMBER, None, Why.PASSED),
        (ONE_PERSON, BEN, None, Why.NOT_TRUSTED),
        (trust(), MEMBER, TAGS, Why.TAGS_NOT_TRUSTED),
        (TAGGED, MEMBER, TAGS, Why.PASSED),
        (TAGGED, GUEST, TAGS, Why.NOT_TRUSTED),
        (trust("sts:AssumeRole"), MEMBER, None, Why.NOT_TRUSTED),
        (trust("sts:TagSession"), MEMBER, TAGS, Why.NOT_TRUSTED),
        (
            trust().replace(f'"{COGNITO}"}}', '"accounts.google.com"}'),
            MEMBER,
            None,
            Why.NOT_TRUSTED,
        ),
        (None, MEMBER, None, Why.ROLE_MISSING),
        ("{", MEMBER, None, Why.TRUST_UNREADABLE),
        ("[]", MEMBER, None, Why.TRUST_UNREADABLE),
    ],
)
def test_the_verdict_and_its_reason(document, context, tags, why) -> None:
    found = ask_trust(MEMBERS, document, context=context, tags=tags)
    assert found.accepted is (why is Why.PASSED)
    assert found.reason is why


def test_a_condition_on_the_tags_that_are_asked_for_holds() -> None:
    policy = json.loads(TAGGED)
    policy["Statement"][0]["Condition"]["StringEquals"]["aws:RequestTag/team"] = "red"
    text = json.dumps(policy)
    assert ask_trust(MEMBERS, text, context=MEMBER, tags=TAGS).accepted
    assert not ask_trust(MEMBERS, text, context=MEMBER, tags={"team": "blue"}).accepted


@pytest.mark.parametrize("tags", [{"a": "1", "A": "2"}, {"aws:a": "1"}, {"a<": "1"}, {"": "1"}])
def test_tags_that_no_session_can_have_are_trusted_by_nobody(tags: dict[str, str]) -> None:
    found = ask_trust(MEMBERS, TAGGED, context=MEMBER, tags=tags)
    assert (found.accepted, found.reason, found.evaluations) == (False, Why.NO_SESSION_HAS_IT, ())


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (trust(), Why.SOURCE_NOT_TRUSTED),
        (trust("sts:AssumeRoleWithWebIdentity", "sts:SetSourceIdentity"), Why.PASSED),
    ],
)
def test_a_source_identity_is_asked_about(document: str, why: Why) -> None:
    found = ask_trust(MEMBERS, document, context=MEMBER, source_identity="ana")
    assert found.reason is why
    assert found.evaluations[-1].request.context["sts:SourceIdentity"] == "ana"


def test_a_deny_in_the_trust_policy_wins() -> None:
    policy = json.loads(trust())
    policy["Statement"].append({"Effect": "Deny", "Principal": "*", "Action": "sts:*"})
    found = ask_trust(MEMBERS, json.dumps(policy), context=MEMBER)
    assert not found.accepted
    assert str(found.evaluations[0].decision) == "explicitDeny"


@given(st.text(max_size=200))
def test_no_text_is_taken_for_a_trust_policy(text: str) -> None:
    assert not ask_trust(MEMBERS, text, context=MEMBER).accepted
