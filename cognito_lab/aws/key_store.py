"""The signing keys of the lab's user pools.

A bundle of pairs comes with the package, for making one takes 30 to 40 ms. They are taken
in seeded order, and no two pools of a lab ever share one. When the bundle is used up,
further pools make their own, when they first sign or publish; only those differ from run
to run. The keys are known to everybody: they protect nothing outside the lab.

`python -m cognito_lab.aws.key_store` makes a new bundle.
"""

from __future__ import annotations

import base64
import json
import random
from importlib import resources
from pathlib import Path

from cognito_lab.tokens.keys import PoolKeys, SigningKey

BUNDLE = "signing_keys.json"
BUNDLE_SIZE = 64
NOTICE = (
    "RSA key pairs (PKCS #8, DER, Base64) for the user pools of a mocked AWS. Published on "
    "purpose: they make lessons repeatable. Never use them for anything else."
)


class KeyStore:
    """Hands out pairs of keys, each key once."""

    def __init__(self, order: random.Random) -> None:
        self._remaining = load_bundle()
        order.shuffle(self._remaining)

    def take(self) -> PoolKeys:
        """Two pairs that no pool of this lab has had: from the bundle, else fresh ones."""
        return PoolKeys(self._take_one(), self._take_one())

    def take_for_others(self) -> SigningKey:
        """A pair for somebody who is no user pool: the pools' order does not change by it."""
        if not self._remaining:
            return SigningKey.generate()
        return SigningKey.from_der(base64.b64decode(self._remaining.pop(0)))

    def _take_one(self) -> SigningKey:
        if not self._remaining:
            return SigningKey.generate()
        return SigningKey.from_der(base64.b64decode(self._remaining.pop()))


def load_bundle() -> list[str]:
    """The packaged pairs, as Base64 of DER."""
    text = resources.files(__package__).joinpath(BUNDLE).read_text(encoding="ascii")
    return list(json.loads(text)["keys"])


def write_bundle(path: Path, size: int = BUNDLE_SIZE) -> None:
    """Make `size` fresh pairs and write them to `path`."""
    keys = [base64.b64encode(SigningKey.generate().to_der()).decode() for _ in range(size)]
    path.write_text(json.dumps({"notice": NOTICE, "keys": keys}, indent=1) + "\n", "ascii")


if __name__ == "__main__":
    write_bundle(Path(__file__).with_name(BUNDLE))
