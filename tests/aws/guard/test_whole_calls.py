"""What boto3 makes of one wish: pages, parts, transfers, batches; each call is asked about."""

from __future__ import annotations

import io
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3
import pytest
from boto3.exceptions import S3UploadFailedError
from boto3.s3.transfer import TransferConfig
from botocore.exceptions import ClientError

from cognito_lab.aws import Lab
from tests.aws.callers import allow, client_of, new_user

FIVE_MEGABYTES = 5 * 1024 * 1024
IN_PARTS = TransferConfig(multipart_threshold=FIVE_MEGABYTES, multipart_chunksize=FIVE_MEGABYTES)


def may(*actions: str, resource: str = "arn:aws:s3:::photos/*", **more: Any) -> Any:
    """A client of S3 whose user may do this."""
    return client_of(new_user("ana", allow(list(actions), resource, **more)), "s3")


def keys(lab: Lab) -> list[str]:
    """The objects that there are."""
    listed = boto3.client("s3").list_objects_v2(Bucket="photos")
    return [one["Key"] for one in listed.get("Contents", [])]


def denied(call: Any, *given: Any, **named: Any) -> str:
    """The action that a call is refused for."""
    with pytest.raises(ClientError) as refused:
        call(*given, **named)
    message = refused.value.response["Error"]["Message"]
    return message.partition("perform: ")[2].partition(" ")[0]


def test_each_page_of_a_listing_is_asked_about(lab: Lab) -> None:
    for number in range(5):
        boto3.client("s3").put_object(Bucket="photos", Key=f"public/{number}", Body=b"x")
    prefix = {"StringLike": {"s3:prefix": "public/*"}}
    s3 = may("s3:ListBucket", resource="arn:aws:s3:::photos", Condition=prefix)
    pages = s3.get_paginator("list_objects_v2")
    found = pages.paginate(Bucket="photos", Prefix="public/", PaginationConfig={"PageSize": 2})
    assert len([one for page in found for one in page["Contents"]]) == 5
    asked = [call for call in lab.trace if call.operation == "ListObjectsV2"]
    assert len(asked) == 3
    assert denied(list, pages.paginate(Bucket="photos")) == "s3:ListBucket"


def test_an_upload_in_parts_needs_what_writing_needs(lab: Lab) -> None:
    s3 = may("s3:PutObject")
    big = b"x" * (FIVE_MEGABYTES + 1)
    s3.upload_fileobj(io.BytesIO(big), "photos", "big", Config=IN_PARTS)
    head = boto3.client("s3").head_object(Bucket="photos", Key="big")
    assert head["ContentLength"] == len(big)
    operations = {call.operation for call in lab.trace}
    assert {"CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"} <= operations


def test_an_upload_that_is_denied_leaves_nothing(lab: Lab) -> None:
    s3 = may("s3:GetObject")
    big = io.BytesIO(b"x" * (FIVE_MEGABYTES + 1))
    with pytest.raises((ClientError, S3UploadFailedError), match="AccessDenied"):
        s3.upload_fileobj(big, "photos", "big", Config=IN_PARTS)
    assert keys(lab) == ["cat"]
    uploads = boto3.client("s3").list_multipart_uploads(Bucket="photos")
    assert "Uploads" not in uploads


def test_parts_are_asked_about_one_by_one(lab: Lab) -> None:
    key = new_user("ana", allow("s3:PutObject", "arn:aws:s3:::photos/*"))
    s3 = client_of(key, "s3")
    upload = s3.create_multipart_upload(Bucket="photos", Key="big")["UploadId"]
    named = {"Bucket": "photos", "Key": "big", "UploadId": upload}
    s3.upload_part(**named, PartNumber=1, Body=b"x")
    boto3.client("iam").delete_user_policy(UserName="ana", PolicyName="policy")
    assert denied(s3.upload_part, **named, PartNumber=2, Body=b"x") == "s3:PutObject"
    assert denied(s3.complete_multipart_upload, **named, MultipartUpload={}) == "s3:PutObject"
    assert denied(s3.abort_multipart_upload, **named) == "s3:AbortMultipartUpload"
    assert denied(s3.list_parts, **named) == "s3:ListMultipartUploadParts"
    parts = boto3.client("s3").list_parts(**named)["Parts"]
    assert [part["PartNumber"] for part in parts] == [1]


def test_a_download_in_parts_needs_what_reading_needs(lab: Lab) -> None:
    s3 = may("s3:GetObject")
    target = io.BytesIO()
    s3.download_fileobj("photos", "cat", target)
    assert target.getvalue() == b"cat"
    other = client_of(new_user("ben", allow("s3:PutObject")), "s3")
    with pytest.raises(ClientError, match="403"):
        other.download_fileobj("photos", "cat", io.BytesIO())


def test_a_resource_of_boto3s_is_asked_about_as_its_client_is(lab: Lab) -> None:
    key = new_user("ana", allow("s3:GetObject", "arn:aws:s3:::photos/public/*"))
    s3: Any = boto3.resource(
        "s3", aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"]
    )
    with pytest.raises(ClientError, match="s3:GetObject"):
        s3.Object("photos", "cat").get()


def test_of_a_batch_what_may_be_deleted_is_and_the_rest_is_told(lab: Lab) -> None:
    admin = boto3.client("s3")
    for name in ("a", "b", "c"):
        admin.put_object(Bucket="photos", Key=name, Body=b"x")
    s3 = may("s3:DeleteObject", resource="arn:aws:s3:::photos/b")
    listed: Any = {"Objects": [{"Key": name} for name in ("a", "b", "c")]}
    answer = s3.delete_objects(Bucket="photos", Delete=listed)
    assert [one["Key"] for one in answer["Deleted"]] == ["b"]
    assert [(one["Key"], one["Code"]) for one in answer["Errors"]] == [
        ("a", "AccessDenied"),
        ("c", "AccessDenied"),
    ]
    assert keys(lab) == ["a", "c", "cat"]


def test_a_policy_that_one_call_changes_holds_for_the_next(lab: Lab) -> None:
    s3, iam = may("s3:GetObject"), boto3.client("iam")
    for action, allowed in (("s3:PutObject", False), ("s3:GetObject", True)) * 2:
        iam.put_user_policy(UserName="ana", PolicyName="policy", PolicyDocument=allow(action))
        if allowed:
            s3.get_object(Bucket="photos", Key="cat")
        else:
            assert denied(s3.get_object, Bucket="photos", Key="cat") == "s3:GetObject"


def test_groups_and_managed_policies_count(lab: Lab) -> None:
    iam = boto3.client("iam")
    s3 = client_of(new_user("ana", None), "s3")
    arn = iam.create_policy(PolicyName="reads", PolicyDocument=allow("s3:GetObject"))["Policy"][
        "Arn"
    ]
    iam.create_group(GroupName="readers")
    iam.attach_group_policy(GroupName="readers", PolicyArn=arn)
    assert denied(s3.get_object, Bucket="photos", Key="cat") == "s3:GetObject"
    iam.add_user_to_group(GroupName="readers", UserName="ana")
    s3.get_object(Bucket="photos", Key="cat")
    iam.create_policy_version(
        PolicyArn=arn, PolicyDocument=allow("s3:PutObject"), SetAsDefault=True
    )
    assert denied(s3.get_object, Bucket="photos", Key="cat") == "s3:GetObject"


def test_many_callers_at_once_are_each_judged_by_their_own_policies(lab: Lab) -> None:
    admin = boto3.client("s3")
    names = [f"user{number}" for number in range(8)]
    clients = {}
    for name in names:
        admin.put_object(Bucket="photos", Key=f"{name}/photo", Body=name.encode())
        policy = allow("s3:GetObject", f"arn:aws:s3:::photos/{name}/*")
        clients[name] = client_of(new_user(name, policy), "s3")
    together = threading.Barrier(len(names))

    def read(name: str) -> list[str]:
        together.wait(timeout=30)
        seen = []
        for other in names:
            try:
                body = clients[name].get_object(Bucket="photos", Key=f"{other}/photo")["Body"]
                seen.append(body.read().decode())
            except ClientError as refused:
                assert refused.response["Error"]["Code"] == "AccessDenied"
        return seen

    with ThreadPoolExecutor(len(names)) as threads:
        assert list(threads.map(read, names)) == [[name] for name in names]


def test_a_thousand_sessions_are_each_still_who_they_are(lab: Lab) -> None:
    identity = boto3.client("cognito-identity")
    pool = identity.create_identity_pool(IdentityPoolName="p", AllowUnauthenticatedIdentities=True)[
        "IdentityPoolId"
    ]
    cognito = "cognito-identity.amazonaws.com"
    trust = {
        "Effect": "Allow",
        "Principal": {"Federated": cognito},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringEquals": {f"{cognito}:aud": pool}},
    }
    iam = boto3.client("iam")
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    role = iam.create_role(RoleName="guests", AssumeRolePolicyDocument=document)["Role"]["Arn"]
    own = allow("s3:PutObject", f"arn:aws:s3:::photos/${{{cognito}:sub}}/*")
    iam.put_role_policy(RoleName="guests", PolicyName="own", PolicyDocument=own)
    identity.set_identity_pool_roles(IdentityPoolId=pool, Roles={"unauthenticated": role})
    sessions = []
    for _ in range(1000):
        found = identity.get_id(IdentityPoolId=pool)["IdentityId"]
        given: Any = identity.get_credentials_for_identity(IdentityId=found)["Credentials"]
        sessions.append((found, given))
    fresh = [sessions[number] for number in (998, 999)]
    for mine, given in fresh:
        client_of(given, "s3").put_object(Bucket="photos", Key=f"{mine}/x", Body=b"x")
        s3 = client_of(given, "s3")
        for other, _ in sessions[:2]:
            assert denied(s3.put_object, Bucket="photos", Key=f"{other}/x") == "s3:PutObject"
    assert len(keys(lab)) == 3


def test_sqs_names_the_code_of_its_query_clients_and_writes_the_action_small(lab: Lab) -> None:
    """https://github.com/aws/serverless-application-model/issues/3633"""
    queue = boto3.client("sqs").create_queue(QueueName="uploaded")["QueueUrl"]
    sqs = client_of(new_user("ana", allow(["sqs:ReceiveMessage"], "*")), "sqs")
    with pytest.raises(ClientError) as refused:
        sqs.send_message_batch(QueueUrl=queue, Entries=[{"Id": "1", "MessageBody": "hello"}])
    assert refused.value.response["Error"] == {
        "Code": "AccessDenied",
        "Type": "Sender",
        "Message": (
            "User: arn:aws:iam::123456789012:user/ana is not authorized to perform: "
            "sqs:sendmessage on resource: arn:aws:sqs:us-east-1:123456789012:uploaded because no "
            "identity-based policy allows the sqs:sendmessage action"
        ),
        "QueryErrorCode": "AccessDeniedException",
    }
    attributes = boto3.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])
    assert attributes["Attributes"]["ApproximateNumberOfMessages"] == "0"


def test_an_object_of_a_batch_that_asks_for_two_things_is_told_once(lab: Lab) -> None:
    """https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html"""
    boto3.client("s3").put_object(Bucket="photos", Key="dog", Body=b"dog")
    s3 = may("s3:DeleteObject", resource="arn:aws:s3:::photos/dog")
    wish: dict[str, Any] = {"Objects": [{"Key": "cat"}, {"Key": "dog"}]}
    answer = s3.delete_objects(Bucket="photos", Delete=wish, BypassGovernanceRetention=True)
    assert "Deleted" not in answer
    assert [(one["Key"], one["Code"]) for one in answer["Errors"]] == [
        ("cat", "AccessDenied"),
        ("dog", "AccessDenied"),
    ]
    assert keys(lab) == ["cat", "dog"]
