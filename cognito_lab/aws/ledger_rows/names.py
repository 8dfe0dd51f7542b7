"""What the rows of the ledger name again and again: AWS's documents and operations."""

from __future__ import annotations

GUIDE = "https://docs.aws.amazon.com/cognito/latest/developerguide/"
API = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/"

EVERY_OPERATION = ("every operation",)
INITIATE = ("InitiateAuth", "AdminInitiateAuth")
RESPOND = ("RespondToAuthChallenge", "AdminRespondToAuthChallenge")
GIVE_TOKENS = (*INITIATE, *RESPOND)
GET_TOKENS = "GetTokensFromRefreshToken"
MAKE_TOKENS = (*GIVE_TOKENS, GET_TOKENS)
"""What answers with an ID and an access token: the end of a sign-in, and a refresh."""
MIGRATE_A_USER = (*INITIATE, "ForgotPassword")
"""What makes a user whom a UserMigration trigger brings."""
