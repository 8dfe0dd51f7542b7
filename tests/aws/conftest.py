"""The running lab, and the few things that most tests do in it."""

import http.server
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from cognito_lab.aws import Lab, start_lab
from tests.aws.app import App, MakeApp, Refusal, StockMoto


@pytest.fixture(scope="module")
def lab_of_this_module() -> Iterator[Lab]:
    """A lab that is started once in a module, for a second start costs 0.1 s."""
    lab = start_lab(seed=1)
    yield lab
    lab.stop()


@pytest.fixture
def lab(lab_of_this_module: Lab) -> Lab:
    """A running lab at its first moment, seed 1."""
    lab_of_this_module.reset()
    return lab_of_this_module


@contextmanager
def _stock_moto() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("AWS_"):
                patch.delenv(name)
        for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
            patch.setenv(name, os.devnull)
        with mock_aws():
            yield


@pytest.fixture(scope="session")
def stock_moto() -> StockMoto:
    """Makes a block in which moto answers alone; no lab may be running."""
    return _stock_moto


@pytest.fixture(scope="module")
def client_in(lab_of_this_module: Lab) -> Callable[[str], Any]:
    """The client of user pools in a region; a client outlives the resets of its lab."""
    return cache(lambda region: boto3.client("cognito-idp", region_name=region))


@pytest.fixture
def cognito_idp(lab: Lab, client_in: Callable[[str], Any]) -> Any:
    """The administrator's boto3 client of user pools."""
    return client_in("us-east-1")


@pytest.fixture
def make_app(lab: Lab, client_in: Callable[[str], Any]) -> MakeApp:
    """Makes an App; its arguments are CreateUserPool's (default: e-mail is verified)."""

    def make(
        *, region: str = "us-east-1", client: dict[str, Any] | None = None, **pool: Any
    ) -> App:
        cognito_idp = client_in(region)
        pool = {"PoolName": "pool", "AutoVerifiedAttributes": ["email"], **pool}
        user_pool_id = cognito_idp.create_user_pool(**pool)["UserPool"]["Id"]
        flows = [
            "ALLOW_USER_PASSWORD_AUTH",
            "ALLOW_ADMIN_USER_PASSWORD_AUTH",
            "ALLOW_USER_SRP_AUTH",
            "ALLOW_REFRESH_TOKEN_AUTH",
        ]
        settings = {"ClientName": "app", "ExplicitAuthFlows": flows, **(client or {})}
        app_client = cognito_idp.create_user_pool_client(UserPoolId=user_pool_id, **settings)
        return App(lab, cognito_idp, user_pool_id, app_client["UserPoolClient"]["ClientId"])

    return make


@pytest.fixture
def app(make_app: MakeApp) -> App:
    """A pool that verifies e-mail addresses, with one app client."""
    return make_app()


@pytest.fixture
def refusal() -> Refusal:
    """Makes a call that must be refused and returns AWS's code and message."""

    def refusal_of(call: Callable[..., Any], *args: Any, **parameters: Any) -> tuple[str, str]:
        with pytest.raises(ClientError) as caught:
            call(*args, **parameters)
        error = caught.value.response["Error"]
        return error["Code"], error["Message"]

    return refusal_of


@pytest.fixture
def somebodys_server() -> Iterator[str]:
    """A server that is not AWS's: GET answers `not AWS`, POST the body reversed."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(b"not AWS")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"]))[::-1])

        def _answer(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
