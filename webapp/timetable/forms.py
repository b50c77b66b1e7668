"""What people type about days and changes of the timetable."""

from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, Optional

from webapp.changes.once import Refused
from webapp.language import lazy
from webapp.saving import Form
from webapp.school.forms import DayField as DayField
from webapp.timetable.checking import Objection


class ChangeForm(Form):
    """What every change of a lesson sends: the version that was seen, and the tick against an objection."""

    version = IntegerField(validators=[InputRequired(lazy("Откройте страницу заново."))])
    insist = BooleanField(lazy("Всё равно"))
    may_insist = False

    def refuse(self, refusal: Refused) -> None:
        """After an objection the tick is offered."""
        super().refuse(refusal)
        self.may_insist = isinstance(refusal, Objection)


class ReplaceForm(ChangeForm):
    """Who gives the lesson instead, which subject (none: the same), and why."""

    teacher = IntegerField(lazy("Кто проведёт"), [InputRequired(lazy("Выберите учителя."))])
    subject = IntegerField(lazy("Предмет"), [Optional()])
    reason = StringField(lazy("Причина"), [Length(max=200, message=lazy("Не длиннее 200 знаков."))])


class MoveForm(ChangeForm):
    """Where the lesson goes, and why."""

    date = DayField(lazy("На какой день"), [InputRequired(lazy("Выберите день."))])
    number = IntegerField(lazy("Номер урока"), [InputRequired(lazy("Напишите номер урока."))])
    reason = StringField(lazy("Причина"), [Length(max=200, message=lazy("Не длиннее 200 знаков."))])


class RoomForm(ChangeForm):
    """Into which room."""

    room = IntegerField(lazy("Кабинет"), [InputRequired(lazy("Выберите кабинет."))])


class CancelForm(ChangeForm):
    """Why the lesson is not held."""

    reason = StringField(
        lazy("Причина"), [InputRequired(lazy("Напишите, почему урок отменён: это прочтут семьи."))]
    )


class RestoreForm(ChangeForm):
    """Nothing more is typed to bring the lesson back as planned."""
