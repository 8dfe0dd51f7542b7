"""A lab behind a port of this machine, for clients that are not Python."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import boto3
import pytest

from cognito_lab.aws import Lab, start_lab


@dataclass(frozen=True)
class ServedPool:
    """A user pool with one app client, and the address at which its lab is served."""

    lab: Lab
    address: str
    user_pool_id: str
    client_id: str

    @property
    def issuer(self) -> str:
        """What the pool's tokens have as `iss`."""
        return f"https://cognito-idp.us-east-1.amazonaws.com/{self.user_pool_id}"

    @property
    def jwks_address(self) -> str:
        """Where the lab serves the pool's public keys."""
        return f"{self.address}/{self.user_pool_id}/.well-known/jwks.json"


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def pool() -> Iterator[ServedPool]:
    """A fresh lab with one pool."""
    with (
        start_lab(seed=1) as lab,
        make_server("127.0.0.1", 0, lab.wsgi_application(), _Server, _Silent) as server,
    ):
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield make_pool(lab, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        thread.join()


def make_pool(lab: Lab, address: str) -> ServedPool:
    """One more pool of a lab that is served."""
    cognito_idp: Any = boto3.client("cognito-idp")
    user_pool_id = cognito_idp.create_user_pool(
        PoolName="photo-app", AutoVerifiedAttributes=["email"]
    )["UserPool"]["Id"]
    client_id = cognito_idp.create_user_pool_client(
        UserPoolId=user_pool_id,
        ClientName="photo-app-web",
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    )["UserPoolClient"]["ClientId"]
    return ServedPool(lab, address, user_pool_id, client_id)
