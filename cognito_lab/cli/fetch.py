"""A public document from an address; never from AWS, for nothing of the lab talks to AWS."""

import http.client
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from cognito_lab.cli.project import CommandError

_SECONDS = 10


def is_address(name: str) -> bool:
    """Whether a text is an address on the web, and no file."""
    return name.startswith(("http://", "https://"))


def fetch(address: str, most_bytes: int) -> bytes:
    """What is served at an address. Raises CommandError, also for more than `most_bytes`.

    A host of AWS is refused before its name is looked up.
    """
    from cognito_lab.aws.wall import RealAwsRefused, raise_wall

    raise_wall()
    try:
        with urllib.request.urlopen(address, timeout=_SECONDS) as answer:  # see `is_address`
            document: bytes = answer.read(most_bytes + 1)
    except RealAwsRefused:
        raise CommandError(
            f"{urlsplit(address).hostname} is a host of AWS, and nothing of the lab talks to AWS. "
            "Save the document yourself (curl -o jwks.json ADDRESS), and give the file."
        ) from None
    except (OSError, ValueError, http.client.HTTPException) as problem:
        said = getattr(problem, "reason", None) or problem
        raise CommandError(f"cannot fetch {address}: {said}.") from None
    if len(document) > most_bytes:
        raise CommandError(f"{address} has more than {most_bytes:,} bytes: that is no key set.")
    return document
