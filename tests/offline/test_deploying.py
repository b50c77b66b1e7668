"""A deploy while somebody is away, and one that arrives in pieces: faults 12 and 13 of offline.md."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.offline.between import between
from tests.offline.devices import stamp, wait_until, wait_until_held
from tests.offline.pages import WEEK, shows_lessons
from tests.serving import ROOT, Server, enter

pytestmark = pytest.mark.browser
PROGRAM = ("webapp", "templates", "translations", "static", "service_worker", "scripts")
LINKED = (".venv", "node_modules")
INSTALLED = """async (build) => {
  // In this order: asked before the install began, nothing would be installing.
  if (!(await caches.keys()).some((name) => name.includes(build))) return false;
  return !(await navigator.serviceWorker.getRegistration()).installing;
}"""
# What became of the worker that an update brings.
UPDATE = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  const found = new Promise((resolve) => {
    registration.onupdatefound = () => resolve(registration.installing);
  });
  await registration.update();
  const worker = await found;
  while (worker.state === "parsed" || worker.state === "installing") {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return worker.state;
}"""
IS_WAITING = """async () => {
  const { installing, waiting } = await navigator.serviceWorker.getRegistration();
  return !!(installing ?? waiting);
}"""
LEAVE_HALF = """async ([build, url]) => {
  await (await caches.open(`shell-${build}`)).add(url);
}"""
SHELLS = "async () => (await caches.keys()).filter((name) => name.startsWith('shell-'))"


@pytest.fixture
def program(server: Server, tmp_path: Path) -> Path:
    """A copy of the program, to deploy a change of; the server runs it."""
    copy = tmp_path / "program"
    for name in PROGRAM:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "build"))
    for name in LINKED:
        (copy / name).symlink_to(ROOT / name)
    for name in ("package.json", "package-lock.json", "tsconfig.json"):
        shutil.copy(ROOT / name, copy)
    build(copy)
    server.stop()
    server.program = copy
    server.start()
    return copy


def build(program: Path) -> None:
    subprocess.run([program / ".venv/bin/node", program / "scripts/build_front_end.mjs"], check=True)


def deploy(program: Path, words: str) -> None:
    """Another layout and another frame, which show that they belong together, and other styles."""
    for name, before in (("layout.html", "</body>"), ("shared/_top.html", "<h1")):
        path = program / "templates" / name
        path.write_text(path.read_text().replace(before, f"<!--deployed {words}-->{before}"))
    styles = program / "static/css/app.css"
    styles.write_text(styles.read_text() + "\n.deployed { color: red; }\n")
    build(program)


def named(program: Path) -> dict[str, str]:
    """What the program's build is called, and its files."""
    found: dict[str, str] = json.loads((program / "static/build/manifest.json").read_text())
    return found


def start_anew(page: Page, url: str) -> Page:
    """Closes the app and starts it again, until the browser has noticed: then the update takes over."""
    for _ in range(10):
        context = page.context
        page.close()
        page = context.new_page()
        page.wait_for_timeout(300)
        page.goto(url)
        if not page.evaluate(IS_WAITING):
            return page
    raise AssertionError("the update never took over")


def test_12_a_deploy_meanwhile_leaves_the_old_shell_whole_and_changes_all_together(server, device, program):
    page = enter(device().new_page(), "orlova")
    url = f"/students/{server.cast.students['masha']}/diary/{WEEK}"
    wait_until_held(page)
    first = page.locator("html").get_attribute("data-build")
    server.stop()
    deploy(program, "anew")
    page.goto(url)
    assert page.locator("html").get_attribute("data-build") == first
    assert page.evaluate("document.styleSheets.length") == 1
    server.start()
    page.get_by_role("navigation", name="Разделы").get_by_role("link", name="Задания").click()
    expect(page.locator("html")).not_to_have_attribute("data-build", first or "")
    page.wait_for_load_state()
    assert page.content().count("<!--deployed anew-->") == 2
    wait_until(page, INSTALLED, page.locator("html").get_attribute("data-build"))
    page = start_anew(page, url)
    wait_until_held(page)
    server.stop()
    page.goto(url)
    assert "без сети" in stamp(page)
    assert page.locator("html").get_attribute("data-build") != first
    assert page.content().count("<!--deployed anew-->") == 2


def test_13_an_install_that_fails_halfway_leaves_the_old_worker(server, device, program):
    with between(server) as proxy:
        page = enter(device(base_url=proxy.url).new_page(), "orlova")
        url = f"/students/{server.cast.students['masha']}/diary/{WEEK}"
        wait_until_held(page)
        first = named(program)
        server.stop()
        deploy(program, "anew")
        server.start()
        second = named(program)
        styles = f"/static/build/{second['app.css']}"
        for how in ("bad-gateway", "portal", "cut-length"):
            proxy.spoilt[styles] = how
            assert page.evaluate(UPDATE) == "redundant", how
            assert page.evaluate(SHELLS) == [f"shell-{first['build']}"], how
        server.stop()
        page.goto(url)
        assert page.locator("html").get_attribute("data-build") == first["build"]
        shows_lessons(page)
        server.start()
        proxy.spoilt.clear()
        page.evaluate(LEAVE_HALF, [second["build"], styles])
        assert page.evaluate(UPDATE) in ("installed", "activating", "activated")
        page = start_anew(page, url)
        wait_until_held(page)
        server.stop()
        page.goto(url)
        assert page.locator("html").get_attribute("data-build") == second["build"]
        assert page.evaluate("document.styleSheets[0].cssRules.length") > 0
        shows_lessons(page)
