"""SRP's two sides: against RFC 5054, against a second SRP, and against AWS's own client."""

import dataclasses
from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cognito_lab.sign_in.srp import (
    BYTES_OF_A,
    BYTES_OF_B,
    ClientKeys,
    SrpClient,
    SrpError,
    SrpVerifier,
    make_verifier,
    pool_name_of,
    private_key,
    scrambler,
)
from cognito_lab.sign_in.srp_group import N, k, padded
from cognito_lab.sign_in.srp_proof import encode_base64
from tests.sign_in.second_srp import (
    COGNITO,
    GROUP_3072,
    RFC_5054,
    SecondSrp,
    cognitos_signature,
    with_room_for_a_sign,
)

POOL, USER, PASSWORD, SALT = "8vZkEEXmx", "ana", "Correct-Horse-9", bytes(range(1, 17))
STAMP = "Mon Jan 5 09:00:00 UTC 2026"
BLOCK = encode_base64(b"secret block")

# Half surrogate pairs included: JSON can carry them.
texts = st.text(st.characters(), max_size=20)
secrets_of_a_side = st.integers(1, 2**256)
salts = st.binary(min_size=1, max_size=20)


def hexadecimal(text: str) -> int:
    return int("".join(text.split()), 16)


# https://www.rfc-editor.org/rfc/rfc5054#appendix-B
RFC_SALT = "BEB25379D1A8581EB5A727673A2441EE"
RFC_a = hexadecimal("60975527 035CF2AD 1989806F 0407210B C81EDC04 E2762A56 AFD529DD DA2D4393")
RFC_b = hexadecimal("E487CB59 D31AC550 471E81F0 0F6928E0 1DDA08E9 74A004F4 9E61F5D1 05284D20")
RFC_k = hexadecimal("7556AA04 5AEF2CDD 07ABAF0F 665C3E81 8913186F")
RFC_x = hexadecimal("94B7555A ABE9127C C58CCF49 93DB6CF8 4D16C124")
RFC_u = hexadecimal("CE38B959 3487DA98 554ED47D 70A7AE5F 462EF019")
RFC_v = hexadecimal(
    """
    7E273DE8 696FFC4F 4E337D05 B4B375BE B0DDE156 9E8FA00A 9886D812 9BADA1F1 822223CA 1A605B53
    0E379BA4 729FDC59 F105B478 7E5186F5 C671085A 1447B52A 48CF1970 B4FB6F84 00BBF4CE BFBB1681
    52E08AB5 EA53D15C 1AFF87B2 B9DA6E04 E058AD51 CC72BFC9 033B564E 26480D78 E955A5E2 9E7AB245
    DB2BE315 E2099AFB
    """
)
RFC_A = hexadecimal(
    """
    61D5E490 F6F1B795 47B0704C 436F523D D0E560F0 C64115BB 72557EC4 4352E890 3211C046 92272D8B
    2D1A5358 A2CF1B6E 0BFCF99F 921530EC 8E393561 79EAE45E 42BA92AE ACED8251 71E1E8B9 AF6D9C03
    E1327F44 BE087EF0 6530E69F 66615261 EEF54073 CA11CF58 58F0EDFD FE15EFEA B349EF5D 76988A36
    72FAC47B 0769447B
    """
)
RFC_B = hexadecimal(
    """
    BD0C6151 2C692C0C B6D041FA 01BB152D 4916A1E7 7AF46AE1 05393011 BAF38964 DC46A067 0DD125B9
    5A981652 236F99D9 B681CBF8 7837EC99 6C6DA044 53728610 D0C6DDB5 8B318885 D7D82C7F 8DEB75CE
    7BD4FBAA 37089E6F 9C6059F3 88838E7A 00030B33 1EB76840 910440B1 B27AAEAE EB4012B7 D7665238
    A8E3FB00 4B117B58
    """
)
RFC_S = hexadecimal(
    """
    B0DC82BA BCF30674 AE450C02 87745E79 90A3381F 63B387AA F271A10D 233861E3 59B48220 F7C4693C
    9AE12B0A 6F67809F 0876E2D0 13800D6C 41BB59B6 D5979B5C 00A172B4 A2A5903A 0BDCAF8A 709585EB
    2AFAFA8F 3499B200 210DCC1F 10EB3394 3CD67FC8 8A2F39A4 BE5BEC4E C0A3212D C346D7E4 74B29EDE
    8A469FFE CA686E5A
    """
)


def test_the_judge_reproduces_each_number_of_rfc_5054() -> None:
    judge = RFC_5054
    x = judge.private_key("alice", "password123", RFC_SALT)
    assert (judge.multiplier, x, judge.power(x)) == (RFC_k, RFC_x, RFC_v)
    assert (judge.power(RFC_a), judge.public_b(RFC_v, RFC_b)) == (RFC_A, RFC_B)
    assert judge.scrambler(RFC_A, RFC_B) == RFC_u
    assert judge.clients_secret(x, RFC_a, RFC_B) == RFC_S
    assert judge.servers_secret(RFC_v, RFC_b, RFC_A) == RFC_S


def test_the_judge_is_given_what_cognito_takes() -> None:
    assert SecondSrp(GROUP_3072, 2, "sha256", with_room_for_a_sign) == COGNITO


class Known(NamedTuple):
    """Numbers that amazon-cognito-identity-js 6.3.21 made of a, B, SALT and these names."""

    user: str
    password: str
    salt: bytes
    a: bytes
    b: bytes
    block: bytes
    timestamp: str
    u: str
    key: str
    signature: str


AWSS_CLIENT_MADE = [
    Known(
        user=USER,
        password=PASSWORD,
        salt=SALT,
        a=bytes(range(128)),
        b=bytes(range(100, 132)),
        block=b"secret block",
        timestamp=STAMP,
        u="c7df2085edb0093c6ad94c7dcc134a1cb1771175c9780d8d943796aea1a457d1",
        key="77fbf1c159dd86c56ceb75bdafdf8bb4",
        signature="h0KI1pOjASvMoFBD+fNWaWSzPqWG0Di7q9l+JcWzKqY=",
    ),
    Known(
        user="Zoë",
        password="pässwörd ✓ 密码",
        salt=bytes.fromhex("00ff" * 8),
        a=bytes(range(255, 127, -1)),
        b=bytes(range(200, 232)),
        block=bytes(range(256)),
        timestamp="Sat Feb 28 23:59:59 UTC 2026",
        u="53b778e262c5613812f5aa26683f1412750ea9f9b515fd685c6a44eef1f4c4a6",
        key="12d499eba20cfea27fb3e40dc2f1b317",
        signature="30SS0HRFueqlFkMjvd+/cuQZ//GtS0hDztpc5rTUqdU=",
    ),
]


@pytest.mark.parametrize("known", AWSS_CLIENT_MADE, ids=lambda known: known.user)
def test_both_sides_come_to_the_numbers_of_awss_client(known: Known) -> None:
    client = SrpClient(POOL, int.from_bytes(known.a))
    stored = make_verifier(POOL, known.user, known.password, known.salt)
    pool = SrpVerifier(POOL, known.user, stored, int.from_bytes(known.b))
    assert (len(known.a), len(known.b)) == (BYTES_OF_A, BYTES_OF_B)
    keys = client.session_keys(known.user, known.password, stored.salt_text, pool.public_b)
    pools_keys = pool.session_keys(client.A)
    assert f"{keys.u:x}" == f"{pools_keys.u:x}" == known.u
    assert keys.key.hex() == pools_keys.key.hex() == known.key
    claimed = keys.password_claim_signature(encode_base64(known.block), known.timestamp)
    assert claimed == known.signature
    assert encode_base64(pools_keys.signature(known.block, known.timestamp)) == known.signature


def judges_text(salt: bytes) -> str:
    return with_room_for_a_sign(int.from_bytes(salt))


@settings(max_examples=25)
@given(texts, texts, texts, salts, secrets_of_a_side, secrets_of_a_side)
@example(POOL, "zoë", "pässwörd ✓ 密码", b"\x00\x00\x80", 1, 1)
@example("", "", "", b"\x00", 1, 2)
@example(POOL, USER, PASSWORD, b"\x80" * 16, 2**1024 - 1, 2**1024 - 1)
def test_the_second_srps_client_signs_in_at_our_verifier(
    pool_name: str, user_id: str, password: str, salt: bytes, a: int, b: int
) -> None:
    pool = SrpVerifier(pool_name, user_id, make_verifier(pool_name, user_id, password, salt), b)
    keys = pool.session_keys(COGNITO.power(a))

    x = COGNITO.private_key(pool_name + user_id, password, judges_text(salt))
    S = COGNITO.clients_secret(x, a, int(pool.public_b, 16))
    u = COGNITO.scrambler(COGNITO.power(a), pool.B)
    assert (keys.u, keys.S) == (u, S)
    made = cognitos_signature(S, u, pool_name, user_id, BLOCK, STAMP)
    assert encode_base64(keys.signature(b"secret block", STAMP)) == made


@settings(max_examples=25)
@given(texts, texts, texts, salts, secrets_of_a_side, secrets_of_a_side)
@example(POOL, "zoë", "pässwörd ✓ 密码", b"\x00\x00\x80", 1, 1)
@example("", "", "", b"\x00", 1, 2)
@example(POOL, USER, PASSWORD, b"\x80" * 16, 2**1024 - 1, 2**1024 - 1)
def test_our_client_signs_in_at_the_second_srps_verifier(
    pool_name: str, user_id: str, password: str, salt: bytes, a: int, b: int
) -> None:
    x = COGNITO.private_key(pool_name + user_id, password, judges_text(salt))
    v = COGNITO.power(x)
    B = COGNITO.public_b(v, b)

    client = SrpClient(pool_name, a)
    keys = client.session_keys(user_id, password, f"{int.from_bytes(salt):x}", f"{B:x}")
    S = COGNITO.servers_secret(v, b, int(client.public_a, 16))
    assert (keys.x, keys.S, make_verifier(pool_name, user_id, password, salt).v) == (x, S, v)
    u = COGNITO.scrambler(client.A, B)
    made = cognitos_signature(S, u, pool_name, user_id, BLOCK, STAMP)
    assert keys.password_claim_signature(BLOCK, STAMP) == made


STORED = make_verifier(POOL, USER, PASSWORD, SALT)
# Each was looked for: with this pair, that number has that form. The highest byte of a number
# that is "short" is 0; of one that is "odd", only the lower half of it is not.
EDGES: dict[str, tuple[int, int, Callable[[int, int, int, int], bool]]] = {
    "u is short": (4000, 2965, lambda A, B, u, S: u < 2**248),
    "u is odd": (4000, 2900, lambda A, B, u, S: 0 < u >> 248 < 16),
    "u has its top bit set": (4000, 2901, lambda A, B, u, S: u >> 255 == 1),
    "S is short": (4000, 3301, lambda A, B, u, S: S < 2**3064),
    "S is odd": (4000, 2939, lambda A, B, u, S: 0 < S >> 3064 < 16),
    "S has its top bit set": (4000, 2903, lambda A, B, u, S: S >> 3071 == 1),
    "B is short": (4000, 3224, lambda A, B, u, S: B < 2**3064),
    "B is odd": (4000, 3071, lambda A, B, u, S: 0 < B >> 3064 < 16),
    "B has its top bit set": (4000, 2900, lambda A, B, u, S: B >> 3071 == 1),
    "A is short": (3072, 2900, lambda A, B, u, S: A < 2**3064),
    "A is odd": (3131, 2900, lambda A, B, u, S: 0 < A >> 3064 < 16),
    "A has its top bit set": (3138, 2900, lambda A, B, u, S: A >> 3071 == 1),
    "A is 2": (1, 2900, lambda A, B, u, S: A == 2),
}


@pytest.mark.parametrize("edge", EDGES)
def test_numbers_of_every_length_are_padded_as_the_second_srp_pads_them(edge: str) -> None:
    a, b, is_so = EDGES[edge]
    client, pool = SrpClient(POOL, a), SrpVerifier(POOL, USER, STORED, b)
    keys = client.session_keys(USER, PASSWORD, STORED.salt_text, pool.public_b)
    assert is_so(client.A, pool.B, keys.u, keys.S)
    assert pool.session_keys(client.A).key == keys.key
    u = COGNITO.scrambler(client.A, pool.B)
    made = cognitos_signature(keys.S, u, POOL, USER, BLOCK, STAMP)
    assert keys.password_claim_signature(BLOCK, STAMP) == made


@pytest.mark.parametrize(
    ("salt", "text", "hashed_as"),
    [
        ("01", "1", "01"),
        ("0f", "f", "0f"),
        ("80", "80", "0080"),
        ("0080", "80", "0080"),
        ("000001ff", "1ff", "01ff"),
        ("00", "0", "00"),
    ],
)
def test_a_salt_is_sent_without_zeros_in_front_and_hashed_as_a_number(
    salt: str, text: str, hashed_as: str
) -> None:
    stored = make_verifier(POOL, USER, PASSWORD, bytes.fromhex(salt))
    assert stored.salt_text == text
    assert padded(stored.salt).hex() == hashed_as
    assert stored.v == COGNITO.power(COGNITO.private_key(POOL + USER, PASSWORD, hashed_as))


def test_the_client_takes_a_salt_with_zeros_in_front_for_the_same_number() -> None:
    pool = SrpVerifier(POOL, USER, STORED, 7)
    keys = [
        SrpClient(POOL, 5).session_keys(USER, PASSWORD, salt, pool.public_b)
        for salt in (STORED.salt_text, "00" + STORED.salt_text, STORED.salt_text.upper())
    ]
    assert keys[0] == keys[1] == keys[2]


def test_each_step_can_be_looked_at_and_is_what_the_formula_says() -> None:
    client, pool = SrpClient(POOL, 5), SrpVerifier(POOL, USER, STORED, 7)
    x = private_key(POOL, USER, PASSWORD, int.from_bytes(SALT))
    assert (client.A, client.public_a) == (32, "20")
    assert (STORED.salt, STORED.v) == (int.from_bytes(SALT), pow(2, x, N))
    assert pool.B == int(pool.public_b, 16) == (k * STORED.v + 2**7) % N
    keys = client.session_keys(USER, PASSWORD, STORED.salt_text, pool.public_b)
    assert (keys.x, keys.u) == (x, scrambler(32, pool.B))
    assert keys.S == pow(2, 7 * (5 + keys.u * x), N) == pool.session_keys(client.A).S


def test_what_is_secret_is_not_printed_with_the_rest() -> None:
    client, pool = SrpClient(POOL, 987654321), SrpVerifier(POOL, USER, STORED, 987654322)
    keys = client.session_keys(USER, PASSWORD, STORED.salt_text, pool.public_b)
    printed = f"{client} {pool} {keys} {STORED}"
    for secret in (client.a, pool.b, STORED.v, keys.S, keys.x, keys.key):
        assert str(secret) not in printed
    assert str(keys.u) in printed and str(STORED.salt) in printed


@pytest.mark.parametrize(
    ("user", "password", "pool_name"),
    [
        (USER, PASSWORD + " ", POOL),
        (USER, PASSWORD.lower(), POOL),
        (USER, "", POOL),
        ("Ana", PASSWORD, POOL),
        (USER, PASSWORD, "8vZkEEXmX"),
    ],
)
def test_another_password_user_or_pool_comes_to_another_key(
    user: str, password: str, pool_name: str
) -> None:
    pool = SrpVerifier(POOL, USER, STORED, 7)
    right = SrpClient(POOL, 5).session_keys(USER, PASSWORD, STORED.salt_text, pool.public_b)
    wrong = SrpClient(pool_name, 5).session_keys(user, password, STORED.salt_text, pool.public_b)
    assert pool.session_keys(32).key == right.key
    assert wrong.key != right.key and wrong.S != right.S


def test_a_password_is_not_normalized() -> None:
    composed, decomposed = "caf\u00e9", "cafe\u0301"
    assert private_key(POOL, USER, composed, 1) != private_key(POOL, USER, decomposed, 1)


@pytest.mark.parametrize("multiple", [0, 1])
def test_the_client_refuses_a_b_of_0_modulo_n(multiple: int) -> None:
    with pytest.raises(SrpError, match="SRP_B is 0 modulo N"):
        SrpClient(POOL, 5).session_keys(USER, PASSWORD, "1", f"{multiple * N:x}")


@pytest.mark.parametrize(("salt", "public_b", "named"), [("x", "1", "SALT"), ("1", "0x1", "SRP_B")])
def test_the_client_names_the_number_that_it_cannot_read(
    salt: str, public_b: str, named: str
) -> None:
    with pytest.raises(SrpError, match=f"{named} is no hexadecimal number"):
        SrpClient(POOL, 5).session_keys(USER, PASSWORD, salt, public_b)


@pytest.mark.parametrize("multiple", range(3))
def test_the_pool_computes_nothing_with_an_a_of_0_modulo_n(multiple: int) -> None:
    with pytest.raises(SrpError, match="A is 0 modulo N"):
        SrpVerifier(POOL, USER, STORED, 7).session_keys(multiple * N)


@pytest.mark.parametrize("secret", [0, -1])
def test_a_secret_that_hides_nothing_is_refused(secret: int) -> None:
    with pytest.raises(SrpError, match="a must be 1 or more"):
        SrpClient(POOL, secret)
    with pytest.raises(SrpError, match="b must be 1 or more"):
        SrpVerifier(POOL, USER, STORED, secret)


def test_the_client_signs_no_block_that_is_no_base64() -> None:
    keys = ClientKeys(POOL, USER, u=1, S=1, key=b"k" * 16, x=1)
    with pytest.raises(SrpError, match="SECRET_BLOCK is no base64"):
        keys.password_claim_signature("no base64", STAMP)


def test_the_client_signs_nothing_with_a_u_of_0() -> None:
    # No A and B are known for which SHA-256 comes to 0, so the keys are made by hand.
    keys = ClientKeys(POOL, USER, u=0, S=1, key=b"k" * 16, x=1)
    with pytest.raises(SrpError, match="u must be 1 or more"):
        keys.password_claim_signature(BLOCK, STAMP)


def test_nothing_of_a_step_can_be_changed_afterwards() -> None:
    for step in (SrpClient(POOL, 5), SrpVerifier(POOL, USER, STORED, 7), STORED):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(step, dataclasses.fields(step)[0].name, "other")


def test_a_pools_name_is_what_follows_the_region() -> None:
    assert pool_name_of("us-east-1_8vZkEEXmx") == POOL


@pytest.mark.parametrize("pool_id", ["", "us-east-1", "us-east-1_"])
def test_an_id_without_a_name_is_refused(pool_id: str) -> None:
    with pytest.raises(SrpError, match="is no user pool id"):
        pool_name_of(pool_id)
