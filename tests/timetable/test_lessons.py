"""Which lessons a student has, who may enter one, who stands on its list."""

from datetime import date

from webapp.people.models import GroupStudent
from webapp.timetable.models import Lesson

WEEK = (date(2026, 11, 16), date(2026, 11, 21))


def test_a_student_has_the_lessons_of_own_groups_only(cast):
    lessons = list(Lesson.of_student(cast.students["masha"], *WEEK))
    assert [(x.date.isoweekday(), x.number, x.taught_subject.name) for x in lessons[:3]] == [
        (1, 1, "Математика"),
        (1, 2, "Английский язык"),
        (2, 1, "Математика"),
    ]
    assert {x.group_id for x in lessons} == {cast.groups[g] for g in ("maths", "english", "physics")}


def test_a_substitute_enters_the_lesson_replaced_and_no_other(cast, who):
    assert [x.id for x in Lesson.taught_by(who("lis"))] == [cast.lessons["replaced"]]


def test_the_list_holds_who_was_in_the_group_on_that_day(cast):
    GroupStudent.update(ends=date(2026, 11, 16)).where(
        GroupStudent.student == cast.students["zhukov"], GroupStudent.group == cast.groups["maths"]
    ).execute()
    names = [[s.user.surname for s in cast.lesson("maths", day).roster()] for day in (WEEK[0], WEEK[1])]
    assert names == [["Ёжиков", "Жуков", "Орлова"], ["Ёжиков", "Орлова"]]
