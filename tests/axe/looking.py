"""Visits states of pages in Chromium, in sizes and themes, and asks axe-core what is wrong with them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.axe.states import State
from tests.browsers import PHONE, TABLET, new_context
from tests.serving import ROOT, enter

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SIZES: dict[str, Any] = {"phone": PHONE, "tablet": TABLET, "desktop": {"width": 1440, "height": 900}}
THEMES: dict[str, Any] = {
    "light": {"color_scheme": "light", "contrast": "no-preference"},
    "dark": {"color_scheme": "dark", "contrast": "no-preference"},
    "contrast": {"color_scheme": "light", "contrast": "more"},
}
VARIANTS = list(product(SIZES, THEMES))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
  const found = await axe.run(document, {
    runOnly: { type: "tag", values: tags },
    rules: { "target-size": { enabled: true } },
    resultTypes: ["violations"],
  });
  const told = ({ target, html, failureSummary }) => [target.join(" "), html, failureSummary].join("\\n    ");
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${told(node)}`));
}"""
# Drawn anew after a change of size and theme, with nothing on its way, nor under the page's sticky head.
STANDS = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  scrollTo(0, 0);
  await frame();
  for (const one of document.getAnimations()) one.finish();
  await frame();
}"""


@dataclass
class Looked:
    """How many page states there were, how often axe ran over one, and what it found, a text each."""

    states: int = 0
    runs: int = 0
    violations: list[str] = field(default_factory=list)

    def add(self, other: "Looked") -> None:
        """Count in what somebody else saw."""
        self.states += other.states
        self.runs += other.runs
        self.violations += other.violations


def look(browser: Browser, base_url: str, states: Sequence[State], *, whole: bool) -> Looked:
    """Every state once, the variants spread over them by turns; in every variant if whole."""
    seen = Looked()
    script = AXE.read_text()
    for member in dict.fromkeys(state.member for state in states):
        context = new_context(browser, base_url=base_url, service_workers="block")
        context.set_default_timeout(15_000)
        page = context.new_page()
        if member:
            enter(page, member)
        for state in (one for one in states if one.member == member):
            if not is_page(context, state.url):
                continue
            turn = seen.states % len(VARIANTS)
            for found in _visit(page, state, VARIANTS if whole else VARIANTS[turn : turn + 1], script):
                seen.runs += 1
                seen.violations += found
            seen.states += 1
        context.close()
    return seen


def is_page(context: BrowserContext, url: str) -> bool:
    """Whether it answers with a whole page: not with a file, a piece of a page or the way to another one."""
    answer = context.request.get(url, max_redirects=0)
    kind = answer.headers.get("content-type", "")
    return (
        answer.ok and kind.startswith("text/html") and answer.text().lstrip().lower().startswith("<!doctype")
    )


def _visit(page: Page, state: State, variants: Iterable[tuple[str, str]], script: str) -> Iterator[list[str]]:
    for number, (size, theme) in enumerate(variants):
        page.set_viewport_size(SIZES[size])
        page.emulate_media(**THEMES[theme])
        if not number:
            page.goto(state.url)
            if state.opened:
                state.opened(page)
            page.evaluate(script)
        page.evaluate(STANDS)
        yield [f"{state}, {size}, {theme}\n  {found}" for found in page.evaluate(RUN, TAGS)]
