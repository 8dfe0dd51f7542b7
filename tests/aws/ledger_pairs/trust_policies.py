"""Pairs of the ledger's rows in `trust_policies`."""

import json

from cognito_lab.aws.ledger_rows import trust_policies as rows
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import Scene, answer


@pair(rows.NAMES_ITS_IDENTITY_POOL, moto="accepted", lab="MalformedPolicyDocument")
def _(scene: Scene) -> str:
    statement = {
        "Effect": "Allow",
        "Principal": {"Federated": "cognito-identity.amazonaws.com"},
        "Action": "sts:AssumeRoleWithWebIdentity",
    }
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    call = scene.client("iam").create_role
    return answer(call, RoleName="every-pool", AssumeRolePolicyDocument=document).partition(":")[0]
