"""A policy explorer, and what a reader does with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cognito_lab.panels import PolicyExplorer
from cognito_lab.panels.policy_explorer import POLICIES
from tests.panels.page import control, words_of

ACCOUNT = "111122223333"
ANA = f"arn:aws:iam::{ACCOUNT}:user/ana"
OBJECT = "arn:aws:s3:::orders/march.csv"
IDENTITY = "identity policy [0] (JSON)"
BOUNDARY = "permissions boundary (JSON)"

Document = dict[str, Any]


def statement(effect: str, action: Any, resource: Any = "*", **more: Any) -> Document:
    return {"Effect": effect, "Action": action, "Resource": resource, **more}


def policy(*statements: Document) -> Document:
    return {"Version": "2012-10-17", "Statement": list(statements)}


READS = policy(statement("Allow", "s3:Get*", Sid="Reads"))
ALLOW_AND_DENY = policy(
    statement("Allow", "s3:*", Sid="All"), statement("Deny", "s3:Get*", Sid="NoReads")
)


def line(**members: Any) -> Document:
    """Ana reads an object; `members` add to that or replace it."""
    return {
        "principal": ANA,
        "action": "s3:GetObject",
        "resource": OBJECT,
        "resourceAccount": ACCOUNT,
        "identityPolicies": [READS],
        **members,
    }


def explorer(given: Mapping[str, Any] | None = None, **members: Any) -> PolicyExplorer:
    return PolicyExplorer(line(**members) if given is None else given)


def give(panel: PolicyExplorer, name: str, value: Any) -> None:
    """Set a control that can be seen, as the page does."""
    control(panel.widget, name).value = value


def write(panel: PolicyExplorer, name: str, document: Any) -> None:
    """Write a policy, or any text, into an editor."""
    give(panel, name, document if isinstance(document, str) else json.dumps(document))


def press(panel: PolicyExplorer, name: str) -> None:
    control(panel.widget, name).click()


def names(panel: PolicyExplorer) -> list[str]:
    """What the controls of the page that can be seen are called."""
    found: list[str] = []

    def visit(widget: Any) -> None:
        if getattr(widget.layout, "display", None) == "none":
            return
        if not hasattr(widget, "children") and getattr(widget, "description", ""):
            found.append(widget.description)
        for child in getattr(widget, "children", ()):
            visit(child)

    visit(panel.widget)
    return found


def seen(panel: PolicyExplorer) -> str:
    """The words of the page that can be seen, without those of the controls."""
    found: list[str] = []

    def visit(widget: Any) -> None:
        if getattr(widget.layout, "display", None) == "none":
            return
        if type(widget).__name__ == "HTML":
            found.append(words_of(widget.value))
        for child in getattr(widget, "children", ()):
            visit(child)

    visit(panel.widget)
    return " ".join(found)


def read(panel: PolicyExplorer, tab: int = POLICIES) -> str:
    """Open a tab and read the page."""
    panel.open(tab)
    return seen(panel)
