"""Pairs of the ledger's rows in `passwords`."""

from cognito_lab.aws.ledger_rows import passwords as rows
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import Scene, answer


@pair(
    rows.PASSWORD_POLICY_WORDS,
    moto="InvalidPasswordException: The provided password does not confirm to the configured "
    "password policy",
    lab="InvalidPasswordException: Password did not conform with policy: "
    "Password must have numeric characters",
)
def _(scene: Scene) -> str:
    return answer(
        scene.idp.sign_up, ClientId=scene.app, Username="weak", Password="No-Numbers-Here"
    )
