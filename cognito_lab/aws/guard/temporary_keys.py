"""Whom IAM and STS do not serve: temporary credentials that are no role's.

https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
"""

from __future__ import annotations

from cognito_lab.aws.credentials import TemporarySession
from cognito_lab.aws.errors import Answer, answer_by_protocol
from cognito_lab.aws.guard.authentication import Fault
from cognito_lab.aws.guard.refusals import bad_proof
from cognito_lab.aws.identify import Operation
from cognito_lab.aws.ledger_rows import sts as rows
from cognito_lab.aws.world import World
from cognito_lab.exchange.temporary_users import FederatedSession, UserSession

# "You cannot call any AWS STS operations except GetCallerIdentity."
_FOR_FEDERATED_USERS = ("GetCallerIdentity",)
# "You cannot call any AWS STS API except AssumeRole or GetCallerIdentity."
_FOR_USERS = ("AssumeRole", "GetCallerIdentity")


def refusal_of_temporary_keys(
    operation: Operation, session: TemporarySession | None, world: World
) -> Answer | None:
    """The refusal of a call that such credentials cannot make, whatever the policies say.

    "You cannot call any IAM operations"; for GetSessionToken's "unless MFA authentication
    information is included", which it never is here. What IAM answers is reported:
    https://github.com/99designs/aws-vault/issues/1056
    """
    if operation.service not in ("iam", "sts"):
        return None
    if not isinstance(session, (FederatedSession, UserSession)):
        return None
    served = _FOR_USERS if isinstance(session, UserSession) else _FOR_FEDERATED_USERS
    if operation.service == "sts" and operation.name in served:
        return None
    if not world.ledger.acts(rows.LIMITS_OF_TEMPORARY_KEYS):
        return None
    if operation.service == "iam":
        return bad_proof(operation, Fault.TOKEN)
    words = f"Cannot call {operation.name} with session credentials"
    return answer_by_protocol(operation, {"query": ("AccessDenied", words, 403)})
