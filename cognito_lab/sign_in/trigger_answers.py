"""Lambda triggers of a user pool: what of a function's answer counts, and what is refused.

https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cognito_lab.evidence import Verdict


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _are_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_text, [*value, *value.values()]))


def _one_of(*words: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in words


def _are_mediums(value: Any) -> bool:
    return isinstance(value, list) and all(map(_one_of("EMAIL", "SMS"), value))


def _is_anything(value: Any) -> bool:
    return True


CLAIMS = "claimsOverrideDetails"
CLAIMS_AND_SCOPES = "claimsAndScopeOverrideDetails"

RESPECTED: Mapping[str, Mapping[str, Callable[[Any], bool]]] = {
    # https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html
    "PreSignUp": {
        "autoConfirmUser": _is_flag,
        "autoVerifyEmail": _is_flag,
        "autoVerifyPhone": _is_flag,
    },
    # "No additional return information is expected in the response."
    "PostConfirmation": {},
    "PreAuthentication": {},
    "PostAuthentication": {},
    # https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
    "CustomMessage": {"smsMessage": _is_text, "emailMessage": _is_text, "emailSubject": _is_text},
    # https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html
    "UserMigration": {
        "userAttributes": _are_texts,
        "finalUserStatus": _one_of("CONFIRMED", "RESET_REQUIRED"),
        "messageAction": _one_of("SUPPRESS"),
        "desiredDeliveryMediums": _are_mediums,
        "forceAliasCreation": _is_flag,
    },
    # https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-challenge.html
    "DefineAuthChallenge": {
        "challengeName": _is_text,
        "issueTokens": _is_flag,
        "failAuthentication": _is_flag,
    },
    "CreateAuthChallenge": {
        "publicChallengeParameters": _are_texts,
        "privateChallengeParameters": _are_texts,
        "challengeMetadata": _is_text,
    },
    "VerifyAuthChallengeResponse": {"answerCorrect": _is_flag},
    # What these two hold is looked at by `tokens.token_generation`.
    "PreTokenGeneration": {CLAIMS: _is_anything, CLAIMS_AND_SCOPES: _is_anything},
}
"""The members of `response` that count, by trigger, and what each has to be. None is not given.

That a number or a flag in the place of a text is refused, and not turned into one, is
unconfirmed.
"""


class AnswerReason(enum.StrEnum):
    """Why an answer is good or not."""

    ACCEPTED = "accepted"
    NO_EVENT = "it is no JSON object"
    NO_RESPONSE = "its response is no object"
    WRONG_MEMBER = "a member of its response is not what the trigger takes"


ANSWER_REFUSALS: Mapping[AnswerReason, str] = {
    # https://github.com/aws-amplify/amplify-js/issues/13352 and, for the others,
    # https://github.com/amazon-archives/amazon-cognito-identity-js/issues/633 show the words; which
    # fault gets which is unconfirmed.
    AnswerReason.NO_EVENT: "Invalid lambda function output : Invalid JSON",
    AnswerReason.NO_RESPONSE: "Unrecognizable lambda output",
    AnswerReason.WRONG_MEMBER: "Unrecognizable lambda output",
}
"""The message of the InvalidLambdaResponseException for each fault."""


@dataclass(frozen=True, slots=True)
class AnswerCheck(Verdict):
    """The verdict on a function's answer. Ask `.accepted`; `member` is the wrong one, if one is.

    `response` has the members that count and were given, and no other.
    """

    reason: AnswerReason
    response: Mapping[str, Any] = field(default_factory=dict)
    member: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the answer can be used."""
        return self.reason is AnswerReason.ACCEPTED


def check_answer(trigger: str, answer: Any) -> AnswerCheck:
    """Whether a function answered with an event whose `response` the trigger takes.

    `trigger` is one of `RESPECTED`; `answer` is what came back, as JSON has it.
    """
    if not isinstance(answer, dict):
        return AnswerCheck(AnswerReason.NO_EVENT)
    response = answer.get("response")
    if not isinstance(response, dict):
        return AnswerCheck(AnswerReason.NO_RESPONSE)
    given = {}
    for name, is_right in RESPECTED[trigger].items():
        value = response.get(name)
        if value is None:
            continue
        if not is_right(value):
            return AnswerCheck(AnswerReason.WRONG_MEMBER, member=name)
        given[name] = value
    return AnswerCheck(AnswerReason.ACCEPTED, given)


class Decision(enum.Enum):
    """What DefineAuthChallenge decided."""

    TOKENS = "the user has shown enough"
    FAIL = "the sign-in is over"
    CUSTOM_CHALLENGE = "CUSTOM_CHALLENGE"
    PASSWORD_VERIFIER = "PASSWORD_VERIFIER"
    NOTHING = "neither tokens, nor an end, nor a challenge that there is"


def decision_of(response: Mapping[str, Any], *, srp_a_was_sent: bool) -> Decision:
    """What a response of DefineAuthChallenge says. Where it says both, failing comes first.

    A proof by SRP can be asked for only if the client began with SRP_A ("If you want to include
    SRP in a custom authentication flow, you need to start with it").
    https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
    """
    if response.get("failAuthentication"):
        return Decision.FAIL
    if response.get("issueTokens"):
        return Decision.TOKENS
    name = response.get("challengeName")
    if name == "CUSTOM_CHALLENGE":
        return Decision.CUSTOM_CHALLENGE
    if name == "PASSWORD_VERIFIER" and srp_a_was_sent:
        return Decision.PASSWORD_VERIFIER
    return Decision.NOTHING


class MessageReason(enum.StrEnum):
    """Why a text of one's own can be sent or not."""

    ACCEPTED = "accepted"
    NO_SENDER = "the pool sends no e-mails from an account of its owner's"
    NO_PLACEHOLDER = "the text has no place for the code, or for the user name"
    TOO_LONG = "the text is too long"


@dataclass(frozen=True, slots=True)
class MessageCheck(Verdict):
    """The verdict on the texts of a CustomMessage trigger. Ask `.accepted`."""

    reason: MessageReason

    @property
    def accepted(self) -> bool:
        """Whether the texts can be sent."""
        return self.reason is MessageReason.ACCEPTED


_LONGEST = {"smsMessage": 140, "emailMessage": 20_000, "emailSubject": 140}
"""Characters; of the subject, by
https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_MessageTemplateType.html
"""


def check_message(
    response: Mapping[str, str], *, own_sender: bool, placeholders: Sequence[str]
) -> MessageCheck:
    """Whether the texts of a CustomMessage response can be sent.

    `own_sender`: the pool's EmailSendingAccount is DEVELOPER. `placeholders`: what each text has
    to contain.
    https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
    """
    if not own_sender and ("emailMessage" in response or "emailSubject" in response):
        return MessageCheck(MessageReason.NO_SENDER)
    texts = [response[name] for name in ("smsMessage", "emailMessage") if name in response]
    if not all(placeholder in text for text in texts for placeholder in placeholders):
        return MessageCheck(MessageReason.NO_PLACEHOLDER)
    if any(len(response.get(name, "")) > longest for name, longest in _LONGEST.items()):
        return MessageCheck(MessageReason.TOO_LONG)
    return MessageCheck(MessageReason.ACCEPTED)
