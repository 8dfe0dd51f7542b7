"""No result of a decision can be taken for true, and no text of it commands a terminal."""

import importlib
import pkgutil

import pytest

import cognito_lab
from cognito_lab.evidence import Check, Verdict, plain
from cognito_lab.exchange.logins import LoginCheck
from cognito_lab.exchange.reasons import ExchangeReason
from cognito_lab.exchange.refusal import Refusal
from cognito_lab.exchange.role_selection import RoleSelection
from cognito_lab.exchange.role_session import RoleSession
from cognito_lab.exchange.trust import TrustVerdict
from cognito_lab.exchange.whole_way import WholeWay
from cognito_lab.exercises.verdict import ExerciseVerdict, Outcome
from cognito_lab.policies.evaluate import evaluate
from cognito_lab.policies.evaluation import Evaluation
from cognito_lab.policies.request_line import read_request_line
from cognito_lab.sign_in.attribute_access import ClientAttributesCheck, WriteCheck
from cognito_lab.sign_in.attributes import (
    AttributeReason,
    AttributesCheck,
    AttributeViolation,
    Purpose,
)
from cognito_lab.sign_in.auth_flows import FlowCheck
from cognito_lab.sign_in.challenge_session import SessionCheck, SessionReason
from cognito_lab.sign_in.codes import CodeCheck, CodeReason
from cognito_lab.sign_in.delivery import Delivery, RecoveryCheck, RecoveryReason
from cognito_lab.sign_in.device_srp import ConfigCheck, ConfigReason
from cognito_lab.sign_in.lockout import LockoutCheck, LockoutReason
from cognito_lab.sign_in.password_policy import PasswordCheck
from cognito_lab.sign_in.secret_hash import SecretHashCheck, SecretHashReason
from cognito_lab.sign_in.srp_check import PublicACheck, SrpCheck, SrpReason
from cognito_lab.sign_in.totp import TotpCheck, TotpReason
from cognito_lab.sign_in.trigger_answers import (
    AnswerCheck,
    AnswerReason,
    MessageCheck,
    MessageReason,
)
from cognito_lab.sign_in.user_names import NameCheck
from cognito_lab.tokens.client_secret import ClientSecretCheck, ClientSecretReason
from cognito_lab.tokens.lifetimes import LifetimesCheck
from cognito_lab.tokens.refresh_tokens import RefreshReason, RefreshTokenCheck
from cognito_lab.tokens.token_generation import GenerationCheck, GenerationReason
from cognito_lab.tokens.token_life import LifeCheck, LifeReason
from cognito_lab.tokens.verification import TokenVerification
from tests.tokens.practice import POOL, verified

GRANTED = {
    "identityPolicies": [
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}
    ]
}


def evaluated(layers):
    line = {
        "principal": "arn:aws:iam::111122223333:user/ana",
        "action": "sns:List",
        "resource": "*",
    }
    return evaluate(*read_request_line({**line, **layers})[1:])


def came_through():
    session = RoleSession("arn:aws:iam::123456789012:role/r", "AROA", "s", POOL.now, POOL.now)
    return WholeWay("enhanced", (), session=session)


NO = Refusal("NotAuthorizedException", "No.")

EXAMPLES = {
    LoginCheck: (LoginCheck((), (), None), LoginCheck((), (), NO)),
    RoleSelection: (
        RoleSelection("arn", ExchangeReason.DEFAULT_ROLE, (), None),
        RoleSelection(None, ExchangeReason.NO_ROLE, (), NO),
    ),
    TrustVerdict: (
        TrustVerdict((), (Check("role", None, None, True, ExchangeReason.PASSED),)),
        TrustVerdict((), ()),
    ),
    WholeWay: (came_through(), WholeWay("enhanced", ())),
    CodeCheck: (CodeCheck(CodeReason.ACCEPTED), CodeCheck(CodeReason.MISMATCH)),
    PasswordCheck: (PasswordCheck(()), PasswordCheck(("Password not long enough",))),
    WriteCheck: (WriteCheck(()), WriteCheck(("email",))),
    ClientAttributesCheck: (
        ClientAttributesCheck((), (), (), True),
        ClientAttributesCheck(("shoe",), (), (), True),
    ),
    AttributesCheck: (
        AttributesCheck(Purpose.UPDATE, ()),
        AttributesCheck(
            Purpose.UPDATE, (AttributeViolation("shoe", AttributeReason.UNKNOWN, "None."),)
        ),
    ),
    FlowCheck: (FlowCheck(""), FlowCheck("not enabled")),
    SessionCheck: (SessionCheck(SessionReason.ACCEPTED), SessionCheck(SessionReason.EXPIRED)),
    RecoveryCheck: (
        RecoveryCheck(RecoveryReason.CHOSEN, Delivery("email", "ana@example.com")),
        RecoveryCheck(RecoveryReason.NOTHING_VERIFIED),
    ),
    ConfigCheck: (
        ConfigCheck(ConfigReason.ACCEPTED),
        ConfigCheck(next(reason for reason in ConfigReason if reason != ConfigReason.ACCEPTED)),
    ),
    LockoutCheck: (LockoutCheck(LockoutReason.OPEN), LockoutCheck(LockoutReason.LOCKED)),
    SecretHashCheck: (
        SecretHashCheck(SecretHashReason.ACCEPTED),
        SecretHashCheck(SecretHashReason.MISMATCH),
    ),
    SrpCheck: (SrpCheck(SrpReason.ACCEPTED), SrpCheck(SrpReason.SIGNATURE_MISMATCH)),
    PublicACheck: (
        PublicACheck(SrpReason.ACCEPTED, 2),
        PublicACheck(SrpReason.PUBLIC_A_ZERO),
    ),
    TotpCheck: (TotpCheck(TotpReason.ACCEPTED, 1), TotpCheck(TotpReason.MISMATCH)),
    AnswerCheck: (
        AnswerCheck(AnswerReason.ACCEPTED),
        AnswerCheck(next(reason for reason in AnswerReason if reason != AnswerReason.ACCEPTED)),
    ),
    MessageCheck: (
        MessageCheck(MessageReason.ACCEPTED),
        MessageCheck(next(r for r in MessageReason if r != MessageReason.ACCEPTED)),
    ),
    ClientSecretCheck: (
        ClientSecretCheck(ClientSecretReason.ACCEPTED),
        ClientSecretCheck(ClientSecretReason.MISMATCH),
    ),
    RefreshTokenCheck: (
        RefreshTokenCheck(RefreshReason.IN_GRACE),
        RefreshTokenCheck(RefreshReason.REUSED),
    ),
    NameCheck: (NameCheck(), NameCheck("InvalidParameterException", "Username should be …")),
    LifetimesCheck: (LifetimesCheck(()), LifetimesCheck(("IdTokenValidity",))),
    GenerationCheck: (
        GenerationCheck(GenerationReason.ACCEPTED),
        GenerationCheck(GenerationReason.NOT_ITS_TYPE),
    ),
    TokenVerification: (verified(POOL.token()), verified(POOL.token("access"))),
    LifeCheck: (LifeCheck(LifeReason.GOOD), LifeCheck(LifeReason.REVOKED)),
    Evaluation: (evaluated(GRANTED), evaluated({})),
    ExerciseVerdict: (
        ExerciseVerdict(Outcome.ACCEPTED, "Solved."),
        ExerciseVerdict(Outcome.NOT_YET, "Not yet."),
    ),
}


def kinds_below(kind):
    return {below for one in kind.__subclasses__() for below in {one, *kinds_below(one)}}


def all_verdicts():
    for package in ("sign_in", "tokens", "policies", "exercises"):
        path = [str(p) + f"/{package}" for p in cognito_lab.__path__]
        for module in pkgutil.iter_modules(path):
            importlib.import_module(f"cognito_lab.{package}.{module.name}")
    # By name: a dataclass with slots is made twice, and the first one lingers.
    return {kind.__name__ for kind in kinds_below(Verdict) if ".aws." not in kind.__module__}


def test_every_kind_of_verdict_has_its_example_here():
    assert all_verdicts() == {kind.__name__ for kind in EXAMPLES}


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_verdict_is_no_condition_and_names_what_to_ask(kind):
    good, bad = EXAMPLES[kind]
    for verdict in (good, bad):
        with pytest.raises(TypeError, match=rf"ask \.{kind.ask}: an? {kind.__name__}"):
            bool(verdict)
    assert getattr(good, kind.ask) is True
    assert getattr(bad, kind.ask) is False


def test_what_a_terminal_would_obey_is_written_out_and_all_else_stays() -> None:
    assert plain("ana\n\x1b[2J\u2028\ud800 é ⚠") == r"ana\n\x1b[2J\u2028\ud800 é ⚠"
