"""The operations of STS, IAM, S3 and DynamoDB in words.

Two texts for each operation: what is asked, after "asks to", and what an answer says. Each
tells in a learner's words what AWS's API reference says on the operation's page
(`operation_meanings.document_of` has its address).
"""

from __future__ import annotations

STS = {
    "GetCallerIdentity": (
        "be told who it is to AWS",
        "the ARN behind the signature; nobody needs a permission for this question",
    ),
    "AssumeRole": (
        "act as a role",
        "temporary keys: the role's trust policy let this caller in",
    ),
    "AssumeRoleWithWebIdentity": (
        "act as a role, by a provider's token",
        "temporary keys: the role's trust policy takes this token",
    ),
    "AssumeRoleWithSAML": (
        "act as a role, by a SAML assertion",
        "temporary keys: the role's trust policy takes this assertion",
    ),
    "GetSessionToken": ("get temporary keys of its own", "here they are"),
    "GetFederationToken": (
        "get temporary keys for somebody else",
        "they can do what both the caller's and the session's policies allow, and what a "
        "resource's policy allows them by name",
    ),
    "DecodeAuthorizationMessage": (
        "read the reason inside an encoded refusal",
        "which statement decided, and on what request",
    ),
}

IAM = {
    "CreateRole": (
        "make a role with its trust policy",
        "the trust policy says who may act as it, and it may do nothing yet",
    ),
    "UpdateAssumeRolePolicy": ("change who may act as a role", "the trust policy is replaced"),
    "GetRole": ("read a role", "its ARN and its trust policy"),
    "DeleteRole": ("delete a role", "nobody can act as it any more"),
    "ListRoles": ("list the roles", "these are in the account"),
    "TagRole": ("put tags on a role", "policies can ask for them"),
    "PutRolePolicy": ("write a policy into a role", "it counts in every decision about the role"),
    "GetRolePolicy": ("read a policy of a role", "here it is"),
    "DeleteRolePolicy": (
        "take a policy out of a role",
        "it no longer counts in decisions about the role",
    ),
    "ListRolePolicies": ("list the policies inside a role", "here are their names"),
    "AttachRolePolicy": (
        "attach a managed policy to a role",
        "it counts in every decision about the role",
    ),
    "DetachRolePolicy": (
        "detach a managed policy from a role",
        "it no longer counts in decisions about the role",
    ),
    "PutRolePermissionsBoundary": (
        "set a role's permissions boundary",
        "it grants nothing: it is the most that the role's own policies can give",
    ),
    "PutUserPermissionsBoundary": (
        "set an IAM user's permissions boundary",
        "it grants nothing: it is the most that the user's own policies can give",
    ),
    "DeleteUserPermissionsBoundary": (
        "take an IAM user's permissions boundary away",
        "the user's own policies are not limited any more",
    ),
    "CreatePolicy": ("make a managed policy", "it does nothing until it is attached"),
    "CreateUser": ("make an IAM user", "the user may do nothing yet"),
    "CreateAccessKey": ("make an access key", "the secret is shown this once"),
    "PutUserPolicy": (
        "write a policy into an IAM user",
        "it counts in every decision about the user",
    ),
    "AttachUserPolicy": (
        "attach a managed policy to an IAM user",
        "it counts in every decision about the user",
    ),
    "CreateOpenIDConnectProvider": (
        "tell IAM to trust an OpenID Connect issuer",
        "trust policies can name it",
    ),
    "SimulatePrincipalPolicy": (
        "be told what a principal's policies would decide",
        "the decision for each action, and nothing was done",
    ),
    "SimulateCustomPolicy": (
        "be told what these policies would decide",
        "the decision for each action, and nothing was done",
    ),
    "GetContextKeysForCustomPolicy": (
        "be told which condition keys these policies speak of",
        "here they are: a simulation needs their values",
    ),
    "GetContextKeysForPrincipalPolicy": (
        "be told which condition keys a principal's policies speak of",
        "here they are: a simulation needs their values",
    ),
}

S3 = {
    "CreateBucket": ("make a bucket", "it is private until a policy says otherwise"),
    "DeleteBucket": ("delete an empty bucket", "it is gone"),
    "ListBuckets": ("list the buckets", "those that the caller's account owns"),
    "HeadBucket": ("ask whether a bucket exists and it may use it", "both are so"),
    "PutBucketPolicy": (
        "write a bucket's policy",
        "it is evaluated together with the caller's own policies",
    ),
    "GetBucketPolicy": ("read a bucket's policy", "here it is"),
    "DeleteBucketPolicy": ("take a bucket's policy away", "the caller's own policies remain"),
    "PutPublicAccessBlock": (
        "set which public access the bucket refuses",
        "what it blocks, no policy opens",
    ),
    "PutObject": ("store an object", "it was allowed, and it is stored"),
    "GetObject": ("read an object", "it was allowed, and here it is"),
    "HeadObject": ("learn about an object without reading it", "it was allowed: size and type"),
    "DeleteObject": ("delete an object", "it was allowed"),
    "DeleteObjects": ("delete several objects", "the answer says of each how it went"),
    "CopyObject": (
        "copy an object",
        "it was allowed twice: to read the one and to write the other",
    ),
    "ListObjectsV2": (
        "list the objects of a bucket",
        "it was allowed, and here are keys; IsTruncated says whether there are more",
    ),
    "ListObjects": (
        "list the objects of a bucket",
        "it was allowed, and here are keys; IsTruncated says whether there are more",
    ),
    "GetObjectTagging": ("read an object's tags", "it was allowed, and here they are"),
    "PutObjectTagging": ("set an object's tags", "it was allowed; policies can ask for them"),
}

DYNAMODB = {
    "CreateTable": ("make a table", "its key says by what its items are found"),
    "DescribeTable": ("read how a table is built", "its key, indexes and status"),
    "DeleteTable": ("delete a table and its items", "they are gone"),
    "ListTables": ("list the tables", "these are in the account"),
    "PutItem": (
        "write an item",
        "it was allowed; an item with the same key was replaced",
    ),
    "GetItem": ("read the item with this key", "it was allowed; no Item means there is none"),
    "UpdateItem": ("change an item, or make it", "it was allowed"),
    "DeleteItem": ("delete the item with this key", "it was allowed"),
    "Query": (
        "read the items of one partition key",
        "it was allowed; LastEvaluatedKey says that there may be more",
    ),
    "Scan": (
        "read every item of a table",
        "it was allowed; LastEvaluatedKey says that there may be more",
    ),
    "BatchGetItem": (
        "read several items at once",
        "it was allowed; UnprocessedKeys names what is still to be read",
    ),
    "BatchWriteItem": (
        "put and delete several items at once",
        "UnprocessedItems names what is still to be done",
    ),
    "TransactGetItems": ("read several items as one", "all of them, as of one moment"),
    "TransactWriteItems": ("change several items as one", "all of it was done"),
}
