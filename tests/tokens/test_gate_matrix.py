import pytest

from cognito_lab.tokens.careless import verify_without
from cognito_lab.tokens.forgeries import FORGERIES, Loot, forge
from cognito_lab.tokens.gate_matrix import AttackRow, Stops, attack_row, gate_matrix
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.keys import PoolKeys
from tests.tokens.practice import KEY_SET, LOOT, POOL, verified

HONEST = POOL.token()
MARKS = {Stops.ALONE: "A", Stops.TOO: "t", Stops.UNREAD: "u", Stops.NOT: "."}

# Each attack at each gate: shape, algorithm, kid, key, signature, issuer, expiry, not before,
# token use, audience. A: this gate alone stops it; t: it does too; u: nothing to look at.
MATRIX = {
    "payload-edited": "....A.....",
    "alg-none": ".A..t.....",
    "alg-hs256": ".A..t.....",
    "another-pool": "..tttt....",
    "another-client": ".........A",
    "another-use": "........At",
    "expired": "......A...",
    "not-yet-valid": ".......A..",
    "kid-of-another-key": "..ttt.....",
    "jwk-in-header": "..A.A.....",
    "jku-in-header": "..Att.....",
    "truncated": "t...t.....",
    "padded": "A...t.....",
    "duplicate-names": "t...t.....",
    "deeply-nested": "t...tuuuuu",
    "huge": "tuuuuuuuuu",
    "signature-stripped": "....A.....",
    "issuer-look-alike": "..tttt....",
}


def marks(row: AttackRow) -> str:
    return "".join(MARKS[row.stops[gate]] for gate in row.stops)


def test_each_attack_is_stopped_by_the_gates_that_were_found_to_stop_it() -> None:
    matrix = gate_matrix(HONEST, KEY_SET, POOL.expected(), LOOT)
    assert [gate.value for gate in matrix.gates] == [g.value for g in Gate][:10]
    assert {row.name: marks(row) for row in matrix.rows} == MATRIX
    assert [row.title for row in matrix.rows] == [f.title for f in FORGERIES.values()]
    assert [row.belief for row in matrix.rows] == [f.belief for f in FORGERIES.values()]
    assert not any(row.gets_through for row in matrix.rows)


def test_what_a_gate_alone_stops_gets_through_a_verifier_that_leaves_it_out() -> None:
    matrix = gate_matrix(HONEST, KEY_SET, POOL.expected(), LOOT)
    for gate in matrix.gates:
        for name in FORGERIES:
            attack = forge(HONEST, name, loot=LOOT)
            through = verify_without(
                {gate}, attack.token, KEY_SET, POOL.expected(), attack.published
            ).accepted
            assert through is (name in matrix.stopped_by(gate))


def test_an_access_token_is_attacked_in_the_same_ways() -> None:
    loot = POOL.loot(PoolKeys(LOOT.own_key, LOOT.own_key), "access")
    matrix = gate_matrix(POOL.token("access"), KEY_SET, POOL.expected("access"), loot)
    assert {row.name: marks(row) for row in matrix.rows} == MATRIX


def test_a_gate_that_is_asked_for_has_its_column() -> None:
    expected = POOL.expected("access", scopes="admin", groups="photographers")
    matrix = gate_matrix(POOL.token("access"), KEY_SET, expected, LOOT, ["payload-edited"])
    assert matrix.gates == tuple(Gate)
    (row,) = matrix.rows
    assert marks(row) == "....t.....t."


def test_a_forgery_for_which_the_loot_has_no_token_is_left_out() -> None:
    poor = Loot(LOOT.jwks, LOOT.own_key, {"expired": LOOT.tokens["expired"]})
    names = [row.name for row in gate_matrix(HONEST, KEY_SET, POOL.expected(), poor).rows]
    assert names == [n for n, f in FORGERIES.items() if f.honest in ("", "expired")]
    nothing = gate_matrix(HONEST, KEY_SET, POOL.expected(), poor, ["another-pool"])
    assert (nothing.gates, nothing.rows) == ((), ())


def test_the_key_set_may_be_a_document_and_a_name_has_to_be_a_forgery() -> None:
    matrix = gate_matrix(HONEST, POOL.keys.jwks(), POOL.expected(), LOOT, ["expired"])
    assert [marks(row) for row in matrix.rows] == ["......A..."]
    with pytest.raises(KeyError, match="magic"):
        gate_matrix(HONEST, KEY_SET, POOL.expected(), LOOT, ["magic"])


def test_what_no_gate_stops_gets_through() -> None:
    row = attack_row("nothing", forge(HONEST, loot=LOOT), KEY_SET, POOL.expected())
    assert row.gets_through
    assert set(row.stops.values()) == {Stops.NOT}
    both = forge(HONEST, "another-client", "payload-edited", loot=LOOT)
    row = attack_row("both", both, KEY_SET, POOL.expected())
    assert not row.gets_through
    assert row.title == "another app client's token + payload edited"
    assert row.belief == " ".join(both.beliefs)
    assert marks(row) == "....t....t"
    assert verified(both.token).failed
