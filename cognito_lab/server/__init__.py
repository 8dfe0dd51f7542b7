"""The lab behind a port of this machine, in a process of its own: `cognito-lab serve`.

Nothing here decides anything about AWS: a request that may come in goes to the same wire as
every other (`cognito_lab.aws.wsgi`).

Reading order: `doors` (whose requests come in: this machine's, under its own names),
`cross_origin` (what a page in a browser has to be told before it may call), `bodies` (a body is
read whole before it is answered), `serving` (the lab, the port, and their end).
"""
