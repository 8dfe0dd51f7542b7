"""A call in words: what the picture, the table and the Mermaid source all say of it.

`message_of` is asked once for each call; the three take its words and never look at the
call again, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cognito_lab.diagrams.text_metrics import clean, shorten
from cognito_lab.flow.actors import ADMINISTRATOR, actor
from cognito_lab.flow.call import (
    ACCESS_TOKEN,
    ANONYMOUS,
    NO_CREDENTIAL,
    NOBODY,
    PRESIGNED_URL,
    SIGNATURE,
    ApiCall,
)
from cognito_lab.flow.masking import plain

ANSWERED = "answered"
REFUSED = "refused"
FAILED = "failed"
NOT_SENT = "not sent"
"""How a call ends. A service refuses with a 4xx answer and fails with a 5xx; what is not
sent was refused on the caller's side and never reached the service."""

CROSS = "✕"

# What a reader looks for first; the rest comes in the order of the call.
_ASKED_FIRST = """
    Username USERNAME AuthFlow ChallengeName PASSWORD Password ProposedPassword
    ConfirmationCode email GroupName PoolName ClientName IdentityPoolName ProviderName
    RoleName RoleArn PolicyName Bucket Key TableName IdentityId Logins REFRESH_TOKEN
    AccessToken Token grant_type code
""".split()
_ANSWERED_FIRST = """
    ChallengeName UserConfirmed Username UserStatus Enabled IdToken AccessToken RefreshToken
    Session Destination UserSub IdentityId AccessKeyId Account Id ClientId
    IdentityPoolId Name RoleName Arn
""".split()
# True of nearly every call, and long.
_NOISE = frozenset(
    {"ClientId", "UserPoolId", "SecretHash", "SECRET_HASH", "Body", "ResponseMetadata"}
)
# Names of people and things are shown whole, at any length; other values are shortened.
_WHOLE = frozenset({"Username", "USERNAME", "email", "Key", "Bucket", "Destination"})

_MOST_ITEMS = 4
_NOISE_RANK = 1000
_MOST_NAME = 60
_MOST_VALUE = 56
_MOST_UNBROKEN = 24
_MOST_LEAVES = 400
# DynamoDB writes each value under the letter of its type.
_DYNAMODB_TYPES = frozenset({"S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS"})


@dataclass(frozen=True, slots=True)
class Message:
    """What is said of one call; every text is on one line and free of control characters.

    `ending` is one of ANSWERED, REFUSED, FAILED, NOT_SENT; `outcome` says it with the
    status and the error's code; `explanation` is the error's own message, or empty.
    `credential` and `wire` (the request line) are empty for a call that was never sent.
    """

    number: int
    caller: str
    callee: str
    caller_label: str
    callee_label: str
    operation: str
    question: str
    credential: str
    request: str
    wire: str
    ending: str
    outcome: str
    answer: str
    explanation: str
    answered_by: str
    behaviours: tuple[str, ...]
    attempt: int
    step: str


def message_of(call: ApiCall) -> Message:
    """The words for a call. Masked values stay masked: they are taken as the call has them."""
    ending = _ending(call)
    return Message(
        number=call.number,
        caller=call.caller,
        callee=call.callee,
        caller_label=label_of(call.caller),
        callee_label=label_of(call.callee),
        operation=clean(call.operation) or "(unnamed operation)",
        question=call.question,
        credential="" if ending == NOT_SENT else _credential(call),
        request=_items(call.parameters, _ASKED_FIRST),
        wire=_wire(call),
        ending=ending,
        outcome=_outcome(call, ending),
        answer="" if call.response is None else _items(call.response, _ANSWERED_FIRST),
        explanation="" if call.error is None else clean(call.error.message),
        answered_by=clean(call.answered_by),
        behaviours=tuple(clean(behaviour) for behaviour in call.behaviours),
        attempt=call.attempt,
        step=clean(call.step or ""),
    )


def label_of(actor_id: str) -> str:
    """The name on an actor's lane."""
    return clean(actor(actor_id).label) or "(unnamed)"


def _ending(call: ApiCall) -> str:
    error = call.error
    if not call.crossed_the_wire or (error is not None and error.before_sending):
        return NOT_SENT
    if error is None and (call.status or 0) < 400:
        return NOT_SENT if call.answered_by == NOBODY else ANSWERED
    if call.answered_by == NOBODY:
        return NOT_SENT
    return FAILED if (call.status or 0) >= 500 else REFUSED


def _outcome(call: ApiCall, ending: str) -> str:
    code = clean(call.error.code) if call.error is not None else ""
    status = str(call.status) if call.status is not None and ending != NOT_SENT else ""
    said = " ".join(word for word in (status, code) if word)
    if ending == ANSWERED:
        return said or ANSWERED
    return f"{ending}: {said}" if said else ending


def _credential(call: ApiCall) -> str:
    """What the caller showed, and who that makes it."""
    principal = clean(call.principal)
    # An ARN's last part is what tells principals apart; the account is always the lab's.
    name = principal.split(":", 5)[-1] if principal.startswith("arn:") else principal
    root = name == "root" or call.caller == ADMINISTRATOR.id
    acting = "" if root or name in ("", ANONYMOUS) else f" as {name}"
    words = {
        NO_CREDENTIAL: "not signed",
        SIGNATURE: f"signed{acting}",
        PRESIGNED_URL: f"presigned URL{acting}",
        ACCESS_TOKEN: "access token",
    }
    return words.get(call.credential, clean(call.credential))


def _wire(call: ApiCall) -> str:
    if call.request is None:
        return ""
    return clean(f"{call.request.method} {shorten(call.request.url, 200)}")


def _items(members: Mapping[str, Any], first: list[str]) -> str:
    """The members that matter most, as `name: value · name: value`; `…` where there are more."""
    leaves: list[tuple[str, str]] = []
    for name, value in _leaves(members):
        leaves.append((name, value))
        if len(leaves) == _MOST_LEAVES:
            break
    places = {name: place for place, name in enumerate(first)}

    def rank(leaf: tuple[str, str]) -> int:
        return places.get(leaf[0], _NOISE_RANK if leaf[0] in _NOISE else _NOISE_RANK - 1)

    ranked = sorted(leaves, key=rank)
    telling = [leaf for leaf in ranked if rank(leaf) < _NOISE_RANK] or ranked
    shown = [_item(name, value) for name, value in telling[:_MOST_ITEMS]]
    more = " …" if len(telling) > len(shown) else ""
    return " · ".join(shown) + more


def _item(name: str, value: str) -> str:
    words = clean(value)
    shown = words if name in _WHOLE else shorten(words, _MOST_VALUE)
    # A short value stays on the line of its name.
    space = "\xa0" if len(shown) <= _MOST_UNBROKEN else " "
    return f"{shorten(clean(name), _MOST_NAME)}:{space}{shown}"


def _leaves(members: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The scalars of a nested value with the name that tells what each is."""
    for name, value in members.items():
        if name != "ResponseMetadata":
            yield from _leaf(str(name), value)


def _leaf(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        if len(value) == 1 and next(iter(value)) in _DYNAMODB_TYPES:
            yield from _leaf(name, next(iter(value.values())))
        elif _is_pair(value):
            yield from _leaf(str(value["Name"]), value["Value"])
        else:
            yield from _leaves(value)
    elif isinstance(value, (list, tuple, set, frozenset)):
        scalars = [item for item in value if not isinstance(item, (Mapping, list, tuple))]
        if len(scalars) == len(value):
            if value:
                yield name, ", ".join(_scalar(item) for item in scalars)
        elif len(value) == 1 or all(_is_pair(item) for item in value):
            for item in value:
                yield from _leaf(name, item)
        else:
            yield name, f"{len(value)} items"
    else:
        yield name, _scalar(value)


def _is_pair(value: Any) -> bool:
    """Whether this is how AWS writes an attribute or a tag."""
    return isinstance(value, Mapping) and "Name" in value and "Value" in value


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "none" if value is None else str(plain(value))
