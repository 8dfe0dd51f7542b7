"""The guard: whoever calls is known by a signature, and may do what the policies allow.

Reading order: `keys` (whose an access key is), `proof` (what a request shows), `sigv4` and `sigv2`
(the signature, computed again), `authentication` (is it who it says?), `form_policy` (what a signed
form asks of its fields), `temporary_keys` (whom IAM and STS do not serve), `global_keys` (what IAM
knows of every request), `stored_policies` (the policies as they are kept), `look_ups` (what the
resources say), `authorization` (what is asked, and what the judge says), `absent_objects`,
`batch_deletions` (answered one by one), `bucket_policies` (moto judges none), `refusals` (in each
service's own words), `guard` (all of it, for one call).

What a call asks stands in `cognito_lab.policies.api`; what is decided, in `cognito_lab.policies`.
"""
