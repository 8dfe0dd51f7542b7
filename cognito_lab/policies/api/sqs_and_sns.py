"""SQS and SNS: queues by their URL, topics by their ARN.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
"""

from __future__ import annotations

import re

from cognito_lab.policies.api.operation import Asked, AskedFor, Operation, Surroundings
from cognito_lab.policies.api.parameters import request_tags, tags, text

# "ChangeMessageVisibilityBatch … permission: sqs:ChangeMessageVisibility": the batch has none.
# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
_BATCHES = {
    "ChangeMessageVisibilityBatch": "ChangeMessageVisibility",
    "DeleteMessageBatch": "DeleteMessage",
    "SendMessageBatch": "SendMessage",
    "PublishBatch": "Publish",
}
_QUEUE = re.compile(r"/(?P<account>\d{12})/(?P<name>[^/?]+)\Z")
_ARNS = ("TopicArn", "TargetArn", "ResourceArn", "SubscriptionArn", "PlatformApplicationArn")
_OF_NO_TOPIC = re.compile(r"(List|Get(SMS|Data)|SetSMS|CheckIf|OptIn|CreatePlatform).*\Z")


def requests_of_sqs(operation: Operation, around: Surroundings) -> Asked | None:
    """What a call of SQS's asks."""
    name, given = operation.name, operation.parameters
    action = f"sqs:{_BATCHES.get(name, name)}"
    context = request_tags(tags(given, "tags") or tags(given))
    if name == "ListQueues":
        return (AskedFor(action),)
    found = _QUEUE.search(text(given, "QueueUrl"))
    account = found["account"] if found else around.account
    queue = found["name"] if found else text(given, "QueueName")
    if not queue or not name.isalnum():
        return None
    return (AskedFor(action, f"arn:aws:sqs:{around.region}:{account}:{queue}", context),)


def requests_of_sns(operation: Operation, around: Surroundings) -> Asked | None:
    """What a call of SNS's asks. A text to a telephone has no resource."""
    name, given = operation.name, operation.parameters
    action = f"sns:{_BATCHES.get(name, name)}"
    context = request_tags(tags(given))
    for parameter in _ARNS:
        if text(given, parameter).startswith("arn:"):
            return (AskedFor(action, text(given, parameter), context),)
    if name == "CreateTopic":
        topic = f"arn:aws:sns:{around.region}:{around.account}:{text(given, 'Name') or '*'}"
        return (AskedFor(action, topic, context),)
    if (name == "Publish" and text(given, "PhoneNumber")) or _OF_NO_TOPIC.match(name):
        return (AskedFor(action),)
    return None
