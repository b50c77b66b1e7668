"""The people of the demo school: as many as promised, related as people are, named as Russians are."""

from collections import Counter, defaultdict
from datetime import date

import pytest
from email_validator import validate_email

from webapp.demo.cast import CAST
from webapp.demo.classes import CLASSES
from webapp.demo.people import NAMES, GuardianPlan, StaffPlan, build_people
from webapp.demo.russian_names import latin, patronymic, surname_for
from webapp.demo.school import SchoolPlan


def test_school_is_as_large_as_promised(plan: SchoolPlan):
    assert len(CLASSES) >= 30
    assert {c.grade for c in CLASSES} == set(range(1, 12))
    assert len(plan.people.students) >= 800
    assert sum(person.role == "teacher" for person in plan.people.staff) >= 60
    assert Counter(s.class_name for s in plan.people.students) == {c.name: c.size for c in CLASSES}


def test_most_students_have_two_guardians_and_all_have_one(plan: SchoolPlan):
    counts = Counter(len(s.guardians) for s in plan.people.students)
    assert set(counts) == {1, 2}
    assert counts[2] > counts[1] > 100


def test_siblings_are_in_different_classes(plan: SchoolPlan):
    sizes: Counter[int] = Counter()
    for guardian in plan.people.guardians:
        classes = [plan.students[key].class_name for key in guardian.children]
        assert len(set(classes)) == len(classes), guardian
        sizes[len(classes)] += 1
    assert sizes[2] > 50
    assert sizes[3] > 10


def test_ties_of_guardians_and_students_agree(plan: SchoolPlan):
    ties = {(g.key, child) for g in plan.people.guardians for child in g.children}
    assert ties == {(key, s.key) for s in plan.people.students for key, _ in s.guardians}


def test_siblings_share_surname_and_father(plan: SchoolPlan):
    families = defaultdict(list)
    for student in plan.people.students:
        families[student.guardians].append(student)
    for siblings in (found for found in families.values() if len(found) > 1):
        masculine = {s.surname for s in siblings if s.gender == "m"}
        assert len({s.surname for s in siblings if s.gender == "f"}) <= 1
        assert all(surname_for(m, "f") == s.surname for m in masculine for s in siblings if s.gender == "f")
        assert len({s.patronymic[:3] for s in siblings}) == 1


def test_patronymic_comes_from_the_father_where_he_is_known(plan: SchoolPlan):
    guardians = {g.key: g for g in plan.people.guardians}
    fathers = 0
    for student in plan.people.students:
        for key, kin in student.guardians:
            if kin == "father" and student.patronymic:
                fathers += 1
                assert student.patronymic == patronymic(guardians[key].name, student.gender)
    assert fathers > 500


@pytest.mark.parametrize(
    ("father", "son", "daughter"),
    [
        ("Андрей", "Андреевич", "Андреевна"),
        ("Илья", "Ильич", "Ильинична"),
        ("Никита", "Никитич", "Никитична"),
        ("Пётр", "Петрович", "Петровна"),
        ("Лев", "Львович", "Львовна"),
        ("Игорь", "Игоревич", "Игоревна"),
        ("Юрий", "Юрьевич", "Юрьевна"),
        ("Дмитрий", "Дмитриевич", "Дмитриевна"),
        ("Яков", "Яковлевич", "Яковлевна"),
        ("Михаил", "Михайлович", "Михайловна"),
        ("Семён", "Семёнович", "Семёновна"),
    ],
)
def test_patronymics_follow_the_grammar(father: str, son: str, daughter: str):
    assert (patronymic(father, "m"), patronymic(father, "f")) == (son, daughter)


@pytest.mark.parametrize(
    ("man", "woman"),
    [
        ("Орлов", "Орлова"),
        ("Щёголев", "Щёголева"),
        ("Пушкин", "Пушкина"),
        ("Рождественский", "Рождественская"),
        ("Трубецкой", "Трубецкая"),
        ("Тихий", "Тихая"),
        ("Цой", "Цой"),
        ("Шевченко", "Шевченко"),
        ("Чёрных", "Чёрных"),
        ("Лебедев-Кумачёв", "Лебедева-Кумачёва"),
        ("Ким-Воскресенский", "Ким-Воскресенская"),
    ],
)
def test_surnames_take_the_feminine_form(man: str, woman: str):
    assert surname_for(man, "f") == woman
    assert surname_for(man, "m") == man


def test_difficult_names_are_there(plan: SchoolPlan):
    students = plan.people.students
    assert sum("ё" in s.full_name.lower() for s in students) > 50
    assert sum("-" in s.surname for s in students) > 5
    assert sum(not s.patronymic for s in students) == len(NAMES["without_patronymic"])
    assert max(len(s.full_name) for s in students) > 60


def test_namesakes_are_never_in_one_class(plan: SchoolPlan):
    assert max(Counter((s.class_name, s.full_name) for s in plan.people.students).values()) == 1


def test_ages_suit_the_grades(plan: SchoolPlan):
    grades = {c.name: c.grade for c in CLASSES}
    for student in plan.people.students:
        age = (plan.year.start - student.birth_date).days / 365.25
        assert 5.6 <= age - grades[student.class_name] <= 6.8, student


def test_halves_of_a_class_are_even(plan: SchoolPlan):
    for c in CLASSES:
        halves = [len(plan.class_list(c.name, half)) for half in (1, 2)]
        assert abs(halves[0] - halves[1]) <= 1
        assert sum(halves) == c.size


def test_cast_is_who_the_story_says(plan: SchoolPlan):
    guardians = {g.key: g for g in plan.people.guardians}
    assert guardians["orlova"].children == guardians["orlov"].children == ("masha", "petya")
    assert guardians["chuzhova"].children == ("artyom",)
    assert {key: plan.students[key].class_name for key in ("masha", "petya", "artyom")} == {
        "masha": "7А",
        "petya": "3Б",
        "artyom": "9Б",
    }
    assert plan.students["masha"].half == 1
    everybody = [*plan.people.staff, *plan.people.students, *plan.people.guardians]
    with_login = {person.login: person.full_name for person in everybody if person.login}
    assert with_login == {m.login: f"{m.surname} {m.name} {m.patronymic}" for m in CAST}
    assert with_login["petya"] == "Орлов Пётр Андреевич"


def test_contacts_are_unique_and_some_are_missing(plan: SchoolPlan):
    people: list[StaffPlan | GuardianPlan] = [*plan.people.staff, *plan.people.guardians]
    for contact in ("phone", "email"):
        given = [value for person in people if (value := getattr(person, contact))]
        assert len(set(given)) == len(given)
        assert len(given) < len(people)
    assert all(g.phone or g.email for g in plan.people.guardians)
    for person in people:
        assert not person.phone or (person.phone.startswith("+7900") and len(person.phone) == 12)
        assert not person.email or validate_email(person.email, check_deliverability=False)


def test_names_in_latin_letters_are_plain_ascii():
    assert latin("Щёголев-Юрьин") == "shchegolevyurin"


def test_people_grow_with_the_year_but_stay_themselves(plan: SchoolPlan):
    later = build_people(date(2027, 3, 2))
    assert later.guardians == plan.people.guardians
    assert later.students[0].birth_date > plan.people.students[0].birth_date
