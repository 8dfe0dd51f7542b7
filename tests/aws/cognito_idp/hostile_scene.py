"""Two pools with users in every state, whom hostile requests are about; and their whole state."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from moto.cognitoidp.models import cognitoidp_backends
from moto.core.models import DEFAULT_ACCOUNT_ID

from cognito_lab.aws import Lab
from cognito_lab.aws.cognito_idp.open_challenges import OpenChallenge
from cognito_lab.aws.cognito_idp.pools import InOrderOfJoining
from cognito_lab.aws.ledger_rows.names import RESPOND
from cognito_lab.sign_in.challenges import State
from cognito_lab.sign_in.lockout import Lockout
from tests.aws.app import PASSWORD, App, MakeApp
from tests.aws.cognito_idp.hostile import Request, generic, model_of
from tests.aws.cognito_idp.srp_app import SrpSignIn

FLOWS = [
    f"ALLOW_{name}"
    for name in "USER_PASSWORD_AUTH ADMIN_USER_PASSWORD_AUTH USER_SRP_AUTH USER_AUTH CUSTOM_AUTH "
    "REFRESH_TOKEN_AUTH".split()
]
TEMPORARY, NEW = "Temporary-1", "Quite-Another-2"

# What a refusal may change: how often something failed, and what is computed when first needed.
NOT_STATE = frozenset(
    "lockout unknown_lockouts failed_attempts srp _secret world _by_name _names".split()
)
# A wrong proof uses up its block.
_ONE_TRY = (State.PASSWORD_VERIFIER, State.DEVICE_PASSWORD_VERIFIER)
_PLAIN = (str, bytes, int, float, dt.datetime, dt.timedelta, enum.Enum)
_OURS = ("cognito_lab.", "moto.cognitoidp.")


class HostileScene:
    """Ana is confirmed, una is not, bob has a temporary password, rex must reset his; cal is in
    another pool."""

    def __init__(self, lab: Lab, make_app: MakeApp) -> None:
        self.lab = lab
        client = {"ExplicitAuthFlows": FLOWS}
        self.app: App = make_app(client=client)
        self.other: App = make_app(client={**client, "PreventUserExistenceErrors": "ENABLED"})
        idp, app = self.app.cognito_idp, self.app
        self.pool = {"UserPoolId": app.user_pool_id}
        app.sign_up("una", email="una@example.com")
        self.code_of_una = lab.outbox[-1].code
        for each in (app, self.other):
            for name in ("ana", "rex") if each is app else ("cal",):
                each.sign_up(name, email=f"{name}@example.com")
                idp.admin_confirm_sign_up(UserPoolId=each.user_pool_id, Username=name)
        verified = [{"Name": "email_verified", "Value": "true"}]
        for name in ("ana", "rex"):
            idp.admin_update_user_attributes(**self.pool, Username=name, UserAttributes=verified)
        idp.admin_create_user(**self.pool, Username="bob", TemporaryPassword=TEMPORARY)
        idp.create_group(**self.pool, GroupName="readers")
        idp.admin_reset_user_password(**self.pool, Username="rex")
        self.tokens = app.sign_in("ana")
        self.others_tokens = self.other.sign_in("cal")
        idp.forgot_password(ClientId=app.client_id, Username="ana")
        self.code_of_ana = lab.outbox[-1].code
        self.session_of_bob = self._session_of_bob()
        self.srp = SrpSignIn(app, "ana")

    @cached_property
    def claim_of_ana(self) -> dict[str, str]:
        """What proves to `srp` that she is it."""
        return self.srp.claim()

    def _session_of_bob(self) -> str:
        challenge = self.app.cognito_idp.initiate_auth(
            ClientId=self.app.client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": "bob", "PASSWORD": TEMPORARY},
        )
        return str(challenge["Session"])

    @property
    def foreign(self) -> list[object]:
        """Ids and secrets that exist and belong elsewhere."""
        return [
            self.other.user_pool_id,
            self.other.client_id,
            self.others_tokens["AccessToken"],
            self.others_tokens["RefreshToken"],
            self.tokens["IdToken"],
            self.tokens["RefreshToken"],
            self.session_of_bob,
            self.code_of_una,
            self.code_of_ana,
            *("ana", "una", "bob", "rex", "cal", "nobody"),
        ]

    def good_requests(self, operation: str) -> list[Request]:
        """Good requests of an operation: those that are listed here, or one made by its model."""
        if operation in RESPOND:
            pool = self.pool if operation.startswith("Admin") else {}
            return [{**pool, **each} for each in self._answers()]
        listed = self._listed().get(operation)
        return listed or [generic(model_of(operation).input_shape, self._known())]

    def _known(self) -> Mapping[str, object]:
        return {
            **self.pool,
            "ClientId": self.app.client_id,
            "Username": "ana",
            "AccessToken": self.tokens["AccessToken"],
            "Password": NEW,
            "PreviousPassword": PASSWORD,
            "ProposedPassword": NEW,
            "ConfirmationCode": self.code_of_ana,
            "GroupName": "readers",
            "AttributeName": "email",
            "UserAttributeNames": ["email"],
            "UserAttributes": [{"Name": "name", "Value": "Ana"}],
            "Token": self.tokens["RefreshToken"],
            "RefreshToken": self.tokens["RefreshToken"],
            "Filter": 'email ^= "ana"',
            "SoftwareTokenMfaSettings": {"Enabled": False, "PreferredMfa": False},
            "SoftwareTokenMfaConfiguration": {"Enabled": True},
            "MfaConfiguration": "OPTIONAL",
            "UserCode": "123456",
            "PoolName": "another",
            "ClientName": "another",
        }

    def _listed(self) -> dict[str, list[Request]]:
        client, password = {"ClientId": self.app.client_id}, {"USERNAME": "ana"}
        una = {**client, "Username": "una"}
        srp_a = {**password, "SRP_A": self.srp.client.public_a}
        refresh = {"REFRESH_TOKEN": self.tokens["RefreshToken"]}
        flows: list[tuple[str, Request]] = [
            ("USER_PASSWORD_AUTH", {**password, "PASSWORD": PASSWORD}),
            ("USER_PASSWORD_AUTH", {"USERNAME": "bob", "PASSWORD": TEMPORARY}),
            ("USER_SRP_AUTH", srp_a),
            ("USER_AUTH", password),
            ("USER_AUTH", {**password, "PREFERRED_CHALLENGE": "PASSWORD", "PASSWORD": PASSWORD}),
            ("USER_AUTH", {**srp_a, "PREFERRED_CHALLENGE": "PASSWORD_SRP"}),
            ("CUSTOM_AUTH", password),
            ("REFRESH_TOKEN_AUTH", refresh),
        ]
        begin: list[Request] = [
            {**client, "AuthFlow": flow, "AuthParameters": parameters} for flow, parameters in flows
        ]
        sign_up = {
            **client,
            "Username": "new",
            "Password": NEW,
            "UserAttributes": [{"Name": "email", "Value": "new@example.com"}],
        }
        return {
            "SignUp": [sign_up],
            "ConfirmSignUp": [{**una, "ConfirmationCode": self.code_of_una}],
            "ResendConfirmationCode": [una],
            "AdminConfirmSignUp": [{**self.pool, "Username": "una"}],
            "AdminCreateUser": [
                {
                    **self.pool,
                    "Username": "new",
                    "TemporaryPassword": TEMPORARY,
                    "UserAttributes": sign_up["UserAttributes"],
                }
            ],
            "InitiateAuth": begin,
            "AdminInitiateAuth": [
                {**self.pool, **each} for each in self._for_administrators(begin)
            ],
        }

    def _answers(self) -> list[Request]:
        client = {"ClientId": self.app.client_id}
        return [
            {
                **client,
                "ChallengeName": "NEW_PASSWORD_REQUIRED",
                "Session": self.session_of_bob,
                "ChallengeResponses": {
                    "USERNAME": "bob",
                    "NEW_PASSWORD": NEW,
                    "userAttributes.name": "Bob",
                },
            },
            {
                **client,
                "ChallengeName": "PASSWORD_VERIFIER",
                "ChallengeResponses": self.claim_of_ana,
            },
        ]

    def _for_administrators(self, begin: list[Request]) -> list[Request]:
        return [
            {
                **self.pool,
                **each,
                "AuthFlow": each["AuthFlow"].replace("USER_PASSWORD", "ADMIN_USER_PASSWORD"),
            }
            for each in begin
        ]


def forgive() -> None:
    """Forget what failed, so that the next request is looked at."""
    for pool in cognitoidp_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].user_pools.values():
        pool.unknown_lockouts.clear()  # type: ignore[attr-defined]
        for user in pool.users.values():
            user.sign_in.lockout = Lockout()  # type: ignore[attr-defined]


def state(lab: Lab) -> dict[str, object]:
    """All that the pools know, by its place, and how many messages went out."""
    found: dict[str, object] = {"outbox": len(lab.outbox)}
    for region, backend in cognitoidp_backends[DEFAULT_ACCOUNT_ID].items():
        for pool in backend.user_pools.values():
            flatten(pool, f"{region}/{pool.id}", found, ())
    return found


def changed(
    before: dict[str, object], after: dict[str, object]
) -> dict[str, tuple[object, object]]:
    """What is not as it was: before and after, by place."""
    places = before.keys() | after.keys()
    pairs = {place: (before.get(place), after.get(place)) for place in sorted(places)}
    return {place: pair for place, pair in pairs.items() if pair[0] != pair[1]}


def flatten(value: Any, place: str, found: dict[str, object], within: tuple[int, ...]) -> None:
    """Write down every plain value that can be reached, counters left out."""
    if isinstance(value, OpenChallenge):
        value = value.challenge_session
        if value.state in _ONE_TRY:
            return
    if value is None or id(value) in within:
        return
    if isinstance(value, _PLAIN):
        found[place] = value
        return
    within = (*within, id(value))
    if isinstance(value, (set, frozenset, InOrderOfJoining)):
        found[place] = sorted(getattr(item, "group_name", repr(item)) for item in value)
    elif isinstance(value, (list, tuple)):
        for number, item in enumerate(value):
            flatten(item, f"{place}/{number}", found, within)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            flatten(item, f"{place}/{key}", found, within)
    elif type(value).__module__.startswith(_OURS) and not callable(value):
        slots = getattr(type(value), "__slots__", ())
        members = {name: getattr(value, name) for name in slots if hasattr(value, name)}
        for name, item in {**members, **getattr(value, "__dict__", {})}.items():
            if name not in NOT_STATE:
                flatten(item, f"{place}/{name}", found, within)
