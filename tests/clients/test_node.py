"""A client in JavaScript signs up and in over plain HTTP, and trusts a token only by its proof."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.clients.conftest import ServedPool, make_pool
from tests.clients.node import program, run

pytestmark = pytest.mark.clients

CLIENT = Path(__file__).with_name("cognito_client.mjs")
PASSWORD = "Correct-Horse-1"


def node(command: str, **values: Any) -> dict[str, Any]:
    """What the client prints for one command; the test is skipped where there is no Node.js."""
    found = program("node", "nodejs")
    return dict(json.loads(run(found, str(CLIENT), command, json.dumps(values))))


def call(pool: ServedPool, operation: str, **parameters: Any) -> tuple[int, dict[str, Any]]:
    """Status and body of one operation, with the app's client id."""
    sent = {"ClientId": pool.client_id, **parameters}
    answer = node("call", address=pool.address, operation=operation, parameters=sent)
    return answer["status"], answer["body"]


def sign_up_and_confirm(pool: ServedPool) -> None:
    email = [{"Name": "email", "Value": "ana@example.com"}]
    status, body = call(pool, "SignUp", Username="ana", Password=PASSWORD, UserAttributes=email)
    assert (status, body["UserConfirmed"]) == (200, False)
    assert body["CodeDeliveryDetails"]["DeliveryMedium"] == "EMAIL"
    code = pool.lab.outbox[-1].code
    assert call(pool, "ConfirmSignUp", Username="ana", ConfirmationCode=code) == (200, {})


def sign_in(pool: ServedPool, password: str = PASSWORD) -> tuple[int, dict[str, Any]]:
    secrets = {"USERNAME": "ana", "PASSWORD": password}
    return call(pool, "InitiateAuth", AuthFlow="USER_PASSWORD_AUTH", AuthParameters=secrets)


def verify(pool: ServedPool, token: str, **other: Any) -> dict[str, Any]:
    """What the client makes of a token that is said to be this pool's."""
    expected = {
        "jwksAddress": pool.jwks_address,
        "issuer": pool.issuer,
        "audience": pool.client_id,
        "now": pool.lab.clock.now().timestamp(),
    }
    return node("verify", token=token, **{**expected, **other})


@pytest.fixture
def tokens(pool: ServedPool) -> dict[str, str]:
    """The tokens of a user who signed up, confirmed and signed in from Node.js."""
    sign_up_and_confirm(pool)
    status, body = sign_in(pool)
    assert status == 200
    return dict(body["AuthenticationResult"])


def test_a_user_signs_up_and_in_and_the_id_token_verifies(
    pool: ServedPool, tokens: dict[str, str]
) -> None:
    claims = verify(pool, tokens["IdToken"])["claims"]
    assert claims["cognito:username"] == "ana"
    assert claims["email"] == "ana@example.com"
    assert claims["email_verified"] is True
    assert [call.operation for call in pool.lab.trace.where(caller="app")][:3] == [
        "SignUp",
        "ConfirmSignUp",
        "InitiateAuth",
    ]


def test_refusals_have_the_codes_that_an_app_looks_for(pool: ServedPool) -> None:
    sign_up_and_confirm(pool)
    status, body = sign_in(pool, "Wrong-Horse-1")
    assert (status, body["__type"]) == (400, "NotAuthorizedException")
    status, body = call(pool, "SignUp", Username="ana", Password=PASSWORD)
    assert (status, body["__type"]) == (400, "UsernameExistsException")
    status, body = call(pool, "SignUp", Username="ben", Password="short")
    assert (status, body["__type"]) == (400, "InvalidPasswordException")


def segment(values: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).rstrip(b"=").decode()


def read(part: str) -> dict[str, Any]:
    return dict(json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))))


def with_another_name(token: str) -> str:
    head, body, signature = token.split(".")
    return ".".join((head, segment({**read(body), "cognito:username": "ben"}), signature))


def with_no_algorithm(token: str) -> str:
    head, body, _ = token.split(".")
    return ".".join((segment({**read(head), "alg": "none"}), body, ""))


def with_an_unknown_key(token: str) -> str:
    head, body, signature = token.split(".")
    return ".".join((segment({**read(head), "kid": "nobodys"}), body, signature))


@pytest.mark.parametrize(
    ("tampered", "reason"),
    [
        (with_another_name, "the signature is wrong"),
        (with_no_algorithm, "alg is none"),
        (with_an_unknown_key, "no key of the issuer has this kid"),
    ],
)
def test_a_tampered_token_is_refused(
    pool: ServedPool, tokens: dict[str, str], tampered: Callable[[str], str], reason: str
) -> None:
    assert verify(pool, tampered(tokens["IdToken"])) == {"refused": reason}


def test_a_true_token_in_the_wrong_place_is_refused(
    pool: ServedPool, tokens: dict[str, str]
) -> None:
    token = tokens["IdToken"]
    other = make_pool(pool.lab, pool.address)
    assert verify(other, token) == {"refused": "no key of the issuer has this kid"}
    assert verify(pool, token, issuer=other.issuer) == {"refused": "another issuer"}
    assert verify(pool, token, audience=other.client_id) == {"refused": "another audience"}
    assert verify(pool, tokens["AccessToken"]) == {"refused": "another audience"}
    an_hour_later = pool.lab.clock.now().timestamp() + 3600
    assert verify(pool, token, now=an_hour_later) == {"refused": "expired"}
