"""What IAM knows of every request, whatever it asks: the global condition keys.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
"""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from botocore.awsrequest import AWSPreparedRequest
from moto.iam.models import Role, User

from cognito_lab.aws.credentials import TemporarySession
from cognito_lab.aws.served_request import source_ip
from cognito_lab.policies.request import ContextValue


def of_the_request(
    request: AWSPreparedRequest, region: str, now: dt.datetime
) -> dict[str, ContextValue]:
    """Where it came from, how, and when."""
    agent = request.headers.get("User-Agent") or ""
    return {
        "aws:CurrentTime": f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "aws:EpochTime": str(int(now.timestamp())),
        "aws:RequestedRegion": region,
        "aws:SecureTransport": urlsplit(request.url).scheme == "https",
        "aws:SourceIp": source_ip(request),
        "aws:UserAgent": agent.decode("latin-1") if isinstance(agent, bytes) else str(agent),
        "aws:ViaAWSService": False,
    }


def of_a_session(session: TemporarySession | None) -> dict[str, ContextValue]:
    """What its temporary credentials tell; multi-factor authentication is in none of the lab's.

    "This key is not present" for keys that are for good, and for temporary ones it says whether
    the user signed in with MFA.
    """
    if session is None:
        return {}
    return {"aws:MultiFactorAuthPresent": False, **session.context}


def of_an_entity(entity: User | Role | None, tags: list[dict[str, str]]) -> dict[str, ContextValue]:
    """The tags of the user or role that calls, and a user's unique id."""
    keys: dict[str, ContextValue] = {f"aws:PrincipalTag/{tag['Key']}": tag["Value"] for tag in tags}
    if isinstance(entity, User):
        keys["aws:userid"] = str(entity.id)
    return keys
