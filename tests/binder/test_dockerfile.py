"""What repo2docker reads out of the folder `binder`."""

import pytest

from tests.binder.dockerfile import Dockerfile, packages_of_binder, parse

pytestmark = pytest.mark.binder


def test_the_requirements_are_installed_and_then_the_rest_is_done(dockerfile: Dockerfile) -> None:
    steps = dockerfile.build_steps
    install = '${KERNEL_PYTHON_PREFIX}/bin/pip install --no-cache-dir -r "binder/requirements.txt"'
    assert steps.index(install) < steps.index("./binder/postBuild")


def test_a_session_goes_through_the_start_script(dockerfile: Dockerfile) -> None:
    assert dockerfile.entrypoint == "${REPO_DIR}/binder/start"
    assert dockerfile.command[:2] == ["jupyter", "notebook"]


def test_the_environment_is_made_for_the_oldest_supported_python(dockerfile: Dockerfile) -> None:
    copied = [argument for name, argument in dockerfile.instructions if name == "COPY"]
    assert any("py-2d3-2e11" in argument for argument in copied)
    assert packages_of_binder("3.11")["python"].startswith("3.11.")


def test_steps_before_the_files_are_there_and_comments_are_left_out() -> None:
    read = parse(
        "a log line\nFROM base\nRUN before\n# RUN a comment\n"
        "COPY --chown=0:0 src/ ${REPO_DIR}/\nRUN one && \\\n    two\nRUN three\n"
    )
    assert read.build_steps == ["one && two", "three"]
