"""Reasons for changes that the program knows are stored in Russian, and said in the reader's language."""

from collections.abc import Iterator

import pytest

from tests.cast import TODAY
from webapp import language
from webapp.timetable import reasons


@pytest.fixture
def english() -> Iterator[None]:
    language.speak("en")
    yield
    language.speak(language.SOURCE)


def test_a_known_reason_is_stored_in_russian_and_said_in_english(english):
    assert reasons.kept("Teacher is ill") == "Болезнь учителя"
    assert reasons.kept("Trip to the museum") == "Trip to the museum"
    assert reasons.said("Болезнь учителя") == "Teacher is ill"
    assert reasons.said("Поездка в музей") == "Поездка в музей"
    assert reasons.said(reasons.RESCHEDULED) == "The timetable has changed"
    assert reasons.said(f"{reasons.DAYS_OFF}Карантин") == "Карантин, no lessons"


def test_in_russian_a_reason_is_said_as_it_is_stored():
    for stored in ("Болезнь учителя", "Изменилось расписание", "Нет уроков: Карантин", "Поездка в музей", ""):
        assert reasons.kept(stored) == reasons.said(stored) == stored


def test_a_deputy_head_who_reads_english_cancels_for_a_reason_that_all_can_read(visit, cast):
    lesson, gromova = cast.lesson("maths", TODAY), visit("gromova")
    english = {"headers": {"Accept-Language": "en"}}
    url = f"/lessons/{lesson.id}/change"
    assert '<option value="Teacher is ill">' in gromova.get(url, **english).text
    sent = {"what": "cancel", "version": lesson.version, "reason": "Teacher is ill"}
    assert gromova.post(url, sent, **english).status_code == 303
    assert type(lesson).get_by_id(lesson.id).reason == "Болезнь учителя"
    assert (
        "Cancelled: Teacher is ill"
        in visit("kuznetsova").get(f"/classes/{cast.classes['7А']}/timetable/", **english).text
    )
