"""Which hosts are AWS's, and at which addresses it hands out credentials.

Only the standard library, and no network: names are compared, never looked up.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address

_PARTITIONS = (
    # botocore/data/partitions.json: dnsSuffix and dualStackDnsSuffix of every partition.
    "amazonaws.com",
    "api.aws",
    "amazonaws.com.cn",
    "api.amazonwebservices.com.cn",
    "amazonaws.eu",
    "api.amazonwebservices.eu",
    "c2s.ic.gov",
    "api.aws.ic.gov",
    "sc2s.sgov.gov",
    "api.aws.scloud",
    "cloud.adc-e.uk",
    "api.cloud-aws.adc-e.uk",
    "csp.hci.ic.gov",
    "api.aws.hci.ic.gov",
)
_OTHER_SUFFIXES = (
    # botocore's endpoint rules for AWS Sign-In: consoles and sign-in of each partition.
    "aws.amazon.com",
    "amazonaws.cn",
    "amazonaws-us-gov.com",
    "amazonaws-eusc.eu",
    "c2shome.ic.gov",
    "sc2shome.sgov.gov",
    "csphome.adc-e.uk",
    "csphome.hci.ic.gov",
    # The whole top-level domain is Amazon's (IANA root zone database): api.aws, on.aws (Lambda
    # function URLs), signin.aws, app.aws, and what comes next.
    "aws",
    # Cognito developer guide, "Using the Amazon Cognito domain": the managed login pages.
    "amazoncognito.com",
    # IAM Identity Center user guide: the AWS access portal.
    "awsapps.com",
    "awsapps.cn",
)
# Not here: cloudfront.net, elasticbeanstalk.com, amplifyapp.com and the like. What answers
# there is a customer's own site; no AWS credential is ever sent to it.
AWS_SUFFIXES: tuple[str, ...] = _PARTITIONS + _OTHER_SUFFIXES
"""A host with one of these names, or below one of them, is AWS's."""

_ENDINGS = tuple("." + suffix for suffix in AWS_SUFFIXES)

METADATA_ADDRESSES: frozenset[IPv4Address | IPv6Address] = frozenset(
    ip_address(address)
    for address in (
        "169.254.169.254",  # EC2 user guide: instance metadata service (IMDS)
        "fd00:ec2::254",  # the same over IPv6
        "169.254.170.2",  # ECS developer guide: task role credentials
        "169.254.170.23",  # EKS user guide: Pod Identity agent
        "fd00:ec2::23",  # the same over IPv6
    )
)
"""Where AWS hands out credentials to a machine or a container."""


def is_aws_host(host: object) -> bool:
    """Whether `host` (str or bytes; a port, brackets and a final dot are allowed) is AWS's.

    Anything that is not a host name is not AWS's: None, a number, a path.
    """
    name = host_name(host)
    return name is not None and is_aws_name(name)


def is_metadata_address(host: object) -> bool:
    """Whether `host` is an address where AWS hands out credentials, however it is written.

    `2852039166`, `0xa9fea9fe` and `::ffff:169.254.169.254` are all 169.254.169.254.
    """
    name = host_name(host)
    return name is not None and is_metadata_name(name)


def host_name(host: object) -> str | None:
    """The bare lower-case name or address in `host`, or None."""
    if isinstance(host, str):
        text = host
        if not text.isascii():
            # As the socket module does: full-width letters and dots become plain ones.
            try:
                text = text.encode("idna").decode("ascii")
            except UnicodeError:
                return None
    elif isinstance(host, (bytes, bytearray)):
        text = host.decode("latin-1")
    else:
        return None
    text = text.strip().lower()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    if ":" in text:
        text = text.partition("%")[0]  # the zone of an IPv6 address
    return text.rstrip(".") or None


def is_aws_name(name: str) -> bool:
    """The same for a name in the form that `host_name` gives."""
    return name in AWS_SUFFIXES or name.endswith(_ENDINGS)


def is_metadata_name(name: str) -> bool:
    """Whether a name in the form that `host_name` gives is a metadata address."""
    return _address(name) in METADATA_ADDRESSES


def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(name)
    except ValueError:
        if not name[0].isdigit():
            return None
        try:  # decimal, hexadecimal, octal and short forms, read as the C library does
            return IPv4Address(socket.inet_aton(name))
        except (OSError, ValueError):
            return None
    return getattr(address, "ipv4_mapped", None) or address
