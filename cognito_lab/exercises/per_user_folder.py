"""Exercise of chapter 5: a folder for each member, tried with real calls of two members."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from cognito_lab.exercises.exercise import Exercise, WrongAnswer
from cognito_lab.exercises.photo_app_scene import BUCKET, MEMBERS, PhotoApp
from cognito_lab.exercises.report import Bench, Report
from cognito_lab.exercises.spoilt import spoilt
from cognito_lab.exercises.wording import type_name

_PROMPT = """
Write the policy of the role that all members of the photo app get. It is put on the role, and then
Ana and Ben sign in, get their credentials, and call S3. In the bucket `photo-app-albums`
a member

- reads, writes and deletes objects in the folder that is called by the own IdentityId;
- lists that folder, by a prefix that begins with its name and a `/`;
- does nothing with anybody else's.

Whatever Ana tries, Ben's photo has to be in its place afterwards, and unread.
"""

_HINTS = (
    "Three actions are asked of an object, and listing is asked of the bucket: two statements. One "
    "policy for all members cannot have anybody's IdentityId in it.",
    "`${cognito-identity.amazonaws.com:sub}` is the IdentityId of whoever calls. It may stand in "
    "a `Resource` and in a condition on `s3:prefix`.",
    "To copy is to read the source and to write the target; a batch of deletions is asked one by "
    "one. There is nothing to add for either: if the folder is right, both are.",
)

_SOLUTION = """
folder = "${cognito-identity.amazonaws.com:sub}/*"
members_policy = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
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

_OBJECTS = 'f"arn:aws:s3:::photo-app-albums/{folder}"'
_ACTIONS = '["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]'
_CONDITION = '            "Condition": {"StringLike": {"s3:prefix": folder}},\n'


def _also_everywhere(action: str) -> str:
    """The solution with one more statement: the action on every object."""
    statement = {"Effect": "Allow", "Action": action, "Resource": f"arn:aws:s3:::{BUCKET}/*"}
    return f'{_SOLUTION}\nmembers_policy["Statement"].append({json.dumps(statement)})\n'


_WRONG = (
    WrongAnswer(
        "The app asks only for what is its user's: the bucket will do.",
        spoilt(_SOLUTION, (_OBJECTS, '"arn:aws:s3:::photo-app-albums/*"')),
    ),
    WrongAnswer(
        "The user's name is the folder's name.",
        spoilt(_SOLUTION, ("cognito-identity.amazonaws.com:sub", "aws:username")),
    ),
    WrongAnswer(
        "To look around does no harm: listing needs no condition.",
        spoilt(_SOLUTION, (_CONDITION, "")),
    ),
    WrongAnswer(
        "Who may read and write may delete.",
        spoilt(_SOLUTION, (_ACTIONS, '["s3:GetObject", "s3:PutObject"]')),
    ),
    WrongAnswer(
        "Reading should be possible everywhere: only writing does harm.",
        _also_everywhere("s3:GetObject"),
    ),
    WrongAnswer(
        "Who may write anywhere has read nothing.",
        _also_everywhere("s3:PutObject"),
    ),
    WrongAnswer(
        "Who may delete anywhere has read nothing, either.",
        _also_everywhere("s3:DeleteObject"),
    ),
    WrongAnswer(
        "Version may be left out.",
        spoilt(_SOLUTION, ('    "Version": "2012-10-17",\n', "")),
    ),
    WrongAnswer(
        "A list asks for the folder's objects.",
        spoilt(
            _SOLUTION,
            ('"Resource": "arn:aws:s3:::photo-app-albums"', f'"Resource": {_OBJECTS}'),
        ),
    ),
)

_REFUSED, _WENT_THROUGH = "refused", "it goes through"
_BENS = b"a photo of Ben's"


def _grade(bench: Bench, answer: Any, report: Report) -> None:
    app = PhotoApp(bench)
    for name in ("ana", "ben"):
        app.new_user(name)
    _put_on_the_role(app, answer, report)
    s3 = bench.client("s3")
    s3.create_bucket(Bucket=BUCKET)
    (ana, as_ana), (ben, as_ben) = app.exchange("ana"), app.exchange("ben")
    photo = {"Bucket": BUCKET, "Key": f"{ben}/cat.jpg"}
    s3.put_object(Body=_BENS, **photo)
    anas, bens = app.signed_by(as_ana, "s3"), app.signed_by(as_ben, "s3")
    own = {"Bucket": BUCKET, "Key": f"{ana}/dog.jpg"}

    def tries(what: str, call: Callable[[], Any], *, works: bool, why: str) -> None:
        seen = _seen(call)
        report.add_finding(
            what,
            expected=_WENT_THROUGH if works else _REFUSED,
            seen=seen,
            passed=(seen == _WENT_THROUGH) is works,
            why=why,
        )

    tries(
        "Ana writes into her folder",
        lambda: anas.put_object(Body=b"a dog", **own),
        works=True,
        why="`s3:PutObject` on the objects of the own folder.",
    )
    tries(
        "Ana reads it",
        lambda: anas.get_object(**own),
        works=True,
        why="`s3:GetObject` on the objects of the own folder.",
    )
    tries(
        "Ana lists her folder",
        lambda: anas.list_objects_v2(Bucket=BUCKET, Prefix=f"{ana}/"),
        works=True,
        why="`s3:ListBucket` is asked of the bucket, and the prefix comes as `s3:prefix`.",
    )
    others = "Nothing but the own folder may be named, whatever the action."
    tries("Ana reads Ben's photo", lambda: anas.get_object(**photo), works=False, why=others)
    tries(
        "Ana copies Ben's photo into her folder",
        lambda: anas.copy_object(CopySource=photo, Bucket=BUCKET, Key=f"{ana}/copy.jpg"),
        works=False,
        why="To copy is to read the source: `s3:GetObject` there.",
    )
    tries(
        "Ana writes into Ben's folder",
        lambda: anas.put_object(Bucket=BUCKET, Key=f"{ben}/from-ana.jpg", Body=b"!"),
        works=False,
        why=others,
    )
    looking = "Without a condition on `s3:prefix` every name in the bucket can be seen."
    tries(
        "Ana lists the whole bucket",
        lambda: anas.list_objects_v2(Bucket=BUCKET),
        works=False,
        why=looking,
    )
    tries(
        "Ana lists Ben's folder",
        lambda: anas.list_objects_v2(Bucket=BUCKET, Prefix=f"{ben}/"),
        works=False,
        why=looking,
    )
    _deletes(anas, own, photo, report)
    tries(
        "Ben reads his photo afterwards",
        lambda: bens.get_object(**photo),
        works=True,
        why="It has to be there still, and his.",
    )


def _put_on_the_role(app: PhotoApp, answer: Any, report: Report) -> None:
    report.require(
        "your policy",
        expected="a policy as a dict, or its JSON text",
        seen=type_name(answer),
        passed=type(answer) in (dict, str),
        why='Write it as `{"Version": "2012-10-17", "Statement": [{…}]}`.',
    )
    try:
        text = answer if type(answer) is str else json.dumps(answer)
        app.iam.put_role_policy(RoleName=MEMBERS, PolicyName="yours", PolicyDocument=text)
    except (app.iam.exceptions.ClientError, TypeError, ValueError, RecursionError) as problem:
        report.require(
            "your policy, as IAM takes it",
            expected="that it can be put on the role",
            seen=f"{type(problem).__name__}: {problem}"[:300],
            passed=False,
            why="IAM stores only what is a policy: JSON, with Version and Statement.",
        )


def _deletes(anas: Any, own: dict[str, Any], bens: dict[str, Any], report: Report) -> None:
    """One batch, with a photo of each: S3 answers for each of them."""
    keys = [{"Key": own["Key"]}, {"Key": bens["Key"]}]
    try:
        answer = anas.delete_objects(Bucket=BUCKET, Delete={"Objects": keys})
    except anas.exceptions.ClientError as problem:
        deleted: list[str] = []
        said = _words(problem)
    else:
        deleted = [one["Key"] for one in answer.get("Deleted", ())]
        said = "; ".join(f"{one['Key']}: {one['Code']}" for one in answer.get("Errors", ()))
    for whose, key, wanted in (("her", own["Key"], True), ("Ben's", bens["Key"], False)):
        report.add_finding(
            f"Ana deletes two photos at once: {whose} photo",
            expected="deleted" if wanted else _REFUSED,
            seen="deleted" if key in deleted else f"{_REFUSED}: {said}"[:300],
            passed=(key in deleted) is wanted,
            why="`s3:DeleteObject` is asked of each object of the batch.",
        )


def _seen(call: Callable[[], Any]) -> str:
    try:
        call()
    except Exception as problem:
        if not hasattr(problem, "response"):
            raise
        return f"{_REFUSED}: {_words(problem)}"[:300]
    return _WENT_THROUGH


def _words(problem: Any) -> str:
    error = problem.response["Error"]
    return f"{error['Code']}: {error['Message']}"


PER_USER_FOLDER = Exercise(
    id="per-user-folder",
    chapter="05_identity_pool_exchange",
    title="a folder that another user cannot read",
    prompt=_PROMPT,
    hints=_HINTS,
    answer_name="members_policy",
    stub="members_policy = ...\n",
    solution=_SOLUTION,
    wrong_answers=_WRONG,
    grader=_grade,
    documents=(
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_s3_cognito-bucket.html",
        "https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html",
    ),
)
