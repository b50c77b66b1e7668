"""A teacher's day, and the lessons that a group has had."""

from datetime import date

from webapp.timetable.models import Lesson

TODAY = date(2026, 11, 18)


def test_the_journal_opens_on_todays_lessons(visit, cast):
    text = visit("kuznetsova").get("/journal/").text
    assert "среда, 18 ноября" in text
    assert f"/lessons/{cast.lesson('maths', TODAY).id}" in text
    assert f"/lessons/{cast.lesson('english', TODAY).id}" not in text


def test_on_a_sunday_the_journal_opens_on_the_next_school_day(visit, at, cast):
    at("2026-11-22T10:00+03:00")
    assert "понедельник, 23 ноября" in visit("kuznetsova").get("/journal/").text


def test_a_teacher_without_lessons_is_told_so(visit, cast):
    Lesson.update(teacher=None).where(Lesson.id == cast.lessons["replaced"]).execute()
    assert "нет уроков" in visit("lis").get("/journal/").text


def test_a_day_that_is_none_is_not_found(visit):
    for day in ("2026-13-01", "tomorrow", "2026-11-31"):
        assert visit("kuznetsova").get(f"/journal/days/{day}").status_code == 404


def test_a_substitute_sees_the_lesson_replaced_on_its_day(visit, cast):
    text = visit("lis").get("/journal/days/2026-11-19").text
    assert f"/lessons/{cast.lessons['replaced']}" in text
    assert "замена" in text
    main = visit("kuznetsova").get("/journal/days/2026-11-19").text
    assert f"/lessons/{cast.lessons['replaced']}" not in main


def test_an_unchanged_day_is_304_until_something_is_entered(visit, sheet):
    visitor = visit("kuznetsova")
    tag = visitor.get("/journal/", partial=True).headers["ETag"]
    assert visitor.get("/journal/", partial=True, headers={"If-None-Match": tag}).status_code == 304
    sheet("kuznetsova").register("absent")
    assert visitor.get("/journal/", partial=True, headers={"If-None-Match": tag}).status_code == 200


def test_past_lessons_come_page_by_page_the_newest_first(visit, cast, at, at_most_queries):
    at("2026-12-05T12:00+03:00")
    visitor, url = visit("kuznetsova"), f"/groups/{cast.groups['maths']}/lessons"
    with at_most_queries(8):
        first = visitor.get(url).text
    assert first.count('class="past-lesson"') == 20
    assert first.index("сб, 5 декабря") < first.index("пт, 4 декабря")
    older = visitor.get(f"{url}?until=2026-11-12").text
    assert f'{url}?until=2026-11-12"' in first
    assert older.count('class="past-lesson"') == 4
    assert "Более ранние" not in older
