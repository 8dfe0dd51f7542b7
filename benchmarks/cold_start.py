"""From the first import in a fresh process to a confirmed, signed-in user."""

from __future__ import annotations

from benchmarks.engines import ENGINES, LAB, MOTO, fresh
from benchmarks.measurement import Measurement, against

TARGET_RATIO = 1.0
PAIRS, QUICK_PAIRS = 9, 3

_SIGN_IN = """
code = start()
cognito_idp = boto3.client("cognito-idp")
pool = cognito_idp.create_user_pool(PoolName="pool", AutoVerifiedAttributes=["email"])
app_client = cognito_idp.create_user_pool_client(
    UserPoolId=pool["UserPool"]["Id"],
    ClientName="app",
    ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
)
client_id = app_client["UserPoolClient"]["ClientId"]
cognito_idp.sign_up(
    ClientId=client_id,
    Username="ana",
    Password="Correct-Horse-1",
    UserAttributes=[{"Name": "email", "Value": "ana@example.com"}],
)
cognito_idp.confirm_sign_up(ClientId=client_id, Username="ana", ConfirmationCode=code())
signed_in = cognito_idp.initiate_auth(
    ClientId=client_id,
    AuthFlow="USER_PASSWORD_AUTH",
    AuthParameters={"USERNAME": "ana", "PASSWORD": "Correct-Horse-1"},
)
assert signed_in["AuthenticationResult"]["AccessToken"].count(".") == 2
"""


def measure(quick: bool) -> list[Measurement]:
    """Rows of milliseconds per cold start."""
    for engine in ENGINES:  # once unmeasured: compiled modules, the disk's cache
        fresh(engine, _SIGN_IN)
    times: dict[str, list[float]] = {LAB: [], MOTO: []}
    for _ in range(QUICK_PAIRS if quick else PAIRS):
        for engine in ENGINES:
            times[engine].append(fresh(engine, _SIGN_IN))
    return against("cold_start", times[LAB], times[MOTO], TARGET_RATIO)
