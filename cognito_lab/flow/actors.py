"""Who takes part in a flow: the lanes of every sequence diagram.

Two of them call, the others answer. *Your app* is the program that a user holds: its
calls carry no AWS signature, or one made with credentials that it was given. The
*administrator* is the account's root, who builds the scene. A third, *anyone*, reads
what is public, such as a pool's JSON Web Key Set.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """One lane: `id` is stable and stands in saved traces, `label` is what a reader sees."""

    id: str
    label: str


ADMINISTRATOR = Actor("administrator", "Administrator")
APP = Actor("app", "Your app")

_SERVICES = {
    "cognito-idp": Actor("user-pool", "User pool"),
    "cognito-identity": Actor("identity-pool", "Identity pool"),
    "sts": Actor("sts", "STS"),
    "iam": Actor("iam", "IAM"),
    "s3": Actor("s3", "S3"),
    "dynamodb": Actor("dynamodb", "DynamoDB"),
    "apigateway": Actor("apigateway", "API Gateway"),
    "apigatewayv2": Actor("apigateway", "API Gateway"),
    "execute-api": Actor("execute-api", "Your API"),
    "lambda": Actor("lambda", "Lambda"),
}

ACTORS: dict[str, Actor] = {actor.id: actor for actor in (ADMINISTRATOR, APP, *_SERVICES.values())}
"""Every actor that the lab has a lane for, by id, in the order in which lanes stand."""


def actor_of_service(service: str) -> Actor:
    """The lane of a service, by its boto3 name; a service with no lane gets its own name."""
    return _SERVICES.get(service) or Actor(service, service)


def actor(actor_id: str) -> Actor:
    """The actor with this id; an unknown id (from a saved trace) is its own label."""
    return ACTORS.get(actor_id) or Actor(actor_id, actor_id)


def known_services() -> tuple[str, ...]:
    """The boto3 names of the services that have a lane."""
    return tuple(_SERVICES)
