"""`cognito-lab token`: a token on the command line, read and verified."""

import datetime as dt
import http.server
import io
import json
import subprocess
import sys
import threading
from types import SimpleNamespace
from typing import ClassVar

import pytest

from cognito_lab.cli import main
from cognito_lab.tokens.forgeries import forge
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.practice_pool import make_practice_pool

NOW = dt.datetime(2026, 1, 15, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def scene():
    return make_practice_pool(NOW)


@pytest.fixture
def pool(scene):
    return scene[0]


@pytest.fixture
def write(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_text(text)
        return str(path)

    return write


@pytest.fixture
def verifying(pool, write):
    """The arguments by which the pool's ID token is verified when it is fresh."""
    jwks = write("jwks.json", json.dumps(pool.keys.jwks()))
    client = pool.app_client_id
    needed = ["--jwks", jwks, "--issuer", pool.issuer, "--audience", client, "--use", "id"]
    return [*needed, "--at", NOW.isoformat()]


def test_a_token_is_shown_and_said_to_be_only_read(pool, write, capsys):
    assert main(["token", write("t.jwt", pool.token())]) == 0
    shown = capsys.readouterr().out
    assert '"RS256"' in shown
    assert '"ana@example.com"' in shown
    assert "(2026-01-15 10:00:00 UTC)" in shown
    assert "Read, not verified: anybody could have written this." in shown


def test_the_token_is_taken_from_standard_input_bearer_or_not(pool, monkeypatch, capsys):
    for text in (pool.token(), f" Bearer {pool.token()}\n"):
        stdin = SimpleNamespace(buffer=io.BytesIO(text.encode()))
        monkeypatch.setattr(sys, "stdin", stdin)
        assert main(["token"]) == 0
        assert '"ana@example.com"' in capsys.readouterr().out


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_the_signature_is_shown_only_if_asked_for(pool, write, verifying, capsys, form):
    path = write("t.jwt", pool.token())
    signature = pool.token().rpartition(".")[2]
    main(["token", path, *form, *verifying])
    assert signature[:20] not in capsys.readouterr().out
    main(["token", path, *form, "--show-signature"])
    assert signature in capsys.readouterr().out


def test_an_honest_token_is_verified(pool, write, verifying, capsys):
    assert main(["token", write("t.jwt", pool.token()), *verifying]) == 0
    shown = capsys.readouterr().out
    assert "accepted: all 10 checks passed" in shown
    assert "Read, not verified" not in shown


@pytest.mark.parametrize("forgery", ["payload-edited", "alg-none", "another-use", "padded"])
def test_a_forged_token_is_refused_by_the_exit_code(scene, write, verifying, capsys, forgery):
    pool, loot = scene
    forged = forge(pool.token(), forgery, loot=loot).token
    assert main(["token", write("t.jwt", forged), *verifying]) == 1
    assert "refused: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("changed", "gate"),
    [
        (["--issuer", "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Other"], Gate.ISSUER),
        (["--use", "access"], Gate.TOKEN_USE),
        (["--at", "2026-01-15T10:00Z"], Gate.EXPIRY),
        (["--scope", "openid"], Gate.SCOPE),
        (["--group", "admins"], Gate.GROUPS),
    ],
)
def test_each_expectation_is_held_against_the_token(pool, write, verifying, capsys, changed, gate):
    path = write("t.jwt", pool.token())
    assert main(["token", path, "--json", *verifying, *changed]) == 1
    checks = json.loads(capsys.readouterr().out)["verification"]["checks"]
    assert gate in [row["check"] for row in checks if not row["passed"]]


def test_of_several_audiences_scopes_and_groups_one_suffices(pool, write, verifying):
    path = write("t.jwt", pool.token("access"))
    more = ["--audience", "another", "--scope", "x", "--scope", "aws.cognito.signin.user.admin"]
    more += ["--group", "admins", "--group", "photographers", "--use", "access"]
    assert main(["token", path, *verifying, *more]) == 0


def test_leeway_lets_a_token_pass_that_has_just_expired(pool, write, verifying):
    path = write("t.jwt", pool.token())
    late = ["--at", "2026-01-15T10:00:30"]
    assert main(["token", path, *verifying, *late]) == 1
    assert main(["token", path, *verifying, *late, "--leeway", "31"]) == 0


def test_json_has_the_parts_the_problems_and_the_rows(scene, write, verifying, capsys):
    pool, loot = scene
    forged = forge(pool.token(), "duplicate-names", loot=loot).token
    assert main(["token", "--json", write("t.jwt", forged), *verifying]) == 1
    value = json.loads(capsys.readouterr().out)
    assert value["header"]["alg"] == "RS256"
    assert value["payload"]["email"] == "ana@example.com"
    assert value["signature"] == {"bytes": 256}
    assert [(p["segment"], p["claim"], p["reason"]) for p in value["problems"]] == [
        ("payload", "sub", "duplicate-name")
    ]
    assert value["verification"]["accepted"] is False
    assert value["verification"]["claimsAreUntrusted"] is True
    failed = [row["check"] for row in value["verification"]["checks"] if not row["passed"]]
    assert failed == [Gate.SHAPE, Gate.SIGNATURE]


def test_json_without_a_check_says_that_there_was_none(pool, write, capsys):
    assert main(["token", "--json", write("t.jwt", pool.token())]) == 0
    assert json.loads(capsys.readouterr().out)["verification"] is None


def test_a_malformed_token_is_shown_as_far_as_it_can_be_read(pool, write, capsys):
    header, payload, _ = pool.token().split(".")
    assert main(["token", write("t.jwt", f"{header}.{payload}=.x")]) == 1
    shown = capsys.readouterr().out
    assert '"RS256"' in shown
    assert "(cannot be read)" in shown
    assert "✕ payload: " in shown
    assert "✕ signature: " in shown


def test_what_a_terminal_would_obey_is_written_out(pool, write, capsys):
    token = pool.token(claims={"custom:a\x1b[2J": "\x1b]0;x\x07\u202e"})
    main(["token", write("t.jwt", token)])
    shown = capsys.readouterr().out
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "\\u202e" in shown


@pytest.mark.parametrize("left_out", ["--jwks", "--issuer", "--audience", "--use"])
def test_half_of_what_verifying_needs_is_no_check_and_says_so(
    pool, write, verifying, capsys, left_out
):
    at = verifying.index(left_out)
    given = verifying[:at] + verifying[at + 2 :]
    assert main(["token", write("t.jwt", pool.token()), *given]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert f"to verify, {left_out} is missing. Nothing was checked." in said.err


def test_a_scope_alone_is_no_check_either(pool, write, capsys):
    assert main(["token", write("t.jwt", pool.token()), "--scope", "openid"]) == 1
    assert "--jwks, --issuer, --audience, --use are missing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("{}", "no key set: expected"), ("[", "no key set: the text is no JSON")],
)
def test_a_file_that_is_no_key_set_is_one_clear_error(
    pool, write, verifying, capsys, content, sentence
):
    broken = write("broken.json", content)
    assert main(["token", write("t.jwt", pool.token()), *verifying, "--jwks", broken]) == 1
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("empty", ["--issuer", "--audience"])
def test_an_empty_expectation_checks_nothing_and_is_refused(pool, write, verifying, capsys, empty):
    at = verifying.index(empty)
    given = [*verifying[: at + 1], "", *verifying[at + 2 :]]
    assert main(["token", write("t.jwt", pool.token()), *given]) == 1
    assert capsys.readouterr().out == ""


def test_a_missing_file_is_one_clear_error(tmp_path, capsys):
    assert main(["token", str(tmp_path / "none.jwt")]) == 1
    assert "cannot read" in capsys.readouterr().err


def test_a_time_that_is_none_is_a_usage_error(pool, write, verifying, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["token", write("t.jwt", pool.token()), *verifying, "--at", "noon"])
    assert ended.value.code == 2
    assert "'noon' is no time" in capsys.readouterr().err


class _Served(http.server.BaseHTTPRequestHandler):
    documents: ClassVar[dict[str, bytes]] = {}

    def do_GET(self):
        body = self.documents.get(self.path)
        self.send_response(200 if body is not None else 404)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def address(pool):
    _Served.documents = {
        "/jwks.json": json.dumps(pool.keys.jwks()).encode(),
        "/huge.json": b" " * ((1 << 20) + 1),
    }
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Served)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_key_set_is_fetched_from_its_address(pool, write, verifying, address):
    path = write("t.jwt", pool.token())
    assert main(["token", path, *verifying, "--jwks", f"{address}/jwks.json"]) == 0


@pytest.mark.parametrize(
    ("path", "sentence"), [("/none", "cannot fetch"), ("/huge.json", "that is no key set")]
)
def test_an_address_without_a_key_set_is_one_clear_error(
    pool, write, verifying, address, capsys, path, sentence
):
    arguments = ["token", write("t.jwt", pool.token()), *verifying, "--jwks", address + path]
    assert main(arguments) == 1
    assert sentence in capsys.readouterr().err


def test_a_host_of_aws_is_not_asked(pool, write, verifying):
    jwks = f"{pool.issuer}/.well-known/jwks.json"
    program = "import sys; from cognito_lab.cli import main; sys.exit(main(sys.argv[1:]))"
    arguments = ["token", write("t.jwt", pool.token()), *verifying, "--jwks", jwks]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "is a host of AWS, and nothing of the lab talks to AWS" in done.stderr
    assert done.stdout == ""
