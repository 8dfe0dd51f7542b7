"""AWS's own verifier judges as ours does; where it does not, a table says why.

https://github.com/awslabs/aws-jwt-verify
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import boto3
import pytest
import requests

from cognito_lab.aws import start_lab
from cognito_lab.tokens.forgeries import FORGERIES, forge
from cognito_lab.tokens.keys import PoolKeys
from tests.clients.node import installed, program, run
from tests.tokens.aws_jwt_verify import ACCEPTED, CHECKS, DIFFERENCES, Case
from tests.tokens.practice import LOOT, NOW, POOL, verified

pytestmark = pytest.mark.clients

FOLDER = Path(__file__).with_name("aws_jwt_verify")
Judge = Callable[[Sequence[Mapping[str, Any]]], list[str | None]]


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """Their verdicts on a list of tokens: what refuses each, or None."""
    node, packages = program("node", "nodejs"), installed(FOLDER)

    def judge(cases: Sequence[Mapping[str, Any]]) -> list[str | None]:
        file = tmp_path_factory.mktemp("judge") / "cases.json"
        file.write_text(json.dumps(cases))
        return list(json.loads(run(node, str(FOLDER / "judge.mjs"), str(packages), str(file))))

    return judge


def told(token: Any, use: str, **asked: Any) -> dict[str, Any]:
    """One token for the judge, of the pool on paper where nothing else is said."""
    return {
        "token": token,
        "jwks": POOL.keys.jwks(),
        "userPoolId": POOL.user_pool_id,
        "use": use,
        "audience": POOL.app_client_id,
        "leeway": 0,
        "now": NOW.timestamp(),
        **asked,
    }


def of_cases(cases: Iterable[Case]) -> list[dict[str, Any]]:
    return [told(case.token, case.use, jwks=case.jwks, **case.asked) for case in cases]


def named(cases: Iterable[Case]) -> list[str]:
    return [case.what for case in cases]


def test_each_check_of_theirs_refuses_by_its_own_error(judge: Judge) -> None:
    verdicts = judge(of_cases(CHECKS))
    assert dict(zip(named(CHECKS), verdicts, strict=True)) == {
        check.what: check.error for check in CHECKS
    }


def test_what_both_accept(judge: Judge) -> None:
    assert judge(of_cases(ACCEPTED)) == [None] * len(ACCEPTED)


def test_the_differences_are_those_of_the_table(judge: Judge) -> None:
    verdicts = judge(of_cases(DIFFERENCES))
    accepted = dict(zip(named(DIFFERENCES), (error is None for error in verdicts), strict=True))
    assert accepted == {difference.what: not difference.ours for difference in DIFFERENCES}


# They read a padded text, and refuse a moment later than we do: the forged token ends now.
# Both stand in the table of differences, with the reasons.
LET_THROUGH = {"padded", "expired"}


@pytest.mark.parametrize("use", ["id", "access"])
def test_each_forgery_is_refused_by_them_as_by_us(judge: Judge, use: Any) -> None:
    loot = POOL.loot(PoolKeys(LOOT.own_key, LOOT.own_key), use)
    tokens = [forge(POOL.token(use), name, loot=loot).token for name in FORGERIES]
    assert not any(verified(token, use).accepted for token in tokens)
    verdicts = judge([told(token, use) for token in tokens])
    assert {name for name, error in zip(FORGERIES, verdicts, strict=True) if error is None} == (
        LET_THROUGH
    )
    later = [told(token, use, now=NOW.timestamp() + 1) for token in tokens]
    assert [name for name, e in zip(FORGERIES, judge(later), strict=True) if e is None] == [
        "padded"
    ]


def test_the_labs_tokens_are_accepted_and_each_only_for_its_use(judge: Judge) -> None:
    with start_lab(seed=1) as lab:
        cognito_idp: Any = boto3.client("cognito-idp")
        pool_id = cognito_idp.create_user_pool(PoolName="pool")["UserPool"]["Id"]
        client_id = cognito_idp.create_user_pool_client(
            UserPoolId=pool_id, ClientName="app", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
        )["UserPoolClient"]["ClientId"]
        password = {"UserPoolId": pool_id, "Username": "ana", "Password": "Correct-Horse-1"}
        cognito_idp.admin_create_user(UserPoolId=pool_id, Username="ana")
        cognito_idp.admin_set_user_password(**password, Permanent=True)
        tokens = cognito_idp.initiate_auth(
            ClientId=client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": "ana", "PASSWORD": "Correct-Horse-1"},
        )["AuthenticationResult"]
        issuer = f"https://cognito-idp.us-east-1.amazonaws.com/{pool_id}"
        jwks = requests.get(f"{issuer}/.well-known/jwks.json", timeout=10).json()
        now = lab.clock.now().timestamp()
    here = {"jwks": jwks, "userPoolId": pool_id, "audience": client_id, "now": now}
    identity, access = tokens["IdToken"], tokens["AccessToken"]
    assert judge(
        [
            told(identity, "id", **here),
            told(access, "access", **here),
            told(identity, "access", **here),
            told(access, "id", **here),
            told(identity, "id", **here | {"audience": "other"}),
            told(identity, "id", **here | {"now": now + 3601}),
            told(tokens["RefreshToken"], "access", **here),
        ]
    ) == [
        None,
        None,
        "CognitoJwtInvalidTokenUseError",
        "CognitoJwtInvalidTokenUseError",
        "CognitoJwtInvalidClientIdError",
        "JwtExpiredError",
        "JwtParseError",
    ]
