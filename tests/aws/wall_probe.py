"""Tries in every way to reach a host, and writes down what happened. Run by test_wall.py.

    python wall_probe.py HOST ADDRESS REPORT [--lab]

HOST is a name, ADDRESS a literal address; with --lab the attempts are made before, during and
after a lab, else once. REPORT gets one JSON object with a row for each attempt. Before each
attempt the probe connects to a Unix socket named after it, which fails, but stands in a list
of system calls like a title over what follows.
"""

from __future__ import annotations

import _socket
import asyncio
import contextlib
import http.client
import json
import os
import socket
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import jwt
import requests
from botocore.config import Config
from botocore.utils import InstanceMetadataFetcher

HOST, ADDRESS = sys.argv[1], sys.argv[2]
REAL_AWS = HOST.endswith(".amazonaws.com")
PATIENCE = 1.0
REAL_SLEEP = time.sleep  # the lab's clock takes the place of time.sleep


def boto3_client(service: str) -> Any:
    """As a learner makes it; pointed at HOST, and without patience, where HOST is not AWS's."""
    if REAL_AWS:
        return boto3.client(service, region_name="us-east-1")
    hurry = Config(connect_timeout=PATIENCE, retries={"total_max_attempts": 1})
    return boto3.client(
        service, region_name="us-east-1", endpoint_url=f"https://{HOST}", config=hurry
    )


EARLY_STS = boto3_client("sts")
EARLY_S3 = boto3_client("s3")


class Proxy:
    """A proxy on 127.0.0.1 that refuses everything and remembers what it was told."""

    def __init__(self) -> None:
        self.received = b""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            self.received += connection.recv(4096)
            connection.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")


PROXY = Proxy()


@contextlib.contextmanager
def through_the_proxy() -> Iterator[None]:
    names = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")
    os.environ.update(dict.fromkeys(names, PROXY.url))
    try:
        yield
    finally:
        for name in names:
            del os.environ[name]


def through_proxy(attempt: Callable[[], object]) -> Callable[[], object]:
    def proxied() -> object:
        with through_the_proxy():
            return attempt()

    return proxied


def with_socket(
    use: Callable[[Any], object], kind: int = socket.SOCK_STREAM, plain_c: bool = False
) -> Callable[[], object]:
    """`use` of a new socket; a `_socket.socket` is what C code and old libraries use."""

    def attempt() -> object:
        made: Any = (_socket if plain_c else socket).socket(socket.AF_INET, kind)
        try:
            made.settimeout(PATIENCE)
            return use(made)
        finally:
            made.close()

    return attempt


def tunnel() -> object:
    connection = http.client.HTTPSConnection("127.0.0.1", PROXY.port, timeout=PATIENCE)
    connection.set_tunnel(HOST, 443)
    return ask(connection, "GET", "/")


def connect_by_hand() -> object:
    connection = http.client.HTTPConnection("127.0.0.1", PROXY.port, timeout=PATIENCE)
    return ask(connection, "CONNECT", f"{HOST}:443")


def kept_alive() -> object:
    """A connection that was open before the wall was there, to a host that is AWS's."""
    connection = http.client.HTTPConnection(HOST, timeout=PATIENCE)
    connection.sock = socket.create_connection(("127.0.0.1", PROXY.port))
    return ask(connection, "GET", "/")


def ask(connection: http.client.HTTPConnection, method: str, target: str) -> object:
    with contextlib.closing(connection):
        connection.request(method, target, headers={"Host": "proxied"})
        return connection.getresponse().status


def open_newly(url: str) -> object:
    """urlopen keeps the proxies that it found at its first use; a new opener looks again."""
    return urllib.request.build_opener().open(url, timeout=PATIENCE).status


async def open_connection(host: str) -> None:
    await asyncio.wait_for(asyncio.open_connection(host, 443), PATIENCE)


async def send_datagram() -> None:
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(
        asyncio.DatagramProtocol, remote_addr=(HOST, 53)
    )
    transport.close()


def fetch_role_credentials() -> object:
    config = {"ec2_metadata_service_endpoint": f"http://{ADDRESS}/"}
    fetcher = InstanceMetadataFetcher(timeout=PATIENCE, num_attempts=1, config=config, env={})
    return sorted(fetcher.retrieve_iam_role_credentials())


def upload() -> None:
    Path("upload.txt").write_text("a file to send", encoding="utf-8")
    EARLY_S3.upload_file("upload.txt", "wall-probe", "upload.txt")


URL, PLAIN_URL = f"https://{HOST}/?secret=query", f"http://{HOST}/?secret=query"
DATAGRAM = socket.SOCK_DGRAM

ATTEMPTS: dict[str, Callable[[], object]] = {
    "boto3, a client made before the wall": lambda: EARLY_STS.get_caller_identity(),
    "boto3, a new client": lambda: boto3_client("sts").get_caller_identity(),
    "boto3, an S3 transfer": upload,
    "requests": lambda: requests.get(URL, timeout=PATIENCE).status_code,
    "urllib": lambda: urllib.request.urlopen(URL, timeout=PATIENCE).status,
    "http.client": lambda: ask(http.client.HTTPSConnection(HOST, timeout=PATIENCE), "GET", "/"),
    "asyncio by name": lambda: asyncio.run(open_connection(HOST)),
    "asyncio by address": lambda: asyncio.run(open_connection(ADDRESS)),
    "asyncio datagram": lambda: asyncio.run(send_datagram()),
    "create_connection": lambda: socket.create_connection((HOST, 443), PATIENCE).close(),
    "getaddrinfo": lambda: socket.getaddrinfo(HOST, 443),
    "getaddrinfo, bytes": lambda: socket.getaddrinfo(HOST.encode(), 443),
    "gethostbyname": lambda: socket.gethostbyname(HOST),
    "gethostbyname_ex": lambda: socket.gethostbyname_ex(HOST),
    "gethostbyaddr": lambda: socket.gethostbyaddr(ADDRESS),
    "getnameinfo": lambda: socket.getnameinfo((ADDRESS, 80), 0),
    "connect by name": with_socket(lambda s: s.connect((HOST, 443))),
    "connect_ex by name": with_socket(lambda s: s.connect_ex((HOST, 443))),
    "bind by name": with_socket(lambda s: s.bind((HOST, 0))),
    "sendto by name": with_socket(lambda s: s.sendto(b"x", (HOST, 9)), DATAGRAM),
    "sendto with flags": with_socket(lambda s: s.sendto(b"x", 0, (HOST, 9)), DATAGRAM),
    "sendmsg by name": with_socket(lambda s: s.sendmsg([b"x"], [], 0, (HOST, 9)), DATAGRAM),
    "connect by address": with_socket(lambda s: s.connect((ADDRESS, 80))),
    "C connect": with_socket(lambda s: s.connect((ADDRESS, 80)), plain_c=True),
    "C connect_ex": with_socket(lambda s: s.connect_ex((ADDRESS, 80)), plain_c=True),
    "C sendto": with_socket(lambda s: s.sendto(b"x", (ADDRESS, 9)), DATAGRAM, plain_c=True),
    "C sendmsg": with_socket(
        lambda s: s.sendmsg([b"x"], [], 0, (ADDRESS, 9)), DATAGRAM, plain_c=True
    ),
    "metadata, requests": lambda: requests.get(f"http://{ADDRESS}/", timeout=PATIENCE).text,
    "metadata, botocore": fetch_role_credentials,
    "proxy, boto3": through_proxy(lambda: boto3_client("sts").get_caller_identity()),
    "proxy, requests": through_proxy(lambda: requests.get(URL, timeout=PATIENCE).status_code),
    "proxy, requests, http": through_proxy(
        lambda: requests.get(PLAIN_URL, timeout=PATIENCE).raise_for_status()
    ),
    "proxy, urllib": through_proxy(lambda: open_newly(URL)),
    "proxy, urllib, http": through_proxy(lambda: open_newly(PLAIN_URL)),
    "proxy, tunnel": tunnel,
    "proxy, CONNECT by hand": connect_by_hand,
    "kept-alive connection": kept_alive,
}

if not hasattr(socket.socket, "sendmsg"):  # Windows
    ATTEMPTS = {name: a for name, a in ATTEMPTS.items() if "sendmsg" not in name}

DESTINATION_AT = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.bind": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
    "socket.getnameinfo": 0,
}
HERE = ("127.0.0.1", "localhost", "0.0.0.0", "None", "")


class Passed:
    """What passes the wall: an audit hook added after the wall's is not called for a refusal."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        sys.addaudithook(self._hook)

    def _hook(self, event: str, args: tuple[Any, ...]) -> None:
        if event not in DESTINATION_AT:
            return
        destination = args[DESTINATION_AT[event]]
        if isinstance(destination, tuple):
            destination = destination[0] if destination else None
        elif DESTINATION_AT[event] == 1:
            return  # the path of a Unix socket, or a socket that is connected already
        name = destination.decode() if isinstance(destination, bytes) else str(destination)
        if name not in HERE:
            self.seen.append(f"{event} {name}")


def mark(title: str) -> None:
    """Put a title among the system calls."""
    if sys.platform == "linux":
        with socket.socket(socket.AF_UNIX) as marker, contextlib.suppress(OSError):
            marker.connect(f"\0wall-probe/{title}")


def try_everything(
    phase: str, attempts: dict[str, Callable[[], object]], passed: Passed
) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for name, attempt in attempts.items():
        PROXY.received, passed.seen = b"", []
        mark(f"{phase}/{name}")
        row: dict[str, object] = {"phase": phase, "attempt": name, "error": None}
        try:
            row["result"] = repr(attempt())
        except Exception as error:
            row["error"] = type(error).__name__
            row["text"] = f"{type(error).__name__}: {error}"
        if "proxy" in name:
            REAL_SLEEP(0.02)  # for the proxy's thread to read what came
        row["passed"] = passed.seen
        row["proxy_received"] = PROXY.received.decode("latin-1")
        rows.append(row)
        print(json.dumps(row))
    mark(f"{phase}/")
    return rows


def lab_attempts() -> dict[str, Callable[[], object]]:
    """What the lab answers, and what it does not know; nothing of it may leave."""
    pool = boto3.client("cognito-idp").create_user_pool(PoolName="probe")["UserPool"]["Id"]
    jwks = f"https://cognito-idp.us-east-1.amazonaws.com/{pool}/.well-known/jwks.json"
    strange = "https://no-such-service.us-east-1.amazonaws.com/"
    function = "https://probe.lambda-url.us-east-1.on.aws/"
    with_real_keys = boto3.client(
        "sts",
        aws_access_key_id=os.environ["PROBE_KEY_ID"],
        aws_secret_access_key=os.environ["PROBE_SECRET"],
        aws_session_token=os.environ["PROBE_TOKEN"],
    )
    return {
        "lab, a new client": lambda: boto3.client("sts").get_caller_identity()["Account"],
        "lab, requests": lambda: requests.get(jwks, timeout=PATIENCE).status_code,
        "lab, urllib": lambda: urllib.request.urlopen(jwks, timeout=PATIENCE).status,
        "lab, PyJWKClient": lambda: len(jwt.PyJWKClient(jwks).get_signing_keys()),
        "lab, real credentials in a new client": with_real_keys.get_caller_identity,
        "strange host, requests": lambda: requests.get(strange, timeout=PATIENCE).status_code,
        "strange host, urllib": lambda: urllib.request.urlopen(strange, timeout=PATIENCE),
        "function, requests": lambda: requests.get(function, timeout=PATIENCE).status_code,
        "function, urllib": lambda: urllib.request.urlopen(function, timeout=PATIENCE),
    }


def before_during_and_after(passed: Passed) -> dict[str, object]:
    from cognito_lab.aws import release_network, start_lab, wall
    from cognito_lab.flow import trace_to_json

    learners_own = dict(os.environ)
    rows = try_everything("before", ATTEMPTS, passed)
    lab = start_lab(seed=1)
    lab_client = boto3.client("sts")
    rows += try_everything("during", ATTEMPTS | lab_attempts(), passed)
    print(lab, lab.trace, lab.outbox, lab.trace.calls)
    traces = [trace_to_json(lab.trace), trace_to_json(lab.trace.revealed())]
    Path("trace.json").write_text("\n".join(traces), encoding="utf-8")
    recorded = len(lab.trace)
    lab.stop()
    restored = dict(os.environ) == learners_own
    late = {"boto3, a client made in the lab": lambda: lab_client.get_caller_identity()}
    rows += try_everything("after", ATTEMPTS | late, passed)
    # AI_NUMERICHOST: an address or an error, and never a look-up.
    numeric = {"no look-up": lambda: socket.getaddrinfo(HOST, 443, flags=socket.AI_NUMERICHOST)}
    release_network()
    rows += try_everything("released", numeric, passed)
    wall.raise_wall()
    rows += try_everything("raised again", numeric, passed)
    return {"rows": rows, "recorded": recorded, "restored": restored}


def main() -> None:
    from cognito_lab.aws import wall

    wall.raise_wall()
    passed = Passed()
    if "--lab" in sys.argv:
        report = before_during_and_after(passed)
    else:
        report = {"rows": try_everything("before", ATTEMPTS, passed)}
    Path(sys.argv[3]).write_text(json.dumps(report), encoding="utf-8")


if __name__ == "__main__":
    main()
