"""InitiateAuth and RespondToAuthChallenge, and the same for administrators."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from moto.core.responses import ActionResult

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.cognito_idp.challenges import HANDLERS, state_of
from cognito_lab.aws.cognito_idp.challenges.handler import required
from cognito_lab.aws.cognito_idp.custom_auth import begin_custom_auth
from cognito_lab.aws.cognito_idp.engine import advance, check_answer
from cognito_lab.aws.cognito_idp.first_factor import choose_first_factor
from cognito_lab.aws.cognito_idp.known_devices import require_known_device
from cognito_lab.aws.cognito_idp.open_challenges import OpenChallenge, require_session
from cognito_lab.aws.cognito_idp.operation import AppClient
from cognito_lab.aws.cognito_idp.password import require_may_try, require_right_password
from cognito_lab.aws.cognito_idp.refresh import RefreshOperations
from cognito_lab.aws.cognito_idp.sign_in_triggers import before_authentication
from cognito_lab.aws.cognito_idp.token_trigger import issuing_tokens
from cognito_lab.aws.cognito_idp.triggers import Occasion
from cognito_lab.aws.cognito_idp.user_migration import migrate_at_sign_in
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import challenges as challenge_rows
from cognito_lab.aws.ledger_rows import sign_in as rows
from cognito_lab.aws.ledger_rows import triggers as trigger_rows
from cognito_lab.aws.ledger_rows import user_auth as user_auth_rows
from cognito_lab.sign_in.auth_flows import ADMIN_FLOWS, PUBLIC_FLOWS, canonical_flow, check_flow
from cognito_lab.sign_in.challenges import State
from cognito_lab.sign_in.trigger_events import Source

_PASSWORD_FLOWS = ("USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH")
_Motos = Callable[[], ActionResult]


class SignInOperations(RefreshOperations):
    """The four operations of a sign-in; what goes on from one is `refresh`."""

    def initiate_auth(self) -> ActionResult:
        """InitiateAuth: begin, as an app."""
        return self._begin(self._app_client(), super().initiate_auth, as_administrator=False)

    def admin_initiate_auth(self) -> ActionResult:
        """AdminInitiateAuth: begin, as a server that signs with AWS credentials."""
        app = self._app_client_of_pool()
        return self._begin(app, super().admin_initiate_auth, as_administrator=True)

    def respond_to_auth_challenge(self) -> ActionResult:
        """RespondToAuthChallenge: answer a challenge, as an app."""
        app, motos = self._app_client(), super().respond_to_auth_challenge
        return self._go_on(app, motos, as_administrator=False)

    def admin_respond_to_auth_challenge(self) -> ActionResult:
        """AdminRespondToAuthChallenge: answer a challenge, as a server."""
        app, motos = self._app_client_of_pool(), super().admin_respond_to_auth_challenge
        return self._go_on(app, motos, as_administrator=True)

    def _begin(
        self, app: AppClient | None, motos: _Motos, *, as_administrator: bool
    ) -> ActionResult:
        flow = canonical_flow(self._text("AuthFlow"))
        flows = ADMIN_FLOWS if as_administrator else PUBLIC_FLOWS
        if app is None or flow not in flows:
            return motos()
        self._require_flow(app, flow, as_administrator)
        parameters = self._texts("AuthParameters")
        if flow == "REFRESH_TOKEN_AUTH":
            self._require_refreshable(app, parameters, as_administrator=as_administrator)
            return self._refreshed(app, parameters.get("REFRESH_TOKEN", ""), motos)
        username = required(parameters, "USERNAME")
        self._require_secret_hash(app, username, parameters.get("SECRET_HASH"))
        if not self._is_the_labs(flow):
            return motos()
        attempt = Attempt(
            app=app,
            flow=flow,
            username=username,
            user=app.pool.find_user(username),
            as_administrator=as_administrator,
            validation_data=self._texts("ClientMetadata"),
            device_key=parameters.get("DEVICE_KEY", ""),
        )
        if attempt.user is None and flow in _PASSWORD_FLOWS and parameters.get("PASSWORD"):
            attempt = replace(attempt, user=migrate_at_sign_in(attempt, parameters["PASSWORD"]))
        try:
            self._require_known(attempt)
            before_authentication(attempt)
            return ActionResult(self._first_step(attempt, parameters))
        except AwsError:
            by_password = flow in _PASSWORD_FLOWS and parameters.get("PASSWORD")
            if by_password and not self._ledger.has_acted:
                motos()  # where none of our rows had a say, moto refuses, and the answer is its own
            raise

    def _first_step(self, attempt: Attempt, parameters: dict[str, str]) -> dict[str, Any]:
        if attempt.flow in _PASSWORD_FLOWS:
            password = required(parameters, "PASSWORD")
            require_may_try(attempt)
            require_right_password(attempt, password)
            require_known_device(attempt, attempt.device_key)
            return advance(attempt, State.START, attempt.flow)
        if attempt.flow == "USER_AUTH":
            return advance(attempt, State.START, choose_first_factor(attempt, parameters))
        if attempt.flow == "CUSTOM_AUTH":
            if parameters.get("CHALLENGE_NAME") == "SRP_A":
                attempt.private["SRP_A"] = required(parameters, "SRP_A")
            begin_custom_auth(attempt)
            return advance(attempt, State.START, attempt.flow)
        attempt.private["SRP_A"] = required(parameters, "SRP_A")
        require_may_try(attempt)
        return advance(attempt, State.START, attempt.flow)

    def _is_the_labs(self, flow: str) -> bool:
        """Whether the lab answers this flow; with its row off, moto does."""
        if flow == "USER_SRP_AUTH":
            return self._ledger.acts(rows.SRP_PROOF_IS_CHECKED)
        if flow == "USER_AUTH":
            return self._ledger.acts(user_auth_rows.USER_AUTH)
        if flow == "CUSTOM_AUTH":
            return self._ledger.acts(trigger_rows.CUSTOM_AUTH)
        return flow in _PASSWORD_FLOWS

    def _require_flow(self, app: AppClient, flow: str, as_administrator: bool) -> None:
        allowed = app.client.extended_config.get("ExplicitAuthFlows")
        check = check_flow(allowed, flow, as_administrator=as_administrator)
        if not check.accepted and self._ledger.acts(rows.AUTH_FLOW_IS_ALLOWED):
            raise AwsError("InvalidParameterException", check.message)

    def _refreshed(self, app: AppClient, token: str, motos: _Motos) -> ActionResult:
        """moto's answer, with tokens that are as the pool's trigger wants them.

        Its ClientMetadata comes with RespondToAuthChallenge alone.
        """
        kept = app.pool.refresh_tokens.get(token)
        user = app.pool.find_user(kept[1]) if kept else None
        if user is None:
            return motos()
        with issuing_tokens(app.pool, user, Source.TOKENS_REFRESH, Occasion(app.id)):
            return motos()

    def _require_known(self, attempt: Attempt) -> None:
        """Raise where nobody has this name, unless the app client does not tell."""
        if attempt.user is not None:
            return
        if attempt.app.hides_who_exists and self._ledger.acts(rows.USER_EXISTENCE_IS_HIDDEN):
            return
        raise AwsError("UserNotFoundException", "User does not exist.")

    def _go_on(
        self, app: AppClient | None, motos: _Motos, *, as_administrator: bool
    ) -> ActionResult:
        name = self._text("ChallengeName")
        responses = self._texts("ChallengeResponses")
        if app is None:
            return motos()
        session_id = self._session_id(name, responses)
        if session_id in app.backend.sessions:  # moto's own, where a row is off
            return motos()
        kept: OpenChallenge | None = app.pool.open_challenges.get(session_id)
        if kept is None and not self._ledger.acts(challenge_rows.CHALLENGE_SESSION_WORDS):
            return motos()
        username = required(responses, "USERNAME")
        self._require_secret_hash(app, username, responses.get("SECRET_HASH"))
        user = app.pool.find_user(username)
        kept = require_session(
            kept,
            app_client_id=app.id,
            challenge_name=name,
            user_id=user.id if user else None,
        )
        attempt = kept.attempt.answered_with(
            self._texts("ClientMetadata"), responses.get("DEVICE_KEY", ""), as_administrator
        )
        if attempt.user is not user:  # moto takes whoever is named
            attempt = attempt.as_if_by(user)
        self._require_enabled(attempt)
        require_known_device(attempt, responses.get("DEVICE_KEY", ""))
        answer = check_answer(attempt, state_of(name, kept.challenge_session.state), responses)
        app.pool.open_challenges.pop(session_id, None)
        return ActionResult(answer)

    def _require_enabled(self, attempt: Attempt) -> None:
        """Raise where an administrator has disabled the user since the sign-in began."""
        user = attempt.user
        if user is None or user.enabled:
            return
        if self._ledger.acts(challenge_rows.DISABLED_USER_GOES_NO_FURTHER):
            raise AwsError("NotAuthorizedException", "User is disabled.")

    def _session_id(self, name: str, responses: dict[str, str]) -> str:
        """What ties the answer to its challenge: a session, or the SRP challenge's own block."""
        handlers = [HANDLERS[state] for state in HANDLERS if state.challenge_name == name]
        member = handlers[0].answers_without_a_session if handlers else ""
        return responses.get(member, "") if member else self._text("Session")
