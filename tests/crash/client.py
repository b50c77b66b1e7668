"""A browser of few words: signs in for real, sends forms with a key, over plain HTTP."""

import http.client
import json
from http.cookies import SimpleCookie
from typing import NamedTuple
from urllib.parse import urlencode

from tests.cast import PASSWORD


class Answer(NamedTuple):
    """What came back."""

    status: int
    location: str
    body: str


class Client:
    """One user of the server on a port of 127.0.0.1; its cookie outlives the server."""

    def __init__(self, port: int, timeout: float = 30):
        self.port, self.timeout = port, timeout
        self.cookies: dict[str, str] = {}
        self.token = ""

    def sign_in(self, login: str, password: str = PASSWORD) -> "Client":
        """Sign in by the form, as a script does it: token first."""
        self._fetch_token()
        answer = self.post("/sign-in", {"login": login, "password": password})
        assert answer.status == 303, answer
        self._fetch_token()
        return self

    def get(self, url: str) -> Answer:
        """The page."""
        return self._ask("GET", url, {}, None)

    def post(self, url: str, fields: dict[str, str], key: str = "") -> Answer:
        """Send a form. Raises OSError or HTTPException when no whole answer comes."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": self.token}
        if key:
            headers["Idempotency-Key"] = key
        return self._ask("POST", url, headers, urlencode(fields))

    @property
    def cookie(self) -> str:
        """The header that says who asks."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _fetch_token(self) -> None:
        self.token = json.loads(self.get("/token").body)["token"]

    def _ask(self, method: str, url: str, headers: dict[str, str], body: str | None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            connection.request(method, url, body, {**headers, "Cookie": self.cookie})
            response = connection.getresponse()
            text = response.read().decode()
            for line in response.headers.get_all("Set-Cookie") or ():
                self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
            return Answer(response.status, response.headers.get("Location", ""), text)
        finally:
            connection.close()
