"""What stands in a student's week, read without HTTP."""

from datetime import date, timedelta

import pytest

from webapp import clock
from webapp.absence.models import ACCEPTED, SENT, AbsenceNotice, Register
from webapp.diary.week import read_week
from webapp.homework.models import NOTHING, SELF_STUDY
from webapp.marks.models import FormOfControl, Mark, MarkVersion
from webapp.people.models import Enrolment, GroupStudent, Student, User
from webapp.school.models import Room, Subject
from webapp.timetable.models import CANCELLED, MOVED, REPLACED, Lesson

WEEK = "2026-W47"
MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, 16) + timedelta(days=n) for n in range(3))
FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)


@pytest.fixture
def week(seen):
    """week() is Маша's week as her mother sees it; week(day) a day of it."""

    def read(day=None, viewer="orlova", login="masha"):
        shown = read_week(seen(viewer, login), WEEK)
        return shown if day is None else next(one for one in shown.days if one.date == day)

    return read


def change(cast, group, day, **fields):
    Lesson.update(**fields).where(Lesson.id == cast.lesson(group, day).id).execute()


def test_six_days_each_with_own_lessons_in_order(week):
    shown = week()
    assert [day.date.isoweekday() for day in shown.days] == [1, 2, 3, 4, 5, 6]
    assert [(x.number, x.bells, x.subject, x.place) for x in shown.days[0].lessons] == [
        (1, "8:30 9:15", "Математика", "каб. 21, Кузнецова О. П."),
        (2, "9:25 10:10", "Английский язык", "каб. 21, Белова И. Л."),
    ]


def test_five_days_where_the_school_has_no_lessons_on_saturday(week, cast):
    Lesson.delete().where(Lesson.date == SATURDAY).execute()
    assert len(week().days) == 5


def test_a_saturday_without_own_lessons_stands_empty_while_others_learn(week, cast):
    maths_3 = cast.lesson("maths_3", FRIDAY)
    Lesson.update(date=SATURDAY).where(Lesson.id == maths_3.id).execute()
    Lesson.delete().where(Lesson.group == cast.groups["maths"], Lesson.date == SATURDAY).execute()
    assert not week(SATURDAY).has_lessons


def test_a_mark_explains_itself_with_every_correction(week, give, cast, at):
    mark = give("masha", "maths", MONDAY, "3", comment="Внимательнее")
    at("2026-11-18T12:00+03:00")
    quiz = FormOfControl.create(school=cast.schools["home"], name="Тест", weight=3)
    Mark.update(value="4", version=2, form=quiz).where(Mark.id == mark.id).execute()
    MarkVersion.create(
        mark=mark, number=2, form=quiz, scale="5", value="4", counted=True, by=cast.users["kuznetsova"],
        at=mark.at + timedelta(days=1), reason="Пересчитаны баллы",
    )  # fmt: skip
    (shown,) = week(MONDAY).lessons[0].marks
    assert (shown.value, shown.form, shown.weight, shown.by) == ("4", "Тест", 3, "Кузнецова О. П.")
    (step,) = shown.corrections
    assert (step.old, step.new) == ("3 (Контрольная работа)", "4 (Тест)")
    assert (step.by, step.reason) == ("Кузнецова О. П.", "Пересчитаны баллы")


def test_a_mark_taken_back_is_gone(week, give):
    mark = give("masha", "maths", MONDAY, "2")
    Mark.update(withdrawn_at=mark.at).where(Mark.id == mark.id).execute()
    assert week(MONDAY).lessons[0].marks == []


def test_the_register_stands_among_the_marks(week, cast, who):
    masha, teacher = cast.students["masha"], cast.users["kuznetsova"]
    for kind, day in (("absent", MONDAY), ("late", TUESDAY), ("present", WEDNESDAY)):
        lesson, now = cast.lesson("maths", day), clock.now()
        Register.create(lesson=lesson, student=masha, kind=kind, minutes_late=5, by=teacher, at=now)
    signs = [day.lessons[0].entry and day.lessons[0].entry.sign for day in week().days[:3]]
    assert signs == ["н", "оп", None]


def test_a_notice_speaks_until_the_teacher_does(week, cast):
    notice = AbsenceNotice.create(
        student=cast.students["masha"], starts=MONDAY, ends=TUESDAY, reason="family", state=SENT,
        by=cast.users["orlova"], created_at=clock.now(), numbers="1",
    )  # fmt: skip
    assert [x.entry and x.entry.sign for x in week(MONDAY).lessons] == ["н", None]
    AbsenceNotice.update(state=ACCEPTED).where(AbsenceNotice.id == notice.id).execute()
    assert week(MONDAY).lessons[0].entry.sign == "у"


def test_nothing_set_is_not_the_same_as_not_yet_entered(week, due):
    due("maths", MONDAY, kind=NOTHING)
    monday, friday = week(MONDAY), week(FRIDAY)
    assert monday.lessons[0].homework[0].is_nothing
    assert monday.lessons[1].homework == []
    assert (monday.is_past, friday.is_past) == (True, False)


def test_homework_stands_at_the_lesson_for_which_it_is_due(week, due):
    due("maths", WEDNESDAY, "§ 14, № 245")
    due("maths", WEDNESDAY, "Задача недели", kind=SELF_STUDY)
    first, second = week(WEDNESDAY).lessons[0].homework
    assert (first.text, first.word) == ("§ 14, № 245", "")
    assert (second.text, second.word) == ("Задача недели", "Самостоятельно.")


def test_homework_for_one_student_is_seen_by_nobody_else(week, due):
    due("maths", WEDNESDAY, "Исправить работу", login="zhukov")
    assert week(WEDNESDAY).lessons[0].homework == []
    due("maths", WEDNESDAY, "Карточка 3", login="masha")
    assert week(WEDNESDAY).lessons[0].homework[0].word == "Индивидуально."


def test_homework_without_a_lesson_on_the_day_stands_beside_the_lessons(week, due, cast):
    homework = due("physics", TUESDAY, "Доклад")
    homework.due = WEDNESDAY
    homework.lesson = None
    homework.save()
    assert [one.text for one in week(WEDNESDAY).loose] == ["Доклад"]


def test_a_replaced_lesson_names_who_gives_it_and_why(week, cast):
    lesson = week(date(2026, 11, 19)).lessons[0]
    assert (lesson.is_replaced, lesson.place, lesson.reason) == (
        True,
        "каб. 21, Лис П. А.",
        "Болезнь учителя",
    )


def test_another_subject_in_its_place_names_both(week, cast):
    physics = Subject.get(name="Физика")
    change(cast, "maths", FRIDAY, state=REPLACED, subject=physics)
    lesson = week(FRIDAY).lessons[0]
    assert (lesson.subject, lesson.usual_subject) == ("Физика", "Математика")


def test_a_cancelled_lesson_stays_in_sight_and_takes_no_place(week, cast):
    change(cast, "maths", SATURDAY, state=CANCELLED)
    day = week(SATURDAY)
    assert day.lessons[0].is_cancelled
    assert not day.has_lessons
    assert day.bag is None


def test_a_moved_lesson_leaves_a_trace_where_it_stood(week, cast):
    change(cast, "physics", TUESDAY, state=MOVED, date=FRIDAY, number=3, moved_date=TUESDAY, moved_number=3)
    here, there = week(TUESDAY).lessons, week(FRIDAY).lessons
    assert [(x.subject, x.gone) for x in here] == [("Математика", False), ("Физика", True)]
    assert (here[1].moved_date, here[1].moved_number) == (FRIDAY, 3)
    assert [(x.subject, x.is_moved) for x in there][-1] == ("Физика", True)


def test_a_lesson_moved_to_another_week_leaves_its_trace_too(week, cast):
    later = date(2026, 11, 24)
    change(
        cast, "physics", TUESDAY, state=MOVED, date=later, week="2026-W48", moved_date=TUESDAY, moved_number=3
    )
    assert week(TUESDAY).lessons[-1].gone


def test_another_room_names_the_usual_one(week, cast):
    change(cast, "maths", FRIDAY, room=Room.get(name="22", school=cast.schools["home"]))
    lesson = week(FRIDAY).lessons[0]
    assert (lesson.room, lesson.usual_room, lesson.is_changed) == ("22", "21", True)


def test_today_and_the_next_day_of_lessons_are_open_at_once(week, at):
    assert [day.is_open for day in week().days] == [False, False, True, True, False, False]
    at("2026-11-25T08:00+03:00")
    assert all(day.is_open for day in week().days)


def test_twins_in_one_class_have_marks_of_their_own(week, give, cast, at):
    user = User.create(surname="Орлова", given_name="Дарья", patronymic="Андреевна", created_at=clock.now())
    twin = Student.create(user=user, school=cast.schools["home"], birth_date=date(2013, 5, 17))
    cast.students["dasha"] = twin.id
    Enrolment.create(student=twin, school_class=cast.classes["7А"], starts=date(2026, 9, 1))
    GroupStudent.create(group=cast.groups["maths"], student=twin, starts=date(2026, 9, 1))
    give("dasha", "maths", MONDAY, "5")
    give("masha", "maths", MONDAY, "3")
    assert [m.value for m in week(MONDAY).lessons[0].marks] == ["3"]
    assert [m.value for m in week(MONDAY, "kuznetsova", "dasha").lessons[0].marks] == ["5"]


def test_who_joined_in_the_middle_of_the_week_has_lessons_from_then_on(week, cast):
    GroupStudent.update(starts=WEDNESDAY).where(GroupStudent.student == cast.students["masha"]).execute()
    shown = week()
    assert [bool(day.lessons) for day in shown.days] == [False, False, True, True, True, True]
