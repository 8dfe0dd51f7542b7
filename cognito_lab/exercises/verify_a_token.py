"""Exercise of chapter 3: a verifier that twelve hostile tokens do not get past, and honest ones do.

The tokens are those of `hostile_tokens`, made anew with fresh keys for each check. The learner's
function is told what a relying party has in its configuration, and how to fetch what is published.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Mapping
from typing import Any

from cognito_lab.exercises.exercise import Exercise, WrongAnswer
from cognito_lab.exercises.hostile_tokens import HonestToken, HostileToken, Tokens, make_tokens
from cognito_lab.exercises.report import Bench, Report, told
from cognito_lab.exercises.spoilt import spoilt
from cognito_lab.exercises.wording import shown

_PROMPT = """
Write `verify(token, fetch, issuer, app_client_id)`. It returns the claims of an ID token that this
user pool has given to this app client, and that is still good. For every other token it raises an
exception.

- `fetch(url)` gives what is published at an address, as `requests.get(url).json()` would. The
  pool's keys are at `issuer + "/.well-known/jwks.json"`; other people publish keys too.
- The pool may publish a new key at any time, and sign with it from then on.
- Write the checks yourself, with PyJWT. (`verify_token` has them all, so it would pass and teach
  you nothing.)

The check hands in twelve hostile tokens and a few honest ones. Of each that gets in it says by
which belief.
"""

_HINTS = (
    "Ask of every argument where it comes from: `issuer` and `app_client_id` are yours, and "
    "whatever stands in the token is its maker's. Which key, which algorithm, which issuer, for "
    "whom, until when, what for: none of that may be the token's own choice.",
    "`jwt.PyJWKSet.from_dict(…)[kid]` is the published key of that id, and a KeyError if there is "
    "none. `jwt.decode` holds the token to a list of `algorithms`, an `issuer`, an `audience` and "
    "the time.",
    "PyJWT does not know `token_use`: an access token that has an `aud` gets past `jwt.decode`. "
    "Look at the claim yourself, after `jwt.decode` has returned.",
)

_SOLUTION = """
import jwt


def verify(token, fetch, issuer, app_client_id):
    published = jwt.PyJWKSet.from_dict(fetch(f"{issuer}/.well-known/jwks.json"))
    header = jwt.get_unverified_header(token)
    claims = jwt.decode(
        token,
        published[header["kid"]],
        algorithms=["RS256"],
        issuer=issuer,
        audience=app_client_id,
    )
    if claims.get("token_use") != "id":
        raise jwt.InvalidTokenError("this is no ID token")
    return claims
""".lstrip()

_KEY = 'published[header["kid"]]'
_PUBLISHED = 'fetch(f"{issuer}/.well-known/jwks.json")'
_AUDIENCE = "        audience=app_client_id,\n"
_USE = """    if claims.get("token_use") != "id":
        raise jwt.InvalidTokenError("this is no ID token")
"""

_AS_AN_EARLY_LIBRARY_DID = """
import hmac

import jwt
from cryptography.hazmat.primitives import serialization


def secret_of(key):
    return key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def verify(token, fetch, issuer, app_client_id):
    published = jwt.PyJWKSet.from_dict(fetch(f"{issuer}/.well-known/jwks.json"))
    parts = jwt.decode_complete(token, options={"verify_signature": False})
    alg, key = parts["header"]["alg"], published[parts["header"]["kid"]]
    mine = {"issuer": issuer, "audience": app_client_id}
    if alg == "RS256":
        claims = jwt.decode(token, key, algorithms=[alg], **mine)
    elif alg == "HS256":
        signing_input = token.rpartition(".")[0].encode()
        expected = hmac.digest(secret_of(key.key), signing_input, "sha256")
        if not hmac.compare_digest(expected, parts["signature"]):
            raise jwt.InvalidSignatureError(alg)
        claims = parts["payload"]
    else:
        claims = parts["payload"]
    if claims.get("token_use") != "id":
        raise jwt.InvalidTokenError("this is no ID token")
    return claims
""".lstrip()

_WRONG = (
    WrongAnswer(
        "What a token says can be read, so it can be trusted.",
        "import jwt\n\n\ndef verify(token, fetch, issuer, app_client_id):\n"
        '    return jwt.decode(token, options={"verify_signature": False})\n',
    ),
    WrongAnswer(
        "The token's header says how it is to be checked, as libraries once had it.",
        _AS_AN_EARLY_LIBRARY_DID,
    ),
    WrongAnswer(
        "A token may bring its key along.",
        spoilt(
            _SOLUTION,
            (
                f"        {_KEY},\n",
                f'        jwt.PyJWK.from_dict(header["jwk"]) if "jwk" in header else {_KEY},\n',
            ),
        ),
    ),
    WrongAnswer(
        "A token knows where its key is published.",
        spoilt(
            _SOLUTION,
            ("    header = jwt.get_unverified_header(token)\n", ""),
            (
                f"    published = jwt.PyJWKSet.from_dict({_PUBLISHED})\n",
                "    header = jwt.get_unverified_header(token)\n"
                '    keys_url = header.get("jku", f"{issuer}/.well-known/jwks.json")\n'
                "    published = jwt.PyJWKSet.from_dict(fetch(keys_url))\n",
            ),
        ),
    ),
    WrongAnswer(
        "The issuer that a token names is the one to ask.",
        spoilt(
            _SOLUTION,
            (
                "    published = ",
                '    said = jwt.decode(token, options={"verify_signature": False})\n'
                "    published = ",
            ),
            ("{issuer}/.well", "{said['iss']}/.well"),
            ("issuer=issuer", 'issuer=said["iss"]'),
        ),
    ),
    WrongAnswer(
        "A token that our pool has signed is a token for us.",
        spoilt(
            _SOLUTION,
            (_AUDIENCE, '        options={"verify_aud": False},\n'),
        ),
    ),
    WrongAnswer(
        "`aud` or `client_id`: one of the two names us, so either token will do.",
        spoilt(
            _SOLUTION,
            (_AUDIENCE, '        options={"verify_aud": False},\n'),
            (
                _USE,
                '    if app_client_id not in (claims.get("aud"), claims.get("client_id")):\n'
                '        raise jwt.InvalidAudienceError("this is for another app client")\n',
            ),
        ),
    ),
    WrongAnswer(
        "An access token has no `aud`, so the audience tells them apart.",
        spoilt(_SOLUTION, (_USE, "")),
    ),
    WrongAnswer(
        "Clocks differ by a minute, so a minute more does no harm.",
        spoilt(_SOLUTION, (_AUDIENCE, f"{_AUDIENCE}        leeway=60,\n")),
    ),
    WrongAnswer(
        "A token that ends within the minute is as good as ended.",
        spoilt(
            _SOLUTION,
            ("import jwt\n", "import time\n\nimport jwt\n"),
            (
                "    return claims\n",
                '    if claims["exp"] < time.time() + 60:\n'
                '        raise jwt.ExpiredSignatureError("it is about to expire")\n'
                "    return claims\n",
            ),
        ),
    ),
    WrongAnswer(
        "Every user has an e-mail address, so every ID token has one.",
        spoilt(_SOLUTION, (_AUDIENCE, f'{_AUDIENCE}        options={{"require": ["email"]}},\n')),
    ),
    WrongAnswer(
        "A pool's keys never change, so they are fetched once.",
        spoilt(
            _SOLUTION,
            ("import jwt\n", "import jwt\n\nkept = {}\n"),
            (
                f"    published = jwt.PyJWKSet.from_dict({_PUBLISHED})\n",
                f"    if issuer not in kept:\n        kept[issuer] = {_PUBLISHED}\n"
                "    published = jwt.PyJWKSet.from_dict(kept[issuer])\n",
            ),
        ),
    ),
    WrongAnswer(
        "The first key of the set is the one that signs ID tokens.",
        spoilt(
            _SOLUTION,
            ("    header = jwt.get_unverified_header(token)\n", ""),
            (_KEY, "published.keys[0]"),
        ),
    ),
    WrongAnswer(
        "Whoever asks gets yes or no.",
        spoilt(
            _SOLUTION,
            (_USE, ""),
            ("    return claims\n", '    return claims.get("token_use") == "id"\n'),
        ),
    ),
)


class _Fetch:
    """What is published, by its address. Each time a copy: nobody changes it for the next."""

    def __init__(self, published: Mapping[str, Any]) -> None:
        self.published = dict(published)

    def __call__(self, url: str) -> Any:
        """The document at `url`. Raises LookupError if nothing is published there."""
        if url not in self.published:
            raise LookupError(f"nothing is published at {str(url)[:200]}")
        return copy.deepcopy(self.published[url])


def _grade(bench: Bench, answer: Any, report: Report) -> None:
    tokens = make_tokens(dt.datetime.now(dt.UTC))
    fetch = _Fetch(tokens.published)
    first, *honest = tokens.honest
    configured = {"fetch": fetch, "issuer": tokens.issuer, "app_client_id": tokens.app_client_id}
    claims = report.call(
        "verify",
        answer,
        {"token": first.token, **configured},
        advice="This token is an honest one, and has to get in. Its keys are to be had by `fetch`.",
    )
    _add_honest(report, 1, first, claims, None)
    for number, one in enumerate(honest, 2):
        _add_honest(report, number, one, *_attempt(answer, one.token, fetch, tokens))
    for number, hostile in enumerate(tokens.hostile, 1):
        _add_hostile(report, number, hostile, *_attempt(answer, hostile.token, fetch, tokens))
    fetch.published |= tokens.published_later
    for number, one in enumerate(tokens.honest_later, len(tokens.honest) + 1):
        _add_honest(report, number, one, *_attempt(answer, one.token, fetch, tokens))


def _attempt(
    answer: Any, token: str, fetch: _Fetch, tokens: Tokens
) -> tuple[Any, BaseException | None]:
    try:
        return answer(token, fetch, tokens.issuer, tokens.app_client_id), None
    except BaseException as problem:  # of the learner's making, whatever it is
        return None, problem


def _add_honest(
    report: Report,
    number: int,
    honest: HonestToken,
    result: Any,
    problem: BaseException | None,
) -> None:
    is_claims = type(result) is dict and result == honest.claims
    if problem is not None:
        seen, why = f"refused: {told(problem)}", honest.why
    elif is_claims:
        seen, why = "let in, with its claims", ""
    else:
        seen, why = _returned(result), "Return the claims: the app asks who has signed in."
    report.add_finding(
        f"honest token {number}, {honest.title}",
        expected="let in, with its claims",
        seen=seen,
        passed=problem is None and is_claims,
        why=why,
    )


def _add_hostile(
    report: Report,
    number: int,
    hostile: HostileToken,
    result: Any,
    problem: BaseException | None,
) -> None:
    # Only an Exception is a refusal: SystemExit and its like would end the app.
    refused = isinstance(problem, Exception)
    if refused:
        seen, why = f"an exception ({type(problem).__name__[:60]})", ""
    elif problem is not None:
        seen, why = told(problem), "Raise an exception that an app can catch."
    elif not result:
        seen = _returned(result)
        why = "Whoever calls `verify` may not look at what comes back: refuse by an exception."
    else:
        seen, why = "let in", f"The belief that let it in: “{hostile.belief}”"
    report.add_finding(
        f"hostile token {number}, {hostile.title}",
        expected="an exception",
        seen=seen,
        passed=refused,
        why=why,
    )


def _returned(result: Any) -> str:
    return f"no exception, but {'nothing (None)' if result is None else shown(result)} came back"


VERIFY_A_TOKEN = Exercise(
    id="verify-a-token",
    chapter="03_token_anatomy",
    title="let the honest tokens in, and none of twelve hostile ones",
    prompt=_PROMPT,
    hints=_HINTS,
    answer_name="verify",
    stub="def verify(token, fetch, issuer, app_client_id): ...\n",
    solution=_SOLUTION,
    wrong_answers=_WRONG,
    grader=_grade,
    documents=(
        "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html",
        "https://www.rfc-editor.org/rfc/rfc8725",
        "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html",
    ),
)
