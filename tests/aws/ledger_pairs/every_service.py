"""Pairs of the ledger's rows in `every_service`."""

from cognito_lab.aws.ledger_rows import every_service as rows
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import PASSWORD, Scene, answer


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


@pair(
    rows.REQUEST_IS_CHECKED,
    moto="accepted",
    lab="InvalidParameterException: 1 validation error detected: Value at 'username' failed to "
    "satisfy constraint: Member must satisfy regular expression pattern: "
    r"[\p{L}\p{M}\p{S}\p{N}\p{P}]+",
)
def _(scene: Scene) -> str:
    """A name with a space in it."""
    return answer(scene.idp.sign_up, ClientId=scene.app, Username="a name", Password=PASSWORD)
