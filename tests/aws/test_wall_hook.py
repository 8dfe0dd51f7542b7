"""The hook in this process: what it refuses, what it says, and what it lets pass."""

import contextlib
import http.client
import http.server
import os
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.aws import RealAwsRefused, release_network, wall
from cognito_lab.aws.wall import LabState

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def wall_as_it_was() -> Iterator[None]:
    lab = wall._state.lab
    yield
    wall.raise_wall()
    wall.set_lab_state(lab)


def numeric_only(host: str) -> list[Any]:
    """Like a name look-up, but for numbers only: never a packet, wall or no wall."""
    return socket.getaddrinfo(host, 443, flags=socket.AI_NUMERICHOST)


def test_the_wall_can_be_lowered_and_raised_any_number_of_times() -> None:
    for _ in range(2):
        for _ in range(2):
            wall.raise_wall()
            assert wall.wall_is_up()
            with pytest.raises(RealAwsRefused):
                numeric_only("sts.amazonaws.com")
        for _ in range(2):
            release_network()
            assert not wall.wall_is_up()
            with pytest.raises(socket.gaierror):
                numeric_only("sts.amazonaws.com")


def test_a_lowered_wall_leaves_the_socket_methods_alone() -> None:
    no_port = ("sts.amazonaws.com",)  # refused by Python before any look-up
    with socket.socket() as made:
        wall.raise_wall()
        with pytest.raises(RealAwsRefused):
            made.connect(no_port)
        release_network()
        with pytest.raises(TypeError):
            made.connect(no_port)


def test_raising_it_again_guards_the_socket_methods_no_second_time() -> None:
    wall.raise_wall()
    connect = socket.socket.connect
    wall.raise_wall()
    assert socket.socket.connect is connect


def test_a_refusal_gives_the_advice_that_fits() -> None:
    advice = {}
    for state in LabState:
        wall.set_lab_state(state)
        with pytest.raises(RealAwsRefused) as refusal:
            numeric_only("STS.amazonaws.com.")
        assert refusal.value.host == "sts.amazonaws.com"
        assert "sts.amazonaws.com is a host of AWS" in str(refusal.value)
        advice[state] = str(refusal.value)
    assert "no lab is running" in advice[LabState.NOT_STARTED]
    assert "make both again" in advice[LabState.RUNNING]
    assert "stopped" in advice[LabState.STOPPED]


def test_boto3_raises_the_refusal_itself_and_does_not_retry() -> None:
    client = boto3.client(
        "sts",
        region_name="us-east-1",
        endpoint_url="https://no-such-host.amazonaws.com",
        aws_access_key_id="AKIAEXAMPLE",
        aws_secret_access_key="secret",
    )
    sent: list[str] = []
    client.meta.events.register("before-send", lambda request, **_: sent.append(request.url))
    with pytest.raises(RealAwsRefused, match=r"^Refused, nothing was sent: no-such-host\."):
        client.get_caller_identity()
    assert len(sent) == 1


def test_the_message_holds_no_path_query_or_password() -> None:
    url = "http://ana:pass-word@no-such-host.amazonaws.com/path?X-Amz-Signature=signature"
    connection = SimpleNamespace(host="proxy.example", _tunnel_host=None, _method="GET")
    with pytest.raises(RealAwsRefused) as refusal:
        sys.audit("http.client.send", connection, f"GET {url} HTTP/1.1\r\n\r\n".encode())
    for part in ("ana", "pass-word", "path", "ignature"):
        assert part not in str(refusal.value)
    assert refusal.value.host == "no-such-host.amazonaws.com"


def test_a_proxy_is_not_even_connected_to_for_a_tunnel_to_aws() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        port = listener.getsockname()[1]
        connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=0.5)
        connection.set_tunnel("no-such-host.amazonaws.com", 443)
        with pytest.raises(RealAwsRefused):
            connection.request("GET", "/")
        with pytest.raises(TimeoutError):
            listener.accept()


leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.builds(object)
    | st.sampled_from(["sts.amazonaws.com", b"GET http://x.api.aws/ HTTP/1.1\r\n", "169.254.1"])
)
anything = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.builds(SimpleNamespace, host=inner, _tunnel_host=inner, _method=inner)
    ),
    max_leaves=6,
)


@given(event=st.sampled_from(sorted(wall._WATCHED)), arguments=st.lists(anything, max_size=4))
def test_the_hook_passes_or_refuses_and_does_nothing_else(event: str, arguments: list[Any]) -> None:
    wall.raise_wall()
    with contextlib.suppress(RealAwsRefused):
        sys.audit(event, *arguments)


class Echo(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    with http.server.HTTPServer(("127.0.0.1", 0), Echo) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield f"127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.mark.parametrize(
    "body",
    [
        b"amazonaws.com",
        b"GET http://sts.amazonaws.com/ HTTP/1.1\r\n\r\n",
        b"CONNECT sts.api.aws:443",
    ],
)
def test_a_server_that_is_not_awss_may_be_told_of_aws(server: str, body: bytes) -> None:
    wall.raise_wall()
    url = f"http://{server}/sts.amazonaws.com?next=https://sts.amazonaws.com/"
    assert requests.post(url, data=body, timeout=5).content == body
    with urllib.request.urlopen(url, data=body, timeout=5) as response:
        assert response.read() == body
    connection = http.client.HTTPConnection(server, timeout=5)
    connection.request("POST", "/", body, {"Referer": "https://console.aws.amazon.com/"})
    assert connection.getresponse().read() == body
    connection.close()


def test_unix_sockets_work_whatever_their_path(tmp_path: Path) -> None:
    if not hasattr(socket, "AF_UNIX"):
        pytest.skip("this system has no Unix sockets")
    wall.raise_wall()
    path = str(tmp_path / "sts.amazonaws.com")
    with socket.socket(socket.AF_UNIX) as listener, socket.socket(socket.AF_UNIX) as client:
        listener.bind(path)
        listener.listen()
        client.connect(path)
        client.sendmsg([b"hello"])
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.recv(5) == b"hello"


def in_a_new_python(code: str) -> str:
    environment = dict(os.environ) | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_importing_the_package_raises_the_wall_and_loads_no_other_library() -> None:
    code = """
import sys
from cognito_lab.aws import wall
loaded = {name.partition(".")[0] for name in sys.modules}
print(wall.wall_is_up(), sorted(loaded & {"boto3", "botocore", "moto", "requests", "urllib3"}))
"""
    assert in_a_new_python(code) == "True []"


def test_reloading_the_module_does_not_lower_the_wall() -> None:
    code = """
import importlib, socket
from cognito_lab.aws import wall
importlib.reload(wall)
try:
    socket.getaddrinfo("sts.amazonaws.com", 443, flags=socket.AI_NUMERICHOST)
except Exception as error:
    print(type(error).__name__)
"""
    assert in_a_new_python(code) == "RealAwsRefused"


def test_a_process_that_keeps_the_hook_out_is_told_so() -> None:
    code = """
import sys
def jealous(event, args):
    if event == "sys.addaudithook":
        raise RuntimeError("no other hook")
sys.addaudithook(jealous)
try:
    from cognito_lab.aws import wall
except RuntimeError as error:
    print(error)
"""
    assert "cannot be raised" in in_a_new_python(code)
