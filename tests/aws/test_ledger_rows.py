"""A pair of tests for each row: stock moto has the gap, the lab closes it.

One probe serves both, and a third test: with its row switched off, the lab has the gap
again. A row is added by a `@pair` below it; one without is named by the first test.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jwt
import pytest
import requests
from moto.utilities.utils import load_resource

from cognito_lab.aws import Lab
from cognito_lab.aws import ledger_rows as rows
from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows import EVERY_OPERATION, ROWS
from cognito_lab.flow.call import LAB, MOTO_AND_LAB
from tests.aws.app import StockMoto
from tests.aws.ledger_scene import PASSWORD, REGION, Scene, answer

MOTO_KEY = jwt.PyJWK(load_resource("cognitoidp/resources/jwks-public.json")["keys"][0]).key
NOWHERE = f"https://cognito-idp.{REGION}.amazonaws.com/{REGION}_Nowhere12"


@dataclass(frozen=True)
class Pair:
    """The probe of one row, and what it finds in stock moto and in the lab.

    `behind` names rows that hide moto's own behaviour as long as they are on.
    """

    probe: Callable[[Scene], Any]
    moto: Any
    lab: Any
    behind: tuple[str, ...] = ()


PAIRS: dict[str, Pair] = {}


def pair(
    row: Behaviour, *, moto: Any, lab: Any, behind: tuple[Behaviour, ...] = ()
) -> Callable[[Callable[[Scene], Any]], None]:
    def register(probe: Callable[[Scene], Any]) -> None:
        assert row.id not in PAIRS
        PAIRS[row.id] = Pair(probe, moto, lab, tuple(other.id for other in behind))

    return register


def shape(text: str, **shapes: str) -> str:
    return next((name for name, pattern in shapes.items() if re.fullmatch(pattern, text)), text)


@pair(rows.USER_POOL_ID, moto="hex_32", lab="alphanumeric_9")
def _(scene: Scene) -> str:
    unique = scene.new_pool().removeprefix(REGION + "_")
    return shape(unique, hex_32="[0-9a-f]{32}", alphanumeric_9="[A-Za-z0-9]{9}")


@pair(rows.APP_CLIENT_ID, moto=("hex_26", "uuid"), lab=("alphanumeric_26", "alphanumeric_51"))
def _(scene: Scene) -> tuple[str, str]:
    client = scene.new_app(scene.pool, GenerateSecret=True)
    return (
        shape(client["ClientId"], hex_26="[0-9a-f]{26}", alphanumeric_26="[a-z0-9]{26}"),
        shape(client["ClientSecret"], uuid="[0-9a-f-]{36}", alphanumeric_51="[a-z0-9]{51}"),
    )


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


@pair(
    rows.USERNAME_EXISTS_WORDS,
    moto="UsernameExistsException: twice",
    lab="UsernameExistsException: User already exists",
)
def _(scene: Scene) -> str:
    twice = {"ClientId": scene.app, "Username": "twice", "Password": PASSWORD}
    scene.idp.sign_up(**twice)
    return answer(scene.idp.sign_up, **twice)


@pair(
    rows.SIGN_UP_CODE_IS_SENT,
    moto=({"AttributeName": "phone_number", "DeliveryMedium": "SMS", "Destination": "+15"}, 0),
    lab=({"AttributeName": "email", "DeliveryMedium": "EMAIL", "Destination": "s***@e***"}, 1),
)
def _(scene: Scene) -> tuple[dict[str, str], int]:
    sent_before = len(scene.codes)
    details = scene.idp.sign_up(
        ClientId=scene.app,
        Username="sent",
        Password=PASSWORD,
        UserAttributes=[
            {"Name": "email", "Value": "sent@example.com"},
            {"Name": "phone_number", "Value": "+15"},
        ],
    )["CodeDeliveryDetails"]
    new = scene.codes[sent_before:]
    return details, len([code for code in new if re.fullmatch(r"\d{6}", code or "")])


@pair(
    rows.SIGN_UP_CODE_IS_CHECKED,
    moto="accepted",
    lab="CodeMismatchException: Invalid verification code provided, please try again.",
)
def _(scene: Scene) -> str:
    username = scene.sign_up()
    return answer(scene.confirm, username=username, code=scene.code[::-1] + "0")


@pair(
    rows.CONFIRMED_ONCE,
    moto="accepted",
    lab="NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED",
)
def _(scene: Scene) -> str:
    # Confirmed by the administrator, so that the code itself is still good.
    username = scene.sign_up()
    scene.idp.admin_confirm_sign_up(UserPoolId=scene.pool, Username=username)
    return answer(scene.confirm, username=username)


@pair(
    rows.CLIENT_NOT_FOUND_WORDS,
    moto=["ResourceNotFoundException: 0client0"] * 2,
    lab=["ResourceNotFoundException: User pool client 0client0 does not exist."] * 2,
)
def _(scene: Scene) -> list[str]:
    nobodys = {"ClientId": "0client0", "Username": "anybody"}
    return [
        answer(scene.idp.sign_up, **nobodys, Password=PASSWORD),
        answer(scene.idp.confirm_sign_up, **nobodys, ConfirmationCode="123456"),
    ]


@pair(
    rows.USER_NOT_FOUND_WORDS,
    moto="UserNotFoundException: User does not exist.",
    lab="UserNotFoundException: Username/client id combination not found.",
)
def _(scene: Scene) -> str:
    return answer(scene.confirm, username="nobody", code="123456")


@pair(rows.ADDRESS_BECOMES_VERIFIED, moto=None, lab="true")
def _(scene: Scene) -> str | None:
    username = scene.sign_up()
    scene.confirm(username)
    user = scene.idp.admin_get_user(UserPoolId=scene.pool, Username=username)
    attributes = {item["Name"]: item["Value"] for item in user["UserAttributes"]}
    return attributes.get("email_verified")


@pair(
    rows.RESEND_CONFIRMATION_CODE,
    moto=("a raw NotImplementedError", 0),
    lab=("accepted", 1),
    behind=(rows.NOT_IMPLEMENTED,),
)
def _(scene: Scene) -> tuple[str, int]:
    username = scene.sign_up()
    sent_before = len(scene.codes)
    resend = scene.idp.resend_confirmation_code
    outcome = answer(resend, ClientId=scene.app, Username=username)
    return outcome, len(scene.codes) - sent_before


@pair(rows.KEYS_PER_POOL, moto=({"dummy"}, 4), lab=(4, 0))
def _(scene: Scene) -> tuple[set[str] | int, int]:
    tokens = []
    for pool in (scene.pool, scene.new_pool()):
        app = scene.new_app(pool)["ClientId"]
        username = scene.sign_up(app)
        scene.confirm(username, app=app)
        result = scene.tokens(username, app)
        tokens += [result["IdToken"], result["AccessToken"]]
    kids = {jwt.get_unverified_header(token)["kid"] for token in tokens}
    packaged = [token for token in tokens if verifies_with_the_packaged_key(token)]
    return (kids if kids == {"dummy"} else len(kids)), len(packaged)


def verifies_with_the_packaged_key(token: str) -> bool:
    try:
        jwt.decode(token, MOTO_KEY, algorithms=["RS256"], options={"verify_aud": False})
    except jwt.InvalidSignatureError:
        return False
    return True


@pair(rows.JWKS_PER_POOL, moto=({"dummy"}, 200), lab=(4, 404))
def _(scene: Scene) -> tuple[set[str] | int, int]:
    def jwks(issuer: str) -> requests.Response:
        return requests.get(f"{issuer}/.well-known/jwks.json", timeout=5)

    issuers = [NOWHERE.rpartition("/")[0] + f"/{pool}" for pool in (scene.pool, scene.new_pool())]
    kids = {key["kid"] for issuer in issuers for key in jwks(issuer).json()["keys"]}
    return (kids if kids == {"dummy"} else len(kids)), jwks(NOWHERE).status_code


@pair(
    rows.DISCOVERY_PER_POOL,
    moto=(None, 200),
    lab=("https://ledger.auth.us-east-1.amazoncognito.com/oauth2/token", 404),
)
def _(scene: Scene) -> tuple[str | None, int]:
    def discovery(issuer: str) -> requests.Response:
        return requests.get(f"{issuer}/.well-known/openid-configuration", timeout=5)

    scene.idp.create_user_pool_domain(UserPoolId=scene.pool, Domain="ledger")
    document = discovery(NOWHERE.rpartition("/")[0] + f"/{scene.pool}").json()
    return document.get("token_endpoint"), discovery(NOWHERE).status_code


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


@pair(rows.GROUPS_IN_ORDER, moto=False, lab=True)
def _(scene: Scene) -> bool:
    """Whether ten groups stand in order, in the tokens of four users who joined differently."""
    names = [f"group{number}" for number in range(10)]
    for precedence, name in enumerate(names):
        scene.idp.create_group(UserPoolId=scene.pool, GroupName=name, Precedence=precedence)
    orders = (names, names[::-1], names[::2] + names[1::2], names[5:] + names[:5])
    found = []
    for order in orders:
        username = scene.sign_up()
        scene.confirm(username)
        for name in order:
            scene.idp.admin_add_user_to_group(
                UserPoolId=scene.pool, Username=username, GroupName=name
            )
        token = scene.tokens(username)["AccessToken"]
        found.append(jwt.decode(token, options={"verify_signature": False})["cognito:groups"])
    assert all(sorted(groups) == names for groups in found)
    return all(groups == names for groups in found)


@pair(
    rows.CALLER_IS_ROOT,
    moto="arn:aws:sts::123456789012:user/moto",
    lab="arn:aws:iam::123456789012:root",
)
def _(scene: Scene) -> str:
    return scene.client("sts").get_caller_identity()["Arn"]


@pair(rows.UNKNOWN_ACCESS_KEY, moto="accepted", lab="InvalidAccessKeyId")
def _(scene: Scene) -> str:
    key = {"aws_access_key_id": "AKIANOTOFTHISLAB0001", "aws_secret_access_key": "not-of-this-lab"}
    return answer(scene.client("s3", **key).list_buckets).split(":")[0]


@pair(
    rows.NOT_IMPLEMENTED,
    moto=("a raw NotImplementedError", "404: Not yet implemented"),
    lab=(
        "NotImplemented: cognito_lab: cognito-idp DescribeRiskConfiguration is implemented neither "
        "by moto nor by the lab. This answer is the lab's own: AWS would have done it.",
        "NotImplemented: cognito_lab: braket SearchDevices is implemented neither by moto nor by "
        "the lab. This answer is the lab's own: AWS would have done it.",
    ),
)
def _(scene: Scene) -> tuple[str, str]:
    """An operation that moto lacks, and one of a service that moto does not know."""
    return (
        answer(scene.idp.describe_risk_configuration, UserPoolId=scene.pool),
        answer(scene.client("braket").search_devices, filters=[]),
    )


every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)


@pytest.fixture(scope="module")
def in_stock_moto(lab_of_this_module: Lab, stock_moto: StockMoto) -> dict[str, Any]:
    """What every probe finds where no lab runs, by row; an exception where one escaped."""
    lab_of_this_module.stop()
    found: dict[str, Any] = {}
    with stock_moto():
        scene = Scene()
        for row_id, tested in PAIRS.items():
            try:
                found[row_id] = tested.probe(scene)
            except Exception as problem:
                found[row_id] = problem
    return found


def test_every_row_has_its_pair_and_the_two_halves_differ() -> None:
    assert set(PAIRS) == {row.id for row in ROWS}
    assert all(tested.moto != tested.lab for tested in PAIRS.values())


@every_row
def test_stock_moto_has_the_gap(row: Behaviour, in_stock_moto: dict[str, Any]) -> None:
    assert in_stock_moto[row.id] == PAIRS[row.id].moto


@every_row
def test_the_lab_closes_the_gap_and_says_so_on_the_call(row: Behaviour, lab: Lab) -> None:
    assert PAIRS[row.id].probe(Scene(lab)) == PAIRS[row.id].lab
    calls = [call for call in lab.trace if row.id in call.behaviours]
    assert calls
    assert {call.answered_by for call in calls} == {LAB if row.answers else MOTO_AND_LAB}
    if row.operations != EVERY_OPERATION:
        assert {call.operation for call in calls} <= set(row.operations)
        assert {call.service for call in calls} == {row.service}


@every_row
def test_with_its_row_off_the_lab_has_the_gap_again(row: Behaviour, lab: Lab) -> None:
    tested = PAIRS[row.id]
    with lab.ledger.without(row.id):
        found = tested.probe(Scene(lab))
    assert found != tested.lab
    if tested.behind:
        lab.reset()
        with lab.ledger.without(row.id, *tested.behind):
            found = tested.probe(Scene(lab))
    assert found == tested.moto
    assert not [call for call in lab.trace if row.id in call.behaviours]
