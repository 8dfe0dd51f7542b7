"""An authenticator app is set up, second factors are turned on and off, and shown."""

from __future__ import annotations

from typing import Any

from moto.cognitoidp.models import cognitoidp_backends
from moto.core.responses import ActionResult, EmptyResult

from cognito_lab.aws.cognito_idp.challenges.mfa_setup import (
    begin_setup,
    finish_setup,
    keep_app,
    pending_secret,
)
from cognito_lab.aws.cognito_idp.challenges.software_token_mfa import NO_APP
from cognito_lab.aws.cognito_idp.facts import offered_factors, second_factors
from cognito_lab.aws.cognito_idp.mfa_config import MfaConfigOperations
from cognito_lab.aws.cognito_idp.mfa_preference import (
    apply_wishes,
    require_allowed,
    wishes_in,
)
from cognito_lab.aws.cognito_idp.open_challenges import (
    OpenChallenge,
    new_session_id,
    open_challenge,
)
from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.signed_in import OperationsOfAUser
from cognito_lab.aws.cognito_idp.users import LabUser, SecondFactor
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import mfa as rows
from cognito_lab.sign_in.challenges import State
from cognito_lab.sign_in.totp import SECRET_BYTES, check_totp, new_secret

# https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-totp.html
_NOT_OFFERED = (
    "SoftwareTokenMFANotFoundException",
    "Software Token MFA has not been enabled by the userPool",
)
# The API reference of VerifySoftwareToken lists the code; the words are from
# https://github.com/aws-samples/aws-amplify-auth-starters/issues/15
_CODE_MISMATCH = (
    "EnableSoftwareTokenMFAException",
    "Code mismatch and fail enable Software Token MFA",
)
# As RespondToAuthChallenge words them, which people report.
_NO_SESSION = "Invalid session for the user, session can only be used once."
_OTHER_SESSION = "Invalid session for the user."
_OLD_SESSION = "Invalid session for the user, session is expired."


class MfaOperations(MfaConfigOperations, OperationsOfAUser):
    """The operations on a user's second factors."""

    def associate_software_token(self) -> ActionResult:
        """AssociateSoftwareToken: a secret for an app, which does not count yet."""
        if not self._ledger.acts(rows.TOTP_SECRET_PER_USER):
            return super().associate_software_token()
        session_id = self._text("Session")
        if not session_id:
            signed_in = self._require_signed_in()
            _require_offered(signed_in.pool)
            signed_in.user.sign_in.pending_app_secret = secret = self._new_secret()
            return ActionResult({"SecretCode": secret})
        if not self._ledger.acts(rows.MFA_SETUP):
            return super().associate_software_token()
        waiting = self._require_setup(session_id)
        _require_offered(waiting.attempt.pool)
        secret = self._new_secret()
        begin_setup(waiting.attempt.private, secret)
        return ActionResult({"SecretCode": secret, "Session": _replaced(session_id, waiting)})

    def verify_software_token(self) -> ActionResult:
        """VerifySoftwareToken: a code shows that the app has the secret; from now on it counts."""
        if not self._ledger.acts(rows.TOTP_IS_VERIFIED):
            return super().verify_software_token()
        session_id = self._text("Session")
        if not session_id:
            signed_in = self._require_signed_in()
            _require_offered(signed_in.pool)
            state = signed_in.user.sign_in
            keep_app(signed_in.user, self._verified(state.pending_app_secret))
            state.pending_app_secret = None
            return ActionResult({"Status": "SUCCESS"})
        if not self._ledger.acts(rows.MFA_SETUP):
            return super().verify_software_token()
        waiting = self._require_setup(session_id)
        _require_offered(waiting.attempt.pool)
        private = waiting.attempt.private
        app = self._verified(pending_secret(private))
        finish_setup(private, waiting.attempt.somebody, app)
        return ActionResult({"Status": "SUCCESS", "Session": _replaced(session_id, waiting)})

    def set_user_mfa_preference(self) -> ActionResult:
        """SetUserMFAPreference: by the user."""
        found = self._signed_in()
        if found is None or not self._ledger.acts(rows.MFA_PREFERENCE):
            answer = super().set_user_mfa_preference()
            if found is not None:
                self._set_email_alone(found.user)
            return answer
        return self._set_preference(found.pool, found.user)

    def admin_set_user_mfa_preference(self) -> ActionResult:
        """AdminSetUserMFAPreference: by an administrator."""
        pool = self.backend.user_pools.get(self._text("UserPoolId"))
        user = self._named(pool) if isinstance(pool, LabUserPool) else None
        if user is None or not self._ledger.acts(rows.MFA_PREFERENCE):
            answer = super().admin_set_user_mfa_preference()
            if user is not None:
                self._set_email_alone(user)
            return answer
        return self._set_preference(pool, user)  # type: ignore[arg-type]  # the user is of a pool

    def get_user(self) -> ActionResult:
        """GetUser: UserMFASettingList has e-mail as well."""
        answer = super().get_user()
        found = self._signed_in()
        self._list_email(answer, found.user if found else None)
        return answer

    def admin_get_user(self) -> ActionResult:
        """AdminGetUser: the same."""
        answer = super().admin_get_user()
        pool = self.backend.user_pools.get(self._text("UserPoolId"))
        self._list_email(answer, self._named(pool) if isinstance(pool, LabUserPool) else None)
        return answer

    def _new_secret(self) -> str:
        return new_secret(self._world.randomness.stream("totp secrets").randbytes(SECRET_BYTES))

    def _verified(self, secret: str | None) -> SecondFactor:
        """The app with this secret, if the code is of it; the code then is used."""
        if secret is None:
            raise AwsError(*NO_APP)
        now = self._world.clock.now()
        check = check_totp(secret, self._text("UserCode"), now=now, last_used_counter=None)
        if not check.accepted:
            raise AwsError(*_CODE_MISMATCH)
        return SecondFactor(secret, check.counter, self._text("FriendlyDeviceName"))

    def _require_setup(self, session_id: str) -> OpenChallenge:
        """The sign-in that waits for MFA_SETUP. Raises where the session is of none.

        Nor of one that was overtaken: who has a second factor meanwhile must not have it replaced
        by somebody who only had the password.
        """
        waiting = _waiting_for(session_id)
        if waiting is None:
            raise AwsError("NotAuthorizedException", _NO_SESSION)
        session, attempt = waiting.challenge_session, waiting.attempt
        if session.state is not State.MFA_SETUP:
            raise AwsError("NotAuthorizedException", _OTHER_SESSION)
        if self._world.clock.now() >= session.expires_at:
            raise AwsError("NotAuthorizedException", _OLD_SESSION)
        user, pool = attempt.user, attempt.pool
        if user is None or pool.find_user(user.username) is not user or not user.enabled:
            raise AwsError("NotAuthorizedException", _OTHER_SESSION)
        if second_factors(pool, user, required=True):
            raise AwsError("NotAuthorizedException", _OTHER_SESSION)
        return waiting

    def _set_preference(self, pool: LabUserPool, user: LabUser) -> ActionResult:
        wishes = wishes_in(self._get_param)
        if State.EMAIL_MFA in wishes and not self._ledger.acts(rows.EMAIL_MFA):
            del wishes[State.EMAIL_MFA]
        require_allowed(pool, user, wishes)
        apply_wishes(user, wishes)
        return EmptyResult()

    def _set_email_alone(self, user: LabUser) -> None:
        """What moto leaves out, where it does the rest."""
        wishes = wishes_in(self._get_param)
        if State.EMAIL_MFA in wishes and self._ledger.acts(rows.EMAIL_MFA):
            apply_wishes(user, {State.EMAIL_MFA: wishes[State.EMAIL_MFA]})

    def _list_email(self, answer: ActionResult, user: LabUser | None) -> None:
        if user is not None and user.sign_in.email_mfa_enabled:
            if not self._ledger.acts(rows.EMAIL_MFA):
                return
            result: dict[str, Any] = answer.result  # type: ignore[assignment]
            listed = result.get("UserMFASettingList") or []
            result["UserMFASettingList"] = [*listed, State.EMAIL_MFA.challenge_name]


def _require_offered(pool: LabUserPool) -> None:
    if State.SOFTWARE_TOKEN_MFA not in offered_factors(pool):
        raise AwsError(*_NOT_OFFERED)


def _waiting_for(session_id: str) -> OpenChallenge | None:
    """The open challenge with this session, in whatever pool."""
    for _, _, backend in cognitoidp_backends.iter_backends():
        for pool in backend.user_pools.values():  # type: ignore[attr-defined]
            found: OpenChallenge | None = pool.open_challenges.get(session_id)
            if found is not None:
                return found
    return None


def _replaced(session_id: str, waiting: OpenChallenge) -> str:
    """Another session for the same sign-in; the one before is used up."""
    del waiting.attempt.pool.open_challenges[session_id]
    another = new_session_id()
    open_challenge(waiting.attempt, State.MFA_SETUP, another)
    return another
