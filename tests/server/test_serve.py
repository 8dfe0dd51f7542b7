"""`cognito-lab serve`, as a process: what it prints, whom it lets in, and how it ends."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cognito_lab.aws.account import ADMINISTRATOR_KEY_ID, ADMINISTRATOR_SECRET, ROOT_ARN
from tests.server.process import COMMAND, ServedLab, serving


def test_the_line_says_where_it_is_and_with_which_keys(served_lab: ServedLab) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", served_lab.endpoint)
    assert served_lab.region == "us-east-1"
    assert (served_lab.access_key_id, served_lab.secret_access_key) == ("test", "test")
    assert served_lab.client("sts").get_caller_identity()["Arn"] == ROOT_ARN


@pytest.mark.parametrize(
    ("key_id", "secret", "code"),
    [
        ("test", "tset", "SignatureDoesNotMatch"),
        ("tset", "test", "InvalidClientTokenId"),
        (ADMINISTRATOR_KEY_ID, ADMINISTRATOR_SECRET, "InvalidClientTokenId"),
    ],
)
def test_every_other_key_is_refused(
    served_lab: ServedLab, key_id: str, secret: str, code: str
) -> None:
    stranger = {"AccessKeyId": key_id, "SecretAccessKey": secret}
    with pytest.raises(ClientError) as refused:
        served_lab.client("sts", stranger).get_caller_identity()
    assert refused.value.response["Error"]["Code"] == code


def test_the_administrators_keys_are_what_the_environment_says() -> None:
    keys = {"COGNITO_LAB_ACCESS_KEY_ID": "ADMIN", "COGNITO_LAB_SECRET_ACCESS_KEY": "s3cret/+"}
    with serving(**keys) as lab:
        assert (lab.access_key_id, lab.secret_access_key) == ("ADMIN", "s3cret/+")
        assert lab.client("sts").get_caller_identity()["Arn"] == ROOT_ARN
        with pytest.raises(ClientError, match="InvalidClientTokenId"):
            lab.client(
                "sts", {"AccessKeyId": "test", "SecretAccessKey": "test"}
            ).get_caller_identity()


@pytest.mark.parametrize("key_id", ["", "with space", "schlüssel"])
def test_keys_that_cannot_be_signed_with_are_a_sentence(key_id: str) -> None:
    with pytest.raises(AssertionError, match=r"^cognito-lab: .* letters and digits"):
        serving(COGNITO_LAB_ACCESS_KEY_ID=key_id).__enter__()


def test_the_same_seed_gives_the_same_ids() -> None:
    ids = []
    for _ in range(2):
        with serving("--seed", "7") as lab:
            ids.append(
                lab.client("cognito-idp").create_user_pool(PoolName="pool")["UserPool"]["Id"]
            )
    assert ids[0] == ids[1]


def test_it_listens_on_the_loopback_address_alone(served_lab: ServedLab) -> None:
    with socket.create_connection(("127.0.0.1", served_lab.port), timeout=5):
        pass
    if sys.platform == "linux":  # where all of 127.0.0.0/8 is this machine
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", served_lab.port), timeout=5)


def test_a_port_that_is_taken_is_a_sentence(served_lab: ServedLab) -> None:
    done = subprocess.run(
        [*COMMAND, "--port", str(served_lab.port)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert f"port {served_lab.port} is not free" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_either_signal_ends_it_well_and_a_reader_was_told_how_to_call_it(end: int) -> None:
    process = subprocess.Popen(
        [*COMMAND, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    said = "".join(iter(process.stdout.readline, "Ctrl-C here ends it.\n"))
    process.send_signal(end)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "", "")
    assert re.search(r"export AWS_ENDPOINT_URL=http://127\.0\.0\.1:\d+ AWS_REGION=us-east-1", said)
    assert "export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test" in said


def test_a_request_under_another_name_is_refused(served_lab: ServedLab) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served_lab.port)
    connection.request("GET", "/", headers={"Host": "example.com"})
    assert connection.getresponse().status == 403


def test_a_page_of_this_machine_gets_leave_and_an_answer(served_lab: ServedLab) -> None:
    page = {"Origin": "http://localhost:3000"}
    asking = {"Access-Control-Request-Method": "POST", **page}
    request = urllib.request.Request(served_lab.endpoint, headers=asking, method="OPTIONS")
    with urllib.request.urlopen(request) as answer:
        assert answer.headers["Access-Control-Allow-Origin"] == page["Origin"]
    keys = served_lab.endpoint + "/.well-known/jwks_uri"
    with urllib.request.urlopen(urllib.request.Request(keys, headers=page)) as answer:
        assert answer.headers["Access-Control-Allow-Origin"] == page["Origin"]
        assert json.load(answer)["keys"][0]["kty"] == "RSA"


class Unseekable(BytesIO):
    """A body whose length nobody knows beforehand: it is sent in chunks."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: Any) -> int:
        raise OSError("not seekable")

    def tell(self) -> int:
        raise OSError("not seekable")


def test_bodies_in_chunks_arrive_whole(served_lab: ServedLab) -> None:
    served_lab.client("s3").create_bucket(Bucket="chunks")
    url = served_lab.client("s3", signature_version="s3v4").generate_presigned_url(
        "put_object", Params={"Bucket": "chunks", "Key": "key"}
    )
    path = url.removeprefix(served_lab.endpoint)
    connection = http.client.HTTPConnection("127.0.0.1", served_lab.port)
    connection.request("PUT", path, body=iter([b"one ", b"two"]), encode_chunked=True)
    assert connection.getresponse().status == 200
    s3 = served_lab.client("s3")
    assert s3.get_object(Bucket="chunks", Key="key")["Body"].read() == b"one two"
    s3.upload_fileobj(Unseekable(b"three"), "chunks", "other")
    assert s3.get_object(Bucket="chunks", Key="other")["Body"].read() == b"three"


def test_who_does_not_sign_reads_what_is_everybodys(served_lab: ServedLab) -> None:
    s3 = served_lab.client("s3")
    s3.create_bucket(Bucket="open-bucket")
    s3.put_object(Bucket="open-bucket", Key="key", Body=b"body")
    statement = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"}
    policy = {**statement, "Resource": "arn:aws:s3:::open-bucket/*"}
    address = f"{served_lab.endpoint}/open-bucket/key"
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(address)
    document = json.dumps({"Version": "2012-10-17", "Statement": [policy]})
    s3.put_bucket_policy(Bucket="open-bucket", Policy=document)
    with urllib.request.urlopen(address) as answer:
        assert answer.read() == b"body"
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{served_lab.endpoint}/no-bucket/key")


def test_a_bucket_can_stand_in_the_hosts_name(served_lab: ServedLab) -> None:
    served_lab.client("s3").create_bucket(Bucket="by-name")
    host = f"by-name.localhost:{served_lab.port}"
    local = ServedLab(
        f"http://localhost:{served_lab.port}", "us-east-1", "test", "test", served_lab.process
    )
    url = local.client("s3", s3={"addressing_style": "virtual"}).generate_presigned_url(
        "put_object", Params={"Bucket": "by-name", "Key": "key"}
    )
    assert url.startswith(f"http://{host}/key?")
    connection = http.client.HTTPConnection("127.0.0.1", served_lab.port)
    connection.request("PUT", url.removeprefix(f"http://{host}"), b"body", {"Host": host})
    assert connection.getresponse().status == 200
    s3 = served_lab.client("s3")
    assert s3.get_object(Bucket="by-name", Key="key")["Body"].read() == b"body"


@pytest.mark.parametrize(
    "sent",
    [
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: many\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /%zz%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nAuthorization: AWS4-HMAC-SHA256 \xff\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
    ],
)
def test_nonsense_is_refused_and_the_next_is_answered(served_lab: ServedLab, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", served_lab.port), timeout=10) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert re.match(rb"HTTP/1\.[01] 4\d\d ", answer) or b"Error code: 400" in answer
    assert served_lab.client("sts").get_caller_identity()["Arn"] == ROOT_ARN


def test_many_at_once_are_all_answered(served_lab: ServedLab) -> None:
    s3 = served_lab.client("s3")
    s3.create_bucket(Bucket="at-once")

    def write_and_read(number: int) -> bytes:
        key = str(number)
        s3.put_object(Bucket="at-once", Key=key, Body=key.encode())
        return bytes(s3.get_object(Bucket="at-once", Key=key)["Body"].read())

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(write_and_read, range(40))) == [b"%d" % n for n in range(40)]
