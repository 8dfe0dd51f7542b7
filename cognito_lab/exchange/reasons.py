"""Why a step of an exchange passed or failed: codes, and one table with their sentences."""

from __future__ import annotations

import enum
from collections.abc import Mapping


class ExchangeReason(enum.StrEnum):
    """The reason of one row of an exchange."""

    PASSED = "passed"

    # The pool and the login.
    GUESTS_ALLOWED = "guests-allowed"
    NO_GUESTS = "no-guests"
    PROVIDER_UNKNOWN = "provider-unknown"
    TOO_MANY_LOGINS = "too-many-logins"
    NOT_READ = "not-read"
    NO_JWT = "no-jwt"
    NO_AUDIENCE = "no-audience"
    NO_SUBJECT = "no-subject"
    ISSUER_DIFFERS = "issuer-differs"
    AUDIENCE_DIFFERS = "audience-differs"
    NOT_AN_ID_TOKEN = "not-an-id-token"
    SIGNATURE_DIFFERS = "signature-differs"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    OF_A_GUEST = "of-a-guest"
    SIGNED_OUT = "signed-out"
    NOT_THE_PROVIDERS = "not-the-providers"
    NOT_LOOKED_AT = "not-looked-at"

    # The identity.
    NO_LOGIN_OF_THE_IDENTITY = "no-login-of-the-identity"
    NO_SUCH_IDENTITY = "no-such-identity"
    LINKED_ELSEWHERE = "linked-elsewhere"
    SECOND_OF_A_PROVIDER = "second-of-a-provider"
    CLASSIC_OFF = "classic-off"

    # The role.
    NO_ROLE = "no-role"
    DEFAULT_ROLE = "default-role"
    GUEST_ROLE = "guest-role"
    CUSTOM_ROLE = "custom-role"
    CUSTOM_NOT_NAMED = "custom-not-named"
    CUSTOM_WITHOUT_MAPPING = "custom-without-mapping"
    CUSTOM_FOR_A_GUEST = "custom-for-a-guest"
    PREFERRED_ROLE = "preferred-role"
    ONLY_ROLE = "only-role"
    NO_PREFERRED_ROLE = "no-preferred-role"
    RULE_HOLDS = "rule-holds"
    RULE_FAILS = "rule-fails"
    CLAIM_ABSENT = "claim-absent"
    NO_RULE_HOLDS = "no-rule-holds"
    AMBIGUOUS_DENIED = "ambiguous-denied"
    AMBIGUOUS_DEFAULT = "ambiguous-default"

    # Trust and session.
    ROLE_MISSING = "role-missing"
    TRUST_UNREADABLE = "trust-unreadable"
    NOT_TRUSTED = "not-trusted"
    TAGS_NOT_TRUSTED = "tags-not-trusted"
    SOURCE_NOT_TRUSTED = "source-not-trusted"
    NO_SESSION_HAS_IT = "no-session-has-it"
    TAG_LEFT_OUT = "tag-left-out"


SENTENCES: Mapping[ExchangeReason, str] = {
    ExchangeReason.PASSED: "As expected.",
    ExchangeReason.GUESTS_ALLOWED: "No login was sent, and the pool has guests.",
    ExchangeReason.NO_GUESTS: "No login was sent, and the pool has no guests.",
    ExchangeReason.PROVIDER_UNKNOWN: "The pool does not take this provider's word.",
    ExchangeReason.TOO_MANY_LOGINS: "At most ten logins can be linked.",
    ExchangeReason.NOT_READ: "It could not be read, so this was not looked at.",
    ExchangeReason.NO_JWT: "The login is no signed JWT that everybody reads alike.",
    ExchangeReason.NO_AUDIENCE: "The token does not say for whom it was made: an access token has "
    "no `aud`.",
    ExchangeReason.NO_SUBJECT: "The token does not say whose it is.",
    ExchangeReason.ISSUER_DIFFERS: "Another issuer says this than the provider that is named.",
    ExchangeReason.AUDIENCE_DIFFERS: "The token was made for an app client that the pool does not "
    "name.",
    ExchangeReason.NOT_AN_ID_TOKEN: "The user pool made it for something else than to say who "
    "somebody is.",
    ExchangeReason.SIGNATURE_DIFFERS: "No key of the issuer's signed these bytes.",
    ExchangeReason.EXPIRED: "The login is too old.",
    ExchangeReason.NOT_YET_VALID: "The token is not good yet.",
    ExchangeReason.OF_A_GUEST: "The identity pool made the token for a guest, who has no login.",
    ExchangeReason.SIGNED_OUT: "The user pool was asked, and says that the user is signed out, "
    "disabled or gone.",
    ExchangeReason.NOT_THE_PROVIDERS: "The provider does not know this access token, or gave it to "
    "another app.",
    ExchangeReason.NOT_LOOKED_AT: "Something before it had failed.",
    ExchangeReason.NO_LOGIN_OF_THE_IDENTITY: "None of the logins belongs to this identity.",
    ExchangeReason.NO_SUCH_IDENTITY: "The pool has no such identity.",
    ExchangeReason.LINKED_ELSEWHERE: "A login that was sent belongs to another identity.",
    ExchangeReason.SECOND_OF_A_PROVIDER: "The identity has a login of this provider already, of "
    "another person there.",
    ExchangeReason.CLASSIC_OFF: "The pool does not hand out tokens for the classic flow.",
    ExchangeReason.NO_ROLE: "The pool has no role for this kind of visitor.",
    ExchangeReason.DEFAULT_ROLE: "There is no mapping: the pool's authenticated role.",
    ExchangeReason.GUEST_ROLE: "A guest: the pool's unauthenticated role.",
    ExchangeReason.CUSTOM_ROLE: "The app asked for this role, and it is one of those it may ask "
    "for.",
    ExchangeReason.CUSTOM_NOT_NAMED: "The app asked for a role that neither the token nor a rule "
    "that holds names.",
    ExchangeReason.CUSTOM_WITHOUT_MAPPING: "The app asked for a role, and the pool has no mapping "
    "for this login that could let it.",
    ExchangeReason.CUSTOM_FOR_A_GUEST: "A guest has no token that could name a role to ask for.",
    ExchangeReason.PREFERRED_ROLE: "The token prefers this role.",
    ExchangeReason.ONLY_ROLE: "The token names one role only.",
    ExchangeReason.NO_PREFERRED_ROLE: "The token prefers no role.",
    ExchangeReason.RULE_HOLDS: "The first rule that holds.",
    ExchangeReason.RULE_FAILS: "The claim has another value.",
    ExchangeReason.CLAIM_ABSENT: "The token has no such claim, so the rule does not hold.",
    ExchangeReason.NO_RULE_HOLDS: "No rule holds.",
    ExchangeReason.AMBIGUOUS_DENIED: "Ambiguous, and then nobody gets a role.",
    ExchangeReason.AMBIGUOUS_DEFAULT: "Ambiguous, and then it is the authenticated role.",
    ExchangeReason.ROLE_MISSING: "IAM has no such role.",
    ExchangeReason.TRUST_UNREADABLE: "The trust policy cannot be read, so it trusts nobody.",
    ExchangeReason.NOT_TRUSTED: "The role's trust policy lets nobody take it on who comes like "
    "this.",
    ExchangeReason.TAGS_NOT_TRUSTED: "The trust policy does not allow `sts:TagSession`, and the "
    "session would have tags.",
    ExchangeReason.SOURCE_NOT_TRUSTED: "The trust policy does not allow `sts:SetSourceIdentity`, "
    "and the session would have a source identity.",
    ExchangeReason.NO_SESSION_HAS_IT: "No session can have such tags, or such a source identity.",
    ExchangeReason.TAG_LEFT_OUT: "The claim makes no tag: it is absent, or no tag can be like it.",
}
"""What each code means, in a sentence."""
