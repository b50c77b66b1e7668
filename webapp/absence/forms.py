"""What is typed in an absence notice and in the answer to it."""

from wtforms import (
    HiddenField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from webapp.absence.models import REASONS, AbsenceNotice
from webapp.absence.notices import Claim
from webapp.language import _, lazy
from webapp.saving import Form
from webapp.timetable.forms import DayField

NUMBERS = range(16)
_LONG = Length(max=1000, message=lazy("Не больше 1000 знаков."))


class NoticeForm(Form):
    """Days, whole or some lessons of them, the reason, a comment; version of the notice that is changed."""

    starts = DayField(lazy("С какого дня"), [InputRequired(lazy("Выберите первый день."))])
    ends = DayField(lazy("По какой день"), [InputRequired(lazy("Выберите последний день."))])
    extent = RadioField(
        lazy("Сколько"),
        choices=[SelectChoice("whole", lazy("Весь день")), SelectChoice("some", lazy("Отдельные уроки"))],
        default="whole",
        validate_choice=False,
    )
    numbers = SelectMultipleField(lazy("Уроки"), choices=[SelectChoice(str(n)) for n in NUMBERS], coerce=int)
    reason = RadioField(
        lazy("Причина"),
        [InputRequired(lazy("Выберите причину."))],
        choices=[SelectChoice(*reason) for reason in REASONS.items()],
        validate_choice=False,
    )
    comment = TextAreaField(lazy("Комментарий"), [_LONG])
    version = IntegerField(lazy("Версия"), default=0, validators=[Optional()])

    def validate_numbers(self, field: SelectMultipleField) -> None:
        """Chosen lessons are named, and only where lessons were to be chosen."""
        if self.extent.data == "some" and not field.data:
            raise ValidationError(_("Отметьте хотя бы один урок."))

    @property
    def claim(self) -> Claim:
        """What the family says; of a form that is valid."""
        numbers = tuple(self.numbers.data or ()) if self.extent.data == "some" else ()
        first, last = self.starts.data, self.ends.data
        assert first and last
        return Claim(first, last, self.reason.data or "", self.comment.data or "", numbers)

    @classmethod
    def of(cls, notice: AbsenceNotice) -> "NoticeForm":
        """The form filled with the notice as it is."""
        return cls(
            formdata=None,
            data={
                **{
                    name: getattr(notice, name) for name in ("starts", "ends", "reason", "comment", "version")
                },
                "numbers": list(notice.lesson_numbers),
                "extent": "some" if notice.numbers else "whole",
            },
        )


class CallForm(NoticeForm):
    """A notice taken by phone: also about whom, and who called."""

    student_id = HiddenField(lazy("Ученик"), [InputRequired(lazy("Выберите ученика."))])
    phoned_by = StringField(
        lazy("Кто позвонил"),
        [
            InputRequired(lazy("Напишите, кто позвонил.")),
            Length(max=100, message=lazy("Не длиннее 100 знаков.")),
        ],
    )


class AnswerForm(Form):
    """The class teacher's decision, with the words that the family reads."""

    decision = StringField(lazy("Ответ"), validators=[InputRequired(lazy("Примите или отклоните."))])
    text = TextAreaField(lazy("Пояснение для семьи"), [_LONG])
    version = IntegerField(lazy("Версия"), validators=[InputRequired(lazy("Откройте страницу заново."))])

    def validate_decision(self, field: StringField) -> None:
        """One of the two buttons was pressed."""
        if field.data not in ("accept", "decline"):
            raise ValidationError(_("Примите или отклоните."))


class WithdrawForm(Form):
    """Nothing is typed to withdraw a notice."""
