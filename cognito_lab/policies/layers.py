"""The layers of policies that are asked about one request.

https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cognito_lab.policies.document import Policy


class Layer(enum.StrEnum):
    """A layer, in the order in which the layers are asked. Its value is its name in JSON."""

    RESOURCE_CONTROL = "resourceControlPolicies"
    SERVICE_CONTROL = "serviceControlPolicies"
    RESOURCE = "resourcePolicy"
    IDENTITY = "identityPolicies"
    BOUNDARY = "permissionsBoundary"
    SESSION = "sessionPolicies"


ROOT = "root"
"""What decides where the root user is allowed without a policy."""


def policy_place(layer: Layer, level: int | None, number: int) -> str:
    """Where a policy stands in JSON: `serviceControlPolicies[1][0]`, `permissionsBoundary`."""
    if layer in (Layer.RESOURCE, Layer.BOUNDARY):
        return layer.value
    return layer.value + ("" if level is None else f"[{level}]") + f"[{number}]"


class PolicySet(NamedTuple):
    """Policies of one layer that are asked together: a union. `level` is an organization's, from
    its root (0) downwards, None elsewhere."""

    layer: Layer
    level: int | None
    policies: tuple[Policy, ...]


@dataclass(frozen=True)
class PolicyLayers:
    """What is attached. None is a layer that is not there; an empty one is there and allows
    nothing (for the control policies, an empty tuple has no levels)."""

    identity: tuple[Policy, ...] = ()
    boundary: Policy | None = None
    session: tuple[Policy, ...] | None = None
    resource: Policy | None = None
    service_control: tuple[tuple[Policy, ...], ...] | None = None
    resource_control: tuple[tuple[Policy, ...], ...] | None = None

    def sets(self) -> Iterator[PolicySet]:
        """The policies that are there, set by set, in the order in which they are asked."""
        for level, policies in enumerate(self.resource_control or ()):
            yield PolicySet(Layer.RESOURCE_CONTROL, level, policies)
        for level, policies in enumerate(self.service_control or ()):
            yield PolicySet(Layer.SERVICE_CONTROL, level, policies)
        if self.resource is not None:
            yield PolicySet(Layer.RESOURCE, None, (self.resource,))
        yield PolicySet(Layer.IDENTITY, None, self.identity)
        if self.boundary is not None:
            yield PolicySet(Layer.BOUNDARY, None, (self.boundary,))
        if self.session is not None:
            yield PolicySet(Layer.SESSION, None, self.session)
