"""Names that the cases share: accounts, principals, resources, pages of AWS's documentation."""

from __future__ import annotations

from typing import Any

from tests.policies.cases.case import Document

ACCOUNT = "111122223333"
OTHER = "444455556666"

ROOT = f"arn:aws:iam::{ACCOUNT}:root"
ANA = f"arn:aws:iam::{ACCOUNT}:user/ana"
BEN = f"arn:aws:iam::{ACCOUNT}:user/ben"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/reader"
SESSION = f"arn:aws:sts::{ACCOUNT}:assumed-role/reader/monday"
TUESDAY = f"arn:aws:sts::{ACCOUNT}:assumed-role/reader/tuesday"
FEDERATED = f"arn:aws:sts::{ACCOUNT}:federated-user/ana"
OTHER_ROOT = f"arn:aws:iam::{OTHER}:root"
ZOE = f"arn:aws:iam::{OTHER}:user/zoe"
OTHER_ROLE = f"arn:aws:iam::{OTHER}:role/visitor"
OTHER_SESSION = f"arn:aws:sts::{OTHER}:assumed-role/visitor/monday"

READ = "s3:GetObject"
WRITE = "s3:PutObject"
OBJECT = "arn:aws:s3:::orders/2024/march.csv"

IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
LOGIC = IAM + "reference_policies_evaluation-logic_policy-eval-denyallow.html"
SINGLE = IAM + "reference_policies_evaluation-logic_policy-eval-basics.html"
COMBINED = IAM + "reference_policies_evaluation-logic.html"
CROSS = IAM + "reference_policies_evaluation-logic-cross-account.html"
BOUNDARIES = IAM + "access_policies_boundaries.html"
PRINCIPAL = IAM + "reference_policies_elements_principal.html"
NOT_PRINCIPAL = IAM + "reference_policies_elements_notprincipal.html"
KEYS = IAM + "reference_policies_condition-keys.html"
OPERATORS = IAM + "reference_policies_elements_condition_operators.html"
VARIABLES = IAM + "reference_policies_variables.html"
POLICY_TYPES = IAM + "access_policies.html"
FEDERATION = IAM + "id_credentials_temp_control-access_getfederationtoken.html"
ORGANIZATIONS = "https://docs.aws.amazon.com/organizations/latest/userguide/"
SCP = ORGANIZATIONS + "orgs_manage_policies_scps.html"
SCP_LEVELS = ORGANIZATIONS + "orgs_manage_policies_scps_evaluation.html"
RCP = ORGANIZATIONS + "orgs_manage_policies_rcps.html"
KMS = "https://docs.aws.amazon.com/kms/latest/developerguide/"
COGNITO = "https://docs.aws.amazon.com/cognito/latest/developerguide/"


def ask(principal: str, action: str = READ, resource: str = OBJECT, **layers: Any) -> Document:
    """A request to an object of the first account's bucket, unless another resource is given."""
    if resource.startswith("arn:aws:s3:::"):
        layers = {"resourceAccount": ACCOUNT, **layers}
    return {"principal": principal, "action": action, "resource": resource, **layers}
