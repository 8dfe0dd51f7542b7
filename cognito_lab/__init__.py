"""Cognito's two halves, taken apart and put together again on a mocked AWS.

Where things are, in reading order:

- `evidence`  what a decision says of itself
- `known_error` an error that is known to the word, with its remedy
- `flow`      what crossed the wire: calls, actors, masking, traces
- `sign_in`   who are you? the rules of a user pool's sign-up and sign-in
- `tokens`    what were you given, and why trust it? keys and tokens
- `policies`  what may those credentials do? IAM's policies, evaluated as AWS does
- `exchange`  which AWS credentials do you get for a login? identity pools, roles, trust
- `aws`       the mocked AWS: `start_lab()`, and all that the lab adds to moto
- `cell_output` what a cell shows: HTML with a plain text beside it
- `diagrams`  data in, picture out
- `panels`    pictures with controls
- `exercises` a task, hints, and a check that runs the learner's own answer
- `project_folder` where the project lies on this machine
- `server`    the lab behind a port of this machine
- `cli`       the `cognito-lab` command

`evidence`, `known_error`, `flow`, `sign_in`, `tokens`, `policies` and `exchange` are the core:
pure rules that know nothing of the mock.
`from cognito_lab.aws import start_lab` is the one door.
"""
