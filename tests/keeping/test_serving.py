"""The real server: two processes of many threads, which end together and bear a crowd."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import postgres
from tests.cast import TODAY
from tests.crash.client import Client
from tests.scratch import scratch_folder
from tests.serving import SERVE, Server
from webapp import db
from webapp.changes.models import Receipt
from webapp.config import ROOT
from webapp.marks.models import Mark

pytestmark = pytest.mark.server
WRITERS = 32


@pytest.fixture(params=["sqlite"])
def running(request: pytest.FixtureRequest, templates: Any) -> Iterator[Server]:
    """The cast, served from a folder of the test's own."""
    url, cast = templates.copy(request.param, peopled=True)
    folder = scratch_folder("zvonok-server-")
    if request.param == "sqlite":
        shutil.move(url.removeprefix("sqlite:///"), folder / "zvonok.db")
        url = f"sqlite:///{folder / 'zvonok.db'}"
    server = Server(folder, cast, settings={"DATABASE_URL": url})
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)
    if request.param == "postgres":
        db.database.close_all()
        postgres.drop(url.rpartition("/")[2])


def children(pid: int) -> list[int]:
    """Processes that the process started, as /proc shows them."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_alive(pid: int) -> bool:
    """Whether the process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def heeds_hangups() -> None:
    """Even when the tests run under nohup, which the server would take for a wish to stay."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def eventually(holds: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether it comes to hold."""
    end = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < end:
        time.sleep(0.05)
    return held


def test_sigterm_to_the_main_process_ends_all_and_frees_the_port(running: Server):
    assert isinstance(running.process, subprocess.Popen)
    workers = children(running.process.pid)
    assert len(workers) == 2
    running.process.terminate()
    assert running.process.wait(30) == 0
    assert not any(is_alive(pid) for pid in workers)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", running.port))


def test_ctrl_c_ends_it_without_a_word_of_failure(running: Server):
    assert running.process
    os.killpg(running.process.pid, signal.SIGINT)
    assert running.process.wait(30) == 0


def test_workers_do_not_outlive_a_killed_main_process_and_a_new_server_starts(running: Server):
    assert isinstance(running.process, subprocess.Popen)
    workers = children(running.process.pid)
    running.process.kill()
    running.process.wait()
    running.start()
    assert eventually(lambda: not any(is_alive(pid) for pid in workers))
    assert eventually(running.answers)
    assert running.process.poll() is None


def test_the_server_ends_when_the_process_that_started_it_is_gone(running: Server):
    running.stop()
    words = f"{sys.executable} -c '{SERVE}' & echo $!; wait"
    shell = subprocess.Popen(
        ["sh", "-c", words],
        env={**os.environ, **running.settings, "ZVONOK_DATA": str(running.folder), "PORT": str(running.port)},
        cwd=ROOT,
        start_new_session=True,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=heeds_hangups,
    )
    try:
        assert shell.stdout
        pid = int(shell.stdout.readline())
        assert eventually(running.answers)
        shell.kill()
        shell.wait()
        assert eventually(lambda: not is_alive(pid))
        assert not running.answers()
    finally:
        os.killpg(shell.pid, signal.SIGKILL) if is_alive(pid) else None


def test_a_worker_killed_alone_is_replaced(running: Server):
    assert running.process
    main = running.process.pid
    lost, kept = children(main)
    os.kill(lost, signal.SIGKILL)
    assert eventually(lambda: len({*children(main)} - {lost}) == 2)
    assert kept in children(main)
    assert eventually(running.answers)


def test_a_server_started_again_keeps_data_and_sessions(running: Server):
    client = Client(running.port).sign_in("orlova")
    assert client.get("/hello").status == 200
    running.stop()
    running.start()
    assert client.get("/hello").status == 200


def slow_request(port: int, path: str, cookie: str) -> socket.socket:
    """A form of which only the first bytes have come."""
    open_end = socket.create_connection(("127.0.0.1", port), timeout=30)
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nContent-Length: 100000\r\n"
    open_end.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\nlogin=a".encode())
    return open_end


def test_hello_answers_beside_20_slow_request_bodies(running: Server):
    client = Client(running.port).sign_in("orlova")
    with ExitStack() as stack:
        slow = [
            stack.enter_context(slow_request(running.port, path, client.cookie))
            for path in ["/sign-in", "/password"] * 10
        ]
        for _ in range(5):
            for sender in slow:
                sender.sendall(b"a")
            assert client.get("/hello").status == 200
            assert client.get("/health").status == 200
            time.sleep(0.1)
        for sender in slow:
            sender.setblocking(False)
            with pytest.raises(BlockingIOError):
                sender.recv(1)  # all 20 were open to the end


def taken(client: Client, url: str, fields: dict[str, str], key: str) -> int:
    """The write's status; a server that is busy is asked again with the same key, as the outbox does."""
    while (status := client.post(url, fields, key=key).status) == 503:
        time.sleep(0.5)
    return status


@pytest.mark.parametrize("running", ["sqlite", "postgres"], indirect=True)
def test_32_writers_at_once_all_get_through(running: Server):
    """Over two processes: on SQLite none is told that the database is locked."""
    teacher = Client(running.port, timeout=120).sign_in("kuznetsova")
    lesson = marks_url(running)
    gate = threading.Barrier(WRITERS)

    def write(number: int) -> list[int]:
        gate.wait()
        fields = {"value": "5", "scale": "5", "comment": f"{number}"}
        return [taken(teacher, lesson, fields, f"writer-{number}-{turn}") for turn in range(4)]

    with ThreadPoolExecutor(WRITERS) as pool:
        assert {status for statuses in pool.map(write, range(WRITERS)) for status in statuses} == {303}
    db.use(running.settings["DATABASE_URL"])
    with db.database.connection_context():
        assert Mark.select().count() == Receipt.select().count() == 4 * WRITERS


def test_people_sign_in_while_others_write(running: Server):
    """Entries are kept beside the lock of the writes, and wait for it in peace."""
    teacher = Client(running.port, timeout=120).sign_in("kuznetsova")
    lesson, end = marks_url(running), threading.Event()

    def write(number: int) -> set[int]:
        statuses = set()
        while not end.is_set():
            key = f"writer-{number}-{time.monotonic_ns()}"
            statuses.add(taken(teacher, lesson, {"value": "5", "scale": "5"}, key))
        return statuses

    with ThreadPoolExecutor(16) as pool:
        writers = [pool.submit(write, number) for number in range(8)]
        entries = pool.map(lambda _: Client(running.port, timeout=120).sign_in("orlova"), range(8))
        assert all(client.get("/hello").status == 200 for client in entries)
        end.set()
        assert set().union(*(writer.result() for writer in writers)) == {303}


@pytest.mark.parametrize("running", ["postgres"], indirect=True)
def test_pages_come_back_after_postgres_dropped_all_connections(running: Server):
    client = Client(running.port).sign_in("orlova")
    with psycopg.connect(postgres.dsn("postgres"), autocommit=True) as admin:
        name = running.settings["DATABASE_URL"].rpartition("/")[2]
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
    assert eventually(lambda: client.get("/hello").status == 200)


def marks_url(running: Server) -> str:
    """Where Маша gets her marks on Wednesday."""
    db.use(running.settings["DATABASE_URL"])
    with db.database.connection_context():
        lesson = running.cast.lesson("maths", TODAY)
    db.database.close_all()
    return f"/lessons/{lesson.id}/students/{running.cast.students['masha']}/marks"
