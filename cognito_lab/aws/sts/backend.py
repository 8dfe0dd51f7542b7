"""moto's STS, in which everybody is told who they are."""

from __future__ import annotations

from typing import Any

from moto.sts.models import STSBackend

from cognito_lab.aws.account import ROOT_ARN
from cognito_lab.aws.caller_in_progress import caller_in_progress
from cognito_lab.aws.ledger_rows import every_service as rows
from cognito_lab.aws.ledger_rows import sts as sts_rows
from cognito_lab.aws.world import current_world


class LabSTSBackend(STSBackend):
    """moto's STS with the lab's administrator and the lab's sessions."""

    @property
    def _url_module(self) -> Any:
        import moto.sts.urls

        return moto.sts.urls

    def get_caller_identity(self, access_key_id: str, region: str) -> tuple[str, str, str]:
        """UserId, ARN and account of whoever signed (GetCallerIdentity).

        https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
        """
        # moto sees only keys of twenty capital letters and digits.
        access_key_id = caller_in_progress().access_key_id or access_key_id
        world = current_world()
        is_root = access_key_id == world.administrator.id
        if is_root and world.ledger.acts(rows.CALLER_IS_ROOT):
            return self.account_id, ROOT_ARN, self.account_id
        issued = world.issued.find(access_key_id)
        if issued is not None and world.ledger.acts(sts_rows.CALLER_IS_SESSION):
            return issued.session.user_id, issued.session.arn, self.account_id
        return super().get_caller_identity(access_key_id, region)
