"""Steady ids for widgets, so that two renders of a notebook give the same bytes.

A widget's id is that of its comm, which takes `uuid.uuid4()` from the module `comm.base_comm`
(the one place where it is made; `comm` has no setting for it). Used by `render` alone, in the
kernel, before the notebook's first cell.
"""

import random
import uuid
from types import SimpleNamespace

import comm.base_comm


def make_steady(seed: int = 0) -> None:
    """Let this process's comms have the ids that follow from `seed`, in order of their making."""
    numbers = random.Random(seed)

    def uuid4() -> uuid.UUID:
        return uuid.UUID(int=numbers.getrandbits(128), version=4)

    vars(comm.base_comm)["uuid"] = SimpleNamespace(uuid4=uuid4)
