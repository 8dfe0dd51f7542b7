"""User pools on the mock: what the lab adds to moto's `cognitoidp`.

Reading order: `users` (a user and the store of users), `pools` (ids, keys and claims of a pool),
`token_minting` (what a token says), `signing` (with its own keys), `operation` (what all operations
share), `callers` (who asks), `responses` (all of them); `sign_up`, `confirmation`, `code_delivery`
and `messages` (codes), `new_passwords`, `passwords` (changed, set), `recovery` (forgotten);
`administration` (users made for others), `temporary_passwords`, `invitation`; `signed_in` (who has
an access token), `profile`, `user_attributes`, `attribute_verification`, `app_client_attributes`,
`app_client_lifetimes`, `sign_in_names`, `user_listing`, `deleted_users`; `triggers`,
`sign_up_triggers`, `custom_message`, `sign_in_triggers`, `token_trigger`, `token_trigger_config`,
`user_migration` and `custom_auth` (the learner's own functions); `sign_in`, `attempt`, `password`,
`first_factor` (USER_AUTH), `engine` (from step to step), `facts` (what decides the way),
`open_challenges`, `challenges`; `mfa`, `mfa_preference` and `mfa_config` (second factors);
`known_devices`, `devices`; `groups`; `token_families`, `refresh`, `revocation`, `sign_out`,
`access_tokens` (what tokens open, and how they end); `issuer` (the two public documents of a pool).
"""
