"""Pairs of the ledger's rows in `every_service`."""

from cognito_lab.aws.ledger_rows import every_service as rows
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import Scene, answer


@pair(
    rows.CALLER_IS_ROOT,
    moto="arn:aws:sts::123456789012:user/moto",
    lab="arn:aws:iam::123456789012:root",
)
def _(scene: Scene) -> str:
    return scene.client("sts").get_caller_identity()["Arn"]


@pair(rows.UNKNOWN_ACCESS_KEY, moto="accepted", lab="InvalidAccessKeyId")
def _(scene: Scene) -> str:
    key = {"aws_access_key_id": "AKIANOTOFTHISLAB0001", "aws_secret_access_key": "not-of-this-lab"}
    return answer(scene.client("s3", **key).list_buckets).split(":")[0]


@pair(
    rows.NOT_IMPLEMENTED,
    moto=("a raw NotImplementedError", "404: Not yet implemented"),
    lab=(
        "NotImplemented: cognito_lab: cognito-idp DescribeRiskConfiguration is implemented neither "
        "by moto nor by the lab. This answer is the lab's own: AWS would have done it.",
        "NotImplemented: cognito_lab: braket SearchDevices is implemented neither by moto nor by "
        "the lab. This answer is the lab's own: AWS would have done it.",
    ),
)
def _(scene: Scene) -> tuple[str, str]:
    """An operation that moto lacks, and one of a service that moto does not know."""
    return (
        answer(scene.idp.describe_risk_configuration, UserPoolId=scene.pool),
        answer(scene.client("braket").search_devices, filters=[]),
    )
