"""What were you given, and why trust it? Keys, tokens and what they claim.

Reading order: `keys` (the two key pairs of a pool and its JSON Web Key Set), `discovery` (where a
relying party finds them), `token_family` (the tokens of one sign-in), `lifetimes` (how long each
lives), `refresh_tokens` (which of them is good for more), `client_secret` (whose app asks),
`group_roles` (what groups put into tokens), `claims` (all that they say), `token_customization`
and `token_generation` (what a Lambda trigger may change); then reading: `segment` (letters to
bytes to JSON), `anatomy` (a token taken apart), `claim_glossary` with `claim_entries` (what each
name in it means); then trusting: `gates` (what is asked), `reasons` (why it passed or failed),
`key_set` (the issuer's keys, read), `expected` (what the verifier wants), `reading` (the token,
strictly), `signature_checks` and `claim_checks` (the rows), `wording` (the rows in words),
`verification` (all of it); then breaking: `careless` (a verifier that leaves out some gates),
`forgeries`, `practice_pool` (honest tokens on paper), `gate_matrix` (which gate stops which
forgery); then time: `token_life` (until when a token is good at which door), `token_history` (what
became of a user's tokens).
"""
