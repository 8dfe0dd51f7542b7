"""The visualizer as a page of its own: from a new account to signed in, without a mouse."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.fit import cut_off, without_a_name
from tests.browser.keyboard import tab_to
from tests.browser.player import Player
from tests.browser.servers import Server
from tests.browser.test_flow_player import SCREENS

pytestmark = pytest.mark.browser


class VisualizerPage:
    """The page, and what somebody does on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.player = Player.on(page)

    def press(self, name: str | re.Pattern[str]) -> None:
        """Tab to a button, and press Enter."""
        tab_to(self.page, self.page.get_by_role("button", name=name).first)
        self.page.keyboard.press("Enter")

    def field(self, label: str) -> Locator:
        """A field of the form that is open."""
        return self.page.get_by_label(label, exact=True).filter(visible=True)

    def fill(self, label: str, text: str) -> None:
        """Tab to a field, and type."""
        field = self.field(label)
        expect(field).to_have_count(1)  # one form is open at a time
        tab_to(self.page, field)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(text)

    def see(self, call: str) -> None:
        """Wait until the player shows this call, such as `3. SignUp`."""
        self.player.see(call)

    def read(self, words: str) -> None:
        """Wait until the line that says what came back has these words."""
        expect(self.page.get_by_role("status").filter(has_text=words)).to_be_visible()

    @property
    def hint_was_seen(self) -> bool:
        """Whether the line for pages without a kernel was ever to be seen on this page."""
        return bool(self.page.evaluate("window.hintWasSeen"))


_WATCH_FOR_THE_HINT = """
    window.hintWasSeen = false;
    const look = () => {
        for (const hint of document.querySelectorAll(".cl-hint"))
            if (hint.getClientRects().length) window.hintWasSeen = true;
        requestAnimationFrame(look);
    };
    look();
"""


@pytest.fixture
def opened(voila: Server, visit: Visit) -> Callable[..., VisualizerPage]:
    """Opens the page; it has a world of its own each time."""

    def open_page(**look: int | bool) -> VisualizerPage:
        page = visit(**look).page
        page.add_init_script(_WATCH_FOR_THE_HINT)
        page.goto(voila.url)
        return VisualizerPage(page)

    return open_page


def confirm_and_sign_in(page: VisualizerPage) -> None:
    """By the keyboard: the code that was sent, then the password; the sixth call brings tokens."""
    page.press(re.compile(r"^Use code \d{6}$"))
    expect(page.field("Code")).to_have_value(re.compile(r"^\d{6}$"))
    tab_to(page.page, page.field("Code"))
    page.page.keyboard.press("Enter")
    page.see("5. ConfirmSignUp")
    tab_to(page.page, page.field("Password"))
    page.page.keyboard.press("Enter")
    page.see("6. InitiateAuth")


def build_the_identity_pool(page: VisualizerPage) -> None:
    """By the keyboard; the sixteenth call is its last."""
    page.press("Build the identity pool …")
    page.press(re.compile("^Build the identity pool$"))
    page.see("16. CreateTable")


def test_somebody_signs_up_confirms_and_signs_in(
    opened: Callable[..., VisualizerPage], keep_picture: Callable[[Page, str], None]
) -> None:
    page = opened()
    page.press("Sign up …")
    page.fill("Username", "cleo")
    page.fill("Email", "cleo@example.com")
    page.page.keyboard.press("Enter")
    page.see("5. SignUp")  # 1 to 4 are the scene, and Ana who signed up before

    page.press(re.compile(r"^Use code \d{6}$"))
    expect(page.field("Code")).to_have_value(re.compile(r"^\d{6}$"))
    page.fill("Username", "cleo")
    page.page.keyboard.press("Enter")
    page.see("6. ConfirmSignUp")

    expect(page.field("Code")).to_have_count(0)  # the form of what usually follows is open
    page.fill("Username", "cleo")
    page.page.keyboard.press("Enter")
    page.see("7. InitiateAuth")
    expect(page.page.get_by_text("Your app holds tokens of:")).to_be_visible()
    keep_picture(page.page, "visualizer-signed-in")

    # The player goes through what was done.
    operations = [call.partition(" ")[2] for call in page.player.calls]
    assert operations[-3:] == ["SignUp", "ConfirmSignUp", "InitiateAuth"]
    page.player.tab_to("Previous")
    seen = [page.player.picture]
    for call in reversed(page.player.calls[-3:-1]):
        page.player.press("Enter")
        assert page.player.call == call
        seen.append(page.player.picture)
    assert len(set(seen)) == 3


def test_a_wrong_code_is_refused_and_shown(opened: Callable[..., VisualizerPage]) -> None:
    page = opened()
    page.fill("Code", "000000")
    page.page.keyboard.press("Enter")
    page.see("5. ConfirmSignUp")
    expect(page.page.get_by_role("alert").first).to_contain_text("CodeMismatchException")


def test_a_disabled_user_is_refused_everywhere(
    opened: Callable[..., VisualizerPage], keep_picture: Callable[[Page, str], None]
) -> None:
    page = opened()
    confirm_and_sign_in(page)
    page.press("Refresh")
    page.see("7. InitiateAuth")
    page.press("Who am I?")
    page.see("8. GetUser")

    page.press("Disable …")
    tab_to(page.page, page.field("Username"))
    page.page.keyboard.press("Enter")
    page.see("9. AdminDisableUser")
    page.press("Who am I?")
    page.see("10. GetUser")
    expect(page.page.get_by_role("alert").first).to_contain_text("Access Token has been revoked")
    page.press("Refresh")
    page.see("11. InitiateAuth")
    expect(page.page.get_by_role("alert").first).to_contain_text("NotAuthorizedException")
    keep_picture(page.page, "visualizer-disabled")


def test_an_app_is_set_up_its_code_is_seen_and_asked_for(
    opened: Callable[..., VisualizerPage], keep_picture: Callable[[Page, str], None]
) -> None:
    page = opened()
    confirm_and_sign_in(page)
    page.press("Set up an app")
    page.see("7. AssociateSoftwareToken")
    expect(page.page.locator("img[alt^='Drawing: The secret']")).to_be_in_viewport()
    keep_picture(page.page, "visualizer-qr-code")
    page.press("Look at the app")
    page.read("the app shows")
    shown = re.search(r"the app shows (\d{6})", page.page.inner_text("body"))
    assert shown is not None
    page.fill("Code", shown[1])
    page.page.keyboard.press("Enter")
    page.see("9. SetUserMFAPreference")
    tab_to(page.page, page.field("Password"))
    page.page.keyboard.press("Enter")
    page.see("10. InitiateAuth")
    page.read("the pool asks SOFTWARE_TOKEN_MFA")
    expect(page.field("Code")).to_be_focused()


def test_a_policy_is_tried_on_the_page(
    opened: Callable[..., VisualizerPage], keep_picture: Callable[[Page, str], None]
) -> None:
    page = opened()
    page.press("Try a policy")
    page.read("Allowed by the identity policies")
    action = page.page.get_by_label("Action", exact=True)
    tab_to(page.page, action)
    page.page.keyboard.press("ControlOrMeta+A")
    page.page.keyboard.type("s3:PutObjectAcl")
    expect(page.page.get_by_text("✕ Denied implicitly")).to_be_visible()
    keep_picture(page.page, "visualizer-policy")
    assert cut_off(page.page.locator(".cognito-lab").first) == []


def test_somebodys_tokens_are_looked_into_forged_and_grow_old(
    opened: Callable[..., VisualizerPage], keep_picture: Callable[[Page, str], None]
) -> None:
    page = opened()
    confirm_and_sign_in(page)
    page.press("Look into the tokens")
    page.see("7. GetJsonWebKeySet")
    page.read("Read, not verified")
    tabs = page.page.get_by_role("button", name=re.compile(r"^[●○] \d · "))
    expect(tabs).to_have_count(3)
    expect(tabs.first).to_be_in_viewport()
    keep_picture(page.page, "visualizer-tokens")
    tab_to(page.page, tabs.nth(1))
    page.page.keyboard.press("Enter")
    tab_to(page.page, page.page.get_by_label("payload edited"))
    page.page.keyboard.press("Space")
    expect(page.page.get_by_text("✕ Falls at: signature.")).to_be_visible()
    tab_to(page.page, tabs.nth(2), backwards=True)
    page.page.keyboard.press("Enter")
    page.press("+ 1 hour")  # the lab's clock
    expect(page.page.get_by_text("“signature” and “expiry” did not pass")).to_be_visible()
    assert cut_off(page.page.locator(".cognito-lab").first) == []


def test_a_user_and_a_guest_exchange_and_one_reads_what_the_other_may_not(
    opened: Callable[..., VisualizerPage], keep_picture: Callable[[Page, str], None]
) -> None:
    page = opened()
    confirm_and_sign_in(page)
    build_the_identity_pool(page)
    page.press(re.compile("Exchange$"))
    page.see("18. GetCredentialsForIdentity")
    expect(page.page.locator("img[alt^='Drawing: Enhanced flow']")).to_be_in_viewport()
    expect(page.page.get_by_text("and AWS credentials of:")).to_be_visible()
    keep_picture(page.page, "visualizer-exchange")
    page.press("Who am I to AWS?")
    page.read("assumed-role/members/CognitoIdentityCredentials")
    page.press("Store a photo …")
    page.press(re.compile("^Store a photo$"))
    page.see("20. PutObject")
    page.press("Come as a guest")
    page.see("22. GetCredentialsForIdentity")
    page.press("Store a photo …")
    page.press(re.compile("^Store a photo$"))
    page.see("23. PutObject")
    expect(page.page.get_by_role("alert").first).to_contain_text("AccessDenied")
    keep_picture(page.page, "visualizer-guest-refused")
    assert cut_off(page.page.locator(".cognito-lab").first) == []


def test_an_exchange_is_tried_on_paper_on_the_page(
    opened: Callable[..., VisualizerPage], keep_picture: Callable[[Page, str], None]
) -> None:
    page = opened()
    confirm_and_sign_in(page)
    build_the_identity_pool(page)
    page.press("Look into the exchange")
    page.read("Credentials of the role members")
    expect(page.page.get_by_label("The login is", exact=True)).to_be_in_viewport()
    page.page.get_by_label("The login is", exact=True).select_option("shown an hour later")
    expect(page.page.get_by_text("✕ Refused at the gate “login”")).to_be_visible()
    keep_picture(page.page, "visualizer-exchange-on-paper")
    assert cut_off(page.page.locator(".cognito-lab").first) == []


def test_what_is_for_pages_without_a_kernel_is_never_seen(
    opened: Callable[..., VisualizerPage],
) -> None:
    page = opened()
    hint = page.page.locator(".cl-hint")
    expect(hint).to_have_count(1)
    expect(hint).to_contain_text("Run this cell")
    expect(hint).to_be_hidden()
    page.fill("Code", "000000")
    page.page.keyboard.press("Enter")
    page.see("5. ConfirmSignUp")
    assert not page.hint_was_seen
    hint.evaluate("(element) => element.closest('.widget-html').style.display = 'block'")
    page.page.wait_for_function("window.hintWasSeen")  # so the watch sees what there is to see


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_is_cut_off_and_every_control_has_a_name(
    opened: Callable[..., VisualizerPage], keep_picture: Callable[[Page, str], None], dark: bool
) -> None:
    page = opened(dark=dark)
    whole = page.page.locator(".cognito-lab").first
    for width, height in SCREENS:
        page.page.set_viewport_size({"width": width, "height": height})
        keep_picture(page.page, f"visualizer-{width}-{'dark' if dark else 'light'}")
        assert cut_off(whole) == [], f"{width} by {height}"
    # ipywidgets gives the handle of its slider no name; Jump to does the same, and has one.
    assert [said for said in without_a_name(whole) if 'role="slider"' not in said] == []
    ground = page.page.evaluate("() => document.body.dataset.jpThemeLight")
    assert ground == str(not dark).lower()
