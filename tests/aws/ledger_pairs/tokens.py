"""Pairs of the ledger's rows in `tokens`."""

from typing import Any

import jwt

from cognito_lab.aws.ledger_rows import tokens as rows
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import Scene


@pair(
    rows.ATTRIBUTES_IN_ID_TOKEN,
    moto=({}, {"email": "EMAIL", "email_verified": "true", "custom:tier": "gold"}),
    lab=(
        {"email": "EMAIL", "email_verified": True, "name": "Ana"},
        {"email": "EMAIL", "email_verified": True},
    ),
)
def _(scene: Scene) -> tuple[dict[str, Any], dict[str, Any]]:
    """In a client that lists no ReadAttributes, and in one that lists two."""
    pool = scene.new_pool(Schema=[{"Name": "tier", "AttributeDataType": "String"}])
    everything, two = (
        scene.new_app(pool)["ClientId"],
        scene.new_app(pool, ReadAttributes=["email", "email_verified"])["ClientId"],
    )
    username = scene.sign_up(everything)
    scene.confirm(username, app=everything)

    def claims(app: str, **attributes: str) -> dict[str, Any]:
        scene.idp.admin_update_user_attributes(
            UserPoolId=pool,
            Username=username,
            UserAttributes=[{"Name": name, "Value": value} for name, value in attributes.items()],
        )
        token = scene.tokens(username, app)["IdToken"]
        found = jwt.decode(token, options={"verify_signature": False})
        names = ("email", "email_verified", "name", "custom:tier")
        return {
            name: "EMAIL" if name == "email" else found[name] for name in names if name in found
        }

    flags = {"email_verified": "true", "name": "Ana"}
    return claims(everything, **flags), claims(two, **{"custom:tier": "gold"})
