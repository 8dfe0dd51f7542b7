"""Who asks: the principal of a request, and what AWS knows of it without being told.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, replace

from cognito_lab.policies.arn import Arn, is_account_id, parse_arn

ANONYMOUS = "anonymous"
IDENTITY_POOL_PROVIDER = "cognito-identity.amazonaws.com"
"""Identity pools are an identity provider of roles' trust policies, not a service there."""

_SERVICE = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?\Z")
_PROVIDER = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::[0-9]+)?(?:/[^\s*?]*)?\Z")


class PrincipalKind(enum.Enum):
    """What kind of principal asks. Its value is `aws:PrincipalType`, None where AWS names none."""

    ROOT = "Account"
    USER = "User"
    ROLE_SESSION = "AssumedRole"
    FEDERATED_USER = "FederatedUser"
    ANONYMOUS = "Anonymous"
    SERVICE = "service"
    PROVIDER = "identity provider"


SERVICE_LINKED_PATH = ":role/aws-service-role/"
_WITHOUT_TYPE = (PrincipalKind.SERVICE, PrincipalKind.PROVIDER)


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks. `name` is an ARN, a service, an identity provider, or `anonymous`.

    `role_arn` is a role session's role; `user_arn` the user whose federated session it is, None
    where that is not known.
    """

    kind: PrincipalKind
    name: str
    account: str | None = None
    role_arn: str | None = None
    user_arn: str | None = None

    @property
    def root_arn(self) -> str | None:
        """The ARN that stands for the principal's account."""
        arn = parse_arn(self.name)
        if arn is None or self.account is None:
            return None
        return f"arn:{arn.partition}:iam::{self.account}:root"

    @property
    def is_service_linked(self) -> bool:
        """Whether a service-linked role asks, as far as its ARN with its path is known."""
        return self.role_arn is not None and SERVICE_LINKED_PATH in self.role_arn

    @property
    def arn(self) -> str | None:
        """`aws:PrincipalArn`: a session's role, otherwise the principal's own ARN.

        https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
        """
        if self.account is None:
            return None
        return self.role_arn or self.name

    @property
    def own_keys(self) -> dict[str, str]:
        """The condition keys that follow from the principal alone, by their lower-case names."""
        keys: dict[str, str] = {}
        if self.kind not in _WITHOUT_TYPE:
            keys["aws:principaltype"] = self.kind.value
        if self.kind is not PrincipalKind.ANONYMOUS:
            is_service = self.kind is PrincipalKind.SERVICE
            keys["aws:principalisawsservice"] = "true" if is_service else "false"
            if is_service:
                keys["aws:principalservicename"] = self.name
        if self.account is not None and self.arn is not None:
            keys["aws:principalaccount"] = self.account
            keys["aws:principalarn"] = self.arn
        if self.kind is PrincipalKind.ROOT and self.account is not None:
            keys["aws:userid"] = self.account
        if self.kind is PrincipalKind.FEDERATED_USER:
            keys["aws:userid"] = f"{self.account}:{self.name.partition('/')[2]}"
        if self.kind is PrincipalKind.USER:
            keys["aws:username"] = self.name.rpartition("/")[2]
        return keys

    def of_user(self, user_arn: str) -> Principal:
        """The same federated session, said to be this user's."""
        return replace(self, user_arn=user_arn)

    def of_role(self, role_arn: str) -> Principal:
        """The same role session, said to be this role's (an ARN with a path, say)."""
        return replace(self, role_arn=role_arn)


def parse_principal(text: str) -> Principal:
    """The principal that a text names: an ARN, an account, a service, a provider, `anonymous`.

    A session's role is known by the session's ARN: the same account, the same name, no path. A
    role's own ARN stands for a session of it. Raises ValueError for a text that names none.
    """
    if text == ANONYMOUS:
        return Principal(PrincipalKind.ANONYMOUS, text)
    if is_account_id(text):
        return Principal(PrincipalKind.ROOT, f"arn:aws:iam::{text}:root", text)
    arn = parse_arn(text)
    if arn is not None:
        principal = _from_arn(text, arn)
        if principal is not None:
            return principal
    elif text != IDENTITY_POOL_PROVIDER and _SERVICE.match(text):
        return Principal(PrincipalKind.SERVICE, text)
    elif _PROVIDER.match(text):
        return Principal(PrincipalKind.PROVIDER, text)
    raise ValueError(
        f"{text[:100]!r} names no principal: give the ARN of a user, a role, a role session or a "
        "federated user, an account, a service, an identity provider, or `anonymous`"
    )


def _from_arn(text: str, arn: Arn) -> Principal | None:
    kind, _, rest = arn.resource.partition("/")
    if not is_account_id(arn.account) or arn.region:
        return None
    if arn.service == "iam":
        if arn.resource == "root":
            return Principal(PrincipalKind.ROOT, text, arn.account)
        if not rest or rest.endswith("/"):
            return None
        if kind == "user":
            return Principal(PrincipalKind.USER, text, arn.account)
        if kind == "role":
            return Principal(PrincipalKind.ROLE_SESSION, text, arn.account, role_arn=text)
        if kind in ("oidc-provider", "saml-provider"):
            return Principal(PrincipalKind.PROVIDER, text)
    if arn.service == "sts":
        if kind == "assumed-role":
            role, _, session = rest.partition("/")
            if role and session:
                role_arn = f"arn:{arn.partition}:iam::{arn.account}:role/{role}"
                return Principal(PrincipalKind.ROLE_SESSION, text, arn.account, role_arn=role_arn)
        if kind == "federated-user" and rest:
            return Principal(PrincipalKind.FEDERATED_USER, text, arn.account)
    return None
