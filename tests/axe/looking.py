"""Visits states of pages in Chromium, in sizes, themes and languages, and asks axe-core what is wrong."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.axe.states import State
from tests.browsers import PHONE, TABLET, new_context
from tests.serving import ROOT, enter
from webapp.language import LANGUAGES

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SIZES: dict[str, Any] = {"phone": PHONE, "tablet": TABLET, "desktop": {"width": 1440, "height": 900}}
THEMES: dict[str, Any] = {
    "light": {"color_scheme": "light", "contrast": "no-preference"},
    "dark": {"color_scheme": "dark", "contrast": "no-preference"},
    "contrast": {"color_scheme": "light", "contrast": "more"},
}
VARIANTS = list(product(SIZES, THEMES, LANGUAGES))
# Every two of a size, a theme and a language stand together in one of these.
PAIRWISE = [
    (size, theme, language)
    for t, theme in enumerate(THEMES)
    for s, size in enumerate(SIZES)
    for language in [list(LANGUAGES)[(s + t) % 2]]
]
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


def look(
    browser: Browser,
    base_url: str,
    states: Sequence[State],
    *,
    whole: bool,
    further: Callable[[Page], Iterable[str]] = lambda page: (),
) -> Looked:
    """Every state once, the variants spread over them by turns; in every variant if whole.

    further says what else is wrong with a page, after axe; it may leave the page as it likes.
    """
    seen = Looked()
    script = AXE.read_text()
    for member in dict.fromkeys(state.member for state in states):
        context = new_context(browser, base_url=base_url, service_workers="block")
        context.set_default_timeout(30_000)
        page = context.new_page()
        if member:
            enter(page, member)
        for state in (one for one in states if one.member == member):
            if not is_page(context, state.url):
                continue
            turn = seen.states % len(PAIRWISE)
            for found in _visit(page, state, VARIANTS if whole else PAIRWISE[turn : turn + 1], script):
                seen.runs += 1
                seen.violations += found
            seen.violations += [f"{state}\n  {found}" for found in further(page)]
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


def _visit(
    page: Page, state: State, variants: Iterable[tuple[str, str, str]], script: str
) -> Iterator[list[str]]:
    spoken = ""
    for size, theme, language in sorted(variants, key=lambda variant: variant[2]):
        page.set_viewport_size(SIZES[size])
        page.emulate_media(**THEMES[theme])
        if language != spoken:
            spoken = language
            open_state(page, state, language)
            page.evaluate(script)
        page.evaluate(STANDS)
        yield [f"{state}, {size}, {theme}, {language}\n  {found}" for found in page.evaluate(RUN, TAGS)]


def open_state(page: Page, state: State, language: str) -> None:
    """The page in a language, with done on it what the state says."""
    page.set_extra_http_headers({"Accept-Language": language})
    page.goto(state.url)
    if state.opened:
        state.opened(page)
