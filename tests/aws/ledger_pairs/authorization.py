"""Pairs of the ledger's rows in `authorization`."""

import json

from botocore.exceptions import ClientError

from cognito_lab.aws.ledger_rows import authorization as rows
from tests.aws.callers import allow, client_of, new_user
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import PASSWORD, Scene, answer


@pair(
    rows.CALLS_ARE_AUTHORIZED,
    moto="accepted",
    lab="AccessDenied: User: arn:aws:iam::123456789012:user/nobody is not authorized to perform: "
    "s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action",
)
def _(scene: Scene) -> str:
    return answer(client_of(new_user("nobody", None), "s3").list_buckets)


@pair(rows.ONLY_WHAT_IS_MAPPED, moto="accepted", lab="the lab's own refusal")
def _(scene: Scene) -> str:
    ended = answer(client_of(new_user("everything"), "kms", region_name="us-east-1").list_keys)
    return "the lab's own refusal" if "cognito_lab: the lab does not know" in ended else ended


@pair(rows.ONE_READING, moto=("deleted", ["sam"]), lab=("there", ["pam"]))
def _(scene: Scene) -> tuple[str, list[str]]:
    """A message that moto reads an operation from, and a password with another user's name."""
    sqs = scene.client("sqs")
    queue = sqs.create_queue(QueueName="orders")["QueueUrl"]
    sqs.send_message(QueueUrl=queue, MessageBody="&Action=DeleteQueue&")
    left = "there" if "QueueUrls" in sqs.list_queues() else "deleted"
    pool = scene.new_pool()
    app = scene.new_app(pool)["ClientId"]
    scene.idp.sign_up(ClientId=app, Username="pam", Password=f"{PASSWORD}&Username=sam&x")
    users = scene.idp.list_users(UserPoolId=pool)["Users"]
    return left, [user["Username"] for user in users]


@pair(rows.ABSENT_OBJECTS, moto="NoSuchKey", lab="AccessDenied")
def _(scene: Scene) -> str:
    scene.client("s3").create_bucket(Bucket="albums")
    reads = client_of(new_user("reader", allow("s3:GetObject")), "s3")
    try:
        reads.get_object(Bucket="albums", Key="absent")
    except ClientError as refused:
        return str(refused.response["Error"]["Code"])
    return "accepted"


@pair(rows.BUCKET_POLICIES, moto="403", lab="accepted")
def _(scene: Scene) -> str:
    s3 = scene.client("s3")
    s3.create_bucket(Bucket="albums")
    s3.put_object(Bucket="albums", Key="cat", Body=b"cat")
    over_http = {"Bool": {"aws:SecureTransport": "false"}}
    everybody = {"Principal": "*", "Condition": over_http}
    deny = {"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::albums/*", **everybody}
    policy = {"Version": "2012-10-17", "Statement": [deny]}
    s3.put_bucket_policy(Bucket="albums", Policy=json.dumps(policy))
    try:
        s3.get_object(Bucket="albums", Key="cat")
    except ClientError as refused:
        return str(refused.response["Error"]["Code"])
    return "accepted"
