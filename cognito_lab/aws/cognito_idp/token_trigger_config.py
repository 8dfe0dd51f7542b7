"""Which function PreTokenGeneration is, and in which version it is called."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult

from cognito_lab.aws.cognito_idp.operation import UserPoolOperations
from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import tokens as rows

_LITE = "LITE"


class TokenTriggerConfigOperations(UserPoolOperations):
    """The operations that say which functions a pool calls."""

    def create_user_pool(self) -> ActionResult:
        """CreateUserPool: one function, in a version that the feature plan has."""
        self._require_token_trigger(self._text("UserPoolTier"))
        return super().create_user_pool()

    def update_user_pool(self) -> None:
        """UpdateUserPool: likewise."""
        pool = self.backend.user_pools.get(self._text("UserPoolId"))
        kept = pool.extended_config.get("UserPoolTier") if isinstance(pool, LabUserPool) else None
        self._require_token_trigger(self._text("UserPoolTier") or kept or "")
        super().update_user_pool()

    def _require_token_trigger(self, tier: str) -> None:
        """Raise AWS's refusal of two functions, and of a version that the plan has not.

        "If you also set an ARN in PreTokenGenerationConfig, its value must be identical":
        https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_LambdaConfigType.html
        "User pools on the Lite tier can receive v1_0 events":
        https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
        """
        given = self._get_param("LambdaConfig")
        config: dict[str, Any] = given if isinstance(given, dict) else {}
        detailed = config.get("PreTokenGenerationConfig") or {}
        legacy = config.get("PreTokenGeneration")
        if detailed and legacy not in (None, detailed.get("LambdaArn")):
            self._refuse(
                "InvalidParameterException",
                "PreTokenGeneration and PreTokenGenerationConfig must name the same function.",
            )
        if tier == _LITE and detailed.get("LambdaVersion") in ("V2_0", "V3_0"):
            self._refuse(
                "FeatureUnavailableInTierException",
                "Access token customization is not available in the feature plan LITE.",
            )

    def _refuse(self, code: str, message: str) -> None:
        if self._ledger.acts(rows.TOKEN_TRIGGER_CONFIG):
            raise AwsError(code, message)
