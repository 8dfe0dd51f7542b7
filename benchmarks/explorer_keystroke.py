"""A keystroke in the policy explorer: a policy is typed, and the verdict and its reasons follow.

What the process held before the first key is frozen: else Python's collector walks over all of it
at some key or other, which takes as long as what else is loaded, and is not the explorer's time.
"""

from __future__ import annotations

from benchmarks.engines import LAB, PROCESSOR, Worker
from benchmarks.measurement import Measurement, slowest

TARGET_MILLISECONDS = 50.0
KEYS, QUICK_KEYS = 60, 12

_EXPLORER = """
import gc
import json
from itertools import cycle

from cognito_lab.panels import PolicyExplorer
from ipywidgets import Widget

ACCOUNT = "111122223333"

def statement(n):
    return {
        "Sid": f"S{n}", "Effect": "Deny" if n % 4 == 3 else "Allow",
        "Action": [f"s3:Get{n}*", "s3:PutObject", "dynamodb:Query"],
        "Resource": [f"arn:aws:s3:::photos/${{aws:username}}/{n}/*", f"arn:aws:s3:::b{n}"],
        "Condition": {"StringLike": {"aws:PrincipalTag/team": ["a*", "b*"]},
                      "IpAddress": {"aws:SourceIp": ["192.0.2.0/24", "198.51.100.0/24"]}},
    }

def policy(statements):
    return {"Version": "2012-10-17", "Statement": [statement(n) for n in range(statements)]}

everything = {"Version": "2012-10-17",
              "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}

def line_of(statements):
    return {
        "principal": f"arn:aws:iam::{ACCOUNT}:user/ana", "action": "s3:PutObject",
        "resource": "arn:aws:s3:::photos/ana/1/cat.jpg", "resourceAccount": ACCOUNT,
        "context": {"aws:PrincipalTag/team": "ab", "aws:SourceIp": "192.0.2.7"},
        "identityPolicies": [policy(statements), everything], "permissionsBoundary": everything,
        "serviceControlPolicies": [[everything], [everything]],
    }

explorer = PolicyExplorer(line_of(10))
Widget._send = lambda *_, **__: None  # what would go to the page

def widgets_in(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from widgets_in(child)

def begin(statements):
    global editor, texts
    explorer.show(line_of(statements))
    editor = next(w for w in widgets_in(explorer.widget)
                  if getattr(w, "description", "") == "identity policy [0] (JSON)")
    text = json.dumps(policy(statements), indent=2)
    half = text[:-2]
    texts = cycle([text.replace("S1", f"S1{'x' * n}") if n % 3 else half for n in range(1, 7)])

def key():
    # As the page says it: what stands in the field now.
    editor.set_state({"value": next(texts)})

begin(10)
gc.collect()
gc.freeze()
things = {"key": key, "policies": lambda: explorer.open(0), "way": lambda: explorer.open(1),
          "statements": lambda: explorer.open(2), "changes": lambda: explorer.open(3),
          "large": lambda: begin(200)}
"""


def measure(quick: bool) -> list[Measurement]:
    """A row on the slowest key with each tab open, and one on a key in a large policy."""
    keys = QUICK_KEYS if quick else KEYS
    rows = []
    with Worker(LAB, _EXPLORER) as worker:
        for tab in ("policies", "way", "statements", "changes"):
            worker.times(tab, 1)
            worker.times("key", 2)
            typed = worker.times("key", keys, PROCESSOR)
            rows.append(slowest(f"explorer, one key, {tab}", typed, TARGET_MILLISECONDS))
        worker.times("large", 1)
        worker.times("policies", 1)
        typed = worker.times("key", keys, PROCESSOR)
        rows.append(Measurement("explorer, one key of 200 statements", LAB, typed))
    return rows
