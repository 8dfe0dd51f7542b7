"""Pictures of an exchange: what the gates found, who somebody is, and how a role was chosen."""

from __future__ import annotations

import dataclasses

import pytest

from cognito_lab.diagrams import Picture, exchange_ladder, role_decision, three_ids
from cognito_lab.diagrams.role_decision import way_of
from cognito_lab.exchange.whole_way import Gate, Outcome, WholeWay
from tests.diagrams import exchanges, traces
from tests.diagrams.exchanges import ALL
from tests.diagrams.seen import Seen
from tests.exchange.scene import ANA, MEMBERS

CAME_OUT = {name: way for name, way in ALL.items() if way.accepted}
DECIDED = {name: way for name, way in ALL.items() if way.selection is not None}


def cells(picture: Picture) -> str:
    """All cells of a picture's table."""
    return " | ".join(cell for row in picture.table.rows for cell in row)


@pytest.mark.parametrize("way", ALL.values(), ids=ALL)
def test_each_gate_has_its_outcome_and_its_sign(way: WholeWay) -> None:
    picture = exchange_ladder(way)
    seen = Seen(picture.svg)
    rings = [s for s in seen.shapes if s.kind == "circle" and s.box.left < 40]
    assert len(rings) == len(way.steps) == len(Gate)
    for step, ring in zip(way.steps, rings, strict=True):
        name = seen.find(f"{step.gate}: {step.outcome}").box
        centre = (ring.box.top + ring.box.bottom) / 2
        assert abs((name.top + name.bottom) / 2 - centre) < 4
        inside = [s for s in seen.shapes if s.kind == "lines" and ring.box.holds(s.box)]
        strokes = {Outcome.PASSED: [2], Outcome.FAILED: [1, 1], Outcome.NOT_REACHED: []}
        assert sorted(len(shape.lines) for shape in inside) == strokes[step.outcome]


@pytest.mark.parametrize("way", ALL.values(), ids=ALL)
def test_what_aws_says_stands_at_the_gate_and_in_the_table(way: WholeWay) -> None:
    picture = exchange_ladder(way)
    told = cells(picture)
    if way.refusal is None:
        assert "AWS says" not in told
    else:
        said = "".join(f"AWS says {way.refusal.code}: {way.refusal.message}".split())
        assert said in Seen(picture.svg).letters
        assert way.refusal.code in told


@pytest.mark.parametrize("way", CAME_OUT.values(), ids=CAME_OUT)
def test_the_three_ids_are_those_of_the_exchange(way: WholeWay) -> None:
    picture = three_ids(way)
    letters = Seen(picture.svg).letters
    assert way.session is not None
    for one in (ANA, way.session.arn, *(login.subject for login in way.logins)):
        assert one in letters
        assert one in cells(picture)
    assert ("nobody's:aguest" in letters) is not bool(way.logins)


def test_of_a_pools_own_token_the_first_id_is_who_vouched_and_not_the_identity_again() -> None:
    way = ALL["a member"]
    vouched = "login.example:us-east-1:pool:ana"
    own = dataclasses.replace(
        way.logins[0],
        provider="cognito-identity.amazonaws.com",
        subject=str(way.identity_id),
        claims={"amr": ["authenticated", "login.example", vouched]},
    )
    first, second, _ = three_ids(dataclasses.replace(way, logins=(own,))).table.rows
    assert first[:2] == ("the one who vouches", vouched)
    assert second[1] == way.identity_id


def test_of_a_trace_the_last_who_came_out_is_shown() -> None:
    call = traces.sign_up_and_in()[0]
    out, refused = (
        dataclasses.replace(call, evaluation=way) for way in (ALL["a member"], ALL["no roles"])
    )
    assert three_ids([call, out, refused]).svg == three_ids(ALL["a member"]).svg
    assert exchange_ladder(refused).svg == exchange_ladder(ALL["no roles"]).svg


def test_what_is_no_exchange_is_told() -> None:
    call = traces.sign_up_and_in()[0]
    for draw in (exchange_ladder, role_decision, three_ids):
        with pytest.raises(ValueError, match="is no exchange"):
            draw(call)
    with pytest.raises(ValueError, match="nobody has come out"):
        three_ids([call])
    with pytest.raises(ValueError, match="nobody came out"):
        three_ids(ALL["no roles"])
    with pytest.raises(ValueError, match="before a role was chosen"):
        role_decision(ALL["no token"])


@pytest.mark.parametrize("way", DECIDED.values(), ids=DECIDED)
def test_the_way_through_the_tree_is_numbered_from_its_root_to_its_end(way: WholeWay) -> None:
    assert way.selection is not None
    steps = way_of(way.selection)
    seen = Seen(role_decision(way).svg)
    numbers = [text.text for text in seen.texts if text.text.isdigit()]
    assert numbers == [str(n) for n in range(1, len(steps))]
    assert steps[0] == "guest"
    end = steps[-1]
    assert (end in ("deny", "custom no")) is (
        way.selection.role_arn is None and way is not ALL["no roles"]
    )


def test_a_rule_is_told_with_whether_it_holds() -> None:
    letters = Seen(role_decision(ALL["a rule"]).svg).letters
    assert "rule1:absentEqualsx:doesnot" in letters
    assert "holds" in letters
    assert MEMBERS.rpartition("/")[2] in letters


def test_the_same_exchange_gives_the_same_bytes() -> None:
    for draw in (exchange_ladder, three_ids, role_decision):
        assert draw(ALL["a member"]).svg == draw(exchanges.walk()).svg
