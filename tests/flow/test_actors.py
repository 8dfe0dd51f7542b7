from __future__ import annotations

import pytest

from cognito_lab.flow import ACTORS, Actor, actor_of_service
from cognito_lab.flow.actors import ADMINISTRATOR, APP, actor, known_services


@pytest.mark.parametrize(
    ("service", "lane"),
    [
        ("cognito-idp", Actor("user-pool", "User pool")),
        ("cognito-identity", Actor("identity-pool", "Identity pool")),
        ("sts", Actor("sts", "STS")),
        ("iam", Actor("iam", "IAM")),
        ("s3", Actor("s3", "S3")),
        ("dynamodb", Actor("dynamodb", "DynamoDB")),
        ("lambda", Actor("lambda", "Lambda")),
    ],
)
def test_a_service_answers_from_its_own_lane(service: str, lane: Actor) -> None:
    assert actor_of_service(service) == lane
    assert service in known_services()


def test_both_versions_of_api_gateway_share_a_lane_and_a_deployed_api_has_its_own() -> None:
    assert actor_of_service("apigateway") == actor_of_service("apigatewayv2")
    assert actor_of_service("execute-api").label == "Your API"


def test_a_service_without_a_lane_gets_its_own_name() -> None:
    assert actor_of_service("kinesis") == Actor("kinesis", "kinesis")
    assert "kinesis" not in known_services()


def test_the_callers_stand_before_those_who_answer() -> None:
    assert list(ACTORS.values())[:2] == [ADMINISTRATOR, APP]


def test_every_actor_is_found_by_its_id() -> None:
    assert all(actor(one.id) is one for one in ACTORS.values())
    assert {actor_of_service(service).id for service in known_services()} <= set(ACTORS)


def test_an_id_of_an_older_trace_is_its_own_label() -> None:
    assert actor("quantum-pool") == Actor("quantum-pool", "quantum-pool")
