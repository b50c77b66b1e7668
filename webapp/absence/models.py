"""Absence notices of families and the register of who was in the lesson."""

from datetime import date
from typing import Any, ClassVar

from peewee import JOIN, CharField, ForeignKeyField, IntegerField, ModelSelect, SmallIntegerField, TextField

from webapp.db import Day, Instant, Table
from webapp.language import lazy
from webapp.people.models import Enrolment, SchoolClass, Student, User
from webapp.people.ties import current
from webapp.timetable.models import Lesson

PRESENT, ABSENT, LATE, EXCUSED, ILL = "present", "absent", "late", "excused", "ill"
SIGNS = {ABSENT: lazy("н"), LATE: lazy("оп"), EXCUSED: lazy("у"), ILL: lazy("б"), PRESENT: ""}
SENT, ACCEPTED, DECLINED, WITHDRAWN = "sent", "accepted", "declined", "withdrawn"
STATES = {
    SENT: lazy("ждёт ответа"),
    ACCEPTED: lazy("принято"),
    DECLINED: lazy("отклонено"),
    WITHDRAWN: lazy("отозвано"),
}
REASONS = {
    "ill": lazy("Болезнь"),
    "doctor": lazy("Визит к врачу"),
    "family": lazy("Семейные обстоятельства"),
    "contest": lazy("Олимпиада или соревнование"),
    "other": lazy("Другая причина"),
}


class AbsenceNotice(Table):
    """«Уведомление об отсутствии»: days from starts to ends, whole or only some lessons of them.

    numbers is empty for whole days, else lesson numbers joined by commas (`1,2,3`). reason: ill, doctor,
    family, contest, other. by is the guardian, or who took it by phone (then taken_by_phone_from says whose).
    """

    student = ForeignKeyField(Student, backref="absence_notices")
    starts = Day()
    ends = Day()
    numbers = CharField(default="")
    reason = CharField(16)
    comment = TextField(default="")
    by = ForeignKeyField(User)
    phoned_by = CharField(default="")
    created_at = Instant()
    edited_at = Instant(null=True)
    state = CharField(16, default=SENT)
    answered_by = ForeignKeyField(User, null=True)
    answered_at = Instant(null=True)
    answer = TextField(default="")
    version = IntegerField(default=0)

    class Meta:
        indexes: ClassVar[Any] = ((("student", "starts"), False),)

    @property
    def lesson_numbers(self) -> tuple[int, ...]:
        """Numbers of the lessons that it speaks of; empty for whole days."""
        return tuple(int(number) for number in self.numbers.split(",") if number)

    @property
    def reason_name(self) -> str:
        """The reason in words."""
        return str(REASONS[self.reason])

    @property
    def state_name(self) -> str:
        """The state in words."""
        return str(STATES[self.state])

    @property
    def stands(self) -> bool:
        """Whether it still speaks for the student: neither declined nor withdrawn."""
        return self.state in (SENT, ACCEPTED)

    @classmethod
    def whole(cls) -> "ModelSelect[Any]":
        """Notices with the student, and who gave and who answered them, the newest first."""
        pupil, answering = User.alias("pupil"), User.alias("answering")
        return (
            cls.select(cls, Student, pupil, User, answering)
            .join(Student)
            .join(pupil)
            .switch(cls)
            .join(User, on=(cls.by == User.id))
            .switch(cls)
            .join(answering, JOIN.LEFT_OUTER, on=(cls.answered_by == answering.id), attr="answered_by")
            .order_by(cls.created_at.desc(), cls.id.desc())
        )

    @classmethod
    def of_student(cls, student: Student | int) -> "ModelSelect[Any]":
        """The student's notices in all states, the newest first."""
        return cls.whole().where(cls.student == student)

    @classmethod
    def of_class(cls, class_id: int, since: date, today: date) -> "ModelSelect[Any]":
        """Notices of the class's students that reach to the day since or later, or wait for an answer."""
        pupils = Enrolment.select(Enrolment.student).where(
            Enrolment.school_class == class_id, current(Enrolment, today)
        )
        return cls.whole().where(cls.student.in_(pupils), (cls.ends >= since) | (cls.state == SENT))

    @classmethod
    def waiting_for(cls, teacher_id: int, today: date) -> "ModelSelect[Any]":
        """Notices that wait for the answer of this class teacher."""
        led = Enrolment.select(Enrolment.student).join(SchoolClass)
        pupils = led.where(SchoolClass.class_teacher == teacher_id, current(Enrolment, today))
        return cls.whole().where(cls.student.in_(pupils), cls.state == SENT)


class Register(Table):
    """What the teacher entered for a student in a lesson: present, absent, late, excused, ill.

    No row: nothing was entered; then a notice that covers the lesson speaks (absence/register.py).
    """

    lesson = ForeignKeyField(Lesson, backref="register")
    student = ForeignKeyField(Student)
    kind = CharField(16)
    minutes_late = SmallIntegerField(null=True)
    by = ForeignKeyField(User)
    at = Instant()
    version = IntegerField(default=0)

    class Meta:
        indexes: ClassVar[Any] = ((("lesson", "student"), True), (("student", "lesson"), False))
