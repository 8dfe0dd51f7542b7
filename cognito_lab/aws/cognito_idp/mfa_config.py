"""What a pool asks of second factors: whether, and by which ways."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult

from cognito_lab.aws.cognito_idp.operation import UserPoolOperations
from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import mfa as rows

_WITH_MFA = ("ON", "OPTIONAL")


class MfaConfigOperations(UserPoolOperations):
    """The operations on a pool that say something of second factors."""

    def create_user_pool(self) -> ActionResult:
        """CreateUserPool: with MFA it has to say how an SMS is sent."""
        sms = self._get_param("SmsConfiguration")
        with_mfa = self._text("MfaConfiguration") in _WITH_MFA
        if with_mfa and not sms and self._ledger.acts(rows.MFA_AT_CREATION_NEEDS_SMS):
            # "If you omit SmsConfiguration, the operation returns an InvalidParameterException."
            # https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html
            # The words: https://github.com/aws/aws-cdk/issues/12075
            raise AwsError(
                "InvalidParameterException",
                "SMS configuration and Auto verification for phone_number are required when MFA "
                "is required/optional",
            )
        answer = super().create_user_pool()
        result: dict[str, Any] = answer.result  # type: ignore[assignment]
        pool = self.backend.user_pools[result["UserPool"]["Id"]]
        if with_mfa and sms and self._ledger.acts(rows.MFA_CONFIGURATION_IS_ONE):
            pool.sms_mfa_config = {"SmsConfiguration": sms}
        return answer

    def update_user_pool(self) -> None:
        """UpdateUserPool: what it says of MFA counts."""
        super().update_user_pool()
        pool = self.backend.user_pools[self._text("UserPoolId")]
        setting, sms = self._text("MfaConfiguration"), self._get_param("SmsConfiguration")
        if not setting or not self._ledger.acts(rows.MFA_CONFIGURATION_IS_ONE):
            return
        pool.mfa_config = setting
        if setting in _WITH_MFA and sms:
            pool.sms_mfa_config = {**(pool.sms_mfa_config or {}), "SmsConfiguration": sms}

    def set_user_pool_mfa_config(self) -> ActionResult:
        """SetUserPoolMfaConfig: e-mail is a way, too."""
        email, setting = self._get_param("EmailMfaConfiguration"), self._text("MfaConfiguration")
        pool = self.backend.user_pools.get(self._text("UserPoolId"))
        if not isinstance(pool, LabUserPool):
            return super().set_user_pool_mfa_config()
        if isinstance(email, dict) and not self._ledger.acts(rows.EMAIL_MFA):
            email = None
        if isinstance(email, dict) and not self._names_another_way():
            self._set_email_only(pool, setting)
        else:
            super().set_user_pool_mfa_config()
        pool.email_mfa_config = email if isinstance(email, dict) else None
        shown = pool.extended_config.get("MfaConfiguration")
        if shown not in (None, setting) and self._ledger.acts(rows.MFA_CONFIGURATION_IS_ONE):
            pool.extended_config["MfaConfiguration"] = setting
        return self.get_user_pool_mfa_config()

    def get_user_pool_mfa_config(self) -> ActionResult:
        """GetUserPoolMfaConfig: with e-mail."""
        answer = super().get_user_pool_mfa_config()
        pool = self.backend.user_pools.get(self._text("UserPoolId"))
        email = pool.email_mfa_config if isinstance(pool, LabUserPool) else None
        if email is not None and self._ledger.acts(rows.EMAIL_MFA):
            result: dict[str, Any] = answer.result  # type: ignore[assignment]
            result["EmailMfaConfiguration"] = email
        return answer

    def _names_another_way(self) -> bool:
        names = ("SmsMfaConfiguration", "SoftwareTokenMfaConfiguration")
        return any(self._get_param(name) is not None for name in names)

    def _set_email_only(self, pool: LabUserPool, setting: str) -> None:
        """What moto refuses: it wants SMS or an app."""
        if setting not in ("OFF", *_WITH_MFA):
            # moto's words; that the member has to be there at all is unconfirmed.
            raise AwsError(
                "InvalidParameterException",
                "[MfaConfiguration] must be one of 'ON', 'OFF', or 'OPTIONAL'.",
            )
        pool.mfa_config, pool.sms_mfa_config, pool.token_mfa_config = setting, None, None
