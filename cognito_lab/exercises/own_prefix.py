"""Exercise of chapter 6: a policy that gives each identity its own folder of a bucket."""

from __future__ import annotations

from typing import Any

from cognito_lab.exercises.asked import Asked, grade_policy
from cognito_lab.exercises.exercise import Exercise, WrongAnswer
from cognito_lab.exercises.photo_app_requests import ALBUMS, ANA, BEN, of_colleague, of_identity
from cognito_lab.exercises.report import Bench, Report
from cognito_lab.exercises.spoilt import spoilt

_PROMPT = """
Write the one policy of the role that all members of the photo app get. The albums lie in the bucket
`photo-app-albums`, and each identity has a folder there that is called by its identity id. With
the role's credentials a member

- reads and writes objects in the own folder, and in folders below it;
- lists what is in the own folder, by asking for a prefix that begins with its name and a `/`;
- does nothing else: nobody else's folder, no other bucket, and no deleting.

The check asks the judge about requests of Ana, of Ben, and of a colleague who has taken the same
role without an identity pool.
"""

_HINTS = (
    "Reading and writing are asked of an object, listing of the bucket: two resources, so two "
    "statements. And one policy for everybody cannot have anybody's id in it.",
    "A list request brings the key `s3:prefix`. The variable for the identity id may stand in a "
    "`Resource` and in the value of a String operator, and only in the newer of the two versions.",
    "`arn:aws:s3:::photo-app-albums/${cognito-identity.amazonaws.com:sub}/*` is everything in the "
    "own folder; `StringLike` holds `s3:prefix` to the same text after the bucket's name. A `/` "
    "before the `*`: another folder's name may begin with the same letters.",
)

_SOLUTION = """
folder = "${cognito-identity.amazonaws.com:sub}/*"
own_folder_policy = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": ["s3:GetObject", "s3:PutObject"],
            "Resource": f"arn:aws:s3:::photo-app-albums/{folder}",
        },
        {
            "Effect": "Allow",
            "Action": "s3:ListBucket",
            "Resource": "arn:aws:s3:::photo-app-albums",
            "Condition": {"StringLike": {"s3:prefix": folder}},
        },
    ],
}
""".lstrip()

_ACTIONS = '["s3:GetObject", "s3:PutObject"]'
_OBJECTS = 'f"arn:aws:s3:::photo-app-albums/{folder}"'
_CONDITION = '            "Condition": {"StringLike": {"s3:prefix": folder}},\n'
_FOLDER = '"${cognito-identity.amazonaws.com:sub}/*"'

_ONE_ALLOW = """
own_folder_policy = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}],
}
""".lstrip()

_WRONG = (
    WrongAnswer("The app asks only for what is its user's: one Allow will do.", _ONE_ALLOW),
    WrongAnswer(
        "The folder is the resource of all three: who may read it may list it.",
        spoilt(
            _SOLUTION,
            (_ACTIONS, '["s3:GetObject", "s3:PutObject", "s3:ListBucket"]'),
            ('"Resource": "arn:aws:s3:::photo-app-albums"', f'"Resource": {_OBJECTS}'),
        ),
    ),
    WrongAnswer(
        "The id and a `*`: what begins with the id is the folder.",
        spoilt(_SOLUTION, (_FOLDER, '"${cognito-identity.amazonaws.com:sub}*"')),
    ),
    WrongAnswer(
        "Names of files are no secret: listing needs no condition.",
        spoilt(_SOLUTION, (_CONDITION, "")),
    ),
    WrongAnswer(
        "`IfExists` makes a condition safer: it copes with a key that is missing.",
        spoilt(_SOLUTION, ("StringLike", "StringLikeIfExists")),
    ),
    WrongAnswer(
        "Version is a date of one's own, and may be left out.",
        spoilt(_SOLUTION, ('    "Version": "2012-10-17",\n', "")),
    ),
    WrongAnswer(
        "`s3:*` on the own folder: it is the member's own.",
        spoilt(_SOLUTION, (_ACTIONS, '"s3:*"')),
    ),
    WrongAnswer(
        "Who is signed in has a user name, and the variable for it is `aws:username`.",
        spoilt(_SOLUTION, ("cognito-identity.amazonaws.com:sub", "aws:username")),
    ),
    WrongAnswer(
        "`StringEquals` is the exact one, so it is the safe one.",
        spoilt(_SOLUTION, ("StringLike", "StringEquals")),
    ),
    WrongAnswer(
        "The id is known: Ana's stands in the policy.",
        spoilt(_SOLUTION, ("${cognito-identity.amazonaws.com:sub}", ANA)),
    ),
    WrongAnswer(
        "An id is in nobody else's path, wherever it stands in it.",
        spoilt(_SOLUTION, ("photo-app-albums/{folder}", "*/{folder}")),
    ),
    WrongAnswer(
        "All folders begin with the region, and whose it is the app knows.",
        spoilt(_SOLUTION, ("${cognito-identity.amazonaws.com:sub}/", "us-east-1:")),
    ),
)

_GET, _PUT, _LIST = "s3:GetObject", "s3:PutObject", "s3:ListBucket"


def _ana(action: str, path: str = "", **context: Any) -> dict[str, Any]:
    resource = f"{ALBUMS}/{path}" if path else ALBUMS
    return of_identity(ANA, action, resource, **context)


ASKED = (
    Asked(
        "Ana reads `cat.jpg` in her folder",
        True,
        _ana(_GET, f"{ANA}/cat.jpg"),
        "An object's ARN is the bucket's, a `/` and the whole key.",
    ),
    Asked(
        "Ana writes `2026/dog.jpg` in her folder",
        True,
        _ana(_PUT, f"{ANA}/2026/dog.jpg"),
        "A `*` in a resource stands for a `/` as well.",
    ),
    Asked(
        "Ben reads `tree.jpg` in his folder",
        True,
        of_identity(BEN, _GET, f"{ALBUMS}/{BEN}/tree.jpg"),
        "It is one role for all of them, so the policy needs a variable.",
    ),
    Asked(
        "Ana lists her folder, prefix `ID/`",
        True,
        _ana(_LIST, s3__prefix=f"{ANA}/"),
        "`s3:ListBucket` is asked of the bucket, and the prefix is a key of the request.",
    ),
    Asked(
        "Ana lists a folder below it, prefix `ID/2026/`",
        True,
        _ana(_LIST, s3__prefix=f"{ANA}/2026/", s3__delimiter="/"),
        "The prefix goes on after the own folder's name.",
    ),
    Asked(
        "Ana reads in Ben's folder",
        False,
        _ana(_GET, f"{BEN}/tree.jpg"),
        "The resource has to hang on who asks.",
    ),
    Asked(
        "Ana writes into Ben's folder",
        False,
        _ana(_PUT, f"{BEN}/tree.jpg"),
        "The resource has to hang on who asks.",
    ),
    Asked(
        "Ana reads in a folder `ID-backup`, which is not hers",
        False,
        _ana(_GET, f"{ANA}-backup/cat.jpg"),
        "Its name begins with her id. A `/` ends a folder's name.",
    ),
    Asked(
        "Ana reads the folder with her id in another bucket",
        False,
        of_identity(ANA, _GET, f"arn:aws:s3:::photo-app-backups/{ANA}/cat.jpg"),
        "Only one bucket was asked for.",
    ),
    Asked(
        "Ana reads a folder with her id within Ben's",
        False,
        _ana(_GET, f"{BEN}/{ANA}/cat.jpg"),
        "Only the first part of the key is the folder.",
    ),
    Asked(
        "Ana deletes a photo in her folder",
        False,
        _ana("s3:DeleteObject", f"{ANA}/cat.jpg"),
        "The task has reading, writing and listing.",
    ),
    Asked(
        "Ana opens a photo of hers to everybody, `s3:PutObjectAcl`",
        False,
        _ana("s3:PutObjectAcl", f"{ANA}/cat.jpg", s3__x_amz_acl="public-read"),
        "A wildcard among the actions takes in what nobody thought of.",
    ),
    Asked(
        "Ana lists Ben's folder",
        False,
        _ana(_LIST, s3__prefix=f"{BEN}/"),
        "The prefix has to begin with the id of whoever asks.",
    ),
    Asked(
        "Ana lists with the prefix `ID`, without a slash",
        False,
        _ana(_LIST, s3__prefix=ANA),
        "That lists every folder whose name begins so.",
    ),
    Asked(
        "Ana lists with an empty prefix",
        False,
        _ana(_LIST, s3__prefix=""),
        "An empty prefix is the whole bucket.",
    ),
    Asked(
        "Ana lists without a prefix",
        False,
        _ana(_LIST),
        "The key `s3:prefix` is missing then, and that is the whole bucket.",
    ),
    Asked(
        "Ana replaces the bucket's policy",
        False,
        _ana("s3:PutBucketPolicy"),
        "Who may write that may do anything in a moment.",
    ),
    Asked(
        "a colleague without an identity id reads in Ana's folder",
        False,
        of_colleague(_GET, f"{ALBUMS}/{ANA}/cat.jpg"),
        "Where a variable has no value, its resource matches nothing: but there has to be one.",
    ),
)


def _grade(bench: Bench, answer: Any, report: Report) -> None:
    grade_policy(answer, ASKED, report)


OWN_PREFIX = Exercise(
    id="own-prefix",
    chapter="06_iam_policy_evaluation",
    title="a folder for each identity",
    prompt=_PROMPT,
    hints=_HINTS,
    answer_name="own_folder_policy",
    stub="own_folder_policy = ...\n",
    solution=_SOLUTION,
    wrong_answers=_WRONG,
    grader=_grade,
    documents=(
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_s3_cognito-bucket.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html",
    ),
)
