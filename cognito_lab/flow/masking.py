"""What of a call is a secret, and how it is shown without showing it.

Three rules, in this order of strength: a member that is *named* as a secret is masked
wherever it stands (parameters, response, JSON, form, multipart and XML bodies, URLs,
headers, and these inside one another); every text that *looks like* a JWT is masked
whatever its name; and a value that was masked is also taken out of the sentences that
quote it (`quoting`). `secret_names` holds the names.

A mask says what it hides, never how long it is: `••••••` for passwords, codes and keys,
`eyJ••••••` for a JWT. Masking what is masked changes nothing.
"""

from __future__ import annotations

import base64
import dataclasses
import html
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import quote, unquote_plus

from cognito_lab.flow.call import ApiCall, CallError, HttpRequest
from cognito_lab.flow.plain_values import (
    MAX_DEPTH,
    TOO_DEEP,
    items_of,
    plain,
    plain_key,
    well_formed,
)
from cognito_lab.flow.quoting import MASK, HiddenValues
from cognito_lab.flow.secret_names import (
    AUTHORIZATION_HEADERS,
    CHALLENGES_TO_CHOOSE,
    ERROR_OBJECTS,
    MESSAGES,
    SECRET_IN_A_QUERY,
    SECRET_MAPS,
    SECRET_NAMES,
    STRUCTURES_WITH_SUCH_A_NAME,
    UNITS,
    is_secret_name,
    normal,
)

__all__ = ["JWT_MASK", "MASK", "SECRET_NAMES", "is_masked", "mask", "mask_call", "plain"]

JWT_MASK = "eyJ" + MASK

# A header that begins otherwise than `{"` (a space, a line break) is read to be sure.
# Bounds on the first part keep a long base64 text from being scanned again and again.
_JWT = re.compile(
    r"e[yw][A-Za-z0-9_-]{5,4000}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*"
)
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}://[^\s\"'<>]+")
_URL_PASSWORD = re.compile(r"(://[^/@:]*:)[^/@]+@")
_AWS_SIGNATURE = re.compile(r"(Signature=|^AWS [^:\s]+:)([^,\s]+)", re.IGNORECASE)
_XML_MEMBER = re.compile(
    r"<((?:[\w.-]+:)?([\w.-]+))((?:\s[^<>]*)?)>((?:<!\[CDATA\[.*?\]\]>|[^<])+)</\1\s*>", re.DOTALL
)
_FORM_PART = re.compile(
    r"(name=\"([^\"]*)\"[^\n]{0,500}\n(?:[^\r\n]+\r?\n){0,20}\r?\n)(.*?)(?=\r?\n--)", re.DOTALL
)
_JSON_OPENING = re.compile(r'"([^"\\]{1,60})"\s*:\s*[{\[]')
_JSON_MEMBER = re.compile(
    r'("([^"\\]{1,60})"\s*:\s*)("(?:[^"\\]|\\.)*(?:"|\\?\Z)|[^\s",{}\[\]]+)', re.DOTALL
)


class _Masker:
    """Masks values and remembers what it hid, so that sentences can be cleared of it."""

    def __init__(self) -> None:
        self.hidden = HiddenValues()

    # Values: mappings, lists, scalars.

    def value(self, value: Any, name: str = "", secret: bool = False, depth: int = 0) -> Any:
        """`secret` is whether something around the value is one."""
        if depth > MAX_DEPTH:
            return TOO_DEEP
        kind = normal(name)
        if isinstance(value, Mapping):
            return self._mapping(value, kind, secret, depth)
        items = items_of(value)
        if items is not None:
            return [self.value(item, name, secret, depth + 1) for item in items]
        if secret or kind in SECRET_NAMES:
            return self._hide(value, kind)
        shown = plain(value)
        return self._text_named(kind, shown, depth) if isinstance(shown, str) else shown

    def _mapping(
        self, value: Mapping[Any, Any], kind: str, secret: bool, depth: int
    ) -> dict[str, Any]:
        secret = secret or kind in SECRET_MAPS
        secret = secret or (kind in SECRET_NAMES and kind not in STRUCTURES_WITH_SUCH_A_NAME)
        members = {plain_key(key): item for key, item in value.items()}
        is_error = kind in ERROR_OBJECTS or any(normal(key) == "message" for key in members)
        masked = {}
        for key, item in members.items():
            says_no_secret = kind in UNITS or (is_error and normal(key) == "code")
            masked[self._jwts(key)] = self.value(
                item, "" if says_no_secret else key, secret, depth + 1
            )
        return masked

    def _hide(self, value: Any, kind: str = "") -> Any:
        shown = value.decode("latin-1") if isinstance(value, bytes) else plain(value)
        if shown is None or isinstance(shown, bool):
            return shown
        text = str(shown)
        if text in ("", MASK, JWT_MASK) or (kind == "answer" and text in CHALLENGES_TO_CHOOSE):
            return text
        self.hidden.add(text)
        return JWT_MASK if self._jwts(text) == JWT_MASK else MASK

    # Texts, and what may be written inside them.

    def _text_named(self, kind: str, text: str, depth: int) -> str:
        if kind in AUTHORIZATION_HEADERS:
            return self.header(kind, text)
        if kind in MESSAGES:
            return self.sentence(text, depth)
        return self.body(text, depth) if kind == "body" else self.text(text, depth)

    def text(self, text: str, depth: int = 0) -> str:
        """A text of no secret name: JSON, XML, URLs and JWTs in it are masked."""
        first = text.lstrip()[:1]
        if depth > MAX_DEPTH:
            nested = first in ("{", "[", '"', "<") or "://" in text
            return TOO_DEEP if nested else self._jwts(text)
        if first in ("{", "[", '"'):
            try:
                return self._json(text, depth)
            except (ValueError, RecursionError):
                text = self._broken_json(text)
            with suppress(ValueError, RecursionError):  # a mask may have mended it
                return self._json(text, depth)
        elif first == "<":
            text = _XML_MEMBER.sub(self._xml_member, text)
        if "://" in text:
            text = _URL.sub(lambda match: self.url(match[0], depth), text)
        return self._jwts(text)

    def _jwts(self, text: str) -> str:
        return _JWT.sub(_masked_jwt, text) if "ey" in text or "ew" in text else text

    def _json(self, text: str, depth: int) -> str:
        """The text as it was where nothing in it is a secret, else written anew."""
        repeated = False

        def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            nonlocal repeated
            found = dict(pairs)
            repeated = repeated or len(found) < len(pairs)
            return found

        parsed = json.loads(text, object_pairs_hook=members)
        masked = self.value(parsed, depth=depth + 10)
        if masked == parsed and not repeated:
            return text
        return json.dumps(masked, ensure_ascii=False)

    def _broken_json(self, text: str) -> str:
        """What begins like JSON and is none, such as a text cut short: member by member."""
        for opening in _JSON_OPENING.finditer(text):
            kind = normal(opening[1])
            secret = kind in SECRET_NAMES and kind not in STRUCTURES_WITH_SUCH_A_NAME
            if secret or kind in SECRET_MAPS:  # where it ends cannot be known
                text = f'{text[: opening.end() - 1]}"{MASK}"'
                break
        return self.hidden.cleared(_JSON_MEMBER.sub(self._json_member, text))

    def _json_member(self, match: re.Match[str]) -> str:
        if not is_secret_name(match[2]):
            return match[0]
        value = match[3].strip('"')
        return f'{match[1]}"{self._hide(value)}"' if value else match[0]

    def _xml_member(self, match: re.Match[str]) -> str:
        # In XML `Code` is always an error's: no service that sends XML has codes.
        kind = normal(match[2])
        if kind not in SECRET_NAMES or kind == "code" or not match[4].strip():
            return match[0]
        content = match[4].removeprefix("<![CDATA[").removesuffix("]]>")
        return f"<{match[1]}{match[3]}>{self._hide(html.unescape(content))}</{match[1]}>"

    def _pairs(self, text: str, depth: int) -> str:
        """A form or a query: what holds no secret stays as it was written."""
        if not text:
            return text
        return self._jwts("&".join(self._pair(pair, depth) for pair in text.split("&")))

    def _pair(self, pair: str, depth: int) -> str:
        name, equals, written = pair.partition("=")
        value = unquote_plus(written)
        # `Tags.member.1.Key`; `amp;code` inside XML; `/callback?code` in a fragment.
        for kind in map(normal, re.split(r"[.;/?]", unquote_plus(name).strip())):
            if kind in SECRET_NAMES or kind in SECRET_IN_A_QUERY:
                return f"{name}{equals}{self._hide(value, kind)}"
        shown = self.text(value, depth + 10)
        if shown == value:
            return pair
        return name + equals + quote(shown, safe=":/,").replace(quote(MASK), MASK)

    def url(self, url: str, depth: int = 0) -> str:
        """A URL: the password of its user, its query and its fragment."""
        rest, hash_sign, fragment = url.partition("#")
        path, question_mark, query = rest.partition("?")
        return "".join(
            (
                self._jwts(_URL_PASSWORD.sub(rf"\g<1>{MASK}@", path)),
                question_mark + self._pairs(query, depth),
                hash_sign + self._pairs(fragment, depth),
            )
        )

    def body(self, body: str, depth: int = 0) -> str:
        """A body in the form that its first characters show."""
        first = body.lstrip()[:1]
        if first in ("{", "[", "<"):
            return self.text(body, depth)
        if body.startswith("--") and 'name="' in body:
            return self.text(_FORM_PART.sub(self._form_part, body), depth)
        if "=" in body and "\n" not in body.strip():
            return self._pairs(body, depth)
        return self.sentence(body, depth)

    def _form_part(self, match: re.Match[str]) -> str:
        if not is_secret_name(match[2]):
            return match[0]
        return f"{match[1]}{self._hide(match[3])}"

    def header(self, name: str, value: str) -> str:
        """A header's value; of an AWS signature the access key id stays legible."""
        kind, value = normal(name), well_formed(value)
        if kind in SECRET_NAMES:
            return str(self._hide(value))
        if kind not in AUTHORIZATION_HEADERS:
            return self.text(value)
        if value.startswith(("AWS4-", "AWS ")):
            for found in _AWS_SIGNATURE.finditer(value):
                self.hidden.add(found[2])
            return self._jwts(_AWS_SIGNATURE.sub(rf"\g<1>{MASK}", value))
        scheme, space, credential = value.partition(" ")
        if not space or not scheme.isalpha():
            return str(self._hide(value))
        if scheme.lower() == "basic":
            self.hidden.add(_password_of_basic(credential))
        return f"{scheme} {self._hide(credential)}"

    def request(self, request: HttpRequest) -> HttpRequest:
        return HttpRequest(
            method=request.method,
            url=self.url(well_formed(request.url)),
            headers=tuple((name, self.header(name, text)) for name, text in request.headers),
            body=self.body(well_formed(request.body)),
        )

    def sentence(self, text: str, depth: int = 0) -> str:
        """An error's message: the secrets that it quotes go too."""
        return self.text(self.hidden.cleared_sentence(well_formed(text)), depth)


def _masked_jwt(match: re.Match[str]) -> str:
    header = match[0].partition(".")[0]
    before, begin, _ = header.partition("eyJ")
    if begin:
        return before + JWT_MASK
    try:
        fields = json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))
    except (ValueError, RecursionError):
        return match[0]
    return JWT_MASK if isinstance(fields, dict) else match[0]


def _password_of_basic(credential: str) -> str:
    try:
        decoded = base64.b64decode(credential).decode("utf-8", "replace")
    except ValueError:
        return credential
    return decoded.partition(":")[2]


def mask(value: Any, name: str = "") -> Any:
    """A copy of `value` (any nesting of dicts, lists and scalars) with its secrets masked.

    `name` is the member that it is the value of, for a scalar on its own. Times become
    ISO 8601, bytes their number; what nests deeper than 80 levels is left out.
    """
    return _Masker().value(value, name)


def mask_call(call: ApiCall) -> ApiCall:
    """The call as a trace shows it; the one given is kept inside, for `revealed()`."""
    masker = _Masker()
    parameters = masker.value(call.parameters)
    request = None if call.request is None else masker.request(call.request)
    response = None if call.response is None else masker.value(call.response)
    error = call.error
    if error is not None:
        error = CallError(error.code, masker.sentence(error.message), error.before_sending)

    operation = masker.url(call.operation)  # `GET /path` where there is no operation

    def reveal() -> ApiCall:
        return dataclasses.replace(call, _revealed=reveal)

    return dataclasses.replace(
        call,
        operation=operation,
        parameters=parameters,
        response=response,
        request=request,
        error=error,
        _revealed=reveal,
    )


def is_masked(text: str) -> bool:
    """Whether a text shows a mask in the place of a secret."""
    return MASK in text
