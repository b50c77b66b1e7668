"""`make html`: the W3C's checker over every page as each role, whole, and as partial in its layout."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserContext, sync_playwright

from scripts import vnu
from scripts.console import SetupError, fail
from tests.axe.looking import is_page
from tests.axe.opened import opened
from tests.axe.school import Peopled, peopled
from tests.axe.states import State, pages
from tests.browsers import launch, new_context
from tests.serving import Server, enter

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
TITLE = re.compile(r"<title>.*?</title>", re.S)
PAGE = re.compile(r'(<div id="page"[^>]*>).*(</div>\s*<div class="progress")', re.S)


def main() -> int:
    try:
        vnu.install()
    except SetupError as error:
        return fail(error)
    with TemporaryDirectory(prefix="zvonok-html-") as name, peopled() as school:
        folder = Path(name)
        names = {f"{number}.html": of for number, of in enumerate(_write(school, folder))}
        found = vnu.errors(folder)
    for one in found:
        of = names[one["url"].rpartition("/")[2]]
        print(f"{of}, line {one['lastLine']}: {one['message']}\n  {one.get('extract', '').strip()}")
    print(f"html: {len(names)} pages, {len(found)} errors")
    return bool(found)


def _write(school: Peopled, folder: Path) -> Iterator[str]:
    """Every page into a file named by its number; yields what each is."""
    server = Server(school.folder, school.cast)
    server.start()
    number = 0
    try:
        for of, html in _collect(server, school):
            (folder / f"{number}.html").write_text(html)
            number += 1
            yield of
    finally:
        server.stop()


def _collect(server: Server, school: Peopled) -> Iterator[tuple[str, str]]:
    states = list(pages(school.app, school.values, whole=True))
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for member in dict.fromkeys(state.member for state in states):
            context = new_context(browser, base_url=server.url, service_workers="block")
            page = context.new_page()
            if member:
                enter(page, member)
            for state in (one for one in states if one.member == member and is_page(context, one.url)):
                yield from _both(context, state)
            for state in opened(school.values):
                if state.member == member and state.opened:
                    page.goto(state.url)
                    state.opened(page)
                    yield str(state), page.content()
            context.close()
        browser.close()


def _both(context: BrowserContext, state: State) -> Iterator[tuple[str, str]]:
    whole = context.request.get(state.url).text()
    yield str(state), whole
    answer = context.request.get(state.url, headers=PARTIAL)
    partial = answer.text()
    if answer.headers.get("content-type", "").startswith("text/html") and not partial.startswith("<!doctype"):
        yield f"{state}, its partial", in_layout(partial, whole)


def in_layout(partial: str, whole: str) -> str:
    """What a browser has after the swap: the partial in the page's place, its title in the head."""
    title = TITLE.search(partial)
    body = TITLE.sub("", partial, 1)
    html = PAGE.sub(lambda found: found[1] + body + found[2], whole)
    return TITLE.sub(lambda _: title[0] if title else "", html, 1)


if __name__ == "__main__":
    sys.exit(main())
