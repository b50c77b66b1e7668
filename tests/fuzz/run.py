"""A run of the fuzz: the cast, a server, people with devices, fate; then the reckoning."""

import random
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Playwright

from tests.cast import Cast, make_cast
from tests.engines import Engine, opened
from tests.fuzz.deeds import of_guardian, of_teacher, taught
from tests.fuzz.ledger import Outcome, reckon
from tests.fuzz.mishaps import Fate
from tests.fuzz.people import Person
from tests.fuzz.programs import copy_program
from tests.fuzz.weather import FAIR, Weather
from tests.serving import Server
from webapp import db
from webapp.migrating import migrate

Say = Callable[[str], None]
GROUPS = {
    "kuznetsova": {"maths": ["masha", "yozhik", "zhukov"]},
    "belova": {"english": ["masha", "zhukov"]},
}


def fuzz(
    folder: Path,
    engine_name: str,
    writes: int,
    seed: int,
    *,
    playwright: Playwright | None = None,
    say: Say = lambda text: None,
) -> Outcome:
    """Have a guardian, and two teachers of whom one has two tablets, make so many writes; account for them.

    The folder takes the data and a copy of the program.
    """
    outcome = Outcome(engine_name, seed)
    program = copy_program(folder / "program")
    data = folder / "data"
    data.mkdir()
    cast = _lay(f"sqlite:///{data / 'zvonok.db'}")
    with (folder / "server.txt").open("wb") as said, opened(engine_name, playwright) as engine:
        server = Server(data, cast, program=program, output=said)
        server.start()
        people: list[Person] = []
        try:
            people.extend(_people(server, cast, engine, seed))
            _live(server, people, program, writes, outcome, random.Random(seed), say)
            _settle(server, people, outcome, say)
        finally:
            for person in people:
                person.weather.end()
            server.stop()
    return outcome


def _lay(url: str) -> Cast:
    opened_db = db.use(url)
    migrate()
    with opened_db.connection_context():
        cast = make_cast()
    opened_db.close_all()
    return cast


def _people(server: Server, cast: Cast, engine: Engine, seed: int) -> list[Person]:
    with server.database():
        choices = [
            ("orlova", of_guardian(cast, "masha")),
            *((login, of_teacher(taught(cast, GROUPS[login]))) for login in ("kuznetsova", "belova")),
            ("kuznetsova", of_teacher(taught(cast, GROUPS["kuznetsova"]))),
        ]
    people = []
    for number, (login, choose) in enumerate(choices):
        weather = Weather(server.port)
        person = Person(number, login, cast.users[login], engine, weather, choose, seed * 10 + number)
        person.begin()
        people.append(person)
    return people


def _live(
    server: Server,
    people: list[Person],
    program: Path,
    writes: int,
    outcome: Outcome,
    dice: random.Random,
    say: Say,
) -> None:
    fate = Fate(server, people, program, dice)
    made = 0
    idle = 0
    while made < writes and idle < 200:
        person = dice.choice(people)
        if dice.random() < 0.35:
            outcome.mishaps[fate.strike(person)] += 1
        if made > writes // 2 and fate.deploys:
            fate.deploys -= 1
            outcome.mishaps[fate.new_build()] += 1
        done = person.do()
        made, idle = (made + 1, 0) if done else (made, idle + 1)
        if not done and idle % 20 == 19:
            person.weather.becomes(FAIR)
        say(f"{made} of {writes} writes, {sum(outcome.mishaps.values())} mishaps")


def _settle(server: Server, people: list[Person], outcome: Outcome, say: Say) -> None:
    left = []
    shown: dict[str, int] = {}
    for person in people:
        person.weather.becomes(FAIR)
    for person in people:
        say(f"device {person.number} sends the rest")
        rest = person.finish()
        left.extend(rest)
        if any(item["state"] in ("pending", "held") for item in rest):
            outcome.trouble.extend(person.trouble)
        shown.update(person.shown)
        outcome.writes.extend(person.writes)
    reckon(outcome, server, left, shown)
