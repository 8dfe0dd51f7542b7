"""The questions of chapter 7: which role, and what of it."""

from __future__ import annotations

from cognito_lab.exercises.question import Option, Question, Ticket

CHAPTER = "07_roles_and_attributes"

_GUIDE = "https://docs.aws.amazon.com/cognito/latest/developerguide/"
_GROUPS = _GUIDE + "cognito-user-pools-user-groups.html"
_ROLES = _GUIDE + "role-based-access-control.html"
_TAGS = _GUIDE + "using-attributes-for-access-control-policy-example.html"
_ATTRIBUTES = _GUIDE + "attributes-for-access-control.html"

A_GROUP_AND_A_ROLE = Question(
    id="a-group-and-a-role",
    chapter=CHAPTER,
    prompt="Ana is in the group `moderators` now, and the group has a role. Nothing else has "
    "changed. Which role does the identity pool give her?",
    options=(
        Option(
            "The moderators' role: it is her group's.",
            "The group's role stands in her token. Nobody has told the identity pool to read it.",
        ),
        Option(
            "The members' role, as before.",
            "The pool has one authenticated role and no mapping.",
            right=True,
        ),
        Option(
            "Both: permissions add up.",
            "A session is a session of one role.",
        ),
    ),
    shown_by='claims["cognito:preferred_role"] == roles["moderators"]',
    source=_ROLES,
)

TWO_GROUPS = Question(
    id="two-groups",
    chapter=CHAPTER,
    prompt="Both of Ana's groups have Precedence 1, and different roles. The mapping takes the "
    "role from the token. Which one does she get?",
    options=(
        Option("The moderators' role: that group was first.", "The order of time does not count."),
        Option(
            "The members' role.",
            "The token prefers no role, and the pool was told to take the authenticated one then.",
            right=True,
        ),
        Option("None, and an error.", "That would be so with `Deny`."),
        Option("Either of them, at random.", "The token names both and prefers none."),
    ),
    shown_by='assert "cognito:preferred_role" not in claims',
    source=_GROUPS,
)

WHICH_RULE = Question(
    id="which-rule",
    chapter=CHAPTER,
    prompt="The first rule: `custom:team` begins with `moderation`, moderators. The second: it is "
    "`moderation-trainees`, support. Dan's team is `moderation-trainees`. Which role?",
    options=(
        Option("Support: that rule is the more exact.", "Nobody looks at how exact a rule is."),
        Option(
            "Moderators: that rule is asked first, and it holds.",
            "The rest is not asked.",
            right=True,
        ),
        Option("It is ambiguous: two rules hold.", "Ambiguous is where none holds."),
    ),
    shown_by='assert role_of("cleo") == role_of("dan")',
    source=_ROLES,
)

TICKET = Ticket(
    chapter=CHAPTER,
    questions=(
        Question(
            id="ticket-group",
            chapter=CHAPTER,
            prompt="What has to be there before membership in a group opens a bucket?",
            options=(
                Option("A role of the group.", "It stands in the token.", right=True),
                Option(
                    "A mapping of the identity pool that reads the token.",
                    "Without one, everybody gets the authenticated role.",
                    right=True,
                ),
                Option(
                    "A policy of the role that allows something.",
                    "A role without one may do nothing.",
                    right=True,
                ),
                Option(
                    "A scope in the access token.",
                    "Scopes open APIs. The identity pool never sees an access token.",
                ),
            ),
            shown_by='assert role_of("ana") == "moderators" and role_of("ben") == "members"',
            source=_ROLES,
        ),
        Question(
            id="ticket-ambiguous",
            chapter=CHAPTER,
            prompt="`Type` is `Token`, `AmbiguousRoleResolution` is `Deny`. Who gets nothing?",
            options=(
                Option("Whoever is in no group.", "The token names no role.", right=True),
                Option(
                    "Whoever's two groups have the same Precedence and different roles.",
                    "The token prefers none.",
                    right=True,
                ),
                Option(
                    "Whoever is in two groups.",
                    "One of them may have the lower Precedence: then that one's role is preferred.",
                ),
            ),
            shown_by="or_nothing = by_token |",
            source=_ROLES,
        ),
        Question(
            id="ticket-custom-role",
            chapter=CHAPTER,
            prompt="Which roles may an app ask for with `CustomRoleArn`, where the mapping is by "
            "token?",
            options=(
                Option("Any role that trusts the pool.", "Then groups would protect nothing."),
                Option(
                    "Those that the token names.",
                    "They are the user's groups' roles: the claim `cognito:roles`.",
                    right=True,
                ),
                Option("Only the preferred one.", "That one it gets without asking."),
            ),
            shown_by='exchange("ana", CustomRoleArn=roles["members"])',
            source=_ROLES,
        ),
        Question(
            id="ticket-absent-claim",
            chapter=CHAPTER,
            prompt="A rule says `custom:team` `NotEqual` `trainees`. A user has no team. Does it "
            "hold?",
            options=(
                Option(
                    "Yes: nothing is not `trainees`.", "So it would be in a policy's condition."
                ),
                Option("No.", "A rule needs its claim.", right=True),
            ),
            shown_by='set_rules(rule("NotEqual"',
            source=_ROLES,
        ),
        Question(
            id="ticket-tag-session",
            chapter=CHAPTER,
            prompt="After attributes for access control were switched on, nobody gets credentials "
            "any more: `Invalid identity pool configuration.` What is missing?",
            options=(
                Option(
                    "`sts:TagSession` in the role's trust policy.",
                    "Whoever takes the role on with tags needs it.",
                    right=True,
                ),
                Option(
                    "`sts:TagSession` in the role's permissions policy.",
                    "That one says what may be done with the role, once somebody has it.",
                ),
                Option("The attribute in `ReadAttributes`.", "Then the tag would be missing."),
            ),
            shown_by='PolicyDocument=trust("sts:TagSession")',
            source=_ATTRIBUTES,
        ),
        Question(
            id="ticket-no-tag",
            chapter=CHAPTER,
            prompt="A policy allows `teams/${aws:PrincipalTag/team}/*`. A user has no team. What "
            "does it open?",
            options=(
                Option("`teams//`.", "A variable without a value does not become an empty text."),
                Option("Every team's folder.", "Then a missing attribute would open everything."),
                Option("Nothing.", "The resource matches nothing.", right=True),
            ),
            shown_by='signed_by(exchange("ben"), "s3")',
            source=_TAGS,
        ),
    ),
)

QUESTIONS = (A_GROUP_AND_A_ROLE, TWO_GROUPS, WHICH_RULE)
