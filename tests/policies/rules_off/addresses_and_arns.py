"""What the operators of addresses and ARNs compare."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from typing import Any

import pytest

from cognito_lab.policies import operators
from cognito_lab.policies.operators import OPERATORS as TABLE
from cognito_lab.policies.operators import as_it_is
from cognito_lab.policies.variables import text_of
from cognito_lab.policies.wildcards import Wildcard
from tests.policies.cases.names import OPERATORS
from tests.policies.rules_off.operators import (
    Pieces,
    changed,
    ending_at,
    ignoring_case,
    literal,
    respelt,
)
from tests.policies.rules_off.rule import Rule, Switch


def _bits(change: Callable[[int, int], int]) -> Switch:
    """IpAddress with another length of the prefix, by the written one and the greatest."""

    def off(patch: pytest.MonkeyPatch) -> None:
        for name in ("IpAddress", "NotIpAddress"):
            real = TABLE[name].compile

            def compiled(pieces: Pieces, real: Any = real) -> Any:
                address, _, prefix = text_of(pieces).partition("/")
                longest = 128 if ":" in address else 32
                bits = change(int(prefix) if prefix else -1, longest)
                return real([address if bits < 0 else f"{address}/{bits}"])

            changed(name, compile=compiled)(patch)

    return off


def _hosts_only(pieces: Pieces) -> Any:
    network = ipaddress.ip_network(text_of(pieces), strict=False)
    last = int(network.broadcast_address)
    real = operators._in_range(pieces)
    return lambda found: real(found) and (network.num_addresses == 1 or found[1] != last)


def _one_more(pieces: Pieces) -> Any:
    last = int(ipaddress.ip_network(text_of(pieces), strict=False).broadcast_address)
    real = operators._in_range(pieces)
    return lambda found: real(found) or found[1] == last + 1


def _any_version(pieces: Pieces) -> Any:
    network = ipaddress.ip_network(text_of(pieces), strict=False)
    mask, base = int(network.netmask), int(network.network_address)
    return lambda found: found[1] & mask == base


ADDRESSES = (
    Rule(
        "IpAddress of a bare address is the network of 256 around it",
        OPERATORS,
        _bits(lambda bits, _: 24 if bits < 0 else bits),
    ),
    Rule(
        "IpAddress of a bare address is every address",
        OPERATORS,
        _bits(lambda bits, _: 0 if bits < 0 else bits),
    ),
    Rule(
        "A bare address is no range",
        OPERATORS,
        lambda patch: patch.setattr(operators, "_PREFIX", re.compile(r"\A[^/]+/[0-9]{1,3}\Z")),
    ),
    Rule(
        "A range's prefix is cut to whole bytes",
        OPERATORS,
        _bits(lambda bits, _: bits if bits < 0 else bits // 8 * 8),
    ),
    Rule(
        "A range's prefix is filled up to whole bytes",
        OPERATORS,
        _bits(lambda bits, _: bits if bits < 0 else -(-bits // 8) * 8),
    ),
    Rule(
        "A range is twice as long as its prefix says",
        OPERATORS,
        _bits(lambda bits, _: bits if bits < 1 else bits - 1),
    ),
    Rule(
        "IpAddress leaves out a range's last address",
        OPERATORS,
        changed("IpAddress", compile=_hosts_only),
    ),
    Rule(
        "NotIpAddress leaves out a range's last address",
        OPERATORS,
        changed("NotIpAddress", compile=_hosts_only),
    ),
    *(
        Rule(
            f"{name} takes in the address after a range",
            OPERATORS,
            changed(name, compile=_one_more),
        )
        for name in ("IpAddress", "NotIpAddress")
    ),
    Rule(
        "IpAddress does not know IPv6",
        OPERATORS,
        changed(
            "IpAddress",
            compile=lambda pieces: (
                (lambda _: False) if ":" in text_of(pieces) else operators._in_range(pieces)
            ),
        ),
    ),
    Rule(
        "An IPv6 prefix is one of IPv4, and 32 at most",
        OPERATORS,
        _bits(lambda bits, longest: min(bits, 32)),
    ),
    Rule(
        "IpAddress does not tell IPv4 from IPv6",
        OPERATORS,
        changed("IpAddress", compile=_any_version),
    ),
)


ARNS = (
    *(
        Rule(
            f"A * of {name} spans colons",
            OPERATORS,
            changed(name, read=as_it_is, compile=operators._like),
        )
        for name in ("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike")
    ),
    *(
        Rule(
            f"{name} takes no wildcards",
            OPERATORS,
            respelt(name, literal(Wildcard.MANY)),
        )
        for name in ("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike")
    ),
    Rule("A ? of ArnLike is literal", OPERATORS, respelt("ArnLike", literal(Wildcard.ONE))),
    Rule("ArnLike ignores case", OPERATORS, ignoring_case("ArnLike")),
    Rule(
        "ArnEquals takes what begins with its value",
        OPERATORS,
        respelt("ArnEquals", lambda pieces: [*pieces, Wildcard.MANY]),
    ),
    Rule(
        "A * at the end of ArnLike's value ends at a colon",
        OPERATORS,
        changed(
            "ArnLike",
            read=as_it_is,
            compile=ending_at(":"),
        ),
    ),
)


RULES = ADDRESSES + ARNS
