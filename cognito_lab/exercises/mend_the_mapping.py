"""Exercise of chapter 7: a role mapping that is ambiguous, mended, and tried with everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cognito_lab.exercises.exercise import Exercise, WrongAnswer
from cognito_lab.exercises.photo_app_scene import AUTHENTICATED, MEMBERS, PhotoApp
from cognito_lab.exercises.report import Bench, Report
from cognito_lab.exercises.spoilt import spoilt

_MODERATORS, _SUPPORT, _EDITORS = "moderators", "support", "editors"

_PROMPT = """
The identity pool of the photo app maps roles by the token (`Type` is `Token`). Two groups have a
role, `moderators` and `support`, both with Precedence 1, and `AmbiguousRoleResolution` is
`AuthenticatedRole`. Ana is in both groups and gets the members' role, without any error. Write
`mend(cognito_idp, cognito_identity, app)`, so that

- whoever is in `moderators` gets that group's role, also if the other group is theirs as well;
- whoever is in `support` only gets that group's role;
- whoever is in no group gets no credentials: the app is for staff now;
- whoever's groups do not say which role it is gets none either, and not the members'.

Who is in which group, and which role a group has, stays as it is. `app` is a dict with
`user_pool_id`, `identity_pool_id`, `mapping_key` (the provider with the app client's id) and
`members_role` (an ARN). The check signs everybody in, and some that join later.
"""

_HINTS = (
    "Two calls. One says which of two groups counts, and is the user pool's; the other says what "
    "happens where the token prefers no role, and is the identity pool's.",
    "The lowest Precedence wins, 0 before 1: `update_group`. For the identity pool "
    "`set_identity_pool_roles` replaces all that was set before: `Roles` as well as "
    "`RoleMappings`.",
    '`AmbiguousRoleResolution` is `"Deny"`. It holds for whoever has no role in the token, and '
    "for whoever has several and none that is preferred.",
)

_SOLUTION = """
def mend(cognito_idp, cognito_identity, app):
    cognito_idp.update_group(
        UserPoolId=app["user_pool_id"], GroupName="moderators", Precedence=0
    )
    cognito_identity.set_identity_pool_roles(
        IdentityPoolId=app["identity_pool_id"],
        Roles={"authenticated": app["members_role"]},
        RoleMappings={
            app["mapping_key"]: {"Type": "Token", "AmbiguousRoleResolution": "Deny"}
        },
    )
""".lstrip()

_UPDATE = """    cognito_idp.update_group(
        UserPoolId=app["user_pool_id"], GroupName="moderators", Precedence=0
    )
"""
_MAPPING = """        RoleMappings={
            app["mapping_key"]: {"Type": "Token", "AmbiguousRoleResolution": "Deny"}
        },
"""
_REMOVED = """    cognito_idp.admin_remove_user_from_group(
        UserPoolId=app["user_pool_id"], Username="ana", GroupName="support"
    )
"""
_SAME_ROLE = """    cognito_idp.update_group(
        UserPoolId=app["user_pool_id"],
        GroupName="support",
        RoleArn=app["members_role"].replace("MEMBERS", "moderators"),
    )
""".replace("MEMBERS", MEMBERS)
_RULES = """        RoleMappings={
            app["mapping_key"]: {
                "Type": "Rules",
                "AmbiguousRoleResolution": "Deny",
                "RulesConfiguration": {
                    "Rules": [
                        {
                            "Claim": "cognito:username",
                            "MatchType": "Equals",
                            "Value": "ana",
                            "RoleARN": app["members_role"].replace("MEMBERS", "moderators"),
                        }
                    ]
                },
            }
        },
""".replace("MEMBERS", MEMBERS)

_WRONG = (
    WrongAnswer(
        "The pool is where roles are chosen: `Deny` mends what is ambiguous.",
        spoilt(_SOLUTION, (_UPDATE, "")),
    ),
    WrongAnswer(
        "With a Precedence for each group nothing is ambiguous any more.",
        spoilt(_SOLUTION, ('"Deny"', '"AuthenticatedRole"')),
    ),
    WrongAnswer(
        "The highest Precedence wins.",
        spoilt(_SOLUTION, ("Precedence=0", "Precedence=2")),
    ),
    WrongAnswer(
        "Nobody needs two groups: Ana leaves one.",
        spoilt(_SOLUTION, (_UPDATE, _REMOVED)),
    ),
    WrongAnswer(
        "Both groups get the moderators' role, and nothing is ambiguous.",
        spoilt(_SOLUTION, (_UPDATE, _SAME_ROLE)),
    ),
    WrongAnswer(
        "A rule for Ana.",
        spoilt(_SOLUTION, (_UPDATE, ""), (_MAPPING, _RULES)),
    ),
    WrongAnswer(
        "Without a mapping there is nothing to be ambiguous.",
        spoilt(_SOLUTION, (_MAPPING, "")),
    ),
)

_NOBODY = "no credentials"


def _grade(bench: Bench, answer: Any, report: Report) -> None:
    app = PhotoApp(bench)
    key = f"{app.provider}:{app.app_client_id}"
    ambiguous = {"Type": "Token", "AmbiguousRoleResolution": "AuthenticatedRole"}
    app.set_roles({AUTHENTICATED: app.roles[AUTHENTICATED]}, RoleMappings={key: ambiguous})
    for group in (_MODERATORS, _SUPPORT):
        _new_group(app, group, precedence=1)
    for name, groups in (("ana", (_MODERATORS, _SUPPORT)), ("ben", ()), ("cleo", (_SUPPORT,))):
        _new_member(app, name, groups)
    before = _members(app)
    report.call(
        "mend",
        answer,
        {
            "cognito_idp": bench.client("cognito-idp"),
            "cognito_identity": bench.client("cognito-identity"),
            "app": {
                "user_pool_id": app.user_pool_id,
                "identity_pool_id": app.identity_pool_id,
                "mapping_key": key,
                "members_role": app.roles[AUTHENTICATED],
            },
        },
    )
    report.add_finding(
        "who is in which group, and which role each has",
        expected=_told(before),
        seen=_told(_members(app)),
        passed=_members(app) == before,
        why="The mapping was to be mended, not the staff.",
    )
    _new_member(app, "dora", (_SUPPORT, _MODERATORS))
    _new_member(app, "emil", ())
    for who, wanted, why in (
        ("ana", _MODERATORS, "The token prefers the role of the group with the lowest Precedence."),
        ("cleo", _SUPPORT, "One group, one role: the token names it."),
        ("ben", _NOBODY, "His token names no role, and that counts as ambiguous."),
        ("dora", _MODERATORS, "She joined both groups later: a rule for Ana does not help her."),
        ("emil", _NOBODY, "He joined later, and no group is his."),
    ):
        _look_at(app, who, wanted, why, report)
    _look_at_a_tie(app, report)


def _look_at_a_tie(app: PhotoApp, report: Report) -> None:
    """A third group that ties with the moderators' one, whatever its Precedence is now."""
    group = app.cognito_idp.get_group(UserPoolId=app.user_pool_id, GroupName=_MODERATORS)["Group"]
    _new_group(app, _EDITORS, precedence=group.get("Precedence", 0))
    _new_member(app, "fred", (_MODERATORS, _EDITORS))
    _look_at(
        app,
        "fred",
        _NOBODY,
        "A group that came later has the same Precedence as the moderators', so the token prefers "
        "none of his two roles.",
        report,
    )


def _look_at(app: PhotoApp, name: str, wanted: str, why: str, report: Report) -> None:
    seen = _role_of(app, name)
    report.add_finding(
        f"{name} gets",
        expected=wanted if wanted == _NOBODY else f"the role `{wanted}`",
        seen=seen,
        passed=seen.startswith(_NOBODY) if wanted == _NOBODY else seen == f"the role `{wanted}`",
        why=why,
    )


def _role_of(app: PhotoApp, name: str) -> str:
    try:
        _, credentials = app.exchange(name)
    except app.cognito_identity.exceptions.ClientError as problem:
        error = problem.response["Error"]
        return f"{_NOBODY} ({error['Code']}: {error['Message']})"
    arn = app.signed_by(credentials, "sts").get_caller_identity()["Arn"]
    return f"the role `{arn.split('/')[1]}`"


def _new_group(app: PhotoApp, name: str, *, precedence: int) -> None:
    app.cognito_idp.create_group(
        UserPoolId=app.user_pool_id,
        GroupName=name,
        RoleArn=app.make_role(name, AUTHENTICATED),
        Precedence=precedence,
    )


def _new_member(app: PhotoApp, name: str, groups: tuple[str, ...]) -> None:
    app.new_user(name)
    for group in groups:
        app.cognito_idp.admin_add_user_to_group(
            UserPoolId=app.user_pool_id, Username=name, GroupName=group
        )


def _told(members: Mapping[str, Any]) -> str:
    return "; ".join(
        f"`{group}` ({str(role).rpartition('/')[2]}): {', '.join(names) or 'nobody'}"
        for group, (role, names) in sorted(members.items())
    )


def _members(app: PhotoApp) -> Mapping[str, Any]:
    """The groups' roles and members."""
    found = {}
    for group in app.cognito_idp.list_groups(UserPoolId=app.user_pool_id)["Groups"]:
        name = group["GroupName"]
        users = app.cognito_idp.list_users_in_group(UserPoolId=app.user_pool_id, GroupName=name)
        found[name] = group.get("RoleArn"), sorted(user["Username"] for user in users["Users"])
    return found


MEND_THE_MAPPING = Exercise(
    id="mend-the-mapping",
    chapter="07_roles_and_attributes",
    title="mend an ambiguous mapping",
    prompt=_PROMPT,
    hints=_HINTS,
    answer_name="mend",
    stub="def mend(cognito_idp, cognito_identity, app): ...\n",
    solution=_SOLUTION,
    wrong_answers=_WRONG,
    grader=_grade,
    documents=(
        "https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html",
        "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html",
    ),
)
