"""All exercises by name, in the order of the chapters."""

from __future__ import annotations

from cognito_lab.exercises.build_a_client import BUILD_A_CLIENT
from cognito_lab.exercises.by_name import ByName
from cognito_lab.exercises.error_clinic import ERROR_CLINIC
from cognito_lab.exercises.exercise import Exercise
from cognito_lab.exercises.sort_the_events import SORT_THE_EVENTS

ALL = (SORT_THE_EVENTS, BUILD_A_CLIENT, ERROR_CLINIC)

exercises: ByName[Exercise] = ByName("exercise", ((exercise.id, exercise) for exercise in ALL))
