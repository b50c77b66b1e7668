"""The office's pages: search, one person from all sides, and the writes as forms."""

from datetime import date

import pytest

from webapp.changes.models import Change
from webapp.people.models import Enrolment, Guardianship, Role, SchoolClass, Student, User


@pytest.fixture
def home(cast) -> str:
    return f"/office/{cast.schools['home']}"


def test_the_first_page_counts_people_and_those_without_access(visit, cast, home):
    text = " ".join(visit("tikhaya").get(f"{home}/").text.split())
    assert "<dd>5</dd>" in text
    assert "без доступа: 1" in text
    assert "3 класса" in text
    assert "Загрузить из файла" not in text
    assert "Загрузить из файла" in visit("kim").get(f"{home}/").text


@pytest.mark.parametrize(
    ("query", "found", "missing"),
    [
        ("q=орлова", ["Мария", "Елена", "Нина"], ["Пётр", "Чужова"]),
        ("q=мари+орл", ["Мария"], ["Елена"]),
        ("q=ЁЖИКОВ", ["Глеб"], ["Мария"]),
        ("q=ежиков", ["Глеб"], ["Мария"]),
        ("q=kuzn", ["Ольга"], ["Мария"]),
        ("q=8+916+123-45-67", ["Елена"], ["Мария"]),
        ("q=orlova@", ["Елена"], ["Нина"]),
        ("kind=staff", ["Ольга", "Вера"], ["Мария", "Елена"]),
        ("kind=guardian", ["Елена", "Нина"], ["Мария", "Ольга"]),
        ("state=none", ["Пётр"], ["Мария"]),
        ("q=дальнева", [], ["Инна"]),
        ("q=%25", [], ["Мария"]),
    ],
)
def test_people_are_found_as_they_are_typed(visit, cast, home, query, found, missing):
    User.update(phone="+79161234567", email="orlova@mail.ru").where(User.login == "orlova").execute()
    text = visit("kim").get(f"{home}/people?{query}").text
    assert [name for name in found if name not in text] == []
    assert [name for name in missing if name in text] == []


def test_the_list_of_a_class_holds_its_families(visit, cast, home):
    text = visit("kim").get(f"{home}/people?class={cast.classes['7А']}").text
    assert "Орлова Мария" in text
    assert "Орлова Нина" in text
    assert "Чужов" not in text


def test_a_long_list_is_paged(visit, cast, home, at_most_queries):
    users = [
        {
            "surname": f"Новиков{number:03}",
            "given_name": "Иван",
            "folded": f"новиков{number:03} иван",
            "created_at": date(2026, 9, 1),
        }
        for number in range(120)
    ]
    for user in users:
        row = User.create(**{**user, "created_at": cast_now()})
        Student.create(user=row, school=cast.schools["home"], birth_date=date(2013, 1, 1))
    visitor = visit("kim")
    with at_most_queries(8):
        first = visitor.get(f"{home}/people?q=новиков").text
    assert "Новиков049" in first
    assert "Новиков050" not in first
    last = visitor.get(f"{home}/people?q=новиков&page=3").text
    assert "Новиков119" in last
    assert "Дальше" not in last


def cast_now():
    from webapp import clock

    return clock.now()


def test_the_person_page_shows_study_guardians_posts_and_entry(visit, cast, home):
    visitor = visit("kim")
    masha = visitor.get(f"{home}/people/{cast.users['masha']}").text
    assert "Орлова Елена Сергеевна" in masha
    assert "доверенное лицо" in masha
    assert "7А" in masha
    belova = visitor.get(f"{home}/people/{cast.users['belova']}").text
    assert "учитель" in belova
    assert "Добавить должность" in belova
    assert "Добавить должность" not in visit("tikhaya").get(f"{home}/people/{cast.users['belova']}").text


def test_a_student_is_added_with_a_guardian_and_seen_at_once(visit, cast, home):
    form = {
        "school_class": cast.classes["7А"],
        "surname": "Ёлкин",
        "given_name": "Глеб",
        "birth_date": "2013-04-02",
        "starts": "18.11.2026",
        "groups": [0, cast.groups["english"]],
        "guardian_1-kind": "mother",
        "guardian_1-surname": "Ёлкина",
        "guardian_1-given_name": "Анна",
        "guardian_1-phone": "8 916 000 11 22",
        "guardian_2-kind": "father",
    }
    answer = visit("tikhaya").post(f"{home}/students", form)
    assert answer.status_code == 303
    text = visit("tikhaya").get(answer.location).text
    assert "Ёлкин Глеб" in text
    assert "Ёлкина Анна" in text


def test_what_is_refused_keeps_the_text_and_stands_beside_its_field(visit, cast, home):
    form = {
        "school_class": cast.classes["7А"],
        "surname": "Ёлкин",
        "given_name": "Глеб",
        "birth_date": "2.4.13",
        "starts": "2026-11-18",
    }
    visitor = visit("kim")
    answer = visitor.post(f"{home}/students", form)
    assert answer.status_code == 422
    assert "Выберите день в календаре" in answer.text
    form |= {"birth_date": "2013-04-02", "guardian_1-surname": "Ёлкина", "guardian_1-kind": "mother"}
    answer = visitor.post(f"{home}/students", form)
    assert answer.status_code == 422
    assert "Впишите фамилию и имя" in answer.text
    assert 'value="Ёлкина"' in answer.text
    assert Student.select().where(Student.birth_date == "2013-04-02").count() == 0


def test_a_double_shows_a_box_to_confirm(visit, cast, home):
    Student.update(birth_date="2013-04-02").where(Student.id == cast.students["masha"]).execute()
    form = {
        "school_class": cast.classes["9Б"],
        "surname": "Орлова",
        "given_name": "Мария",
        "patronymic": "Андреевна",
        "birth_date": "2013-04-02",
        "starts": "2026-11-18",
    }
    answer = visit("kim").post(f"{home}/students", form)
    assert answer.status_code == 422
    assert "уже есть" in answer.text
    assert 'name="confirmed"' in answer.text
    assert visit("kim").post(f"{home}/students", {**form, "confirmed": "y"}).status_code == 303


def test_a_class_of_another_school_cannot_be_chosen(visit, cast, home):
    form = {
        "school_class": cast.classes["7А*"],
        "surname": "Ёлкин",
        "given_name": "Глеб",
        "birth_date": "2013-04-02",
        "starts": "2026-11-18",
    }
    assert visit("kim").post(f"{home}/students", form).status_code == 422
    move = {"school_class": cast.classes["7А*"], "starts": "2026-11-23"}
    assert visit("kim").post(f"{home}/people/{cast.users['masha']}/class", move).status_code == 422
    assert Change.select().count() == 0


def test_moving_leaving_and_coming_back_as_forms(visit, cast, home):
    person, visitor = f"{home}/people/{cast.users['masha']}", visit("kim")
    move = {"school_class": cast.classes["9Б"], "starts": "2026-11-23"}
    assert visitor.post(f"{person}/class", move).location == person
    assert visitor.post(f"{person}/leaving", {"last_day": "2026-12-01"}).location == person
    assert "Выбывает: последний день — 1 декабря 2026" in visitor.get(person).text
    back = {"school_class": cast.classes["7А"], "starts": "2026-12-02"}
    assert visitor.post(f"{person}/class", back).location == person
    names = [row.school_class.name for row in Enrolment.select().order_by(Enrolment.id)
             if row.student_id == cast.students["masha"]]  # fmt: skip
    assert names == ["7А", "9Б", "7А"]


def test_guardians_are_found_tied_and_untied(visit, cast, home):
    person, visitor = f"{home}/people/{cast.users['masha']}", visit("kim")
    assert "Чужова Анна" in visitor.get(f"{person}/guardians/new?q=чужова").text
    tie = {"guardian": cast.users["chuzhova"], "kind": "proxy", "until": ""}
    assert "до какого дня" in visitor.post(f"{person}/guardians", tie).text
    assert visitor.post(f"{person}/guardians", {**tie, "until": "2026-12-01"}).status_code == 303
    row = Guardianship.get(guardian=cast.users["chuzhova"], student=cast.students["masha"])
    assert visitor.post(f"{person}/guardians/{row.id}/end").status_code == 303
    assert visitor.post(f"{person}/guardians/{row.id}/end").status_code == 422
    assert Guardianship.get_by_id(row.id).ends == date(2026, 11, 17)


def test_somebody_of_another_school_cannot_be_tied_by_a_forged_id(visit, cast, home):
    person = f"{home}/people/{cast.users['masha']}"
    for forged in (cast.users["far_guardian"], 10**6, "x"):
        form = {"guardian": forged, "kind": "guardian"}
        assert visit("kim").post(f"{person}/guardians", form).status_code == 422
    foreign = Guardianship.get(guardian=cast.users["far_guardian"])
    assert visit("kim").post(f"{person}/guardians/{foreign.id}/end").status_code == 404


def test_posts_begin_and_end_by_the_operator_alone(visit, cast, home):
    person = f"{home}/people/{cast.users['belova']}"
    form = {"kind": "deputy_head", "starts": "2026-11-18"}
    assert visit("tikhaya").post(f"{person}/posts", form).status_code == 403
    assert visit("kim").post(f"{person}/posts", form).status_code == 303
    role = Role.get(Role.user == cast.users["belova"], Role.kind == "deputy_head")
    assert visit("kim").post(f"{person}/posts/{role.id}/end", {"last_day": "2026-11-20"}).status_code == 303
    foreign = Role.get(Role.user == cast.users["far_head"])
    assert (
        visit("kim").post(f"{person}/posts/{foreign.id}/end", {"last_day": "2026-11-20"}).status_code == 404
    )


def test_a_correction_over_somebody_elses_shows_the_new_data(visit, cast, home):
    url, kim = f"{home}/people/{cast.users['masha']}/data", visit("kim")
    seen = "Орлова\nМария\nАндреевна\n\n"
    form = {"surname": "Орлова", "given_name": "Мария", "patronymic": "Андреевна", "seen": seen}
    assert kim.post(url, {**form, "phone": "89160001122"}).status_code == 303
    answer = visit("tikhaya").post(
        url, {**form, "email": "masha@mail.ru", "seen": seen.replace("\n", "\r\n")}
    )
    assert answer.status_code == 409
    assert "+79160001122" in answer.text
    assert User.get_by_id(cast.users["masha"]).email is None


def test_the_class_teacher_sees_families_and_the_operator_names_the_teacher(visit, cast):
    url = f"/classes/{cast.classes['7А']}"
    page = visit("kuznetsova").get(f"{url}/people").text
    assert "Орлова Нина Фёдоровна" in page
    assert 'href="/office/' not in page
    assert visit("kuznetsova").post(f"{url}/teacher", {"teacher": 0}).status_code == 403
    form = {"teacher": cast.users["belova"]}
    assert visit("kim").post(f"{url}/teacher", form).status_code == 303
    assert SchoolClass.get_by_id(cast.classes["7А"]).class_teacher_id == cast.users["belova"]
    assert visit("kuznetsova").get(f"{url}/people").status_code == 403
    assert visit("kim").post(f"{url}/teacher", {"teacher": cast.users["orlova"]}).status_code == 422


def test_a_write_sent_twice_takes_effect_once(visit, cast, home):
    form = {"school_class": cast.classes["9Б"], "starts": "2026-11-23"}
    url, visitor = f"{home}/people/{cast.users['masha']}/class", visit("kim")
    answers = [visitor.post(url, form, key="the-same-key") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert Change.select().where(Change.kind == "student.moved").count() == 1
