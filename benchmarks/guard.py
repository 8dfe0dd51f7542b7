"""What the guard adds to a call: the lab's median less its own without the guard, in one process.

Wire, recorder and moto are the same in both; only the guard's question is left out. Then the
guarded call again, among many sessions and many roles.
"""

from __future__ import annotations

from contextlib import ExitStack
from statistics import median

from benchmarks.engines import LAB, PROCESSOR, Worker
from benchmarks.measurement import Measurement

TARGET_MILLISECONDS = 1.0
TARGET_GROWTH = 1.1
FEW, MANY = 1, 1000
ROUNDS, QUICK_ROUNDS = 40, 3
CALLS = 10

_APP = """
import json
from cognito_lab.aws import boto3_calls
from cognito_lab.aws.boto3_calls import Boto3Call
from cognito_lab.aws.guard.guard import Guard, Passage

start()
identity, iam, s3, dynamodb = map(boto3.client, ("cognito-identity", "iam", "s3", "dynamodb"))
COGNITO = "cognito-identity.amazonaws.com"
SUB = "${cognito-identity.amazonaws.com:sub}"
pool = identity.create_identity_pool(
    IdentityPoolName="pool", AllowUnauthenticatedIdentities=True
)["IdentityPoolId"]

def document(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": statements})

trust = document({
    "Effect": "Allow",
    "Principal": {"Federated": COGNITO},
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {"StringEquals": {f"{COGNITO}:aud": pool}},
})
policy = document(
    {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"],
     "Resource": [f"arn:aws:s3:::photos/{SUB}/*", "arn:aws:s3:::photos/public/*"]},
    {"Effect": "Allow", "Action": "dynamodb:GetItem",
     "Resource": "arn:aws:dynamodb:*:*:table/notes",
     "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": [SUB]}}},
)
for number in range(roles):
    iam.create_role(RoleName=f"role{number}", AssumeRolePolicyDocument=trust)
    iam.put_role_policy(RoleName=f"role{number}", PolicyName="p", PolicyDocument=policy)
arn = f"arn:aws:iam::123456789012:role/role{roles - 1}"
identity.set_identity_pool_roles(IdentityPoolId=pool, Roles={"unauthenticated": arn})
for _ in range(sessions):
    guest = identity.get_id(IdentityPoolId=pool)["IdentityId"]
    given = identity.get_credentials_for_identity(IdentityId=guest)["Credentials"]

s3.create_bucket(Bucket="photos")
s3.put_object(Bucket="photos", Key="public/logo", Body=b"x" * 1000)
dynamodb.create_table(
    TableName="notes",
    KeySchema=[{"AttributeName": "owner", "KeyType": "HASH"}],
    AttributeDefinitions=[{"AttributeName": "owner", "AttributeType": "S"}],
    BillingMode="PAY_PER_REQUEST",
)
dynamodb.put_item(TableName="notes", Item={"owner": {"S": guest}})

def of(service):
    return boto3.client(
        service,
        aws_access_key_id=given["AccessKeyId"],
        aws_secret_access_key=given["SecretKey"],
        aws_session_token=given["SessionToken"],
    )

guests_s3, guests_dynamodb = of("s3"), of("dynamodb")
calls = {
    "s3 GetObject":
        lambda: guests_s3.get_object(Bucket="photos", Key="public/logo")["Body"].read(),
    "s3 PutObject":
        lambda: guests_s3.put_object(Bucket="photos", Key=f"{guest}/cat", Body=b"x" * 1000),
    "dynamodb GetItem":
        lambda: guests_dynamodb.get_item(TableName="notes", Key={"owner": {"S": guest}}),
}
check, read, told = Guard.check, Boto3Call.on_the_wire, boto3_calls.serialized

def unguarded(call):
    def made():
        # Nothing of what only the guard needs: nor what boto3 serialized, nor the comparison.
        Guard.check = lambda self, request, operation, caller: Passage(request)
        Boto3Call.on_the_wire = lambda self, request: self.operation
        boto3_calls.serialized = lambda *given: None
        try:
            call()
        finally:
            Guard.check, Boto3Call.on_the_wire, boto3_calls.serialized = check, read, told
    return made

things = dict(calls) | {f"{name}, no guard": unguarded(call) for name, call in calls.items()}
"""
_NAMES = ("s3 GetObject", "s3 PutObject", "dynamodb GetItem")


def measure(quick: bool) -> list[Measurement]:
    """Rows on what the guard adds, and on how that grows with sessions and with roles."""
    rounds = QUICK_ROUNDS if quick else ROUNDS
    rows = []
    with Worker(LAB, f"sessions, roles = 1, 3{_APP}") as worker:
        for name in _NAMES:
            without, guarded = [], []
            for thing in (name, f"{name}, no guard"):
                worker.times(thing, 3)
            for _ in range(rounds):
                without += worker.times(f"{name}, no guard", CALLS, PROCESSOR)
                guarded += worker.times(name, CALLS, PROCESSOR)
            added = median(guarded) - median(without)
            rows += [
                Measurement(f"guard: {name}", "no guard", without),
                Measurement(
                    f"guard: {name}", LAB, guarded, without, added, TARGET_MILLISECONDS, "ms more"
                ),
            ]
    rows += _growth("sessions", rounds, {FEW: (FEW, 3), MANY: (MANY, 3)})
    rows += _growth("roles", rounds, {FEW: (1, FEW), MANY: (1, MANY)})
    return rows


def _growth(what: str, rounds: int, sizes: dict[int, tuple[int, int]]) -> list[Measurement]:
    """One call among few and among many, in turn."""
    times: dict[int, list[float]] = {size: [] for size in sizes}
    with ExitStack() as stack:
        workers = {
            size: stack.enter_context(Worker(LAB, f"sessions, roles = {counts}{_APP}"))
            for size, counts in sizes.items()
        }
        for worker in workers.values():
            worker.times(_NAMES[0], 3)
        for _ in range(rounds):
            for size, worker in workers.items():
                times[size] += worker.times(_NAMES[0], CALLS, PROCESSOR)
    growth = median(times[MANY]) / median(times[FEW])
    title = f"guard: {_NAMES[0]}, {{:,}} {what}"
    return [
        Measurement(title.format(FEW), LAB, times[FEW]),
        Measurement(title.format(MANY), LAB, times[MANY], times[FEW], growth, TARGET_GROWTH, "×"),
    ]
