"""What is the least that would have to be changed for the other answer?

Single edits of a list (`edits`), from the least cost upwards. The evidence says which could help
at all (`edit_candidates`, `policy_edits`); each is then tried, and only what turns the decision
is an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from cognito_lab.policies.changed_line import ChangedLineReader, plain_line
from cognito_lab.policies.edit_candidates import (
    Asked,
    condition_edits,
    key_edits,
    removed_statements,
    value_edits,
)
from cognito_lab.policies.edits import Change
from cognito_lab.policies.evaluate import decide, evaluate
from cognito_lab.policies.evaluation import Decision
from cognito_lab.policies.facts import Facts
from cognito_lab.policies.policy_edits import (
    added_policies,
    added_statements,
    changed_layers,
    removed_policies,
)
from cognito_lab.policies.request_line import read_request_line
from cognito_lab.policies.statement import Effect

MOST_TRIES = 200
"""How many edits of one cost are tried: a policy of a thousand statements has more."""

_BY_COST: tuple[tuple[Callable[[Asked], Iterator[Change]], ...], ...] = (
    (value_edits, key_edits),
    (condition_edits,),
    (removed_statements, added_statements),
    (removed_policies, added_policies),
    (changed_layers,),
)


class SmallestChanges(NamedTuple):
    """All edits of the least cost that turn a decision, in the order of the layers.

    None where no single edit does. `complete` is False where there was more to try: then others
    may turn it as well, or for less.
    """

    decision: Decision
    """The decision as it is."""
    allowed: bool
    """What was asked for: whether it is to be allowed."""
    changes: tuple[Change, ...]
    complete: bool

    @property
    def cost(self) -> int | None:
        """What each of them costs; None where there is none."""
        return self.changes[0].cost if self.changes else None


def smallest_changes(line: Mapping[str, Any], *, allowed: bool | None = None) -> SmallestChanges:
    """The least edits of a line that turn its decision.

    `line` is what `read_request_line` reads, and stays as it is; each change has a line of its
    own, which shares with it whatever did not change. `allowed` says what the decision is to be,
    None the other than it is; where it is so already there is nothing to change. Raises what
    `read_request_line` raises.
    """
    read_request_line(line)  # raises for what cannot be read, before anything is made of it
    plain = plain_line(line)
    reader = ChangedLineReader(plain)
    evaluation = evaluate(reader.read.request, reader.read.layers)
    wanted = not evaluation.allowed if allowed is None else allowed
    if wanted is evaluation.allowed:
        return SmallestChanges(evaluation.decision, wanted, (), True)
    has_boundary = evaluation.layers.boundary is not None
    facts = Facts(evaluation.request, has_boundary=has_boundary)
    asked = Asked(plain, evaluation, facts, Effect.ALLOW if wanted else Effect.DENY)
    complete = True
    for kinds in _BY_COST:
        tries = (change for kind in kinds for change in kind(asked))
        found = tuple(
            change for change in islice(tries, MOST_TRIES) if _turns(reader, change, wanted)
        )
        complete = complete and next(tries, None) is None
        if found:
            return SmallestChanges(evaluation.decision, wanted, found, complete)
    return SmallestChanges(evaluation.decision, wanted, (), complete)


def _turns(reader: ChangedLineReader, change: Change, wanted: bool) -> bool:
    try:
        changed = reader.reread(change.line)
        decision = decide(changed.request, changed.layers)
    except ValueError:
        # The policy's text would be refused, or the context: no change that AWS would take.
        return False
    return (decision is Decision.ALLOWED) is wanted
