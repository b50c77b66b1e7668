"""`zvonok serve`: granian over the application."""

import errno
import gc
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import click
from flask import Flask
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from webapp import create_app, db, logs
from webapp.keeping import holding
from webapp.keeping.opening import Unable, open_data
from webapp.migrating import migrate

WORKERS, THREADS = 2, 32
SECONDS_TO_STOP = 5


@click.command(help="Открыть «Звонок» на порту PORT (8000). Схема базы сначала приводится в порядок.")
@click.option("--demo", "with_demo", is_flag=True, help="Наполнить пустую базу показательной школой.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Адрес, на котором слушать.")
def serve(with_demo: bool, host: str) -> None:
    """Serve until SIGTERM or SIGINT, or until the process that started it is gone (unless under nohup)."""
    parent = os.getppid()
    settings = open_data()
    with holding.hold(settings.data_folder, alone=db.is_sqlite()):
        _check_free(host, settings.port)
        migrate()
        if with_demo:
            from webapp.demo.commands import prepare

            prepare(settings)
        create_app()  # once here: a fault shows before anything listens, and the workers share what is loaded
        db.database.close_all()
        click.echo(f"Звонок: http://{host}:{settings.port}  (остановить: Ctrl+C)")
        sys.stdout.flush()
        if parent != 1 and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
            _when_orphaned(parent, _stop)
        _run(host, settings.port)


def load() -> Flask:
    """The application, made in a worker, which ends soon after the main process is gone."""
    # Ctrl+C reaches the whole group; granian's workers hang on two signals at once, and main sends SIGTERM.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _when_orphaned(os.getppid(), _end)
    app = create_app()
    # What was made up to here lives as long as the worker: the collector need not look at it for each page.
    gc.collect()
    gc.freeze()
    return app


def _run(host: str, port: int) -> None:
    server: Any = Server(
        "webapp:create_app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_STOP,
        log_level=LogLevels.error,
        log_dictconfig=logs.CONFIG,
    )
    try:
        server.serve(target_loader=load, wrap_loader=False)
    except SystemExit:
        # A signal to the whole group ends workers first, and granian counts them as lost.
        if not server.interrupt_signal:
            raise


def _when_orphaned(parent: int, end: Callable[[], None]) -> None:
    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        end()

    threading.Thread(target=watch, daemon=True, name="orphan-watch").start()


def _stop() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def _end() -> None:
    _stop()
    time.sleep(2)
    os._exit(1)


def _check_free(host: str, port: int) -> None:
    """Granian shares ports (SO_REUSEPORT), so two servers would answer in turn. Raises Unable."""
    deadline = time.monotonic() + holding.PATIENCE
    while True:
        try:
            family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                return probe.bind(address)
        except OSError as error:
            if time.monotonic() > deadline or error.errno != errno.EADDRINUSE:
                raise Unable(_refusal(host, port, error))
            time.sleep(0.1)


def _refusal(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Порт {port} занят другой программой. Освободите его или выберите другой: PORT=8001 make run."
    if error.errno == errno.EACCES:
        return f"Порт {port} открыт только для root. Возьмите порт от 1024: PORT=8000."
    return f"На адресе {host} слушать нельзя: {error.strerror}."
