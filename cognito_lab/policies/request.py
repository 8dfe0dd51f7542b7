"""A request: who asks for which action on which resource, and what else AWS knows of it.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from cognito_lab.policies.action_element import is_action
from cognito_lab.policies.arn import is_account_id, parse_arn
from cognito_lab.policies.principal import Principal

NO_RESOURCE = "*"
"""The resource of an action that has none, such as `s3:ListAllMyBuckets`."""

ContextValue = str | bool | int | float | Decimal | Sequence[str | bool | int | float | Decimal]


@dataclass(frozen=True)
class Request:
    """Who asks for what. Raises ValueError for an action, a resource or a key that none can be.

    `context` has the condition keys: one value, or a list of values (an empty list is a key
    without a value). What follows from principal and resource need not be in it; what is in it
    stands. `resource_account` is needed where the resource's ARN has no account (S3).
    """

    principal: Principal
    action: str
    resource: str = NO_RESOURCE
    context: Mapping[str, ContextValue] = field(default_factory=dict)
    resource_account: str | None = None

    def __post_init__(self) -> None:
        if not is_action(self.action):
            raise ValueError(
                f"{self.action[:100]!r} is no action: give one, such as s3:GetObject, in full"
            )
        if self.resource != NO_RESOURCE and parse_arn(self.resource) is None:
            raise ValueError(
                f"{self.resource[:100]!r} is no resource: give its ARN, or * where there is none"
            )
        if self.resource_account is not None and not is_account_id(self.resource_account):
            raise ValueError(
                f"{self.resource_account[:100]!r} is no account: give its twelve digits"
            )

    @property
    def account_of_resource(self) -> str | None:
        """The resource's account: as given, or by its ARN; None where neither says it."""
        if self.resource_account is not None:
            return self.resource_account
        arn = parse_arn(self.resource)
        return arn.account if arn is not None and is_account_id(arn.account) else None

    @property
    def crosses_accounts(self) -> bool:
        """Whether the caller's account is another than the resource's, as far as both are known."""
        own, other = self.principal.account, self.account_of_resource
        return own is not None and other is not None and own != other


def context_texts(value: ContextValue) -> tuple[str, ...]:
    """A context value as its texts. Raises ValueError for what has none."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, (list, tuple)):
        return tuple(scalar_text(item) for item in value)
    return (scalar_text(value),)


def scalar_text(value: object) -> str:
    """A JSON scalar as IAM takes it: `true`, `12`, or the text itself."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return format(Decimal(value), "f")
    if isinstance(value, float):
        return repr(value) if "e" in repr(value) else format(Decimal(repr(value)), "f")
    if isinstance(value, Decimal):
        return str(value)
    raise ValueError(f"a value is a text, a number, true or false, not {type(value).__name__}")
