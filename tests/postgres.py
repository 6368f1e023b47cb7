"""Where is a PostgreSQL for the tests, and can one be installed?

`python -m tests.postgres` prepares one before the tests start; it never fails, because a missing
server is told, and counted, by the tests that need it. A test run starts a cluster of its own in a
temporary folder, reached over a socket there and no network, and ends it by its process id. When
the run itself is killed, a watcher does, and removes the folder.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic, sleep
from typing import Final

from tests.components import install_packages

ADVICE: Final = "install PostgreSQL, or name the folder of its programs in CXBOARD_POSTGRES"

_FOLDERS: Final = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
_PATIENCE_SECONDS: Final = 60
_POLL_SECONDS: Final = 0.05
_ENDED: Final = b"ended"


def find_postgres() -> Path | None:
    """Return the folder of initdb and postgres, the newest version's first, or None."""
    named = os.environ.get("CXBOARD_POSTGRES")
    if named:
        return Path(named) if _is_whole(Path(named)) else None
    folders = [path for pattern in _FOLDERS for path in sorted(Path("/").glob(pattern[1:]))]
    on_path = shutil.which("initdb")
    candidates = [*folders, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((folder for folder in reversed(candidates) if _is_whole(folder)), None)


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """Run a PostgreSQL for as long as the block lasts; yield the URL of its first database.

    The server refuses to run as root, so that root's runs use the user that the package made.
    """
    folder = Path(mkdtemp(prefix="cxboard-pg-"))  # short: a socket's path may have 107 characters
    user = _unprivileged()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    data, log = folder / "data", folder / "log"
    made = subprocess.run(
        [programs / "initdb", "-D", data, "-U", "cxboard", "-A", "trust", "-E", "UTF8", "-N"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **_as(user),
    )
    assert made.returncode == 0, made.stderr
    settings = {"listen_addresses": "", "unix_socket_directories": folder, "fsync": "off"}
    options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
    with log.open("wb") as output:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, *options],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **_as(user),
        )
    watcher = _watched(server.pid, folder)
    try:
        _wait(server, programs, folder, log)
        yield f"postgresql+psycopg://cxboard@/postgres?host={folder}"
    finally:
        server.send_signal(signal.SIGINT)  # ends connections at once, and itself in order
        with suppress(subprocess.TimeoutExpired):
            server.wait(timeout=_PATIENCE_SECONDS)
        if server.poll() is None:
            server.kill()
        watcher.communicate(_ENDED)
        shutil.rmtree(folder, ignore_errors=True)


def _watched(server: int, folder: Path) -> subprocess.Popen[bytes]:
    """Start a process that ends the server when this one is killed, which closes its pipe."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.postgres", str(server), str(folder)],
        cwd=Path(__file__).resolve().parents[1],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )


def _watch(server: int, folder: Path) -> None:
    """Wait for the word that all is over; without it, end the server and remove its folder."""
    if sys.stdin.buffer.read() == _ENDED:
        return
    started = monotonic()
    with suppress(ProcessLookupError):
        os.kill(server, signal.SIGQUIT)
        while monotonic() - started < _PATIENCE_SECONDS:
            os.kill(server, 0)
            sleep(_POLL_SECONDS)
        os.kill(server, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)


def _is_whole(folder: Path) -> bool:
    return all((folder / name).exists() for name in ("initdb", "postgres", "pg_isready"))


def _unprivileged() -> pwd.struct_passwd | None:
    """Return whom to run the server as; None for oneself."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    return None


def _as(user: pwd.struct_passwd | None) -> dict[str, object]:
    return {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _wait(server: subprocess.Popen[bytes], programs: Path, folder: Path, log: Path) -> None:
    started = monotonic()
    while monotonic() - started < _PATIENCE_SECONDS:
        assert server.poll() is None, log.read_text(errors="replace")[-3000:]
        asked = subprocess.run([programs / "pg_isready", "-q", "-h", folder], check=False)
        if asked.returncode == 0:
            return
        sleep(_POLL_SECONDS)
    raise AssertionError(f"PostgreSQL does not answer:\n{log.read_text(errors='replace')[-3000:]}")


def main() -> None:
    """Find a PostgreSQL, or install one, and say where."""
    if find_postgres() is None and not os.environ.get("CXBOARD_POSTGRES"):
        print("Tests of the ledger need PostgreSQL: installing it …", flush=True)
        why = install_packages("postgresql")
        if why is not None:
            print(f"Not installed: {why}.", file=sys.stderr)
    found = find_postgres()
    print(f"PostgreSQL for the tests: {found or f'none, so {ADVICE}'}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        _watch(int(sys.argv[1]), Path(sys.argv[2]))
    else:
        main()
