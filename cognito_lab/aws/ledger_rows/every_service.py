"""Rows of the ledger: what holds of every service, and of STS."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import API, EVERY_OPERATION

UNKNOWN_ACCESS_KEY = Behaviour(
    id="unknown-access-key",
    service="every service",
    operations=EVERY_OPERATION,
    aws="A request that is signed with an access key that AWS does not know is refused.",
    document="https://docs.aws.amazon.com/emr/latest/APIReference/CommonErrors.html",
    moto="Accepts any access key.",
    lab="Accepts the administrator's, active keys of IAM users, and those of roles that were "
    "assumed in this account. It neither stores nor shows any other.",
    answers=True,
    unconfirmed="codes and words differ by service; they are those that people report",
)
CALLER_IS_ROOT = Behaviour(
    id="caller-is-root",
    service="sts",
    operations=("GetCallerIdentity",),
    aws="Answers with the ARN of whoever signed; for the account's root it ends in `:root`.",
    document="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html",
    moto="Answers `user/moto` for a key that it did not issue.",
    lab="Answers that the lab's administrator is the account's root.",
    unconfirmed="that the UserId of root is the account's number",
)
REQUEST_IS_CHECKED = Behaviour(
    id="request-is-checked",
    service="cognito-idp",
    operations=EVERY_OPERATION,
    aws="A request is held to the operation's model: types, required members, enums, lengths and "
    "patterns.",
    document=API + "CommonErrors.html",
    moto="Looks at none of it, and stumbles over some.",
    lab="Refuses what the model does not allow.",
    unconfirmed="the codes and words, which are from people's reports; what is told where several "
    "things are wrong",
)
NOT_IMPLEMENTED = Behaviour(
    id="not-implemented",
    service="every service",
    operations=EVERY_OPERATION,
    aws="Answers every operation of its models.",
    document=API + "API_Operations.html",
    moto="Lets a raw NotImplementedError or ImportError escape from boto3, and answers 404 "
    "`Not yet implemented` for a whole service that it lacks.",
    lab="Answers ClientError `NotImplemented`, HTTP 501, named as the lab's own.",
    answers=True,
)

ROWS = (
    UNKNOWN_ACCESS_KEY,
    CALLER_IS_ROOT,
    REQUEST_IS_CHECKED,
    NOT_IMPLEMENTED,
)
