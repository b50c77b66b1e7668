"""The deputy head's pages: the day, whom to replace, one lesson changed."""

import threading
from datetime import date

import pytest

from webapp.timetable.day import school_day
from webapp.timetable.models import CANCELLED, MOVED, PLANNED, REPLACED, Lesson

FRI = date(2026, 11, 20)


def _text(answer):
    return " ".join(answer.text.split())


@pytest.fixture
def day(cast):
    return f"/schools/{cast.schools['home']}/changes/2026-11-20"


@pytest.fixture
def maths(cast):
    return cast.lesson("maths", FRI)


@pytest.fixture
def change(maths):
    return f"/lessons/{maths.id}/change"


def _fields(what, version=0, **more):
    return {"what": what, "version": str(version), **more}


def test_the_day_shows_all_lessons_by_class(visit, day):
    text = _text(visit("gromova").get(day))
    assert "пятница, 20 ноября" in text
    for name in ("3Б", "7А", "9Б"):
        assert f'aria-label="{name}"' in text
    assert 'aria-label="3Б"' not in _text(visit("gromova").get(f"{day}?class=7А"))


def test_the_absent_teachers_lessons_stand_with_who_is_free_then(visit, cast, day, maths):
    found = school_day(cast.schools["home"], FRI)
    lesson = next(one for one in found.lessons if one.id == maths.id)
    assert [one.short_name for one in found.free(lesson).of_subject] == []  # Громова has 3Б at that hour
    assert {one.login for one in found.free(lesson).others} == {"belova", "lis", "sokolov"}
    text = _text(visit("gromova").get(f"{day}?teacher_id={cast.users['kuznetsova']}"))
    assert "1-й урок, 8:30–9:15: 7А" in text
    assert "1-й урок, 8:30–9:15: 9Б" in text
    assert "Лис П. А." in text


def test_a_replaced_lesson_stays_in_the_absent_teachers_list(visit, cast, day):
    thursday = day.replace("-20", "-19")
    text = _text(visit("gromova").get(f"{thursday}?teacher_id={cast.users['kuznetsova']}"))
    assert "Ведёт Лис П. А." in text


def test_another_day_is_chosen_by_its_date(visit, cast, day):
    visitor = visit("gromova")
    assert "среда, 18 ноября" in visitor.get(day.rpartition("/")[0] + "/").text
    assert "суббота, 21 ноября" in visitor.get(f"{day}?day=2026-11-21").text
    assert visitor.get(day.replace("2026-11-20", "friday")).status_code == 404
    assert "В этот день уроков нет" in visitor.get(day.replace("-20", "-22")).text


def test_the_deputy_head_replaces_and_comes_back_to_the_list(visit, cast, maths, change):
    fields = _fields("replace", teacher=cast.users["lis"], reason="Болезнь", absent=cast.users["kuznetsova"])
    answer = visit("gromova").post(change, fields)
    assert answer.status_code == 303
    assert answer.location == (
        f"/schools/{cast.schools['home']}/changes/2026-11-20"
        f"?teacher_id={cast.users['kuznetsova']}#lesson-{maths.id}"
    )
    assert Lesson.get_by_id(maths.id).state == REPLACED
    week = f"/students/{cast.students['masha']}/timetable/2026-W47"
    assert "Замена: Болезнь" in _text(visit("orlova").get(week))


def test_an_objection_offers_the_tick_and_keeps_what_was_chosen(visit, cast, change, maths):
    visitor, fields = visit("gromova"), _fields("replace", teacher=cast.users["gromova"], reason="Курсы")
    answer = visitor.post(change, fields)
    text = _text(answer)
    assert answer.status_code == 422
    assert "Громова Н. И. в это время ведёт: 1-й урок, Математика, 3Б" in text
    assert "Всё равно изменить" in text
    assert 'value="Курсы"' in text
    assert visitor.post(change, {**fields, "insist": "y"}).status_code == 303
    assert Lesson.get_by_id(maths.id).teacher_id == cast.users["gromova"]


def test_a_lesson_is_moved_put_elsewhere_cancelled_and_restored(visit, cast, change, maths):
    visitor = visit("sokolov")
    steps = [
        (_fields("move", 0, date="2026-11-21", number="2"), MOVED),
        (_fields("room", 1, room=str(maths.room_id + 1)), MOVED),
        (_fields("cancel", 2, reason="Мороз"), CANCELLED),
        (_fields("restore", 3, insist="y"), PLANNED),
    ]
    for fields, state in steps:
        assert visitor.post(change, fields).status_code == 303, fields
        assert Lesson.get_by_id(maths.id).state == state
        assert visitor.get(change).status_code == 200


def test_a_refusal_stands_beside_its_field(visit, change):
    visitor = visit("gromova")
    for fields, words in (
        (_fields("move", date="2026-11-22", number="2"), "воскресенье"),
        (_fields("move", date="потом", number="2"), "Выберите день в календаре"),
        (_fields("cancel", reason=""), "Напишите, почему урок отменён"),
        (_fields("replace", teacher="", reason=""), "Выберите учителя"),
        (_fields("room", room="999999"), "Выберите кабинет"),
    ):
        answer = visitor.post(change, fields)
        assert (answer.status_code, words in _text(answer)) == (422, True), fields
    assert visitor.post(change, _fields("explode")).status_code == 400


def test_a_lesson_changed_meanwhile_shows_how_it_stands(visit, cast, change):
    visit("sokolov").post(change, _fields("replace", teacher=cast.users["lis"], reason="Болезнь"))
    answer = visit("gromova").post(change, _fields("cancel", reason="Мороз"))
    assert answer.status_code == 409
    assert "Ведёт Лис Павел Андреевич" in _text(answer)
    assert 'name="version" value="1"' in _text(answer)


def test_only_who_leads_the_school_changes_its_timetable(visit, cast, day, change, maths):
    fields = _fields("cancel", reason="Мороз")
    for login in ("kuznetsova", "lis", "orlova", "masha", "kim", "tikhaya", "far_head", "far_operator"):
        assert visit(login).post(change, fields).status_code in (403, 404), login
        assert visit(login).get(change).status_code in (403, 404), login
        assert visit(login).get(day).status_code in (403, 404), login
    assert Lesson.get_by_id(maths.id).state == PLANNED


def test_of_two_changes_at_once_one_is_told_about_the_other(visit, cast, change, maths):
    posts = {
        "gromova": _fields("cancel", reason="Мороз"),
        "sokolov": _fields("replace", teacher=cast.users["lis"], reason="Болезнь"),
    }
    visitors, codes, gate = {login: visit(login) for login in posts}, [], threading.Barrier(2)

    def send(login):
        gate.wait()
        codes.append(visitors[login].post(change, posts[login]).status_code)

    threads = [threading.Thread(target=send, args=(login,)) for login in posts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [303, 409]
    assert Lesson.get_by_id(maths.id).version == 1


def test_pages_ask_few_questions_of_the_database(visit, cast, day, change, at_most_queries):
    for url, ceiling in ((day, 8), (f"{day}?teacher_id={cast.users['kuznetsova']}", 8), (change, 8)):
        visitor = visit("gromova")
        with at_most_queries(ceiling):
            assert visitor.get(url).status_code == 200
