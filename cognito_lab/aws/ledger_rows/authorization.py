"""Rows of the ledger: a call may do what the policies allow, and nothing else."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import EVERY_OPERATION

_IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"

CALLS_ARE_AUTHORIZED = Behaviour(
    id="calls-are-authorized",
    service="every service",
    operations=EVERY_OPERATION,
    aws="Every call is evaluated against the caller's and the resource's policies, and refused "
    "unless they allow it.",
    document=_IAM + "reference_policies_evaluation-logic.html",
    moto="Lets every caller do everything.",
    lab="Asks the judge about everything that the call asks for, before moto sees it.",
    answers=True,
    unconfirmed="which code some services answer, and what the judge takes where AWS says nothing",
)
ONLY_WHAT_IS_MAPPED = Behaviour(
    id="only-what-is-mapped",
    service="every service",
    operations=EVERY_OPERATION,
    aws="Knows of each operation what it asks for.",
    document=_IAM + "access_policies.html",
    moto="Lets every caller do everything.",
    lab="Refuses an operation of which it does not know what it asks, but to the account's root.",
    answers=True,
)
ABSENT_OBJECTS = Behaviour(
    id="absent-objects",
    service="s3",
    operations=("GetObject", "HeadObject"),
    aws="Tells that an object is not there only to who may list the bucket, and denies access to "
    "others.",
    document="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html",
    moto="Tells everybody.",
    lab="Asks the judge about s3:ListBucket where the object is not there.",
    answers=True,
)
BUCKET_POLICIES = Behaviour(
    id="bucket-policies-are-judged-once",
    service="s3",
    operations=("GetObject", "HeadObject", "PutObject", "DeleteObject", "DeleteObjects"),
    aws="A statement of a bucket's policy counts for its principals, under its conditions.",
    document=_IAM + "reference_policies_elements_condition.html",
    moto="Refuses with an empty 403 whatever a statement denies, to anybody, whatever its "
    "condition says.",
    lab="Leaves a bucket's policy to the judge, who has read all of it.",
)

ONE_READING = Behaviour(
    id="one-reading",
    service="every service",
    operations=EVERY_OPERATION,
    aws="Reads the operation and its parameters where the service's protocol has them, and refuses "
    "what it cannot read.",
    document="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"
    "sqs-making-api-requests-json.html",
    moto="Looks for both in the address, the body, a form and the headers, takes the first that it "
    "finds, and does what it can of the rest.",
    lab="Has moto do the operation, with the parameters, that the judge was asked about; refuses "
    "what cannot be read, and a call of S3's that names two things of an object or a bucket.",
    answers=True,
    unconfirmed="the codes and the words",
)

ROWS = (
    CALLS_ARE_AUTHORIZED,
    ONLY_WHAT_IS_MAPPED,
    ONE_READING,
    ABSENT_OBJECTS,
    BUCKET_POLICIES,
)
