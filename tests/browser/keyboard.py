"""A page without a mouse: Tab to a control, then a key."""

from playwright.sync_api import Locator, Page

MOST_TABS = 90
_FOCUSED = "(element) => element === document.activeElement"


def has_focus(control: Locator) -> bool:
    """Whether keys go to this control now."""
    return bool(control.evaluate(_FOCUSED))


def tab_to(page: Page, control: Locator, backwards: bool = False) -> None:
    """Press Tab until the control has the focus; AssertionError if it never gets it."""
    for _ in range(MOST_TABS):
        if has_focus(control):
            return
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
    raise AssertionError(f"{MOST_TABS} times Tab, and {control} was never reached")
