"""Homework set in a lesson."""

from datetime import date

import pytest

from webapp.changes.models import Change, Version
from webapp.changes.once import Conflict, Refused
from webapp.homework.copying import copy_homework, copy_targets
from webapp.homework.models import NOTHING, OPTIONAL, Homework
from webapp.homework.setting import edit_homework, set_homework, withdraw_homework
from webapp.people.models import Group, GroupClass, GroupTeacher, SchoolClass
from webapp.timetable.models import CANCELLED, Lesson
from webapp.weeks import week_of

TODAY, FRIDAY, SATURDAY = date(2026, 11, 18), date(2026, 11, 20), date(2026, 11, 21)


def again(lesson, **other):
    """One more lesson like this one, but for what is other."""
    return Lesson.create(**{**lesson.__data__, "id": None, **other})


@pytest.fixture
def english(cast):
    """English is on Monday, Wednesday and Friday."""
    return cast.lesson("english", TODAY)


@pytest.fixture
def teacher(who):
    return who("belova")


def test_for_the_next_lesson_finds_its_date(english, teacher, cast):
    homework = set_homework(english, by=teacher, text="Ex. 4, p. 51")
    assert (homework.due, homework.lesson) == (FRIDAY, cast.lesson("english", FRIDAY))


def test_a_cancelled_lesson_is_not_the_next_one(english, teacher, cast):
    Lesson.update(state=CANCELLED).where(Lesson.id == cast.lesson("english", FRIDAY).id).execute()
    assert set_homework(english, by=teacher, text="Ex. 4").due == date(2026, 11, 23)


def test_the_second_half_of_a_double_lesson_is_not_the_next_one(english, teacher):
    again(english, number=3)
    assert set_homework(english, by=teacher, text="Ex. 4").due == FRIDAY


def test_any_later_lesson_can_be_chosen_but_no_earlier_one_and_no_other_groups(english, teacher, cast):
    later = cast.lesson("english", date(2026, 11, 25))
    assert set_homework(english, by=teacher, text="Ex. 4", due_lesson_id=later.id).due == later.date
    for other in (cast.lesson("english", date(2026, 11, 16)), cast.lesson("maths", FRIDAY)):
        with pytest.raises(Refused) as refusal:
            set_homework(english, by=teacher, text="Ex. 4", due_lesson_id=other.id)
        assert refusal.value.field == "due"


def test_at_the_end_of_the_year_there_is_no_next_lesson(cast, teacher):
    last = Lesson.select().where(Lesson.group == cast.groups["english"]).order_by(Lesson.date.desc()).get()
    with pytest.raises(Refused, match="больше нет уроков"):
        set_homework(last, by=teacher, text="Ex. 4")


def test_homework_moves_the_weeks_of_the_class_in_which_it_is_set_and_due(cast, teacher):
    friday = cast.lesson("english", FRIDAY)
    set_homework(friday, by=teacher, text="Ex. 5")
    scope = f"class:{cast.classes['7А']}"
    assert {v.week for v in Version.select().where(Version.scope == scope)} == {"2026-W47", "2026-W48"}


def test_homework_for_one_student_moves_that_students_week_only(english, teacher, cast):
    homework = set_homework(english, by=teacher, text="Дополнительно", student_id=cast.students["masha"])
    assert homework.student_id == cast.students["masha"]
    raised = {v.scope for v in Version.select()}
    assert raised == {f"student:{cast.students['masha']}", f"group:{cast.groups['english']}"}


def test_homework_for_a_student_of_the_other_half_is_refused(english, teacher, cast):
    with pytest.raises(Refused, match="нет в списке"):
        set_homework(english, by=teacher, text="Ex. 4", student_id=cast.students["yozhik"])


def test_an_empty_text_is_refused_unless_nothing_is_set(english, teacher):
    with pytest.raises(Refused) as refusal:
        set_homework(english, by=teacher, text="  \n ")
    assert refusal.value.field == "text"
    assert set_homework(english, by=teacher, kind=NOTHING, text="забытый текст").text == ""


def test_nothing_set_gives_way_to_homework_but_not_the_other_way_round(english, teacher):
    nothing = set_homework(english, by=teacher, kind=NOTHING)
    with pytest.raises(Refused, match="уже отмечено"):
        set_homework(english, by=teacher, kind=NOTHING)
    set_homework(english, by=teacher, text="Ex. 4")
    assert Homework.get_by_id(nothing.id).withdrawn_at is not None
    with pytest.raises(Refused, match="уже задано"):
        set_homework(english, by=teacher, kind=NOTHING)


def test_a_long_text_is_kept_and_an_endless_one_refused(english, teacher):
    assert len(set_homework(english, by=teacher, text="ё" * 5000).text) == 5000
    with pytest.raises(Refused, match="сократите на 1"):
        set_homework(english, by=teacher, text="ё" * 5001)


def test_an_edit_says_when_and_moves_the_day_it_leaves_too(english, teacher, cast, at):
    homework = set_homework(english, by=teacher, text="Ex. 4")
    at("2026-11-18T12:00+03:00")
    later = cast.lesson("english", date(2026, 11, 25))
    edited = edit_homework(
        homework, by=teacher, version=1, text="Ex. 4, 5", kind=OPTIONAL, due_lesson_id=later.id
    )
    assert (edited.due, edited.kind, edited.version) == (later.date, OPTIONAL, 2)
    assert edited.edited_at > edited.created_at
    change = Change.get(kind="homework.edited")
    assert '"text": "Ex. 4"' in (change.before or "")
    weeks = {v.week: v.n for v in Version.select().where(Version.scope == f"class:{cast.classes['7А']}")}
    assert weeks == {"2026-W47": 2, "2026-W48": 1}


def test_an_edit_of_what_somebody_changed_meanwhile_shows_both_texts(english, teacher):
    homework = set_homework(english, by=teacher, text="Ex. 4")
    edit_homework(homework, by=teacher, version=1, text="Ex. 6")
    with pytest.raises(Conflict, match=r"Ex\. 6"):
        edit_homework(homework, by=teacher, version=1, text="Ex. 7")


def test_homework_taken_back_stays_so(english, teacher):
    homework = set_homework(english, by=teacher, text="Ex. 4")
    withdraw_homework(homework, by=teacher, version=1)
    withdraw_homework(homework, by=teacher, version=1)
    assert Homework.get_by_id(homework.id).withdrawn_at is not None
    assert Change.select().where(Change.kind == "homework.withdrawn").count() == 1


def test_a_cancelled_lesson_sets_no_homework(english, teacher):
    Lesson.update(state=CANCELLED).where(Lesson.id == english.id).execute()
    with pytest.raises(Refused, match="отменён"):
        set_homework(Lesson.get_by_id(english.id), by=teacher, text="Ex. 4")


@pytest.fixture
def parallel(cast):
    """7Б learns English with the same teacher, on Thursdays."""
    here = SchoolClass.get_by_id(cast.classes["7А"])
    there = SchoolClass.create(school=here.school_id, year=here.year_id, name="7Б", grade=7)
    own = Group.get_by_id(cast.groups["english"])
    group = Group.create(
        school=own.school_id, year=own.year_id, subject=own.subject_id, name="7Б Английский язык"
    )
    GroupClass.create(group=group, school_class=there)
    GroupTeacher.create(group=group, teacher=cast.users["belova"])
    for day in (date(2026, 11, 12), date(2026, 11, 19), date(2026, 11, 26)):
        again(cast.lesson("english", TODAY), group=group.id, date=day, week=week_of(day))
    return group


def test_homework_is_copied_to_a_parallel_group_for_its_own_next_lesson(english, teacher, parallel, cast):
    homework = set_homework(english, by=teacher, text="Ex. 4")
    thursday = Lesson.get(group=parallel, date=date(2026, 11, 19))
    assert copy_targets(homework, teacher.id) == [(parallel, thursday)]
    [copy] = copy_homework(homework, [parallel.id], by=teacher)
    assert (copy.group, copy.due, copy.text) == (parallel, thursday.date, "Ex. 4")
    assert copy.set_in == Lesson.get(group=parallel, date=date(2026, 11, 12))
    assert copy_homework(homework, [parallel.id], by=teacher) == []


def test_homework_goes_to_no_group_of_another_teacher_or_grade(english, teacher, parallel, cast):
    homework = set_homework(english, by=teacher, text="Ex. 4")
    for group in ("english_2", "maths", "maths_9"):
        with pytest.raises(Refused):
            copy_homework(homework, [cast.groups[group]], by=teacher)
    with pytest.raises(Refused, match="хотя бы одну"):
        copy_homework(homework, [], by=teacher)
    assert Homework.select().count() == 1


def test_homework_of_one_student_is_not_copied(english, teacher, parallel, cast):
    homework = set_homework(english, by=teacher, text="Ex. 4", student_id=cast.students["masha"])
    with pytest.raises(Refused):
        copy_homework(homework, [parallel.id], by=teacher)
