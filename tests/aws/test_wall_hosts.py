"""Which hosts and addresses the wall takes for AWS's, held to botocore's own tables."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import botocore
import botocore.utils
import pytest

from cognito_lab.aws import RealAwsRefused, aws_hosts, wall
from cognito_lab.aws.aws_hosts import is_aws_host, is_metadata_address

DATA = Path(botocore.__file__).parent / "data"


def botocores_hosts() -> Iterator[str]:
    """Every suffix and host name that botocore would build an address from."""
    for partition in json.loads((DATA / "partitions.json").read_text())["partitions"]:
        yield partition["outputs"]["dnsSuffix"]
        yield partition["outputs"]["dualStackDnsSuffix"]
    for partition in json.loads((DATA / "endpoints.json").read_text())["partitions"]:
        suffix = partition["dnsSuffix"]
        for host in re.findall(r'"(?:hostname|dnsSuffix)": "([^"]+)"', json.dumps(partition)):
            yield host.replace("{dnsSuffix}", suffix)
    for rules in DATA.rglob("endpoint-rule-set-1.json.gz"):
        with gzip.open(rules, "rt") as file:
            for host in re.findall(r'"url"\s*:\s*"https?://([^/"]+)', file.read()):
                if not host.endswith("}"):
                    yield host.replace("{", "").replace("}", "").replace("#", "")


def test_every_host_that_botocore_knows_is_awss() -> None:
    hosts = set(botocores_hosts())
    assert len(hosts) > 3000
    not_recognized = {host for host in hosts if not is_aws_host(host)}
    assert not_recognized == {"localhost:8000"}  # DynamoDB's local endpoint


def test_the_table_holds_no_botocore_suffix_that_botocore_has_dropped() -> None:
    hosts = tuple(botocores_hosts())
    for suffix in aws_hosts._PARTITIONS:
        assert any(host.endswith(suffix) for host in hosts), suffix


@pytest.mark.parametrize(
    "host",
    [
        "sts.amazonaws.com",
        "STS.US-EAST-1.AmazonAWS.COM",
        "sts.amazonaws.com.",
        "amazonaws.com",
        b"sts.amazonaws.com",
        bytearray(b"sts.amazonaws.com:443"),
        "sts.amazonaws.com:443",
        " sts.amazonaws.com ",
        "50%25.s3.amazonaws.com",
        "sts\u3002amazonaws\uff0ecom",  # IDNA: both are full stops
        "ｓｔｓ.amazonaws.com",  # IDNA: full-width letters are letters
        "my-app.auth.eu-west-1.amazoncognito.com",
        "abc.lambda-url.us-east-1.on.aws",
        "start.awsapps.com",
        "console.aws.amazon.com",
        "us-east-1.signin.aws.amazon.com",
    ],
)
def test_a_host_of_aws_is_recognized_however_it_is_written(host: object) -> None:
    assert is_aws_host(host)


@pytest.mark.parametrize(
    "host",
    [
        "notamazonaws.com",
        "amazonaws.com.example.org",
        "amazonaws.community",
        "amazonaws-com.example",
        "www.amazon.com",
        "aws.example",
        "aws-example.com",
        "1password.example",  # begins like an address
        "1\0",
        "localhost",
        "127.0.0.1",
        "[::1]:8000",
        "fe80::1%sts.amazonaws.com",  # the zone of an address is no host
        "x" * 5000,
        "\ud800.amazonaws.com",  # cannot be looked up
        "",
        ".",
        None,
        443,
        object(),
        ("sts.amazonaws.com", 443),
    ],
)
def test_another_host_or_no_host_is_not_awss(host: object) -> None:
    assert not is_aws_host(host)
    assert not is_metadata_address(host)
    wall.check_destination(host)


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254",
        b"169.254.169.254",
        "169.254.169.254:80",
        "169.254.170.2",
        "169.254.170.23",
        "2852039166",
        "0xa9fea9fe",
        "0251.0376.0251.0376",
        "169.254.43518",
        "fd00:ec2::254",
        "fd00:0ec2:0:0:0:0:0:0254",
        "[fd00:ec2::254]:80",
        "fd00:ec2::23%eth0",
        "::ffff:169.254.169.254",
        "::ffff:a9fe:a9fe",
    ],
)
def test_a_metadata_address_is_recognized_however_it_is_written(address: object) -> None:
    assert is_metadata_address(address)
    with pytest.raises(RealAwsRefused, match="hands out credentials"):
        wall.check_destination(address)


def test_every_address_where_botocore_looks_for_credentials_is_refused() -> None:
    fetcher = botocore.utils.ContainerMetadataFetcher
    addresses = {fetcher.IP_ADDRESS, *fetcher._ALLOWED_HOSTS}
    for url in (botocore.utils.METADATA_BASE_URL, botocore.utils.METADATA_BASE_URL_IPv6):
        addresses.add(url.removeprefix("http://").rstrip("/"))
    here = {a for a in addresses if not is_metadata_address(a)}
    assert here == {"127.0.0.1", "localhost"} & addresses | {"[::1]"} & addresses
    assert len(addresses - here) >= 5
