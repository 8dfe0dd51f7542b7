"""The rule that each enforced call rests on: with it switched off, the answer is another.

A case may rest on several rules; one that is its own is named, the most particular that there is.
"""

from __future__ import annotations

_CASES = {
    "* does not stand for anonymous callers": (
        "the bucket lets everybody read: without a signature",
    ),
    "A * at the end of an action is literal": ("a wildcard for the action: Get* is every reading",),
    "A Deny in the identityPolicies is not looked at": (
        "encryption is asked for: what comes without is not",
        "another address: from here it is denied",
        "only with MFA: a session without it is denied",
        "only with MFA: a key for good is, too, by IfExists",
        "a Deny beside an Allow: wins",
    ),
    "A Deny in the permissionsBoundary is not looked at": (
        "a boundary denies: whatever the role allows",
    ),
    "A Deny in the resourcePolicy is not looked at": (
        "the bucket denies: whatever the role allows",
        "the bucket denies: root, too",
    ),
    "A Deny in the sessionPolicies is not looked at": (
        "a session policy denies: whatever the role allows",
    ),
    "A bucket's policy is read by moto, too": ("only over TLS: the call comes by it",),
    "A grant to a role's ARN does not suffice for its session": (
        "the bucket lets members read: a member needs nothing else",
    ),
    "A missing key matches a positive operator": (
        "own folder: ana lists not the whole bucket",
        "a delimiter in the condition: the one without is not",
        "at most ten keys: a listing that says nothing could bring a thousand",
        "an object's own tags: one without tags is not",
        "tags that are brought: none at all",
        "only within transactions: alone it is not",
    ),
    "A resource stands for everything of its service": (
        "own rows: an index is another resource",
        "own folder: above the folder is outside",
        "objects alone: the bucket is not its objects",
        "objects alone: HEAD of a bucket is a listing",
        "copying: the source has to be readable",
        "copying: the target has to be writable",
        "the bucket lets members read: what it does not speak of stays closed",
        "the bucket lets everybody read: a stranger reads nothing else",
        "the bucket denies: the rest stays open",
        "a Deny beside an Allow: leaves the rest",
        "an index alone: its table is not",
        "one table: another is not",
        "one table: one that does not exist is denied, too",
    ),
    "A resource without a wildcard stands for nothing": (
        "an index alone: is queried",
        "one table: is scanned",
    ),
    "A user whom no policy speaks of is allowed": (
        "no policy at all: a role may not",
        "no policy at all: a user may not",
        "no policy at all: nobody lists the buckets",
        "no policy at all: a user does not",
    ),
    "A variable in a condition stands for every value": (
        "own folder: ana lists not ben's",
        "own folder: ana lists not everybody's",
        "own folder: the older listing is asked the same",
    ),
    "A variable in a resource stands for every value": (
        "own folder: ben reads not ana's",
        "own folder: ana writes not into ben's",
        "own folder: ana replaces nothing of ben's",
        "own folder: ana deletes not from ben's",
        "own folder: HEAD of what is another's has no body",
        "own folder: a folder whose name begins alike is another",
        "department as a tag: ben of sales does not",
        "home directory: carla reads not dario's",
    ),
    "A variable without a value stands for every value in a resource": (
        "own folder: a session that is not of Cognito's has none",
        "home directory: a role's session has no user name",
    ),
    "An ARN stands for a request without a resource": (
        "one table: the list of tables is no table",
    ),
    "An Allow in the permissionsBoundary grants by itself": (
        "a boundary grants nothing: by itself",
    ),
    "An Allow in the sessionPolicies grants by itself": (
        "own folder: a guest reads not ana's",
        "department as a tag: a guest of nothing does not",
        "the bucket lets members read: a guest is none",
        "a session policy grants nothing: that the role lacks",
    ),
    "An action stands for longer ones too": (
        "own folder: reading is not reading tags",
        "GetObject alone: a version by its id is another action",
        "PutObject alone: writing with tags asks for two actions",
        "PutObject alone: writing with an ACL asks for two actions",
    ),
    "DateLessThan compares the other way round": ("until the year 2020: it is over",),
    "ForAllValues refuses a missing key": (
        "rows, where every key has to match: a scan brings none, and that is taken",
    ),
    "IfExists means nothing": (
        "some attributes: those that are named are read",
        "some attributes: they are written",
        "what a change gives back: nothing of the old",
    ),
    "In any identity policy, Allow speaks of every action": (
        "GetObject alone: reading is not writing",
        "a wildcard for the action: Get* is no listing",
        "own rows: nobody scans",
        "own rows: a batch is another action",
        "one table: it is not deleted",
    ),
    "In any resource policy, Allow speaks of every action": (
        "the bucket lets everybody read: a stranger writes nothing",
    ),
    "Null false takes a key that is not there": (
        "rows, where a key has to be there: a scan brings none",
    ),
    "NumericLessThanEquals compares the other way round": ("at most ten keys: eleven are not",),
    "Objects of a batch are refused together": ("deleting several: each is answered by itself",),
    "Session policies are not asked for an Allow": (
        "a session policy of one folder: beside it",
        "a session policy of reading: writing is not",
        "a role that allows everything: a guest reads no user",
    ),
    "The boundary is not asked for an Allow": ("a boundary of reading: writing is beyond it",),
    "The identity policies are not looked up": (
        "objects alone: an object is read",
        "objects alone: HEAD is a reading",
        "all of S3: of an absent object is told who may list",
        "all of S3: HEAD of an absent object is told, too",
        "all of S3: a bucket's listing is read",
        "GetObject alone: the newest version is none by its id",
        "PutObject alone: an object is written",
        "PutObject alone: an upload in parts is begun",
        "copying: what may be read goes where may be written",
        "deleting several: all that are allowed go",
        "home directory: carla reads hers",
        "a boundary of reading: reading is in both",
        "a session policy of one folder: in the folder",
        "rows of an index: its own partition key counts",
        "all tables: one that does not exist is told",
        "a session policy of reading: reading is in both",
        "a role that allows everything: a guest reads objects",
        "a role that allows everything: a guest reads items",
        "a role that allows everything: a member does",
    ),
    "The resource policies are not looked up": (
        "the bucket lets everybody read: a guest reads it as a stranger would",
    ),
    "The root user needs a policy that allows": (
        "no policy at all: root may",
        "no policy at all: root reads",
    ),
    "Who does not sign is asked about in every service": (
        "no policy at all: who does not sign is nobody",
    ),
    "Who has no account is allowed without a policy": ("no policy at all: a stranger may not",),
    "Who may not list is told what is absent": (
        "objects alone: of an absent object nobody is told who may not list",
    ),
    "With IfExists no value of the key matches": (
        "some attributes: a query that says it is answered",
    ),
    "aws:CurrentTime is not brought": ("from the year 2020: it has begun",),
    "aws:PrincipalTag/department is not brought": (
        "department as a tag: ana of maps reads maps",
        "department in a condition: ana of maps may list",
    ),
    "aws:SourceIp is not brought": ("this machine's address: from here it is allowed",),
    "cognito-identity.amazonaws.com:sub is not brought": (
        "own folder: ana reads hers",
        "own folder: ben reads his",
        "own folder: ana writes into hers",
        "own folder: ana replaces what is hers",
        "own folder: ana deletes from hers",
        "own folder: ana lists hers",
        "own folder: a guest has a folder, too",
        "own rows: ana reads hers",
        "own rows: ben reads his",
        "own rows: ana writes hers",
        "own rows: ana changes hers",
        "own rows: ana deletes hers",
        "own rows: ana queries hers",
        "own rows: a guest writes the guest's own",
        "own rows, in batches: ana gets hers",
        "own rows, in batches: ana puts hers",
        "own rows, in transactions: ana gets hers",
        "own rows, in transactions: ana puts hers",
        "rows, where a key has to be there: a query brings one",
        "a Deny of another's rows: leaves one's own",
    ),
    "dynamodb:Attributes is not brought": (
        "some attributes: another is not",
        "some attributes: another is not written",
        "some attributes: another is not changed",
        "some attributes: another is not asked about",
    ),
    "dynamodb:EnclosingOperation is not brought": (
        "only within transactions: a part of one is written",
    ),
    "dynamodb:LeadingKeys is not brought": (
        "own rows: ana reads not ben's",
        "own rows: ana writes not for ben",
        "own rows: ana changes not ben's",
        "own rows: ana deletes not ben's",
        "own rows: ana queries not ben's",
        "own rows: a guest reads not ana's",
        "own rows: a session that is not of Cognito's reads none",
        "own rows, in batches: one of ben's spoils a batch",
        "own rows, in batches: one for ben spoils the writing",
        "own rows, in transactions: one of ben's spoils the reading",
        "own rows, in transactions: one for ben spoils the writing",
        "rows of an index: another value is denied",
        "a Deny of another's rows: wins over the Allow",
    ),
    "dynamodb:ReturnValues is not brought": ("what a change gives back: not all of the old",),
    "dynamodb:Select is not brought": ("some attributes: a query has to say which it wants",),
    "s3:ExistingObjectTag/access is not brought": (
        "an object's own tags: one that is tagged open is read",
    ),
    "s3:GetObject is not asked": ("an object's own tags: one that is tagged otherwise is not",),
    "s3:ListBucket is not asked": (
        "department in a condition: ben of sales may not",
        "the bucket lets everybody read: a stranger lists nothing",
    ),
    "s3:PutObject is not asked": ("tags that are brought: another value",),
    "s3:RequestObjectTag/access is not brought": (
        "tags that are brought: the ones that are wanted",
    ),
    "s3:delimiter is not brought": (
        "a delimiter in the condition: the listing that has it is allowed",
    ),
    "s3:max-keys is not brought": ("at most ten keys: ten are allowed",),
    "s3:prefix is not brought": ("home directory: carla lists hers",),
    "s3:x-amz-server-side-encryption is not brought": (
        "encryption is asked for: what comes with it is stored",
    ),
}
RESTS_ON: dict[str, str] = {name: rule for rule, names in _CASES.items() for name in names}
"""The rule of `rules.RULES` by the case's name."""
