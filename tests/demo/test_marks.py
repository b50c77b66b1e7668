"""Marks and absences are plausible."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from webapp.demo.absences import absences_of
from webapp.demo.classes import CLASSES
from webapp.demo.controls import FORMS
from webapp.demo.marks import Attended, marks_for
from webapp.demo.remarks import correction_text, declining_text, notice_text
from webapp.demo.school import SchoolPlan

GRADES = {c.name: c.grade for c in CLASSES}
PLAIN, CONTROL = Attended(None, True), Attended(FORMS["control"], True)


def average(values: list[str]) -> float:
    return sum(map(int, values)) / len(values)


def all_marks(plan: SchoolPlan, ability: float) -> list[str]:
    return [
        mark.value
        for student in plan.people.students
        for marks in marks_for(replace(student, ability=ability), "algebra", 7, 3, [CONTROL, PLAIN] * 5)
        for mark in marks
    ]


def test_able_students_earn_better_marks(plan: SchoolPlan):
    averages = [average(all_marks(plan, ability)) for ability in (0.1, 0.4, 0.7, 0.95)]
    assert averages == sorted(averages)
    assert averages[0] < 3.2
    assert averages[-1] > 4.6


def test_marks_of_the_school_are_mostly_fours_and_fives(plan: SchoolPlan):
    values = Counter(
        mark.value
        for student in plan.people.students
        for marks in marks_for(student, "algebra", 7, 3, [CONTROL, *[PLAIN] * 9])
        for mark in marks
    )
    assert set(values) == {"5", "4", "3", "2"}
    assert values["4"] + values["5"] > values.total() * 0.5
    assert 0.01 < values["2"] / values.total() < 0.12


def test_all_who_are_there_are_marked_for_a_control_work(plan: SchoolPlan):
    student = plan.students["masha"]
    marks = marks_for(student, "algebra", 7, 3, [CONTROL, Attended(FORMS["control"], False)])
    assert marks[0][0].form is FORMS["control"]
    assert marks[1] == ()


def test_absence_does_not_change_other_lessons_marks(plan: SchoolPlan):
    student = plan.students["masha"]
    there = marks_for(student, "algebra", 7, 3, [CONTROL] * 8)
    away = marks_for(student, "algebra", 7, 3, [CONTROL, Attended(FORMS["control"], False), *[CONTROL] * 6])
    assert away[1] == ()
    assert away[0] == there[0]
    assert away[2:] == there[2:]


def test_first_grade_and_class_hours_have_no_marks(plan: SchoolPlan):
    student = plan.students["masha"]
    assert marks_for(student, "russian", 1, 5, [CONTROL] * 3) == [(), (), ()]
    assert marks_for(student, "important", 7, 1, [PLAIN] * 3) == [(), (), ()]


def test_passing_forms_are_marked_passed_or_not(plan: SchoolPlan):
    lessons = [Attended(FORMS["credit"], True)]
    values = {marks_for(s, "sport", 7, 2, lessons)[0][0].value for s in plan.people.students}
    assert "зачёт" in values
    assert values <= {"зачёт", "незачёт"}


def test_some_marks_carry_a_comment_and_some_lessons_two_marks(plan: SchoolPlan):
    found = [m for s in plan.people.students for m in marks_for(s, "algebra", 7, 3, [CONTROL] * 5)]
    assert any(len(marks) == 2 for marks in found)
    comments = [mark.comment for marks in found for mark in marks if mark.comment]
    assert "Ошибка в знаке, метод верный" in comments
    assert len(comments) < len(found) / 3


def test_absences_are_at_sane_rates(plan: SchoolPlan):
    days = [plan.year.start + timedelta(days=n) for n in range(60)]
    codes = Counter(a.code for s in plan.people.students for a in absences_of(s, days).values())
    student_days = len(days) * len(plan.people.students)
    assert set(codes) == {"н", "б", "у", "оп"}
    assert 0.015 < codes["б"] / student_days < 0.06
    assert 0.002 < codes["н"] / student_days < 0.015
    assert codes["у"] / student_days < 0.015
    assert codes["оп"] / student_days < 0.02


def test_illness_lasts_days_and_lateness_misses_no_lesson(plan: SchoolPlan):
    days = [plan.year.start + timedelta(days=n) for n in range(60)]
    for student in plan.people.students[:200]:
        absences = absences_of(student, days)
        ill = [days.index(day) for day, a in absences.items() if a.code == "б"]
        assert all(n - 1 in ill or n + 1 in ill or n == len(days) - 1 for n in ill)
        assert not any(a.misses(n) for a in absences.values() if a.code == "оп" for n in range(1, 8))
        assert all(a.misses(n) for a in absences.values() if a.code == "б" for n in range(1, 8))


def test_absences_of_past_days_stay_when_the_year_goes_on(plan: SchoolPlan):
    days = [plan.year.start + timedelta(days=n) for n in range(60)]
    student = plan.students["masha"]
    longer = absences_of(student, days)
    assert absences_of(student, days[:30]) == {day: a for day, a in longer.items() if day in days[:30]}


def test_short_texts_are_the_same_for_one_seed():
    assert notice_text("illness", "1") == notice_text("illness", "1")
    assert {notice_text("doctor", str(n)) for n in range(30)} >= {"Сдаём анализы утром"}
    assert declining_text("1")
    assert correction_text("1")
