"""The ledger itself: its rows as data, its switches, and what stands on a call."""

import ast
import pkgutil
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import botocore.session
import pytest

from cognito_lab import aws
from cognito_lab.aws import Lab, ledger_rows
from cognito_lab.aws.identify import GET_DISCOVERY, GET_JWKS
from cognito_lab.aws.ledger import Behaviour, BehavioursOfACall, Ledger, watching_one_call
from cognito_lab.aws.ledger_rows import ROWS
from cognito_lab.aws.ledger_rows.names import EVERY_OPERATION
from cognito_lab.flow.call import LAB, MOTO, MOTO_AND_LAB
from tests.aws.app import MakeApp

OFFICIAL = (
    "https://docs.aws.amazon.com/",
    "https://repost.aws/knowledge-center/",  # AWS's own articles, not the questions beside them
    "https://docs.getmoto.org/",
)
OUR_NAMES = {GET_JWKS, GET_DISCOVERY}


def row(behaviour_id: str, *, answers: bool = False) -> Behaviour:
    return Behaviour(
        behaviour_id, "sts", ("GetCallerIdentity",), "A.", OFFICIAL[0], "M.", "L.", answers
    )


A, B, C = row("a"), row("b"), row("c", answers=True)


@pytest.fixture
def ledger() -> Ledger:
    return Ledger([A, B, C])


class TestRows:
    @pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
    def test_a_row_says_in_sentences_what_each_does_and_where_that_stands(
        self, row: Behaviour
    ) -> None:
        for sentence in (row.aws, row.moto, row.lab):
            assert sentence == sentence.strip()
            assert sentence.endswith((".", ".`"))
            assert len(sentence.split()) >= 2
        assert row.document.startswith(OFFICIAL)
        assert row.unconfirmed is None or len(row.unconfirmed.split()) >= 3
        assert re.fullmatch("[a-z]+(-[a-z]+)*", row.id)

    @pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
    def test_a_row_names_operations_that_there_are(self, row: Behaviour) -> None:
        assert row.operations
        assert len(set(row.operations)) == len(row.operations)
        if row.operations == EVERY_OPERATION:
            services = botocore.session.get_session().get_available_services()
            assert row.service in ("every service", *services)
            return
        model = botocore.session.get_session().get_service_model(row.service)
        assert set(row.operations) <= OUR_NAMES | set(model.operation_names)

    def test_every_row_that_is_written_down_is_in_the_ledger(self) -> None:
        assert {row.id for row in written_down().values()} == {row.id for row in ROWS}
        assert len(written_down()) == len(ROWS)

    def test_the_code_asks_about_every_row_and_about_no_other(self) -> None:
        assert asked_about() == written_down().keys()


def written_down() -> dict[str, Behaviour]:
    """Every row of every module of rows, by its name; a name stands once."""
    found: dict[str, Behaviour] = {}
    for module in pkgutil.iter_modules(ledger_rows.__path__, f"{ledger_rows.__name__}."):
        for name, value in vars(import_module(module.name)).items():
            if isinstance(value, Behaviour):
                assert name not in found
                found[name] = value
    return found


def asked_about() -> set[str]:
    """The X of every `….acts(rows.X)` in the package; the module may be `mfa_rows`, say."""
    found = set()
    for source in Path(aws.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(attr="acts"),
                    args=[ast.Attribute(value=ast.Name(id=module), attr=name)],
                ) if module.endswith("rows"):
                    found.add(name)
                case ast.Call(func=ast.Attribute(attr="acts")):
                    raise AssertionError(f"{source.name}:{node.lineno} hides its row")
    return found


class TestReading:
    def test_rows_keep_their_order_and_are_found_by_id(self, ledger: Ledger) -> None:
        assert list(ledger) == [A, B, C]
        assert len(ledger) == 3
        assert ledger[1] == ledger["b"] == ledger.row("b") == B
        assert ledger[:2] == [A, B]
        assert B in ledger

    @pytest.mark.parametrize("ask", [Ledger.row, Ledger.__getitem__])
    def test_an_unknown_id_is_answered_with_the_ids_there_are(
        self, ledger: Ledger, ask: Callable[..., Any]
    ) -> None:
        with pytest.raises(KeyError, match=r"no row 'password'\. Its rows: a, b, c"):
            ask(ledger, "password")

    def test_an_unknown_id_cannot_be_switched_off_and_nothing_else_is(self, ledger: Ledger) -> None:
        with pytest.raises(KeyError, match="Its rows: a, b, c"), ledger.without("a", "nope"):
            pass
        assert ledger.acts(A)

    def test_two_rows_with_one_id_are_refused(self) -> None:
        with pytest.raises(ValueError, match="the same id"):
            Ledger([A, row("a")])


class TestSwitches:
    def test_a_row_that_is_off_does_not_act_until_the_block_ends(self, ledger: Ledger) -> None:
        with ledger.without("a"):
            assert not ledger.acts(A)
            assert ledger.acts(B)
        assert ledger.acts(A)

    def test_blocks_nest_and_the_inner_one_gives_back_only_what_it_took(
        self, ledger: Ledger
    ) -> None:
        with ledger.without("a"):
            with ledger.without("a", "b"):
                assert not ledger.acts(A)
                assert not ledger.acts(B)
            assert not ledger.acts(A)
            assert ledger.acts(B)
        assert ledger.acts(A)

    def test_an_exception_switches_back_too(self, ledger: Ledger) -> None:
        with pytest.raises(RuntimeError), ledger.without("a"), ledger.without("b"):
            raise RuntimeError
        assert ledger.acts(A)
        assert ledger.acts(B)

    def test_no_id_switches_nothing_off(self, ledger: Ledger) -> None:
        with ledger.without():
            assert all(ledger.acts(row) for row in (A, B, C))


class TestOnACall:
    def test_a_row_that_acted_is_noted_once_in_the_order_of_acting(self, ledger: Ledger) -> None:
        with watching_one_call() as call:
            for acting in (B, A, B):
                ledger.acts(acting)
        assert call.ids == ("b", "a")

    def test_it_knows_whether_a_row_has_acted_on_the_call_in_progress(self, ledger: Ledger) -> None:
        ledger.acts(A)
        assert not ledger.has_acted
        with watching_one_call():
            assert not ledger.has_acted
            ledger.acts(A)
            assert ledger.has_acted
        assert not ledger.has_acted

    def test_a_row_that_is_off_or_acts_outside_of_a_call_is_not_noted(self, ledger: Ledger) -> None:
        with watching_one_call() as call, ledger.without("a"):
            ledger.acts(A)
        ledger.acts(B)
        assert call.ids == ()

    def test_a_call_inside_a_call_is_noted_on_its_own(self, ledger: Ledger) -> None:
        with watching_one_call() as outer:
            ledger.acts(A)
            with watching_one_call() as inner:
                ledger.acts(B)
            ledger.acts(C)
        assert (outer.ids, inner.ids) == (("a", "c"), ("b",))

    @pytest.mark.parametrize(
        ("acted", "badge"), [([], MOTO), ([A], MOTO_AND_LAB), ([C], LAB), ([A, C], LAB)]
    )
    def test_the_badge_says_who_answered(
        self, ledger: Ledger, acted: list[Behaviour], badge: str
    ) -> None:
        call = BehavioursOfACall()
        call.rows = {row.id: row for row in acted}
        assert call.answered_by == badge


def test_a_lab_starts_with_every_row_on(lab: Lab) -> None:
    assert list(lab.ledger) == list(ROWS)
    assert all(lab.ledger.acts(row) for row in ROWS)


def test_a_switch_holds_for_the_lab_that_runs(lab: Lab, make_app: MakeApp) -> None:
    with lab.ledger.without("user-pool-id"):
        assert len(make_app().user_pool_id) == len("us-east-1_") + 32
    assert len(make_app().user_pool_id) == len("us-east-1_") + 9


def test_a_ledger_prints_a_line_for_each_row_and_says_which_are_off():
    ledger = Ledger(ROWS)
    with ledger.without("jwks-per-pool"):
        lines = repr(ledger).splitlines()
    assert [line.split()[0] for line in lines] == [row.id for row in ROWS]
    assert [line.split()[0] for line in lines if "(off)" in line] == ["jwks-per-pool"]


def test_a_long_id_does_not_run_into_its_sentence():
    assert repr(Ledger([row("a" * 40)])) == "a" * 40 + " A."
