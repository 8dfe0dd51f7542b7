"""The learner's own mailbox: what is in it, in which order, and how it prints."""

import datetime as dt

import pytest

from cognito_lab.aws import Lab
from cognito_lab.aws.outbox import Message, Outbox
from tests.aws.app import App, MakeApp

NOON = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)


def message(recipient: str, code: str | None = "123456", subject: str | None = "Code") -> Message:
    return Message(recipient, "EMAIL", "sign-up", code, f"Your code is {code}.", subject, NOON)


@pytest.fixture
def outbox() -> Outbox:
    outbox = Outbox()
    for number, recipient in enumerate(("ana@example.com", "bo@example.com", "ana@example.com")):
        outbox.send(message(recipient, code=str(number) * 6))
    return outbox


def test_messages_stand_in_the_order_in_which_they_were_sent(outbox: Outbox) -> None:
    assert [mail.code for mail in outbox] == ["000000", "111111", "222222"]
    assert (outbox[0].code, outbox[-1].code, len(outbox)) == ("000000", "222222", 3)
    assert [mail.code for mail in outbox[1:]] == ["111111", "222222"]


def test_the_messages_of_one_address_can_be_asked_for(outbox: Outbox) -> None:
    assert [mail.code for mail in outbox.to("ana@example.com")] == ["000000", "222222"]
    assert outbox.to("nobody@example.com") == []


@pytest.mark.parametrize("index", [0, -1, 5])
def test_an_empty_outbox_says_that_nothing_was_sent(index: int) -> None:
    with pytest.raises(IndexError, match="the outbox is empty: nothing has been sent yet"):
        Outbox()[index]


def test_it_prints_one_line_for_each_message_with_its_code(outbox: Outbox) -> None:
    assert repr(Outbox()) == "<the outbox is empty>"
    assert repr(outbox).splitlines() == [
        "EMAIL to ana@example.com [Code] Your code is 000000.",
        "EMAIL to bo@example.com [Code] Your code is 111111.",
        "EMAIL to ana@example.com [Code] Your code is 222222.",
    ]
    assert str(message("+15550100", subject=None)) == "EMAIL to +15550100 Your code is 123456."


def test_clearing_it_forgets_every_message(outbox: Outbox) -> None:
    outbox.clear()
    assert list(outbox) == []


def test_a_message_of_cognito_says_to_whom_why_when_and_with_what_code(lab: Lab, app: App) -> None:
    app.sign_up("ana", email="ana@example.com")
    (mail,) = lab.outbox
    assert (mail.recipient, mail.medium) == ("ana@example.com", "EMAIL")
    assert (mail.subject, mail.purpose) == ("Your verification code", "sign-up")
    assert mail.code is not None
    assert mail.code.isdigit()
    assert len(mail.code) == 6
    assert mail.text == f"Your verification code is {mail.code}."
    assert mail.at == lab.trace[-1].at


def test_a_pools_own_words_and_medium_are_used(lab: Lab, make_app: MakeApp) -> None:
    app = make_app(
        AutoVerifiedAttributes=["phone_number"],
        VerificationMessageTemplate={"SmsMessage": "{####}: welcome"},
    )
    app.sign_up("ana", phone_number="+15550100100")
    (mail,) = lab.outbox
    assert (mail.recipient, mail.medium, mail.subject) == ("+15550100100", "SMS", None)
    assert mail.text == f"{mail.code}: welcome"


def test_a_pool_that_verifies_nothing_sends_nothing(lab: Lab, make_app: MakeApp) -> None:
    make_app(AutoVerifiedAttributes=[]).sign_up("ana", email="ana@example.com")
    assert list(lab.outbox) == []
    assert lab.trace.notes == ()
