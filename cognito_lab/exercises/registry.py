"""All exercises by name, in the order of the chapters."""

from __future__ import annotations

from cognito_lab.exercises.build_a_client import BUILD_A_CLIENT
from cognito_lab.exercises.by_name import ByName
from cognito_lab.exercises.challenge_loop import CHALLENGE_LOOP
from cognito_lab.exercises.error_clinic import ERROR_CLINIC
from cognito_lab.exercises.exchange_clinic import EXCHANGE_CLINIC
from cognito_lab.exercises.exercise import Exercise
from cognito_lab.exercises.hide_who_exists import HIDE_WHO_EXISTS
from cognito_lab.exercises.leading_keys import LEADING_KEYS
from cognito_lab.exercises.least_privilege import LEAST_PRIVILEGE
from cognito_lab.exercises.mend_the_mapping import MEND_THE_MAPPING
from cognito_lab.exercises.own_prefix import OWN_PREFIX
from cognito_lab.exercises.per_user_folder import PER_USER_FOLDER
from cognito_lab.exercises.predict_verdicts import PREDICT_VERDICTS
from cognito_lab.exercises.sort_the_events import SORT_THE_EVENTS
from cognito_lab.exercises.survival_table import SURVIVAL_TABLE
from cognito_lab.exercises.three_ids import THREE_IDS
from cognito_lab.exercises.verify_a_token import VERIFY_A_TOKEN

ALL = (
    SORT_THE_EVENTS,
    BUILD_A_CLIENT,
    ERROR_CLINIC,
    CHALLENGE_LOOP,
    HIDE_WHO_EXISTS,
    VERIFY_A_TOKEN,
    SURVIVAL_TABLE,
    THREE_IDS,
    EXCHANGE_CLINIC,
    PER_USER_FOLDER,
    PREDICT_VERDICTS,
    OWN_PREFIX,
    LEADING_KEYS,
    LEAST_PRIVILEGE,
    MEND_THE_MAPPING,
)

exercises: ByName[Exercise] = ByName("exercise", ((exercise.id, exercise) for exercise in ALL))
