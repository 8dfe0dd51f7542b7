"""The bundle of signing keys, and how a lab hands them out."""

import base64
import json
import math
import random
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from cognito_lab.aws.key_store import BUNDLE_SIZE, KeyStore, load_bundle, write_bundle
from cognito_lab.tokens.keys import SigningKey


def kids(store: KeyStore, pools: int) -> list[str]:
    pairs = [store.take() for _ in range(pools)]
    return [key.kid for pair in pairs for key in (pair.id_token, pair.access_token)]


def is_prime(number: int) -> bool:
    """Fermat's test: of random numbers of this size it lets none through that is not."""
    return all(pow(base, number - 1, number) == 1 for base in (2, 3))


def test_the_bundle_holds_64_different_valid_keys_of_2048_bits() -> None:
    moduli = set()
    for stored in load_bundle():
        # By hand, for the library takes 40 ms to validate a key, and the lab tells it not to.
        key = serialization.load_der_private_key(
            base64.b64decode(stored), password=None, unsafe_skip_rsa_key_validation=True
        )
        assert isinstance(key, rsa.RSAPrivateKey)
        numbers = key.private_numbers()
        p, q, public = numbers.p, numbers.q, numbers.public_numbers
        assert (public.n.bit_length(), public.e) == (2048, 65537)
        assert p * q == public.n
        assert is_prime(p)
        assert is_prime(q)
        assert numbers.d * public.e % math.lcm(p - 1, q - 1) == 1
        assert (numbers.dmp1, numbers.dmq1) == (numbers.d % (p - 1), numbers.d % (q - 1))
        assert numbers.iqmp * q % p == 1
        moduli.add(public.n)
    assert len(moduli) == BUNDLE_SIZE == 64


def test_a_bundled_key_passes_the_librarys_own_validation() -> None:
    key = serialization.load_der_private_key(base64.b64decode(load_bundle()[0]), password=None)
    assert isinstance(key, rsa.RSAPrivateKey)


def test_no_key_is_handed_out_twice_also_after_the_bundle_is_used_up() -> None:
    handed_out = kids(KeyStore(random.Random(1)), 33)
    assert len(set(handed_out)) == 66
    bundled = {SigningKey.from_der(base64.b64decode(key)).kid for key in load_bundle()}
    assert bundled == set(handed_out[:64])
    assert not bundled & set(handed_out[64:])


def test_the_same_order_hands_out_the_same_keys_and_another_order_others() -> None:
    first = kids(KeyStore(random.Random(1)), 3)
    assert kids(KeyStore(random.Random(1)), 3) == first
    assert kids(KeyStore(random.Random(2)), 3) != first


def test_stores_do_not_take_keys_from_each_other() -> None:
    kids(KeyStore(random.Random(1)), 3)
    assert len(load_bundle()) == 64


@pytest.mark.parametrize("size", [0, 2])
def test_a_new_bundle_is_written_with_a_notice_and_other_keys(tmp_path: Path, size: int) -> None:
    path = tmp_path / "keys.json"
    write_bundle(path, size)
    written = json.loads(path.read_text("ascii"))
    assert "Published on purpose" in written["notice"]
    assert len(written["keys"]) == size
    assert not set(written["keys"]) & set(load_bundle())
    for key in written["keys"]:
        SigningKey.from_der(base64.b64decode(key))
