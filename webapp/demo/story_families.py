"""What the story's families did: notices of absence in every state, homework ticked, the bag packed."""

from datetime import timedelta

from webapp.absence.answering import answer
from webapp.absence.models import AbsenceNotice
from webapp.absence.notices import Claim, give, withdraw
from webapp.demo.acting import at, student, viewer
from webapp.demo.classes import CLASSES
from webapp.demo.laid import Laid, days_before, days_from
from webapp.demo.laying_attendance import AT_SCHOOL, visit_day
from webapp.demo.people import StudentPlan
from webapp.demo.remarks import declining_text, notice_text
from webapp.homework.models import NOTHING, Homework
from webapp.homework.ticking import of_student, tick
from webapp.schoolbag.contents import Need, bags
from webapp.schoolbag.models import AT_SCHOOL as LEFT_THERE
from webapp.schoolbag.models import PACKED, SHARED
from webapp.schoolbag.packing import put
from webapp.timetable.models import CANCELLED, Lesson

GRADES = {c.name: c.grade for c in CLASSES}


def tell_absences(laid: Laid) -> None:
    """A visit to the doctor accepted, one notice declined, one withdrawn, three that wait for an answer."""
    _visit(laid)
    _declined_and_withdrawn(laid)
    coming = days_from(laid, "7А")
    yesterday = laid.today - timedelta(days=1)
    ill, phoned = _classmates(laid)
    with at(yesterday, 21, 15):
        claim = Claim(coming[0], coming[1], "ill", notice_text("illness", ill.key))
        give(student(laid, ill.key), claim, by=viewer(laid, ill.guardians[0][0]))
    with at(laid.today, 7, 40):
        claim = Claim(coming[0], coming[0], "family", notice_text("family", phoned.key))
        called = laid.plan.people.guardians[_number(laid, phoned)].full_name
        give(student(laid, phoned.key), claim, by=viewer(laid, "tikhaya"), phoned_by=f"{called}, мама")
    with at(yesterday, 20, 5):
        days = days_from(laid, "9Б")
        claim = Claim(days[0], days[0], "ill", notice_text("illness", "artyom"))
        give(student(laid, "artyom"), claim, by=viewer(laid, "chuzhova"))


def _visit(laid: Laid) -> None:
    """Маша was at the doctor's on two lessons of last week."""
    day = visit_day(laid)
    with at(day - timedelta(days=1), 19, 30):
        claim = Claim(day, day, "doctor", notice_text("doctor", "masha"), (1, 2))
        notice = give(student(laid, "masha"), claim, by=viewer(laid, "orlova"))
    with at(day - timedelta(days=1), 20, 45):
        _answer(laid, notice, "7А")


def _declined_and_withdrawn(laid: Laid) -> None:
    """Петя was not let off a day; Маша's contest was put off."""
    coming = days_from(laid, "3Б")
    before = days_before(laid, "3Б")[-2]
    with at(before, 18, 20):
        claim = Claim(coming[3], coming[3], "family", notice_text("family", "petya"))
        notice = give(student(laid, "petya"), claim, by=viewer(laid, "orlov"))
    with at(before, 19, 5):
        _answer(laid, notice, "3Б", declining_text("petya"))
    contest = days_from(laid, "7А")[4]
    with at(before, 20, 30):
        claim = Claim(contest, contest, "contest", notice_text("contest", "masha"))
        notice = give(student(laid, "masha"), claim, by=viewer(laid, "orlova"))
    with at(before, 21, 10):
        withdraw(notice, by=viewer(laid, "orlova"))


def _answer(laid: Laid, notice: AbsenceNotice, class_name: str, declining: str = "") -> None:
    teacher = viewer(laid, laid.plan.staffing.class_teachers[class_name])
    answer(notice, accept=not declining, text=declining, version=notice.version, by=teacher)


def _classmates(laid: Laid) -> tuple[StudentPlan, StudentPlan]:
    """Two of 7А who have said nothing about the next days; the second has his mother here."""
    told = AbsenceNotice.select(AbsenceNotice.student).where(AbsenceNotice.ends >= laid.today)
    silent = {row.student_id for row in told}
    free = [
        s
        for s in laid.plan.class_list("7А")
        if s.key not in AT_SCHOOL and laid.students[s.key] not in silent and laid.stays[s.key].last is None
    ]
    second = next(s for s in free[1:] if s.guardians[0][1] == "mother")
    return free[0], second


def _number(laid: Laid, child: StudentPlan) -> int:
    keys = [guardian.key for guardian in laid.plan.people.guardians]
    return keys.index(child.guardians[0][0])


def tell_homework_done(laid: Laid) -> None:
    """Маша has done what is due on the next day of lessons but one task; Петя all but maths."""
    for key, class_name in (("masha", "7А"), ("petya", "3Б")):
        me, coming = student(laid, key), days_from(laid, class_name)
        set_for = Homework.due == coming[0], Homework.kind != NOTHING, Homework.withdrawn_at.is_null()
        rows = of_student(me).where(*set_for)
        by = viewer(laid, key)
        for minute, row in enumerate(list(rows.order_by(Homework.id))[:-1]):
            with at(laid.today - timedelta(days=1), 17, 20 + 7 * minute):
                tick(row, me, True, by=by)


def tell_packing(laid: Laid) -> None:
    """Маша's bag stands packed: one book is left at school, another the desk mate brings."""
    me, day = student(laid, "masha"), days_from(laid, "7А")[0]
    lessons = Lesson.of_student(me, day, day).where(Lesson.state != CANCELLED)
    needs = [Need(x.id, x.date, x.group_id, x.taught_subject.name) for x in lessons]
    bag = bags(me, GRADES["7А"], day, day, needs, with_states=False)[day]
    items = sorted(bag.items, key=lambda item: item.id)
    books = [item for item in items if item.kind == "textbook"]
    states = {item.id: PACKED for item in items}
    states |= dict(zip((book.id for book in books[:2]), (SHARED, LEFT_THERE), strict=False))
    with at(laid.today - timedelta(days=1), 20, 35):
        for item in items[:-1]:
            put(me, day, item.id, states[item.id], by=viewer(laid, "masha"))
