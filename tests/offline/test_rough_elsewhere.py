"""Rough treatment of what waits, in every engine: two taps, a full disk, a new build, an ended access."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.cast import TODAY
from tests.fuzz.programs import copy_program, deploy
from tests.offline.devices import HELD
from tests.offline.writes import (
    give,
    is_back,
    items,
    marks,
    notices,
    open_lesson,
    open_page,
    pupil,
    says,
    wait_for_count,
    wait_for_state,
    wait_until_sent,
)
from webapp.people.models import Guardianship

pytestmark = pytest.mark.browser
TWICE = "(css) => { const key = document.querySelector(css); key.click(); key.click(); return true; }"
# Firefox closes a database that has found no room: it is opened again for what is smaller.
FILL = """async () => {
  const open = () => new Promise((done, fail) => {
    const opening = indexedDB.open("filling", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("items", { autoIncrement: true });
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => fail(opening.error);
  });
  const add = (db, size) => new Promise((done) => {
    const adding = db.transaction("items", "readwrite", { durability: "strict" });
    adding.objectStore("items").add("x".repeat(size));
    adding.oncomplete = () => done(true);
    adding.onabort = () => done(false);
  });
  let db = await open();
  for (let size = 262144; size >= 8; size /= 8) {
    while (await add(db, size).catch(() => false)) continue;
    db.close();
    try { db = await open(); } catch { return true; }
  }
  return true;
}"""
SHOWN = "(css) => [...document.querySelectorAll(css)].some((field) => field.checkVisibility())"
WORDS = "Едем к бабушке"


def test_22_a_double_tap_is_one_mark(server, machine):
    device = machine()
    device.enter("kuznetsova")
    open_lesson(server, device)
    device.until(TWICE, f"{pupil(server, 'zhukov')} button[name=value][value='3']")
    says(device, f"{pupil(server, 'zhukov')} .chips", "3")
    wait_until_sent(device)
    assert marks(server) == ["3"]


def test_27_with_a_full_disk_and_no_network_the_form_stays_and_says_so(server, machine):
    device = machine()
    device.limit_storage(4_000_000)
    device.enter("orlova")
    open_page(device, f"/students/{server.cast.students['masha']}/absences/new")
    assert device.script(FILL)
    server.stop()
    device.tick("[name=reason]")
    for name, text in (("starts", "2026-11-19"), ("ends", "2026-11-19"), ("comment", WORDS)):
        device.fill(f"[name={name}]", text)
    device.tick("main form[method=post] button[type=submit].primary")
    says(device, "[role=alert]", "нет места")
    assert device.script(SHOWN, "[name=comment]")
    assert device.script("() => document.querySelector('[name=comment]').value") == WORDS
    server.start()
    device.tick("main form[method=post] button[type=submit].primary")
    device.until("() => location.pathname.endsWith('/absences/')")
    assert notices(server) == [WORDS]


def test_32_what_an_old_build_kept_the_new_one_sends(server, machine, tmp_path: Path):
    server.stop()
    server.program = copy_program(tmp_path / "program")
    server.start()
    device = machine()
    device.enter("kuznetsova")
    device.until(HELD, seconds=60)
    open_lesson(server, device)
    old = device.script("() => document.documentElement.dataset.build")
    server.stop()
    for login, value in (("yozhik", "3"), ("zhukov", "4")):
        give(server, device, login, value)
    wait_for_count(device, 2)
    deploy(server.program, "anew")
    server.start()
    open_page(device, "/more")
    wait_until_sent(device)
    device.until("(old) => document.documentElement.dataset.build !== old", old)
    assert sorted(marks(server)) == ["3", "4"]


def test_33_a_write_for_a_child_whose_access_has_ended_is_refused_and_visible(server, machine, weather):
    device = machine(weather.url)
    device.enter("orlova")
    masha = server.cast.students["masha"]
    open_page(device, f"/students/{masha}/absences/new")
    weather.becomes("refuse")
    device.tick("[name=reason]")
    for name, text in (("starts", "2026-11-19"), ("ends", "2026-11-19"), ("comment", WORDS)):
        device.fill(f"[name={name}]", text)
    device.tick("main form[method=post] button[type=submit].primary")
    wait_for_count(device, 1)
    with server.database():
        tie = Guardianship.guardian == server.cast.users["orlova"], Guardianship.student == masha
        Guardianship.update(ends=TODAY - timedelta(days=1)).where(*tie).execute()
    weather.becomes("pass")
    is_back(device)
    wait_for_state(device, "refused")
    open_page(device, "/waiting")
    says(device, "#content", WORDS)
    assert len(items(device)) == 1
    assert notices(server) == []
