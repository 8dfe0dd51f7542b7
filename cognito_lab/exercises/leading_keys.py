"""Exercise of chapter 6: a policy for those items of a table whose key is one's own id."""

from __future__ import annotations

from typing import Any

from cognito_lab.evidence import UNCONFIRMED
from cognito_lab.exercises.asked import Asked, grade_policy
from cognito_lab.exercises.exercise import Exercise, WrongAnswer
from cognito_lab.exercises.photo_app_requests import ANA, BEN, COMMENTS, of_colleague, of_identity
from cognito_lab.exercises.report import Bench, Report
from cognito_lab.exercises.spoilt import spoilt

_PROMPT = """
Comments lie in the DynamoDB table `photo-app-comments`, in the account `123456789012` and the
region `us-east-1`. An item's partition key is the identity id of its author. Write the policy of
the members' role:

- the app uses `GetItem`, `Query`, `PutItem`, `UpdateItem`, `DeleteItem`, `BatchGetItem` and
  `BatchWriteItem`, each for the member's own items only;
- no index of the table, no other table, and no other operation;
- a request that names no key at all is refused, whatever its action is.

The partition keys that a request names are in its key `dynamodb:LeadingKeys`, which can have
several values.
"""

_HINTS = (
    "Where a key can have several values, an operator needs a word before it: shall one of them "
    "be right, or all of them? A batch may bring one's own key and another's.",
    "What does that word say where there is no value at all? Look at the two tables under *A key "
    "with several values*, and add a second condition for that case.",
    "`ForAllValues:StringEquals` on `dynamodb:LeadingKeys`, with the variable for the identity "
    'id; and `Null`, `"false"`, on the same key: it has to be there.',
)

_SOLUTION = """
actions = "GetItem Query PutItem UpdateItem DeleteItem BatchGetItem BatchWriteItem"
own_items_policy = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": [f"dynamodb:{action}" for action in actions.split()],
            "Resource": "arn:aws:dynamodb:us-east-1:123456789012:table/photo-app-comments",
            "Condition": {
                "ForAllValues:StringEquals": {
                    "dynamodb:LeadingKeys": "${cognito-identity.amazonaws.com:sub}"
                },
                "Null": {"dynamodb:LeadingKeys": "false"},
            },
        }
    ],
}
""".lstrip()

_ACTIONS = '[f"dynamodb:{action}" for action in actions.split()]'
_LINE_OF_ACTIONS = (
    'actions = "GetItem Query PutItem UpdateItem DeleteItem BatchGetItem BatchWriteItem"\n'
)
_NULL = '                "Null": {"dynamodb:LeadingKeys": "false"},\n'
_CONDITION = """            "Condition": {
                "ForAllValues:StringEquals": {
                    "dynamodb:LeadingKeys": "${cognito-identity.amazonaws.com:sub}"
                },
                "Null": {"dynamodb:LeadingKeys": "false"},
            },
"""
_OWN = '"${cognito-identity.amazonaws.com:sub}"'
_TABLE = '"arn:aws:dynamodb:us-east-1:123456789012:table/photo-app-comments"'
_DENY_THE_REST = """own_items_policy = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"},
        {
            "Effect": "Deny",
            "Action": "dynamodb:*",
            "Resource": "*",
            "Condition": {
                "StringNotEquals": {
                    "dynamodb:LeadingKeys": "${cognito-identity.amazonaws.com:sub}"
                }
            },
        },
    ],
}
"""

_WRONG = (
    WrongAnswer(
        "The table is the members': the app asks for the right items.",
        spoilt(_SOLUTION, (_CONDITION, "")),
    ),
    WrongAnswer(
        "All values are right, and that is enough: a missing key is no right value.",
        spoilt(_SOLUTION, (_NULL, "")),
    ),
    WrongAnswer(
        "All operations of DynamoDB: the condition holds back what is not one's own.",
        spoilt(_SOLUTION, (_LINE_OF_ACTIONS, ""), (_ACTIONS, '"dynamodb:*"'), (_NULL, "")),
    ),
    WrongAnswer(
        "One of the keys has to be the own one.",
        spoilt(_SOLUTION, ("ForAllValues", "ForAnyValue")),
    ),
    WrongAnswer(
        "`StringEquals`, as everywhere: the request has one key.",
        spoilt(_SOLUTION, ("ForAllValues:", "")),
    ),
    WrongAnswer(
        "`IfExists` takes care of a missing key.",
        spoilt(_SOLUTION, ("ForAllValues:StringEquals", "StringEqualsIfExists"), (_NULL, "")),
    ),
    WrongAnswer(
        "`Null` is `true` where a key has to be there.",
        spoilt(
            _SOLUTION, ('{"dynamodb:LeadingKeys": "false"}', '{"dynamodb:LeadingKeys": "true"}')
        ),
    ),
    WrongAnswer(
        "A table's indexes belong to it: a `*` at the end takes them in.",
        spoilt(_SOLUTION, ("photo-app-comments", "photo-app-comments*")),
    ),
    WrongAnswer(
        "Allow it all and deny what is not one's own.",
        _DENY_THE_REST,
    ),
    WrongAnswer(
        "Writing is what has to be held back: who reads does no harm.",
        spoilt(
            _SOLUTION,
            (
                '    "Statement": [\n',
                '    "Statement": [\n'
                '        {"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:Query"], '
                '"Resource": "*"},\n',
            ),
        ),
    ),
    WrongAnswer(
        "The user's name is the key of what is the user's.",
        spoilt(_SOLUTION, (_OWN, '"${aws:username}"')),
    ),
)

_TABLE_ARN = COMMENTS
_NO_KEY = "no key, no proof whose items they are: a condition has to ask that it is there."


def _ana(action: str, keys: list[str] | None, resource: str = _TABLE_ARN) -> dict[str, Any]:
    context = {} if keys is None else {"dynamodb__LeadingKeys": keys}
    return of_identity(ANA, f"dynamodb:{action}", resource, **context)


def _own(action: str, text: str, keys: list[str]) -> Asked:
    why = "The action and the table are named by the task, and the keys are Ana's own."
    return Asked(text, True, _ana(action, keys), why)


ASKED = (
    _own("GetItem", "Ana gets a comment of hers", [ANA]),
    _own("Query", "Ana queries her comments", [ANA]),
    _own("PutItem", "Ana puts a comment under her id", [ANA]),
    _own("UpdateItem", "Ana updates a comment of hers", [ANA]),
    _own("DeleteItem", "Ana deletes a comment of hers", [ANA]),
    _own("BatchGetItem", "Ana gets two comments of hers at once", [ANA, ANA]),
    _own("BatchWriteItem", "Ana writes two comments of hers at once", [ANA, ANA]),
    Asked(
        "Ben queries his comments",
        True,
        of_identity(BEN, "dynamodb:Query", _TABLE_ARN, dynamodb__LeadingKeys=[BEN]),
        "It is one role for all of them, so the policy needs a variable.",
    ),
    Asked(
        "Ana gets a comment of Ben's",
        False,
        _ana("GetItem", [BEN]),
        "The keys of the request have to be the id of whoever asks.",
    ),
    Asked(
        "Ana writes a comment in Ben's name",
        False,
        _ana("PutItem", [BEN]),
        "The keys of the request have to be the id of whoever asks.",
    ),
    Asked(
        "Ana gets a comment of hers and one of Ben's at once",
        False,
        _ana("BatchGetItem", [ANA, BEN]),
        "One right key among several is not enough: all of them have to be.",
    ),
    Asked(
        "Ana scans the table, which names no key",
        False,
        _ana("Scan", None),
        "A scan reads everybody's items.",
    ),
    Asked(
        "a `Query` of Ana's that brings no key",
        False,
        _ana("Query", None),
        f"No value, and `ForAllValues` is true; {_NO_KEY}",
    ),
    Asked(
        f"a `DeleteItem` of Ana's whose list of keys is empty ({UNCONFIRMED} that one can be)",
        False,
        _ana("DeleteItem", []),
        f"An empty list is {_NO_KEY}",
    ),
    Asked(
        "Ana queries the index `by-author` for her id",
        False,
        _ana("Query", [ANA], f"{_TABLE_ARN}/index/by-author"),
        "An index is a resource of its own.",
    ),
    Asked(
        "Ana gets an item of hers in `photo-app-comments-archive`",
        False,
        _ana("GetItem", [ANA], f"{_TABLE_ARN}-archive"),
        "It is another table, whose name begins with the same letters.",
    ),
    Asked(
        "Ana deletes the table",
        False,
        _ana("DeleteTable", None),
        "The task names seven operations.",
    ),
    Asked(
        "a colleague without an identity id gets a comment of Ana's",
        False,
        of_colleague("dynamodb:GetItem", _TABLE_ARN, dynamodb__LeadingKeys=[ANA]),
        "Without an identity id the variable has no value, and there has to be one.",
    ),
)


def _grade(bench: Bench, answer: Any, report: Report) -> None:
    grade_policy(answer, ASKED, report)


LEADING_KEYS = Exercise(
    id="leading-keys",
    chapter="06_iam_policy_evaluation",
    title="only the own items of a table",
    prompt=_PROMPT,
    hints=_HINTS,
    answer_name="own_items_policy",
    stub="own_items_policy = ...\n",
    solution=_SOLUTION,
    wrong_answers=_WRONG,
    grader=_grade,
    documents=(
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_dynamodb_items.html",
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html",
    ),
)
