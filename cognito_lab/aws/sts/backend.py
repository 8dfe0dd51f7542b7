"""moto's STS, in which everybody is told who they are."""

from __future__ import annotations

from typing import Any

from moto.sts.models import STSBackend

from cognito_lab.aws.account import ADMINISTRATOR_KEY_ID, ROOT_ARN
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
        world = current_world()
        if access_key_id == ADMINISTRATOR_KEY_ID and world.ledger.acts(rows.CALLER_IS_ROOT):
            return self.account_id, ROOT_ARN, self.account_id
        issued = world.issued.find(access_key_id)
        if issued is not None and world.ledger.acts(sts_rows.CALLER_IS_SESSION):
            return issued.session.user_id, issued.session.arn, self.account_id
        return super().get_caller_identity(access_key_id, region)
