"""GetContextKeysForCustomPolicy and GetContextKeysForPrincipalPolicy."""

from typing import Any

from tests.aws.iam.policies import BUCKET, policy, resource_policy

ASKS = policy(
    resource=BUCKET + "/${aws:username}/${*}/${s3:prefix, 'none'}",
    Condition={
        "StringLike": {"s3:prefix": ["${aws:PrincipalTag/team}", "a*"]},
        "Null": {"aws:TokenIssueTime": "true"},
    },
)
KEYS = ["aws:username", "s3:prefix", "aws:PrincipalTag/team", "aws:TokenIssueTime"]


def keys_of(iam: Any, *policies: str) -> list[str]:
    found: list[str] = iam.get_context_keys_for_custom_policy(PolicyInputList=policies)[
        "ContextKeyNames"
    ]
    return found


def test_keys_of_conditions_and_variables_are_listed(iam: Any) -> None:
    assert keys_of(iam, ASKS) == KEYS


def test_a_key_is_listed_once_whatever_its_case(iam: Any) -> None:
    again = policy(Condition={"StringEquals": {"AWS:UserName": "ana", "S3:Prefix": "a"}})
    assert keys_of(iam, ASKS, again) == KEYS
    assert keys_of(iam, again, ASKS)[:2] == ["AWS:UserName", "S3:Prefix"]


def test_there_are_no_variables_in_the_old_version_of_the_language(iam: Any) -> None:
    assert keys_of(iam, ASKS.replace("2012-10-17", "2008-10-17")) == [
        "s3:prefix",
        "aws:TokenIssueTime",
    ]


def test_a_resource_policy_may_be_among_them(iam: Any) -> None:
    asks = resource_policy("*").replace(
        '"Effect"', '"Condition":{"Bool":{"aws:SecureTransport":"true"}},"Effect"'
    )
    assert keys_of(iam, policy(), asks) == ["aws:SecureTransport"]


def test_what_is_no_policy_is_refused(iam: Any, refusal: Any) -> None:
    code, words = refusal(iam.get_context_keys_for_custom_policy, PolicyInputList=[ASKS, "{}"])
    assert code == "InvalidInput"
    assert words.startswith("The policy PolicyInputList.2 is no identity policy: ")


def test_a_users_keys_are_those_of_its_policies_its_groups_and_the_request(
    iam: Any, user: str
) -> None:
    def asking(key: str) -> str:
        return policy(Condition={"StringEquals": {key: "x"}})

    iam.put_user_policy(UserName="ana", PolicyName="own", PolicyDocument=asking("s3:prefix"))
    iam.create_group(GroupName="readers")
    iam.add_user_to_group(GroupName="readers", UserName="ana")
    iam.put_group_policy(
        GroupName="readers", PolicyName="p", PolicyDocument=asking("aws:SourceVpc")
    )
    listed = iam.get_context_keys_for_principal_policy(
        PolicySourceArn=user, PolicyInputList=[asking("aws:SourceIp"), asking("s3:prefix")]
    )
    assert listed["ContextKeyNames"] == ["s3:prefix", "aws:SourceVpc", "aws:SourceIp"]
    assert iam.get_context_keys_for_principal_policy(PolicySourceArn=user)["ContextKeyNames"] == [
        "s3:prefix",
        "aws:SourceVpc",
    ]


def test_the_keys_of_nobody_are_refused(iam: Any, user: str, refusal: Any) -> None:
    nobody = user.replace("ana", "bo")
    assert refusal(iam.get_context_keys_for_principal_policy, PolicySourceArn=nobody) == (
        "NoSuchEntity",
        "The user with name bo cannot be found.",
    )
