"""What people type about days and changes of the timetable."""

from typing import Any

from wtforms import BooleanField, DateField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, Optional

from webapp.changes.once import Refused
from webapp.saving import Form
from webapp.timetable.checking import Objection


class DayField(DateField):
    """A date as the browser sends it, `2026-11-18`, or as people type it, `18.11.2026`."""

    def __init__(self, label: str, validators: list[Any] | None = None, **settings: Any):
        super().__init__(label, validators, format=["%Y-%m-%d", "%d.%m.%Y"], **settings)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the date. Raises ValueError, in Russian, for what is none."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Выберите день в календаре или напишите его так: 18.11.2026.") from None


class ChangeForm(Form):
    """What every change of a lesson sends: the version that was seen, and the tick against an objection."""

    version = IntegerField(validators=[InputRequired("Откройте страницу заново.")])
    insist = BooleanField("Всё равно")
    may_insist = False

    def refuse(self, refusal: Refused) -> None:
        """After an objection the tick is offered."""
        super().refuse(refusal)
        self.may_insist = isinstance(refusal, Objection)


class ReplaceForm(ChangeForm):
    """Who gives the lesson instead, which subject (none: the same), and why."""

    teacher = IntegerField("Кто проведёт", [InputRequired("Выберите учителя.")])
    subject = IntegerField("Предмет", [Optional()])
    reason = StringField("Причина", [Length(max=200, message="Не длиннее 200 знаков.")])


class MoveForm(ChangeForm):
    """Where the lesson goes, and why."""

    date = DayField("На какой день", [InputRequired("Выберите день.")])
    number = IntegerField("Каким уроком", [InputRequired("Напишите номер урока.")])
    reason = StringField("Причина", [Length(max=200, message="Не длиннее 200 знаков.")])


class RoomForm(ChangeForm):
    """Into which room."""

    room = IntegerField("Кабинет", [InputRequired("Выберите кабинет.")])


class CancelForm(ChangeForm):
    """Why the lesson is not held."""

    reason = StringField("Причина", [InputRequired("Напишите, почему урок отменён: это прочтут семьи.")])


class RestoreForm(ChangeForm):
    """Nothing more is typed to bring the lesson back as planned."""
