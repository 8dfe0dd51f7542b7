"""What a sign-in costs: against bare moto, with SRP's mathematics, and in a large pool.

Bare moto does no SRP, so that half has a bound in milliseconds; the user's side is computed in
the same process and counted in.
"""

from __future__ import annotations

from contextlib import ExitStack
from statistics import median

from benchmarks.engines import LAB, PROCESSOR, Worker, in_turn
from benchmarks.measurement import Measurement, against

TARGET_RATIO = 1.3
TARGET_MILLISECONDS = 60.0
TARGET_GROWTH = 1.1
FEW, MANY = 10, 10_000
ROUNDS, QUICK_ROUNDS = 20, 3
SIGN_INS = 10

# `users` are there before Ana, who signs in.
_POOL = """
start()
cognito_idp = boto3.client("cognito-idp")
pool_id = cognito_idp.create_user_pool(PoolName="pool", **settings)["UserPool"]["Id"]
client_id = cognito_idp.create_user_pool_client(
    UserPoolId=pool_id,
    ClientName="app",
    ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"],
)["UserPoolClient"]["ClientId"]

def user(name):
    cognito_idp.admin_create_user(
        UserPoolId=pool_id,
        Username=name,
        TemporaryPassword="Temporary-1",
        MessageAction="SUPPRESS",
    )

for number in range(users):
    user(f"user{number}@example.com")
user("ana@example.com")
cognito_idp.admin_set_user_password(
    UserPoolId=pool_id, Username="ana@example.com", Password="Correct-Horse-1", Permanent=True
)

def password():
    answer = cognito_idp.initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ana@example.com", "PASSWORD": "Correct-Horse-1"},
    )
    assert "IdToken" in answer["AuthenticationResult"]

things = {"password": password}
"""
_SRP = """
import datetime, secrets
from cognito_lab.sign_in.srp import BYTES_OF_A, SrpClient, pool_name_of
from cognito_lab.sign_in.srp_timestamp import format_timestamp

def srp():
    a = int.from_bytes(secrets.token_bytes(BYTES_OF_A))
    client = SrpClient(pool_name_of(pool_id), a)
    given = cognito_idp.initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_SRP_AUTH",
        AuthParameters={"USERNAME": "ana@example.com", "SRP_A": client.public_a},
    )["ChallengeParameters"]
    keys = client.session_keys(
        given["USER_ID_FOR_SRP"], "Correct-Horse-1", given["SALT"], given["SRP_B"]
    )
    now = format_timestamp(datetime.datetime.now(datetime.UTC))
    answer = cognito_idp.respond_to_auth_challenge(
        ClientId=client_id,
        ChallengeName="PASSWORD_VERIFIER",
        ChallengeResponses={
            "USERNAME": given["USERNAME"],
            "PASSWORD_CLAIM_SECRET_BLOCK": given["SECRET_BLOCK"],
            "PASSWORD_CLAIM_SIGNATURE": keys.password_claim_signature(given["SECRET_BLOCK"], now),
            "TIMESTAMP": now,
        },
    )
    assert "IdToken" in answer["AuthenticationResult"]

things["srp"] = srp
"""


def measure(quick: bool) -> list[Measurement]:
    """Rows of milliseconds per sign-in."""
    rounds = QUICK_ROUNDS if quick else ROUNDS
    program = f"users, settings = 0, {{}}{_POOL}"
    times = in_turn(program, ["password"], rounds=rounds, count=SIGN_INS, clock=PROCESSOR)
    lab, moto = times["password"][LAB], times["password"]["moto"]
    rows = against("sign-in: USER_PASSWORD_AUTH", lab, moto, TARGET_RATIO)
    return [*rows, *_in_pools_of_two_sizes(rounds)]


def _in_pools_of_two_sizes(rounds: int) -> list[Measurement]:
    """By address, in turn: Ana among few users, and among many."""
    settings = '{"UsernameAttributes": ["email"]}'
    programs = {size: f"users, settings = {size}, {settings}{_POOL}{_SRP}" for size in (FEW, MANY)}
    names = ("password", "srp")
    times: dict[tuple[str, int], list[float]] = {(n, s): [] for n in names for s in programs}
    with ExitStack() as stack:
        workers = {size: stack.enter_context(Worker(LAB, p)) for size, p in programs.items()}
        for name in names:
            for worker in workers.values():
                worker.times(name, 3)
            for _ in range(rounds):
                for size, worker in workers.items():
                    times[name, size] += worker.times(name, SIGN_INS, PROCESSOR)
    rows = []
    for name in names:
        few, many = times[name, FEW], times[name, MANY]
        limit = (median(few), TARGET_MILLISECONDS, "ms") if name == "srp" else (None, None, "")
        rows += [
            Measurement(f"sign-in: {name}, {FEW} users", LAB, few, None, *limit),
            Measurement(
                f"sign-in: {name}, {MANY:,} users",
                LAB,
                many,
                few,
                median(many) / median(few),
                TARGET_GROWTH,
                "×",
            ),
        ]
    return rows
