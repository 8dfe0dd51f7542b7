"""How property tests run: the same examples each time, and no clock on the examples.

A test that fails once in a thousand runs would stop somebody who only wants to learn.
`./lab test --hypothesis-profile=search` looks for new examples.
"""

from hypothesis import settings

settings.register_profile("search", deadline=None, print_blob=True)
settings.register_profile("same", deadline=None, derandomize=True)
settings.load_profile("same")
