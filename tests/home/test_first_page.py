"""Where each role's day begins."""

import re
from datetime import date

import pytest

from webapp import clock
from webapp.absence.models import SENT, AbsenceNotice
from webapp.homework.models import Done, Homework
from webapp.marks.models import FormOfControl, Mark
from webapp.people.models import Guardianship
from webapp.timetable.models import CANCELLED, Lesson

TODAY, TOMORROW = date(2026, 11, 18), date(2026, 11, 19)


def flat(answer):
    assert answer.status_code == 200
    return " ".join(answer.text.split())


@pytest.fixture
def mark(cast):
    form = FormOfControl.create(school=cast.schools["home"], name="Диктант", weight=4)
    lesson = cast.lesson("maths", TODAY)
    return Mark.create(
        lesson=lesson, student=cast.students["masha"], form=form, scale="5", value="3",
        by=cast.users["kuznetsova"], at=clock.now(),
    )  # fmt: skip


@pytest.fixture
def homework(cast):
    return Homework.create(
        group=cast.groups["maths"], due=TOMORROW, text="§ 15", by=cast.users["kuznetsova"],
        created_at=clock.now(), edited_at=clock.now(),
    )  # fmt: skip


def test_a_guardian_of_two_sees_today_and_tomorrow_of_both(visit, cast, mark, homework):
    Done.create(homework=homework, student=cast.students["masha"], at=clock.now())
    masha, petya = flat(visit("orlova").get("/")).split("Мария")[1].split("Пётр")
    assert "Сегодня</b> 2 урока" in masha
    assert "8:30–10:10" in masha
    assert '<b class="chip small">3</b> Математика' in masha
    assert "Четверг, 19 ноября</b> 2 урока" in masha
    assert "есть изменения" in masha
    assert "1 задание</a>, сделано 1" in masha
    assert "Сегодня</b> 1 урок" in petya
    assert "Заданий пока нет" in petya


def test_each_childs_today_is_that_of_the_own_school(visit, cast, at):
    Guardianship.create(guardian=cast.users["orlova"], student=cast.students["far_student"], kind="guardian")
    at("2026-11-18T20:00+03:00")
    text = flat(visit("orlova").get("/"))
    assert "Пятница, 20 ноября" in text.split("Ян</a>")[1]
    assert "Четверг, 19 ноября" in text.split("Ян</a>")[0]


def test_cancelled_lessons_and_days_off_are_not_counted(visit, cast):
    Lesson.update(state=CANCELLED).where(Lesson.date == TODAY).execute()
    assert flat(visit("orlova").get("/")).count("Сегодня уроков нет") == 2


def test_the_only_childs_diary_opens_at_once(visit, cast):
    for login in ("chuzhova", "masha", "nina"):
        text = flat(visit(login).get("/"))
        assert "16–21 ноября" in text, login
        assert "Математика" in text, login


def test_an_unchanged_first_page_of_a_family_is_304(visit, cast, mark, at_most_queries):
    visitor = visit("orlova")
    with at_most_queries(8):
        tag = visitor.get("/").headers["ETag"]
    assert visitor.get("/", headers={"If-None-Match": tag}).status_code == 304


def test_a_class_teacher_sees_how_many_notices_wait(visit, cast):
    def notice(login, state=SENT):
        AbsenceNotice.create(
            student=cast.students[login], starts=TODAY, ends=TODAY, reason="ill", state=state,
            by=cast.users["orlova"], created_at=clock.now(),
        )  # fmt: skip

    assert "все отвечены" in flat(visit("kuznetsova").get("/"))
    notice("masha")
    notice("masha", "withdrawn")
    notice("yozhik")
    notice("artyom")
    assert "ждут ответа: 2" in flat(visit("kuznetsova").get("/"))


def test_a_teacher_begins_with_the_lessons_of_today(visit, cast, at):
    text = flat(visit("kuznetsova").get("/"))
    assert f'href="/lessons/{cast.lesson("maths", TODAY).id}"' in text
    assert "Среда, 18 ноября" in text
    at("2026-11-19T08:00+03:00")
    assert "замена" in flat(visit("lis").get("/"))
    at("2026-11-22T08:00+03:00")
    assert "Сегодня у вас нет уроков" in flat(visit("kuznetsova").get("/"))


def test_the_office_and_who_leads_find_their_own(visit, cast):
    home = cast.schools["home"]
    for login in ("kim", "tikhaya"):
        assert f'href="/office/{home}/"' in flat(visit(login).get("/")), login
    assert 'href="/journal/"' in flat(visit("gromova").get("/"))
    assert f'href="/office/{home}/"' not in flat(visit("kuznetsova").get("/"))


def test_who_works_here_and_has_a_child_here_finds_both(visit, cast):
    Guardianship.create(guardian=cast.users["belova"], student=cast.students["artyom"], kind="mother")
    assert f'href="/students/{cast.students["artyom"]}/diary/"' in flat(visit("belova").get("/"))


def test_who_belongs_to_nobody_is_told_whom_to_ask(visit, cast):
    Guardianship.delete().where(Guardianship.guardian == cast.users["chuzhova"]).execute()
    assert "обратитесь к классному руководителю" in flat(visit("chuzhova").get("/"))


def test_every_role_finds_the_rest_and_the_way_out(visit, cast):
    for login in ("orlova", "masha", "nina", "kuznetsova", "gromova", "kim", "sokolov"):
        text = flat(visit(login).get("/more"))
        assert 'action="/sign-out"' in text, login
        assert 'href="/password"' in text, login


def test_shortcuts_lead_staff_home(visit, cast):
    assert visit("kim").get("/diary").location == "/"
    assert (
        visit("kuznetsova").get("/timetable").location == f"/teachers/{cast.users['kuznetsova']}/timetable/"
    )
    assert visit(None).get("/bag").location == "/sign-in?next=/bag"


@pytest.mark.parametrize("login", ["kuznetsova", "lis", "gromova", "sokolov", "kim", "tikhaya"])
def test_all_that_staff_are_offered_opens_to_them(visit, login):
    visitor = visit(login)
    for href in sorted(set(re.findall(r'<a href="(/[^"#]*)"', visitor.get("/").text))):
        answer = visitor.get(href)
        assert answer.status_code in (200, 302, 303), href


def test_files_are_loaded_by_the_operator_and_calls_taken_by_the_secretary(visit):
    operator, secretary = (
        flat(visit("kim").get("/", partial=True)),
        flat(visit("tikhaya").get("/", partial=True)),
    )
    assert ("Загрузка из файлов" in operator, "Звонок об отсутствии" in operator) == (True, False)
    assert ("Загрузка из файлов" in secretary, "Звонок об отсутствии" in secretary) == (False, True)
