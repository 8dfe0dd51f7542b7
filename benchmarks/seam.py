"""What the seam and the recorder add to one call: the lab's median less bare moto's.

The calls are cheap ones that the lab leaves to moto, so that the difference is the seam:
finding out who calls, recording, masking, the clock. All of a call happens in one process,
so its time is taken on that process's own clock, which other programs do not disturb.
"""

from __future__ import annotations

from statistics import median

from benchmarks.engines import LAB, MOTO, PROCESSOR, in_turn
from benchmarks.measurement import Measurement

TARGET_MILLISECONDS = 1.5
ROUNDS, QUICK_ROUNDS = 25, 3
CALLS = 20

_CALLS = """
start()
cognito_idp, s3, dynamodb, sts = map(boto3.client, ("cognito-idp", "s3", "dynamodb", "sts"))
pool_id = cognito_idp.create_user_pool(PoolName="pool")["UserPool"]["Id"]
client_id = cognito_idp.create_user_pool_client(
    UserPoolId=pool_id, ClientName="app", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
)["UserPoolClient"]["ClientId"]
s3.create_bucket(Bucket="bucket")
s3.put_object(Bucket="bucket", Key="key", Body=b"x" * 1000)
dynamodb.create_table(
    TableName="table",
    KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    BillingMode="PAY_PER_REQUEST",
)
dynamodb.put_item(TableName="table", Item={"id": {"S": "1"}, "n": {"N": "1"}})

def refused():
    try:
        cognito_idp.initiate_auth(
            ClientId=client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": "nobody", "PASSWORD": "Correct-Horse-1"},
        )
    except cognito_idp.exceptions.ClientError:
        return
    raise AssertionError("nobody was let in")

things = {
    "DescribeUserPool": lambda: cognito_idp.describe_user_pool(UserPoolId=pool_id),
    "InitiateAuth refused": refused,
    "dynamodb GetItem": lambda: dynamodb.get_item(TableName="table", Key={"id": {"S": "1"}}),
    "s3 GetObject": lambda: s3.get_object(Bucket="bucket", Key="key")["Body"].read(),
    "s3 PutObject": lambda: s3.put_object(Bucket="bucket", Key="other", Body=b"x" * 1000),
}
"""


def measure(quick: bool) -> list[Measurement]:
    """Rows of milliseconds per call, the lab's held to its distance from moto's."""
    names = [
        "DescribeUserPool",
        "InitiateAuth refused",
        "dynamodb GetItem",
        "s3 GetObject",
        "s3 PutObject",
    ]
    rows = []
    for name, times in in_turn(
        _CALLS,
        names,
        rounds=QUICK_ROUNDS if quick else ROUNDS,
        count=CALLS,
        clock=PROCESSOR,
    ).items():
        lab, moto = times[LAB], times[MOTO]
        added = median(lab) - median(moto)
        rows += [
            Measurement(f"seam: {name}", "moto", moto),
            Measurement(f"seam: {name}", "lab", lab, moto, added, TARGET_MILLISECONDS, "ms more"),
        ]
    return rows
