"""What is judged is what is done: no second operation, parameter, word or account is followed."""

from __future__ import annotations

import gzip
import inspect
import json
import re
from typing import Any

import boto3
import pytest
import requests
from botocore.config import Config
from botocore.exceptions import ClientError
from moto.s3.responses import S3Response

from cognito_lab.aws import Lab
from cognito_lab.aws.s3_dispatch import MOTO_ANSWERS
from tests.aws.callers import allow, client_of, new_user, signed
from tests.aws.guard.tables import new_table

S3 = "https://s3.us-east-1.amazonaws.com"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/x-amz-json-1.0"}
HARMLESS = [
    "sqs:ListQueues",
    "sqs:SendMessage",
    "dynamodb:ListTables",
    "iam:GetUser",
    "sns:ListTopics",
    "lambda:ListFunctions",
    "s3:PutBucketCORS",
    "s3:GetObject",
]


def send(
    key: dict[str, str],
    method: str,
    url: str,
    service: str,
    headers: dict[str, str] | None = None,
    body: bytes = b"",
) -> requests.Response:
    """A signed request that no SDK would make."""
    made = signed(method, url, service, headers or {}, body, key)
    return requests.request(method, url, headers=made, data=body, timeout=5)


@pytest.fixture
def harmless(lab: Lab) -> dict[str, str]:
    """The key of a user who may do nothing that changes anything, but send to queues."""
    return new_user("ana", allow(HARMLESS))


@pytest.fixture
def things(lab: Lab) -> dict[str, Any]:
    """What others have."""
    new_table("T", pk="S")
    boto3.client("iam").create_user(UserName="ben")
    boto3.client("s3").put_bucket_policy(
        Bucket="photos", Policy=policy_that_denies("s3:PutObject", "photos/secret")
    )
    return {
        "queue": boto3.client("sqs").create_queue(QueueName="secret")["QueueUrl"],
        "topic": boto3.client("sns").create_topic(Name="t")["TopicArn"],
    }


def policy_that_denies(action: str, resource: str) -> str:
    """A bucket's policy."""
    statement = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": action,
        "Resource": f"arn:aws:s3:::{resource}",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def all_is_there() -> bool:
    """Whether nothing of it was taken away."""
    names = {user["UserName"] for user in boto3.client("iam").list_users()["Users"]}
    return (
        boto3.client("dynamodb").list_tables()["TableNames"] == ["T"]
        and "ben" in names
        and len(boto3.client("sqs").list_queues().get("QueueUrls", [])) == 1
        and len(boto3.client("sns").list_topics()["Topics"]) == 1
        and "Policy" in boto3.client("s3").get_bucket_policy(Bucket="photos")
    )


SECOND_OPERATIONS: dict[str, tuple[str, str, str, dict[str, str], str]] = {
    "DynamoDB, in the address": (
        "dynamodb",
        "POST",
        "https://dynamodb.us-east-1.amazonaws.com/?Action=DeleteTable",
        {**JSON, "X-Amz-Target": "DynamoDB_20120810.ListTables"},
        '{"TableName": "T"}',
    ),
    "DynamoDB, in the body's text": (
        "dynamodb",
        "POST",
        "https://dynamodb.us-east-1.amazonaws.com/",
        {**JSON, "X-Amz-Target": "DynamoDB_20120810.ListTables"},
        '{"TableName": "T", "x": "&Action=DeleteTable&"}',
    ),
    "SQS, in the address": (
        "sqs",
        "POST",
        "https://sqs.us-east-1.amazonaws.com/?Action=DeleteQueue",
        {**JSON, "X-Amz-Target": "AmazonSQS.ListQueues"},
        '{"QueueUrl": "QUEUE"}',
    ),
    "IAM, in address and body": (
        "iam",
        "POST",
        "https://iam.amazonaws.com/?Action=GetUser&Version=2010-05-08&UserName=ben",
        FORM,
        "Action=DeleteUser&Version=2010-05-08&UserName=ben",
    ),
    "SNS, in address and body": (
        "sns",
        "POST",
        "https://sns.us-east-1.amazonaws.com/?Action=ListTopics&Version=2010-03-31&TopicArn=TOPIC",
        FORM,
        "Action=DeleteTopic&Version=2010-03-31&TopicArn=TOPIC",
    ),
    "S3, a second word": ("s3", "DELETE", f"{S3}/photos?cors&policy", {}, ""),
}


@pytest.mark.parametrize("asked", SECOND_OPERATIONS.values(), ids=SECOND_OPERATIONS)
def test_a_second_operation_in_a_request_is_not_done(
    harmless: dict[str, str],
    things: dict[str, Any],
    asked: tuple[str, str, str, dict[str, str], str],
) -> None:
    service, method, url, headers, body = asked
    for name, value in (("QUEUE", things["queue"]), ("TOPIC", things["topic"])):
        url, body = url.replace(name, value), body.replace(name, value)
    send(harmless, method, url, service, headers, body.encode())
    assert all_is_there()


UNSIGNED: dict[str, tuple[str, dict[str, str]]] = {
    "another prefix of the target": (
        "https://dynamodb.us-east-1.amazonaws.com/",
        {**JSON, "X-Amz-Target": "any.DeleteTable"},
    ),
    "a target of three parts": (
        "https://dynamodb.us-east-1.amazonaws.com/",
        {**JSON, "X-Amz-Target": "DynamoDB_20120810.x.DeleteTable"},
    ),
    "an action in the address": (
        "https://dynamodb.us-east-1.amazonaws.com/?Action=DeleteTable",
        {},
    ),
}


@pytest.mark.parametrize("asked", UNSIGNED.values(), ids=UNSIGNED)
def test_what_names_no_operation_is_not_for_everybody(
    things: dict[str, Any], asked: tuple[str, dict[str, str]]
) -> None:
    url, headers = asked
    answer = requests.post(url, headers=headers, data=b'{"TableName": "T"}', timeout=5)
    assert (answer.status_code, "MissingAuthenticationToken" in answer.text) == (403, True)
    assert all_is_there()


@pytest.mark.parametrize(
    ("service", "target"),
    [
        ("cognito-idp", "AWSCognitoIdentityProviderService.x.ListUserPools"),
        ("cognito-identity", "AWSCognitoIdentityService.x.ListIdentityPools"),
        ("secretsmanager", "any.ListSecrets"),
    ],
)
def test_nor_is_it_in_services_whose_documents_are(lab: Lab, service: str, target: str) -> None:
    url = f"https://{service}.us-east-1.amazonaws.com/"
    headers = {"X-Amz-Target": target, "Content-Type": "application/x-amz-json-1.1"}
    answer = requests.post(url, headers=headers, data=b'{"MaxResults": 1}', timeout=5)
    assert (answer.status_code, "MissingAuthenticationToken" in answer.text) == (403, True)


def test_the_text_of_a_message_names_no_other_queue(
    harmless: dict[str, str], things: dict[str, Any]
) -> None:
    """With boto3 alone: moto reads a JSON body as a form."""
    sqs = boto3.client("sqs")
    own = sqs.create_queue(QueueName="own")["QueueUrl"]
    text = f"&QueueUrl={things['queue']}&"
    client_of(harmless, "sqs").send_message(QueueUrl=own, MessageBody=text)
    assert "Messages" not in sqs.receive_message(QueueUrl=things["queue"])
    assert sqs.receive_message(QueueUrl=own)["Messages"][0]["Body"] == text


def test_motos_header_for_another_account_is_not_followed(lab: Lab) -> None:
    made = signed("PUT", f"{S3}/elsewhere", "s3", {})
    for name in ("x-moto-account-id", "x_moto_account_id"):
        there = {**made, name: "999999999999"}
        assert requests.put(f"{S3}/elsewhere", headers=there, timeout=5).ok
        boto3.client("s3").delete_bucket(Bucket="elsewhere")


S3_ALLOW = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
S3_DENY = {"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::photos/cat"}
UNREADABLE: dict[str, tuple[str, str, dict[str, str], str, str]] = {
    "GET": ("GET", "/photos/cat?partNumber=x", {}, "", "InvalidArgument"),
    "DELETE": ("DELETE", "/photos/cat", {"x-amz-if-match-size": "x"}, "", "InvalidArgument"),
    "a batch": (
        "POST",
        "/photos?delete",
        {},
        "<Delete><Object><Key>cat</Key><Size>x</Size></Object></Delete>",
        "MalformedXML",
    ),
    "no XML": ("POST", "/photos?delete", {}, "<Delete", "MalformedXML"),
}


@pytest.mark.parametrize("asked", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_refused_and_not_judged_without_its_parameters(
    lab: Lab, asked: tuple[str, str, dict[str, str], str, str]
) -> None:
    method, path, headers, body, code = asked
    policy = {"Version": "2012-10-17", "Statement": [S3_ALLOW, S3_DENY]}
    key = new_user("ben", json.dumps(policy))
    answer = send(key, method, S3 + path, "s3", headers, body.encode())
    assert (answer.status_code, f"<Code>{code}</Code>" in answer.text) == (400, True)
    assert boto3.client("s3").get_object(Bucket="photos", Key="cat")["Body"].read() == b"cat"


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff"])
def test_json_that_cannot_be_read_is_refused(lab: Lab, body: bytes) -> None:
    key = new_user("ben", allow("dynamodb:*"))
    headers = {**JSON, "X-Amz-Target": "DynamoDB_20120810.DescribeTable"}
    answer = send(
        key, "POST", "https://dynamodb.us-east-1.amazonaws.com/", "dynamodb", headers, body
    )
    code = answer.json()["__type"].rpartition("#")[2]
    assert (answer.status_code, code) == (400, "SerializationException")


LACKING: dict[str, tuple[str, dict[str, Any]]] = {
    "GetObjectTorrent": ("get_object_torrent", {"Bucket": "photos", "Key": "cat"}),
    "DeleteBucketInventoryConfiguration": (
        "delete_bucket_inventory_configuration",
        {"Bucket": "empty", "Id": "any"},
    ),
    "PutBucketRequestPayment": (
        "put_bucket_request_payment",
        {"Bucket": "brand-new", "RequestPaymentConfiguration": {"Payer": "Requester"}},
    ),
    "GetBucketRequestPayment": ("get_bucket_request_payment", {"Bucket": "photos"}),
}


@pytest.mark.parametrize("asked", LACKING.values(), ids=LACKING)
def test_an_operation_of_s3s_that_moto_lacks_is_not_answered_as_another(
    lab: Lab, asked: tuple[str, dict[str, Any]]
) -> None:
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="empty")
    with pytest.raises(ClientError) as caught:
        getattr(s3, asked[0])(**asked[1])
    assert caught.value.response["Error"]["Code"] == "NotImplemented"
    assert [one["Name"] for one in s3.list_buckets()["Buckets"]] == ["photos", "empty"]


@pytest.fixture
def table(lab: Lab) -> Any:
    """A table with one person's item."""
    dynamodb = new_table("T", pk="S")
    dynamodb.put_item(TableName="T", Item={"pk": {"S": "ana"}, "secret": {"S": "hush"}})
    return dynamodb


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("get_item", {"Key": {"pk": {"S": "ana"}}}),
        ("scan", {}),
        (
            "query",
            {
                "KeyConditions": {
                    "pk": {"AttributeValueList": [{"S": "ana"}], "ComparisonOperator": "EQ"}
                }
            },
        ),
    ],
)
def test_a_parameter_that_moto_passes_over_and_a_policy_may_hang_on_is_not_passed_over(
    table: Any, method: str, given: dict[str, Any]
) -> None:
    with pytest.raises(ClientError, match="with its older parameter AttributesToGet"):
        getattr(table, method)(TableName="T", **given, AttributesToGet=["pk"])
    assert getattr(table, method)(TableName="T", **given)


def test_in_a_batch_moto_does_not_pass_over_it(table: Any) -> None:
    wish = {"Keys": [{"pk": {"S": "ana"}}], "AttributesToGet": ["pk"]}
    answer = table.batch_get_item(RequestItems={"T": wish})
    assert answer["Responses"]["T"] == [{"pk": {"S": "ana"}}]


def test_a_body_that_looks_like_a_form_names_no_other_upload(lab: Lab) -> None:
    s3 = boto3.client("s3")
    theirs = s3.create_multipart_upload(Bucket="photos", Key="theirs")["UploadId"]
    mine = s3.create_multipart_upload(Bucket="photos", Key="mine")["UploadId"]
    key = new_user("ben", allow("s3:*", "arn:aws:s3:::photos/mine"))
    url = f"{S3}/photos/mine?uploadId={mine}"
    assert send(key, "DELETE", url, "s3", FORM, f"uploadId={theirs}".encode()).ok
    left = s3.list_multipart_uploads(Bucket="photos")["Uploads"]
    assert [one["Key"] for one in left] == ["theirs"]


HANDLERS = {
    ("bucket", "GET"): S3Response._bucket_response_get,
    ("bucket", "PUT"): S3Response._bucket_response_put,
    ("bucket", "DELETE"): S3Response._bucket_response_delete,
    ("object", "GET"): S3Response._key_response_get,
    ("object", "PUT"): S3Response._key_response_put,
    ("object", "DELETE"): S3Response._key_response_delete,
    ("object", "POST"): S3Response._key_response_post,
}


@pytest.mark.parametrize("kind", HANDLERS, ids=" ".join)
def test_the_words_that_moto_answers_are_those_that_its_source_asks_for(
    kind: tuple[str, str],
) -> None:
    source = inspect.getsource(HANDLERS[kind])
    asked = set(re.findall(r'"([\w-]+)" in (?:querystring|query)\b', source))
    asked |= set(re.findall(r'querystring\.get\("([\w-]+)"', source))
    assert asked - {"id"} == MOTO_ANSWERS[kind]


def test_an_object_behind_a_delete_marker_is_not_there_and_can_be_had_back(lab: Lab) -> None:
    s3 = boto3.client("s3")
    s3.put_bucket_versioning(Bucket="photos", VersioningConfiguration={"Status": "Enabled"})
    marker = s3.delete_object(Bucket="photos", Key="cat")["VersionId"]
    for read in (s3.get_object, s3.get_object_tagging, s3.get_object_acl):
        with pytest.raises(ClientError, match="NoSuchKey"):
            read(Bucket="photos", Key="cat")
    s3.delete_object(Bucket="photos", Key="cat", VersionId=marker)
    assert s3.get_object(Bucket="photos", Key="cat")["Body"].read() == b"cat"


@pytest.mark.parametrize(
    "document",
    [
        '<?xml version="1.0" encoding="UTF-16"?><Delete>OBJECTS</Delete>',
        '<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Quiet xmlns="">false</Quiet>'
        "OBJECTS</Delete>",
    ],
)
def test_of_a_batch_in_an_odd_document_what_may_be_deleted_is(lab: Lab, document: str) -> None:
    boto3.client("s3").put_object(Bucket="photos", Key="dog", Body=b"dog")
    key = new_user("ben", allow("s3:DeleteObject", "arn:aws:s3:::photos/dog"))
    objects = "<Object><Key>cat</Key></Object><Object><Key>dog</Key></Object>"
    text = document.replace("OBJECTS", objects)
    body = text.encode("utf-16" if "UTF-16" in text else "utf-8")
    answer = send(key, "POST", f"{S3}/photos?delete", "s3", {}, body)
    assert answer.ok, answer.text
    assert "<Code>AccessDenied</Code>" in answer.text
    listed = boto3.client("s3").list_objects_v2(Bucket="photos")["Contents"]
    assert [one["Key"] for one in listed] == ["cat"]


TWO_HOSTS = ("iam.x.execute-api", "iam.execute-api", "abcdefghij.iam.execute-api")


@pytest.mark.parametrize("host", TWO_HOSTS)
def test_a_host_that_looks_like_two_services_is_for_nobody_without_a_signature(
    lab: Lab, host: str
) -> None:
    asked = {"Action": "CreateUser", "Version": "2010-05-08", "UserName": "evil"}
    url = f"https://{host}.us-east-1.amazonaws.com/"
    assert requests.post(url, data=asked, timeout=5).status_code >= 400
    assert boto3.client("iam").list_users()["Users"] == []


def test_nor_is_a_host_of_a_service_that_has_no_mapping(lab: Lab) -> None:
    boto3.client("secretsmanager").create_secret(Name="s", SecretString="hush")
    url = "https://secretsmanager.execute-api.us-east-1.amazonaws.com/"
    headers = {"X-Amz-Target": "secretsmanager.GetSecretValue", **JSON}
    answer = requests.post(url, headers=headers, data=b'{"SecretId": "s"}', timeout=5)
    assert answer.status_code >= 400
    assert "hush" not in answer.text


def test_what_is_in_a_compressed_body_is_judged(lab: Lab) -> None:
    boto3.client("iam").create_user(UserName="victim")
    key = new_user("ben", allow("iam:*", "arn:aws:iam::123456789012:user/ben"))
    url = "https://iam.amazonaws.com/?Action=CreateAccessKey&Version=2010-05-08"
    body = gzip.compress(b"UserName=victim")
    headers = {**FORM, "Content-Encoding": "gzip"}
    assert send(key, "POST", url, "iam", headers, body).status_code == 403
    assert boto3.client("iam").list_access_keys(UserName="victim")["AccessKeyMetadata"] == []
    assert send(key, "POST", url, "iam", headers, b"not compressed").status_code == 403


def test_what_boto3_compresses_is_read(lab: Lab) -> None:
    data = [{"MetricName": "m" * 50, "Value": float(number)} for number in range(400)]
    boto3.client("cloudwatch").put_metric_data(Namespace="n", MetricData=data)
    assert lab.trace[-1].status == 200


@pytest.mark.parametrize("name", ["x_amz_copy_source", "x_amz_acl", "x_amz_tagging"])
def test_a_header_with_underscores_is_not_one_of_amazons(lab: Lab, name: str) -> None:
    value = {"x_amz_acl": "public-read", "x_amz_tagging": "a=b"}.get(name, "/photos/cat")
    s3 = boto3.client("s3")
    there = {"Bucket": "photos", "Key": "new"}
    url = s3.generate_presigned_url("put_object", Params=there)
    assert requests.put(url, data=b"dog", headers={name: value}, timeout=5).ok
    assert s3.get_object(**there)["Body"].read() == b"dog"
    assert len(s3.get_object_acl(**there)["Grants"]) == 1
    assert s3.get_object_tagging(**there)["TagSet"] == []


def test_one_that_was_signed_is_no_reason_to_refuse(lab: Lab) -> None:
    made = signed("GET", f"{S3}/photos/cat", "s3", {"my_header": "any"})
    assert requests.get(f"{S3}/photos/cat", headers=made, timeout=5).content == b"cat"


def test_metadata_with_underscores_is_kept(lab: Lab) -> None:
    s3 = boto3.client("s3")
    s3.put_object(Bucket="photos", Key="new", Body=b"", Metadata={"taken_by": "ana"})
    assert s3.head_object(Bucket="photos", Key="new")["Metadata"] == {"taken_by": "ana"}


def test_a_message_goes_to_no_topic_that_was_not_asked_about(lab: Lab) -> None:
    admin = boto3.client("sns")
    mine, other = (admin.create_topic(Name=name)["TopicArn"] for name in ("mine", "other"))
    sns = client_of(new_user("ana", allow("sns:*", mine)), "sns")
    for target in ({"TargetArn": other}, {"PhoneNumber": "+15555555555"}):
        with pytest.raises(ClientError, match="is not authorized"):
            sns.publish(TopicArn=mine, Message="hello", **target)
    sns.publish(TopicArn=mine, Message="hello")


def test_a_word_in_the_user_agent_is_no_region(lab: Lab) -> None:
    queue = boto3.client("sqs").create_queue(QueueName="q")["QueueUrl"]
    boto3.client("sqs").send_message(QueueUrl=queue, MessageBody="hush")
    key = new_user("ana", allow("sqs:*", "arn:aws:sqs:us-west-2:*:*"))
    headers = {
        **JSON,
        "X-Amz-Target": "AmazonSQS.ReceiveMessage",
        "User-Agent": "x region/us-east-1",
    }
    body = json.dumps({"QueueUrl": queue}).encode()
    made = signed("POST", "https://sqs.amazonaws.com/", "sqs", headers, body, key, "us-west-2")
    answer = requests.post("https://sqs.amazonaws.com/", headers=made, data=body, timeout=5)
    assert "hush" not in answer.text
    assert answer.status_code == 400


def test_a_browser_asks_before_it_sends_without_a_signature(lab: Lab) -> None:
    s3 = boto3.client("s3")
    rule = {"AllowedMethods": ["PUT"], "AllowedOrigins": ["https://a.example"]}
    s3.put_bucket_cors(Bucket="photos", CORSConfiguration={"CORSRules": [rule]})
    url = s3.generate_presigned_url("put_object", Params={"Bucket": "photos", "Key": "new"})
    asks = {"Origin": "https://a.example", "Access-Control-Request-Method": "PUT"}
    assert requests.options(url, headers=asks, timeout=5).status_code == 200
    others = {**asks, "Origin": "https://b.example"}
    assert requests.options(url, headers=others, timeout=5).status_code == 403


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
@pytest.mark.parametrize("content", [b"a=b", b"key=cat&uploadId=x"])
def test_an_object_that_looks_like_a_form_is_kept_as_it_is(
    lab: Lab, kind: str, content: bytes
) -> None:
    s3 = boto3.client("s3")
    s3.put_object(Bucket="photos", Key="new", Body=content, ContentType=kind)
    assert s3.get_object(Bucket="photos", Key="new")["Body"].read() == content


def test_a_bucket_in_the_path_is_known_by_a_signature_of_version_2(lab: Lab) -> None:
    config = Config(signature_version="s3", s3={"addressing_style": "path"})
    s3: Any = boto3.client("s3", config=config)
    assert s3.list_objects_v2(Bucket="photos")["KeyCount"] == 1
    s3.head_bucket(Bucket="photos")


@pytest.mark.parametrize("objects", ["", "<Object/>", "<Object><Key>a</Key><Key>b</Key></Object>"])
def test_a_batch_without_a_key_is_no_batch(lab: Lab, objects: str) -> None:
    made = signed("POST", f"{S3}/photos?delete", "s3", {}, f"<Delete>{objects}</Delete>".encode())
    body = f"<Delete>{objects}</Delete>".encode()
    answer = requests.post(f"{S3}/photos?delete", headers=made, data=body, timeout=5)
    assert (answer.status_code, "MalformedXML" in answer.text) == (400, True)
