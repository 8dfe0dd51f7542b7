"""What may those credentials do? How IAM's policies are read and evaluated.

Reading order: `wildcards` (what `*` and `?` stand for), `resource_pattern` (the same in an ARN,
whose colons bound them).
"""
