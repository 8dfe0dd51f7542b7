"""All exercises by name, in the order of the chapters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from cognito_lab.exercises.build_a_client import BUILD_A_CLIENT
from cognito_lab.exercises.error_clinic import ERROR_CLINIC
from cognito_lab.exercises.exercise import Exercise
from cognito_lab.exercises.sort_the_events import SORT_THE_EVENTS


class UnknownExercise(KeyError):
    """No exercise has this name."""

    def __str__(self) -> str:  # KeyError would print the sentence in quotes
        return str(self.args[0])


class Exercises(Mapping[str, Exercise]):
    """`exercises["build-a-client"]`; iteration gives the names."""

    def __init__(self, *all_of_them: Exercise) -> None:
        self._by_id = {exercise.id: exercise for exercise in all_of_them}
        if len(self._by_id) < len(all_of_them):
            raise ValueError("two exercises have the same id")

    def __getitem__(self, name: str) -> Exercise:
        if name not in self._by_id:
            near = get_close_matches(str(name), self._by_id, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            known = ", ".join(map(repr, self._by_id))
            raise UnknownExercise(f"no exercise is called {name!r}.{hint} There are: {known}")
        return self._by_id[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def __repr__(self) -> str:
        return f"<exercises: {', '.join(self._by_id)}>"


exercises = Exercises(SORT_THE_EVENTS, BUILD_A_CLIENT, ERROR_CLINIC)
