"""The server as its users have it: a process of its own, found by what it prints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config

_MAIN = "import sys; from cognito_lab.cli import main; sys.exit(main())"
COMMAND = (sys.executable, "-c", _MAIN, "serve")


@dataclass(frozen=True)
class ServedLab:
    """What the line of JSON says, and the process that said it."""

    endpoint: str
    region: str
    access_key_id: str
    secret_access_key: str
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        return int(self.endpoint.rpartition(":")[2])

    def client(self, service: str, credentials: dict[str, Any] | None = None, **config: Any) -> Any:
        """A boto3 client of the served lab: the administrator's, or with other credentials."""
        given = credentials or {}
        secret = given.get("SecretAccessKey") or given.get("SecretKey") or self.secret_access_key
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=self.region,
            aws_access_key_id=given.get("AccessKeyId", self.access_key_id),
            aws_secret_access_key=secret,
            aws_session_token=given.get("SessionToken"),
            config=Config(retries={"total_max_attempts": 1}, **config),
        )


@contextmanager
def serving(*arguments: str, **environment: str) -> Iterator[ServedLab]:
    """A served lab, ended with SIGTERM; raises AssertionError if it ends in any way but well."""
    inherited = {name: value for name, value in os.environ.items() if "AWS_" not in name}
    process = subprocess.Popen(
        [*COMMAND, "--json", "--port", "0", *arguments],
        env={**inherited, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        said = process.stdout.readline()
        if not said:
            raise AssertionError(process.communicate()[1])
        facts = json.loads(said)
        yield ServedLab(
            facts["endpoint"],
            facts["region"],
            facts["accessKeyId"],
            facts["secretAccessKey"],
            process,
        )
    finally:
        process.terminate()
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "", ""), err
