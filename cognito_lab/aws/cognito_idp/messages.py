"""The text of a message with a code: the pool's own, or the default."""

from __future__ import annotations

from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.sign_in.codes import CodePurpose
from cognito_lab.sign_in.delivery import Delivery

_VERIFICATION = ("Your verification code is {####}. ", "Your verification code")
_AUTHENTICATION = ("Your authentication code is {####}. ", "Your authentication code")
_CHALLENGES = (
    CodePurpose.MFA_SMS,
    CodePurpose.MFA_EMAIL,
    CodePurpose.SIGN_IN_SMS,
    CodePurpose.SIGN_IN_EMAIL,
)


def message_for(
    pool: LabUserPool, user: LabUser, purpose: CodePurpose, delivery: Delivery
) -> tuple[str, str | None]:
    """Text (with `{####}` in the place of the code) and subject (None for an SMS).

    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerificationMessageTemplateType.html
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_EmailMfaConfigType.html
    """
    by_sms = delivery.medium == "SMS"
    if purpose in _CHALLENGES:
        text, subject = _AUTHENTICATION
        if by_sms:
            configured = pool.sms_mfa_config or {}
            return configured.get("SmsAuthenticationMessage") or text, None
        mail = pool.email_mfa_config or {}
        return mail.get("Message") or text, mail.get("Subject") or subject
    template = pool.extended_config.get("VerificationMessageTemplate") or {}
    text, subject = _VERIFICATION
    if by_sms:
        return template.get("SmsMessage") or text, None
    return template.get("EmailMessage") or text, template.get("EmailSubject") or subject
