"""Pairs of the ledger's rows in `devices`."""

from typing import Any

from cognito_lab.aws.ledger_rows import devices as rows
from cognito_lab.aws.ledger_rows.every_service import NOT_IMPLEMENTED
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import PASSWORD, Scene, answer

NOT_THERE = "a raw NotImplementedError"
NO_DEVICE = "ResourceNotFoundException: Device does not exist."
MADE_UP = "us-east-1_00000000-0000-4000-8000-000000000000"
# The device's password is of no account here: no probe proves that it knows it.
SECRET = {"PasswordVerifier": "Ag==", "Salt": "Ag=="}


class Owner:
    """A user of a pool that remembers devices, signed in with a device that is not known."""

    def __init__(self, scene: Scene, **pool: Any) -> None:
        self.idp = scene.idp
        self.pool = scene.new_pool(
            DeviceConfiguration={
                "ChallengeRequiredOnNewDevice": True,
                "DeviceOnlyRememberedOnUserPrompt": False,
            },
            **pool,
        )
        self.app = scene.new_app(self.pool)["ClientId"]
        self.name = scene.sign_up(self.app)
        scene.idp.admin_confirm_sign_up(UserPoolId=self.pool, Username=self.name)
        tokens = self.sign_in()["AuthenticationResult"]
        self.token = tokens["AccessToken"]
        self.given = tokens.get("NewDeviceMetadata", {})
        self.key = self.given.get("DeviceKey", MADE_UP)

    def sign_in(self, **parameters: str) -> dict[str, Any]:
        """InitiateAuth with the password."""
        answered: dict[str, Any] = self.idp.initiate_auth(
            ClientId=self.app,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": self.name, "PASSWORD": PASSWORD, **parameters},
        )
        return answered

    def confirm(self) -> str:
        """ConfirmDevice, in words."""
        return answer(
            self.idp.confirm_device,
            AccessToken=self.token,
            DeviceKey=self.key,
            DeviceName="phone",
            DeviceSecretVerifierConfig=SECRET,
        )

    @property
    def own(self) -> dict[str, str]:
        """The parameters of an operation of the user's on the device."""
        return {"AccessToken": self.token, "DeviceKey": self.key}

    @property
    def administered(self) -> dict[str, str]:
        """The parameters of an administrator's operation on the device."""
        return {"UserPoolId": self.pool, "Username": self.name, "DeviceKey": self.key}


@pair(rows.DEVICE_KEY_IS_GIVEN, moto=[], lab=["DeviceGroupKey", "DeviceKey"])
def _(scene: Scene) -> list[str]:
    return sorted(Owner(scene).given)


@pair(
    rows.CONFIRM_DEVICE,
    moto=[NOT_THERE, NOT_THERE],
    lab=["accepted", "a second time: refused"],
    behind=(NOT_IMPLEMENTED,),
)
def _(scene: Scene) -> list[str]:
    owner = Owner(scene)
    once, again = owner.confirm(), owner.confirm()
    twice = "a second time: refused" if again.startswith("DeviceKeyExistsException") else again
    return [once, twice]


@pair(rows.DEVICES_ARE_SHOWN, moto=[NOT_THERE] * 4, lab=["accepted"] * 4, behind=(NOT_IMPLEMENTED,))
def _(scene: Scene) -> list[str]:
    owner = Owner(scene)
    owner.confirm()
    named = {"UserPoolId": owner.pool, "Username": owner.name}
    return [
        answer(scene.idp.list_devices, AccessToken=owner.token),
        answer(scene.idp.get_device, **owner.own),
        answer(scene.idp.admin_list_devices, **named),
        answer(scene.idp.admin_get_device, **owner.administered),
    ]


@pair(rows.DEVICE_STATUS, moto=[NOT_THERE] * 2, lab=["accepted"] * 2, behind=(NOT_IMPLEMENTED,))
def _(scene: Scene) -> list[str]:
    owner = Owner(scene)
    owner.confirm()
    return [
        answer(call, DeviceRememberedStatus=status, **named)
        for call, status, named in (
            (scene.idp.update_device_status, "not_remembered", owner.own),
            (scene.idp.admin_update_device_status, "remembered", owner.administered),
        )
    ]


@pair(
    rows.DEVICE_IS_FORGOTTEN,
    moto=[NOT_THERE] * 2,
    lab=["accepted", NO_DEVICE],
    behind=(NOT_IMPLEMENTED,),
)
def _(scene: Scene) -> list[str]:
    """By the user, and then by an administrator, for whom nothing is left."""
    owner = Owner(scene)
    owner.confirm()
    return [
        answer(scene.idp.forget_device, **owner.own),
        answer(scene.idp.admin_forget_device, **owner.administered),
    ]


@pair(rows.REMEMBERED_DEVICE, moto="SMS_MFA", lab="DEVICE_SRP_AUTH")
def _(scene: Scene) -> str:
    owner = Owner(scene)
    owner.confirm()
    scene.idp.set_user_pool_mfa_config(
        UserPoolId=owner.pool,
        MfaConfiguration="OPTIONAL",
        SmsMfaConfiguration={
            "SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sns"}
        },
    )
    named = {"UserPoolId": owner.pool, "Username": owner.name}
    phone = {"Name": "phone_number", "Value": "+15555550100"}
    scene.idp.admin_update_user_attributes(**named, UserAttributes=[phone])
    preferred = {"Enabled": True, "PreferredMfa": True}
    scene.idp.admin_set_user_mfa_preference(**named, SMSMfaSettings=preferred)
    challenge: str = owner.sign_in(DEVICE_KEY=owner.key)["ChallengeName"]
    return challenge


@pair(rows.UNKNOWN_DEVICE_KEY, moto="accepted", lab=NO_DEVICE)
def _(scene: Scene) -> str:
    return answer(Owner(scene).sign_in, DEVICE_KEY=MADE_UP)
