"""Pairs of the ledger's rows in `groups`."""

from cognito_lab.aws.ledger_rows import groups as rows
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import Scene, answer


@pair(
    rows.GROUP_NOT_FOUND_WORDS,
    moto=["ResourceNotFoundException: nowhere"] * 6,
    lab=["ResourceNotFoundException: Group not found."] * 6,
)
def _(scene: Scene) -> list[str]:
    named = {"UserPoolId": scene.pool, "GroupName": "nowhere"}
    whom = {**named, "Username": scene.confirmed()}
    return [
        answer(scene.idp.get_group, **named),
        answer(scene.idp.update_group, **named, Description="none"),
        answer(scene.idp.delete_group, **named),
        answer(scene.idp.list_users_in_group, **named),
        answer(scene.idp.admin_add_user_to_group, **whom),
        answer(scene.idp.admin_remove_user_from_group, **whom),
    ]
