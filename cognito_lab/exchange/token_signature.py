"""Who has signed the token of a login? One row of the login's gate."""

from __future__ import annotations

from cognito_lab.evidence import Check
from cognito_lab.exchange.reasons import ExchangeReason
from cognito_lab.tokens.key_set import KeySet
from cognito_lab.tokens.reading import ReadToken
from cognito_lab.tokens.signature_checks import signature_checks
from cognito_lab.tokens.wording import actual_words

_BY_THE_ISSUER = "by a key of the issuer's"


def issuers_signature(read: ReadToken, keys: KeySet | None) -> Check:
    """The row of the signature: by one of the issuer's keys; without keys it never is.

    A row that failed names the first check that did, and what that found: `alg: HS256`,
    `kid: none`, `signature: does not hold`.
    """
    for row in signature_checks(read, keys or KeySet({})):
        if not row.passed:
            found = f"{row.subject}: {actual_words(row)}"
            why = ExchangeReason.SIGNATURE_DIFFERS
            return Check("signature", _BY_THE_ISSUER, found, False, why)
    return Check("signature", _BY_THE_ISSUER, _BY_THE_ISSUER, True, ExchangeReason.PASSED)
