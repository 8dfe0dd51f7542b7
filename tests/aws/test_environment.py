"""While the lab runs, boto3 finds the lab's administrator and nobody else; afterwards all is back.

The environment of the test's process is replaced by a pretended learner's before each test.
"""

import os
import subprocess
import sys
import traceback
from pathlib import Path

import botocore.exceptions
import botocore.session
import pytest

from cognito_lab.aws.environment import LabEnvironment

LEARNERS_SECRET = "kR7learnersOwnSecretAccessKeyqL2vX9wTzYbNm"
LEARNERS_OWN = {
    "AWS_ACCESS_KEY_ID": "AKIAQ3EGLEARNERSOWN2",
    "AWS_SECRET_ACCESS_KEY": LEARNERS_SECRET,
    "AWS_SESSION_TOKEN": "FwoGZXIvYXdzlearnersOwnToken",
    "AWS_PROFILE": "work",
    "AWS_REGION": "eu-west-3",
    "AWS_ENDPOINT_URL": "https://aws.learner.example",
    "AWS_CA_BUNDLE": "/learner/ca.pem",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.23/v1/credentials",
    "AWS_WEB_IDENTITY_TOKEN_FILE": "/learner/token",
    "AWS_ROLE_ARN": "arn:aws:iam::210987654321:role/learner",
    "BOTO_CONFIG": "/learner/boto",
}
LAB_KEY_ID, LAB_SECRET = "AKIALABADMINISTRATOR", "the-lab-administrators-secret"


KEYS = f"aws_access_key_id = AKIAQ3EGFROMTHEFILE3\naws_secret_access_key = {LEARNERS_SECRET}\n"
FILES = {
    ".aws/credentials": f"[default]\n{KEYS}",
    ".aws/config": f"[default]\n{KEYS}[profile work]\nregion = eu-west-3\n",
    ".boto": f"[Credentials]\n{KEYS}",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with credentials in each file that botocore reads, and no variable that hides it."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name in aws_variables():
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return tmp_path


@pytest.fixture
def learner(home: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    for name, value in LEARNERS_OWN.items():
        monkeypatch.setenv(name, value)
    return variables()


@pytest.fixture
def environment() -> LabEnvironment:
    return LabEnvironment(LAB_KEY_ID, LAB_SECRET, "us-east-1")


def variables() -> dict[str, str]:
    return {name: v for name, v in os.environ.items() if name != "PYTEST_CURRENT_TEST"}


def aws_variables() -> dict[str, str]:
    return {n: v for n, v in os.environ.items() if n.startswith("AWS_") or n == "BOTO_CONFIG"}


def test_only_the_labs_variables_are_left(
    learner: dict[str, str], environment: LabEnvironment
) -> None:
    environment.enter()
    try:
        assert aws_variables() == {
            "AWS_ACCESS_KEY_ID": LAB_KEY_ID,
            "AWS_SECRET_ACCESS_KEY": LAB_SECRET,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "BOTO_CONFIG": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
        }
    finally:
        environment.leave()


def test_what_was_there_comes_back_exactly(
    learner: dict[str, str], environment: LabEnvironment
) -> None:
    environment.enter()
    environment.leave()
    assert variables() == learner


def test_what_was_not_there_is_gone_again(home: Path, environment: LabEnvironment) -> None:
    before = variables()
    environment.enter()
    environment.leave()
    assert variables() == before
    assert not aws_variables()


def test_what_was_changed_meanwhile_does_not_mix_with_the_learners_own(
    learner: dict[str, str], environment: LabEnvironment
) -> None:
    environment.enter()
    os.environ["AWS_PROFILE"] = "lesson"
    os.environ["AWS_STS_REGIONAL_ENDPOINTS"] = "legacy"
    del os.environ["AWS_DEFAULT_REGION"]
    environment.leave()
    assert variables() == learner


def test_variables_that_are_not_awss_are_left_alone(
    home: Path, environment: LabEnvironment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_NOTES", "kept")
    environment.enter()
    assert os.environ["COURSE_NOTES"] == "kept"
    os.environ["COURSE_NOTES"] = "changed in a lesson"
    environment.leave()
    assert os.environ["COURSE_NOTES"] == "changed in a lesson"


def test_entering_and_leaving_twice_changes_nothing_more(
    learner: dict[str, str], environment: LabEnvironment
) -> None:
    environment.leave()
    assert variables() == learner
    environment.enter()
    entered = variables()
    environment.enter()
    assert variables() == entered
    environment.leave()
    environment.leave()
    assert variables() == learner


def test_it_can_be_entered_again_and_sees_what_changed_in_between(
    learner: dict[str, str], environment: LabEnvironment, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.enter()
    environment.leave()
    monkeypatch.setenv("AWS_PROFILE", "another")
    environment.enter()
    assert environment.entered
    environment.leave()
    assert not environment.entered
    assert os.environ["AWS_PROFILE"] == "another"


def found_access_key() -> str | None:
    credentials = botocore.session.Session().get_credentials()
    return None if credentials is None else str(credentials.access_key)


def test_botocore_finds_the_labs_administrator(
    learner: dict[str, str], environment: LabEnvironment
) -> None:
    environment.enter()
    try:
        session = botocore.session.Session()
        assert session.get_credentials().access_key == LAB_KEY_ID
        assert session.get_credentials().token is None
        assert session.get_config_variable("region") == "us-east-1"
        assert session.available_profiles == []
    finally:
        environment.leave()


@pytest.mark.parametrize("file", FILES)
def test_botocore_reads_none_of_the_learners_files(
    home: Path, environment: LabEnvironment, file: str
) -> None:
    for other in FILES.keys() - {file}:
        (home / other).unlink()
    assert found_access_key() == "AKIAQ3EGFROMTHEFILE3"
    environment.enter()
    try:
        # Without these two, only a file or the metadata service could hold a key.
        del os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"]
        assert found_access_key() is None
    finally:
        environment.leave()


def test_a_profile_of_the_learners_is_not_there(home: Path, environment: LabEnvironment) -> None:
    environment.enter()
    try:
        with pytest.raises(botocore.exceptions.ProfileNotFound):
            botocore.session.Session(profile="work").get_credentials()
    finally:
        environment.leave()


def test_a_program_started_meanwhile_gets_the_labs_variables(
    learner: dict[str, str], environment: LabEnvironment
) -> None:
    show = "import os; print(os.environ['AWS_ACCESS_KEY_ID'], 'AWS_PROFILE' in os.environ)"
    environment.enter()
    try:
        output = subprocess.run([sys.executable, "-c", show], capture_output=True, check=True)
    finally:
        environment.leave()
    assert output.stdout.decode().split() == [LAB_KEY_ID, "False"]


def test_no_secret_is_shown_by_a_repr_or_a_traceback(
    learner: dict[str, str], environment: LabEnvironment
) -> None:
    environment.enter()
    try:
        fail_with_the_secrets_in_local_variables(environment)
    except ZeroDivisionError as error:
        assert error.__traceback__ is not None
        shown = "".join(
            traceback.StackSummary.extract(
                traceback.walk_tb(error.__traceback__.tb_next), capture_locals=True
            ).format()
        )
    finally:
        environment.leave()
    shown += repr(environment) + str(environment) + repr(vars(environment))
    assert "saved = <11 variables, values hidden>" in shown
    for secret in (LEARNERS_SECRET, LEARNERS_OWN["AWS_SESSION_TOKEN"], LAB_SECRET):
        assert secret not in shown


def fail_with_the_secrets_in_local_variables(environment: LabEnvironment) -> None:
    saved = environment._saved
    print(1 / 0, saved)
