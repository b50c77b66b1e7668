"""The app on the home screen, what it costs, and updates of the worker."""

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.offline.devices import stamp, wait_until, wait_until_held
from tests.serving import ROOT, Server, enter

pytestmark = pytest.mark.browser
WEEK = "2026-W47"
PROGRAM = ("webapp", "templates", "static", "service_worker", "scripts")
LINKED = (".venv", "node_modules")
INSTALLED = """async (build) => {
  const { installing } = await navigator.serviceWorker.getRegistration();
  return !installing && (await caches.keys()).some((name) => name.includes(build));
}"""


def test_chromium_finds_nothing_that_keeps_it_from_being_installed(server, device):
    context = device()
    page = enter(context.new_page(), "orlova")
    wait_until_held(page)
    page.reload()
    session = context.new_cdp_session(page)
    found = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error for error in found if error["errorId"] != "in-incognito"] == []


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program, to deploy a change of."""
    copy = tmp_path / "program"
    for name in PROGRAM:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "build"))
    for name in LINKED:
        (copy / name).symlink_to(ROOT / name)
    for name in ("package.json", "package-lock.json", "tsconfig.json"):
        shutil.copy(ROOT / name, copy)
    build(copy)
    return copy


def build(program: Path) -> None:
    subprocess.run([program / ".venv/bin/node", program / "scripts/build_front_end.mjs"], check=True)


def deploy(program: Path, words: str) -> None:
    """Another layout and another frame, which show that they belong together."""
    for name, before in (("layout.html", "</body>"), ("shared/_top.html", "<h1")):
        path = program / "templates" / name
        path.write_text(path.read_text().replace(before, f"<!--deployed {words}-->{before}"))
    build(program)


def test_a_deploy_changes_layout_and_pages_together(server: Server, device, program: Path):
    server.stop()
    server.program = program
    server.start()
    context = device()
    page = enter(context.new_page(), "orlova")
    url = f"/students/{server.cast.students['masha']}/diary/{WEEK}"
    wait_until_held(page)
    first = page.locator("html").get_attribute("data-build")
    server.stop()
    deploy(program, "anew")
    page.goto(url)
    assert page.locator("html").get_attribute("data-build") == first
    server.start()
    page.get_by_role("navigation", name="Разделы").get_by_role("link", name="Задания").click()
    expect(page.locator("html")).not_to_have_attribute("data-build", first or "")
    page.wait_for_load_state()
    assert page.content().count("<!--deployed anew-->") == 2
    wait_until(page, INSTALLED, page.locator("html").get_attribute("data-build"))
    page.close()
    page = context.new_page()
    page.goto(url)
    wait_until(page, "async () => !(await navigator.serviceWorker.getRegistration()).waiting")
    wait_until_held(page)
    server.stop()
    page.goto(url)
    assert "без сети" in stamp(page)
    assert page.locator("html").get_attribute("data-build") != first
    assert page.content().count("<!--deployed anew-->") == 2
