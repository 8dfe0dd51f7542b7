"""What a cell shows: HTML that holds no markup of others, and a text beside it."""

import pytest
from IPython.core.interactiveshell import InteractiveShell

from cognito_lab.cell_output import code_html, show, show_all, table_html


@pytest.mark.parametrize(
    ("sentence", "html"),
    [
        ("plain", "plain"),
        ("ask `who()` and `what()`", "ask <code>who()</code> and <code>what()</code>"),
        ("`<b>` & <i>", "<code>&lt;b&gt;</code> &amp; &lt;i&gt;"),
        ("one ` alone", "one ` alone"),
        ("`` nothing between", "`` nothing between"),
    ],
)
def test_what_stands_between_backticks_is_code_and_nothing_is_markup(sentence, html):
    assert code_html(sentence) == html


def test_a_table_has_its_head_and_all_its_cells_flush_left():
    html = table_html(("a", "b"), [("1", "<i>2</i>"), ("3", "4")])
    assert html.count(' style="text-align: left"') == 6
    plain = html.replace(' style="text-align: left"', "").replace("\n", "")
    assert plain == (
        "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
        "<tbody><tr><td>1</td><td><i>2</i></td></tr><tr><td>3</td><td>4</td></tr></tbody></table>"
    )


@pytest.fixture
def shown():
    """What a kernel sends to the page."""
    sent: list[dict[str, str]] = []
    shell = InteractiveShell.instance()
    shell.display_pub.publish = lambda data, **_: sent.append(data)
    yield sent
    InteractiveShell.clear_instance()


def test_what_is_shown_has_a_text_beside_it(shown):
    show("<p>one</p>", "one")
    show("<svg/>", "a picture", kind="image/svg+xml")
    show_all({"application/x": {"a": 1}, "text/plain": "a view"})
    assert shown == [
        {"text/html": "<p>one</p>", "text/plain": "one"},
        {"image/svg+xml": "<svg/>", "text/plain": "a picture"},
        {"application/x": {"a": 1}, "text/plain": "a view"},
    ]
