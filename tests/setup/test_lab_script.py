"""`./lab`: what it says, what it refuses, and what it lets through to Jupyter and the tests."""

import json
import os
import shutil
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BASH = shutil.which("bash")
TOOLS = (
    "bash cat chmod cksum cp cut dirname env find grep head mkdir rm rmdir sed sleep tail".split()
)

pytestmark = pytest.mark.skipif(
    BASH is None or sys.platform == "win32", reason="the script is for bash"
)

# A Python as far as the set-up goes: it says its version, makes environments that hold a copy of
# itself, and "installs" a uv. Every call is written down.
FAKE_PYTHON = """#!/bin/sh
echo "python $*" >>"$CALLS"
case "$*" in
*sys.version_info*) printf %s "{version}" ;;
*_base_executable*) echo "$0" ;;
*"venv --without-pip"*) mkdir -p "$4/bin" && cp "$0" "$4/bin/python" ;;
*"pip install"*"--target"*)
    [ -z "$NO_NETWORK" ] || {{ echo "connection broken by NewConnectionError" && exit 1; }}
    while [ "$1" != --target ]; do shift; done
    mkdir -p "$2/bin"
    printf '#!/bin/sh\\necho "uv $*" >>"$CALLS"\\n' >"$2/bin/uv"
    chmod +x "$2/bin/uv"
    ;;
*"-m benchmarks"*) echo "measured: $*" ;;
esac
"""


class Sandbox:
    """A copy of the script and its inputs, and a PATH with nothing but the tools it needs."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "project"
        self.bin = folder / "bin"
        self.calls_file = folder / "calls"
        self.project.mkdir()
        self.bin.mkdir()
        for name in ("lab", "pyproject.toml", "requirements.txt", "requirements-dev.txt"):
            shutil.copy(ROOT / name, self.project / name)
        shutil.copytree(ROOT / "config", self.project / "config")
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found, f"this machine has no {tool}"
            (self.bin / tool).symlink_to(found)

    def add_python(self, name: str, version: str) -> Path:
        return self.add_program(name, FAKE_PYTHON.format(version=version))

    def add_program(self, name: str, text: str) -> Path:
        path = self.bin / name
        path.write_text(text)
        path.chmod(0o755)
        return path

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        self.calls_file.write_text("")
        return subprocess.run(
            [str(BASH), str(self.project / "lab"), *arguments],
            capture_output=True,
            text=True,
            env={"PATH": str(self.bin), "CALLS": str(self.calls_file), **environment},
            timeout=60,
        )

    def calls(self, containing: str) -> list[str]:
        return [line for line in self.calls_file.read_text().splitlines() if containing in line]


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path)


@pytest.fixture
def busy_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_help_lists_every_command(sandbox: Sandbox) -> None:
    done = sandbox.run("help")
    assert done.returncode == 0
    for command in ("visualizer", "test", "check", "bench", "render", "reset", "lock", "help"):
        assert f"./lab {command} " in done.stdout


def test_an_unknown_command_is_refused_in_one_sentence(sandbox: Sandbox) -> None:
    done = sandbox.run("tset")
    assert done.returncode == 2
    assert done.stderr == "lab: There is no ./lab tset; ./lab help lists what there is.\n"


def test_a_python_that_is_too_old_is_named_in_one_sentence(sandbox: Sandbox) -> None:
    old = sandbox.add_python("python3", "3.9.18")
    done = sandbox.run("test")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"needs Python 3.11 or newer, and found only 3.9.18 ({old})" in done.stderr
    assert not (sandbox.project / ".venv").exists()


def test_no_python_at_all_is_said_in_one_sentence(sandbox: Sandbox) -> None:
    done = sandbox.run("test")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "found none on the PATH" in done.stderr


def test_the_python_that_is_asked_for_must_be_new_enough(sandbox: Sandbox) -> None:
    sandbox.add_python("python3.11", "3.11.9")
    old = sandbox.add_python("old", "3.10.1")
    done = sandbox.run("bench", PYTHON=str(old))
    assert done.returncode == 1
    assert "is Python 3.10.1, and the lab needs 3.11 or newer" in done.stderr


def test_the_oldest_supported_python_is_taken(sandbox: Sandbox) -> None:
    sandbox.add_python("python3.13", "3.13.0")
    sandbox.add_python("python3.12", "3.12.4")
    sandbox.add_python("python3", "3.10.2")
    assert "with Python 3.12.4 ..." in sandbox.run("bench").stderr


def test_a_shim_that_does_not_run_is_passed_over(sandbox: Sandbox) -> None:
    sandbox.add_program(
        "python3.11", "#!/bin/sh\necho 'python3.11: command not found' >&2\nexit 127\n"
    )
    sandbox.add_python("python3", "3.14.1")
    assert "with Python 3.14.1 ..." in sandbox.run("bench").stderr


def test_a_second_start_installs_nothing_and_says_nothing(sandbox: Sandbox) -> None:
    sandbox.add_python("python3", "3.11.9")
    first = sandbox.run("bench", "--quick")
    assert "Installing what the lab needs" in first.stderr
    assert first.stdout == "measured: -m benchmarks --quick\n"
    assert sandbox.calls("uv pip install")
    second = sandbox.run("bench")
    assert (second.returncode, second.stderr) == (0, "")
    assert not sandbox.calls("install")


def test_a_changed_lock_is_installed(sandbox: Sandbox) -> None:
    sandbox.add_python("python3", "3.11.9")
    sandbox.run("bench")
    with (sandbox.project / "requirements.txt").open("a") as lock:
        lock.write("one-more==1.0\n")
    done = sandbox.run("bench")
    assert sandbox.calls("-r requirements.txt")
    assert not sandbox.calls("venv --without-pip"), "the environment itself is used again"
    assert done.returncode == 0


def test_a_second_set_up_waits_for_the_first(sandbox: Sandbox) -> None:
    sandbox.add_python("python3", "3.11.9")
    lock = sandbox.project / ".venv" / "lock"
    lock.mkdir(parents=True)
    (lock / "pid").write_text(str(os.getpid()))
    with ThreadPoolExecutor() as threads:
        second = threads.submit(sandbox.run, "bench")
        assert not wait([second], timeout=1.5).done
        assert not sandbox.calls("install")
        shutil.rmtree(lock)  # as the first does at its end
        done = second.result()
    assert done.returncode == 0
    assert "Another ./lab is setting up; waiting for it" in done.stderr
    assert sandbox.calls("-r requirements.txt")
    assert not lock.exists()


def test_a_set_up_that_was_killed_keeps_nobody_waiting(sandbox: Sandbox) -> None:
    sandbox.add_python("python3", "3.11.9")
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    lock = sandbox.project / ".venv" / "lock"
    lock.mkdir(parents=True)
    (lock / "pid").write_text(str(gone.pid))
    done = sandbox.run("bench")
    assert done.returncode == 0
    assert "waiting" not in done.stderr


def test_a_set_up_that_fails_lets_the_next_one_in(sandbox: Sandbox) -> None:
    sandbox.add_python("python3", "3.11.9")
    assert sandbox.run("bench", NO_NETWORK="yes").returncode == 1
    assert not (sandbox.project / ".venv" / "lock").exists()


def test_the_tests_bring_what_they_need_and_learners_keep_it(sandbox: Sandbox) -> None:
    sandbox.add_python("python3", "3.11.9")
    sandbox.run("bench")
    sandbox.run("test", "tests/flow", "-k", "masking")
    assert sandbox.calls("-r requirements-dev.txt")
    assert sandbox.calls("-m pytest tests/flow -k masking")
    sandbox.run("bench")
    assert not sandbox.calls("install")


def test_all_tests_run_on_every_core_and_a_choice_of_them_in_one_process(sandbox: Sandbox) -> None:
    sandbox.add_python("python3", "3.11.9")
    sandbox.run("test")
    assert sandbox.calls("-m pytest -n logical --dist loadfile")
    sandbox.run("test", "tests/flow")
    assert sandbox.calls("-m pytest tests/flow")
    assert not sandbox.calls("-n logical")


def test_another_python_gets_another_environment(sandbox: Sandbox) -> None:
    sandbox.add_python("python3", "3.11.9")
    sandbox.run("bench")
    newer = sandbox.add_python("newer", "3.13.1")
    done = sandbox.run("bench", PYTHON=str(newer))
    assert "with Python 3.13.1 ..." in done.stderr
    assert sandbox.calls("venv --without-pip")


def test_a_moved_folder_gets_a_new_environment(sandbox: Sandbox) -> None:
    sandbox.add_python("python3", "3.11.9")
    sandbox.run("bench")
    sandbox.project = sandbox.project.rename(sandbox.project.parent / "moved")
    assert sandbox.run("bench").returncode == 0
    assert sandbox.calls("venv --without-pip")


def test_an_interrupted_set_up_is_mended_by_the_next(sandbox: Sandbox) -> None:
    sandbox.add_python("python3", "3.11.9")
    sandbox.run("bench")
    half = sandbox.project / ".venv" / "lib" / "half-unpacked"
    half.mkdir(parents=True)
    (sandbox.project / ".venv" / "unfinished").touch()
    done = sandbox.run("bench")
    assert "Setting up the lab" in done.stderr
    assert done.returncode == 0
    assert not half.exists()
    assert sandbox.run("bench").stderr == ""


def test_no_network_is_said_in_one_sentence_and_the_next_run_tries_again(sandbox: Sandbox) -> None:
    sandbox.add_python("python3", "3.11.9")
    done = sandbox.run("test", NO_NETWORK="yes")
    assert done.returncode == 1
    assert "    connection broken by NewConnectionError\n" in done.stderr
    assert done.stderr.splitlines()[-1] == (
        "lab: The packages could not be installed: check the network connection and run ./lab "
        "again (the whole log is .venv/setup.log)."
    )
    assert "connection broken" in (sandbox.project / ".venv" / "setup.log").read_text()
    assert sandbox.run("bench").returncode == 0


def test_without_git_the_first_set_up_keeps_the_notebooks_as_they_came(sandbox: Sandbox) -> None:
    sandbox.add_python("python3", "3.11.9")
    notebook = sandbox.project / "notebooks" / "00_one.ipynb"
    notebook.parent.mkdir()
    notebook.write_text("as it came")
    sandbox.run("bench")
    notebook.write_text("changed")
    (sandbox.project / ".venv" / "unfinished").touch()
    sandbox.run("bench")
    kept = sandbox.project / ".venv" / "pristine" / "notebooks" / "00_one.ipynb"
    assert kept.read_text() == "as it came"


def test_a_busy_port_is_said_before_anything_is_installed(sandbox: Sandbox, busy_port: int) -> None:
    sandbox.add_program("python3", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    for arguments in (("--port", str(busy_port)), (f"--port={busy_port}", "--no-browser")):
        done = sandbox.run(*arguments)
        assert done.returncode == 1
        assert done.stderr == (
            f"lab: Port {busy_port} is in use: give another with --port, or leave --port out.\n"
        )
    assert not (sandbox.project / ".venv").exists()


@pytest.mark.parametrize("arguments", [("--port",), ("--port", "many"), ("--port=70000",)])
def test_what_is_no_port_is_refused(sandbox: Sandbox, arguments: tuple[str, ...]) -> None:
    done = sandbox.run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("lab: --port ")
    assert done.stderr.count("\n") == 1


# ---------------------------------------------------------------- the visualizer


def add_the_command(sandbox: Sandbox) -> None:
    """What an installation puts into .venv/bin, as far as the script goes: it says how it ran."""
    command = sandbox.project / ".venv" / "bin" / "cognito-lab"
    command.write_text('#!/bin/sh\necho "cognito-lab $* $JUPYTER_CONFIG_PATH" >>"$CALLS"\n')
    command.chmod(0o755)


def the_lab_is_set_up_with(python: str, sandbox: Sandbox) -> None:
    """A set-up project whose Python really runs, for the look at a port needs one."""
    sandbox.add_python("python3", "3.11.9")
    sandbox.run("bench")
    fake = sandbox.project / ".venv" / "bin" / "python"
    fake.write_text(fake.read_text().replace("esac", f'*socket*) exec "{python}" "$@" ;;\nesac', 1))
    add_the_command(sandbox)


def test_the_visualizer_starts_on_the_port_that_is_asked_for(sandbox: Sandbox) -> None:
    the_lab_is_set_up_with(sys.executable, sandbox)
    with socket.create_server(("127.0.0.1", 0)) as server:
        free = server.getsockname()[1]
    done = sandbox.run("visualizer", "--no-browser", "--port", str(free))
    assert (done.returncode, done.stderr) == (0, "Starting the visualizer ...\n")
    (started,) = sandbox.calls("cognito-lab page")
    assert f"page --port {free} --no-browser " in started
    assert started.endswith(str(sandbox.project / "config" / "jupyter"))


def test_without_a_port_the_visualizer_takes_a_free_one(sandbox: Sandbox) -> None:
    the_lab_is_set_up_with(sys.executable, sandbox)
    done = sandbox.run("visualizer")
    assert done.returncode == 0
    (started,) = sandbox.calls("cognito-lab page")
    assert 8866 <= int(started.split()[3]) <= 8965


def test_a_busy_port_of_the_visualizer_is_said_before_anything_is_installed(
    sandbox: Sandbox, busy_port: int
) -> None:
    sandbox.add_program("python3", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    done = sandbox.run("visualizer", "--port", str(busy_port))
    assert done.returncode == 1
    assert done.stderr == (
        f"lab: Port {busy_port} is in use: give another with --port, or leave --port out.\n"
    )
    assert not (sandbox.project / ".venv").exists()


@pytest.mark.parametrize("port", ["many", "70000"])
def test_what_is_no_port_is_refused_by_the_visualizer_too(sandbox: Sandbox, port: str) -> None:
    done = sandbox.run("visualizer", "--port", port)
    assert done.returncode == 2
    assert done.stderr == f"lab: --port {port} is no port: give a number from 0 to 65535.\n"


# ---------------------------------------------------------------- the environment


def environment_inside(sandbox: Sandbox, **outside: str) -> dict[str, str]:
    show = "import json, os; print(json.dumps(dict(os.environ)))"
    (sandbox.project / ".venv").mkdir()
    done = sandbox.run("exec", sys.executable, "-c", show, **outside)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_callers_credentials_and_settings_do_not_come_in(sandbox: Sandbox) -> None:
    secret = "wJalrXUtnFEMI-the-callers-own"
    inside = environment_inside(
        sandbox,
        AWS_ACCESS_KEY_ID=secret,
        AWS_SECRET_ACCESS_KEY=secret,
        AWS_SESSION_TOKEN=secret,
        AWS_PROFILE=secret,
        AWS_CONFIG_FILE=secret,
        AWS_CONTAINER_CREDENTIALS_FULL_URI=secret,
        BOTO_CONFIG=secret,
        HTTPS_PROXY=secret,
        https_proxy=secret,
        JUPYTER_TOKEN=secret,
        MOTO_S3_CUSTOM_ENDPOINTS=secret,
        TEST_SERVER_MODE=secret,
        PYTHONPATH=secret,
    )
    assert secret not in inside.values()
    empty = str(sandbox.project / ".venv" / "empty")
    assert {name: value for name, value in inside.items() if name.startswith("AWS_")} == {
        "AWS_CONFIG_FILE": empty,
        "AWS_SHARED_CREDENTIALS_FILE": empty,
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    assert inside["BOTO_CONFIG"] == empty
    assert Path(empty).read_bytes() == b""


def test_jupyters_own_files_lie_in_the_project(sandbox: Sandbox) -> None:
    inside = environment_inside(sandbox, HOME="/nonexistent")
    for name in (
        "IPYTHONDIR",
        "JUPYTER_CONFIG_DIR",
        "JUPYTER_CONFIG_PATH",
        "JUPYTER_PATH",
        "JUPYTER_DATA_DIR",
        "JUPYTER_RUNTIME_DIR",
        "MPLCONFIGDIR",
        "XDG_CACHE_HOME",
    ):
        assert Path(inside[name]).is_relative_to(sandbox.project), name
    assert inside["TZ"] == "UTC"
    assert "PYTHONHASHSEED" not in inside
    assert inside["PATH"].split(os.pathsep)[0] == str(sandbox.project / ".venv" / "bin")


def test_what_each_kernel_starts_with_is_put_where_ipython_finds_it(sandbox: Sandbox) -> None:
    sandbox.add_python("python3", "3.11.9")
    sandbox.run("bench")
    given = ROOT / "config" / "ipython"
    for file in (path for path in given.rglob("*") if path.is_file()):
        placed = sandbox.project / ".venv" / "ipython" / file.relative_to(given)
        assert placed.read_bytes() == file.read_bytes()
