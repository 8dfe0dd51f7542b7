"""The rows of the ledger, service by service, in the order in which a learner meets them.

Reading order: `names` (what the rows name again and again), `user_pools`, `passwords`, `sign_up`,
`sign_in`, `challenges`, `mfa`, `tokens`, `every_service`.
"""

from __future__ import annotations

from cognito_lab.aws.ledger_rows import (
    challenges,
    every_service,
    mfa,
    passwords,
    sign_in,
    sign_up,
    tokens,
    user_pools,
)

ROWS = (
    *user_pools.ROWS,
    *passwords.ROWS,
    *sign_up.ROWS,
    *sign_in.ROWS,
    *challenges.ROWS,
    *mfa.ROWS,
    *tokens.ROWS,
    *every_service.ROWS,
)
