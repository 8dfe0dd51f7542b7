"""USER_SRP_AUTH on the wire: the right proof opens, and nothing else does."""

import datetime as dt
from typing import Any

import jwt
import pytest

from cognito_lab.aws import Lab
from cognito_lab.sign_in.srp_group import N
from cognito_lab.sign_in.srp_timestamp import format_timestamp
from tests.aws.app import App, MakeApp, Refusal
from tests.aws.cognito_idp.srp_app import SrpSignIn

INCORRECT = ("NotAuthorizedException", "Incorrect username or password.")
OTHER_SESSION = ("NotAuthorizedException", "Invalid session for the user.")
USED = (
    "NotAuthorizedException",
    "Invalid session for the user, session can only be used once.",
)


@pytest.fixture
def app_with_ana(app: App) -> App:
    app.confirmed_user("ana")
    return app


def test_the_right_proof_gives_tokens_of_that_user(app_with_ana: App) -> None:
    sign_in = SrpSignIn(app_with_ana)
    tokens = sign_in.respond(sign_in.claim())["AuthenticationResult"]
    claims = jwt.decode(tokens["IdToken"], options={"verify_signature": False})
    assert claims["cognito:username"] == "ana"


def test_the_password_crosses_the_wire_at_sign_up_and_never_again(
    app_with_ana: App, lab: Lab
) -> None:
    before = len(lab.trace)
    sign_in = SrpSignIn(app_with_ana)
    sign_in.respond(sign_in.claim())
    sent = [call.request.body for call in lab.trace.revealed()[before:] if call.request]
    assert len(sent) == 2
    assert not any("Correct-Horse-1" in body for body in sent)


def test_the_challenge_names_the_user_and_has_no_session(app_with_ana: App) -> None:
    sign_in = SrpSignIn(app_with_ana)
    assert sign_in.challenge["ChallengeName"] == "PASSWORD_VERIFIER"
    assert "Session" not in sign_in.challenge
    assert sign_in.parameters["USER_ID_FOR_SRP"] == sign_in.parameters["USERNAME"] == "ana"


def test_salt_stays_and_the_rest_is_new_each_time(app_with_ana: App) -> None:
    first, second = SrpSignIn(app_with_ana).parameters, SrpSignIn(app_with_ana).parameters
    assert first["SALT"] == second["SALT"]
    assert first["SRP_B"] != second["SRP_B"]
    assert first["SECRET_BLOCK"] != second["SECRET_BLOCK"]


def test_a_new_password_gets_a_new_salt(app_with_ana: App, cognito_idp: Any) -> None:
    before = SrpSignIn(app_with_ana).parameters["SALT"]
    cognito_idp.admin_set_user_password(
        UserPoolId=app_with_ana.user_pool_id,
        Username="ana",
        Password="Quite-Another-2",
        Permanent=True,
    )
    sign_in = SrpSignIn(app_with_ana)
    assert sign_in.parameters["SALT"] != before
    assert "AuthenticationResult" in sign_in.respond(sign_in.claim("Quite-Another-2"))


def test_a_wrong_password_is_refused_and_the_right_one_still_opens(
    app_with_ana: App, refusal: Refusal
) -> None:
    sign_in = SrpSignIn(app_with_ana)
    assert refusal(sign_in.respond, sign_in.claim("Wrong-Horse-1")) == INCORRECT
    again = SrpSignIn(app_with_ana)
    assert "AuthenticationResult" in again.respond(again.claim())


def test_a_block_is_good_for_one_claim_right_or_wrong(app_with_ana: App, refusal: Refusal) -> None:
    sign_in = SrpSignIn(app_with_ana)
    claim = sign_in.claim()
    sign_in.respond(claim)
    assert refusal(sign_in.respond, claim) == USED
    spoilt = SrpSignIn(app_with_ana)
    assert refusal(spoilt.respond, spoilt.claim("Wrong-Horse-1")) == INCORRECT
    assert refusal(spoilt.respond, spoilt.claim()) == USED


def test_another_users_name_is_refused(app_with_ana: App, refusal: Refusal) -> None:
    app_with_ana.confirmed_user("ben")
    sign_in = SrpSignIn(app_with_ana)
    claim = {**sign_in.claim(), "USERNAME": "ben"}
    assert refusal(sign_in.respond, claim) == OTHER_SESSION


def test_another_app_client_is_refused(
    app_with_ana: App, cognito_idp: Any, refusal: Refusal
) -> None:
    other = cognito_idp.create_user_pool_client(
        UserPoolId=app_with_ana.user_pool_id, ClientName="other"
    )["UserPoolClient"]["ClientId"]
    sign_in = SrpSignIn(app_with_ana)
    assert refusal(sign_in.respond, sign_in.claim(), other) == OTHER_SESSION
    assert "AuthenticationResult" in sign_in.respond(sign_in.claim())


def test_a_challenge_of_another_pool_is_refused(make_app: MakeApp, refusal: Refusal) -> None:
    here, there = make_app(), make_app()
    here.confirmed_user("ana")
    there.confirmed_user("ana")
    sign_in = SrpSignIn(here)
    assert refusal(sign_in.respond, sign_in.claim(), there.client_id) == USED


@pytest.mark.parametrize(
    ("away", "accepted"),
    [
        (dt.timedelta(minutes=-4), True),
        (dt.timedelta(minutes=4), True),
        (dt.timedelta(minutes=-6), False),
        (dt.timedelta(minutes=6), False),
        (dt.timedelta(days=365), False),
    ],
    ids=str,
)
def test_a_timestamp_has_to_be_of_now(
    app_with_ana: App, lab: Lab, refusal: Refusal, away: dt.timedelta, accepted: bool
) -> None:
    sign_in = SrpSignIn(app_with_ana)
    claim = sign_in.claim(timestamp=format_timestamp(lab.clock.now() + away))
    if accepted:
        assert "AuthenticationResult" in sign_in.respond(claim)
    else:
        assert refusal(sign_in.respond, claim) == INCORRECT


@pytest.mark.parametrize(
    "timestamp",
    [
        "2026-01-05T09:00:00Z",
        "Mon Jan 5 09:00:00 2026",
        "Mo Jan 5 09:00:00 UTC 2026",
        "now",
        "\ud800",
    ],
)
def test_a_malformed_timestamp_is_named(
    app_with_ana: App, refusal: Refusal, timestamp: str
) -> None:
    sign_in = SrpSignIn(app_with_ana)
    claim = {**sign_in.claim(), "TIMESTAMP": timestamp}
    code, words = refusal(sign_in.respond, claim)
    assert code == "InvalidParameterException"
    assert words.startswith("TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy")


@pytest.mark.parametrize("signature", ["bm90IGl0", "not base64!", "AAAA", "=" * 44, "é"])
def test_a_garbage_signature_is_refused(
    app_with_ana: App, refusal: Refusal, signature: str
) -> None:
    sign_in = SrpSignIn(app_with_ana)
    claim = {**sign_in.claim(), "PASSWORD_CLAIM_SIGNATURE": signature}
    assert refusal(sign_in.respond, claim) == INCORRECT


@pytest.mark.parametrize(
    "public_a",
    ["0", "00", f"{N:x}", f"{2 * N:x}", "xyz", "-1", "0x12", "1_0", " 1", "٣", "f" * 2000],
    ids=["zero", "two zeros", "N", "2N", "letters", "minus", "0x", "_", "space", "Arabic", "long"],
)
def test_an_a_with_which_nobody_needs_a_password_is_refused_at_once(
    app_with_ana: App, refusal: Refusal, public_a: str
) -> None:
    code, _ = refusal(SrpSignIn, app_with_ana, SRP_A=public_a)
    assert code == "InvalidParameterException"


def test_a_challenge_that_is_too_old_is_refused(
    app_with_ana: App, lab: Lab, refusal: Refusal
) -> None:
    sign_in = SrpSignIn(app_with_ana)
    lab.clock.advance(minutes=3)
    code, words = refusal(sign_in.respond, sign_in.claim())
    assert (code, words) == (
        "NotAuthorizedException",
        "Invalid session for the user, session is expired.",
    )


def test_users_who_are_stored_under_their_sub_sign_in_by_their_address(make_app: MakeApp) -> None:
    app = make_app(UsernameAttributes=["email"])
    app.sign_up("ana@example.com")
    app.confirm("ana@example.com", app.lab.outbox[-1].code)
    sign_in = SrpSignIn(app, "ana@example.com")
    assert sign_in.parameters["USERNAME"] != "ana@example.com"
    assert "AuthenticationResult" in sign_in.respond(sign_in.claim())


def test_a_temporary_password_leads_to_a_new_one_by_srp_too(app: App, cognito_idp: Any) -> None:
    cognito_idp.admin_create_user(
        UserPoolId=app.user_pool_id, Username="bob", TemporaryPassword="Temporary-1"
    )
    sign_in = SrpSignIn(app, "bob")
    challenge = sign_in.respond(sign_in.claim("Temporary-1"))
    assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    assert challenge["Session"]


class TestAUserWhoIsNotThere:
    """PreventUserExistenceErrors=ENABLED: nobody can tell an unknown name from a known one."""

    @pytest.fixture
    def silent(self, make_app: MakeApp) -> App:
        app = make_app(client={"PreventUserExistenceErrors": "ENABLED"})
        app.confirmed_user("ana")
        return app

    def test_the_challenge_looks_like_anybodys(self, silent: App) -> None:
        known, unknown = SrpSignIn(silent), SrpSignIn(silent, "nobody")
        assert known.challenge.keys() == unknown.challenge.keys()
        assert known.parameters.keys() == unknown.parameters.keys()
        for name in ("SRP_B", "SECRET_BLOCK"):
            assert abs(len(known.parameters[name]) - len(unknown.parameters[name])) <= 4
        assert unknown.parameters["USER_ID_FOR_SRP"] == "nobody"

    def test_the_salt_is_always_the_same_for_one_name_and_differs_between_names(
        self, silent: App
    ) -> None:
        salts = {name: SrpSignIn(silent, name).parameters["SALT"] for name in ("nobody", "noone")}
        assert SrpSignIn(silent, "nobody").parameters["SALT"] == salts["nobody"]
        assert len(set(salts.values())) == 2

    def test_another_pool_has_another_salt_for_the_same_name(self, make_app: MakeApp) -> None:
        hides = {"PreventUserExistenceErrors": "ENABLED"}
        one, other = make_app(client=hides), make_app(client=hides)
        salts = {SrpSignIn(app, "nobody").parameters["SALT"] for app in (one, other)}
        assert len(salts) == 2

    def test_no_claim_is_right(self, silent: App, refusal: Refusal) -> None:
        sign_in = SrpSignIn(silent, "nobody")
        assert refusal(sign_in.respond, sign_in.claim()) == INCORRECT

    def test_an_app_client_that_tells_says_so_at_once(self, app: App, refusal: Refusal) -> None:
        assert refusal(SrpSignIn, app, "nobody") == (
            "UserNotFoundException",
            "User does not exist.",
        )
