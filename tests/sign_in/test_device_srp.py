"""A device's SRP: what the pool is told, and that pycognito's devices prove themselves to it."""

import base64
import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycognito import aws_srp

from cognito_lab.sign_in.device_srp import (
    PASSWORD_BYTES,
    SALT_BYTES,
    ConfigReason,
    check_verifier_config,
    device_password,
    device_verifier,
    make_device_verifier,
    verifier_config,
)
from cognito_lab.sign_in.srp import PasswordVerifier, SrpClient
from cognito_lab.sign_in.srp_check import PasswordClaim, SrpReason, check_claim
from cognito_lab.sign_in.srp_group import N, padded
from cognito_lab.sign_in.srp_proof import decode_base64, encode_base64
from cognito_lab.sign_in.srp_timestamp import format_timestamp

GROUP, KEY = "-aBcD1234", "us-east-1_a1b2c3d4-5678-40ab-8def-012345678901"
NOW = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)
BLOCK = b"secret block"
B_SECRET = 2**255 + 19


def base64_of(number: int) -> str:
    return encode_base64(padded(number))


def proof(config: dict[str, str], password: str, group: str = GROUP, key: str = KEY) -> SrpReason:
    """What the pool says to a device that signs with these, having kept this configuration."""
    stored = check_verifier_config(config).verifier
    assert stored is not None
    pool = device_verifier(GROUP, KEY, stored, B_SECRET)
    device = SrpClient(group, 2**1000 + 7)
    keys = device.session_keys(key, password, stored.salt_text, pool.public_b)
    moment = format_timestamp(NOW)
    claim = PasswordClaim(
        secret_block=encode_base64(BLOCK),
        timestamp=moment,
        signature=encode_base64(keys.signature(BLOCK, moment)),
    )
    return check_claim(pool.session_keys(device.A), claim, issued_block=BLOCK, now=NOW).reason


@settings(max_examples=15)
@given(st.binary(min_size=SALT_BYTES, max_size=SALT_BYTES), st.binary(min_size=1, max_size=60))
def test_a_device_with_its_password_proves_itself(salt: bytes, random: bytes) -> None:
    password = device_password(random)
    config = verifier_config(make_device_verifier(GROUP, KEY, password, salt))
    assert proof(config, password) is SrpReason.ACCEPTED


@pytest.mark.parametrize(
    "wrong",
    [{"password": "another"}, {"group": "-aBcD1235"}, {"key": KEY[:-1] + "2"}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_another_password_group_or_device_proves_nothing(wrong: dict[str, str]) -> None:
    config = verifier_config(make_device_verifier(GROUP, KEY, "right", b"salt of 16 bytes"))
    assert proof(config, "right") is SrpReason.ACCEPTED
    assert proof(config, **{"password": "right", **wrong}) is SrpReason.SIGNATURE_MISMATCH


def test_what_pycognito_registers_is_what_we_compute() -> None:
    for _ in range(12):  # about half of all salts and verifiers need a byte in front
        password, config = aws_srp.generate_hash_device(GROUP, KEY)
        salt = decode_base64(config["Salt"])
        assert salt is not None
        assert verifier_config(make_device_verifier(GROUP, KEY, password, salt)) == config


def test_pycognitos_key_is_the_pools() -> None:
    password, config = aws_srp.generate_hash_device(GROUP, KEY)
    stored = check_verifier_config(config).verifier
    assert stored is not None
    pool = device_verifier(GROUP, KEY, stored, B_SECRET)
    client = aws_srp.AWSSRP("ana", "", "us-east-1_x", "app", client=object())
    key = client.get_device_authentication_key(GROUP, KEY, password, pool.B, stored.salt_text)
    assert key == pool.session_keys(client.large_a_value).key


def test_a_password_is_written_as_aws_client_writes_it() -> None:
    password, _ = aws_srp.generate_hash_device(GROUP, KEY)
    assert device_password(base64.b64decode(password)) == password
    assert len(base64.b64decode(password)) == PASSWORD_BYTES


def test_a_configuration_is_read_as_it_was_written() -> None:
    stored = make_device_verifier(GROUP, KEY, "password", b"\xff" * SALT_BYTES)
    assert check_verifier_config(verifier_config(stored)).verifier == stored
    assert check_verifier_config({"PasswordVerifier": "Ag==", "Salt": "AP8="}).verifier == (
        PasswordVerifier(salt=255, v=2)
    )


GOOD = base64_of(2)


@pytest.mark.parametrize(
    ("config", "reason"),
    [
        ({}, ConfigReason.INCOMPLETE),
        ({"Salt": GOOD}, ConfigReason.INCOMPLETE),
        ({"PasswordVerifier": GOOD}, ConfigReason.INCOMPLETE),
        ({"PasswordVerifier": "", "Salt": GOOD}, ConfigReason.INCOMPLETE),
        ({"PasswordVerifier": GOOD, "Salt": ""}, ConfigReason.INCOMPLETE),
        ({"PasswordVerifier": 2, "Salt": GOOD}, ConfigReason.INCOMPLETE),
        ({"PasswordVerifier": "not base64!", "Salt": GOOD}, ConfigReason.NOT_BASE64),
        ({"PasswordVerifier": GOOD, "Salt": "Ag"}, ConfigReason.NOT_BASE64),
        ({"PasswordVerifier": GOOD, "Salt": "\ud800"}, ConfigReason.NOT_BASE64),
        ({"PasswordVerifier": GOOD, "Salt": encode_base64(b"1" * 386)}, ConfigReason.TOO_LONG),
        ({"PasswordVerifier": encode_base64(b"\0" * 386), "Salt": GOOD}, ConfigReason.TOO_LONG),
        ({"PasswordVerifier": base64_of(0), "Salt": GOOD}, ConfigReason.OUT_OF_RANGE),
        ({"PasswordVerifier": base64_of(N), "Salt": GOOD}, ConfigReason.OUT_OF_RANGE),
        ({"PasswordVerifier": base64_of(N + 1), "Salt": GOOD}, ConfigReason.OUT_OF_RANGE),
        ({"PasswordVerifier": base64_of(N - 1), "Salt": GOOD}, ConfigReason.ACCEPTED),
        ({"PasswordVerifier": base64_of(1), "Salt": base64_of(N)}, ConfigReason.ACCEPTED),
    ],
)
def test_a_configuration_that_is_none_is_refused(
    config: dict[str, Any], reason: ConfigReason
) -> None:
    check = check_verifier_config(config)
    assert check.reason is reason
    assert check.accepted is (reason is ConfigReason.ACCEPTED)
    assert (check.verifier is not None) is check.accepted


anything = st.one_of(st.none(), st.integers(), st.text(), st.binary().map(encode_base64))


@given(st.fixed_dictionaries({}, optional={"PasswordVerifier": anything, "Salt": anything}))
def test_hostile_configurations_get_a_verdict(config: dict[str, Any]) -> None:
    check = check_verifier_config(config)
    if check.verifier is not None:
        # Whatever is kept can be sent back, and the pool's side can compute with it.
        pool = device_verifier(GROUP, KEY, check.verifier, B_SECRET)
        SrpClient(GROUP, 5).session_keys(KEY, "", check.verifier.salt_text, pool.public_b)


def test_a_verdict_is_asked_and_not_believed() -> None:
    with pytest.raises(TypeError, match="accepted"):
        bool(check_verifier_config({}))


def test_the_verifier_is_in_no_repr() -> None:
    assert "verifier" not in repr(check_verifier_config({"PasswordVerifier": GOOD, "Salt": GOOD}))
