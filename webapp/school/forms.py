"""What people type about the calendar and the bells."""

from typing import Any

import wtforms
from wtforms import (
    DateField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, Optional

from webapp.language import _, lazy
from webapp.saving import Form
from webapp.school import periods
from webapp.school.breaks import KINDS, LONGEST_NAME, DaysOff
from webapp.school.models import Bell
from webapp.school.schemes import Ring

SPARE_ROWS = 2
_NUMBER = lazy("Напишите число.")


class DayField(DateField):
    """A date as the browser sends it, `2026-11-18`, or as people type it, `18.11.2026`."""

    def __init__(self, label: str, validators: list[Any] | None = None, **settings: Any):
        super().__init__(label, validators, format=["%Y-%m-%d", "%d.%m.%Y"], **settings)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the date. Raises ValueError, in words for people, for what is none."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Выберите день в календаре или напишите его так: 18.11.2026.")) from None


class ClockField(TimeField):
    """A time as `8:30`."""

    def __init__(self, label: str, validators: list[Any] | None = None, **settings: Any):
        super().__init__(label, validators, format=["%H:%M", "%H:%M:%S"], **settings)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the time. Raises ValueError, in words for people, for what is none."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Напишите время так: 8:30.")) from None


class DaysOffForm(Form):
    """Days without lessons; the last may be left empty for one day."""

    name = StringField(
        lazy("Название"),
        [InputRequired(lazy("Напишите название: его увидят семьи в дневнике.")), Length(max=LONGEST_NAME)],
    )
    kind = SelectField(lazy("Что это"), choices=[SelectChoice(*one) for one in KINDS.items()])
    starts = DayField(lazy("Первый день"), [InputRequired(lazy("Выберите первый день."))])
    ends = DayField(lazy("Последний день"), [Optional()])
    seen = HiddenField()

    def wanted(self) -> DaysOff:
        """What was typed, once it is valid."""
        assert self.starts.data
        return DaysOff(
            self.starts.data,
            self.ends.data or self.starts.data,
            " ".join((self.name.data or "").split()),
            self.kind.data,
        )


class RemovalForm(Form):
    """What stood when its removal was asked for."""

    seen = HiddenField()


class PeriodForm(Form):
    """A grading period."""

    kind = SelectField(lazy("Что это"), choices=[SelectChoice(*one) for one in periods.KINDS.items()])
    number = IntegerField(lazy("Номер"), [InputRequired(_NUMBER)], default=1)
    starts = DayField(lazy("Первый день"), [InputRequired(lazy("Выберите первый день."))])
    ends = DayField(lazy("Последний день"), [InputRequired(lazy("Выберите последний день."))])
    grade_from = IntegerField(lazy("С класса"), [InputRequired(_NUMBER)], default=periods.YOUNGEST)
    grade_to = IntegerField(lazy("По класс"), [InputRequired(_NUMBER)], default=periods.OLDEST)
    seen = HiddenField()

    def wanted(self) -> periods.Wanted:
        """What was typed, once it is valid."""
        return periods.Wanted(*(self._fields[name].data for name in periods.Wanted._fields))


class BellRow(wtforms.Form):
    """One lesson's place on the clock; a row without times is left out."""

    number = IntegerField(lazy("Урок"), [Optional()])
    starts = ClockField(lazy("Начало"), [Optional()])
    ends = ClockField(lazy("Конец"), [Optional()])


class SchemeForm(Form):
    """A set of bells. from_date: since when lessons of the usual set follow."""

    name = StringField(
        lazy("Название"), [InputRequired(lazy("Назовите набор звонков, например «Короткий день»."))]
    )
    shift = SelectField(
        lazy("Смена"),
        coerce=int,
        choices=[SelectChoice(1, lazy("Первая")), SelectChoice(2, lazy("Вторая"))],
        default=1,
    )
    from_date = DayField(lazy("С какого дня"), [Optional()])
    bells: Any = FieldList(FormField(BellRow), max_entries=20)
    seen = HiddenField()

    def lay(self, bells: list[Bell]) -> None:
        """Rows for the bells and some to spare, numbered on."""
        for bell in bells:
            self.bells.append_entry({"number": bell.number, "starts": bell.starts, "ends": bell.ends})
        following = bells[-1].number + 1 if bells else 1
        for number in range(following, following + (SPARE_ROWS if bells else 8)):
            self.bells.append_entry({"number": number})

    def title(self) -> str:
        """The name as it is kept."""
        return " ".join((self.name.data or "").split())

    def rings(self) -> list[Ring]:
        """The rows that have a time, as they were typed."""
        rows = [row.form for row in self.bells]
        return [
            Ring(row.number.data, row.starts.data, row.ends.data)
            for row in rows
            if row.starts.data or row.ends.data
        ]


class UsualForm(Form):
    """The day that rings as usual again."""

    date = DayField(lazy("День"), [InputRequired(lazy("Выберите день."))])


class ShortDaysForm(Form):
    """Days on which a shift rings by another set; the last may be left empty for one day."""

    scheme = SelectField(lazy("Как звонить"), coerce=int, validate_choice=False)
    starts = DayField(lazy("Первый день"), [InputRequired(lazy("Выберите день."))])
    ends = DayField(lazy("Последний день"), [Optional()])
