"""One line of `cognito-lab evaluate`: read, decided, and answered as JSON or as text."""

import enum
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from cognito_lab.cli.evaluation_json import explanation
from cognito_lab.evidence import plain
from cognito_lab.policies.account import account
from cognito_lab.policies.evaluate import evaluate, judge
from cognito_lab.policies.evaluation import Judgement
from cognito_lab.policies.json_text import JsonTextError, dump_json, load_json
from cognito_lab.policies.policy_cache import PolicyCache
from cognito_lab.policies.policy_syntax import PolicySyntaxError
from cognito_lab.policies.request_line import RequestLine, read_request_line
from cognito_lab.policies.wording import denial_of

NO_ID = "null"
TOO_LONG = "the line is longer than 16 MiB"
TOO_DEEP = "the line is nested too deeply"


class Saying(enum.Enum):
    """How much is said of a request."""

    DECISION = "decision"
    EXPLANATION = "explanation"
    TEXT = "text"


class Answer(NamedTuple):
    """What is printed for a line, and whether the line could be read."""

    text: str
    was_read: bool


class LineAnswerer:
    """Answers line after line; policies that come again are read once."""

    def __init__(self, saying: Saying) -> None:
        self._saying = saying
        self._policies = PolicyCache()
        self._is_first = True

    def answer(self, line: bytes | None) -> Answer:
        """The answer to a line, whatever it holds; None is a line that was too long to keep."""
        line_id = NO_ID
        try:
            if line is None:
                raise ValueError(TOO_LONG)
            value = _value(line)
            line_id = _id_of(value)
            asked = read_request_line(value, self._policies.parse)
            return Answer(self._answer(line_id, asked), was_read=True)
        except JsonTextError as error:
            if "id" not in error.twice:
                line_id = _id_of(error.value)
            return self._fault(line_id, f"the line {error}")
        except PolicySyntaxError as error:
            return self._fault(line_id, str(error), problems=error)
        except ValueError as error:
            return self._fault(line_id, str(error))
        except RecursionError:
            return self._fault(line_id, TOO_DEEP)

    def _answer(self, line_id: str, asked: RequestLine) -> str:
        if self._saying is Saying.DECISION:
            judgement = judge(asked.request, asked.layers)
            return _object(line_id, _decision(asked, judgement))
        evaluation = evaluate(asked.request, asked.layers)
        if self._saying is Saying.TEXT:
            return self._paragraph(line_id, account(evaluation))
        judgement = Judgement(evaluation.decision, evaluation.decided_by)
        return _object(line_id, {**_decision(asked, judgement), **explanation(evaluation)})

    def _fault(self, line_id: str, error: str, problems: PolicySyntaxError | None = None) -> Answer:
        if self._saying is Saying.TEXT:
            lines = [error] if problems is None else map(str, problems.problems)
            text = self._paragraph(line_id, tuple(f"Not read: {plain(line)}" for line in lines))
            return Answer(text, was_read=False)
        said: dict[str, Any] = {"error": error}
        if problems is not None:
            said["problems"] = [problem._asdict() for problem in problems.problems]
        return Answer(_object(line_id, said), was_read=False)

    def _paragraph(self, line_id: str, lines: tuple[str, ...]) -> str:
        """The lines under the request's id, with a blank line before all but the first."""
        head = () if line_id == NO_ID else (f"Request {line_id}",)
        before = () if self._is_first else ("",)
        self._is_first = False
        return "\n".join((*before, *head, *lines))


def _value(line: bytes) -> Any:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"the line is no UTF-8 from its byte {error.start + 1} on") from None
    return load_json(text)


def _id_of(value: Any) -> str:
    """A line's id as JSON: whatever it is, it is given back as it was written."""
    if not isinstance(value, Mapping):
        return NO_ID
    try:
        return dump_json(value.get("id"))
    except RecursionError:
        return NO_ID


def _decision(asked: RequestLine, judgement: Judgement) -> dict[str, Any]:
    return {
        "decision": judgement.decision,
        "decidedBy": judgement.decided_by,
        "message": denial_of(asked.request, judgement),
    }


def _object(line_id: str, members: Mapping[str, Any]) -> str:
    return f'{{"id": {line_id}, {json.dumps(members)[1:]}'
