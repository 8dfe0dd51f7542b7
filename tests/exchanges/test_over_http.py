"""Each exchange through a port, with clients that know the lab by its address alone.

The server stands in this process, for the clock has to move and providers have to vouch; who
calls goes through the same doors as in `cognito-lab serve`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from werkzeug.serving import make_server

from cognito_lab.aws import Lab, start_lab
from cognito_lab.aws.account import ADMINISTRATOR
from cognito_lab.server.serving import QuietHandler, application_of
from tests.exchanges.answers import answered
from tests.exchanges.case import Exchange
from tests.exchanges.cases import EXCHANGES
from tests.exchanges.scene import Clients, Scene


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Lab, Clients]]:
    """A lab, and what makes clients of the port that it is behind."""
    with start_lab(seed=1) as lab:
        server = make_server(
            "127.0.0.1", 0, application_of(lab), threaded=True, request_handler=QuietHandler
        )
        thread = threading.Thread(target=server.serve_forever)
        thread.start()

        def client(service: str, credentials: Any = None, signature: Any = None) -> Any:
            given = credentials or {}
            secret = given.get("SecretKey") or given.get("SecretAccessKey")
            return boto3.client(
                service,
                endpoint_url=f"http://127.0.0.1:{server.port}",
                aws_access_key_id=given.get("AccessKeyId", ADMINISTRATOR.id),
                aws_secret_access_key=secret or ADMINISTRATOR.secret,
                aws_session_token=given.get("SessionToken"),
                config=Config(retries={"total_max_attempts": 1}, signature_version=signature),
            )

        yield lab, client
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in EXCHANGES])
def test_the_exchange_comes_out_as_in_process(served: tuple[Lab, Clients], case: Exchange) -> None:
    lab, client = served
    lab.reset()
    assert answered(Scene(lab, client, case)) is None
    assert {call.via for call in lab.trace} == {"http"}
