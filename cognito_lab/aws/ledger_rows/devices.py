"""Rows of the ledger: devices that a pool remembers."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import API, GIVE_TOKENS, GUIDE

_TRACKING = GUIDE + "amazon-cognito-user-pools-device-tracking.html"

DEVICE_KEY_IS_GIVEN = Behaviour(
    id="device-key-is-given",
    service="cognito-idp",
    operations=GIVE_TOKENS,
    aws="In a pool with a DeviceConfiguration a sign-in from an unknown device brings "
    "NewDeviceMetadata: a DeviceKey and a DeviceGroupKey.",
    document=API + "API_NewDeviceMetadataType.html",
    moto="Brings none.",
    lab="Brings a key for the device, and one that all devices of the pool share.",
    unconfirmed="what a DeviceGroupKey looks like, and that it is one for the pool",
)
CONFIRM_DEVICE = Behaviour(
    id="confirm-device",
    service="cognito-idp",
    operations=("ConfirmDevice",),
    aws="ConfirmDevice makes a device known, and remembered at once unless the pool's "
    "DeviceOnlyRememberedOnUserPrompt says that the user is asked.",
    document=API + "API_ConfirmDevice.html",
    moto="Does not implement it.",
    lab="Keeps the verifier of a device whose key this user was given.",
    answers=True,
    unconfirmed="the words, of which `Invalid device key given.` is from people's reports; that "
    "any access token of the user will do; what is refused of a DeviceSecretVerifierConfig",
)
DEVICES_ARE_SHOWN = Behaviour(
    id="devices-are-shown",
    service="cognito-idp",
    operations=("GetDevice", "ListDevices", "AdminGetDevice", "AdminListDevices"),
    aws="A user's devices can be listed and looked at, by the user and by an administrator.",
    document=_TRACKING,
    moto="Implements none of it.",
    lab="Shows the devices that were confirmed, without the addresses of a network.",
    answers=True,
    unconfirmed="that keys which were not confirmed are not listed; in which order; that 60 come "
    "at once; which of DeviceAttributes only an administrator sees; what is said of a "
    "bad paging token, and of a user who is not there",
)
DEVICE_STATUS = Behaviour(
    id="device-status",
    service="cognito-idp",
    operations=("UpdateDeviceStatus", "AdminUpdateDeviceStatus"),
    aws="A device is set to remembered or not_remembered, by the user or an administrator.",
    document=API + "API_UpdateDeviceStatus.html",
    moto="Does not implement it.",
    lab="Sets it; the next sign-in goes by it.",
    answers=True,
    unconfirmed="that nothing changes where no status is given",
)
DEVICE_IS_FORGOTTEN = Behaviour(
    id="device-is-forgotten",
    service="cognito-idp",
    operations=("ForgetDevice", "AdminForgetDevice"),
    aws="A forgotten device can no longer authenticate itself: its user is asked for MFA again.",
    document=API + "API_ForgetDevice.html",
    moto="Does not implement it.",
    lab="Deletes it; its key names nothing from then on.",
    answers=True,
    unconfirmed="that the words are `Device does not exist.`, which people report",
)
REMEMBERED_DEVICE = Behaviour(
    id="remembered-device",
    service="cognito-idp",
    operations=GIVE_TOKENS,
    aws="With ChallengeRequiredOnNewDevice, a remembered device proves itself by DEVICE_SRP_AUTH "
    "and DEVICE_PASSWORD_VERIFIER in the place of the second factor.",
    document=API + "API_DeviceConfigurationType.html",
    moto="Asks for the second factor on every device.",
    lab="Asks the device for its proof, by SRP, and never for a password less.",
    unconfirmed="that the device is not asked where no second factor is; that the first of the two "
    "comes without a Session; the mathematics, which are those of AWS's own client; what a wrong "
    "proof is answered",
)
UNKNOWN_DEVICE_KEY = Behaviour(
    id="unknown-device-key",
    service="cognito-idp",
    operations=GIVE_TOKENS,
    aws="A DEVICE_KEY that is none of the user's devices is ResourceNotFoundException.",
    document=API + "API_RespondToAuthChallenge.html",
    moto="Does not look at it.",
    lab="Refuses it with the password or the answer to a challenge, so that the app can try again "
    "without it.",
    unconfirmed="where it is looked at, and the words, which are from people's reports",
)

ROWS = (
    DEVICE_KEY_IS_GIVEN,
    CONFIRM_DEVICE,
    DEVICES_ARE_SHOWN,
    DEVICE_STATUS,
    DEVICE_IS_FORGOTTEN,
    REMEMBERED_DEVICE,
    UNKNOWN_DEVICE_KEY,
)
