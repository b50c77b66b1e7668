"""What the journal says of lessons, and what is set for home."""

import re
from itertools import pairwise

import pytest

from webapp.demo.classes import CLASSES
from webapp.demo.controls import FORMS
from webapp.demo.curriculum import courses
from webapp.demo.lessons_text import LessonText, lesson_text, topics
from webapp.demo.texts import banded

WEEKS = 14
WEEKLY = sorted(
    {
        (c.grade, subject, course.hours)
        for c in CLASSES
        for course in courses(c.grade, c.letter)
        for subject, _ in course.lines
    }
)


def written(subject: str, grade: int, weekly: int, seed: str = "А") -> list[LessonText]:
    return [lesson_text(subject, grade, n, weekly, seed) for n in range(weekly * WEEKS)]


@pytest.mark.parametrize(("grade", "subject", "weekly"), WEEKLY)
def test_every_subject_of_every_grade_has_its_texts(grade: int, subject: str, weekly: int):
    assert len(topics(subject, grade)) >= 12
    texts = written(subject, grade, weekly)
    assert len({text.topic for text in texts}) >= min(12, len(texts) - 1)
    for text in texts:
        assert text.topic.strip() == text.topic != ""
        assert not re.search(r"[{}]", text.topic + (text.homework or ""))


@pytest.mark.parametrize(("grade", "subject", "weekly"), WEEKLY)
def test_topics_follow_the_textbook_without_going_back(grade: int, subject: str, weekly: int):
    order = [topic for topic, _ in topics(subject, grade)]
    plain = [text.topic for text in written(subject, grade, weekly) if text.topic in order]
    at = [order.index(topic) for topic in plain]
    assert at == sorted(at)


def test_numbers_of_exercises_grow_over_the_weeks():
    homework = [text.homework or "" for text in written("algebra", 7, 3)]
    numbers = [int(found[1]) for text in homework if (found := re.search(r"№ (\d+)", text))]
    assert len(numbers) > 20
    assert all(later >= earlier for earlier, later in pairwise(numbers))


def test_first_grade_has_no_homework():
    assert {text.homework for text in written("russian", 1, 5)} == {None}


def test_some_homework_is_long_and_some_lessons_set_none():
    homework = [text.homework for text in written("algebra", 7, 3)]
    assert None in homework
    assert max(len(text) for text in homework if text) > 150
    assert sum(text is None for text in homework) < len(homework) / 4


def test_control_work_is_prepared_and_followed_by_its_correction():
    texts = written("algebra", 7, 3)
    controls = [n for n, text in enumerate(texts) if text.form is FORMS["control"]]
    assert len(controls) >= 2
    for n in controls:
        assert texts[n].topic.startswith("Контрольная работа по теме «")
        assert texts[n].homework is None
        assert "Подготовиться к контрольной" in (texts[n - 1].homework or "")
        if n + 1 < len(texts):
            assert "Работа над ошибками" in (texts[n + 1].homework or "")


def test_a_class_does_not_write_every_control_in_one_week():
    weekly = {s: h for grade, s, h in WEEKLY if grade == 7}
    for week in range(2, WEEKS):
        texts = [
            lesson_text(s, 7, n, h, "7А") for s, h in weekly.items() for n in range(week * h, week * h + h)
        ]
        assert sum(bool(text.form and text.form.weight == 3) for text in texts) <= 5, week


def test_poem_set_to_be_learnt_is_recited_in_the_next_lesson():
    texts = written("literature", 7, 2)
    set_at = [n for n, text in enumerate(texts[:-1]) if "наизусть" in (text.homework or "").lower()]
    recited = [texts[n + 1].form for n in set_at]
    assert len(recited) >= 3
    assert recited.count(FORMS["recital"]) >= len(recited) - 1


def test_parallel_classes_have_different_homework():
    one, other = written("algebra", 7, 3, "7А"), written("algebra", 7, 3, "7Б")
    assert [text.topic for text in one] == [text.topic for text in other]
    assert [text.homework for text in one] != [text.homework for text in other]


def test_subject_that_a_grade_does_not_have_is_refused():
    with pytest.raises(KeyError):
        lesson_text("chemistry", 5, 0, 2, "А")


def test_band_is_found_by_grade():
    assert banded({"7": "seven", "8-9": "older"}, 9) == "older"
    assert banded({"7": "seven", "8-9": "older"}, 7) == "seven"
    assert banded({"7": "seven"}, 8) is None
