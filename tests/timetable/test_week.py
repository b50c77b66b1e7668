"""The timetable of a student, a class, a teacher and a room, through its pages."""

from datetime import date, time

import pytest

from webapp.people.models import Group, GroupClass, SchoolClass
from webapp.school.models import Holiday, Room
from webapp.timetable.models import CANCELLED, MOVED, Lesson
from webapp.timetable.week import classes_of, laid

WEEK = "2026-W47"
DAYS = (date(2026, 11, 16), date(2026, 11, 21))


def _text(answer):
    return " ".join(answer.text.split())


@pytest.fixture
def urls(cast):
    room = Room.get(Room.school == cast.schools["home"], Room.name == "21")
    return {
        "student": f"/students/{cast.students['masha']}/timetable/{WEEK}",
        "class": f"/classes/{cast.classes['7А']}/timetable/{WEEK}",
        "teacher": f"/teachers/{cast.users['kuznetsova']}/timetable/{WEEK}",
        "room": f"/rooms/{room.id}/timetable/{WEEK}",
    }


def test_every_day_has_the_same_places_so_that_numbers_stand_level(cast):
    lessons = list(Lesson.of_student(cast.students["masha"], *DAYS))
    days = laid(cast.schools["home"], WEEK, lessons)
    assert [day.date.isoweekday() for day in days] == [1, 2, 3, 4, 5, 6]
    assert {tuple(place.number for place in day.places) for day in days} == {(1, 2, 3)}
    assert [len(day.lessons) for day in days] == [2, 2, 2, 2, 2, 1]


def test_the_first_lessons_of_two_shifts_are_two_places(cast):
    SchoolClass.update(shift=2).where(SchoolClass.id == cast.classes["9Б"]).execute()
    lessons = list(Lesson.of_teacher(cast.users["kuznetsova"], *DAYS))
    days = laid(cast.schools["home"], WEEK, lessons, classes_of(x.group_id for x in lessons))
    assert [place.number for place in days[0].places] == [1, 1]
    assert [len(place.lessons) for place in days[0].places] == [1, 1]


def test_a_group_of_several_classes_names_them_all(cast):
    group = Group.get_by_id(cast.groups["maths_9"])
    GroupClass.create(group=group, school_class=cast.classes["7А"])
    assert classes_of([group.id])[group.id].names == ["7А", "9Б"]


def test_a_student_sees_own_groups_and_the_class_page_both(visit, urls):
    text = _text(visit("masha").get(urls["student"]))
    assert "Белова И. Л." in text
    assert text.count("Английский язык") == 3
    text = _text(visit("masha").get(urls["class"]))
    assert text.count("Громова Н. И.") == 5  # English of the other half, and physics
    assert "Замена: Болезнь учителя" in text


def test_cancelled_and_moved_lessons_say_so(visit, cast, urls):
    Lesson.update(state=CANCELLED, reason="Мороз").where(
        Lesson.id == cast.lesson("physics", date(2026, 11, 17)).id
    ).execute()
    moved = cast.lesson("english", date(2026, 11, 18))
    Lesson.update(
        state=MOVED, date=date(2026, 11, 19), number=4, moved_date=moved.date, moved_number=2
    ).where(Lesson.id == moved.id).execute()
    text = _text(visit("orlova").get(urls["student"]))
    assert "Отменён: Мороз" in text
    assert "Перенесён: был 18 ноября, 2-й" in text


def test_a_substitute_sees_the_lesson_in_the_own_week_and_the_other_teacher_not(visit, cast, urls):
    lis = visit("lis").get(f"/teachers/{cast.users['lis']}/timetable/{WEEK}")
    assert "7А" in lis.text
    assert "Болезнь учителя" in lis.text
    assert "Болезнь учителя" not in visit("kuznetsova").get(urls["teacher"]).text


def test_holidays_say_until_when(visit, cast):
    text = _text(visit("masha").get(f"/students/{cast.students['masha']}/timetable/2026-W45"))
    assert "Осенние каникулы, 31 октября – 8 ноября" in text


def test_without_a_week_it_is_the_one_that_is_shown_now(visit, cast, at):
    url = f"/students/{cast.students['masha']}/timetable/"
    assert "16–21 ноября" in visit("masha").get(url).text
    at("2026-11-21T12:30+03:00")
    assert "23–28 ноября" in visit("masha").get(url).text


def test_a_week_that_is_none_is_not_found(visit, cast):
    for week in ("2026-W99", "yesterday", "2026-47"):
        assert visit("masha").get(f"/students/{cast.students['masha']}/timetable/{week}").status_code == 404


def test_a_timetable_is_open_to_its_school_and_closed_to_others(visit, urls):
    for login in ("orlova", "artyom", "belova", "gromova", "kim", "tikhaya"):
        for kind in ("class", "teacher", "room"):
            assert visit(login).get(urls[kind]).status_code == 200, (login, kind)
    for login in ("far_guardian", "far_teacher", "far_head"):
        assert {visit(login).get(url).status_code for url in urls.values()} == {404}, login
    for login in ("chuzhova", "belova", "kim"):
        assert visit(login).get(urls["student"]).status_code == 404


def test_a_guardian_is_no_teacher(visit, cast):
    assert visit("gromova").get(f"/teachers/{cast.users['orlova']}/timetable/{WEEK}").status_code == 404


def test_an_unchanged_week_is_not_sent_again(visit, cast, urls):
    for kind, url in urls.items():
        visitor = visit("masha")
        first = visitor.get(url, partial=True)
        held = {"If-None-Match": first.headers["ETag"]}
        assert visitor.get(url, partial=True, headers=held).status_code == 304, kind
    Holiday.create(school=cast.schools["home"], starts=DAYS[0], ends=DAYS[1], name="Карантин")


def test_pages_ask_few_questions_of_the_database(visit, urls, at_most_queries):
    for login in ("orlova", "gromova"):
        for url in urls.values():
            visitor = visit(login)
            with at_most_queries(8):
                assert visitor.get(url).status_code == 200


def test_lessons_stand_in_the_order_of_the_clock(cast):
    late = cast.lesson("english", date(2026, 11, 16))
    Lesson.update(number=7, starts_at=time(14, 10), ends_at=time(14, 55)).where(
        Lesson.id == late.id
    ).execute()
    days = laid(cast.schools["home"], WEEK, Lesson.of_student(cast.students["masha"], *DAYS))
    assert [place.number for place in days[0].places] == [1, 2, 3, 7]
