"""The learner's own mailbox: every e-mail and text message that Cognito would have sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload


@dataclass(frozen=True, slots=True)
class Message:
    """One message: to whom, by what medium (`"EMAIL"` or `"SMS"`), why, and its text.

    `code` is the code inside the text, or None. Codes are shown: it is the learner's mail.
    """

    recipient: str
    medium: str
    purpose: str
    code: str | None
    text: str
    subject: str | None
    at: dt.datetime

    def __str__(self) -> str:
        subject = f" [{self.subject}]" if self.subject else ""
        return f"{self.medium} to {self.recipient}{subject} {self.text}"


class Outbox(Sequence[Message]):
    """All messages in the order in which they were sent; `outbox[-1]` is the latest."""

    def __init__(self) -> None:
        self._messages: list[Message] = []

    def __len__(self) -> int:
        return len(self._messages)

    @overload
    def __getitem__(self, index: int) -> Message: ...
    @overload
    def __getitem__(self, index: slice) -> list[Message]: ...
    def __getitem__(self, index: int | slice) -> Message | list[Message]:
        if isinstance(index, int) and not self._messages:
            raise IndexError("the outbox is empty: nothing has been sent yet in this lab")
        return self._messages[index]

    def to(self, recipient: str) -> list[Message]:
        """The messages to one address or number."""
        return [message for message in self._messages if message.recipient == recipient]

    def send(self, message: Message) -> None:
        """Deliver a message (the mocked AWS calls this)."""
        self._messages.append(message)

    def clear(self) -> None:
        """Forget every message."""
        self._messages.clear()

    def __repr__(self) -> str:
        if not self._messages:
            return "<the outbox is empty>"
        return "\n".join(str(message) for message in self._messages)
