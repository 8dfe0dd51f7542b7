"""The lab's Lambda functions: plain Python callables with a name and an ARN.

`lab.functions["only-museum-addresses"] = handler`, or `@lab.function("only-museum-addresses")`
over a `def handler(event, context)`. The function has an `arn`, which goes where AWS wants one,
such as CreateUserPool's LambdaConfig. There is no Lambda service behind it: a function is called
in this process, once, in the middle of the call that triggers it. AWS's five seconds and its two
further tries are not kept: a function that never returns, never returns.

`lab.reset()` leaves the functions alone: they are the learner's code, and no state of AWS's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import dataclass
from typing import Any

from cognito_lab.aws.account import ACCOUNT, REGION

Handler = Callable[[Any, Any], Any]
"""What a learner writes: `def handler(event, context)`, which returns the event."""

# https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
_NAME = re.compile(r"[a-zA-Z0-9-_]{1,64}")
_ARN = re.compile(rf"arn:aws:lambda:[a-z0-9-]+:{ACCOUNT}:function:([a-zA-Z0-9-_]{{1,64}})")


@dataclass(frozen=True, slots=True)
class Context:
    """The second argument of a handler: as much of Lambda's context as does not depend on Lambda.

    https://docs.aws.amazon.com/lambda/latest/dg/python-context.html
    """

    function_name: str
    invoked_function_arn: str
    aws_request_id: str


class FunctionFailed(Exception):
    """A function raised, or returned what JSON cannot say; the text is what Lambda reports."""


@dataclass(frozen=True, slots=True)
class LambdaFunction:
    """A function: its name, its code, and its ARN. Calling it calls the code."""

    name: str
    handler: Handler

    @property
    def arn(self) -> str:
        """The ARN to put into a LambdaConfig."""
        return f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{self.name}"

    def __call__(self, event: Any, context: Any = None) -> Any:
        """Call the code as it is, to try it out."""
        return self.handler(event, context)

    def invoke(self, event: Any, request_id: str) -> Any:
        """Call the code as Lambda does: both event and answer go through JSON.

        Raises FunctionFailed for whatever the code raises, `sys.exit()` included.
        """
        context = Context(self.name, self.arn, request_id)
        try:
            answer = self.handler(json.loads(json.dumps(event)), context)
        except (Exception, SystemExit) as problem:
            raise FunctionFailed(str(problem)) from problem
        try:
            return json.loads(json.dumps(answer))
        except (TypeError, ValueError, RecursionError) as problem:
            # The words of Lambda's Python runtime, as people's logs show them.
            raise FunctionFailed(f"Unable to marshal response: {problem}") from problem


class Functions(MutableMapping[str, LambdaFunction]):
    """The functions of a lab by name. What is set may be any callable of (event, context)."""

    def __init__(self) -> None:
        self._functions: dict[str, LambdaFunction] = {}

    def __getitem__(self, name: str) -> LambdaFunction:
        if name not in self._functions:
            known = ", ".join(map(repr, self._functions)) or "none yet"
            raise KeyError(f"the lab has no function {name!r}. Its functions: {known}")
        return self._functions[name]

    def __setitem__(self, name: str, handler: Handler) -> None:
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise ValueError(
                f"a function cannot be called {name!r}: Lambda takes 1 to 64 letters, digits, "
                "hyphens and underscores"
            )
        if not callable(handler):
            raise TypeError(f"the function {name!r} must be a callable, not {handler!r}")
        code = handler.handler if isinstance(handler, LambdaFunction) else handler
        self._functions[name] = LambdaFunction(name, code)

    def __delitem__(self, name: str) -> None:
        del self._functions[self[name].name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._functions)

    def __len__(self) -> int:
        return len(self._functions)

    def by_arn(self, arn: str) -> LambdaFunction | None:
        """The function that an ARN names, in whatever Region, or None."""
        named = _ARN.fullmatch(arn)
        return self._functions.get(named[1]) if named else None

    def __repr__(self) -> str:
        listed = "\n".join(function.arn for function in self._functions.values())
        return listed or "<no function yet: lab.functions['name'] = handler>"
