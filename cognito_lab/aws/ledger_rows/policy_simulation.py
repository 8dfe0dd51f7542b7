"""Rows of the ledger: IAM's policy simulator, and the keys that policies ask for."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour

_API = "https://docs.aws.amazon.com/IAM/latest/APIReference/"

SIMULATE_CUSTOM_POLICY = Behaviour(
    id="simulate-custom-policy",
    service="iam",
    operations=("SimulateCustomPolicy",),
    aws="Says of each action on each resource whether the policies of the request would allow it, "
    "which statements decide, where they stand, and which context keys are missing.",
    document=_API + "API_SimulateCustomPolicy.html",
    moto="Does not implement it.",
    lab="Asks the judge of `cognito_lab.policies`. A resource policy that is not included is not "
    "asked, a role's own trust policy never.",
    answers=True,
    unconfirmed="the words of InvalidInput and PolicyEvaluation, some of which are from people's "
    "reports; where a second statement begins, which is from people's answers; that missing keys "
    "are listed whatever the decision; when a ResourcePolicy is not applicable to a resource "
    "(here: when it speaks of other services only); EvalResourceName, for kinds that the lab has "
    "no template of",
)
SIMULATE_PRINCIPAL_POLICY = Behaviour(
    id="simulate-principal-policy",
    service="iam",
    operations=("SimulatePrincipalPolicy",),
    aws="Says the same of the policies that a user, a group or a role has, a user's groups and the "
    "permissions boundary included.",
    document=_API + "API_SimulatePrincipalPolicy.html",
    moto="Does not implement it.",
    lab="Reads them as the mock keeps them, managed ones in their default version.",
    answers=True,
    unconfirmed="the words, some of which are from people's reports; the SourcePolicyId of an "
    "inline policy, which is from AWS's examples",
)
CONTEXT_KEYS = Behaviour(
    id="context-keys-of-policies",
    service="iam",
    operations=("GetContextKeysForCustomPolicy", "GetContextKeysForPrincipalPolicy"),
    aws="Lists the condition keys that policies speak of, policy variables included.",
    document=_API + "API_GetContextKeysForCustomPolicy.html",
    moto="Implements neither.",
    lab="Lists each key once, as it is written first.",
    answers=True,
    unconfirmed="the order; that a key is listed once",
)

ROWS = (SIMULATE_CUSTOM_POLICY, SIMULATE_PRINCIPAL_POLICY, CONTEXT_KEYS)
