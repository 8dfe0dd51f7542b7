"""ClientSecret: the app client shows its secret, or has none to show."""

import pytest

from cognito_lab.tokens.client_secret import ClientSecretReason, check_client_secret

SECRET = "0123456789abcdefghijklmnop"


@pytest.mark.parametrize(
    ("given", "secret", "reason"),
    [
        (SECRET, SECRET, ClientSecretReason.ACCEPTED),
        (None, None, ClientSecretReason.ACCEPTED),
        (None, SECRET, ClientSecretReason.NOT_RECEIVED),
        ("", SECRET, ClientSecretReason.MISMATCH),
        (SECRET[:-1], SECRET, ClientSecretReason.MISMATCH),
        (SECRET.upper(), SECRET, ClientSecretReason.MISMATCH),
        ("é\ud800", SECRET, ClientSecretReason.MISMATCH),
        (SECRET, None, ClientSecretReason.NOT_EXPECTED),
        ("", None, ClientSecretReason.NOT_EXPECTED),
    ],
)
def test_the_verdict_says_why(
    given: str | None, secret: str | None, reason: ClientSecretReason
) -> None:
    check = check_client_secret(given, app_client_secret=secret)
    assert check.reason is reason
    assert check.accepted is (reason is ClientSecretReason.ACCEPTED)
