"""`draw_sequence` of a recorded trace of 40 calls."""

from __future__ import annotations

from statistics import median

from benchmarks.engines import LAB, Worker
from benchmarks.measurement import Measurement

TARGET_MILLISECONDS = 20.0
DRAWINGS, QUICK_DRAWINGS = 30, 5

FORTY_CALLS = """
lab = start_lab(seed=1)
cognito_idp, s3, sts = map(boto3.client, ("cognito-idp", "s3", "sts"))
pool_id = cognito_idp.create_user_pool(PoolName="pool", AutoVerifiedAttributes=["email"])[
    "UserPool"
]["Id"]
client_id = cognito_idp.create_user_pool_client(
    UserPoolId=pool_id, ClientName="app", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
)["UserPoolClient"]["ClientId"]
s3.create_bucket(Bucket="bucket")

def of_user(name):
    email = [{"Name": "email", "Value": f"{name}@example.com"}]
    password = "Correct-Horse-1"
    cognito_idp.sign_up(
        ClientId=client_id, Username=name, Password=password, UserAttributes=email
    )
    for code in ("000000", lab.outbox[-1].code):
        try:
            cognito_idp.confirm_sign_up(
                ClientId=client_id, Username=name, ConfirmationCode=code
            )
        except cognito_idp.exceptions.CodeMismatchException:
            lab.clock.advance(minutes=5)
    tokens = cognito_idp.initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": name, "PASSWORD": password},
    )["AuthenticationResult"]
    cognito_idp.get_user(AccessToken=tokens["AccessToken"])
    sts.get_caller_identity()
    s3.put_object(Bucket="bucket", Key=name, Body=b"x")
    s3.get_object(Bucket="bucket", Key=name)

for number in range(5):
    of_user(f"user-{number}")
trace = lab.trace[:40]
assert len(trace) == 40
"""
"""A program that records five users' sign-up, sign-in and calls to S3 and STS: `trace`."""

_DRAWING = (
    FORTY_CALLS
    + """
from cognito_lab.diagrams import draw_sequence

things = {"draw": lambda: str(draw_sequence(trace).svg)}
"""
)


def measure(quick: bool) -> list[Measurement]:
    """One row of milliseconds per drawing; moto has nothing to compare with."""
    with Worker(LAB, _DRAWING) as worker:
        worker.times("draw", 1)  # loads the widths of letters
        times = worker.times("draw", QUICK_DRAWINGS if quick else DRAWINGS)
    return [
        Measurement(
            "draw_sequence, 40 calls",
            "lab",
            times,
            value=median(times),
            target=TARGET_MILLISECONDS,
            unit="ms",
        )
    ]
