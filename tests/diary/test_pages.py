"""The diary through its pages: who opens it, what it costs, what it weighs, when it is unchanged."""

from datetime import date, timedelta
from itertools import product

import pytest

from webapp.changes.log import raise_versions
from webapp.homework.models import Done
from webapp.marks.models import Mark
from webapp.people.models import Group, GroupClass, GroupStudent, Guardianship
from webapp.school.models import Subject
from webapp.schoolbag.models import BagItem, GroupItem
from webapp.timetable.models import Lesson

MONDAY = date(2026, 11, 16)
WEEK_PAGE, PARTIAL = 14 << 10, 6 << 10
TOPICS = (
    "Линейная функция",
    "Реформы Петра I",
    "Сложение многочленов",
    "Климатические пояса Африки",
    "Диалоги",
)
TASKS = (
    "§ 14, упр. 186, выучить правило",
    "№ 245 (а, б), 248",
    "Рабочая тетрадь, с. 34, № 2–5",
    "Unit 3, ex. 5",
)


@pytest.fixture
def url(cast):
    return f"/students/{cast.students['masha']}/diary/2026-W47"


@pytest.fixture
def full_week(cast, give, due):
    """35 lessons in six days with topics, homework and 44 marks."""
    maths = cast.lesson("maths", MONDAY)
    for n in range(6):
        subject = Subject.create(school=maths.school, name=f"Предмет {'АБВГДЕ'[n]}")
        group = Group.create(school=maths.school, year=maths.group.year_id, subject=subject, name=f"7А {n}")
        GroupClass.create(group=group, school_class=cast.classes["7А"])
        GroupStudent.create(group=group, student=cast.students["masha"], starts=date(2026, 9, 1))
        cast.groups[f"full_{n}"] = group.id
        GroupItem.create(
            group=group,
            item=BagItem.create(school=maths.school, subject=subject, name=f"Учебник {n}", grams=300),
        )
    there = Lesson.of_student(cast.students["masha"], MONDAY, MONDAY + timedelta(days=5)).count()
    for n in range(35 - there):
        day = MONDAY + timedelta(days=n % 6)
        group = cast.groups[f"full_{n // 6}"]
        Lesson.create(
            school=maths.school, group=group, date=day, week="2026-W47", number=n // 6 + 2, room=maths.room,
            starts_at=maths.starts_at, ends_at=maths.ends_at, teacher=cast.users["gromova"],
        )  # fmt: skip
    lessons = list(Lesson.of_student(cast.students["masha"], MONDAY, MONDAY + timedelta(days=5)))
    names = {number: name for name, number in cast.groups.items()}
    for n, lesson in enumerate(lessons):
        Lesson.update(topic=f"{TOPICS[n % 5]}, часть {n}").where(Lesson.id == lesson.id).execute()
        due(names[lesson.group_id], lesson.date, f"{TASKS[n % 4]}, {n * 7 % 90}–{n * 11 % 97}")
        give("masha", names[lesson.group_id], lesson.date, "54432"[n % 5])
    for lesson in lessons[:9]:
        give("masha", names[lesson.group_id], lesson.date, "4", form="Домашняя работа")
    assert (len(lessons), Mark.select().count()) == (35, 44)


def test_family_and_school_read_the_diary_and_nobody_else(visit, url):
    for login in ("orlova", "orlov", "masha", "nina", "kuznetsova", "gromova", "sokolov"):
        assert visit(login).get(url).status_code == 200, login
    outsiders = ("chuzhova", "artyom", "yozhik", "belova", "lis", "kim", "tikhaya")
    for login in (*outsiders, "far_guardian", "far_student", "far_teacher", "far_head", "far_operator"):
        for page in (url, url.removesuffix("2026-W47"), url.replace("2026-W47", "calendar")):
            assert visit(login).get(page).status_code == 404, (login, page)
    assert visit(None).get(url).status_code == 302


def test_access_ends_with_the_tie(visit, cast, url):
    Guardianship.update(ends=date(2026, 11, 17)).where(Guardianship.guardian == cast.users["nina"]).execute()
    assert visit("nina").get(url).status_code == 404


def test_what_names_no_week_is_not_found(visit, url):
    for wrong in ("2026-W54", "2026-47", "W47", "0001-W01", "9999-W52", "2026-W47x"):
        assert visit("orlova").get(url.replace("2026-W47", wrong)).status_code == 404, wrong


def test_a_full_week_takes_at_most_eight_queries(visit, url, full_week, at_most_queries):
    for login in ("orlova", "masha", "kuznetsova", "gromova"):
        for partial in (False, True):
            visitor = visit(login)
            with at_most_queries(8):
                assert visitor.get(url, partial=partial).status_code == 200, login


def test_a_week_of_holidays_takes_at_most_eight_queries(visit, url, at_most_queries):
    visitor = visit("orlova")
    with at_most_queries(8):
        visitor.get(url.replace("W47", "W45"))


def test_an_unchanged_week_takes_three_queries(visit, url, at_most_queries):
    visitor = visit("orlova")
    tag = visitor.get(url, partial=True).headers["ETag"]
    with at_most_queries(3):
        answer = visitor.get(url, partial=True, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.data) == (304, b"")


def test_the_week_is_anew_after_any_change_that_it_shows(visit, url, cast, at):
    visitor = visit("orlova")

    def status(tag):
        return visitor.get(url, partial=True, headers={"If-None-Match": tag}).status_code

    scopes = [
        f"student:{cast.students['masha']}",
        f"class:{cast.classes['7А']}",
        f"school:{cast.schools['home']}",
    ]
    for scope in scopes:
        for week in ("2026-W47", "*"):
            tag = visitor.get(url, partial=True).headers["ETag"]
            raise_versions([scope], week)
            assert status(tag) == 200, (scope, week)
    tag = visitor.get(url, partial=True).headers["ETag"]
    raise_versions([scopes[0]], "2026-W46")
    raise_versions([f"class:{cast.classes['3Б']}", f"student:{cast.students['yozhik']}"], "2026-W47")
    assert status(tag) == 304
    at("2026-11-19T08:00+03:00")
    assert status(tag) == 200


def test_a_changed_name_of_the_other_child_renews_the_switcher(visit, url, cast):
    visitor = visit("orlova")
    tag = visitor.get(url).headers["ETag"]
    petya = cast.students["petya"]
    Guardianship.update(ends=date(2026, 11, 17)).where(Guardianship.student == petya).execute()
    assert visitor.get(url, headers={"If-None-Match": tag}).status_code == 200


def test_a_full_week_is_light_on_the_wire(visit, url, full_week):
    for login, encoding in product(("orlova", "masha"), ("br", "zstd", "gzip")):
        for partial, ceiling in ((False, WEEK_PAGE), (True, PARTIAL)):
            answer = visit(login).get(url, partial=partial, headers={"Accept-Encoding": encoding})
            assert answer.headers["Content-Encoding"] == encoding
            assert len(answer.data) <= ceiling, (login, partial, encoding, len(answer.data))


def test_what_people_write_is_text_and_never_markup(visit, url, due, give, cast):
    due("maths", MONDAY, "<script>alert(1)</script>")
    give("masha", "maths", MONDAY, "4", comment="<img src=x>")
    Lesson.update(topic="<b>Тема</b>", reason="<i>").where(
        Lesson.id == cast.lesson("maths", MONDAY).id
    ).execute()
    text = visit("orlova").get(url).text
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "<b>Тема" not in text


def test_the_tick_is_seen_by_the_family_and_never_by_a_teacher(visit, url, due, cast):
    homework = due("maths", MONDAY, "§ 14")
    before = {
        login: visit(login).get(url, partial=True).text for login in ("kuznetsova", "gromova", "sokolov")
    }
    Done.create(homework=homework, student=cast.students["masha"], at=homework.created_at)
    for login in ("orlova", "orlov", "nina", "masha"):
        assert "сделано" in visit(login).get(url).text, login
    for login, text in before.items():
        after = visit(login).get(url, partial=True).text
        assert after == text, login
        assert "сделано" not in after


def test_only_the_student_has_a_tick_to_press(visit, url, due):
    due("maths", MONDAY, "§ 14")
    assert "/done" in visit("masha").get(url, partial=True).text
    for login in ("orlova", "nina", "kuznetsova"):
        assert "/done" not in visit(login).get(url, partial=True).text, login


def test_nothing_of_a_classmate_shows(visit, url, give):
    give("yozhik", "maths", MONDAY, "2", comment="Ёжиков, соберись")
    text = visit("orlova").get(url).text
    assert "соберись" not in text
    assert "chip bad" not in text


def test_passed_lessons_say_that_nothing_was_entered_and_coming_ones_do_not(visit, url, at):
    at("2026-11-16T08:00+03:00")
    assert "задание не внесено" not in visit("orlova").get(url).text
    at("2026-11-17T08:00+03:00")
    assert visit("orlova").get(url).text.count("задание не внесено") == 2


def test_the_bar_names_the_bag_to_pack_next(visit, url, cast):
    item = BagItem.create(school=cast.schools["home"], name="Учебник", grams=400)
    GroupItem.create(group=cast.groups["maths"], item=item)
    text = visit("orlova").get(url).text
    assert "Портфель на четверг, 19 ноября" in text
    assert "1,4\u00a0кг" in text


def test_any_week_of_the_year_is_picked_from_the_calendar(visit, url):
    text = visit("orlova").get(url.replace("2026-W47", "calendar")).text
    assert url in text
    assert url.replace("2026-W47", "2027-W21") in text
    assert "Осенние каникулы" in text
    assert visit("orlova").get(url.replace("2026-W47", "calendar?year=999")).status_code == 404
