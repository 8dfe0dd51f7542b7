"""What a role session may be asked for: how long, named how, with which policies and tags.

https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cognito_lab.exchange.principal_tags import (
    LONGEST_KEY,
    LONGEST_VALUE,
    MOST_TAGS,
    can_be_in_a_tag,
)
from cognito_lab.exchange.refusal import Refusal
from cognito_lab.policies.document import Policy, parse_policy
from cognito_lab.policies.policy_kinds import PolicyKind, Sizes
from cognito_lab.policies.policy_syntax import PolicySyntaxError

SHORTEST, DEFAULT = 900, 3600
"""Seconds."""
LONGEST_CHAINED = 3600
""" "Role chaining limits your … role session to a maximum of one hour."
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining"""
MOST_POLICY_ARNS = 10
VALIDATION, PARAMETER = "ValidationError", "InvalidParameterValue"

# "between 2 and 64 characters long … only alphanumeric characters, underscores", and these
# https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
_SOURCE_IDENTITY = re.compile(r"[\w+=,.@-]{2,64}", re.ASCII)


def check_duration(seconds: int | None, longest: int, *, chained: bool = False) -> Refusal | None:
    """Whether a session may last so long: from 900 s to the role's own maximum."""
    asked = DEFAULT if seconds is None else seconds
    if chained and asked > LONGEST_CHAINED:
        return Refusal(
            VALIDATION,
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by "
            "role chaining",
        )
    if asked > longest:
        return Refusal(
            VALIDATION,
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        )
    return None


def read_session_policies(
    inline: str | None, managed: Sequence[str]
) -> tuple[tuple[Policy, ...] | None, Refusal | None]:
    """The policies of a session, read: None where there are none; and the refusal, if any.

    "The plaintext that you use for both inline and managed session policies can't exceed 2,048
    characters", and "You can provide up to 10 managed policy ARNs." `managed` are their documents.
    """
    if inline is None and not managed:
        return None, None
    if len(managed) > MOST_POLICY_ARNS:
        return None, Refusal(VALIDATION, "A session takes at most 10 managed policies.")
    if inline is not None and len(inline) > Sizes.SESSION.characters:
        return None, Refusal("PackedPolicyTooLarge", "The session policy is longer than 2048.")
    texts = [*([] if inline is None else [inline]), *managed]
    try:
        return tuple(parse_policy(text, PolicyKind.SESSION) for text in texts), None
    except PolicySyntaxError as error:
        return None, Refusal("MalformedPolicyDocument", str(error.problems[0]))


def check_tags(tags: Sequence[tuple[str, str]], inherited: Mapping[str, str]) -> Refusal | None:
    """Whether a session may have these tags: 50 at most, no key twice, none that is inherited.

    What is said of a token's tags that break a limit is unconfirmed.
    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_know
    """
    keys = [key.lower() for key, _ in tags]
    if len(set(keys)) != len(keys):
        return Refusal(
            PARAMETER,
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
        )
    if len(tags) > MOST_TAGS:
        return Refusal(VALIDATION, f"A session takes at most {MOST_TAGS} tags.")
    for key, value in tags:
        if not 1 <= len(key) <= LONGEST_KEY or len(value) > LONGEST_VALUE:
            return Refusal(VALIDATION, f"The tag {key[:LONGEST_KEY]!r} is too long, or has no key.")
        if not can_be_in_a_tag(key + value):
            return Refusal(VALIDATION, f"The tag {key!r} has characters that no tag may have.")
        if key.lower().startswith("aws:"):
            words = "Tags whose key begins with aws: are reserved."
            return Refusal(PARAMETER, words)
    taken = {key.lower() for key in inherited} & set(keys)
    if taken:
        words = "One of the specified transitive tag keys can't be set because it conflicts with "
        return Refusal(PARAMETER, words + "a transitive tag key from the calling session.")
    return None


def transitive_keys(
    asked: Iterable[str], tags: Iterable[str], inherited: Iterable[str]
) -> tuple[frozenset[str], Refusal | None]:
    """The keys of a session's transitive tags, each as its tag has it; and the refusal, if any.

    "Tag key–value pairs are not case sensitive, but case is preserved."
    https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html (Tags)
    No document says what a key that names no tag is answered with, so that is unconfirmed; the
    words: https://github.com/localstack/localstack/pull/12508
    """
    handed_on = tuple(inherited)
    written = {key.lower(): key for key in (*tags, *handed_on)}
    wanted = {key.lower() for key in asked}
    if not wanted <= written.keys():
        words = "The specified transitive tag key must be included in the requested tags."
        return frozenset(), Refusal(PARAMETER, words)
    return frozenset(handed_on).union(written[key] for key in wanted), None


def check_source_identity(value: Any) -> Refusal | None:
    """Whether a token's value can be the source identity of a session; the words are the lab's."""
    if isinstance(value, str) and _SOURCE_IDENTITY.fullmatch(value):
        return None
    return Refusal(VALIDATION, "The source identity has 2 to 64 letters, digits, and _+=,.@-")
