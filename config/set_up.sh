# shellcheck shell=bash
# How ./lab sets itself up; sourced by it, for bash 3.2 and newer. `set_up` makes .venv, or finds it
# whole; `find_python` and `find_uv` set FOUND and UV.

LOG=$VENV/setup.log

version_of() { # prints a version such as 3.11.7, or nothing if this is no Python that runs
    "$1" -c 'import sys; sys.stdout.write("%d.%d.%d" % sys.version_info[:3])' \
        </dev/null 2>/dev/null || true
}

is_new_enough() {
    case $1 in
        3.1[1-9].* | 3.[2-9][0-9].*) return 0 ;;
        *) return 1 ;;
    esac
}

# Sets FOUND and FOUND_VERSION, or ends with a sentence. The oldest supported Python comes first:
# notebooks are compared strictly on it, and every library has a wheel for it, which on a brand-new
# Python is not so. Each candidate is really run, for a pyenv shim may stand on the PATH for a
# version that is not installed.
find_python() {
    local name path version old=""
    if [ -n "${PYTHON:-}" ]; then
        FOUND=$PYTHON
        FOUND_VERSION=$(version_of "$PYTHON")
        [ -n "$FOUND_VERSION" ] || fail "PYTHON=$PYTHON is not a Python that runs."
        is_new_enough "$FOUND_VERSION" ||
            fail "PYTHON=$PYTHON is Python $FOUND_VERSION, and the lab needs 3.11 or newer."
        return
    fi
    for name in python3.11 python3.12 python3.13 python3.14 python3 python; do
        while IFS= read -r path; do
            [ -n "$path" ] || continue
            version=$(version_of "$path")
            if is_new_enough "$version"; then
                FOUND=$path
                FOUND_VERSION=$version
                return
            fi
            [ -z "$version" ] || [ -n "$old" ] || old="$version ($path)"
        done <<EOF
$(type -ap "$name" || true)
EOF
    done
    if [ -n "$old" ]; then
        fail "The lab needs Python 3.11 or newer, and found only $old: install one from \
https://www.python.org/downloads/ and run ./lab again."
    fi
    fail "The lab needs Python 3.11 or newer, and found none on the PATH: install one from \
https://www.python.org/downloads/ and run ./lab again."
}

# ---------------------------------------------------------------- setting up

# What the environment was made for and from. The folder's own path is part of it, because
# programs in .venv/bin name it.
stamp_of_now() {
    printf 'folder %s\npython %s\ninputs %s\n' "$ROOT" "$1" \
        "$(cat lab config/set_up.sh pyproject.toml requirements.txt requirements-dev.txt \
            config/ipython/profile_default/*.json \
            config/ipython/profile_default/startup/*.py | cksum)"
}

# Is .venv whole for $1, "learner" or "developer"? It must take no time: each start asks.
is_ready() {
    local version level
    [ -f "$VENV/stamp" ] && [ ! -e "$VENV/unfinished" ] || return 1
    version=$(version_of "$VENV_PYTHON")
    [ -n "$version" ] || return 1
    if [ -n "${PYTHON:-}" ]; then
        [ "$(version_of "$PYTHON")" = "$version" ] || return 1
    fi
    level=$(head -n 1 "$VENV/stamp")
    [ "$level" = developer ] || [ "$level" = "$1" ] || return 1
    [ "$(tail -n +2 "$VENV/stamp")" = "$(stamp_of_now "$version")" ]
}

logged() { "$@" </dev/null >>"$LOG" 2>&1; }

installation_failed() {
    if [ -s "$LOG" ]; then
        say "The last lines of .venv/setup.log:"
        tail -n 6 "$LOG" | cut -c 1-200 | sed 's/^/    /' >&2
    fi
    fail "$1"
}

pip_of() { # pip of the Python in $1, with the rest as its arguments, whatever the caller's settings
    local python=$1
    shift
    PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 \
        logged "$python" -m pip "$@"
}

# Sets PIP_PYTHON to a Python that has pip: the one found, or else one made for the purpose.
find_pip() {
    PIP_PYTHON=$FOUND
    "$FOUND" -m pip --version >/dev/null 2>&1 && return 0
    PIP_PYTHON=$VENV/bootstrap/bin/python
    "$PIP_PYTHON" -m pip --version >/dev/null 2>&1 && return 0
    logged "$FOUND" -m venv --clear "$VENV/bootstrap"
}

# Sets UV to a uv that runs: ours, or one on the PATH; fails where there is none to be had.
find_uv() {
    UV=$VENV/uv/bin/uv
    "$UV" --version >/dev/null 2>&1 && return 0
    rm -rf "$VENV/uv"
    if find_pip && pip_of "$PIP_PYTHON" install --no-cache-dir --retries 1 --timeout 30 \
        --only-binary :all: --target "$VENV/uv" 'uv>=0.5,<1'; then
        "$UV" --version >/dev/null 2>&1 && return 0
    fi
    UV=$(command -v uv || true)
    [ -n "$UV" ]
}

uv_in_venv() {
    # The system's certificates, as pip and browsers use them: networks with a proxy of their own
    # need it. A cache in .venv costs no space, for uv links to it.
    UV_SYSTEM_CERTS=${UV_SYSTEM_CERTS:-true} UV_CACHE_DIR=${UV_CACHE_DIR:-$VENV/cache/uv} \
        UV_NO_PROGRESS=1 UV_PYTHON_DOWNLOADS=never logged "$UV" "$@"
}

make_venv() {
    logged "$FOUND" -m venv --without-pip "$VENV" && return 0
    find_uv && uv_in_venv venv --allow-existing --python "$FOUND" "$VENV"
}

install() { # the lock file in $1, then the project itself: with uv, or else with plain pip
    if find_uv; then
        uv_in_venv pip install --python "$VENV_PYTHON" --compile-bytecode -r "$1" &&
            uv_in_venv pip install --python "$VENV_PYTHON" --no-deps -e "$ROOT" && return 0
    elif grep -q 'connection broken' "$LOG"; then
        return 1 # no network: pip would wait in vain as well
    fi
    find_pip || return 1
    say "uv cannot install here; trying plain pip (several minutes) ..."
    pip_of "$PIP_PYTHON" --python "$VENV_PYTHON" install --no-cache-dir --retries 2 -r "$1" &&
        pip_of "$PIP_PYTHON" --python "$VENV_PYTHON" install --no-cache-dir --retries 2 \
            --no-deps -e "$ROOT"
}

# One set-up at a time: a second ./lab that is started meanwhile waits for the first. `EXIT` lets
# go of the lock however the set-up ends; what a killed one left is taken away.
lock_the_set_up() {
    local holder seconds=0
    mkdir -p "$VENV" 2>/dev/null || fail "The folder $ROOT cannot be written to."
    until mkdir "$VENV/lock" 2>/dev/null; do
        [ -w "$VENV" ] || fail "The folder $VENV cannot be written to."
        holder=$(cat "$VENV/lock/pid" 2>/dev/null || true)
        if { [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; } ||
            { [ -z "$holder" ] && [ "$seconds" -ge 10 ]; }; then
            rm -rf "$VENV/lock"
            continue
        fi
        [ "$seconds" -gt 0 ] || say "Another ./lab is setting up; waiting for it ..."
        seconds=$((seconds + 1))
        sleep 1
    done
    trap unlock_the_set_up EXIT
    echo "$$" >"$VENV/lock/pid"
}

unlock_the_set_up() {
    rm -rf "$VENV/lock"
    rmdir "$VENV" 2>/dev/null || true # where nothing came of it
    trap - EXIT
}

set_up() { # for "learner" or "developer"
    local level=$1 version lock=requirements.txt
    is_ready "$level" && return
    case ${OSTYPE:-} in
        msys* | cygwin* | win32*)
            fail "On Windows, use the PowerShell lines in README.md instead of this script." ;;
    esac
    [ "$level" = learner ] || lock=requirements-dev.txt
    lock_the_set_up
    if is_ready "$level"; then # by the one that was waited for
        unlock_the_set_up
        return
    fi
    trap 'say; say "lab: Interrupted. The next ./lab starts the set-up again."; exit 130' INT TERM

    # An environment is used again only if it runs, is what PYTHON asks for, lies where it was
    # made, and was not left half done. What a later run needs outlives it.
    version=$(version_of "$VENV_PYTHON")
    if [ -z "$version" ] || ! is_new_enough "$version" || [ -e "$VENV/unfinished" ] ||
        { [ -n "${PYTHON:-}" ] && [ "$(version_of "$PYTHON")" != "$version" ]; } ||
        { [ -f "$VENV/stamp" ] &&
            [ "$(sed -n 2,3p "$VENV/stamp")" != "$(stamp_of_now "$version" | sed -n 1,2p)" ]; }; then
        find_python
        mkdir -p "$VENV" 2>/dev/null || fail "The folder $ROOT cannot be written to."
        : >"$LOG"
        find "$VENV" -mindepth 1 -maxdepth 1 ! -name pristine ! -name cache ! -name uv \
            ! -name lock ! -name setup.log -exec rm -rf {} +
        say "Setting up the lab in .venv with Python $FOUND_VERSION ..."
        : >"$VENV/unfinished"
        make_venv || installation_failed "Python $FOUND_VERSION ($FOUND) can make no environment: \
it needs its venv module, or pip (Debian and Ubuntu: apt install python3-venv python3-pip)."
    else
        : >"$LOG"
        FOUND=$("$VENV_PYTHON" -c 'import sys; print(sys._base_executable)')
        FOUND_VERSION=$version
    fi

    : >"$VENV/unfinished"
    rm -f "$VENV/stamp"
    say "Installing what the lab needs (about a minute) ..."
    if ! install "$lock"; then
        [ -n "${PIP_PYTHON:-}" ] && ! "$PIP_PYTHON" -m pip --version >/dev/null 2>&1 &&
            fail "Python $FOUND_VERSION ($FOUND) has no pip to install with: add it (Debian and \
Ubuntu: apt install python3-pip) and run ./lab again."
        installation_failed "The packages could not be installed: check the network connection \
and run ./lab again (the whole log is .venv/setup.log)."
    fi
    prepare_for_jupyter
    { echo "$level" && stamp_of_now "$FOUND_VERSION"; } >"$VENV/stamp"
    rm -f "$VENV/unfinished"
    trap - INT TERM
    unlock_the_set_up
    say "The lab is set up ($SECONDS s)."
}

prepare_for_jupyter() {
    local notebook
    mkdir -p "$VENV/ipython" "$VENV/matplotlib" "$VENV/cache"
    : >"$VENV/empty"
    cp -R config/ipython/. "$VENV/ipython/"
    # Without git, `reset` restores from these copies of the notebooks as they came.
    if [ ! -e .git ] && [ -d notebooks ]; then
        mkdir -p "$VENV/pristine/notebooks"
        for notebook in notebooks/*.ipynb; do
            [ ! -f "$notebook" ] || [ -f "$VENV/pristine/$notebook" ] ||
                cp "$notebook" "$VENV/pristine/notebooks/"
        done
    fi
    # matplotlib's first import lists the fonts and says so on stderr: now, not in a cell.
    MPLCONFIGDIR=$VENV/matplotlib logged "$VENV_PYTHON" -c 'import matplotlib.font_manager' ||
        installation_failed "matplotlib does not start (the whole log is .venv/setup.log)."
}
