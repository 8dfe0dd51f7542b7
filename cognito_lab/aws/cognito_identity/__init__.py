"""Identity pools on the mock: whoever comes is checked, and a role is given for reasons.

Reading order: `pools` (a pool and what it keeps), `identities` (whom it knows), `settings` (a pool
as an exchange looks at it), `user_pool_sign_outs` (who is signed out there), `pool_operations`,
`pool_tags`, `role_operations` (which roles it gives), `role_mapping_check` (mappings that can be),
`principal_tag_operations`, `visitors` (who comes, with which logins), `identity_operations`,
`credentials_operation` (the enhanced flow), `open_id_tokens` (the classic one),
`developer_operations`, `issuer` (the public keys of its tokens), `exchange_setting` (a pool on
paper), `responses` (all of them).

What is decided stands in `cognito_lab.exchange` and nowhere here.
"""
