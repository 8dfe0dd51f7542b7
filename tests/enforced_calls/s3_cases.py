"""Calls of S3's as AWS's documents answer them."""

from __future__ import annotations

from tests.enforced_calls.case import (
    ACCOUNT,
    ARCHIVE,
    BUCKET,
    DENY_BOUNDARY,
    DENY_IDENTITY,
    DENY_RESOURCE,
    DENY_SESSION,
    NO_BOUNDARY,
    NO_IDENTITY,
    NO_SESSION,
    NOBODY,
    ROOT,
    USER,
    WORKER,
    A,
    B,
    Call,
    Denied,
    Refused,
    allow,
    cases,
    deny,
    s3,
    to,
)

_IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
_S3 = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/"
_API = "https://docs.aws.amazon.com/AmazonS3/latest/API/"
_COGNITO = "https://docs.aws.amazon.com/cognito/latest/developerguide/"

CAT, DOG = "cognito/photos/<ana>/cat.jpg", "cognito/photos/<ben>/dog.jpg"
PLAN, LOGO, ATLAS = "private/plan.txt", "public/logo.png", "maps/atlas.txt"
OPEN, CLOSED = "tagged/open.txt", "tagged/closed.txt"
LIST = "home/carla/list.txt"
IN_ANAS, IN_BENS = "cognito/photos/<ana>/", "cognito/photos/<ben>/"

_MINE = "cognito/photos/${cognito-identity.amazonaws.com:sub}"
_OWN_FOLDER = (
    allow("s3:ListBucket", B, StringLike={"s3:prefix": [f"{_MINE}/*"]}),
    allow(["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], f"{B}/{_MINE}/*"),
)
_EVERY_OBJECT = (allow("s3:*", f"{B}/*"),)
_ALL = (allow("s3:*", "*"),)
_MEMBERS = f"arn:aws:iam::{ACCOUNT}:role/photo-app-member"
ACCESS_DENIED = Refused("AccessDenied", "Access Denied")


def put(key: str, **parameters: object) -> object:
    """PutObject with a body."""
    return s3("put_object", key, Body=b"new", **parameters)


def _no(action: str, path: str = "", why: str = NO_IDENTITY, bucket: str = B) -> Denied:
    return Denied(f"s3:{action}", f"{bucket}/{path}" if path else bucket, why)


S3_CASES = [
    # The IAM User Guide's example for a Cognito user's own part of a bucket.
    *cases(
        "own folder",
        _IAM + "reference_policies_examples_s3_cognito-bucket.html",
        ("ana reads hers", "ana", s3("get_object", CAT), "ana's cat"),
        ("ben reads his", "ben", s3("get_object", DOG), "ben's dog"),
        ("ben reads not ana's", "ben", s3("get_object", CAT), _no("GetObject", CAT)),
        ("ana writes into hers", "ana", put(IN_ANAS + "new.jpg"), ""),
        ("ana replaces what is hers", "ana", put(CAT), ""),
        (
            "ana writes not into ben's",
            "ana",
            put(IN_BENS + "new.jpg"),
            _no("PutObject", IN_BENS + "new.jpg"),
        ),
        ("ana replaces nothing of ben's", "ana", put(DOG), _no("PutObject", DOG)),
        ("ana deletes from hers", "ana", s3("delete_object", CAT), ""),
        ("ana deletes not from ben's", "ana", s3("delete_object", DOG), _no("DeleteObject", DOG)),
        ("ana lists hers", "ana", s3("list_objects_v2", Prefix=IN_ANAS), "cat.jpg"),
        (
            "ana lists not ben's",
            "ana",
            s3("list_objects_v2", Prefix=IN_BENS),
            _no("ListBucket"),
        ),
        (
            "ana lists not everybody's",
            "ana",
            s3("list_objects_v2", Prefix="cognito/photos/"),
            _no("ListBucket"),
        ),
        ("ana lists not the whole bucket", "ana", s3("list_objects_v2"), _no("ListBucket")),
        (
            "the older listing is asked the same",
            "ana",
            s3("list_objects", Prefix=IN_BENS),
            _no("ListBucket"),
        ),
        ("HEAD of what is another's has no body", "ben", s3("head_object", CAT), Refused("403")),
        (
            "reading is not reading tags",
            "ana",
            s3("get_object_tagging", CAT),
            _no("GetObjectTagging", CAT),
        ),
        (
            "a folder whose name begins alike is another",
            "ana",
            put("cognito/photos/<ana>2/new.jpg"),
            _no("PutObject", "cognito/photos/<ana>2/new.jpg"),
        ),
        (
            "above the folder is outside",
            "ana",
            put("cognito/photos/new.jpg"),
            _no("PutObject", "cognito/photos/new.jpg"),
        ),
        ("a guest has a folder, too", "guest", put("cognito/photos/<guest>/new.jpg"), ""),
        ("a guest reads not ana's", "guest", s3("get_object", CAT), _no("GetObject", CAT)),
        (
            "a session that is not of Cognito's has none",
            WORKER,
            s3("get_object", CAT),
            _no("GetObject", CAT),
        ),
        identity=_OWN_FOLDER,
    ),
    # Which action an operation asks for, and of what.
    *cases(
        "objects alone",
        _S3 + "using-with-s3-policy-actions.html",
        ("an object is read", "ana", s3("get_object", PLAN), "the plan"),
        ("HEAD is a reading", "ana", s3("head_object", PLAN), ""),
        ("the bucket is not its objects", "ana", s3("list_objects_v2"), _no("ListBucket")),
        ("HEAD of a bucket is a listing", "ana", s3("head_bucket"), Refused("403")),
        (
            "of an absent object nobody is told who may not list",
            "ana",
            s3("get_object", "private/none.txt"),
            _no("ListBucket"),
        ),
        identity=_EVERY_OBJECT,
    ),
    *cases(
        "all of S3",
        _API + "API_GetObject.html",
        (
            "of an absent object is told who may list",
            "ana",
            s3("get_object", "private/none.txt"),
            Refused("NoSuchKey", "The specified key does not exist."),
        ),
        ("HEAD of an absent object is told, too", "ana", s3("head_object", "x"), Refused("404")),
        ("a bucket's listing is read", "ana", s3("list_objects_v2"), PLAN),
        identity=_ALL,
    ),
    *cases(
        "GetObject alone",
        _S3 + "using-with-s3-policy-actions.html",
        (
            "a version by its id is another action",
            "ana",
            s3("get_object", "log.txt", ARCHIVE, VersionId="<v1>"),
            _no("GetObjectVersion", "log.txt", bucket=A),
        ),
        (
            "the newest version is none by its id",
            "ana",
            s3("get_object", "log.txt", ARCHIVE),
            "two",
        ),
        ("reading is not writing", "ana", put(PLAN), _no("PutObject", PLAN)),
        identity=(allow("s3:GetObject", [f"{A}/*", f"{B}/*"]),),
    ),
    *cases(
        "PutObject alone",
        _S3 + "using-with-s3-policy-actions.html",
        ("an object is written", "ana", put("public/new.txt"), ""),
        (
            "writing with tags asks for two actions",
            "ana",
            put("public/new.txt", Tagging="access=public"),
            _no("PutObjectTagging", "public/new.txt"),
        ),
        (
            "writing with an ACL asks for two actions",
            "ana",
            put("public/new.txt", ACL="public-read"),
            _no("PutObjectAcl", "public/new.txt"),
        ),
        ("an upload in parts is begun", "ana", s3("create_multipart_upload", "public/big"), ""),
        identity=(allow("s3:PutObject", f"{B}/*"),),
    ),
    *cases(
        "copying",
        _API + "API_CopyObject.html",
        (
            "what may be read goes where may be written",
            "ana",
            s3("copy_object", "public/copy.png", CopySource={"Bucket": BUCKET, "Key": LOGO}),
            "CopyObjectResult",
        ),
        (
            "the source has to be readable",
            "ana",
            s3("copy_object", "public/copy.txt", CopySource={"Bucket": BUCKET, "Key": PLAN}),
            _no("GetObject", PLAN),
        ),
        (
            "the target has to be writable",
            "ana",
            s3("copy_object", "private/copy.png", CopySource={"Bucket": BUCKET, "Key": LOGO}),
            _no("PutObject", "private/copy.png"),
        ),
        identity=(allow(["s3:GetObject", "s3:PutObject"], f"{B}/public/*"),),
    ),
    *cases(
        "deleting several",
        _API + "API_DeleteObjects.html",
        (
            "each is answered by itself",
            "ana",
            s3("delete_objects", Delete={"Objects": [{"Key": LOGO}, {"Key": PLAN}]}),
            "AccessDenied",
        ),
        (
            "all that are allowed go",
            "ana",
            s3("delete_objects", Delete={"Objects": [{"Key": LOGO}]}),
            "Deleted",
        ),
        identity=(allow("s3:DeleteObject", f"{B}/public/*"),),
    ),
    # Condition keys of S3's.
    *cases(
        "a delimiter in the condition",
        _S3 + "amazon-s3-policy-keys.html",
        (
            "the listing that has it is allowed",
            "ana",
            s3("list_objects_v2", Prefix="public/", Delimiter="/"),
            "logo.png",
        ),
        (
            "the one without is not",
            "ana",
            s3("list_objects_v2", Prefix="public/"),
            _no("ListBucket"),
        ),
        identity=(
            allow("s3:ListBucket", B, StringEquals={"s3:prefix": "public/", "s3:delimiter": "/"}),
        ),
    ),
    *cases(
        "at most ten keys",
        _S3 + "amazon-s3-policy-keys.html",
        ("ten are allowed", "ana", s3("list_objects_v2", MaxKeys=10), "Contents"),
        ("eleven are not", "ana", s3("list_objects_v2", MaxKeys=11), _no("ListBucket")),
        (
            "a listing that says nothing could bring a thousand",
            "ana",
            s3("list_objects_v2"),
            _no("ListBucket"),
        ),
        identity=(allow("s3:ListBucket", B, NumericLessThanEquals={"s3:max-keys": "10"}),),
    ),
    *cases(
        "encryption is asked for",
        _S3 + "UsingServerSideEncryption.html",
        (
            "what comes with it is stored",
            "ana",
            put("private/new.txt", ServerSideEncryption="AES256"),
            "AES256",
        ),
        (
            "what comes without is not",
            "ana",
            put("private/new.txt"),
            _no("PutObject", "private/new.txt", DENY_IDENTITY),
        ),
        identity=(
            *_EVERY_OBJECT,
            deny("s3:PutObject", f"{B}/*", Null={"s3:x-amz-server-side-encryption": "true"}),
        ),
    ),
    *cases(
        "an object's own tags",
        _S3 + "tagging-and-policies.html",
        ("one that is tagged open is read", "ana", s3("get_object", OPEN), "open text"),
        (
            "one that is tagged otherwise is not",
            "ana",
            s3("get_object", CLOSED),
            _no("GetObject", CLOSED),
        ),
        ("one without tags is not", "ana", s3("get_object", PLAN), _no("GetObject", PLAN)),
        identity=(
            allow("s3:GetObject", f"{B}/*", StringEquals={"s3:ExistingObjectTag/access": "open"}),
        ),
    ),
    *cases(
        "tags that are brought",
        _S3 + "tagging-and-policies.html",
        ("the ones that are wanted", "ana", put("tagged/new.txt", Tagging="access=open"), ""),
        (
            "another value",
            "ana",
            put("tagged/new.txt", Tagging="access=closed"),
            _no("PutObject", "tagged/new.txt"),
        ),
        ("none at all", "ana", put("tagged/new.txt"), _no("PutObject", "tagged/new.txt")),
        identity=(
            allow(
                ["s3:PutObject", "s3:PutObjectTagging"],
                f"{B}/tagged/*",
                StringEquals={"s3:RequestObjectTag/access": "open"},
            ),
        ),
    ),
    # Global condition keys.
    *cases(
        "this machine's address",
        _IAM + "reference_policies_examples_aws_deny-ip.html",
        ("from here it is allowed", "ana", s3("get_object", PLAN), "the plan"),
        identity=(
            *_EVERY_OBJECT,
            deny("*", "*", NotIpAddress={"aws:SourceIp": ["127.0.0.0/8"]}),
        ),
    ),
    *cases(
        "another address",
        _IAM + "reference_policies_examples_aws_deny-ip.html",
        (
            "from here it is denied",
            "ana",
            s3("get_object", PLAN),
            _no("GetObject", PLAN, DENY_IDENTITY),
        ),
        identity=(
            *_EVERY_OBJECT,
            deny("*", "*", NotIpAddress={"aws:SourceIp": ["192.0.2.0/24", "203.0.113.0/24"]}),
        ),
    ),
    *cases(
        "until the year 2020",
        _IAM + "reference_policies_examples_aws-dates.html",
        ("it is over", "ana", s3("get_object", PLAN), _no("GetObject", PLAN)),
        identity=(
            allow(
                "s3:GetObject", f"{B}/*", DateLessThan={"aws:CurrentTime": "2020-06-30T23:59:59Z"}
            ),
        ),
    ),
    *cases(
        "from the year 2020",
        _IAM + "reference_policies_examples_aws-dates.html",
        ("it has begun", "ana", s3("get_object", PLAN), "the plan"),
        identity=(
            allow(
                "s3:GetObject",
                f"{B}/*",
                DateGreaterThan={"aws:CurrentTime": "2020-04-01T00:00:00Z"},
            ),
        ),
    ),
    *cases(
        "only with MFA",
        _IAM + "reference_policies_condition-keys.html#condition-keys-multifactorauthpresent",
        (
            "a session without it is denied",
            "ana",
            s3("get_object", PLAN),
            _no("GetObject", PLAN, DENY_IDENTITY),
        ),
        (
            "a key for good is, too, by IfExists",
            USER,
            s3("get_object", PLAN),
            _no("GetObject", PLAN, DENY_IDENTITY),
        ),
        identity=(
            *_EVERY_OBJECT,
            deny("s3:*", "*", BoolIfExists={"aws:MultiFactorAuthPresent": "false"}),
        ),
    ),
    # Attributes of a user that became tags of the session.
    *cases(
        "department as a tag",
        _COGNITO + "using-attributes-for-access-control-policy-example.html",
        ("ana of maps reads maps", "ana", s3("get_object", ATLAS), "the atlas"),
        ("ben of sales does not", "ben", s3("get_object", ATLAS), _no("GetObject", ATLAS)),
        ("a guest of nothing does not", "guest", s3("get_object", ATLAS), _no("GetObject", ATLAS)),
        identity=(allow("s3:GetObject", f"{B}/${{aws:PrincipalTag/department}}/*"),),
    ),
    *cases(
        "department in a condition",
        _IAM + "reference_policies_condition-keys.html#condition-keys-principaltag",
        ("ana of maps may list", "ana", s3("list_objects_v2"), PLAN),
        ("ben of sales may not", "ben", s3("list_objects_v2"), _no("ListBucket")),
        identity=(allow("s3:ListBucket", B, StringEquals={"aws:PrincipalTag/department": "maps"}),),
    ),
    # An IAM user's home.
    *cases(
        "home directory",
        _IAM + "reference_policies_examples_s3_home-directory-console.html",
        ("carla reads hers", USER, s3("get_object", LIST), "carla's list"),
        ("carla lists hers", USER, s3("list_objects_v2", Prefix="home/carla/"), "list.txt"),
        (
            "carla reads not dario's",
            USER,
            s3("get_object", "home/dario/list.txt"),
            _no("GetObject", "home/dario/list.txt"),
        ),
        (
            "a role's session has no user name",
            WORKER,
            s3("get_object", LIST),
            _no("GetObject", LIST),
        ),
        identity=(
            allow("s3:ListBucket", B, StringLike={"s3:prefix": ["home/${aws:username}/*"]}),
            allow("s3:*", [f"{B}/home/${{aws:username}}", f"{B}/home/${{aws:username}}/*"]),
        ),
    ),
    # Policies of the bucket's own.
    *cases(
        "the bucket lets members read",
        _IAM + "reference_policies_evaluation-logic_policy-eval-basics-req-context.html",
        ("a member needs nothing else", "ana", s3("get_object", LOGO), "the logo"),
        ("a guest is none", "guest", s3("get_object", LOGO), _no("GetObject", LOGO)),
        (
            "what it does not speak of stays closed",
            "ana",
            s3("get_object", PLAN),
            _no("GetObject", PLAN),
        ),
        on_bucket=(to({"AWS": _MEMBERS}, allow("s3:GetObject", f"{B}/public/*")),),
    ),
    *cases(
        "the bucket lets everybody read",
        _S3 + "example-bucket-policies.html#example-bucket-policies-anonymous-user",
        ("without a signature", NOBODY, s3("get_object", LOGO), "the logo"),
        ("a stranger writes nothing", NOBODY, put(LOGO), ACCESS_DENIED),
        ("a stranger reads nothing else", NOBODY, s3("get_object", PLAN), ACCESS_DENIED),
        ("a stranger lists nothing", NOBODY, s3("list_objects_v2"), ACCESS_DENIED),
        ("a guest reads it as a stranger would", "guest", s3("get_object", LOGO), "the logo"),
        on_bucket=(to("*", allow("s3:GetObject", f"{B}/public/*")),),
    ),
    *cases(
        "the bucket denies",
        _IAM + "reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html",
        (
            "whatever the role allows",
            "ana",
            s3("get_object", PLAN),
            _no("GetObject", PLAN, DENY_RESOURCE),
        ),
        ("root, too", ROOT, s3("get_object", PLAN), _no("GetObject", PLAN, DENY_RESOURCE)),
        ("the rest stays open", "ana", s3("get_object", LOGO), "the logo"),
        identity=_ALL,
        on_bucket=(to("*", deny("s3:GetObject", f"{B}/private/*")),),
    ),
    *cases(
        "only over TLS",
        _S3 + "example-bucket-policies.html#example-bucket-policies-HTTP-HTTPS",
        ("the call comes by it", "ana", s3("get_object", LOGO), "the logo"),
        identity=_ALL,
        on_bucket=(to("*", deny("s3:*", [B, f"{B}/*"], Bool={"aws:SecureTransport": "false"})),),
    ),
    # Boundaries and session policies.
    *cases(
        "a boundary of reading",
        _IAM + "access_policies_boundaries.html",
        ("reading is in both", WORKER, s3("get_object", PLAN), "the plan"),
        ("writing is beyond it", WORKER, put(PLAN), _no("PutObject", PLAN, NO_BOUNDARY)),
        identity=_ALL,
        boundary=(allow(["s3:GetObject", "s3:ListBucket"], "*"),),
    ),
    *cases(
        "a boundary grants nothing",
        _IAM + "access_policies_boundaries.html",
        ("by itself", WORKER, s3("get_object", PLAN), _no("GetObject", PLAN)),
        boundary=_ALL,
    ),
    *cases(
        "a boundary denies",
        _IAM + "access_policies_boundaries.html",
        (
            "whatever the role allows",
            WORKER,
            s3("get_object", PLAN),
            _no("GetObject", PLAN, DENY_BOUNDARY),
        ),
        identity=_ALL,
        boundary=(*_ALL, deny("s3:*", f"{B}/private/*")),
    ),
    *cases(
        "a session policy of one folder",
        _IAM + "access_policies.html#policies_session",
        ("in the folder", WORKER, s3("get_object", LOGO), "the logo"),
        ("beside it", WORKER, s3("get_object", PLAN), _no("GetObject", PLAN, NO_SESSION)),
        identity=_ALL,
        session=(allow("s3:*", f"{B}/public/*"),),
    ),
    *cases(
        "a session policy grants nothing",
        _IAM + "access_policies.html#policies_session",
        ("that the role lacks", WORKER, s3("get_object", PLAN), _no("GetObject", PLAN)),
        session=_ALL,
    ),
    *cases(
        "a session policy denies",
        _IAM + "access_policies.html#policies_session",
        (
            "whatever the role allows",
            WORKER,
            s3("get_object", PLAN),
            _no("GetObject", PLAN, DENY_SESSION),
        ),
        identity=_ALL,
        session=(*_ALL, deny("s3:*", f"{B}/private/*")),
    ),
    # The account's root, and nobody.
    *cases(
        "no policy at all",
        _IAM + "reference_policies_evaluation-logic.html",
        ("root may", ROOT, s3("get_object", PLAN), "the plan"),
        ("a role may not", "ana", s3("get_object", PLAN), _no("GetObject", PLAN)),
        ("a user may not", USER, s3("get_object", PLAN), _no("GetObject", PLAN)),
        ("a stranger may not", NOBODY, s3("get_object", PLAN), ACCESS_DENIED),
        (
            "nobody lists the buckets",
            "ana",
            Call("s3", "list_buckets", {}),
            Denied("s3:ListAllMyBuckets", "", NO_IDENTITY),
        ),
    ),
    *cases(
        "a wildcard for the action",
        _IAM + "reference_policies_elements_action.html",
        ("Get* is every reading", "ana", s3("get_object_tagging", OPEN), "open"),
        ("Get* is no listing", "ana", s3("list_objects_v2"), _no("ListBucket")),
        identity=(allow("s3:Get*", "*"),),
    ),
    *cases(
        "a Deny beside an Allow",
        _IAM + "reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html",
        ("wins", "ana", s3("get_object", PLAN), _no("GetObject", PLAN, DENY_IDENTITY)),
        ("leaves the rest", "ana", s3("get_object", LOGO), "the logo"),
        identity=(*_ALL, deny("s3:GetObject", f"{B}/private/*")),
    ),
]
