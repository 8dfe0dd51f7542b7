"""The flow player as somebody without a mouse uses it."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.keyboard import tab_to

# The innermost panel: the visualizer is one too, and the player stands in it.
_PANEL = ".cognito-lab:not(:has(.cognito-lab))"


@dataclass(frozen=True)
class Player:
    """One flow player on a page."""

    page: Page
    panel: Locator

    @classmethod
    def on(cls, page: Page) -> "Player":
        """The first player of the page."""
        previous = page.get_by_role("button", name="Previous", exact=True)
        panel = page.locator(_PANEL).filter(has=previous).first
        panel.wait_for()
        panel.scroll_into_view_if_needed()
        return cls(page, panel)

    @property
    def call(self) -> str:
        """The call that is shown, such as `3. SignUp`."""
        text = self.panel.locator(".cl-head h3").inner_text()
        found = re.match(r"\d+\. \S+", text)
        assert found, f"the heading is {text!r}"
        return found[0]

    @property
    def calls(self) -> list[str]:
        """All calls, in order, as the list to jump to names them."""
        options = self.panel.get_by_label("Jump to").locator("option").all_text_contents()
        plain = (option.replace("\xa0", " ").strip() for option in options)  # no-break spaces
        found = (re.match(r"\d+\. \S+", option) for option in plain)
        return [match[0] for match in found if match]

    @property
    def place(self) -> str:
        """Where it stands, such as `3 of 21`."""
        return self.panel.get_by_text(re.compile(r"^\d+ of \d+$")).inner_text()

    @property
    def picture(self) -> str:
        """The picture's markup."""
        return self.panel.locator(".cl-picture").inner_html()

    def control(self, name: str) -> Locator:
        """A button by its words, or the slider."""
        if name == "slider":
            return self.panel.locator(".noUi-handle").first
        return self.panel.get_by_role("button", name=name, exact=True)

    def choose(self, name: str, option: str) -> None:
        """Choose what begins with these words in the list of this name, such as `Jump to`."""
        field = self.panel.get_by_label(name, exact=True)
        for label in field.locator("option").all_text_contents():
            if label.replace("\xa0", " ").strip().startswith(option):
                field.select_option(label=label)
                return
        raise AssertionError(f"{name} has no option {option!r}")

    def see(self, call: str) -> None:
        """Wait until this call is shown, such as `3. SignUp`."""
        expect(self.panel.locator(".cl-head h3")).to_contain_text(f"{call} ")

    def tab_to(self, name: str) -> None:
        """Press Tab until the control has the focus; fails if it never gets it."""
        tab_to(self.page, self.control(name))

    def press(self, key: str) -> None:
        """Press a key on whatever has the focus, and wait until the picture is another one."""
        picture = self.panel.locator(".cl-picture")
        before = picture.inner_html()
        self.page.keyboard.press(key)
        self.page.wait_for_function(
            """([panel, before]) => {
                const picture = panel.querySelector(".cl-picture");
                return picture && picture.innerHTML !== before;
            }""",
            arg=[self.panel.element_handle(), before],
        )
