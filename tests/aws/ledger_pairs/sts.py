"""Pairs of the ledger's rows in `sts`."""

import base64
from typing import Any

from cognito_lab.aws.ledger_rows import sts as rows
from tests.aws.callers import client_of, new_role, new_user
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import Scene, answer

ROLE = "arn:aws:iam::123456789012:role/nobodys"
_ASSERTION = """
<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><saml:Assertion><saml:AttributeStatement>
<saml:Attribute Name="https://aws.amazon.com/SAML/Attributes/Role">
<saml:AttributeValue>ROLE,arn:aws:iam::123456789012:saml-provider/corp</saml:AttributeValue>
</saml:Attribute>
<saml:Attribute Name="https://aws.amazon.com/SAML/Attributes/RoleSessionName">
<saml:AttributeValue>ana</saml:AttributeValue></saml:Attribute>
</saml:AttributeStatement></saml:Assertion></samlp:Response>
""".replace("ROLE", ROLE)


@pair(
    rows.ASSUME_ROLE,
    moto="accepted",
    lab="ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for "
    "this role.",
)
def _(scene: Scene) -> str:
    sts = client_of(new_user("longs"), "sts")
    role = new_role("an-hour")
    return answer(sts.assume_role, RoleArn=role, RoleSessionName="long", DurationSeconds=43_200)


@pair(
    rows.WEB_IDENTITY,
    moto="accepted",
    lab="InvalidIdentityToken: The ID Token provided is not a valid JWT. (You may see this error "
    "if you sent an Access Token)",
)
def _(scene: Scene) -> str:
    return answer(
        scene.client("sts").assume_role_with_web_identity,
        RoleArn=ROLE,
        RoleSessionName="anybody",
        WebIdentityToken="this is no token",
    )


@pair(rows.SAML_IS_REFUSED, moto="accepted", lab="NotImplemented")
def _(scene: Scene) -> str:
    ended = answer(
        scene.client("sts").assume_role_with_saml,
        RoleArn=ROLE,
        PrincipalArn="arn:aws:iam::123456789012:saml-provider/corp",
        SAMLAssertion=base64.b64encode(_ASSERTION.encode()).decode(),
    )
    return ended.partition(":")[0]


def _keys(call: Any, **given: Any) -> str:
    two = {call(**given)["Credentials"]["AccessKeyId"] for _ in range(2)}
    return "the same key" if len(two) == 1 else "a key of its own for each"


@pair(rows.SESSION_TOKEN, moto="the same key", lab="a key of its own for each")
def _(scene: Scene) -> str:
    return _keys(scene.client("sts").get_session_token)


@pair(rows.FEDERATION_TOKEN, moto="the same key", lab="a key of its own for each")
def _(scene: Scene) -> str:
    return _keys(scene.client("sts").get_federation_token, Name="guest")


@pair(
    rows.CALLER_IS_SESSION,
    moto="arn:aws:sts::123456789012:user/moto",
    lab="arn:aws:sts::123456789012:federated-user/guest",
)
def _(scene: Scene) -> str:
    lent = scene.client("sts").get_federation_token(Name="guest")["Credentials"]
    return str(client_of(lent, "sts").get_caller_identity()["Arn"])


@pair(
    rows.LIMITS_OF_TEMPORARY_KEYS,
    moto="accepted",
    lab="InvalidClientTokenId: The security token included in the request is invalid.",
)
def _(scene: Scene) -> str:
    lent = scene.client("sts").get_session_token()["Credentials"]
    return answer(client_of(lent, "iam").list_users)
