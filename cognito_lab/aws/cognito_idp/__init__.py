"""User pools on the mock: what the lab adds to moto's `cognitoidp`.

Reading order: `users` (a user and the store of users), `pools` (ids, keys and claims of a pool),
`signing` (with its own keys), `operation` (what all operations share), `responses` (all of them);
`sign_up`, `confirmation`, `code_delivery` and `messages` (codes), `new_passwords`; `sign_in`,
`attempt`, `password`, `engine` (from step to step), `facts` (what decides the way),
`open_challenges`, `challenges`; `issuer` (the two public documents of a pool).
"""
