"""STS on the mock: temporary credentials, given where the trust policy and the token allow it.

Reading order: `callers` (whose call it is), `backend` (who am I?), `session_request` (the session
that is asked for), `web_identity` (who vouches for a token), `responses` (the operations).
"""
