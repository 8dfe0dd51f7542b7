"""A change of attributes, and what it does to addresses: unverified, waiting, or at once.

https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-email-phone-verification.html
Whether the values may be written at all is `attributes`; this is about what then becomes of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from cognito_lab.sign_in.attributes import VERIFIED_FLAGS
from cognito_lab.sign_in.delivery import Delivery


@dataclass(frozen=True, slots=True)
class AttributeUpdate:
    """What a change comes to.

    `values` are set now and `removed` taken away. `waiting` are new addresses that count only
    once they are verified. Of the addresses in `void` an earlier code is good for nothing more,
    and no earlier new address waits. A code goes to each of `deliveries`.
    """

    values: Mapping[str, str]
    removed: tuple[str, ...] = ()
    waiting: Mapping[str, str] = field(default_factory=dict)
    void: tuple[str, ...] = ()
    deliveries: tuple[Delivery, ...] = ()


def changed_addresses(given: Mapping[str, str], present: Mapping[str, str]) -> tuple[str, ...]:
    """The addresses that are given another value, and are not called verified in the same breath.

    To set the value that is there already changes nothing: people report that no code is sent.
    https://github.com/amazon-archives/amazon-cognito-identity-js/issues/350
    """
    return tuple(
        address
        for address, flag in VERIFIED_FLAGS.items()
        if given.get(address)
        and given[address] != present.get(address)
        and not _is_true(given.get(flag))
    )


def plan_update(
    given: Mapping[str, str],
    present: Mapping[str, str],
    *,
    waiting: Mapping[str, str],
    auto_verified: Collection[str],
    verified_first: Collection[str],
) -> AttributeUpdate:
    """What becomes of a user when these values (a blank one: take it away) are written.

    `present` are the user's attributes, `waiting` the addresses that wait to be verified.
    `auto_verified` is the pool's AutoVerifiedAttributes, `verified_first` its
    AttributesRequireVerificationBeforeUpdate.

    With the latter "Amazon Cognito doesn't change the value of the attribute until your user
    responds to the verification message"; an administrator who sets `email_verified` too skips
    that. Else the new value counts at once, is not verified, and a code is sent "in user pools
    configured to automatically verify changes to those attributes".
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserAttributeUpdateSettingsType.html
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateUserAttributes.html
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserAttributes.html

    Not documented: that a pool which verifies nothing takes the flag away too, that the flag goes
    with its address, and that to set the present value calls off a change that waits.
    """
    changed = changed_addresses(given, present)
    held = tuple(address for address in changed if address in verified_first)
    values = {name: value for name, value in given.items() if value and name not in held}
    removed = [name for name, value in given.items() if not value]
    for address, flag in VERIFIED_FLAGS.items():
        if address in changed and address not in held:
            values[flag] = "false"
        if address in held:
            values.pop(flag, None)  # what is said of the new address, the old one keeps
        if address in removed and flag not in removed:
            removed.append(flag)
            values.pop(flag, None)
    return AttributeUpdate(
        values,
        tuple(removed),
        {address: given[address] for address in held},
        tuple(
            address
            for address in VERIFIED_FLAGS
            if address in given and (given[address] != present.get(address) or address in waiting)
        ),
        tuple(
            Delivery(address, given[address])
            for address in changed
            if address in held or address in auto_verified
        ),
    )


def _is_true(text: str | None) -> bool:
    return text is not None and text.lower() == "true"
