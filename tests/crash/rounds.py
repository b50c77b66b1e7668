"""Marks are given by several people at once while the server is killed again and again."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from signal import SIGKILL
from typing import NamedTuple
from uuid import uuid4

from tests.cast import TODAY, Cast, make_cast
from tests.crash.client import Client
from tests.serving import Server
from webapp import db
from webapp.changes.models import Receipt
from webapp.keeping.verifying import verify
from webapp.marks.models import Mark, MarkVersion
from webapp.migrating import migrate

WRITERS = 6
Say = Callable[[str], None]


class Write(NamedTuple):
    """A mark to be given: where, what, under which key; how often it was sent until it was acknowledged."""

    url: str
    value: str
    key: str
    tries: int = 1


@dataclass
class Outcome:
    """What came of it. lost: acknowledged and not there; doubled: there more than once."""

    rounds: int = 0
    acknowledged: list[Write] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    slowest_start: float = 0.0

    @property
    def repeated(self) -> int:
        """How many were sent more than once before an acknowledgement came."""
        return sum(write.tries > 1 for write in self.acknowledged)

    @property
    def is_clean(self) -> bool:
        """Whether every acknowledged mark is there exactly once, and nothing else is wrong."""
        return bool(self.acknowledged) and not (self.lost or self.doubled or self.strange)

    def __str__(self) -> str:
        return (
            f"rounds {self.rounds}, marks acknowledged {len(self.acknowledged)} "
            f"(sent again after a kill {self.repeated}), lost {len(self.lost)}, doubled {len(self.doubled)}, "
            f"slowest start {self.slowest_start:.1f} s"
        )


class Writer(threading.Thread):
    """Gives marks one after the other; each is sent until it is acknowledged, always under the same key."""

    def __init__(self, client: Client, urls: list[str], outcome: Outcome, end: threading.Event):
        super().__init__()
        self.client, self.urls, self.outcome, self.end = client, urls, outcome, end

    def run(self) -> None:
        """Until told to end; the mark in hand is seen through."""
        while not self.end.is_set() and not self.outcome.strange:
            self._see_through(Write(random.choice(self.urls), random.choice("2345"), uuid4().hex))

    def _see_through(self, write: Write) -> None:
        fields = {"value": write.value, "scale": "5", "comment": write.key}
        for tries in range(1, 2000):
            try:
                answer = self.client.post(write.url, fields, write.key)
            except (OSError, HTTPException):
                time.sleep(0.05)
                continue
            if answer.status == 303:
                self.outcome.acknowledged.append(write._replace(tries=tries))
                return
            if answer.status != 503:
                self.outcome.strange.append(f"answered {answer.status}: {answer.body[-300:]}")
                return
        self.outcome.strange.append(f"never acknowledged: {write.key}")


def crash(folder: Path, rounds: int, *, url: str | None = None, say: Say = lambda text: None) -> Outcome:
    """Serve the cast from the folder (its SQLite, or the empty database at the URL), kill, count."""
    url = url or f"sqlite:///{folder / 'zvonok.db'}"
    cast = _lay(url)
    outcome, end = Outcome(), threading.Event()
    with (folder / "server.txt").open("wb") as said:
        server = Server(folder, cast, settings={"DATABASE_URL": url}, output=said)
        server.start()
        client = Client(server.port).sign_in("kuznetsova")
        writers = [Writer(client, _urls(url, cast), outcome, end) for _ in range(WRITERS)]
        for writer in writers:
            writer.start()
        try:
            _kill_again_and_again(server, rounds, outcome, say)
        finally:
            end.set()
            for writer in writers:
                writer.join(120)
            server.stop()
    _count(url, outcome)
    return outcome


def _lay(url: str) -> Cast:
    opened = db.use(url)
    migrate()
    with opened.connection_context():
        cast = make_cast()
    opened.close_all()
    return cast


def _urls(url: str, cast: Cast) -> list[str]:
    opened = db.use(url)
    with opened.connection_context():
        lesson = cast.lesson("maths", TODAY)
    opened.close_all()
    return [f"/lessons/{lesson.id}/students/{cast.students[s]}/marks" for s in ("masha", "yozhik", "zhukov")]


def _kill_again_and_again(server: Server, rounds: int, outcome: Outcome, say: Say) -> None:
    for number in range(1, rounds + 1):
        time.sleep(random.uniform(0.05, 0.5))
        server.stop(SIGKILL)
        begun = time.monotonic()
        server.start()
        outcome.slowest_start = max(outcome.slowest_start, time.monotonic() - begun)
        outcome.rounds = number
        say(str(outcome))
        if outcome.strange:
            return


def _count(url: str, outcome: Outcome) -> None:
    """Compare what was acknowledged with what is there."""
    opened = db.use(url)
    with opened.connection_context():
        keys = [row.comment for row in Mark.select(Mark.comment)]
        receipts = [row.key for row in Receipt.select(Receipt.key).where(Receipt.key.in_(keys))]
        versions = MarkVersion.select().count()
        wrong = [str(finding) for checked in verify() for finding in checked.findings]
    opened.close_all()
    acknowledged = {write.key for write in outcome.acknowledged}
    outcome.lost += sorted(acknowledged - {*keys})
    outcome.doubled += sorted({key for key in keys if keys.count(key) > 1})
    outcome.strange += [f"a mark that nobody was told of: {key}" for key in {*keys} - acknowledged]
    outcome.strange += [f"a mark without a receipt: {key}" for key in {*keys} - {*receipts}]
    outcome.strange += wrong + (
        [f"{versions} versions of {len(keys)} marks"] if versions != len(keys) else []
    )
