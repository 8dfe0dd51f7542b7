"""No secret gets through, whatever stands around it; and masking takes anything."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cognito_lab.flow import ApiCall, CallError, HttpRequest, Trace, trace_to_json
from cognito_lab.flow.masking import mask, mask_call
from cognito_lab.flow.secret_names import SECRET_NAMES, UNITS, normal

MakeCall = Callable[..., ApiCall]

# Part of every secret: nothing else in a call can hold it by chance, and no way of writing
# a text (quotes, escapes, percent signs) changes it.
CANARY = "zq7canary"

thorough = settings(
    max_examples=300,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)

# Fragments that our own rules look for, so that they meet in every order.
FRAGMENTS = [
    "eyJ",
    "eyJhbGciOiJub25lIn0",
    ".",
    "://",
    "https://x/?",
    "code=",
    "&",
    "&amp;",
    "#",
    "%",
    "%3D",
    "{",
    "}",
    "[",
    "]",
    '"',
    '"Password"',
    '"Logins"',
    ":",
    ",",
    "\\",
    "<Token>",
    "</Token>",
    "<Code>",
    "<![CDATA[",
    "]]>",
    "=",
    "\n",
    "\r\n\r\n",
    '--b; name="password"',
    "parameter Password, value: ",
    ", type: <class ",
    "Value '",
    "' at 'password' failed",
    "Basic ",
    "AWS4 Signature=",
    "••••••",
    "eyJ••••••",
    "\ud83d",
    "\ude00",
]
texts = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=8).map("".join)
names = st.sampled_from(
    ["Password", "code", "Error", "Message", "body", "Logins", "Session", "Authorization", "answer"]
) | st.text(max_size=6)
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.binary(max_size=6)
    | st.text(st.characters(), max_size=8)
    | texts
)
json_values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)

# Where it matters what is around: no name here turns `Code` into an error's code.
neutral_names = st.text(max_size=6).filter(
    lambda name: not {normal(name)} & (UNITS | {"error", "errors", "message"})
)
secrets = st.tuples(st.text(max_size=5), st.text(max_size=5)).map(CANARY.join)
secret_names = st.sampled_from([*sorted(SECRET_NAMES), "NEW_PASSWORD", "SecretHash", "id-token"])


@st.composite
def around(draw: st.DrawFn, name: str, secret: str) -> Any:
    """A value with the secret in it, under its name, somewhere."""
    value: Any = secret
    for step in draw(st.lists(st.sampled_from("ldj"), max_size=2)):  # inside the secret member
        value = [value] if step == "l" else {"inner": value} if step == "d" else json.dumps(value)
    if isinstance(value, (dict, list)) and normal(name) in {"code", "session"}:
        value = secret  # there a structure is no secret
    value = {name: value}
    for step in draw(st.lists(st.sampled_from("ldj"), max_size=4)):
        if step == "l":
            value = [draw(json_values), value]
        elif step == "d":
            value = {**draw(st.dictionaries(neutral_names, json_values, max_size=2)), "x": value}
        else:
            value = json.dumps(value, default=str)
    return {"top": value}


@st.composite
def calls_with(draw: st.DrawFn, make_call: MakeCall, secret: str) -> ApiCall:
    """A call that holds the secret in one or more of the places where one may stand."""
    name = draw(secret_names)
    places: dict[str, Callable[[], dict[str, Any]]] = {
        "parameters": lambda: {"parameters": draw(around(name, secret))},
        "response": lambda: {"response": draw(around(name, secret))},
        "logins": lambda: {"parameters": {"Logins": {draw(neutral_names): secret}}},
        "json body": lambda: {"body": json.dumps(draw(around(name, secret)), default=str)},
        "form body": lambda: {"body": urlencode({"a": "b", name: secret})},
        "xml body": lambda: {
            "body": f"<R><Token>{html.escape(secret.replace(']]>', ''))}</Token></R>"
        },
        "query": lambda: {"url": f"https://x/?a=b&{name}={quote(secret, safe='')}"},
        "fragment": lambda: {"url": f"https://x/#{name}={quote(secret, safe='')}"},
        "header": lambda: {"headers": ((name, secret),)},
        "bearer": lambda: {"headers": (("Authorization", f"Bearer {secret}"),)},
        "error": lambda: {"error": CallError("X", draw(texts) + secret + draw(texts))},
        "quoted": lambda: {"error": CallError("X", f"not {secret!r}, {quote(secret)}")},
    }
    fields: dict[str, Any] = {}
    for place in draw(st.lists(st.sampled_from(sorted(places)), min_size=1, max_size=3)):
        fields |= places[place]()
    if "error" in fields:  # it can quote only what was sent
        fields["parameters"] = {name: secret}
    parts = {part: fields.pop(part, "") for part in ("url", "body")}
    headers = fields.pop("headers", ())
    return make_call(request=HttpRequest("POST", headers=headers, **parts), **fields)


def shown_everywhere(call: ApiCall) -> str:
    shown = mask_call(call)
    trace = Trace([shown])
    return "\n".join((repr(shown), str(shown), repr(trace), trace_to_json(trace)))


@thorough
@given(data=st.data(), secret=secrets)
def test_a_secret_shows_nowhere(make_call: MakeCall, data: st.DataObject, secret: str) -> None:
    call = data.draw(calls_with(make_call, secret))
    assert CANARY not in shown_everywhere(call)
    assert mask_call(call).revealed() == call


@thorough
@given(data=st.data(), before=texts, after=texts)
def test_a_jwt_shows_nowhere(
    make_call: MakeCall, data: st.DataObject, before: str, after: str
) -> None:
    token = f"eyJhbGciOiJub25lIn0.{CANARY}.{CANARY}"
    text = before + token + "\n" + after
    call = make_call(
        parameters={"x": data.draw(st.sampled_from([text, [text], {text: 1}, json.dumps(text)]))},
        response={"y": {"message": text}},
        error=CallError("X", text),
        request=HttpRequest("GET", text, (("X-Note", text), ("Authorization", text)), text),
    )
    assert CANARY not in shown_everywhere(call)


@thorough
@given(value=json_values)
def test_masking_takes_any_value_and_masking_again_changes_nothing(value: Any) -> None:
    once = mask(value)
    assert mask(once) == once
    json.dumps(once, allow_nan=False).encode()


@thorough
@given(text=texts)
def test_masking_takes_any_wire_and_masking_again_changes_nothing(
    make_call: MakeCall, text: str
) -> None:
    headers = (("Authorization", text), ("Cookie", text), ("X-Note", text))
    call = make_call(request=HttpRequest("POST", text, headers, text))
    once = mask_call(call)
    assert mask_call(once) == once
    once.request.body.encode() if once.request else None


@pytest.mark.parametrize("name", sorted(SECRET_NAMES))
def test_every_name_of_the_table_is_masked_in_a_query_a_header_and_json(
    make_call: MakeCall, name: str
) -> None:
    request = HttpRequest("POST", f"https://x/?{name}={CANARY}", ((name, CANARY),), "")
    call = make_call(request=request, parameters={name: CANARY}, response={"a": [{name: CANARY}]})
    assert CANARY not in shown_everywhere(call)
