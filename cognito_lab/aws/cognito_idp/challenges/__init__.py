"""The challenges of a sign-in, each with how it is issued and how its answer is checked.

Reading order: `handler` (what each of them is to the engine), `password_verifier` (SRP),
`new_password`.
"""

from __future__ import annotations

from collections.abc import Mapping

from cognito_lab.aws.cognito_idp.challenges.handler import ChallengeHandler
from cognito_lab.aws.cognito_idp.challenges.new_password import NewPasswordRequired
from cognito_lab.aws.cognito_idp.challenges.password_verifier import PasswordVerifierChallenge
from cognito_lab.sign_in.challenges import State

HANDLERS: Mapping[State, ChallengeHandler] = {
    State.PASSWORD_VERIFIER: PasswordVerifierChallenge(),
    State.NEW_PASSWORD_REQUIRED: NewPasswordRequired(),
}


def state_of(challenge_name: str, issued: State) -> State:
    """The state whose handler looks at an answer: the issued one, if the names agree.

    They differ only where the row is off that binds an answer to its challenge.
    """
    if issued.challenge_name == challenge_name:
        return issued
    return next((state for state in HANDLERS if state.challenge_name == challenge_name), issued)
