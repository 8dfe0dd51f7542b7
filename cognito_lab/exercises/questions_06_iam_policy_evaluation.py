"""The questions of chapter 6: what a policy allows."""

from __future__ import annotations

from cognito_lab.exercises.question import Option, Question, Ticket

CHAPTER = "06_iam_policy_evaluation"

_GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
_LOGIC = _GUIDE + "reference_policies_evaluation-logic.html"
_LAYERS = _GUIDE + "reference_policies_evaluation-logic_policy-eval-basics.html"
_CROSS = _GUIDE + "reference_policies_evaluation-logic-cross-account.html"
_OPERATORS = _GUIDE + "reference_policies_elements_condition_operators.html"
_SETS = _GUIDE + "reference_policies_condition-single-vs-multi-valued-context-keys.html"
_VERSION = _GUIDE + "reference_policies_elements_version.html"
_VARIABLES = _GUIDE + "reference_policies_variables.html"
_BOUNDARIES = _GUIDE + "access_policies_boundaries.html"
_ROLES = "https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html"

NOTHING_IS_SAID = Question(
    id="nothing-is-said",
    chapter=CHAPTER,
    prompt="The role has no policy, the bucket has none, and nobody has written a Deny anywhere. "
    "May Ana read her photo?",
    options=(
        Option(
            "Yes: nothing forbids it.",
            "IAM asks who has allowed it, and nobody has.",
        ),
        Option(
            "Yes: it is her own photo.",
            "The object's key has her id in it. To IAM that is a name like any other, until a "
            "policy speaks of it.",
        ),
        Option(
            "No: somebody has to allow it.",
            "What nobody allows is denied. No Deny has to be written for it.",
            right=True,
        ),
    ),
    shown_by='assert nothing.decision == "implicitDeny"',
    source=_LOGIC,
)

ONE_MORE_ALLOW = Question(
    id="one-more-allow",
    chapter=CHAPTER,
    prompt="One policy of the role allows `s3:*` everywhere, another denies it on `secret/*`. "
    "Somebody adds a third, which allows exactly what Ana wants to read: `secret/plan.jpg`. May "
    "she?",
    options=(
        Option(
            "Yes: two policies allow it, and one denies it.",
            "Nobody counts. One Deny that applies is enough.",
        ),
        Option(
            "Yes: the third is the most exact, so it counts most.",
            "IAM has no such order. It does not look at how exact a statement is.",
        ),
        Option(
            "No: what is denied stays denied, whatever else allows it.",
            "So the cause of a refusal has to be known before anything is added.",
            right=True,
        ),
        Option(
            "It depends on which of them was attached last.",
            "Policies have no order, and neither have their statements.",
        ),
    ),
    shown_by='assert evaluation.decision == "explicitDeny"',
    source=_LOGIC,
)

WHAT_A_LIMIT_GIVES = Question(
    id="what-a-limit-gives",
    chapter=CHAPTER,
    prompt="A role has no policy yet. Its permissions boundary allows `s3:*`. What may be done "
    "with the role in S3?",
    options=(
        Option(
            "Nothing: a boundary only limits.",
            "What it allows has to be allowed by an identity policy as well.",
            right=True,
        ),
        Option(
            "Everything in S3: it is a policy that allows it.",
            "It has the form of one. But it says how far other policies reach.",
        ),
        Option(
            "Read, and not write.",
            "A policy has no such difference, unless its actions make one.",
        ),
    ),
    shown_by='ask(read_photo | {"permissionsBoundary": all_of_s3})',
    source=_BOUNDARIES,
)

THE_MISSPELT_KEY = Question(
    id="the-misspelt-key",
    chapter=CHAPTER,
    prompt="A Deny shall keep everybody from plain HTTP: `Bool`, `aws:SecureTranport`, `false`. A "
    "letter is missing in the key. What does the Deny do?",
    options=(
        Option(
            "It denies plain HTTP: IAM knows what is meant.",
            "A key is a name, and that is another one.",
        ),
        Option(
            "It denies nothing: no request ever has that key.",
            "It looks right, and it protects nobody.",
            right=True,
        ),
        Option(
            "It denies everything: what cannot be checked is refused.",
            "A missing key makes a positive operator false, so the statement does not apply.",
        ),
    ),
    shown_by="assert ask(plain_http | both(misspelt)).allowed",
    source=_OPERATORS,
)

WITHOUT_A_VERSION = Question(
    id="without-a-version",
    chapter=CHAPTER,
    prompt="The policy for the own folder has a `${…}` in its `Resource`. Somebody deletes the "
    "line `Version`. Which object may Ana read now?",
    options=(
        Option(
            "Those of her folder, as before.",
            "That would be so if the newest version were the default.",
        ),
        Option(
            "None of hers: `${…}` is plain text now.",
            "Without `Version` the language is that of 2008, which has no variables.",
            right=True,
        ),
        Option(
            "All of them: a variable without a value matches anything.",
            "One without a value matches nothing. And here it is no variable at all.",
        ),
    ),
    shown_by='assert old.decision == "implicitDeny"',
    source=_VERSION,
)

THE_EMPTY_SET = Question(
    id="the-empty-set",
    chapter=CHAPTER,
    prompt="A policy allows `dynamodb:*` on a table where all values of `dynamodb:LeadingKeys` are "
    "Ana's id (`ForAllValues:StringEquals`). She scans the whole table; a scan has no such key. "
    "What does the judge say?",
    options=(
        Option(
            "Refused: the request has not the right value.",
            "It has not a wrong one either, and that is what the operator asks.",
        ),
        Option(
            "The policy cannot be evaluated.",
            "There is always a decision, also for a key that is missing.",
        ),
        Option(
            "Allowed: of no values, all are right.",
            "So `ForAllValues` in an Allow needs a second condition, that the key is there.",
            right=True,
        ),
    ),
    shown_by='assert found["ForAllValues:StringEquals"][2] == "allowed"',
    source=_SETS,
)

ANOTHER_ACCOUNT = Question(
    id="another-account",
    chapter=CHAPTER,
    prompt="A bucket's policy names Ana's role session and allows it to read. The role has "
    "no policy that does. In which case may she read?",
    options=(
        Option(
            "Where bucket and role are in the same account.",
            "There one of the two suffices. Another account has to agree for its own people.",
            right=True,
        ),
        Option(
            "Where the bucket is in another account: its owner decides.",
            "Its owner has. Ana's own account has not.",
        ),
        Option(
            "In both: whom a bucket's policy names may come in.",
            "Then any account could give Ana what her own never allowed her.",
        ),
        Option(
            "In neither: the role's policies always have to allow.",
            "Within one account they need not.",
        ),
    ),
    shown_by='assert abroad.decided_by == "identityPolicies"',
    source=_CROSS,
)

TICKET = Ticket(
    chapter=CHAPTER,
    questions=(
        Question(
            id="ticket-no-allow",
            chapter=CHAPTER,
            prompt="A request is refused, and AWS says: `because no identity-based policy allows "
            "the s3:GetObject action`. What helps?",
            options=(
                Option(
                    "Find the Deny, and take it away.",
                    "There is none: `with an explicit deny in …` would say so.",
                ),
                Option(
                    "An identity policy that allows it.",
                    "This refusal rests on what is missing.",
                    right=True,
                ),
                Option(
                    "A wider permissions boundary.",
                    "The boundary would be named: `because no permissions boundary allows …`.",
                ),
            ),
            shown_by='assert nothing.decision == "implicitDeny"',
            source=_GUIDE + "troubleshoot_access-denied.html",
        ),
        Question(
            id="ticket-who-gives",
            chapter=CHAPTER,
            prompt="Which policies can give somebody a permission, and not only limit what others "
            "give?",
            options=(
                Option(
                    "Identity policies.",
                    "Each of them on its own: they are a union.",
                    right=True,
                ),
                Option(
                    "Service control policies.",
                    "Each level of the organization is one more limit.",
                ),
                Option(
                    "The resource's policy.",
                    "Within one account it suffices, if it names the caller.",
                    right=True,
                ),
                Option(
                    "Session policies.",
                    "They limit one role session.",
                ),
            ),
            shown_by="assert at_home.allowed",
            source=_LAYERS,
        ),
        Question(
            id="ticket-not-ip",
            chapter=CHAPTER,
            prompt="A Deny has the condition `NotIpAddress`, `aws:SourceIp`, your office. A "
            "request comes that has no `aws:SourceIp`. Is it denied?",
            options=(
                Option(
                    "Yes: a negated operator is true where the key is missing.",
                    "Which is what one wants of a Deny, and seldom of an Allow.",
                    right=True,
                ),
                Option(
                    "No: a condition needs its key.",
                    "That holds for the positive operators, such as `IpAddress`.",
                ),
                Option(
                    "No: only `NotIpAddressIfExists` would.",
                    "With `IfExists` it is true as well; it changes nothing of a negated operator.",
                ),
            ),
            shown_by='"NotIpAddress": True',
            source=_OPERATORS,
        ),
        Question(
            id="ticket-no-value",
            chapter=CHAPTER,
            prompt="A support colleague takes the members' role on by `sts:AssumeRole`. Which "
            "folder does `${cognito-identity.amazonaws.com:sub}/*` open?",
            options=(
                Option(
                    "Every folder.",
                    "Then it would be dangerous to leave a variable without a value.",
                ),
                Option(
                    "The one that is called like the variable.",
                    "In Version 2008-10-17. Here the variable has no value.",
                ),
                Option(
                    "None.",
                    "No identity pool, no identity id: the resource matches nothing.",
                    right=True,
                ),
            ),
            shown_by="assert not colleague.allowed",
            source=_VARIABLES,
        ),
        Question(
            id="ticket-trust",
            chapter=CHAPTER,
            prompt="The trust policy of the members' role asks for the identity pool (`aud`), and "
            "no longer for `amr`. The pool has guests. Who may take the role on?",
            options=(
                Option(
                    "Members only: it is called so.",
                    "A name is no condition.",
                ),
                Option(
                    "Nobody: a trust policy has to ask for both.",
                    "It has to have an `aud`. `amr` is up to whoever writes it.",
                ),
                Option(
                    "Members and guests of this pool.",
                    "Whoever has a token of the pool has its `aud`. Only `amr` tells them apart.",
                    right=True,
                ),
                Option(
                    "Anybody's identity pool.",
                    "That would be so without `aud`.",
                ),
            ),
            shown_by="assert takes_on(without_amr, guest)",
            source=_ROLES,
        ),
    ),
)

QUESTIONS = (
    NOTHING_IS_SAID,
    ONE_MORE_ALLOW,
    WHAT_A_LIMIT_GIVES,
    THE_MISSPELT_KEY,
    WITHOUT_A_VERSION,
    THE_EMPTY_SET,
    ANOTHER_ACCOUNT,
)
