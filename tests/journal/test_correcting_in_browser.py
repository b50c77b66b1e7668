"""A mark of the lesson corrected in a browser: with a reason, refused, by two at once."""

import pytest
from playwright.sync_api import expect

from tests.journal.lesson_page import line
from webapp.marks.models import MarkVersion

pytestmark = pytest.mark.browser


def with_a_four_unfolded(page, name):
    """A student's line after a 4 was given, with its correction open."""
    pupil = line(page, name)
    pupil.locator(".pupil-name").click()
    pupil.get_by_role("button", name="4", exact=True).click()
    expect(pupil.locator(".pupil-line .chip:not(.waits)")).to_contain_text("4")
    pupil.locator(".pupil-name").click()
    pupil.locator(".given > summary").click()
    return pupil


def test_a_mark_is_corrected_with_a_reason_and_its_history_is_shown(server, open_sheet):
    page = open_sheet()
    pupil = with_a_four_unfolded(page, "Орлова")
    correction = pupil.locator(".correction")
    correction.locator("[name=value]").select_option("5")
    correction.get_by_role("button", name="Исправить").click()
    expect(pupil.get_by_role("alert")).to_contain_text("почему")
    pupil.locator("[name=reason]").fill("Не та строка")
    pupil.locator(".correction").get_by_role("button", name="Исправить").click()
    expect(pupil.locator(".pupil-line .chip:not(.waits)")).to_contain_text("5")
    expect(pupil.get_by_role("status")).to_have_text("5 ✓ оценка исправлена")
    pupil.locator(".pupil-name").click()
    pupil.locator(".given > summary").click()
    expect(pupil.locator(".history")).to_contain_text("Не та строка")
    with server.database():
        assert [version.value for version in MarkVersion.select().order_by(MarkVersion.id)] == ["4", "5"]


def test_a_refused_correction_stays_in_view_and_so_does_the_line_when_the_mark_is_gone(open_sheet):
    page = open_sheet(viewport={"width": 1024, "height": 420})
    pupil = with_a_four_unfolded(page, "Орлова")
    pupil.locator(".correction [name=value]").select_option("5")
    pupil.locator(".correction").get_by_role("button", name="Исправить").click()
    expect(pupil.locator("[name=reason]")).to_be_focused()
    expect(pupil.get_by_role("alert")).to_contain_text("почему")
    expect(pupil.get_by_role("alert")).to_be_in_viewport()
    pupil.locator("[name=reason]").fill("Не тот ученик")
    pupil.get_by_role("button", name="Убрать оценку").click()
    expect(pupil.locator(".pupil-line .chip:not(.waits)")).to_have_count(0)
    expect(pupil.locator(".pupil-line")).to_be_in_viewport(ratio=1)


def test_a_line_that_was_corrected_does_not_stand_under_the_top_bar(open_sheet):
    page = open_sheet(viewport={"width": 1024, "height": 420})
    pupil = with_a_four_unfolded(page, "Орлова")
    pupil.locator(".correction [name=value]").select_option("5")
    pupil.locator("[name=reason]").fill("Не тот ученик")
    page.evaluate("(line) => scrollBy(0, line.getBoundingClientRect().top)",
                  pupil.locator(".pupil-line").element_handle())  # fmt: skip
    pupil.locator("[name=reason]").press("Enter")
    expect(pupil.locator(".pupil-line .chip:not(.waits)")).to_contain_text("5")
    bar = page.locator(".top").bounding_box()
    place = pupil.locator(".pupil-line").bounding_box()
    assert place["y"] >= bar["height"]


def test_two_tablets_correcting_one_mark_the_second_sees_both_values(server, open_sheet):
    here = open_sheet()
    line(here, "Орлова").locator(".pupil-name").click()
    line(here, "Орлова").get_by_role("button", name="4", exact=True).click()
    expect(line(here, "Орлова").locator(".pupil-line .chip:not(.waits)")).to_be_visible()
    there = open_sheet()
    for page, value in ((there, "3"), (here, "5")):
        pupil = line(page, "Орлова")
        pupil.locator(".pupil-name").click()
        pupil.locator(".given > summary").click()
        pupil.locator(".correction [name=value]").select_option(value)
        pupil.locator("[name=reason]").fill("Пересчитала")
        pupil.locator(".correction").get_by_role("button", name="Исправить").click()
        if page is there:
            expect(pupil.locator(".pupil-line .chip:not(.waits)")).to_contain_text("3")
    told = line(here, "Орлова").get_by_role("alert")
    expect(told).to_contain_text("сейчас 3")
    expect(told).to_contain_text("вы ставили 5")
    line(here, "Орлова").locator(".correction").get_by_role("button", name="Исправить").click()
    expect(line(here, "Орлова").locator(".pupil-line .chip:not(.waits)")).to_contain_text("5")
