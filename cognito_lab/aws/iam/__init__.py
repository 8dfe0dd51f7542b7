"""IAM on the mock: what the lab adds to moto's `iam`, AWS's own questions to the judge.

Reading order: `policy_source` (a policy with where it comes from), `statement_positions` (where its
statements stand in its text), `user_boundaries` (which moto does not keep), `attached_policies`
(whose policies they are), `roles` (a role by its ARN), `policy_exclusions` (those that are left
out), `callers` (who is simulated), `context_entries` (what the request would know), `context_keys`
(what the policies ask of it), `xml_text` (what an answer can carry), `resource_rules` (which
resources a simulation takes), `resource_templates` (how a kind of resource is written),
`simulation` (the question and the judge's answer), `simulation_results` (that answer in AWS's
shape), `marker` (page by page), `request_check` (what AWS's model does not allow),
`simulation_request` (a request read into a question), `responses` (all operations).

Whether a request is allowed is decided in `cognito_lab.policies` and nowhere here.
"""
