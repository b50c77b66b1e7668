"""`make axe`: every page as each role, opened too, in three sizes and three themes; prints what axe finds."""

import os
import sys
from concurrent.futures import ProcessPoolExecutor

from playwright.sync_api import sync_playwright

from tests.axe.looking import VARIANTS, Looked, look
from tests.axe.opened import opened
from tests.axe.school import peopled
from tests.axe.states import State, pages
from tests.browsers import launch
from tests.serving import Server

AT_ONCE = 20


def part(base_url: str, states: list[State]) -> Looked:
    """What a browser of its own sees of some states, all of one member."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        try:
            return look(browser, base_url, states, whole=True)
        finally:
            browser.close()


def parts(states: list[State]) -> list[list[State]]:
    """By member, so many at once that several browsers have work to the end."""
    of_each = [[one for one in states if one.member == m] for m in dict.fromkeys(s.member for s in states)]
    return [own[at : at + AT_ONCE] for own in of_each for at in range(0, len(own), AT_ONCE)]


def main() -> int:
    seen = Looked()
    with peopled() as school, ProcessPoolExecutor(os.cpu_count()) as browsers:
        states = [*pages(school.app, school.values, whole=True), *opened(school.values)]
        server = Server(school.folder, school.cast)
        server.start()
        try:
            for one in browsers.map(part, *zip(*((server.url, some) for some in parts(states)), strict=True)):
                seen.add(one)
                print("\n".join(one.violations), flush=True)
                print(f"{seen.states} page states, {seen.runs} runs", file=sys.stderr, flush=True)
        finally:
            server.stop()
    print(f"axe: {seen.states} page states × {len(VARIANTS)} variants, {len(seen.violations)} violations")
    return bool(seen.violations)


if __name__ == "__main__":
    sys.exit(main())
