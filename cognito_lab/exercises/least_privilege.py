"""Exercise of chapter 6: what a program needs, and nothing else; judged by requests alone."""

from __future__ import annotations

from typing import Any

from cognito_lab.exercises.asked import grade_policy
from cognito_lab.exercises.exercise import Exercise, WrongAnswer
from cognito_lab.exercises.report import Bench, Report
from cognito_lab.exercises.spoilt import spoilt
from cognito_lab.exercises.thumbnail_requests import ASKED

_PROMPT = """
A program makes the small pictures of the photo app. These are the calls that it needs, all in the
account `123456789012` and the region `us-east-1`:

- `s3:GetObject` on `arn:aws:s3:::photo-app-uploads/` and any key that ends with `.jpg`;
- `s3:ListBucket` on `arn:aws:s3:::photo-app-uploads`, with the prefix `incoming/` and no other;
- `s3:PutObject` on `arn:aws:s3:::photo-app-thumbnails/` and any key;
- `dynamodb:UpdateItem` on the table `photo-app-photos`;
- `sqs:ReceiveMessage` and `sqs:DeleteMessage` on the queue `photo-app-uploaded`;
- `logs:CreateLogStream` and `logs:PutLogEvents` on
  `arn:aws:logs:us-east-1:123456789012:log-group:/photo-app/thumbnails:*`.

Write the policy of its role. The check tries the calls of the list, and eighteen others that the
role must not be able to make. It does not look at how the policy is written.
"""

_HINTS = (
    "One statement for each line of the list is long, and easy to read. Put what has the same "
    "resource together, and nothing else: every action of a statement goes with every resource.",
    "Each wildcard needs a reason in the list. Four of its resources have none at all, and of the "
    "others ask what else the pattern names: `photo-app-uploads*` is more than one bucket.",
    "Six statements. The listing has a condition, `StringEquals` on `s3:prefix`. A queue's ARN is "
    "`arn:aws:sqs:us-east-1:123456789012:photo-app-uploaded`, a table's ends with "
    "`:table/photo-app-photos`.",
)

_SOLUTION = """
def allow(actions, resource, **more):
    return {"Effect": "Allow", "Action": actions, "Resource": resource, **more}


here = "us-east-1:123456789012"
incoming = {"StringEquals": {"s3:prefix": "incoming/"}}
thumbnails_policy = {
    "Version": "2012-10-17",
    "Statement": [
        allow("s3:GetObject", "arn:aws:s3:::photo-app-uploads/*.jpg"),
        allow("s3:ListBucket", "arn:aws:s3:::photo-app-uploads", Condition=incoming),
        allow("s3:PutObject", "arn:aws:s3:::photo-app-thumbnails/*"),
        allow("dynamodb:UpdateItem", f"arn:aws:dynamodb:{here}:table/photo-app-photos"),
        allow(
            ["sqs:ReceiveMessage", "sqs:DeleteMessage"],
            f"arn:aws:sqs:{here}:photo-app-uploaded",
        ),
        allow(
            ["logs:CreateLogStream", "logs:PutLogEvents"],
            f"arn:aws:logs:{here}:log-group:/photo-app/thumbnails:*",
        ),
    ],
}
""".lstrip()

_ONE_STATEMENT = """
thumbnails_policy = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": [
                "s3:GetObject",
                "s3:ListBucket",
                "s3:PutObject",
                "dynamodb:UpdateItem",
                "sqs:ReceiveMessage",
                "sqs:DeleteMessage",
                "logs:CreateLogStream",
                "logs:PutLogEvents",
            ],
            "Resource": "*",
        }
    ],
}
""".lstrip()

_SERVICES = """
thumbnails_policy = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": ["s3:*", "dynamodb:*", "sqs:*", "logs:*"],
            "Resource": [
                "arn:aws:s3:::photo-app-*",
                "arn:aws:dynamodb:us-east-1:123456789012:table/photo-app-*",
                "arn:aws:sqs:us-east-1:123456789012:photo-app-*",
                "arn:aws:logs:us-east-1:123456789012:log-group:/photo-app/*",
            ],
        }
    ],
}
""".lstrip()

_ADMIN = """
thumbnails_policy = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}],
}
""".lstrip()

_NOT_IAM = """
thumbnails_policy = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "NotAction": ["iam:*", "sts:*", "s3:Delete*"], "Resource": "*"}
    ],
}
""".lstrip()

_DENIES = """
thumbnails_policy = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Deny",
            "Action": "*",
            "NotResource": [
                "arn:aws:s3:::photo-app-*",
                "arn:aws:sqs:us-east-1:123456789012:photo-app-*",
            ],
        }
    ],
}
""".lstrip()

_WRONG = (
    WrongAnswer("It is our own program: it may do everything.", _ADMIN),
    WrongAnswer("The actions are the list; resources only make it hard to read.", _ONE_STATEMENT),
    WrongAnswer("All of a service, on all that is called `photo-app-`.", _SERVICES),
    WrongAnswer(
        "Everything but what is dangerous.",
        _NOT_IAM,
    ),
    WrongAnswer(
        "Deny what is elsewhere: the rest is allowed then.",
        _DENIES,
    ),
    WrongAnswer(
        "One statement for S3: three actions, two buckets.",
        spoilt(
            _SOLUTION,
            (
                '        allow("s3:GetObject", "arn:aws:s3:::photo-app-uploads/*.jpg"),\n',
                '        allow(["s3:GetObject", "s3:PutObject"], '
                '["arn:aws:s3:::photo-app-uploads/*", "arn:aws:s3:::photo-app-thumbnails/*"]),\n',
            ),
        ),
    ),
    WrongAnswer(
        "A `*` after the bucket's name, for bucket and objects at once.",
        spoilt(_SOLUTION, ("photo-app-uploads/*.jpg", "photo-app-uploads*")),
    ),
    WrongAnswer(
        "The list names a prefix; whoever may list, may list.",
        spoilt(_SOLUTION, (", Condition=incoming", "")),
    ),
    WrongAnswer(
        "A prefix ends with a `*`.",
        spoilt(
            _SOLUTION,
            (
                '{"StringEquals": {"s3:prefix": "incoming/"}}',
                '{"StringLike": {"s3:prefix": "incoming/*"}}',
            ),
        ),
    ),
    WrongAnswer(
        "Region and account are noise: a `*` for each.",
        spoilt(_SOLUTION, ('here = "us-east-1:123456789012"', 'here = "*:*"')),
    ),
    WrongAnswer(
        "Verbs with a `*`: `Put*`, `Update*`, `Delete*`.",
        spoilt(
            _SOLUTION,
            ("s3:PutObject", "s3:Put*"),
            ("dynamodb:UpdateItem", "dynamodb:Update*"),
            ('"logs:CreateLogStream", "logs:PutLogEvents"', '"logs:*"'),
        ),
    ),
)


def _grade(bench: Bench, answer: Any, report: Report) -> None:
    grade_policy(answer, ASKED, report)


LEAST_PRIVILEGE = Exercise(
    id="least-privilege",
    chapter="06_iam_policy_evaluation",
    title="what a program needs, and nothing else",
    prompt=_PROMPT,
    hints=_HINTS,
    answer_name="thumbnails_policy",
    stub="thumbnails_policy = ...\n",
    solution=_SOLUTION,
    wrong_answers=_WRONG,
    grader=_grade,
    documents=(
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
        "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html",
        "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html",
        "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html",
    ),
)
