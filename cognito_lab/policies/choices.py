"""What AWS's documents leave open, or contradict each other in, and what the lab does about it.

Where nothing else speaks for an answer, the lab takes the one that lets nobody through: no Allow
rests on what is not documented, and no Deny falls by it.
"""

from __future__ import annotations

from typing import NamedTuple


class Choice(NamedTuple):
    """One open question: what the documents leave open, and what the lab does."""

    question: str
    choice: str


CHOICES: tuple[Choice, ...] = (
    Choice(
        "What limits a resource policy's Allow to everybody, without a condition on "
        "aws:PrincipalArn, within one account?",
        "As for a role's ARN: it needs no identity policy, and the permissions boundary and "
        "session policies limit it.",
    ),
    Choice(
        "Which conditions on aws:PrincipalArn lift those limits of an Allow to everybody?",
        "StringEquals, StringLike, StringEqualsIgnoreCase, ArnEquals and ArnLike, without "
        "IfExists, ForAllValues and ForAnyValue.",
    ),
    Choice(
        "Whose is a federated user's session, where the request does not say it?",
        "Nobody's: a resource policy's Allow to a user does not reach it. `parentUser` says it.",
    ),
    Choice(
        "A federated user without session policies, where the resource's policy allows everybody?",
        "Denied: only an Allow to the session's own ARN reaches it.",
    ),
    Choice(
        "Whose is a resource whose ARN has no account, where the request does not say it?",
        "The caller's account's. `resourceAccount` says it.",
    ),
    Choice(
        "Whom does a * as a Service, or as a Federated, name? Does one as an AWS name a service?",
        "Everybody of that kind. As an AWS it names everybody, as a * alone does.",
    ),
    Choice(
        "Whom does a Deny with NotPrincipal leave out that lists the user, but not its account?",
        "Nobody: user (or session and role) and account have to be listed.",
    ),
    Choice(
        "May an Allow have a NotPrincipal?",
        "No: the document is refused, for it would let in everybody, anonymous callers included.",
    ),
    Choice(
        "What does a resource control policy's own Allow mean?",
        "Nothing: RCPFullAWSAccess is always there. One that does not allow everything is refused.",
    ),
    Choice(
        "A role or a KMS key whose own policy is not given?",
        "Denied: it has one, and it has to allow.",
    ),
    Choice(
        "Which layer is named where both accounts lack an Allow?",
        "The resource's policy: it is asked first.",
    ),
    Choice(
        "A name that an object of a policy has twice?",
        "The document is refused.",
    ),
    Choice(
        "An element or an operator in another case, condition or stringequals?",
        "The document is refused.",
    ),
    Choice(
        "The action *:*?",
        "Every action, as * is.",
    ),
    Choice(
        "Do the colons of the resource itself, behind the ARN's fifth, bound a *?",
        "No: they belong to the resource.",
    ),
    Choice(
        "A * or ? in the value that a variable stands for?",
        "Literal: it matches itself.",
    ),
    Choice(
        "A variable ahead of an ARN's fifth colon, a wildcard within a principal?",
        "The document is refused.",
    ),
    Choice(
        "A NotResource whose variable has no value?",
        "A Deny leaves out nothing, an Allow leaves out everything.",
    ),
    Choice(
        "A list in which one value's variable has no value?",
        "The other values count as they are.",
    ),
    Choice(
        "A variable whose key has several values, or may have?",
        "It has no value.",
    ),
    Choice(
        "May Bool have variables? One page says so, another does not.",
        "They are replaced.",
    ),
    Choice(
        "A key with several values under an operator without ForAllValues or ForAnyValue?",
        "Positive: one of them suffices. Negated: none may match. The policy is told so.",
    ),
    Choice(
        "ForAnyValue with a negated operator, where the request has no such key? Two pages differ.",
        "False: the page on set operators decides.",
    ),
    Choice(
        "ForAnyValue with IfExists, where the request has no such key?",
        "True, by IfExists.",
    ),
    Choice(
        "A condition with an empty list of values?",
        "No value is in it: positive false, negated true. The policy is told so.",
    ),
    Choice(
        "Which letters are the same where case is ignored, outside of ASCII?",
        "Those that Unicode's case folding makes the same: ß is ss.",
    ),
    Choice(
        "A True or TRUE in a policy, or in a request?",
        "As true.",
    ),
    Choice(
        "Null with ForAllValues or ForAnyValue?",
        "The document is refused.",
    ),
    Choice(
        "Null for a key whose value is an empty text?",
        "Null: as a key that is not there.",
    ),
    Choice(
        "An IPv6 address without a prefix length?",
        "It is one address (/128), as an IPv4 address is (/32).",
    ),
    Choice(
        "A range of addresses whose address goes beyond its prefix, 203.0.113.77/24?",
        "Those that begin as it does: what is behind the prefix does not count.",
    ),
    Choice(
        "A date without a day, without a time, a time without a zone?",
        "The month's first; midnight; UTC.",
    ),
    Choice(
        "A year alone as a date?",
        "It might be seconds since 1970 too: the document is refused.",
    ),
    Choice(
        "An ARN operator's value with fewer than six parts?",
        "It matches nothing, but for a * alone.",
    ),
    Choice(
        "A variable in an ARN operator's value, that stands for a text with colons?",
        "They part the ARN, so that one variable can stand for a whole ARN.",
    ),
    Choice(
        "A number, date, address, boolean or base64 text in a policy that is none?",
        "The document is refused.",
    ),
    Choice(
        "A value of the request that the operator cannot read?",
        "An Allow's condition does not hold, a Deny's does, whatever the operator.",
    ),
    Choice(
        "A condition key that is in no list?",
        "It is looked for as any other, and the policy is told so.",
    ),
    Choice(
        "A condition key's value that is an empty list?",
        "The request has no value for it: positive false, negated true, ForAllValues true.",
    ),
    Choice(
        "A canonical user as a principal?",
        "The lab does not know canonical ids: a Deny to one reaches everybody, an Allow nobody.",
    ),
    Choice(
        "A unique id (AIDA…) as a principal?",
        "It is nobody: AWS shows one where the user or the role is no longer there.",
    ),
    Choice(
        "Which roles are service-linked, and so beyond control policies?",
        "Those whose ARN is known with its path, aws-service-role/.",
    ),
)
