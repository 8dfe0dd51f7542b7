"""`cognito-lab token`: a token taken apart, and verified if it is said against what."""

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cognito_lab.cli.project import CommandError

if TYPE_CHECKING:
    from cognito_lab.tokens.anatomy import TokenAnatomy
    from cognito_lab.tokens.key_set import KeySet
    from cognito_lab.tokens.verification import TokenVerification

SUMMARY = "take a token apart; with --jwks, verify it"
REFUSED = 1
_NEEDED = ("jwks", "issuer", "audience", "use")
_MORE = ("scope", "group", "at", "leeway")
_LONGEST_INPUT = 1 << 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The token, and what it is verified against."""
    parser.description = (
        "Show what a token says; anybody could have written it. With --jwks, --issuer, --audience "
        "and --use it is verified, and the exit code is 1 if a check fails. Without them it is 1 "
        "if the token is malformed."
    )
    parser.add_argument(
        "file", nargs="?", default="-", help="a file with the token (default: - standard input)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--show-signature", action="store_true", help="print the signature too")
    verifying = parser.add_argument_group("verifying")
    verifying.add_argument("--jwks", metavar="FILE|URL", help="the issuer's key set")
    verifying.add_argument("--issuer", help="the `iss` that the token has to have")
    verifying.add_argument(
        "--audience", action="append", help="the app client's id (again: or that one)"
    )
    verifying.add_argument("--use", choices=("id", "access"), help="which kind of token it is")
    verifying.add_argument("--scope", action="append", help="a scope (again: or that one)")
    verifying.add_argument("--group", action="append", help="a group (again: or that one)")
    verifying.add_argument(
        "--at", metavar="TIME", type=_moment, help="the time, such as 2026-01-15T09:00Z (now)"
    )
    verifying.add_argument(
        "--leeway", metavar="SECONDS", type=float, help="by how much clocks may differ (0)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the token. Return 0, or 1 for one that is malformed or refused.

    Raises CommandError for a file or a key set that cannot be read, and for half of what
    verifying needs: nobody shall take reading for a check.
    """
    from cognito_lab.cli.token_text import anatomy_text, as_json, verification_text
    from cognito_lab.tokens.anatomy import decode_unverified

    _require_all_or_nothing(arguments)
    token = _token_in(arguments.file)
    anatomy = decode_unverified(token)
    verification = _verified(token, arguments) if arguments.jwks else None
    if arguments.json:
        value = as_json(anatomy, verification, show_signature=arguments.show_signature)
        print(json.dumps(value, indent=2))
    else:
        print(anatomy_text(anatomy, show_signature=arguments.show_signature))
        print()
        print(verification_text(verification))
    return 0 if _is_good(anatomy, verification) else REFUSED


def _is_good(anatomy: "TokenAnatomy", verification: "TokenVerification | None") -> bool:
    return anatomy.is_well_formed if verification is None else verification.accepted


def _require_all_or_nothing(arguments: argparse.Namespace) -> None:
    given = [name for name in (*_NEEDED, *_MORE) if getattr(arguments, name) is not None]
    missing = [f"--{name}" for name in _NEEDED if name not in given]
    if given and missing:
        raise CommandError(
            f"to verify, {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing. "
            "Nothing was checked. Without all of --jwks, --issuer, --audience, --use a token is "
            "only shown."
        )


def _verified(token: str, arguments: argparse.Namespace) -> "TokenVerification":
    from cognito_lab.tokens.verification import verify_token

    keys = _key_set(arguments.jwks)
    try:
        return verify_token(
            token,
            keys,
            issuer=arguments.issuer,
            audience=arguments.audience,
            token_use=arguments.use,
            now=arguments.at or dt.datetime.now(dt.UTC),
            scopes=arguments.scope or (),
            groups=arguments.group or (),
            leeway=arguments.leeway or 0,
        )
    except (TypeError, ValueError) as problem:
        raise CommandError(f"{problem}.") from None


def _key_set(name: str) -> "KeySet":
    from cognito_lab.cli.fetch import fetch, is_address
    from cognito_lab.tokens.key_set import KeySet, KeySetError

    document = fetch(name, _LONGEST_INPUT) if is_address(name) else _read(name)
    try:
        return KeySet.read(document)
    except KeySetError as problem:
        raise CommandError(f"{name} is {problem}.") from None


def _token_in(name: str) -> str:
    """The token of a file: white space around it is no part of it, nor is `Bearer`."""
    text = _read(name).decode("utf-8", "replace").strip()
    return text.removeprefix("Bearer ").strip()


def _read(name: str) -> bytes:
    try:
        if name == "-":
            return sys.stdin.buffer.read(_LONGEST_INPUT)
        with Path(name).open("rb") as file:
            return file.read(_LONGEST_INPUT)
    except (OSError, ValueError) as problem:
        said = getattr(problem, "strerror", None) or problem
        raise CommandError(f"cannot read {name}: {said}.") from None


def _moment(text: str) -> dt.datetime:
    """A time in ISO 8601; without a zone it is UTC. Raises argparse's error for another text."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no time such as 2026-01-15T09:00Z") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
