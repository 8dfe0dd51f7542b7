"""Pairs of the ledger's rows in `signatures`."""

import requests

from cognito_lab.aws.ledger_rows import signatures as rows
from tests.aws.callers import client_of, new_user
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import Scene, answer


@pair(rows.SIGNATURE_IS_VERIFIED, moto="accepted", lab="SignatureDoesNotMatch")
def _(scene: Scene) -> str:
    key = new_user("signer")
    wrong = {**key, "SecretAccessKey": "not-her-secret"}
    return answer(client_of(wrong, "sts").get_caller_identity).partition(":")[0]


@pair(rows.HAS_TO_BE_SIGNED, moto=200, lab=403)
def _(scene: Scene) -> int:
    asked = {"Action": "GetCallerIdentity", "Version": "2011-06-15"}
    return requests.post("https://sts.amazonaws.com/", data=asked, timeout=5).status_code
