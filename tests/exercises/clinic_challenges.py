"""How the clinic's errors of challenges and second factors are provoked and mended."""

from __future__ import annotations

import json

from cognito_lab.aws import Lab
from tests.exercises.clinic_scene import (
    ANOTHER,
    EMAIL,
    PASSWORD,
    PHONE,
    PREFERRED,
    Answer,
    Scene,
    Steps,
    app_code,
    attributes,
    provokes,
)

_RESPOND = "RespondToAuthChallenge"
_REQUIRED = [{"Name": "email", "Required": True, "Mutable": True}]
_FACTORS = {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}}


def asked_for_a_code(lab: Lab) -> tuple[Scene, Answer]:
    """A sign-in by a code that is sent by e-mail, in the place of a password."""
    scene = Scene(lab, Policies=_FACTORS).with_user()
    return scene, scene.begin("USER_AUTH", PREFERRED_CHALLENGE="EMAIL_OTP")


def asked_for_a_new_password(lab: Lab, **given: str) -> tuple[Scene, Answer]:
    """The first sign-in of somebody whom an administrator has made."""
    scene = Scene(lab, Schema=_REQUIRED)
    scene.with_temporary_password(UserAttributes=attributes(**given))
    return scene, scene.sign_in()


@provokes(_RESPOND, "session-used-up")
def session_used_up(lab: Lab) -> Steps:
    scene, challenge = asked_for_a_code(lab)
    scene.answer(challenge, EMAIL_OTP_CODE=scene.code)
    yield lambda: scene.answer(challenge, EMAIL_OTP_CODE=scene.code)
    another = scene.begin("USER_AUTH", PREFERRED_CHALLENGE="EMAIL_OTP")
    yield lambda: scene.answer(another, EMAIL_OTP_CODE=scene.code)


@provokes(_RESPOND, "session-of-something-else")
def session_of_something_else(lab: Lab) -> Steps:
    scene, challenge = asked_for_a_code(lab)
    code = {"EMAIL_OTP_CODE": scene.code}
    scene.sign_up("ben")
    yield lambda: scene.answer(challenge, username="ben", **code)
    yield lambda: scene.answer(challenge, **code)


@provokes(_RESPOND, "session-too-old")
def session_too_old(lab: Lab) -> Steps:
    scene, challenge = asked_for_a_code(lab)
    lab.clock.advance(minutes=3)
    yield lambda: scene.answer(challenge, EMAIL_OTP_CODE=scene.code)
    another = scene.begin("USER_AUTH", PREFERRED_CHALLENGE="EMAIL_OTP")
    lab.clock.advance(minutes=2)
    yield lambda: scene.answer(another, EMAIL_OTP_CODE=scene.code)


@provokes(_RESPOND, "answer-missing")
def answer_missing(lab: Lab) -> Steps:
    scene, challenge = asked_for_a_code(lab)
    yield lambda: scene.answer(challenge, CODE=scene.code)
    yield lambda: scene.answer(challenge, EMAIL_OTP_CODE=scene.code)


@provokes(_RESPOND, "wrong-proof")
def wrong_proof(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    yield lambda: scene.prove(ANOTHER)
    yield scene.prove


@provokes(_RESPOND, "malformed-timestamp")
def malformed_timestamp(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    yield lambda: scene.prove(timestamp="2026-01-05T09:00:00Z")
    yield scene.prove


@provokes(_RESPOND, "not-on-offer")
def not_on_offer(lab: Lab) -> Steps:
    scene = Scene(lab, Policies=_FACTORS).with_user()
    challenge = scene.begin("USER_AUTH")
    assert "SMS_OTP" not in challenge["AvailableChallenges"]
    yield lambda: scene.answer(challenge, ANSWER="SMS_OTP")
    yield lambda: scene.answer(challenge, ANSWER="EMAIL_OTP")


@provokes(_RESPOND, "wrong-code")
def wrong_code(lab: Lab) -> Steps:
    scene, challenge = asked_for_a_code(lab)
    yield lambda: scene.answer(challenge, EMAIL_OTP_CODE=scene.wrong_code)
    yield lambda: scene.answer(challenge, EMAIL_OTP_CODE=scene.code)


@provokes(_RESPOND, "code-used-up")
def code_used_up(lab: Lab) -> Steps:
    scene, first = asked_for_a_code(lab)
    second = scene.begin("USER_AUTH", PREFERRED_CHALLENGE="EMAIL_OTP")
    scene.answer(second, EMAIL_OTP_CODE=scene.code)
    yield lambda: scene.answer(first, EMAIL_OTP_CODE=scene.code)
    third = scene.begin("USER_AUTH", PREFERRED_CHALLENGE="EMAIL_OTP")
    yield lambda: scene.answer(third, EMAIL_OTP_CODE=scene.code)


@provokes(_RESPOND, "alias-taken")
def alias_taken(lab: Lab) -> Steps:
    scene = Scene(lab, AliasAttributes=["preferred_username"]).with_user()
    scene.as_user("update_user_attributes", UserAttributes=attributes(preferred_username="red"))
    scene.as_administrator("admin_create_user", "ben", TemporaryPassword=PASSWORD)
    challenge = scene.sign_in(username="ben")

    def choose(name: str) -> Answer:
        chosen = {"userAttributes.preferred_username": name}
        return scene.answer(challenge, username="ben", NEW_PASSWORD=ANOTHER, **chosen)

    yield lambda: choose("red")
    yield lambda: choose("blue")


@provokes(_RESPOND, "weak-password")
def weak_password(lab: Lab) -> Steps:
    scene, challenge = asked_for_a_new_password(lab, email=EMAIL)
    yield lambda: scene.answer(challenge, NEW_PASSWORD="Ab1!")
    yield lambda: scene.answer(challenge, NEW_PASSWORD=ANOTHER)


@provokes(_RESPOND, "password-used-before")
def password_used_before(lab: Lab) -> Steps:
    policy = {"PasswordPolicy": {"MinimumLength": 8, "PasswordHistorySize": 3}}
    scene = Scene(lab, Policies=policy).with_temporary_password()
    challenge = scene.sign_in()
    yield lambda: scene.answer(challenge, NEW_PASSWORD=PASSWORD)
    yield lambda: scene.answer(challenge, NEW_PASSWORD=ANOTHER)


@provokes(_RESPOND, "attribute-missing")
def attribute_missing(lab: Lab) -> Steps:
    scene, challenge = asked_for_a_new_password(lab)
    yield lambda: scene.answer(challenge, NEW_PASSWORD=ANOTHER)
    (missing,) = json.loads(challenge["ChallengeParameters"]["requiredAttributes"])
    yield lambda: scene.answer(challenge, NEW_PASSWORD=ANOTHER, **{missing: EMAIL})


@provokes(_RESPOND, "attribute-there-already")
def attribute_there_already(lab: Lab) -> Steps:
    scene, challenge = asked_for_a_new_password(lab, email=EMAIL)
    other = {"userAttributes.email": "ana@example.org"}
    yield lambda: scene.answer(challenge, NEW_PASSWORD=ANOTHER, **other)
    yield lambda: scene.answer(challenge, NEW_PASSWORD=ANOTHER)


@provokes("AssociateSoftwareToken", "apps-not-on-offer")
def apps_not_on_offer(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    yield scene.new_app_secret
    scene.offer("APP")
    yield scene.new_app_secret


@provokes("VerifySoftwareToken", "no-secret-asked-for")
def no_secret_asked_for(lab: Lab) -> Steps:
    scene = Scene(lab).offer("APP").with_user()
    yield lambda: scene.as_user("verify_software_token", UserCode="123456")
    secret, _ = scene.new_app_secret()
    yield lambda: scene.as_user("verify_software_token", UserCode=app_code(secret))


@provokes("VerifySoftwareToken", "wrong-code")
def wrong_first_code(lab: Lab) -> Steps:
    scene = Scene(lab).offer("APP").with_user()
    secret, _ = scene.new_app_secret()
    yield lambda: scene.as_user("verify_software_token", UserCode=other_than(app_code(secret)))
    yield lambda: scene.as_user("verify_software_token", UserCode=app_code(secret))


@provokes("SetUserMFAPreference", "factor-not-set-up")
def factor_not_set_up(lab: Lab) -> Steps:
    scene = Scene(lab).offer("APP").with_user()
    wish = {"SoftwareTokenMfaSettings": PREFERRED}
    yield lambda: scene.as_user("set_user_mfa_preference", **wish)
    secret, token = scene.new_app_secret()
    scene.idp.verify_software_token(AccessToken=token, UserCode=app_code(secret))
    yield lambda: scene.as_user("set_user_mfa_preference", **wish)


@provokes("SetUserMFAPreference", "mfa-is-required")
def mfa_is_required(lab: Lab) -> Steps:
    scene = Scene(lab).offer("SMS", "EMAIL").with_user(phone_number=PHONE)
    token = scene.sign_in()["AuthenticationResult"]["AccessToken"]
    scene.prefer(SMSMfaSettings=PREFERRED, EmailMfaSettings={"Enabled": True})
    scene.offer("SMS", "EMAIL", mfa="ON")

    def wish(**settings: bool) -> None:
        scene.idp.set_user_mfa_preference(AccessToken=token, SMSMfaSettings=settings)

    yield lambda: wish(Enabled=False)
    yield lambda: wish(Enabled=True, PreferredMfa=False)


@provokes("SetUserMFAPreference", "preferred-and-off")
def preferred_and_off(lab: Lab) -> Steps:
    scene = Scene(lab).offer("SMS").with_user(phone_number=PHONE)
    only_preferred = {"PreferredMfa": True}
    yield lambda: scene.as_user("set_user_mfa_preference", SMSMfaSettings=only_preferred)
    yield lambda: scene.as_user("set_user_mfa_preference", SMSMfaSettings=PREFERRED)


@provokes("SetUserMFAPreference", "two-preferred")
def two_preferred(lab: Lab) -> Steps:
    scene = Scene(lab).offer("SMS", "EMAIL").with_user(phone_number=PHONE)
    by_sms = {"SMSMfaSettings": PREFERRED}
    yield lambda: scene.as_user("set_user_mfa_preference", EmailMfaSettings=PREFERRED, **by_sms)
    on = {"Enabled": True}
    yield lambda: scene.as_user("set_user_mfa_preference", EmailMfaSettings=on, **by_sms)


@provokes(_RESPOND, "wrong-app-code")
def wrong_app_code(lab: Lab) -> Steps:
    scene = Scene(lab).offer("APP").with_user()
    secret = scene.with_authenticator()
    challenge = scene.sign_in()
    wrong = other_than(app_code(secret))
    yield lambda: scene.answer(challenge, SOFTWARE_TOKEN_MFA_CODE=wrong)
    yield lambda: scene.answer(challenge, SOFTWARE_TOKEN_MFA_CODE=app_code(secret))


@provokes(_RESPOND, "app-code-used-before")
def app_code_used_before(lab: Lab) -> Steps:
    scene = Scene(lab).offer("APP").with_user()
    secret = scene.with_authenticator()
    used = app_code(secret)
    scene.answer(scene.sign_in(), SOFTWARE_TOKEN_MFA_CODE=used)
    challenge = scene.sign_in()
    yield lambda: scene.answer(challenge, SOFTWARE_TOKEN_MFA_CODE=used)
    lab.clock.advance(seconds=30)
    yield lambda: scene.answer(challenge, SOFTWARE_TOKEN_MFA_CODE=app_code(secret))


@provokes(_RESPOND, "wrong-second-code")
def wrong_second_code(lab: Lab) -> Steps:
    scene = Scene(lab).offer("SMS").with_user(phone_number=PHONE)
    scene.prefer(SMSMfaSettings=PREFERRED)
    challenge = scene.sign_in()
    yield lambda: scene.answer(challenge, SMS_MFA_CODE=scene.wrong_code)
    yield lambda: scene.answer(challenge, SMS_MFA_CODE=scene.code)


@provokes(_RESPOND, "factor-not-on-offer")
def factor_not_on_offer(lab: Lab) -> Steps:
    scene = Scene(lab).offer("SMS", "EMAIL").with_user(phone_number=PHONE)
    on = {"Enabled": True}
    scene.prefer(SMSMfaSettings=on, EmailMfaSettings=on)
    challenge = scene.sign_in()
    yield lambda: scene.answer(challenge, ANSWER="SOFTWARE_TOKEN_MFA")
    yield lambda: scene.answer(challenge, ANSWER="SMS_MFA")


@provokes(_RESPOND, "setup-not-finished")
def setup_not_finished(lab: Lab) -> Steps:
    scene = Scene(lab).with_user().offer("APP", mfa="ON")
    challenge = scene.sign_in()
    yield lambda: scene.answer(challenge)
    shown = scene.idp.associate_software_token(Session=challenge["Session"])
    code = app_code(shown["SecretCode"])
    verified = scene.idp.verify_software_token(Session=shown["Session"], UserCode=code)
    yield lambda: scene.answer(verified, name="MFA_SETUP")


def other_than(code: str) -> str:
    """A code of the same length that no app with this code shows now or about now."""
    return f"{(int(code) + 500_000) % 1_000_000:06}"
