"""The keys of a desktop: every sign of the keypad, and the focus after each."""

import pytest
from playwright.sync_api import expect

from tests.browsers import DESKTOP
from tests.journal.lesson_page import given, line, shows
from tests.offline.devices import wait_until_sent

pytestmark = pytest.mark.browser
VIEWPORT = DESKTOP
# A key of whatever layout.
PRESS = "(key) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}))"

# Presses a key of the keypad that has just come, before anything else can happen.
PRESS_AT_ONCE = """(value) => new MutationObserver((changes, observer) => {
  const fresh = changes.flatMap(({ addedNodes }) => [...addedNodes]).find((node) => node.matches?.(".pupil"));
  if (!fresh) return;
  observer.disconnect();
  fresh.querySelector(`button[name=value][value="${value}"]`).click();
}).observe(document.getElementById("pupils"), { childList: true, subtree: true })"""


def test_every_key_of_the_keypad_has_a_key_of_the_keyboard(server, open_sheet):
    page = open_sheet()
    keys = [("KeyJ", "late"), ("KeyE", "excused"), ("Comma", "ill"), ("KeyY", "present"), ("KeyY", "absent")]
    for key, kind in keys:
        line(page, "Жуков").locator(".pupil-line").focus()
        page.keyboard.press(key)
        pressed = line(page, "Жуков").locator(f".key-sign[value={kind}][aria-pressed=true]")
        expect(pressed).to_be_attached()
        expect(line(page, "Жуков").locator(".pupil-line")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(line(page, "Жуков").locator(".key[value='2']")).to_be_focused()
    expect(page.locator(".by-keys")).to_have_count(1)


def test_in_english_they_are_the_first_letters_of_the_english_signs(open_sheet):
    page = open_sheet(locale="en-GB")
    expect(page.locator(".by-keys")).to_contain_text("a l e i mean absent, late, excused, ill")
    for key, kind in [("l", "late"), ("e", "excused"), ("i", "ill"), ("a", "present"), ("н", "absent")]:
        line(page, "Жуков").locator(".pupil-line").focus()
        page.evaluate(PRESS, key)
        pressed = line(page, "Жуков").locator(f".key-sign[value={kind}][aria-pressed=true]")
        expect(pressed).to_be_attached()


@pytest.mark.parametrize(
    ("scale", "typed", "value"),
    [
        ("10", "0", "10"),
        ("pass", "+", "зачёт"),
        ("pass", "-", "незачёт"),
        ("100", "87", "87"),
        ("5", "1", "1"),
    ],
)
def test_a_mark_of_any_scale_is_typed(server, open_sheet, scale, typed, value):
    page = open_sheet(f"?scale={scale}")
    line(page, "Жуков").locator(".pupil-line").focus()
    for key in typed:
        page.keyboard.press(key)
    if scale == "100":
        page.keyboard.press("Enter")
    shows(page, "Жуков", value)
    expect(line(page, "Жуков").locator(".pupil-line")).to_be_focused()
    assert given(server) == [("Жуков", value)]


def test_after_ten_marks_in_a_row_the_focus_is_on_the_line_of_the_last(server, open_sheet):
    page = open_sheet("?scale=10")
    line(page, "Ёжиков").locator(".pupil-line").focus()
    for number in range(10):
        page.keyboard.press("1234567890"[number])
        if number < 9:
            page.keyboard.press(("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp")[number % 4])
    wait_until_sent(page)
    expect(line(page, "Жуков").locator(".pupil-line")).to_be_focused()
    assert sorted(int(value) for _, value in given(server)) == list(range(1, 11))


def test_a_key_pressed_as_the_line_comes_back_gives_its_mark_without_leaving_the_page(server, open_sheet):
    page = open_sheet()
    page.evaluate("window.stayed = true")
    page.evaluate(PRESS_AT_ONCE, "5")
    line(page, "Жуков").locator(".pupil-line").focus()
    page.keyboard.press("4")
    expect(line(page, "Жуков").locator(".chips .chip")).to_contain_text(["4", "5"])
    assert page.evaluate("window.stayed")
    assert given(server) == [("Жуков", "4"), ("Жуков", "5")]


def test_a_line_opened_again_while_its_mark_is_on_its_way_stays_open_when_the_answer_comes(open_sheet):
    page, asked = open_sheet(service_workers="block"), []
    page.route("**/marks", lambda route: asked.append(route))
    line(page, "Жуков").locator(".pupil-line").click()
    line(page, "Жуков").locator(".key[value='4']").click()
    expect(line(page, "Жуков").locator(".chip.waits")).to_be_visible()
    expect(line(page, "Жуков").locator(".keypad")).to_be_hidden()
    line(page, "Жуков").locator(".pupil-line").click()
    expect(line(page, "Жуков").locator(".keypad")).to_be_visible()
    asked.pop().continue_()
    expect(line(page, "Жуков").locator(".undo")).to_be_visible()
    expect(line(page, "Жуков").locator("details.given")).to_be_visible()
