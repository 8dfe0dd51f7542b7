"""Errors of remembered devices, as a learner meets them."""

from __future__ import annotations

from cognito_lab.known_error import NO_REPORT, KnownError

ERRORS = (
    KnownError(
        "ConfirmDevice",
        "InvalidParameterException",
        "Invalid device key given.",
        "key-not-given-out",
        "No sign-in of this user has given out this device key.",
        "Take `DeviceKey` from the `NewDeviceMetadata` of the sign-in.",
    ),
    KnownError(
        "ConfirmDevice",
        "InvalidParameterException",
        "Invalid DeviceSecretVerifierConfig: WHAT_IS_WRONG",
        "verifier-is-no-number",
        "Salt or verifier is no number in base64 that SRP could use.",
        "Make both anew from the device's password, as SRP has it.",
        NO_REPORT,
    ),
    KnownError(
        "ConfirmDevice",
        "DeviceKeyExistsException",
        "Device already exists.",
        "device-there-already",
        "This device was confirmed before.",
        "Go on: the device is remembered.",
        NO_REPORT,
        of_the_code=True,
    ),
    KnownError(
        "InitiateAuth",
        "ResourceNotFoundException",
        "Device does not exist.",
        "unknown-device",
        "The `DEVICE_KEY` is none of this user's devices; it may have been forgotten.",
        "Leave `DEVICE_KEY` away, and confirm the device that the sign-in then names.",
    ),
)
"""In the order in which a learner meets them."""
