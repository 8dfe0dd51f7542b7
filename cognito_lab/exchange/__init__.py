"""Which AWS credentials do you get for a login? Identity pools, and the roles that they give.

Reading order: `refusal` (what AWS answers instead), `reasons` (codes and their sentences),
`identity_pool` (whose word it takes), `token_signature` (who has signed a token), `logins` (the
tokens that it is shown), `role_selection` (which role it is), `role_mapping` (as AWS takes it),
`trust` (may it be taken on?), `pool_condition` (which pool it is for), `principal_tags` (claims
that become tags), `guest_scope` (what guests may do at most), `role_session` (what came out, as a
principal), `whole_way` (all of it, gate by gate), `identity_token` (the classic flow's token),
`session_limits` (what STS may be asked for), `web_identity` (a token for a role, at STS),
`classic_flow` (both of its calls as one way), `setting` (all that an exchange asks, on paper),
`temporary_users` (sessions that are no role's); `errors` with `errors_pool`, `errors_sts` and
`errors_access` (each error's cause and remedy).
"""
