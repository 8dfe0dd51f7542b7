"""Exercises and questions: a task, three hints, a check that runs the learner's own answer.

Reading order: `verdict` (what a check says) and `wording`, `unanswered`, `report` (how a check
looks, and how it calls the learner's code), `exercise` (one object for all of it); the exercises
themselves: `sort_the_events` with its `twelve_events`, `build_a_client`, `error_clinic` with its
`clinic_table`, `clinic_grading` and `clinic_answers`, `challenge_loop`, `hide_who_exists`,
`verify_a_token` with its `hostile_tokens`, `survival_table` with its `survival_events`,
`predict_verdicts` with its `ten_situations`; `asked` (a policy is tried with requests) and
`photo_app_requests`, with them `own_prefix`, `leading_keys`, and `least_privilege` with its
`thumbnail_requests`; `photo_app_scene` (users, pools, roles and a bucket), with it `three_ids`,
`exchange_clinic` with its `exchange_clinic_answers`, `per_user_folder` and `mend_the_mapping`;
`spoilt` (how their solutions are turned into wrong answers); `by_name` and `registry` (all of them
by name); `question` (a choice, with an answer for each option), those of each chapter,
`questions_00_start_here`, `questions_01_user_pool_sign_in`, `questions_02_challenges_and_recovery`,
`questions_03_token_anatomy`, `questions_04_token_lifetimes`, `questions_05_identity_pool_exchange`,
`questions_06_iam_policy_evaluation` and `questions_07_roles_and_attributes`, and `questions` (all
of them by name); `check_process` with `pickling`, `sandbox` and `tampering` (a process of its own);
`source` and `progress` (what is kept on this machine).

A check is handed a lab and knows nothing of how it is made; `cognito_lab.cli.check_answer`
starts one in the process of the check.
"""

from cognito_lab.exercises.exercise import Exercise, WrongAnswer
from cognito_lab.exercises.question import Option, Question, Ticket
from cognito_lab.exercises.questions import questions, tickets
from cognito_lab.exercises.registry import exercises
from cognito_lab.exercises.report import Bench
from cognito_lab.exercises.verdict import ExerciseVerdict

__all__ = [
    "Bench",
    "Exercise",
    "ExerciseVerdict",
    "Option",
    "Question",
    "Ticket",
    "WrongAnswer",
    "exercises",
    "questions",
    "tickets",
]
