"""ConfirmDevice and what follows it: devices that are shown, remembered and forgotten."""

from __future__ import annotations

from typing import Any

from moto.core.exceptions import InvalidToken
from moto.core.responses import ActionResult, EmptyResult
from moto.utilities.paginator import Paginator

from cognito_lab.aws.cognito_idp.callers import OperationsOfAnAdministrator
from cognito_lab.aws.cognito_idp.known_devices import (
    ASKS_THE_USER,
    Device,
    device_settings,
    no_such_device,
)
from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.signed_in import OperationsOfAUser
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import devices as rows
from cognito_lab.sign_in.device_srp import check_verifier_config
from cognito_lab.sign_in.srp import PasswordVerifier

MOST_DEVICES = 60
"""In one answer. https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListDevices.html"""

REMEMBERED, NOT_REMEMBERED = "remembered", "not_remembered"


class DeviceOperations(OperationsOfAUser, OperationsOfAnAdministrator):
    """The operations on devices, by the user and by an administrator."""

    def confirm_device(self) -> ActionResult:
        """ConfirmDevice: the key of a sign-in gets a name and a verifier.

        https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmDevice.html
        """
        _require_row(self._ledger.acts(rows.CONFIRM_DEVICE), "confirm_device")
        found = self._require_signed_in()
        state, key = found.user.sign_in, self._text("DeviceKey")
        if key in state.devices:
            raise AwsError("DeviceKeyExistsException", "Device already exists.")
        if key not in state.device_keys_given:
            # https://github.com/boto/boto3/issues/4059 has the words.
            raise AwsError("InvalidParameterException", "Invalid device key given.")
        verifier, now = self._verifier(), self._world.clock.now()
        asks = device_settings(found.pool).get(ASKS_THE_USER) is True
        del state.device_keys_given[key]
        state.devices[key] = Device(
            key=key,
            name=self._text("DeviceName"),
            verifier=verifier,
            remembered=not asks,
            created_at=now,
            modified_at=now,
            last_authenticated_at=now,
        )
        return ActionResult({"UserConfirmationNecessary": asks})

    def get_device(self) -> ActionResult:
        """GetDevice: one of the user's own."""
        _require_row(self._ledger.acts(rows.DEVICES_ARE_SHOWN), "get_device")
        device = self._device(self._require_signed_in().user)
        return ActionResult({"Device": _shown(device)})

    def list_devices(self) -> ActionResult:
        """ListDevices: the user's own."""
        _require_row(self._ledger.acts(rows.DEVICES_ARE_SHOWN), "list_devices")
        user = self._require_signed_in().user
        return self._device_page([_shown(device) for device in user.sign_in.devices.values()])

    def update_device_status(self) -> ActionResult:
        """UpdateDeviceStatus: by the user, who was asked."""
        _require_row(self._ledger.acts(rows.DEVICE_STATUS), "update_device_status")
        return self._set_status(self._require_signed_in().user)

    def forget_device(self) -> ActionResult:
        """ForgetDevice: by the user."""
        _require_row(self._ledger.acts(rows.DEVICE_IS_FORGOTTEN), "forget_device")
        return self._forget(self._require_signed_in().user)

    def admin_get_device(self) -> ActionResult:
        """AdminGetDevice: one of a user's."""
        _require_row(self._ledger.acts(rows.DEVICES_ARE_SHOWN), "admin_get_device")
        pool, user = self._pool_and_owner()
        return ActionResult({"Device": _shown_to_administrator(pool, user, self._device(user))})

    def admin_list_devices(self) -> ActionResult:
        """AdminListDevices: a user's."""
        _require_row(self._ledger.acts(rows.DEVICES_ARE_SHOWN), "admin_list_devices")
        pool, user = self._pool_and_owner()
        devices = user.sign_in.devices.values()
        return self._device_page(
            [_shown_to_administrator(pool, user, device) for device in devices]
        )

    def admin_update_device_status(self) -> ActionResult:
        """AdminUpdateDeviceStatus: whatever the user was asked."""
        _require_row(self._ledger.acts(rows.DEVICE_STATUS), "admin_update_device_status")
        return self._set_status(self._pool_and_user()[1])

    def admin_forget_device(self) -> ActionResult:
        """AdminForgetDevice: a device that was lost, say."""
        _require_row(self._ledger.acts(rows.DEVICE_IS_FORGOTTEN), "admin_forget_device")
        return self._forget(self._pool_and_user()[1])

    def _pool_and_owner(self) -> tuple[LabUserPool, LabUser]:
        """The pool and the user, for the two operations that do not list UserNotFoundException.

        https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListDevices.html
        """
        pool = self._pool()
        user = self._named(pool)
        if user is None:
            raise AwsError("ResourceNotFoundException", "User does not exist.")
        return pool, user

    def _verifier(self) -> PasswordVerifier | None:
        given = self._get_param("DeviceSecretVerifierConfig")
        if given is None:
            return None
        check = check_verifier_config(given if isinstance(given, dict) else {})
        if not check.accepted:
            raise AwsError(
                "InvalidParameterException", f"Invalid DeviceSecretVerifierConfig: {check.reason}."
            )
        return check.verifier

    def _device(self, user: LabUser) -> Device:
        device = user.sign_in.devices.get(self._text("DeviceKey"))
        if device is None:
            raise no_such_device()
        return device

    def _set_status(self, user: LabUser) -> ActionResult:
        device, status = self._device(user), self._text("DeviceRememberedStatus")
        if status in (REMEMBERED, NOT_REMEMBERED):
            device.remembered = status == REMEMBERED
            device.modified_at = self._world.clock.now()
        return ActionResult({})

    def _forget(self, user: LabUser) -> ActionResult:
        del user.sign_in.devices[self._device(user).key]
        return EmptyResult()

    def _device_page(self, devices: list[dict[str, Any]]) -> ActionResult:
        try:
            pages = Paginator(
                max_results=self._get_param("Limit"),
                max_results_default=MOST_DEVICES,
                starting_token=self._get_param("PaginationToken"),
                unique_attribute="DeviceKey",
            )
            page, token = pages.paginate(devices)
        except (InvalidToken, AttributeError, KeyError, TypeError) as refused:
            raise AwsError("InvalidParameterException", "Invalid pagination token.") from refused
        return ActionResult({"Devices": page, **({"PaginationToken": token} if token else {})})


def _require_row(acts: bool, action: str) -> None:
    """Say what moto says of an operation that it lacks, where the row is off."""
    if not acts:
        raise NotImplementedError(f"The {action} action has not been implemented")


def _shown(device: Device) -> dict[str, Any]:
    """https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeviceType.html"""
    attributes = {"device_status": "valid", **({"device_name": device.name} if device.name else {})}
    return {
        "DeviceKey": device.key,
        "DeviceAttributes": _listed(attributes),
        "DeviceCreateDate": device.created_at,
        "DeviceLastModifiedDate": device.modified_at,
        "DeviceLastAuthenticatedDate": device.last_authenticated_at,
    }


def _shown_to_administrator(pool: LabUserPool, user: LabUser, device: Device) -> dict[str, Any]:
    """The same with what the pool keeps for itself.

    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetDevice.html
    has an example.
    """
    owner = f"{user.username}.{pool.id}"
    status = REMEMBERED if device.remembered else NOT_REMEMBERED
    shown = _shown(device)
    shown["DeviceAttributes"] += _listed(
        {"dev:device_owner": owner, "dev:device_remembered_status": status}
    )
    return shown


def _listed(attributes: dict[str, str]) -> list[dict[str, str]]:
    return [{"Name": name, "Value": value} for name, value in attributes.items()]
