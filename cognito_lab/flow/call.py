"""One request and its answer, as a frozen value; and a note on what happened in between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

# What answered a call.
MOTO = "moto"
MOTO_AND_LAB = "moto + lab checks"
LAB = "lab"
NOBODY = "nobody"
ANSWERS = (MOTO, MOTO_AND_LAB, LAB, NOBODY)

# What the caller showed to prove who is calling.
NO_CREDENTIAL = "none"
SIGNATURE = "signature"
PRESIGNED_URL = "presigned URL"
ACCESS_TOKEN = "access token"
CREDENTIALS = (NO_CREDENTIAL, SIGNATURE, PRESIGNED_URL, ACCESS_TOKEN)

ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class CallError:
    """Why a call failed: AWS's code and message.

    `before_sending` is true where the SDK refused it (a missing parameter, no
    credentials) and nothing crossed the wire.
    """

    code: str
    message: str
    before_sending: bool = False


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """The request as it crossed the wire, in the order of its headers.

    The two headers that tell of the machine and change with every run (`User-Agent`,
    `amz-sdk-invocation-id`) are left out. `body` is text; binary is described instead.
    """

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""

    def header(self, name: str) -> str | None:
        """The value of a header, whatever the case of its name; None where it is absent."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiCall:
    """One request that was made, and what came back.

    `number` counts from 1 over the whole recording. `caller` and `callee` are actor ids.
    `principal` is the ARN on whose behalf IAM sees the call, or `"anonymous"`.
    `credential` is one of `CREDENTIALS`, `answered_by` one of `ANSWERS`, `behaviours`
    the ids of the ledger's rows that acted, `question` one of `questions.QUESTIONS`.
    `request` and `status` are None for a call that was never sent. `attempt` is 2 for
    the first retry. Secrets are masked; `revealed()` is the way to ask for them.
    """

    number: int
    at: dt.datetime
    service: str
    operation: str
    caller: str
    callee: str
    principal: str
    credential: str
    access_key_id: str | None
    via: str
    parameters: Mapping[str, Any]
    response: Mapping[str, Any] | None
    error: CallError | None
    request: HttpRequest | None
    status: int | None
    answered_by: str
    behaviours: tuple[str, ...]
    question: str
    step: str | None = None
    attempt: int = 1
    evaluation: Any = field(default=None, compare=False)
    # A function, so that nothing that walks the fields (`asdict`, a printer) finds secrets.
    _revealed: Callable[[], ApiCall] | None = field(default=None, repr=False, compare=False)

    @property
    def signed(self) -> bool:
        """Whether AWS's signature was on it, in a header or in the URL."""
        return self.credential in (SIGNATURE, PRESIGNED_URL)

    @property
    def failed(self) -> bool:
        """Whether the caller got an error, from the SDK or from the service."""
        return self.error is not None

    @property
    def crossed_the_wire(self) -> bool:
        """False for a call that the SDK refused before sending."""
        return self.request is not None

    def revealed(self) -> ApiCall:
        """The same call with its passwords, codes and tokens in the clear.

        Raises ValueError for a call that was loaded from a file: none were saved.
        """
        if self._revealed is None:
            raise ValueError(
                f"call {self.number} ({self.operation}) holds no secrets: it came from a "
                "file. Ask the trace of the lab that recorded it."
            )
        return self._revealed()

    def __str__(self) -> str:
        outcome = str(self.status or "not sent")
        if self.error is not None and self.error.code != outcome:
            outcome += f" {self.error.code}"
        return (
            f"{self.number}. {self.caller} → {self.callee}: {self.operation} "
            f"{outcome} ({self.answered_by})"
        )


@dataclass(frozen=True, slots=True)
class Note:
    """What happened between two calls: a code arrived, the clock moved.

    `after` is the number of the call before it (0: before the first); `kind` is
    `"message"`, `"clock"`, `"trigger"` (a function of the learner's was called) or `"keys"` (a
    pool signs with new ones).
    """

    after: int
    at: dt.datetime
    kind: str
    text: str
    step: str | None = None
