"""Who are you? The rules of a user pool's sign-up and sign-in, without a mock or a network.

Every rule is a pure function: state and `now` are passed in, a verdict comes out.

Reading order: `password_policy`, `user_names` (what a user may be called, and found by),
`attributes`, `attribute_access` (what an app client reads and writes), `attribute_update`; `codes`
(one-time codes) and `delivery` (by which medium a code travels, and how its destination is masked);
`auth_flows`, `secret_hash` and `lockout` (what stands before a sign-in); `srp` on its `srp_group`,
with `srp_proof`, `srp_timestamp` and `srp_check` (a password that is proved and not sent),
`device_srp` (the same of a device); `totp` (an app on a phone); `challenges` (the one table of
steps), `first_factors` (which of them begin it) and `challenge_session`; `trigger_events` and
`trigger_answers` (what a Lambda trigger is told, and may say); `user_filter` (how users are
searched); `errors` (what a refusal means and what mends it), from `errors_sign_up`,
`errors_sign_in`, `errors_challenges`, `errors_second_factors`, `errors_recovery`, `errors_profile`,
`errors_devices`, `errors_triggers` and `errors_tokens`.
"""
