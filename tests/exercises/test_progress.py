"""What is kept of a learner's answers: whole, locally, and never lost."""

import errno
import json
import multiprocessing
import os
from pathlib import Path

import pytest

from cognito_lab import project_folder
from cognito_lab.exercises import exercises
from cognito_lab.exercises.progress import VARIABLE, NotSaved, progress_file, save_try, saved


def test_a_try_is_kept_with_its_source(progress_file):
    assert save_try("build-a-client", "def app_client(): pass\n", False) is None
    entry = saved()["build-a-client"]
    assert entry.answer == "def app_client(): pass\n"
    assert (entry.solved, entry.tries, entry.solved_at) == (False, 1, None)


def test_what_was_solved_stays_solved_with_the_answer_that_solved_it():
    save_try("a", "wrong", False)
    save_try("a", "right", True)
    save_try("a", "wrong again", False)
    save_try("b", None, False)
    entry = saved()["a"]
    assert (entry.answer, entry.solved, entry.tries) == ("right", True, 3)
    assert entry.solved_at is not None
    assert saved()["b"].answer is None


def test_a_newer_answer_takes_the_place_of_the_older_as_long_as_it_is_no_worse():
    save_try("a", "first", False)
    save_try("a", "second", False)
    assert saved()["a"].answer == "second"
    save_try("a", "right", True)
    save_try("a", "right, and shorter", True)
    assert saved()["a"].answer == "right, and shorter"


def test_when_is_the_machines_time_and_not_the_labs(bench):
    bench.lab.clock.advance(days=36_500)
    save_try("a", "x", True)
    year = int(saved()["a"].last[:4])
    assert 2026 <= year < 2100


def test_nothing_is_kept_before_the_first_try():
    assert saved() == {}


def entry(**changed):
    """A file with one entry that is not as it is written."""
    values = {"answer": "x", "solved": True, "tries": 1, "last": "", "solved_at": None} | changed
    return json.dumps({"version": 1, "exercises": {"a": values}}).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no JSON",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b'{"version": 2, "exercises": {}}',
        b'{"version": 1, "exercises": {"a": {"solved": "yes"}}}',
        b'{"version": 1, "exercises": {"a": ["x", true, 1, ""]}}',
        entry(answer=1),
        entry(solved=1),
        entry(tries="1"),
        entry(tries=True),
        entry(last=None),
        entry(solved_at=0),
        entry(more="x"),
        b"[" * 100_000,
    ],
)
def test_a_corrupt_file_is_set_aside_whole_and_told(progress_file, content):
    progress_file.parent.mkdir()
    progress_file.write_bytes(content)
    with pytest.raises(NotSaved, match="cannot be read"):
        saved()
    said = save_try("a", "x", True)
    assert said is not None and "answers-unreadable-1.json" in said
    assert (progress_file.parent / "answers-unreadable-1.json").read_bytes() == content
    assert saved()["a"].solved


def test_a_second_corrupt_file_does_not_take_the_place_of_the_first(progress_file):
    progress_file.parent.mkdir()
    for content in ("first", "second", "third"):
        progress_file.write_text(content)
        save_try("a", "x", False)
    kept = sorted(progress_file.parent.glob("answers-unreadable-*.json"))
    assert [path.read_text() for path in kept] == ["first", "second", "third"]


def test_a_folder_in_the_files_place_costs_only_the_saving(progress_file):
    progress_file.mkdir(parents=True)
    with pytest.raises(NotSaved, match=f"checked but not saved.*{VARIABLE}"):
        save_try("a", "x", True)
    task = exercises["sort-the-events"]
    verdict = task.check(task.answer_from(task.solution))
    assert verdict.accepted
    assert "not saved" in verdict.notes[0]


def test_a_file_in_the_folders_place_costs_only_the_saving(progress_file):
    progress_file.parent.write_text("a file")
    with pytest.raises(NotSaved):
        save_try("a", "x", True)


def _save_many(path, name):
    os.environ[VARIABLE] = path
    for _ in range(20):
        save_try(name, "x", False)


def test_two_kernels_do_not_lose_each_others_entries(progress_file):
    context = multiprocessing.get_context("spawn")
    names = ("a", "b", "a", "c")
    kernels = [context.Process(target=_save_many, args=(str(progress_file), n)) for n in names]
    for kernel in kernels:
        kernel.start()
    for kernel in kernels:
        kernel.join(60)
        assert kernel.exitcode == 0
    assert {name: entry.tries for name, entry in saved().items()} == {"a": 40, "b": 20, "c": 20}


def test_no_unfinished_file_is_left(progress_file):
    save_try("a", "x", False)
    names = {path.name for path in progress_file.parent.iterdir()}
    assert names == {"answers.json", ".answers.json.lock"}
    assert json.loads(progress_file.read_text())["version"] == 1


def test_it_lies_in_the_projects_folder_not_in_the_environment(monkeypatch, tmp_path):
    monkeypatch.delenv(VARIABLE)
    project = tmp_path / "project"
    (project / "notebooks").mkdir(parents=True)
    (project / "pyproject.toml").write_text('[project]\nname = "cognito-lab"\n')
    monkeypatch.chdir(project / "notebooks")
    assert progress_file() == project / "my_progress" / "answers.json"


def test_another_project_around_it_gets_none_of_it(monkeypatch, tmp_path):
    monkeypatch.delenv(VARIABLE)
    theirs = tmp_path / "theirs"
    (theirs / "notebooks").mkdir(parents=True)
    (theirs / "pyproject.toml").write_text('[project]\nname = "their-shop"\n')
    monkeypatch.chdir(theirs / "notebooks")
    assert not progress_file().is_relative_to(theirs / "my_progress")


@pytest.fixture
def nowhere(monkeypatch, tmp_path):
    """The package from a wheel, in a folder that was deleted meanwhile."""
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr(project_folder, "__file__", str(tmp_path / "lib" / "x" / "y.py"))
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()


def test_a_folder_that_is_gone_costs_only_the_saving(nowhere, monkeypatch, capsys):
    with pytest.raises(NotSaved, match=f"checked but not saved.*no such file.*{VARIABLE}"):
        save_try("a", "x", True)
    with pytest.raises(NotSaved, match=f"cannot be read.*no such file.*{VARIABLE}"):
        saved()
    exercises["sort-the-events"].my_answer()
    assert "cannot be read" in capsys.readouterr().out


def test_what_else_stands_in_the_file_stays(progress_file):
    """A later release may keep more beside the exercises."""
    progress_file.parent.mkdir()
    more = {"version": 1, "exercises": {}, "tickets": {"00": ["A"]}, "name": "Ana"}
    progress_file.write_text(json.dumps(more))
    assert save_try("a", "x", True) is None
    kept = json.loads(progress_file.read_text())
    assert list(kept.pop("exercises")) == ["a"]
    assert kept == {"version": 1, "tickets": {"00": ["A"]}, "name": "Ana"}


def test_a_full_disk_leaves_the_file_as_it_was_and_nothing_unfinished(progress_file, monkeypatch):
    save_try("a", "x", True)
    before = progress_file.read_bytes()

    def is_full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", is_full)
    with pytest.raises(NotSaved, match="no space left on device"):
        save_try("a", "y", False)
    assert progress_file.read_bytes() == before
    names = {path.name for path in progress_file.parent.iterdir()}
    assert names == {"answers.json", ".answers.json.lock"}


def test_git_ignores_it(pytestconfig):
    ignored = (pytestconfig.rootpath / ".gitignore").read_text().splitlines()
    assert "/my_progress/" in ignored


def test_the_saved_answer_is_printed(capsys):
    task = exercises["sort-the-events"]
    task.my_answer()
    assert capsys.readouterr().out == (
        "Nothing is saved for sort-the-events yet: .check(…) saves what it checks.\n"
    )
    task.check({"N": {1}, "Z": set()})
    task.my_answer()
    assert capsys.readouterr().out == "sorted_events = {'N': {1}, 'Z': set()}\n\n"


def test_an_answer_without_a_source_is_counted(capsys):
    task = exercises["build-a-client"]
    task.check(print)
    task.my_answer()
    assert "its source could not be had" in capsys.readouterr().out
    assert saved()["build-a-client"].tries == 1


def test_an_unreadable_file_is_told_and_left_when_the_answer_is_asked_for(progress_file, capsys):
    progress_file.parent.mkdir()
    progress_file.write_text("no JSON")
    exercises["sort-the-events"].my_answer()
    assert "answers.json in my_progress cannot be read" in capsys.readouterr().out
    assert progress_file.read_text() == "no JSON"


def test_it_holds_no_path_of_this_machine(progress_file):
    task = exercises["build-a-client"]
    task.check(task.answer_from(task.wrong_answers[0].source))
    assert str(Path.home()) not in progress_file.read_text()
    assert saved()["build-a-client"].answer == task.wrong_answers[0].source
