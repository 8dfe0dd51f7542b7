"""Statements that are left out of a request's policies, to try what happens then.

A policy without some of its statements is no document that could be written so: its other
statements keep their numbers, and one that has none left is there and allows nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from cognito_lab.policies.document import Policy
from cognito_lab.policies.edits import LEVELLED, SINGLE
from cognito_lab.policies.layers import Layer, PolicyLayers


class Place(NamedTuple):
    """Where a policy lies; `str()` of it is how a request line's faults name it."""

    layer: Layer
    level: int
    number: int

    def __str__(self) -> str:
        name = self.layer.value
        if self.layer in SINGLE:
            return name
        if self.layer in LEVELLED:
            name += f"[{self.level}]"
        return f"{name}[{self.number}]"


def without(layers: PolicyLayers, off: Mapping[Place, set[int]]) -> PolicyLayers:
    """The layers without the statements that are `off`, by the place of their policy."""
    if not off:
        return layers

    def kept(policy: Policy, layer: Layer, number: int = 0, level: int = 0) -> Policy:
        gone = off.get(Place(layer, level, number), ())
        statements = tuple(s for s in policy.statements if s.place not in gone)
        return Policy(policy.kind, policy.version, statements) if gone else policy

    def several(policies: tuple[Policy, ...], layer: Layer, level: int = 0) -> Any:
        return tuple(kept(p, layer, n, level) for n, p in enumerate(policies))

    def levels(given: tuple[tuple[Policy, ...], ...] | None, layer: Layer) -> Any:
        return given and tuple(several(p, layer, level) for level, p in enumerate(given))

    return replace(
        layers,
        identity=several(layers.identity, Layer.IDENTITY),
        boundary=layers.boundary and kept(layers.boundary, Layer.BOUNDARY),
        session=layers.session and several(layers.session, Layer.SESSION),
        resource=layers.resource and kept(layers.resource, Layer.RESOURCE),
        service_control=levels(layers.service_control, Layer.SERVICE_CONTROL),
        resource_control=levels(layers.resource_control, Layer.RESOURCE_CONTROL),
    )
