"""`role_decision`: the tree by which an identity pool chooses a role, with the way that was taken.

https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
"""

from __future__ import annotations

from itertools import pairwise

from cognito_lab.diagrams.exchange_ladder import whole_way_of
from cognito_lab.diagrams.graph import Edge, Graph, Node
from cognito_lab.diagrams.graph_drawing import draw_graph
from cognito_lab.diagrams.picture import Picture
from cognito_lab.exchange.reasons import SENTENCES, ExchangeReason
from cognito_lab.exchange.role_selection import Question, RoleSelection
from cognito_lab.exchange.whole_way import WholeWay
from cognito_lab.flow import ApiCall

_Why = ExchangeReason

# Where each reason ends, and the questions that lead there: a tree, so there is one way to each.
_ENDS = {
    _Why.GUEST_ROLE: "pool guest",
    _Why.DEFAULT_ROLE: "pool member",
    _Why.CUSTOM_ROLE: "custom yes",
    _Why.CUSTOM_NOT_NAMED: "custom no",
    _Why.CUSTOM_WITHOUT_MAPPING: "custom no",
    _Why.CUSTOM_FOR_A_GUEST: "custom no",
    _Why.PREFERRED_ROLE: "preferred yes",
    _Why.RULE_HOLDS: "rule yes",
    _Why.AMBIGUOUS_DENIED: "deny",
    _Why.AMBIGUOUS_DEFAULT: "pool member",
}
_WAYS = {
    "pool guest": ("guest",),
    "custom yes": ("guest", "custom"),
    "custom no": ("guest", "custom"),
    "preferred yes": ("guest", "custom", "mapping", "preferred"),
    "rule yes": ("guest", "custom", "mapping", "rules"),
}
_QUESTIONS = (
    ("guest", "A guest?"),
    ("custom", "Does the app ask for a role?"),
    ("mapping", "A mapping for this login?"),
    ("preferred", "Does the token prefer a role?"),
    ("rules", "Does a rule hold?"),
    ("ambiguous", "Ambiguous: what then?"),
)
_RESULTS = (
    ("pool guest", "the unauthenticated role"),
    ("custom yes", "the role that was asked for"),
    ("custom no", "refused"),
    ("preferred yes", "the preferred role"),
    ("rule yes", "the rule's role"),
    ("pool member", "the authenticated role"),
    ("deny", "refused"),
)
_EDGES = (
    ("guest", "pool guest", "yes"),
    ("guest", "custom", "no"),
    ("custom", "custom yes", "yes, one that it may ask for"),
    ("custom", "custom no", "yes, another one"),
    ("custom", "mapping", "no"),
    ("mapping", "pool member", "none"),
    ("mapping", "preferred", "Token"),
    ("mapping", "rules", "Rules"),
    ("preferred", "preferred yes", "yes"),
    ("preferred", "ambiguous", "no"),
    ("rules", "rule yes", "the first that does"),
    ("rules", "ambiguous", "none"),
    ("ambiguous", "pool member", "AuthenticatedRole"),
    ("ambiguous", "deny", "Deny"),
)


def role_decision(exchange: RoleSelection | WholeWay | ApiCall) -> Picture:
    """The decision tree of a role, the way taken lit, with what was found on it.

    `exchange` is a recorded GetCredentialsForIdentity, its whole way, or the selection itself.
    Raises ValueError where no role was chosen yet.
    """
    selection = exchange if isinstance(exchange, RoleSelection) else _selection(exchange)
    way = way_of(selection)
    return draw_graph(
        Graph(
            title_of(selection),
            tuple(_node(name, words, way, selection) for name, words in (*_QUESTIONS, *_RESULTS)),
            tuple(
                Edge(tail, head, label, numbers=_number(way, tail, head))
                for tail, head, label in _EDGES
            ),
            label_width=120,
            node_width=190,
        )
    )


def _selection(exchange: WholeWay | ApiCall) -> RoleSelection:
    selection = whole_way_of(exchange).selection
    if selection is None:
        raise ValueError("this exchange ended before a role was chosen")
    return selection


def title_of(selection: RoleSelection) -> str:
    """`Role: members. …`, or why there is none."""
    said = SENTENCES[selection.reason]
    if selection.role_arn is None:
        return f"No role. {said}"
    return f"The role {selection.role_arn.rpartition('/')[2]}. {said}"


def way_of(selection: RoleSelection) -> tuple[str, ...]:
    """The nodes of the way, from the first question to its end."""
    asked = {str(row.subject) for row in selection.way}
    reason = selection.reason
    if reason is _Why.NO_ROLE:
        was_guest = not any(row.subject == Question.MAPPING for row in selection.way)
        reason = _Why.GUEST_ROLE if was_guest else _Why.DEFAULT_ROLE
    end = _ENDS[reason]
    if end in _WAYS:
        return (*_WAYS[end], end)
    steps = ["guest", "custom", "mapping"]
    if Question.PREFERRED in asked:
        steps += ["preferred", "ambiguous"]
    elif Question.AMBIGUOUS in asked:
        steps += ["rules", "ambiguous"]
    return (*steps, end)


def _node(name: str, words: str, way: tuple[str, ...], selection: RoleSelection) -> Node:
    taken = name in way
    refused = taken and name == way[-1] and selection.role_arn is None
    details = _details(name, selection) if taken else ()
    said = (SENTENCES[selection.reason],) if refused else ()
    return Node(name, words, details=details, taken=taken and not refused, refused=said)


def _details(name: str, selection: RoleSelection) -> tuple[str, ...]:
    """What was found at a node of the way."""
    if name == "rules":
        rules = [row for row in selection.way if str(row.subject).startswith(Question.RULE)]
        return tuple(
            f"{row.subject}: {row.expected}: {'holds' if row.passed else 'does not'}"
            for row in rules
        )
    ends = [end for end, _ in _RESULTS]
    if name in ends and selection.role_arn is not None:
        return (selection.role_arn.rpartition("/")[2],)
    return ()


def _number(way: tuple[str, ...], tail: str, head: str) -> tuple[int, ...]:
    for number, pair in enumerate(pairwise(way), 1):
        if pair == (tail, head):
            return (number,)
    return ()
