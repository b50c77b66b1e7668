"""Signing out leaves nothing in the browser but what waits to be sent."""

import pytest

EVERYTHING, BUT_THE_OUTBOX = '"cache", "cookies", "storage"', '"cache", "cookies"'


@pytest.mark.parametrize(
    ("waiting", "cleared"),
    [
        ("1", BUT_THE_OUTBOX), ("250", BUT_THE_OUTBOX), ("9" * 5000, BUT_THE_OUTBOX),
        ("0", EVERYTHING), ("000", EVERYTHING), ("", EVERYTHING), ("-1", EVERYTHING), ("many", EVERYTHING),
    ],
)  # fmt: skip
def test_storage_is_cleared_unless_something_waits(visit, cast, waiting, cleared):
    by_header = visit("orlova").post("/sign-out", headers={"Zvonok-Waiting": waiting})
    by_field = visit("orlova").post("/sign-out", {"Zvonok-Waiting": waiting})
    for answer in (by_header, by_field):
        assert answer.headers["Clear-Site-Data"] == cleared


def test_whatever_waits_the_session_ends(visit, cast):
    visitor = visit("orlova")
    visitor.post("/sign-out", headers={"Zvonok-Waiting": "3"})
    assert visitor.get("/token").json["owner"] is None


def test_a_browser_without_scripts_clears_everything(visit, cast):
    assert visit("orlova").post("/sign-out").headers["Clear-Site-Data"] == EVERYTHING
