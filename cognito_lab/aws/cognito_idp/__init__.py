"""User pools on the mock: what the lab adds to moto's `cognitoidp`.

Reading order: `pools` (ids, keys and claims of a pool), `signing` (with its own keys),
`confirmation` (sign-up codes), `responses` (the operations, in AWS's terms), `issuer` (the
two public documents of a pool).
"""
