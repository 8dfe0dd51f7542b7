"""STS's operations, each by its AWS name."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import get_service_model
from moto.sts.responses import TokenResponse

from cognito_lab.aws.account import ACCOUNT
from cognito_lab.aws.call_evidence import leave_evidence
from cognito_lab.aws.credentials import TemporarySession
from cognito_lab.aws.iam.request_check import require_allowed
from cognito_lab.aws.iam.roles import find_role, longest_session, role_of_an_exchange
from cognito_lab.aws.ledger import Ledger
from cognito_lab.aws.ledger_rows import sts as rows
from cognito_lab.aws.refusing import Refused, RefusingResponse, refuse
from cognito_lab.aws.sts.callers import StsCaller, sts_caller
from cognito_lab.aws.sts.session_request import (
    duration,
    end_of,
    end_of_a_users,
    packed_size,
    session_policies,
    tags_of,
)
from cognito_lab.aws.sts.web_identity import provider_of
from cognito_lab.aws.world import World, current_world
from cognito_lab.exchange.role_session import RoleSession
from cognito_lab.exchange.session_limits import check_duration, check_tags, transitive_keys
from cognito_lab.exchange.temporary_users import FederatedSession, UserSession
from cognito_lab.exchange.web_identity import (
    SessionAsked,
    subject_and_audience,
    web_identity_flow,
)

_DENIED = "AccessDenied"
# https://repost.aws/knowledge-center/iam-assume-role-error
_NOT_BY_ROOT = "Roles may not be assumed by root accounts."
_NOT_BY_A_SESSION = "Cannot call {operation} with session credentials"


class LabStsResponse(RefusingResponse, TokenResponse):
    """moto's STS; what is given out here is good for what it says."""

    @property
    def _world(self) -> World:
        return current_world()

    @property
    def _ledger(self) -> Ledger:
        return current_world().ledger

    def assume_role(self) -> ActionResult:
        """AssumeRole. Whether the caller may was asked before: trust policy and the caller's own
        policies are the guard's.

        https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
        """
        caller = sts_caller()
        if caller is None or not self._ledger.acts(rows.ASSUME_ROLE):
            return super().assume_role()
        given = self._checked()
        if caller.is_root:
            raise Refused(_DENIED, _NOT_BY_ROOT)
        role = find_role(given["RoleArn"])
        if role is None:
            raise Refused(_DENIED, _not_authorized(caller, given["RoleArn"]))
        before = caller.role_session
        chained = before is not None
        refuse(check_duration(duration(given), longest_session(role), chained=chained))
        inherited = _transitive_tags(before)
        tags = tags_of(given)
        refuse(check_tags(tags, inherited))
        transitive, unnamed = transitive_keys(
            given.get("TransitiveTagKeys") or (), dict(tags), inherited
        )
        refuse(unnamed)
        now = self._world.clock.now()
        session = RoleSession(
            role_arn=str(role.arn),
            role_id=str(role.id),
            name=given["RoleSessionName"],
            issued_at=now,
            expires_at=end_of(given, now),
            session_policies=session_policies(given),
            tags=dict(tags) | inherited,
            transitive_tag_keys=transitive,
            source_identity=_source_identity(before, given.get("SourceIdentity")),
        )
        return self._given_out(session, given, SourceIdentity=session.source_identity)

    def assume_role_with_web_identity(self) -> ActionResult:
        """AssumeRoleWithWebIdentity: nobody signs it, the token speaks for itself."""
        if not self._ledger.acts(rows.WEB_IDENTITY):
            return super().assume_role_with_web_identity()
        given = self._checked()
        now, token = self._world.clock.now(), given["WebIdentityToken"]
        role_arn = given["RoleArn"]
        asked = SessionAsked(given["RoleSessionName"], end_of(given, now), session_policies(given))
        provider = provider_of(self._world, token, given.get("ProviderId"))
        role = role_of_an_exchange(role_arn)
        way = web_identity_flow(token, provider, role_arn, role, asked, now=now)
        leave_evidence(way)
        refuse(way.refusal)
        assert way.session is not None
        assert provider is not None
        found = find_role(role_arn)
        refuse(check_duration(duration(given), longest_session(found) if found else 0))
        subject, audience = subject_and_audience(provider, way.session.provider_keys)
        return self._given_out(
            way.session,
            given,
            SubjectFromWebIdentityToken=subject,
            Audience=audience,
            Provider=provider.named,
            SourceIdentity=way.session.source_identity,
        )

    def assume_role_with_saml(self) -> ActionResult:
        """AssumeRoleWithSAML: the lab verifies no assertion, so it gives nothing for one."""
        if not self._ledger.acts(rows.SAML_IS_REFUSED):
            return super().assume_role_with_saml()
        raise NotImplementedError("the lab verifies no SAML assertion, and believes none")

    def get_session_token(self) -> ActionResult:
        """GetSessionToken: temporary credentials of the user who asks."""
        caller = sts_caller()
        if caller is None or not self._ledger.acts(rows.SESSION_TOKEN):
            return super().get_session_token()
        given = self._checked()
        if caller.session is not None:
            words = _NOT_BY_A_SESSION.format(operation="GetSessionToken")
            raise Refused(_DENIED, words)
        now = self._world.clock.now()
        end = end_of_a_users(given, now, is_root=caller.is_root)
        session = UserSession(caller.arn, caller.user_id, now, end)
        return ActionResult({"Credentials": self._world.issued.issue(session).as_sts()})

    def get_federation_token(self) -> ActionResult:
        """GetFederationToken: what a user lends to somebody, never more than the user has.

        https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
        """
        caller = sts_caller()
        if caller is None or not self._ledger.acts(rows.FEDERATION_TOKEN):
            return super().get_federation_token()
        given = self._checked()
        if caller.session is not None:
            words = _NOT_BY_A_SESSION.format(operation="GetFederationToken")
            raise Refused(_DENIED, words)
        tags = tags_of(given)
        refuse(check_tags(tags, {}))
        now = self._world.clock.now()
        session = FederatedSession(
            given["Name"],
            ACCOUNT,
            caller.arn,
            now,
            end_of_a_users(given, now, is_root=caller.is_root),
            session_policies(given),
            dict(tags),
        )
        return ActionResult(
            {
                "Credentials": self._world.issued.issue(session).as_sts(),
                "FederatedUser": {"FederatedUserId": session.user_id, "Arn": session.arn},
                "PackedPolicySize": packed_size(given),
            }
        )

    def _checked(self) -> dict[str, Any]:
        """The parameters, held to AWS's model."""
        shape = get_service_model("sts").operation_model(self._get_action()).input_shape
        if shape is not None:
            require_allowed(shape, self.params)
        return dict(self.params)

    def _given_out(
        self, session: TemporarySession, given: dict[str, Any], **more: Any
    ) -> ActionResult:
        answer = {
            "Credentials": self._world.issued.issue(session).as_sts(),
            "AssumedRoleUser": {"AssumedRoleId": session.user_id, "Arn": session.arn},
            "PackedPolicySize": packed_size(given),
        }
        return ActionResult(answer | {key: text for key, text in more.items() if text is not None})


def _transitive_tags(session: RoleSession | None) -> dict[str, str]:
    """The tags that go on from session to session.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_role-chaining
    """
    if session is None:
        return {}
    keys = session.transitive_tag_keys
    return {key: value for key, value in session.tags.items() if key in keys}


def _source_identity(session: RoleSession | None, asked: str | None) -> str | None:
    """ "The source identity … persists across chained role sessions" and cannot be changed.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
    """
    before = None if session is None else session.source_identity
    if before is not None and asked is not None and asked != before:
        raise Refused(_DENIED, "The source identity of the calling session cannot be changed.")
    return before or asked


def _not_authorized(caller: StsCaller, role_arn: str) -> str:
    return (
        f"User: {caller.arn} is not authorized to perform: sts:AssumeRole on resource: {role_arn}"
    )
