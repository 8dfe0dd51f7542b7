"""The lab's one account, its region, and its administrator: the account's root user."""

from __future__ import annotations

from dataclasses import dataclass, field

from moto.core.models import DEFAULT_ACCOUNT_ID

ACCOUNT = DEFAULT_ACCOUNT_ID
REGION = "us-east-1"

# Of the shape of AWS's keys, and recognizably nobody's.
ADMINISTRATOR_KEY_ID = "AKIALABADMIN1EXAMPLE"
ADMINISTRATOR_SECRET = "TheLabAdministratorsSecretKeyIsNoSecret1"
ROOT_ARN = f"arn:aws:iam::{ACCOUNT}:root"


@dataclass(frozen=True, slots=True)
class AccessKey:
    """The two halves of a key that is for good; the secret is not printed."""

    id: str
    secret: str = field(repr=False)


ADMINISTRATOR = AccessKey(ADMINISTRATOR_KEY_ID, ADMINISTRATOR_SECRET)
"""The administrator's key where a lab is given no other."""
