"""What happens to people, devices and the server while they work."""

import contextlib
import random
import signal
from collections.abc import Callable
from pathlib import Path

from tests.engines import NotOpened
from tests.engines.device import Failed
from tests.fuzz.people import Person
from tests.fuzz.programs import deploy
from tests.fuzz.weather import FAIR, FOUL
from tests.serving import Server
from webapp.people.models import User


class Fate:
    """Strikes at random. deploys: how many are left."""

    def __init__(self, server: Server, people: list[Person], program: Path, dice: random.Random):
        self.server, self.people, self.program, self.dice = server, people, program, dice
        self.deploys = 1
        self._often: list[tuple[int, Callable[[Person], str]]] = [
            (30, self._weather_turns),
            (12, self._weather_clears),
            (3, self._tab_dies),
            (1, self._browser_dies),
            (2, self._server_dies),
            (2, self._session_ends),
            (1, self._cookies_go),
        ]

    def strike(self, person: Person) -> str:
        """Something happens, mostly to the person's network; its name."""
        weights = [weight for weight, _ in self._often]
        _, mishap = self.dice.choices(self._often, weights)[0]
        return mishap(person)

    def _weather_turns(self, person: Person) -> str:
        kind = self.dice.choice(FOUL)
        person.weather.becomes(kind)
        return kind.partition("/")[0]

    def _weather_clears(self, person: Person) -> str:
        person.weather.becomes(FAIR)
        return "fair"

    def _tab_dies(self, person: Person) -> str:
        if len(person.device.tabs()) < 2:
            person.device.new_tab()
            return "new tab"
        person.remember_shown()
        person.device.kill_tab()
        return "tab killed"

    def _browser_dies(self, person: Person) -> str:
        person.remember_shown()
        person.device.kill()
        person.come_back()
        return "browser killed"

    def _server_dies(self, person: Person) -> str:
        self.server.stop(signal.SIGKILL)
        for other in self.people:
            other.do()
        self.server.start()
        return "server killed"

    def _session_ends(self, person: Person) -> str:
        with self.server.database():
            User.update(epoch=User.epoch + 1).where(User.id == person.user).execute()
        return "session ended"

    def _cookies_go(self, person: Person) -> str:
        with contextlib.suppress(Failed, NotOpened):
            person.device.drop_cookies()
        return "cookies gone"

    def new_build(self) -> str:
        """A deploy in the middle."""
        self.server.stop()
        deploy(self.program, "anew")
        self.server.start()
        return "deploy"
