"""A PostgreSQL of the test run's own: one private cluster, a database from a template for each test.

The process that runs pytest starts the cluster and tells its workers the address by $ZVONOK_TEST_POSTGRES.
Set by hand, the variable names a server to use instead: postgresql://user@host:port.
"""

import contextlib
import ctypes
import functools
import os
import pwd
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests.browsers import free_port
from tests.scratch import scratch_folder

ADDRESS = "ZVONOK_TEST_POSTGRES"
OWNER = "zvonok"
# Nothing here has to outlive a power cut, and every millisecond is paid a thousand times.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "autovacuum": "off",
    "jit": "off",
    "timezone": "UTC",
}
_of_session: "Server | None" = None


@dataclass
class Server:
    """A running cluster in a folder of its own."""

    data_dir: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}"

    def dsn(self, dbname: str) -> str:
        """URL of a database, fit for DATABASE_URL."""
        return f"{self.address}/{dbname}"

    def stop(self) -> None:
        """Ends the server, its connections too, and removes its folder."""
        for wish, seconds in ((signal.SIGINT, 10), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
            if self.process.poll() is not None:
                break
            self.process.send_signal(wish)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
        shutil.rmtree(self.data_dir, ignore_errors=True)


def binaries() -> Path | None:
    """Folder of the newest installed PostgreSQL's programs; None when there is no server."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if not found and (on_path := shutil.which("initdb")):
        found = [Path(on_path).resolve().parent]
    return max(
        found, key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0, default=None
    )


def start(data_dir: Path) -> Server:
    """Makes a cluster in an empty folder and starts it; a RuntimeError says why it cannot."""
    programs = binaries()
    if programs is None:
        raise RuntimeError("PostgreSQL's server is not installed. Type: make setup-test")
    data_dir.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        # initdb refuses to work for root.
        shutil.chown(data_dir, "postgres", "postgres")
    data_dir.chmod(0o700)
    init = f"-U {OWNER} --auth=trust --no-sync -E UTF8 --locale=C".split()
    made = subprocess.run(
        [programs / "initdb", "-D", data_dir, *init], capture_output=True, text=True, cwd="/", **_as_user()
    )
    if made.returncode:
        raise RuntimeError(f"initdb failed: {made.stderr}")
    for _ in range(3):
        server = _serve(programs, data_dir, free_port())
        if _answers(server):
            return server
        if server.process.poll() is None:
            break
    words = (data_dir / "server.log").read_text()
    server.stop()
    raise RuntimeError(f"PostgreSQL did not start: {words}")


def ensure_for_session(config: pytest.Config) -> None:
    """For pytest_configure: starts the cluster in the main process; xdist's workers share it."""
    global _of_session
    if hasattr(config, "workerinput") or os.environ.get(ADDRESS) or config.option.collectonly:
        return
    try:
        _of_session = start(scratch_folder("zvonok-postgres-"))
    except RuntimeError as error:
        raise pytest.UsageError(str(error)) from error
    os.environ[ADDRESS] = _of_session.address


def stop_for_session(config: pytest.Config) -> None:
    """For pytest_unconfigure."""
    global _of_session
    if not hasattr(config, "workerinput") and _of_session is not None:
        _of_session.stop()
        _of_session = None
        os.environ.pop(ADDRESS, None)


def dsn(dbname: str) -> str:
    """URL of a database in the session's cluster; works in every worker."""
    return f"{os.environ[ADDRESS]}/{dbname}"


def create_from_template(name: str, template: str = "template0") -> str:
    """Makes a database as a copy of another one, to which nobody may be connected; returns its URL."""
    query = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
    _admin(os.getpid()).execute(query.format(sql.Identifier(name), sql.Identifier(template)))
    return dsn(name)


def drop(name: str) -> None:
    """Removes a database, whoever is connected; none of that name is fine."""
    _admin(os.getpid()).execute(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    )


@functools.lru_cache(maxsize=1)
def _admin(_process: int) -> psycopg.Connection:
    return psycopg.connect(dsn("postgres"), autocommit=True)


def _serve(programs: Path, data_dir: Path, port: int) -> Server:
    options = {**SETTINGS, "port": str(port)}
    command = [str(programs / "postgres"), "-D", str(data_dir)]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    with (data_dir / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            preexec_fn=_end_with_parent,
            **_as_user(),
        )
    return Server(data_dir, port, process)


def _answers(server: Server, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.process.poll() is None:
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(server.dsn("postgres"), connect_timeout=2).close()
            return True
        time.sleep(0.05)
    return False


def _as_user() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    owner = pwd.getpwnam("postgres")
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def _end_with_parent() -> None:
    # A test run that is killed leaves no server behind: prctl(PR_SET_PDEATHSIG, …).
    ctypes.CDLL(None).prctl(1, signal.SIGINT)
