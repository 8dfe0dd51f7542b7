"""The gates that a token has to pass: one for each check, in the order in which they are asked.

Each is in AWS's list of steps, or in what AWS's own verifier looks at.
https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
https://github.com/awslabs/aws-jwt-verify
"""

from __future__ import annotations

import enum
from collections.abc import Mapping


class Gate(enum.StrEnum):
    """One check. The value is its name, and the `subject` of its row."""

    SHAPE = "shape"
    ALGORITHM = "algorithm"
    KID = "kid"
    KEY = "key"
    SIGNATURE = "signature"
    ISSUER = "issuer"
    EXPIRY = "expiry"
    NOT_BEFORE = "not before"
    TOKEN_USE = "token use"
    AUDIENCE = "audience"
    SCOPE = "scope"
    GROUPS = "groups"


QUESTIONS: Mapping[Gate, str] = {
    Gate.SHAPE: "Are there three segments, two of them JSON that everybody reads alike?",
    Gate.ALGORITHM: "Is it signed by the algorithm that the verifier expects (`alg`)?",
    Gate.KID: "Is the key that it names one that the issuer publishes (`kid`)?",
    Gate.KEY: "Is that key an RSA key, for signatures, for this algorithm?",
    Gate.SIGNATURE: "Did that key sign exactly these bytes?",
    Gate.ISSUER: "Does the expected user pool say it (`iss`)?",
    Gate.EXPIRY: "Is it still good (`exp`)?",
    Gate.NOT_BEFORE: "Is it good already (`nbf`)?",
    Gate.TOKEN_USE: "Is it the kind of token that is asked for here (`token_use`)?",
    Gate.AUDIENCE: "Was it given to this app client (`aud` or `client_id`)?",
    Gate.SCOPE: "Does it have one of the scopes that are asked for (`scope`)?",
    Gate.GROUPS: "Is the user in one of the groups that are asked for (`cognito:groups`)?",
}
"""What each gate asks, with the name in the token that it looks at."""

BEFORE_THE_CLAIMS = (Gate.SHAPE, Gate.ALGORITHM, Gate.KID, Gate.KEY, Gate.SIGNATURE)
"""The gates that say whether the claims are the issuer's. Before they hold, no claim is trusted."""
