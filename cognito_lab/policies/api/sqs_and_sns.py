"""SQS and SNS: queues by their URL, topics by their ARN.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
"""

from __future__ import annotations

import re

from cognito_lab.policies.api.operation import (
    Asked,
    AskedFor,
    Operation,
    Surroundings,
    with_tagging,
)
from cognito_lab.policies.api.parameters import tag_keys, text

# "ChangeMessageVisibilityBatch … permission: sqs:ChangeMessageVisibility": the batch has none.
# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
_BATCHES = {
    "ChangeMessageVisibilityBatch": "ChangeMessageVisibility",
    "DeleteMessageBatch": "DeleteMessage",
    "SendMessageBatch": "SendMessage",
    "PublishBatch": "Publish",
}
# "To be able to tag a queue on creation, you must have the sqs:CreateQueue and sqs:TagQueue
# permissions": https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
# https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html says the same of topics.
_TAGGING = {"CreateQueue": "sqs:TagQueue", "CreateTopic": "sns:TagResource"}
# https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html
_OF_A_SUBSCRIPTION = (("Endpoint", "sns:Endpoint"), ("Protocol", "sns:Protocol"))
_QUEUE = re.compile(r"/(?P<account>\d{12})/(?P<name>[^/?]+)\Z")
_ARNS = ("TopicArn", "TargetArn", "ResourceArn", "SubscriptionArn", "PlatformApplicationArn")
_OF_NO_TOPIC = re.compile(r"(List|Get(SMS|Data)|SetSMS|CheckIf|OptIn|CreatePlatform).*\Z")


def requests_of_sqs(operation: Operation, around: Surroundings) -> Asked | None:
    """What a call of SQS's asks."""
    name, given = operation.name, operation.parameters
    action = f"sqs:{_BATCHES.get(name, name)}"
    of_tags = tag_keys(given, "tags", "Tags")
    if name == "ListQueues":
        return (AskedFor(action),)
    found = _QUEUE.search(text(given, "QueueUrl"))
    account = found["account"] if found else around.account
    queue = found["name"] if found else text(given, "QueueName")
    if not queue or not name.isalnum():
        return None
    asked = AskedFor(action, f"arn:aws:sqs:{around.region}:{account}:{queue}", of_tags)
    return with_tagging(asked, _TAGGING.get(name), of_tags)


def requests_of_sns(operation: Operation, around: Surroundings) -> Asked | None:
    """What a call of SNS's asks. A text to a telephone has no resource.

    AWS takes one target of Publish; moto takes any of several: each is asked about.
    """
    name, given = operation.name, operation.parameters
    action = f"sns:{_BATCHES.get(name, name)}"
    of_tags = tag_keys(given, "Tags")
    context = dict(of_tags)
    if name == "Subscribe":
        context |= {key: text(given, one) for one, key in _OF_A_SUBSCRIPTION if text(given, one)}
    named = [text(given, one) for one in _ARNS if text(given, one).startswith("arn:")]
    asked = tuple(AskedFor(action, one, context) for one in dict.fromkeys(named))
    if name == "Publish" and text(given, "PhoneNumber"):
        return (*asked, AskedFor(action))
    if asked:
        return asked if name == "Publish" else asked[:1]
    if name == "CreateTopic":
        topic = f"arn:aws:sns:{around.region}:{around.account}:{text(given, 'Name') or '*'}"
        return with_tagging(AskedFor(action, topic, context), _TAGGING[name], of_tags)
    if _OF_NO_TOPIC.match(name):
        return (AskedFor(action),)
    return None
