"""What may those credentials do? IAM's policies, read, matched and evaluated as AWS does.

Reading order: `arn` (the name of anything), `policy_syntax` (all that is wrong with a policy),
`policy_kinds` (what a policy is attached to), `json_text` (JSON of which nothing is lost),
`document` (a policy, read), `parse_statement` and `parse_condition` (its statements), `variables`
(`${aws:username}`), `wildcards` (what `*` and `?` stand for), `resource_pattern` (the same in an
ARN), `operators` (how values are compared), `context_keys` (the keys that are known), `principal`
(who asks), `request` (for what), `facts` (the request, ready for matching), `reasons` (codes and
their sentences), `matching` (the evidence of a match), `action_element`, `resource_element`,
`principal_element`, `condition_element`, `null_condition` (each matched against a request),
`statement` (all of them), `statement_index` (which can match at all), `layers` (the policies that
are asked), `evaluation` (the outcome), `evaluate` (the judge), `request_line` (a request with its
policies as JSON), `policy_cache` (policies that come again), `ask` (such a line, asked), `wording`
(AWS's denial), `account` (an evaluation told to a person), `choices` (what AWS leaves open). What
an evaluation can be asked besides: `near_misses` (what nearly applied), `missing_keys` (what the
request does not say), and the least that would turn the decision: `edits` (what may be changed, at
which cost), `own_values` (what the request would have a policy say), `sample_values` (what a
missing key could be), `statement_edits` (within a statement), `edit_candidates` (those that the
evidence leaves), `policy_edits` (whole statements, policies, layers), `changed_line` (a changed
line, read again), `smallest_change` (each tried, the least found). From a call to requests: `api`.
"""
