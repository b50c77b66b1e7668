"""What the story's teachers did beside their lessons: corrections, words to one student, things to bring."""

from datetime import date, timedelta
from typing import Any

from peewee import ModelSelect

from webapp.demo.acting import at, student, viewer
from webapp.demo.laid import GroupRow, Laid, LessonRow, days_before
from webapp.demo.remarks import correction_text
from webapp.demo.staffing import ENGLISH_OF_7A, MATHS_OF_7A
from webapp.homework.models import MANDATORY, NOTHING, SELF_STUDY, Homework
from webapp.homework.setting import edit_homework, set_homework
from webapp.marks.correcting import correct_mark, withdraw_mark
from webapp.marks.models import Mark
from webapp.remarks.giving import give_remark
from webapp.remarks.models import BEHAVIOUR, PROGRESS
from webapp.schoolbag.models import BagItem, GroupItem
from webapp.schoolbag.planning import add_item, plan_item
from webapp.timetable.models import Lesson

REDO = "Переделать задачу 3 из домашней работы: условие, чертёж, решение с пояснениями"
EXTRA = "Пройти тренажёр по теме урока, если осталось время"
ADDED = "Слова выучить с переводом, устно."
PRAISE = "Помогла соседу по парте разобраться с задачей, спасибо!"
WISH = "Тетрадь не подписана и без полей, прошу завести новую к следующему уроку."


def tell_lessons(laid: Laid) -> None:
    """What stands in Маша's week beyond the usual."""
    _correct(laid)
    _words_to_masha(laid)
    _more_english(laid)
    _remark(laid)
    _bring(laid)


def _group(laid: Laid, subject: str, half: int = 0) -> GroupRow:
    return next(g for g in laid.groups if (g.class_name, g.subject, g.half) == ("7А", subject, half))


def _last(laid: Laid, group: GroupRow) -> LessonRow:
    """The group's last lesson that was entered."""
    return [lesson for lesson in laid.held(group) if lesson.id not in laid.empty_lessons][-1]


def _coming(laid: Laid, group: GroupRow) -> Lesson:
    """The group's next lesson from today on."""
    return Lesson.get_by_id(next(x.id for x in laid.lessons[group.id] if x.date >= laid.today))


def _correct(laid: Laid) -> None:
    """Маша's last mark of mathematics went up; a mark that a classmate got by mistake was taken back."""
    teacher, me = viewer(laid, MATHS_OF_7A), student(laid, "masha")
    lately = days_before(laid, "7А")[-8]
    own = _marks(teacher.id, lately).where(Mark.student == me, Mark.version == 1)
    mark = own.where(Mark.value.in_(("2", "3", "4"))).first()
    evening = days_before(laid, "7А")[-1]
    if mark:
        with at(evening, 20, 50):
            correct_mark(
                mark, by=teacher, version=mark.version, value=str(int(mark.value) + 1),
                comment=mark.comment, reason=correction_text("masha"),
            )  # fmt: skip
    mistaken = _marks(teacher.id, lately).where(Mark.student != me, Mark.version == 1).first()
    if mistaken:
        with at(evening, 20, 55):
            withdraw_mark(mistaken, by=teacher, version=1, reason="Поставлена по ошибке в чужую строку")


def _marks(teacher: int, since: date) -> "ModelSelect[Any]":
    """Marks on the scale of five that the teacher gave since, the newest first."""
    query = Mark.select().join(Lesson).where(Mark.by == teacher, Mark.scale == "5", Lesson.date >= since)
    return query.order_by(Lesson.date.desc(), Mark.id)


def _words_to_masha(laid: Laid) -> None:
    """Homework for her alone, and something for those who want more."""
    group, teacher = _group(laid, "geometry"), viewer(laid, MATHS_OF_7A)
    lesson = Lesson.get_by_id(_last(laid, group).id)
    with at(lesson.date, 16, 5):
        set_homework(lesson, by=teacher, text=REDO, kind=MANDATORY, student_id=laid.students["masha"])
    algebra = Lesson.get_by_id(_last(laid, _group(laid, "algebra")).id)
    with at(algebra.date, 16, 20):
        set_homework(algebra, by=teacher, text=EXTRA, kind=SELF_STUDY)


def _more_english(laid: Laid) -> None:
    """Белова added a line to what she had set."""
    last = _last(laid, _group(laid, "english", 1))
    homework = Homework.select().where(Homework.set_in == last.id, Homework.kind != NOTHING).first()
    if homework:
        with at(last.date, 19, 10):
            edit_homework(
                homework, by=viewer(laid, ENGLISH_OF_7A), version=homework.version,
                text=f"{homework.text}\n{ADDED}", kind=homework.kind,
            )  # fmt: skip


def _remark(laid: Laid) -> None:
    """Маша is praised by her class teacher, and asked for a new notebook of English."""
    teacher, other = viewer(laid, MATHS_OF_7A), viewer(laid, ENGLISH_OF_7A)
    maths = max((_last(laid, _group(laid, s)) for s in ("algebra", "geometry")), key=lambda x: x.begins)
    english = _last(laid, _group(laid, "english", 1))
    for by, lesson, kind, text in (
        (teacher, maths, BEHAVIOUR, PRAISE),
        (other, english, PROGRESS, WISH),
    ):
        with at(lesson.date, 16, 30):
            give_remark(Lesson.get_by_id(lesson.id), laid.students["masha"], by=by, kind=kind, text=text)


def _bring(laid: Laid) -> None:
    """The next algebra needs no textbook, the next geometry a sheet of card."""
    teacher, yesterday = viewer(laid, MATHS_OF_7A), laid.today - timedelta(days=1)
    algebra, geometry = (_group(laid, subject) for subject in ("algebra", "geometry"))
    books = BagItem.select().join(GroupItem).where(GroupItem.group == algebra.id, BagItem.kind == "textbook")
    with at(yesterday, 19, 0):
        plan_item(_coming(laid, algebra), books.get().id, False, by=teacher)
        add_item(_coming(laid, geometry), name="Лист картона А4", grams=30, by=teacher)
