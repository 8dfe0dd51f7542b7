"""The answer of a pre token generation trigger: read, and held to what its version takes.

V1_0 changes the ID token and the groups. V2_0 and V3_0 are the same to a user's tokens, and change
the access token as well (V3_0 also those of machines); their claims need not be texts.
https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
"""

from __future__ import annotations

import enum
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cognito_lab.evidence import Verdict
from cognito_lab.tokens.group_roles import GroupConfiguration
from cognito_lab.tokens.segment import DEEPEST
from cognito_lab.tokens.token_customization import (
    NO_CHANGES,
    ClaimChanges,
    TokenCustomization,
    can_be_added,
    can_be_suppressed,
)

_HALF_OF_A_PAIR = re.compile("[\ud800-\udfff]")

_DEEPEST = DEEPEST - 1
"""How deep the value of a claim may be nested: no deeper than a token that is verified later.

No document has such a limit, nor one of size.
"""


class EventVersion(enum.Enum):
    """A LambdaVersion: the `version` of its event, and the member that its answer stands in."""

    V1_0 = ("1", "claimsOverrideDetails")
    V2_0 = ("2", "claimsAndScopeOverrideDetails")
    V3_0 = ("3", "claimsAndScopeOverrideDetails")

    def __init__(self, number: str, container: str) -> None:
        self.number = number
        self.container = container


class GenerationReason(enum.StrEnum):
    """Why an answer can be used or not."""

    ACCEPTED = "accepted"
    NOT_ITS_TYPE = "a member is of another type than this version takes"
    NO_CLAIM_VALUE = "a claim's value is of no type that this version takes"
    BLANK_IN_SCOPE = "a scope contains a blank, or nothing"
    OTHER_AUDIENCE = "the access token's aud is not the app client's id"


@dataclass(frozen=True, slots=True)
class GenerationCheck(Verdict):
    """The verdict on an answer. Ask `.accepted`; `member` is the path of what is wrong.

    `customization` is what the answer wants, without what no trigger can change.
    """

    reason: GenerationReason
    customization: TokenCustomization = NO_CHANGES
    member: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the answer can be used."""
        return self.reason is GenerationReason.ACCEPTED


class _Wrong(Exception):
    def __init__(self, reason: GenerationReason, member: str) -> None:
        super().__init__(reason, member)
        self.check = GenerationCheck(reason, member=member)


def check_generation(
    version: EventVersion, response: Mapping[str, Any], app_client_id: str
) -> GenerationCheck:
    """Whether a trigger's `response` is one that its version takes, and what it wants.

    What is null or not there changes nothing, but for `groupOverrideDetails`. The container of
    another version is not looked at. Which faults AWS refuses and which it passes over is not
    documented, but that some are refused is reported:
    https://github.com/aws/aws-lambda-java-libs/issues/516
    """
    try:
        wanted = _read(version, response, app_client_id)
    except _Wrong as wrong:
        return wrong.check
    return GenerationCheck(GenerationReason.ACCEPTED, wanted)


def _read(
    version: EventVersion, response: Mapping[str, Any], app_client_id: str
) -> TokenCustomization:
    name = version.container
    # The page's own sample of an event has an empty list here, which a function may hand back.
    given = None if response.get(name) == [] else response.get(name)
    details = _Part(given, name)
    groups = _groups(details)
    if version is EventVersion.V1_0:
        return TokenCustomization(id_token=_changes(details, complex_values=False), groups=groups)
    access = details.part("accessTokenGeneration")
    return TokenCustomization(
        id_token=_changes(details.part("idTokenGeneration"), complex_values=True),
        access_token=_changes(access, complex_values=True),
        audience=_audience(access, app_client_id),
        scopes_to_add=_scopes(access),
        scopes_to_suppress=frozenset(access.texts("scopesToSuppress")),
        groups=groups,
    )


class _Part:
    """An object of the answer, with its path; null is an empty one."""

    def __init__(self, given: Any, path: str) -> None:
        if given is not None and not isinstance(given, dict):
            raise _Wrong(GenerationReason.NOT_ITS_TYPE, path)
        self.members: Mapping[str, Any] = given or {}
        self.path = path

    def part(self, name: str) -> _Part:
        return _Part(self.members.get(name), self.path_of(name))

    def texts(self, name: str) -> tuple[str, ...]:
        given = self.members.get(name)
        if given is None:
            return ()
        if not isinstance(given, list) or not all(map(_is_text, given)):
            raise _Wrong(GenerationReason.NOT_ITS_TYPE, self.path_of(name))
        return tuple(given)

    def text(self, name: str) -> str | None:
        given = self.members.get(name)
        if given is not None and not _is_text(given):
            raise _Wrong(GenerationReason.NOT_ITS_TYPE, self.path_of(name))
        return given or None

    def path_of(self, name: str) -> str:
        return f"{self.path}.{name}"


def _changes(part: _Part, *, complex_values: bool) -> ClaimChanges:
    adding = part.part("claimsToAddOrOverride")
    add = {}
    for name, value in adding.members.items():
        if value is None or not can_be_added(name):  # a null is unconfirmed: it is taken for none
            continue
        is_value = _is_claim_value(value) if complex_values else _is_text(value)
        if not (_is_text(name) and is_value):
            raise _Wrong(GenerationReason.NO_CLAIM_VALUE, adding.path_of(name))
        add[name] = value
    return ClaimChanges(add, frozenset(filter(can_be_suppressed, part.texts("claimsToSuppress"))))


def _audience(access: _Part, app_client_id: str) -> bool:
    """Whether an `aud` is wanted: it "must match the app client ID of the current session"."""
    adding = access.part("claimsToAddOrOverride")
    wanted = adding.members.get("aud")
    if wanted is not None and wanted != app_client_id:
        raise _Wrong(GenerationReason.OTHER_AUDIENCE, adding.path_of("aud"))
    return wanted is not None


def _scopes(access: _Part) -> tuple[str, ...]:
    """The scopes to add: none of them may "contain one or more blank-space characters"."""
    scopes = access.texts("scopesToAdd")
    if not all(scope.split() == [scope] for scope in scopes):
        raise _Wrong(GenerationReason.BLANK_IN_SCOPE, access.path_of("scopesToAdd"))
    return scopes


def _groups(details: _Part) -> GroupConfiguration | None:
    """The groups that are wanted, or None.

    "If you provide an empty or null object in the response, then Amazon Cognito suppresses the
    groups." What is not there at all leaves them, as in the page's first example.
    """
    name = "groupOverrideDetails"
    if name not in details.members:
        return None
    given = details.part(name)
    return GroupConfiguration(
        given.texts("groupsToOverride"),
        given.texts("iamRolesToOverride"),
        given.text("preferredRole"),
    )


def _is_claim_value(value: Any) -> bool:
    """Whether a claim of V2_0 or V3_0 may have this value.

    "String, Number, Boolean, Array of strings, numbers, booleans, or a combination of any of
    these, JSON": a JSON object may hold whatever JSON can.
    """
    if isinstance(value, list):
        return all(isinstance(item, (str, int, float)) and _can_be_said(item) for item in value)
    waiting = [(value, 1)]
    while waiting:
        item, level = waiting.pop()
        if isinstance(item, (dict, list)):
            if level > _DEEPEST:
                return False
            members = (*item, *item.values()) if isinstance(item, dict) else item
            waiting += ((member, level + 1) for member in members)
        elif not _can_be_said(item):
            return False
    return True


def _can_be_said(value: Any) -> bool:
    """JSON knows neither NaN nor infinity, and UTF-8 no half of a character; Python writes all."""
    if isinstance(value, float):
        return math.isfinite(value)
    return not isinstance(value, str) or _is_text(value)


def _is_text(value: Any) -> bool:
    """Whether this is a text that a token can carry: without half of a surrogate pair."""
    return isinstance(value, str) and _HALF_OF_A_PAIR.search(value) is None
