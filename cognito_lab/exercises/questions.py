"""All questions by id, and all exit tickets by chapter: `questions["weak-password"]`."""

from __future__ import annotations

from cognito_lab.exercises import questions_00_start_here as chapter_00
from cognito_lab.exercises import questions_01_user_pool_sign_in as chapter_01
from cognito_lab.exercises import questions_02_challenges_and_recovery as chapter_02
from cognito_lab.exercises import questions_03_token_anatomy as chapter_03
from cognito_lab.exercises import questions_04_token_lifetimes as chapter_04
from cognito_lab.exercises import questions_05_identity_pool_exchange as chapter_05
from cognito_lab.exercises import questions_06_iam_policy_evaluation as chapter_06
from cognito_lab.exercises import questions_07_roles_and_attributes as chapter_07
from cognito_lab.exercises.by_name import ByName
from cognito_lab.exercises.question import Question, Ticket

CHAPTERS = (
    chapter_00,
    chapter_01,
    chapter_02,
    chapter_03,
    chapter_04,
    chapter_05,
    chapter_06,
    chapter_07,
)
"""One module for each chapter: its `QUESTIONS`, to be predicted, and its `TICKET`."""

questions: ByName[Question] = ByName(
    "question",
    ((question.id, question) for chapter in CHAPTERS for question in chapter.QUESTIONS),
)
tickets: ByName[Ticket] = ByName(
    "exit ticket", ((chapter.TICKET.chapter, chapter.TICKET) for chapter in CHAPTERS)
)
