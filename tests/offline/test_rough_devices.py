"""A full disk, a clock that is hours off, a new build, an access that has ended: with writes that wait."""

from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browsers import TABLET
from tests.cast import TODAY
from tests.offline.devices import (
    left_behind,
    network_is_back,
    stop_worker,
    wait_until,
    wait_until_held,
    wait_until_sent,
    waiting,
)
from tests.offline.waiting import FEVER, given, offline, rows, tell_absence
from tests.serving import enter
from webapp.marks.models import Mark
from webapp.people.models import Guardianship
from webapp.signatures.models import WeekSignature

pytestmark = pytest.mark.browser


def values(server) -> list[str]:
    """The marks in the order in which they were given."""
    with server.database():
        return [mark.value for mark in Mark.select().order_by(Mark.id)]


def give(page, student: int, value: str) -> None:
    """A tap on the keypad."""
    page.locator(f"#pupil-{student} button[name=value][value='{value}']").dispatch_event("click")


@pytest.fixture
def lesson(server, device):
    """Kuznetsova's sheet of today's mathematics, everything held."""
    page = enter(device(viewport=TABLET).new_page(), "kuznetsova")
    wait_until_held(page)
    with server.database():
        page.goto(f"/lessons/{server.cast.lesson('maths', TODAY).id}")
    return page


@pytest.mark.parametrize("hours", [7, -9])
def test_31_a_signature_of_a_device_whose_clock_is_hours_off_is_dated_by_ours(server, device, hours):
    friday = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    again(server, friday)
    page = device().new_page()
    page.clock.install(time=friday + timedelta(hours=hours))
    enter(page, "orlova")
    page.goto(f"/students/{server.cast.students['masha']}/diary/2026-W47")
    offline(page)
    page.get_by_role("button", name="Ознакомиться с дневником").click()
    expect(page.locator("[data-outbox]")).to_be_visible()
    made = datetime.fromisoformat(waiting(page)[0]["made_at"])
    page.clock.fast_forward("01:30:00")
    again(server, friday + timedelta(minutes=90))
    offline(page, is_off=False)
    network_is_back(page)
    wait_until_sent(page)
    with server.database():
        signed = WeekSignature.get()
    assert abs(signed.device_at - made) < timedelta(seconds=1)
    assert abs(made - friday - timedelta(hours=hours)) < timedelta(minutes=10)
    assert abs(signed.made_at - friday) < timedelta(minutes=10)
    assert abs(signed.signed_at - friday - timedelta(minutes=90)) < timedelta(minutes=10)


def again(server, moment: datetime) -> None:
    """The server's clock stands elsewhere."""
    server.stop()
    server.now = moment.isoformat()
    server.start()


def test_31_a_clock_set_back_between_two_writes_changes_nothing_of_their_order(server, lesson):
    yozhik = server.cast.students["yozhik"]
    lesson.clock.install()
    server.stop()
    for value, moment in (("2", "2026-11-22T12:00"), ("3", "2026-11-22T03:00"), ("4", "2026-11-23T20:00")):
        lesson.clock.set_system_time(moment)
        give(lesson, yozhik, value)
        wait_until(lesson, "() => new Promise((done) => setTimeout(() => done(true), 1500))")
    assert len(waiting(lesson)) == 3
    lesson.clock.set_system_time("2026-11-21T12:00")
    server.start()
    network_is_back(lesson)
    wait_until_sent(lesson)
    assert values(server) == ["2", "3", "4"]


def test_33_of_a_child_whose_access_has_ended_nothing_stays_and_nothing_is_written(server, device):
    masha, petya = server.cast.students["masha"], server.cast.students["petya"]
    context = device()
    page = enter(context.new_page(), "orlova")
    assert any(url.startswith(f"/students/{masha}/") for url in wait_until_held(page))
    offline(page)
    tell_absence(page, masha, date(2026, 11, 19), date(2026, 11, 20))
    expect(page.locator("[data-outbox]")).to_have_count(1)
    with server.database():
        ended = TODAY - timedelta(days=1)
        tie = Guardianship.guardian == server.cast.users["orlova"], Guardianship.student == masha
        Guardianship.update(ends=ended).where(*tie).execute()
    # In this order: a worker stopped without a network comes back without one.
    offline(page, is_off=False)
    stop_worker(context, page)
    page.goto("/waiting")
    network_is_back(page)
    expect(rows(page)).to_contain_text("не принято")
    expect(rows(page)).to_contain_text(FEVER.split("\n")[1])
    assert given(server) == []
    kept = """async (child) => {
      const names = (await caches.keys()).filter((name) => name.startsWith("pages-"));
      const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return lists.flat().map(({ url }) => new URL(url).pathname).filter((path) => path.startsWith(child));
    }"""
    wait_until(page, f"async () => !(await ({kept})('/students/{masha}/')).length")
    assert f"/students/{petya}/diary/" in wait_until_held(page)
    assert left_behind(page)["databases"] == ["outbox"]
    offline(page)
    page.goto(f"/students/{masha}/diary/")
    assert "Математика" not in page.content()
