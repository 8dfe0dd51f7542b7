"""What may those credentials do? So far: what the patterns in IAM's policies match.

Reading order: `wildcards` (what `*` and `?` stand for), `resource_pattern` (the same in an ARN,
whose colons bound them).
"""
