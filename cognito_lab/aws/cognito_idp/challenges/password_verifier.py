"""PASSWORD_VERIFIER: SRP's second half, a proof of the password."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from cognito_lab.aws.cognito_idp.attempt import Attempt, incorrect
from cognito_lab.aws.cognito_idp.challenges.srp_claim import claim_in, judged, offer, secret_number
from cognito_lab.aws.cognito_idp.custom_auth import go_on
from cognito_lab.aws.cognito_idp.password import failed, require_may_try
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import sign_in as rows
from cognito_lab.sign_in.challenges import State
from cognito_lab.sign_in.srp import (
    PasswordVerifier,
    SrpVerifier,
    make_verifier,
    pool_name_of,
)
from cognito_lab.sign_in.srp_check import SrpReason, check_public_a

_SALT_BYTES = 16
_STREAM = "srp"


class PasswordVerifierChallenge:
    """The challenge of USER_SRP_AUTH, and of what else begins with SRP_A.

    https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
    """

    # The answer brings the block instead of a Session.
    answers_without_a_session = "PASSWORD_CLAIM_SECRET_BLOCK"

    def issue(self, attempt: Attempt) -> dict[str, str]:
        """SALT, SRP_B and SECRET_BLOCK for the SRP_A that the client sent."""
        public_a = attempt.private.pop("SRP_A", "")
        check = check_public_a(public_a)
        if not check.accepted or check.A is None:
            # https://www.rfc-editor.org/rfc/rfc5054#section-2.5.4 has the server give up; AWS's
            # code and words for it are unconfirmed.
            raise AwsError("InvalidParameterException", "Invalid SRP_A")
        random = attempt.world.randomness.stream(_STREAM)
        verifier = SrpVerifier(
            pool_name_of(attempt.pool.id),
            _user_id(attempt),
            _stored(attempt),
            b=secret_number(random),
        )
        parameters = {
            **offer(attempt, verifier, check.A, random),
            "USERNAME": verifier.user_id,
            "USER_ID_FOR_SRP": verifier.user_id,
        }
        if not attempt.world.ledger.acts(rows.SRP_CHALLENGE_NAMES_THE_USER):
            somebody = attempt.user.id if attempt.user else ""
            parameters["USER_ID_FOR_SRP"] = somebody or verifier.user_id
            attempt.private["beside the parameters"] = {"Session": parameters["SECRET_BLOCK"]}
        return parameters

    def answer(self, attempt: Attempt, responses: Mapping[str, str]) -> str | None:
        """The claim has to be made with the password; one try a block."""
        claim = claim_in(responses)
        require_may_try(attempt)
        check = judged(attempt, claim)
        if check.reason is SrpReason.TIMESTAMP_STALE:
            raise incorrect()
        if not check.accepted or attempt.user is None:
            raise failed(attempt)
        if attempt.flow != "CUSTOM_AUTH":
            return None
        go_on(attempt, State.PASSWORD_VERIFIER.challenge_name, True)
        return "CUSTOM_AUTH"


def _user_id(attempt: Attempt) -> str:
    """What SRP takes for the user's id: the username, also of somebody who is not there.

    "Amazon Cognito returns the same salt and internal user id in Universally Unique Identifier
    (UUID) format for the same user name and user pool combination": where users are stored under
    a UUID, nobody gets a UUID, too.
    https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
    """
    if attempt.user is not None:
        return str(attempt.user.username)
    if attempt.pool.extended_config.get("UsernameAttributes"):
        made = attempt.pool.derived("user id", attempt.username, 16)
        return str(uuid.UUID(bytes=made, version=4))
    return attempt.username


def _stored(attempt: Attempt) -> PasswordVerifier:
    """The user's salt and verifier; for somebody who is not there always the same, of no password.

    https://www.rfc-editor.org/rfc/rfc5054#section-2.5.1.3
    """
    pool_name, user = pool_name_of(attempt.pool.id), attempt.user
    if user is None or user.password is None:
        # A user without a password, too, must not be told from one with another password.
        salt = attempt.pool.derived("salt", attempt.username, _SALT_BYTES)
        nobody = attempt.pool.derived("password", attempt.username, _SALT_BYTES).hex()
        return make_verifier(pool_name, _user_id(attempt), nobody, salt)
    kept = user.sign_in.srp
    if kept is None or kept[0] != user.password:
        salt = attempt.world.randomness.stream(_STREAM).randbytes(_SALT_BYTES)
        made = make_verifier(pool_name, user.username, user.password, salt)
        kept = user.sign_in.srp = user.password, made
    return kept[1]
