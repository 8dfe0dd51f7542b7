"""The rows of the ledger, service by service, in the order in which a learner meets them.

Reading order: `names` (what the rows name again and again), `user_pools`, `passwords`, `sign_up`,
`administration`, `sign_in_names`, `attributes`, `recovery`, `sign_in`, `challenges`, `user_auth`,
`mfa`, `devices`, `groups`, `sign_out`, `refresh`, `access_tokens`, `triggers`, `tokens`,
`sts`, `policy_simulation`, `every_service`.
"""

from __future__ import annotations

from cognito_lab.aws.ledger_rows import (
    access_tokens,
    administration,
    attributes,
    challenges,
    devices,
    every_service,
    groups,
    mfa,
    passwords,
    policy_simulation,
    recovery,
    refresh,
    sign_in,
    sign_in_names,
    sign_out,
    sign_up,
    sts,
    tokens,
    triggers,
    user_auth,
    user_pools,
)

ROWS = (
    *user_pools.ROWS,
    *passwords.ROWS,
    *sign_up.ROWS,
    *administration.ROWS,
    *sign_in_names.ROWS,
    *attributes.ROWS,
    *recovery.ROWS,
    *sign_in.ROWS,
    *challenges.ROWS,
    *user_auth.ROWS,
    *mfa.ROWS,
    *devices.ROWS,
    *groups.ROWS,
    *sign_out.ROWS,
    *refresh.ROWS,
    *access_tokens.ROWS,
    *triggers.ROWS,
    *tokens.ROWS,
    *sts.ROWS,
    *policy_simulation.ROWS,
    *every_service.ROWS,
)
