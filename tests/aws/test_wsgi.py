"""The lab behind a real port, for a process that knows nothing of it."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from cognito_lab.aws import Lab, start_lab
from cognito_lab.aws.account import ADMINISTRATOR_KEY_ID, ADMINISTRATOR_SECRET, ROOT_ARN
from cognito_lab.aws.clock import START

CLIENT = Path(__file__).with_name("wsgi_client.py")


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Lab, str]]:
    """A lab and the address at which it is served."""
    with (
        start_lab(seed=1) as lab,
        make_server("127.0.0.1", 0, lab.wsgi_application(), Server, Silent) as server,
    ):
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield lab, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def came_back(served: tuple[Lab, str]) -> list[Any]:
    """What the other process got."""
    lab, address = served
    lab.clock.catch_up()  # the other process signs by the machine's clock
    learners = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    credentials = {
        "AWS_ACCESS_KEY_ID": ADMINISTRATOR_KEY_ID,
        "AWS_SECRET_ACCESS_KEY": ADMINISTRATOR_SECRET,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }
    done = subprocess.run(
        [sys.executable, str(CLIENT), address],
        env={**learners, **credentials},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert lab.clock.now() > START
    return list(json.loads(done.stdout))


TOKENS = ["AccessToken", "ExpiresIn", "IdToken", "RefreshToken", "TokenType"]


def test_another_process_makes_a_pool_and_signs_in(came_back: list[Any]) -> None:
    user_pools = came_back[0]
    jwks = user_pools.pop("jwks")
    assert user_pools == {
        "tokens": TOKENS,
        "plain": TOKENS,
        "no such pool": 404,
        "lacking": "NotImplemented",
    }
    assert jwks["status"] == 200
    assert len(json.loads(jwks["body"])["keys"]) == 2


def test_objects_with_awkward_keys_come_back_byte_for_byte(came_back: list[Any]) -> None:
    assert came_back[1] == {
        "length": 10240,
        "content": True,
        "range": "ABC",
        "presigned": {"s3": True, "s3v4": True},
        "keys": ["a b/ü+%41"],
        "deleted": 204,
        "missing": "NoSuchKey",
        "missing, by HEAD": "404",
    }


def test_every_protocol_is_served_and_what_is_nobodys_is_404(came_back: list[Any]) -> None:
    nobodys = {"status": 404, "body": "the lab has no service for this\n"}
    assert came_back[2] == {
        "sts": ROOT_ARN,
        "iam": [],
        "dynamodb": [],
        "unknown path": nobodys,
        "unsigned GET": nobodys,
    }


def test_who_does_not_sign_is_refused_by_the_service_that_was_meant(
    came_back: list[Any],
) -> None:
    assert came_back[3] == {
        "cognito-idp": "MissingAuthenticationTokenException",
        "cognito-identity": "MissingAuthenticationTokenException",
        "dynamodb": "MissingAuthenticationTokenException",
        "lambda": "MissingAuthenticationTokenException",
        "apigateway": "MissingAuthenticationTokenException",
        "sts": "MissingAuthenticationToken",
        "iam": "MissingAuthenticationToken",
        "sns": "AccessDenied",
        "sqs": "AccessDenied",
        "with web identity": "InvalidIdentityToken",
        "a bucket named as a path of API Gateway": "AccessDenied",
    }


@pytest.mark.parametrize("target", ["*", "nothing", "http://127.0.0.1", "?a=b"])
def test_a_request_target_without_a_path_is_answered(served: tuple[Lab, str], target: str) -> None:
    """RFC 9112, section 3.2."""
    host, _, port = served[1].removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(
            f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
        )
        assert b" 404 " in connection.recv(200)


def test_each_request_is_recorded_once_as_plain_http(
    served: tuple[Lab, str], came_back: list[Any]
) -> None:
    trace = served[0].trace
    assert [call.operation for call in trace] == [
        *("CreateUserPool", "CreateUserPoolClient", "SignUp", "AdminConfirmSignUp"),
        *("InitiateAuth", "InitiateAuth", "GetJsonWebKeySet", "GetJsonWebKeySet"),
        "DescribeRiskConfiguration",
        *("CreateBucket", "PutObject", "HeadObject", "GetObject", "GetObject"),
        *("GetObject", "GetObject", "ListObjectsV2", "DeleteObject", "GetObject", "HeadObject"),
        *("GetCallerIdentity", "ListUsers", "ListTables"),
        *("ListUserPools", "ListIdentityPools", "ListTables", "ListFunctions", "GetRestApis"),
        *("GetCallerIdentity", "ListUsers", "ListTopics", "ListQueues"),
        *("AssumeRoleWithWebIdentity", "CreateBucket", "ListObjectsV2"),
    ]
    assert {call.via for call in trace} == {"http"}
    assert {call.attempt for call in trace} == {1}
    by_operation = {call.operation: call for call in trace}
    assert (by_operation["SignUp"].caller, by_operation["SignUp"].signed) == ("app", False)
    assert by_operation["CreateUserPool"].principal == ROOT_ARN
    assert by_operation["CreateUserPool"].caller == "administrator"
    assert by_operation["ListTables"].parameters == {}
    assert by_operation["DeleteObject"].parameters == {"Bucket": "bucket", "Key": "a b/ü+%41"}
    presigned = [call for call in trace if call.credential == "presigned URL"]
    assert [call.operation for call in presigned] == ["GetObject", "GetObject"]
