"""The class teacher's list: who has signed a week and who has not."""

from datetime import date

import pytest

from webapp.people.models import Enrolment, Guardianship, SchoolClass, Student
from webapp.signatures.of_class import read_class, week_asked
from webapp.signatures.signing import sign

WEEK = "2026-W47"
NOON = "2026-11-20T12:00:00+03:00"


@pytest.fixture
def url(cast):
    return f"/classes/{cast.classes['7А']}/signatures/"


@pytest.fixture
def seven_a(cast):
    return SchoolClass.get_by_id(cast.classes["7А"])


@pytest.fixture
def signs(cast, who):
    """signs("orlova") puts her signature under Маша's week."""

    def put(login, week=WEEK, student="masha"):
        sign(Student.get_by_id(cast.students[student]), week, by=who(login))

    return put


def flat(answer):
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def families(school_class, week=WEEK, which=""):
    """{surname and name: [(guardian, whether signed)]}"""
    shown = read_class(school_class, week).shown(which)
    return {
        f"{one.student.user.surname} {one.student.user.given_name}": [
            (signer.name, signer.signed is not None) for signer in one.signers
        ]
        for one in shown
    }


def test_each_guardian_stands_signed_or_not(seven_a, signs, at):
    at(NOON)
    signs("orlova")
    assert families(seven_a) == {
        "Ёжиков Глеб": [],
        "Жуков Лев": [],
        "Орлова Мария": [("Орлова Е. С.", True), ("Орлов А. В.", False)],
    }


def test_who_has_not_signed_is_found_by_guardian_and_by_family(seven_a, signs, at):
    at(NOON)
    counts = []
    for login in ("", "orlova", "orlov"):
        if login:
            signs(login)
        counts.append([len(families(seven_a, which=which)) for which in ("", "waiting", "nobody")])
    assert counts == [[3, 1, 1], [3, 1, 0], [3, 0, 0]]


def test_proxies_and_who_came_later_are_not_waited_for(seven_a, cast, signs, at):
    at("2026-11-25T09:00+03:00")
    mine = Guardianship.guardian == cast.users["orlov"]
    Guardianship.update(starts=date(2026, 11, 23)).where(mine).execute()
    assert families(seven_a)["Орлова Мария"] == [("Орлова Е. С.", False)]
    signs("orlov")
    assert families(seven_a)["Орлова Мария"] == [("Орлова Е. С.", False), ("Орлов А. В.", True)]


def test_whose_right_has_ended_is_not_waited_for_and_stays_named_where_he_signed(seven_a, cast, signs, at):
    at(NOON)
    signs("orlov")
    Guardianship.update(ends=date(2026, 11, 20)).where(Guardianship.guardian == cast.users["orlov"]).execute()
    at("2026-11-27T12:00+03:00")
    assert families(seven_a)["Орлова Мария"] == [("Орлова Е. С.", False), ("Орлов А. В.", True)]
    assert families(seven_a, "2026-W48")["Орлова Мария"] == [("Орлова Е. С.", False)]


def test_who_was_not_in_the_class_or_had_no_lesson_is_not_in_the_list(seven_a, cast, at):
    at("2026-11-27T12:00+03:00")
    masha = Enrolment.student == cast.students["masha"]
    Enrolment.update(starts=date(2026, 11, 23)).where(masha).execute()
    assert "Орлова Мария" not in families(seven_a)
    assert "Орлова Мария" in families(seven_a, "2026-W48")
    Student.update(ended_on=date(2026, 11, 26)).where(Student.id == cast.students["zhukov"]).execute()
    assert set(families(seven_a)) == {"Ёжиков Глеб"}
    assert families(seven_a, "2026-W45") == {}


def test_the_newest_week_that_is_open_comes_first(seven_a, at):
    at("2026-11-20T11:59:59+03:00")
    assert week_asked(seven_a, None) == "2026-W46"
    assert not read_class(seven_a, WEEK).is_open
    at(NOON)
    assert week_asked(seven_a, None) == WEEK
    shown = read_class(seven_a, WEEK)
    assert (shown.previous, shown.next) == ("2026-W46", None)
    assert read_class(seven_a, "2026-W36").previous is None
    at("2027-07-01T12:00+03:00")
    assert week_asked(seven_a, None) == "2027-W21"


@pytest.mark.parametrize("wrong", ["2026-W35", "2026-W48", "2026-W54", "week"])
def test_weeks_outside_the_year_or_to_come_are_not_found(visit, url, wrong):
    assert visit("kuznetsova").get(url + wrong).status_code == 404


def test_the_page_filters_and_says_when_all_is_done(visit, url, signs, at):
    at(NOON)
    visitor = visit("kuznetsova")
    waiting = flat(visitor.get(f"{url}?show=waiting"))
    assert "Орлова Мария Андреевна" in waiting
    assert "Жуков" not in waiting
    assert waiting.count("не подписано") == 2
    signs("orlova")
    assert "В каждой семье кто-то подписал" in flat(visitor.get(f"{url}?show=nobody"))
    signs("orlov")
    assert "Эту неделю подписали все" in flat(visitor.get(f"{url}{WEEK}?show=waiting"))
    whole = flat(visitor.get(url))
    assert '✓ 20 ноября</span> <span class="whole">Орлова Е. С.' in whole
    assert f"{url}2026-W46" in whole
    assert "подписать некому" in whole
    assert "не было уроков" in flat(visitor.get(f"{url}2026-W45"))


def test_before_noon_the_page_says_when(visit, url, at):
    at("2026-11-20T11:59:59+03:00")
    assert "с пятницы 12:00" in flat(visit("kuznetsova").get(url + WEEK))


def test_the_class_teacher_and_who_leads_find_it_from_home_and_nobody_else_opens_it(visit, url, cast):
    for login in ("kuznetsova", "gromova", "sokolov"):
        assert "Подписи в дневниках" in visit(login).get("/").text, login
        assert visit(login).get(url).status_code == 200, login
    for login in ("belova", "lis", "kim", "tikhaya", "orlova", "masha", "nina"):
        assert visit(login).get(url).status_code == 403, login
    assert visit("far_head").get(url).status_code == 404
    other = url.replace(str(cast.classes["7А"]), str(cast.classes["3Б"]))
    assert visit("kuznetsova").get(other).status_code == 403
    assert other in visit("gromova").get(url).text
    assert other not in visit("kuznetsova").get(url).text


def test_the_list_takes_at_most_eight_queries_however_long_it_is(visit, url, signs, at, at_most_queries):
    at(NOON)
    signs("orlova")
    for login in ("kuznetsova", "sokolov"):
        visitor = visit(login)
        with at_most_queries(8):
            assert visitor.get(url).status_code == 200
