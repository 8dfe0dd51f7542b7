"""What of a call is a secret, and how it is shown without showing it.

Three rules, in this order of strength: a member that is *named* as a secret is masked
wherever it stands (parameters, response, JSON, form and XML bodies, URL, headers); every
value that *looks like* a JWT is masked whatever its name; and a value that was masked in
the parameters is also taken out of the error text that quotes it.

A mask says what it hides, never how long it is: `••••••` for passwords, codes and keys,
`eyJ••••••` for a JWT.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from cognito_lab.flow.call import ApiCall, CallError, HttpRequest

MASK = "••••••"
JWT_MASK = "eyJ" + MASK

# Member names of AWS's own models, challenge responses and OAuth, lower case. That the
# list is whole is checked against every member that botocore's models mark as sensitive.
SECRET_NAMES = frozenset(
    """
    password previouspassword proposedpassword temporarypassword new_password
    secrethash secret_hash clientsecret client_secret clientsecretvalue
    confirmationcode usercode code secretcode answer
    sms_mfa_code software_token_mfa_code email_otp_code sms_otp_code
    accesstoken idtoken refreshtoken token session devicetoken linktoken
    access_token id_token refresh_token refreshtokenvalue code_verifier
    password_claim_signature password_claim_secret_block secret_block
    secretkey secretaccesskey sessiontoken webidentitytoken samlassertion
    passwordverifier salt device_key devicesecretverifierconfig credential
    tokencode authorizationcode assertion client_assertion
    privatekey private_key
    """.split()
)

# Members whose *values* are secrets, whatever the names inside (provider -> token).
SECRET_MAPS = frozenset({"logins", "loginstounlink"})

_SECRET_HEADERS = frozenset({"x-amz-security-token", "cookie", "set-cookie", "x-api-key"})
_SECRET_QUERY = frozenset(
    {"x-amz-signature", "x-amz-security-token", "signature"} | SECRET_NAMES
)
_JWT = re.compile(r"eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*){1,3}")
_SIGNATURE = re.compile(r"(Signature=)[^,\s]+", re.IGNORECASE)
_XML_MEMBER = re.compile(r"<([A-Za-z]+)>([^<]+)</\1>")
# botocore quotes the value in `Invalid type for parameter Password, value: 123, type: …`.
_QUOTED_VALUE = re.compile(r"(parameter [\w.\[\]]*?)(\w+)(, value: )(.*?)(, type: )")


def plain(value: Any) -> Any:
    """A scalar as JSON can write it: times as ISO 8601 in UTC, bytes as their number."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, (bytes, bytearray)):
        return f"<{len(value)} bytes>"
    return str(value)


class _Masker:
    """Masks values and remembers what it hid, so that texts can be scrubbed after."""

    def __init__(self) -> None:
        self.hidden: set[str] = set()

    def value(self, value: Any, name: str = "", secret: bool = False) -> Any:
        secret = secret or name.lower() in SECRET_NAMES
        if isinstance(value, Mapping):
            inside = secret or name.lower() in SECRET_MAPS
            return {key: self.value(item, str(key), inside) for key, item in value.items()}
        if isinstance(value, (list, tuple, set, frozenset)):
            return [self.value(item, "", secret) for item in value]
        if secret and value is not None and not isinstance(value, bool):
            return self._hide(value)
        return self.text(value) if isinstance(value, str) else plain(value)

    def _hide(self, value: Any) -> str:
        text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
        if text == "":
            return text
        self.hidden.add(text)
        return JWT_MASK if _JWT.fullmatch(text) else MASK

    def text(self, text: str) -> str:
        """Free text: whatever looks like a JWT goes, wherever it stands."""
        return _JWT.sub(JWT_MASK, text) if "eyJ" in text else text

    def scrub(self, text: str) -> str:
        """An error text: the hidden values that it quotes go too."""
        for secret in sorted(self.hidden, key=len, reverse=True):
            if len(secret) >= 3:
                text = text.replace(secret, MASK)
        text = _QUOTED_VALUE.sub(self._quoted, text)
        return self.text(text)

    @staticmethod
    def _quoted(match: re.Match[str]) -> str:
        if match[2].lower() not in SECRET_NAMES:
            return match[0]
        return f"{match[1]}{match[2]}{match[3]}{MASK}{match[5]}"

    def body(self, body: str) -> str:
        stripped = body.lstrip()
        if stripped[:1] in ("{", "["):
            try:
                return json.dumps(self.value(json.loads(body)), ensure_ascii=False)
            except ValueError:
                return self.text(body)
        if stripped[:1] == "<":
            return self.text(_XML_MEMBER.sub(self._xml_member, body))
        if "=" in body and "\n" not in body.strip():
            return self._pairs(body, SECRET_NAMES)
        return self.text(body)

    def _xml_member(self, match: re.Match[str]) -> str:
        if match[1].lower() not in SECRET_NAMES:
            return match[0]
        return f"<{match[1]}>{self._hide(match[2])}</{match[1]}>"

    def _pairs(self, text: str, secret_names: Iterable[str]) -> str:
        pairs = parse_qsl(text, keep_blank_values=True)
        if not pairs:
            return self.text(text)
        masked = []
        for key, value in pairs:
            last = key.rsplit(".", 1)[-1].lower()
            masked.append((key, self._hide(value) if last in secret_names else self.text(value)))
        return urlencode(masked, safe=":/,", quote_via=quote).replace(quote(MASK), MASK)

    def url(self, url: str) -> str:
        parts = urlsplit(url)
        if not parts.query:
            return self.text(url)
        return urlunsplit(parts._replace(query=self._pairs(parts.query, _SECRET_QUERY)))

    def header(self, name: str, value: str) -> str:
        if name.lower() in _SECRET_HEADERS:
            return self._hide(value)
        if name.lower() == "authorization":
            if value.startswith("AWS4"):
                return _SIGNATURE.sub(rf"\g<1>{MASK}", value)
            scheme, _, rest = value.partition(" ")
            self.hidden.add(rest or scheme)
            return f"{scheme} {MASK}" if rest else MASK
        return self.text(value)

    def request(self, request: HttpRequest) -> HttpRequest:
        return HttpRequest(
            method=request.method,
            url=self.url(request.url),
            headers=tuple((name, self.header(name, text)) for name, text in request.headers),
            body=self.body(request.body),
        )


def mask(value: Any, name: str = "") -> Any:
    """A copy of `value` (any nesting of dicts, lists and scalars) with its secrets masked.

    `name` is the member that it is the value of, for a scalar on its own.
    """
    return _Masker().value(value, name)


def mask_call(call: ApiCall) -> ApiCall:
    """The call as a trace shows it; the one given is kept inside, for `revealed()`."""
    masker = _Masker()
    parameters = masker.value(call.parameters)
    response = None if call.response is None else masker.value(call.response)
    request = None if call.request is None else masker.request(call.request)
    error = call.error
    if error is not None:
        error = CallError(error.code, masker.scrub(error.message), error.before_sending)
    return dataclasses.replace(
        call,
        parameters=parameters,
        response=response,
        request=request,
        error=error,
        _revealed=call,
    )


def is_masked(text: str) -> bool:
    """Whether a text shows a mask in the place of a secret."""
    return MASK in text
