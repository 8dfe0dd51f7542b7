"""Whether a panel shows all that it has: nothing cut off, nothing to scroll sideways."""

from playwright.sync_api import Locator

# A pixel is what rounding makes of a width. A button's line is a little higher than the button
# within its border, and nothing of its words is hidden by that.
_CUT_OFF = """(panel) => {
    const found = [];
    const shown = (element) => {
        const style = getComputedStyle(element);
        return element.getClientRects().length > 0 && style.visibility !== "hidden";
    };
    const named = (element) => {
        const text = element.textContent.trim().replace(/\\s+/g, " ").slice(0, 40);
        const start = `<${element.tagName.toLowerCase()} class="${element.getAttribute("class")}">`;
        return `${start} ${text}`;
    };
    const scrolls = (element, edge) => {
        for (let at = element.parentElement; at && edge.contains(at); at = at.parentElement)
            if (["auto", "scroll"].includes(getComputedStyle(at).overflowX)) return true;
        return false;
    };
    const frame = panel.getBoundingClientRect();
    if (frame.right > window.innerWidth + 1) found.push(`the panel ends right of the window`);
    for (const element of [panel, ...panel.querySelectorAll("*")]) {
        if (!shown(element) || element.tagName === "OPTION") continue;
        const box = element.getBoundingClientRect();
        const inPicture = element.closest("svg");
        if (inPicture) {
            // What a picture draws must lie on its ground.
            const ground = inPicture.getBoundingClientRect();
            const out = box.left < ground.left - 1 || box.right > ground.right + 1 ||
                box.top < ground.top - 1 || box.bottom > ground.bottom + 1;
            if (element.tagName === "text" && out)
                found.push(`outside its picture: ${named(element)}`);
            if (element === inPicture && (box.right > frame.right + 1 || box.left < frame.left - 1))
                found.push(`a picture wider than the panel`);
            continue;
        }
        if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1 &&
            !["visible", "inline"].includes(getComputedStyle(element).overflowX))
            found.push(`wider than its place: ${named(element)}`);
        if (box.width > 0 && (box.right > frame.right + 1 || box.left < frame.left - 1) &&
            !scrolls(element, panel)) found.push(`outside the panel: ${named(element)}`);
        if (element.tagName === "BUTTON" && (element.scrollWidth > element.clientWidth + 1 ||
            element.scrollHeight > element.clientHeight + 4))
            found.push(`a button with more words than room: ${named(element)}`);
    }
    return [...new Set(found)];
}"""

_NAMELESS = """(panel) => {
    const named = (element) => element.labels?.length || element.getAttribute("aria-label") ||
        element.getAttribute("aria-labelledby") || element.textContent.trim();
    return [...panel.querySelectorAll("button, select, input, textarea, a, [tabindex]")]
        .filter((element) => element.getClientRects().length && element.tabIndex >= 0)
        .filter((element) => !named(element) || (element.tagName === "SELECT" &&
            !element.labels?.length && !element.getAttribute("aria-label")))
        .map((element) => element.outerHTML.slice(0, 120));
}"""


def cut_off(panel: Locator) -> list[str]:
    """What of a panel is cut off, hidden behind an edge, or asks to be scrolled sideways."""
    return list(panel.evaluate(_CUT_OFF))


def without_a_name(panel: Locator) -> list[str]:
    """The controls that say nothing to whoever does not see the page."""
    return list(panel.evaluate(_NAMELESS))
