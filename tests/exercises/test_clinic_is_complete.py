"""Every refusal that the mocked user pool has in its own words has a row in the clinic."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import cognito_lab
from cognito_lab.known_error import _VARIABLE
from cognito_lab.sign_in.errors import ERRORS

ROOT = Path(cognito_lab.__file__).parent
ADAPTER, CORE = ROOT / "aws" / "cognito_idp", ROOT / "sign_in"
GAP = "\0"
CODE = re.compile(r"[A-Z]\w+Exception")

# Refusals that are no error of a sign-up, a sign-in or a profile, or that nobody can meet.
ELSEWHERE = {
    "Invalid pagination token.": "a list is read on",
    "Group not found.": "groups are the administrator's",
    "User does not exist.": "an administrator asks for devices",
    "[MfaConfiguration] must be one of 'ON', 'OFF', or 'OPTIONAL'.": "the pool is set up",
    "SMS configuration and Auto verification for phone_number are required when MFA is "
    "required/optional": "the pool is set up",
    "Initiate Auth method not supported": "the table of steps has a way on for every answer",
}


def refusals() -> Iterator[tuple[str, str, str]]:
    """Where one is (file and line), its code, and its text, with GAP where that differs."""
    for path in sorted([*ADAPTER.rglob("*.py"), *CORE.rglob("*.py")]):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if path.parent == CORE and "error" in path.name:
            continue
        values = {
            target.id: node.value
            for node in tree.body
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call | ast.Tuple):
                continue
            items = node.args if isinstance(node, ast.Call) else node.elts
            if len(items) == 2 and _is_code(items[0]):
                for text in texts(items[1], values):
                    yield f"{path.name}:{node.lineno}", ast.literal_eval(items[0]), text


def texts(said: ast.expr, values: dict[str, ast.expr]) -> Iterator[str]:
    """What is said: a text, one with pieces that differ, or what a name stands for."""
    if isinstance(said, ast.Constant) and isinstance(said.value, str):
        if not CODE.fullmatch(said.value):
            yield _VARIABLE.sub(GAP, said.value)
    elif isinstance(said, ast.JoinedStr):
        yield "".join(
            ast.literal_eval(piece) if isinstance(piece, ast.Constant) else GAP
            for piece in said.values
        )
    elif isinstance(said, ast.Name) and said.id in values:
        yield from texts(values[said.id], values)
    elif isinstance(said, ast.Subscript) and isinstance(said.value, ast.Name):
        table = values.get(said.value.id)
        for value in table.values if isinstance(table, ast.Dict) else ():
            yield from texts(value, values)


def is_known(code: str, text: str) -> bool:
    """Whether a row has this refusal, or one of those that the gaps of the text make."""
    pattern = ".+".join(map(re.escape, text.split(GAP)))
    return any(
        row.is_said_by(code, text.replace(GAP, "x"))
        or (row.code == code and re.fullmatch(pattern, row.text))
        for row in ERRORS
    )


def _is_code(item: ast.expr) -> bool:
    return (
        isinstance(item, ast.Constant)
        and isinstance(item.value, str)
        and CODE.fullmatch(item.value) is not None
    )


REFUSALS = sorted(set(refusals()))


def test_the_refusals_are_found_in_every_form_in_which_they_are_written() -> None:
    found = {(code, text) for _, code, text in REFUSALS}
    for code, text in (
        ("NotAuthorizedException", "User is disabled."),
        ("NotAuthorizedException", f"Unable to verify secret hash for client {GAP}"),
        ("ResourceNotFoundException", f"User pool client {GAP} does not exist."),
        ("NotAuthorizedException", "Invalid session for the user."),
        ("InvalidParameterException", "User does not have a valid registered email address"),
    ):
        assert (code, text) in found, text
    assert len(found) > 50


@pytest.mark.parametrize(
    ("where", "code", "text"), REFUSALS, ids=[where for where, _, _ in REFUSALS]
)
def test_a_refusal_has_a_row_in_the_clinic(where: str, code: str, text: str) -> None:
    assert is_known(code, text) or text in ELSEWHERE, (
        f"{where} says {code} in words that no row of cognito_lab/sign_in/errors*.py has"
    )


def test_what_stands_elsewhere_is_said_somewhere_and_is_no_row() -> None:
    for text in ELSEWHERE:
        codes = [code for _, code, said in REFUSALS if said == text]
        assert codes, text
        assert not all(is_known(code, text) for code in codes), text
