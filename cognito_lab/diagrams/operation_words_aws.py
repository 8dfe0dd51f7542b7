"""The operations of STS, IAM, S3 and DynamoDB in words.

Two texts for each operation: what is asked, after the caller's name, and what an answer
says. Each tells in a learner's words what AWS's API reference says on the operation's page
(`operation_meanings.document_of` has its address).
"""

from __future__ import annotations

STS = {
    "GetCallerIdentity": (
        "asks AWS who it is",
        "the ARN behind the signature; nobody needs a permission for this question",
    ),
    "AssumeRole": (
        "asks to act as a role",
        "temporary keys: the role's trust policy let this caller in",
    ),
    "AssumeRoleWithWebIdentity": (
        "shows a provider's token and asks to act as a role",
        "temporary keys: the role's trust policy takes this token",
    ),
    "AssumeRoleWithSAML": (
        "shows a SAML assertion and asks to act as a role",
        "temporary keys: the role's trust policy takes this assertion",
    ),
    "GetSessionToken": ("asks for temporary keys of its own", "here they are"),
    "GetFederationToken": (
        "asks for temporary keys for somebody else",
        "they can do at most what the caller can",
    ),
    "DecodeAuthorizationMessage": (
        "asks for the reason inside an encoded refusal",
        "which statement decided, and on what request",
    ),
}

IAM = {
    "CreateRole": (
        "makes a role with its trust policy",
        "the trust policy says who may act as it, and it may do nothing yet",
    ),
    "UpdateAssumeRolePolicy": ("changes who may act as a role", "the trust policy is replaced"),
    "GetRole": ("reads a role", "its ARN and its trust policy"),
    "DeleteRole": ("deletes a role", "nobody can act as it any more"),
    "ListRoles": ("lists the roles", "these are in the account"),
    "TagRole": ("puts tags on a role", "policies can ask for them"),
    "PutRolePolicy": ("writes a policy into a role", "what it allows, the role may do"),
    "GetRolePolicy": ("reads a policy of a role", "here it is"),
    "DeleteRolePolicy": ("takes a policy out of a role", "what it allowed is denied again"),
    "ListRolePolicies": ("lists the policies inside a role", "here are their names"),
    "AttachRolePolicy": ("attaches a managed policy to a role", "what it allows, the role may do"),
    "DetachRolePolicy": (
        "detaches a managed policy from a role",
        "what it allowed is denied again",
    ),
    "PutRolePermissionsBoundary": (
        "sets a role's permissions boundary",
        "it grants nothing, and nothing beyond it can be granted",
    ),
    "CreatePolicy": ("makes a managed policy", "it does nothing until it is attached"),
    "CreateUser": ("makes an IAM user", "the user may do nothing yet"),
    "CreateAccessKey": ("makes an access key", "the secret is shown this once"),
    "PutUserPolicy": ("writes a policy into an IAM user", "what it allows, the user may do"),
    "AttachUserPolicy": (
        "attaches a managed policy to an IAM user",
        "what it allows, the user may do",
    ),
    "CreateOpenIDConnectProvider": (
        "tells IAM to trust an OpenID Connect issuer",
        "trust policies can name it",
    ),
    "SimulatePrincipalPolicy": (
        "asks what a principal's policies would decide",
        "the decision for each action, and nothing was done",
    ),
    "SimulateCustomPolicy": (
        "asks what these policies would decide",
        "the decision for each action, and nothing was done",
    ),
}

S3 = {
    "CreateBucket": ("makes a bucket", "it is private until a policy says otherwise"),
    "DeleteBucket": ("deletes an empty bucket", "it is gone"),
    "ListBuckets": ("lists the buckets", "those that the caller's account owns"),
    "HeadBucket": ("asks whether a bucket is there and open to it", "it is"),
    "PutBucketPolicy": (
        "writes a bucket's policy",
        "it is evaluated together with the caller's own policies",
    ),
    "GetBucketPolicy": ("reads a bucket's policy", "here it is"),
    "DeleteBucketPolicy": ("takes a bucket's policy away", "the caller's own policies remain"),
    "PutPublicAccessBlock": (
        "sets which public access the bucket refuses",
        "what it blocks, no policy opens",
    ),
    "PutObject": ("stores an object", "it was allowed, and it is stored"),
    "GetObject": ("reads an object", "it was allowed, and here it is"),
    "HeadObject": ("asks about an object without reading it", "it was allowed: size and type"),
    "DeleteObject": ("deletes an object", "it was allowed"),
    "DeleteObjects": ("deletes several objects", "the answer says of each how it went"),
    "CopyObject": (
        "copies an object",
        "it was allowed twice: to read the one and to write the other",
    ),
    "ListObjectsV2": ("lists the objects of a bucket", "it was allowed, and here are their keys"),
    "ListObjects": ("lists the objects of a bucket", "it was allowed, and here are their keys"),
    "GetObjectTagging": ("reads an object's tags", "it was allowed, and here they are"),
    "PutObjectTagging": ("sets an object's tags", "it was allowed; policies can ask for them"),
}

DYNAMODB = {
    "CreateTable": ("makes a table", "its key says by what its items are found"),
    "DescribeTable": ("reads how a table is built", "its key, indexes and status"),
    "DeleteTable": ("deletes a table and its items", "they are gone"),
    "ListTables": ("lists the tables", "these are in the account"),
    "PutItem": (
        "writes an item",
        "it was allowed; an item with the same key was replaced",
    ),
    "GetItem": ("reads the item with this key", "it was allowed; no Item means there is none"),
    "UpdateItem": ("changes an item, or makes it", "it was allowed"),
    "DeleteItem": ("deletes the item with this key", "it was allowed"),
    "Query": ("reads the items of one partition key", "it was allowed, and here they are"),
    "Scan": ("reads every item of a table", "it was allowed, and here they are"),
    "BatchGetItem": ("reads several items at once", "it was allowed, and here they are"),
    "BatchWriteItem": (
        "puts and deletes several items at once",
        "UnprocessedItems names what is still to be done",
    ),
    "TransactGetItems": ("reads several items as one", "all of them, as of one moment"),
    "TransactWriteItems": ("changes several items as one", "all of it was done"),
}
