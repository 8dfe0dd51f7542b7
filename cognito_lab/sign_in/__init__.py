"""Who are you? The rules of a user pool's sign-up and sign-in, without a mock or a network.

Every rule is a pure function: state and `now` are passed in, a verdict comes out.
Reading order: `codes` (one-time codes), `delivery` (by which medium a code travels, and
how its destination is masked), `password_policy`, `errors` (what a refusal means and what mends
it).
"""
