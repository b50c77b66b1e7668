"""Who keeps the calendar and the bells, in the browser."""

from datetime import date, time

import pytest

from webapp.school.breaks import DaysOff
from webapp.school.models import AcademicYear, BellDay, BellScheme, Holiday, Period, School
from webapp.school.periods import Wanted
from webapp.school.schemes import seen_of
from webapp.timetable.filling import fill
from webapp.timetable.models import Lesson

FRI, NEXT_FRI = date(2026, 11, 20), date(2026, 11, 27)
QUARANTINE = {"name": "Карантин", "kind": "quarantine", "starts": "2026-11-20", "ends": "2026-11-21"}
HALF_YEAR = {
    "kind": "half_year", "number": "1", "starts": "2026-09-01", "ends": "2026-12-30", "grade_from": "10",
    "grade_to": "11",
}  # fmt: skip


def _text(answer):
    return " ".join(answer.text.split())


def _rows(*bells):
    names = ("number", "starts", "ends")
    return {
        f"bells-{n}-{name}": value
        for n, bell in enumerate(bells)
        for name, value in zip(names, bell, strict=True)
    }


@pytest.fixture
def home(cast):
    school = School.get_by_id(cast.schools["home"])
    fill(school, AcademicYear.get(school=school))
    return school


@pytest.fixture
def url(home):
    return f"/schools/{home.id}"


def test_links_stand_only_for_those_who_keep_the_calendar(visit, url):
    for login in ("gromova", "sokolov", "kim"):
        assert "Добавить каникулы" in visit(login).get(f"{url}/calendar").text
        assert "Изменить звонки" in visit(login).get(f"{url}/bells").text
    for login in ("orlova", "masha", "kuznetsova", "tikhaya"):
        assert "Добавить каникулы" not in visit(login).get(f"{url}/calendar").text
        assert "Изменить" not in visit(login).get(f"{url}/bells").text


def test_a_quarantine_is_seen_by_the_family_at_once(visit, url, cast):
    family, week = visit("orlova"), f"/students/{cast.students['masha']}/timetable/2026-W47"
    tags = {page: family.get(page, partial=True).headers["ETag"] for page in (week, f"{url}/calendar")}
    answer = visit("gromova").post(f"{url}/days-off", QUARANTINE)
    assert answer.status_code == 303
    assert answer.location == f"{url}/calendar#holidays-title"
    for page, tag in tags.items():
        fresh = family.get(page, partial=True, headers={"If-None-Match": tag})
        assert fresh.status_code == 200
        assert "Карантин" in fresh.text
    assert not Lesson.select().where(Lesson.school == cast.schools["home"], Lesson.date == FRI).exists()


def test_sent_twice_it_stands_once(visit, url, home):
    visitor = visit("gromova")
    for _ in range(2):
        assert visitor.post(f"{url}/days-off", QUARANTINE, key="quarantine-once").status_code == 303
    assert Holiday.within(home).where(Holiday.name == "Карантин").count() == 1


def test_one_day_needs_no_last_day(visit, url, home):
    assert visit("gromova").post(f"{url}/days-off", {**QUARANTINE, "ends": ""}).status_code == 303
    assert Holiday.get(Holiday.name == "Карантин").ends == FRI


def test_a_refusal_stands_beside_its_field_and_keeps_what_was_typed(visit, url, home):
    for fields, text in (
        ({"ends": "2026-11-19"}, "Последний день стоит раньше первого"),
        ({"starts": "2026-11-02"}, "уже стоят «Осенние каникулы», 31 октября – 8 ноября"),
        ({"starts": "пятница"}, "напишите его так: 18.11.2026"),
        ({"name": ""}, "Напишите название"),
    ):
        answer = visit("gromova").post(f"{url}/days-off", {**QUARANTINE, **fields})
        assert answer.status_code == 422
        assert text in _text(answer)
        assert '<details class="keep" open>' in _text(answer)
    assert Holiday.within(home).count() == 2


def test_days_off_are_changed_and_made_school_days_again(visit, url, home):
    visitor = visit("kim")
    before = Lesson.select().where(Lesson.school == home, Lesson.date == FRI).count()
    visitor.post(f"{url}/days-off", QUARANTINE)
    holiday = Holiday.get(Holiday.name == "Карантин")
    page = f"{url}/days-off/{holiday.id}"
    assert "Сейчас: Карантин, 20–21 ноября" in _text(visitor.get(page))
    fields = {**QUARANTINE, "ends": "2026-11-20", "seen": DaysOff.of(holiday).seen}
    assert visitor.post(page, fields).status_code == 303
    assert visitor.post(page, {**fields, "name": "Мороз"}).status_code == 409
    seen = DaysOff.of(Holiday.get_by_id(holiday.id)).seen
    assert visitor.post(f"{page}/removal", {"seen": "…"}).status_code == 409
    for _ in range(2):
        assert visitor.post(f"{page}/removal", {"seen": seen}, key="removal-once").status_code == 303
    assert visitor.get(page).status_code == 404
    assert before == Lesson.select().where(Lesson.school == home, Lesson.date == FRI).count() > 0


def test_another_schools_rows_cannot_be_reached(visit, url, cast):
    far = cast.schools["far"]
    theirs = [Holiday.within(far).first(), Period.within(far).first(), BellScheme.within(far).first()]
    for name, row in zip(("days-off", "periods", "bells"), theirs, strict=True):
        assert visit("gromova").get(f"{url}/{name}/{row.id}").status_code == 404
        assert visit("gromova").post(f"{url}/{name}/{row.id}", {}).status_code == 404
    visit("gromova").post(f"{url}/days-off/{theirs[0].id}/removal", {"seen": DaysOff.of(theirs[0]).seen})
    assert Holiday.get_or_none(id=theirs[0].id)


def test_a_period_is_added_corrected_and_removed(visit, url, home):
    visitor = visit("gromova")
    answer = visitor.post(f"{url}/periods", HALF_YEAR)
    assert answer.status_code == 422
    assert "У этих классов на эти дни уже приходится I четверть" in _text(answer)
    first = Period.within(home).where(Period.number == 1).get()
    page, fields = f"{url}/periods/{first.id}", {**HALF_YEAR, "kind": "quarter", "grade_from": "1"}
    seen = Wanted.of(first).seen
    typed = {**fields, "ends": "2026-10-29", "seen": seen}
    assert "I четверть" in visitor.get(page).text
    assert visitor.post(page, typed).status_code == 303
    assert Period.get_by_id(first.id).ends == date(2026, 10, 29)
    removal = {"seen": Wanted.of(Period.get_by_id(first.id)).seen}
    assert visitor.post(f"{page}/removal", {"seen": seen}).status_code == 409
    for _ in range(2):
        assert visitor.post(f"{page}/removal", removal, key="period-once").status_code == 303
    assert Period.within(home).count() == 3


def test_a_short_day_is_laid_and_taken_back(visit, url, home):
    visitor = visit("gromova")
    assert "Сначала добавьте набор звонков короткого дня" in visitor.get(f"{url}/bells").text
    typed = {"name": "Короткий день", "shift": "1", **_rows(("1", "8:30", "9:00"), ("2", "", ""))}
    answer = visitor.post(f"{url}/bells/new", typed)
    scheme = BellScheme.get(name="Короткий день")
    assert answer.location == f"{url}/bells#scheme-{scheme.id}"
    days = {"scheme": str(scheme.id), "starts": "2026-11-20", "ends": ""}
    for _ in range(2):
        assert visitor.post(f"{url}/bell-days", days, key="short-day-once").status_code == 303
    assert BellDay.select().count() == 1
    assert _first(home, FRI).ends_at == time(9)
    assert "пятница, 20 ноября" in _text(visit("orlova").get(f"{url}/bells"))
    answer = visitor.post(f"{url}/bell-days", {**days, "starts": "2026-11-17"})
    assert (answer.status_code, "Этот день уже прошёл" in answer.text) == (422, True)
    assert visitor.post(f"{url}/bell-days", {**days, "scheme": "999"}).status_code == 422
    assert visitor.post(f"{url}/bells/{scheme.id}/usual", {"date": "2026-11-20"}).status_code == 303
    assert _first(home, FRI).ends_at == time(9, 15)


def _first(school, day):
    return Lesson.get(Lesson.school == school, Lesson.date == day, Lesson.number == 1)


def test_the_usual_bells_are_edited_as_a_table(visit, url, home):
    scheme, visitor = BellScheme.get(school=home), visit("gromova")
    page = f"{url}/bells/{scheme.id}"
    assert 'value="08:30"' in visitor.get(page).text
    typed = {"name": "Основное", "shift": "1", "seen": seen_of(scheme), "from_date": "2026-11-23"}
    refused = visitor.post(page, {**typed, **_rows(("1", "9:00", "8:45"))})
    assert (refused.status_code, "1-й урок кончается раньше, чем начался" in refused.text) == (422, True)
    odd = visitor.post(page, {**typed, **_rows(("1", "утром", "8:45"))})
    assert (odd.status_code, "Напишите время так: 8:30" in odd.text) == (422, True)
    assert visitor.post(page, {**typed, **_rows(("1", "8:00", "8:45"))}).status_code == 303
    assert _first(home, FRI).starts_at == time(8, 30)
    assert _first(home, NEXT_FRI).starts_at == time(8)
    assert visitor.post(page, {**typed, **_rows(("1", "8:05", "8:45"))}).status_code == 409


def test_a_new_set_may_begin_from_another(visit, url, home):
    like = BellScheme.get(school=home).id
    assert 'value="14:10"' in visit("gromova").get(f"{url}/bells/new?like={like}").text
    assert 'value="14:10"' not in visit("gromova").get(f"{url}/bells/new").text


def test_the_forms_cost_few_queries(visit, url, at_most_queries):
    for page in ("calendar", "bells"):
        visitor = visit("gromova")
        with at_most_queries(8):
            assert visitor.get(f"{url}/{page}").status_code == 200
