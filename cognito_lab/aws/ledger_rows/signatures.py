"""Rows of the ledger: who calls is known by a signature that holds."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import EVERY_OPERATION

_IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"

SIGNATURE_IS_VERIFIED = Behaviour(
    id="signature-is-verified",
    service="every service",
    operations=EVERY_OPERATION,
    aws="Computes the signature again; refuses one that differs, is too old, or comes with "
    "another's session token, and credentials that are over.",
    document=_IAM + "reference_sigv-troubleshooting.html",
    moto="Looks at no signature, no session token and no date.",
    lab="Computes it again from what is on the wire.",
    answers=True,
    unconfirmed="the codes and words of some services; the lab looks at no single chunk of a "
    "stream and at no trailing checksum",
)
HAS_TO_BE_SIGNED = Behaviour(
    id="has-to-be-signed",
    service="every service",
    operations=EVERY_OPERATION,
    aws="Refuses a call without a signature, but for operations that are for everybody and "
    "resources whose policy lets strangers in.",
    document=_IAM + "reference_sigv.html",
    moto="Answers it.",
    lab="Refuses it; for whom an operation is, botocore's model says.",
    answers=True,
    unconfirmed="the code and the words of some services",
)

ROWS = (SIGNATURE_IS_VERIFIED, HAS_TO_BE_SIGNED)
