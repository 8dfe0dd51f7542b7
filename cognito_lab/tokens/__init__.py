"""What were you given, and why trust it? Keys, tokens and what they claim.

Reading order: `keys` (the two key pairs of a pool and its JSON Web Key Set), `discovery`
(where a relying party finds them), `token_family` (the tokens of one sign-in).
"""
