"""The explorer's lanes: one for each layer of policies, in the order in which they are asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import ipywidgets
from ipywidgets.widgets.widget_bool import CheckboxStyle as _BoxStyle

from cognito_lab.diagrams.evaluation_words import LAYER_NAMES, deciding
from cognito_lab.panels.callbacks import Callbacks
from cognito_lab.panels.explorer_desk import Answer, Desk, PolicyText
from cognito_lab.panels.explorer_examples import templates
from cognito_lab.panels.explorer_policy import PolicyView
from cognito_lab.panels.explorer_what_if import Place
from cognito_lab.panels.explorer_words import layer_html
from cognito_lab.panels.style import button, heading_html, row
from cognito_lab.policies.edits import LEVELLED, SINGLE
from cognito_lab.policies.layers import Layer

_ONE = {
    Layer.RESOURCE_CONTROL: "resource control policy",
    Layer.SERVICE_CONTROL: "service control policy",
    Layer.RESOURCE: "resource policy",
    Layer.IDENTITY: "identity policy",
    Layer.BOUNDARY: "permissions boundary",
    Layer.SESSION: "session policy",
}
"""How one policy of a layer is called on its buttons and labels."""

_BEHIND_THE_LAST = 1_000


class Lanes:
    """All layers that are there, their policies to be edited, and buttons for those that are not.

    It changes the desk and calls `on_change()`. `widget` is the whole.
    """

    def __init__(self, desk: Desk, callbacks: Callbacks, *, on_change: Callable[[], None]) -> None:
        self._desk, self._callbacks, self._on_change = desk, callbacks, on_change
        # One layout for all that stays as it is keeps the stored state small.
        plain = ipywidgets.Layout()
        self.lanes = {layer: _Lane(layer, desk, plain, callbacks, self._changed) for layer in Layer}
        self._all_on = button("Switch everything on", tooltip="Leave out nothing any more")
        self._all_on.on_click(callbacks.guarded(lambda _: self._switch_all_on()))
        adding = [lane.create for lane in self.lanes.values()]
        self.widget = ipywidgets.VBox(
            [row(self._all_on), *(lane.widget for lane in self.lanes.values()), row(*adding)]
        )
        self.take()

    def take(self) -> None:
        """Show the policies that lie on the desk now, each in an editor."""
        for lane in self.lanes.values():
            lane.take()

    def render(self, answer: Answer) -> None:
        """Show what each layer and each statement says, or why it says nothing now."""
        self._all_on.layout.display = None if self._desk.has_what_if else "none"
        for lane in self.lanes.values():
            lane.render(answer)

    def _changed(self, layer: Layer | None = None) -> None:
        if layer is not None:
            self.lanes[layer].take()
        self._on_change()

    def _switch_all_on(self) -> None:
        self._desk.switch_all_on()
        self._on_change()


class _Lane:
    """One layer: its box and chips, its policies, and buttons for more of them."""

    def __init__(
        self,
        layer: Layer,
        desk: Desk,
        plain: Any,
        callbacks: Callbacks,
        on_change: Callable[..., None],
    ) -> None:
        self._layer, self._desk = layer, desk
        self._callbacks, self._on_change = callbacks, on_change
        self.views: dict[Place, PolicyView] = {}
        one, many = _ONE[layer], LAYER_NAMES[layer]
        self.create = button(f"Add {'an' if one[0] in 'aeiou' else 'a'} {one}")
        self.create.on_click(callbacks.guarded(lambda _: self._add(0)))
        self.box = ipywidgets.Checkbox(
            value=True,
            indent=False,
            description=f"Ask the {many}",
            tooltip="Without the tick this layer is left out, to try what if",
            layout=plain,
            style=_BoxStyle(),
        )
        callbacks.observe(self.box, self._tick)
        self._said = ipywidgets.HTML(layout=plain)
        head = ipywidgets.HTML(heading_html(many[0].upper() + many[1:], 4), layout=plain)
        self._head = row(head, self._said, self.box)
        self._buttons: dict[str, Any] = {}
        self.widget = ipywidgets.VBox([self._head])
        self.widget.add_class("cl-lane")

    def take(self) -> None:
        """An editor for each policy that lies on the desk now."""
        gone, self.views = self.views, {}
        parts: list[Any] = []
        levels = self._desk.levels.get(self._layer, [])
        for level, policies in enumerate(levels):
            for number, policy in enumerate(policies):
                place = Place(self._layer, level, number)
                view = gone.pop(place, None) or self._view(place, policy)
                view.take(policy)
                self.views[place] = view
                parts.append(view.widget)
            if self._layer in LEVELLED:
                parts.append(self._adding(f"Add a {_ONE[self._layer]} to level {level}", level))
        there = self._layer in self._desk.levels
        if self._layer in LEVELLED and there:
            parts.append(
                self._adding(f"Add a level of {LAYER_NAMES[self._layer]}", _BEHIND_THE_LAST)
            )
        elif self._layer not in SINGLE and there:
            one = _ONE[self._layer]
            words = f"Add another {one}" if any(levels) else self.create.description
            parts.append(self._adding(words, 0))
        self.widget.children = [self._head, *parts]
        for view in gone.values():
            view.close()
        self.widget.layout.display = None if there else "none"
        self.create.layout.display = "none" if there else None

    def render(self, answer: Answer) -> None:
        """Show what the layer says, and each of its statements."""
        evaluation = answer.evaluation
        verdicts = () if evaluation is None else evaluation.verdicts
        sets = [of for of in verdicts if of.layer is self._layer]
        off = self._layer in self._desk.layers_off
        said = layer_html(evaluation, self._layer, off=off)
        self._callbacks.set(self._said, value=said)
        self._callbacks.set(self.box, value=not off)
        decided = () if evaluation is None else deciding(evaluation)
        decisive = {id(of.match) for of in decided}
        for place, view in self.views.items():
            matches = {
                match.statement.place: match
                for of in sets
                if (of.level or 0) == place.level
                for match in of.matches
                if match.policy == place.number
            }
            problems = answer.problems.get(str(place), ())
            view.render(problems, answer.policies.get(place), matches, decisive)

    def _label(self, level: int, number: int) -> str:
        """What a policy is called; its number is the one that pictures and faults have."""
        one = _ONE[self._layer]
        if self._layer in SINGLE:
            return one
        return f"{one} [{level}][{number}]" if self._layer in LEVELLED else f"{one} [{number}]"

    def _view(self, place: Place, policy: PolicyText) -> PolicyView:
        return PolicyView(
            policy,
            self._label(place.level, place.number),
            self._callbacks,
            on_change=self._on_change,
            on_remove=partial(self._remove, place),
        )

    def _adding(self, words: str, level: int) -> Any:
        """The button with these words, in a row of its own; made once."""
        if words not in self._buttons:
            made = button(words)
            made.on_click(self._callbacks.guarded(lambda _: self._add(level)))
            self._buttons[words] = row(made)
        return self._buttons[words]

    def _add(self, level: int) -> None:
        fields = self._desk.fields
        document = templates(fields["action"], fields["resource"])[self._layer.value]
        self._desk.add(self._layer, level, json.dumps(document, indent=2, ensure_ascii=False))
        self._on_change(self._layer)

    def _remove(self, place: Place) -> None:
        self._desk.remove(place)
        self._on_change(self._layer)

    def _tick(self, asked: bool) -> None:
        off = self._desk.layers_off
        (off.discard if asked else off.add)(self._layer)
        self._on_change()
