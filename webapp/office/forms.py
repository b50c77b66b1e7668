"""What the office types about people."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from wtforms import BooleanField, FormField, HiddenField, SelectField, SelectMultipleField, StringField
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.changes.once import Refused
from webapp.language import _, lazy
from webapp.office.words import POSTS, TIES
from webapp.people.enrolling import Person, Relative
from webapp.people.models import SchoolClass, User
from webapp.people.tying import TIE_KINDS
from webapp.saving import Form
from webapp.timetable.forms import DayField

_NAME = Length(max=100, message=lazy("Не больше 100 знаков."))
_CONTACT = Length(max=120, message=lazy("Не больше 120 знаков."))
_CONFIRM = lazy("Это другой человек, добавить")


def _whole(value: Any) -> int:
    """An id, 0 for none. Raises ValueError for what cannot be one."""
    text = str(value or 0)
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise ValueError(f"not an id: {text!r}")
    return int(text)


def _chosen(field: DayField) -> date:
    assert field.data is not None
    return field.data


class PersonFields(PlainForm):
    """Name and contacts."""

    surname = StringField(lazy("Фамилия"), [_NAME])
    given_name = StringField(lazy("Имя"), [_NAME])
    patronymic = StringField(lazy("Отчество"), [_NAME])
    phone = StringField(lazy("Телефон"), [_CONTACT])
    email = StringField(lazy("Почта"), [_CONTACT])

    @property
    def person(self) -> Person:
        """What was typed, spaces at the ends cut."""
        fields = (self.surname, self.given_name, self.patronymic, self.phone, self.email)
        return Person(*((field.data or "").strip() for field in fields))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not any(self.person)


class RelativeFields(PersonFields):
    """A guardian beside a new student."""

    kind = SelectField(
        lazy("Кем приходится"),
        choices=[SelectChoice(k, TIES[k]) for k in TIE_KINDS if k != "proxy"],
        validate_choice=False,
    )


class PersonForm(Form, PersonFields):
    """A person's data. seen is what the form showed, to tell a correction made meanwhile."""

    surname = StringField(lazy("Фамилия"), [InputRequired(lazy("Впишите фамилию.")), _NAME])
    given_name = StringField(lazy("Имя"), [InputRequired(lazy("Впишите имя.")), _NAME])
    birth_date = DayField(lazy("Дата рождения"), [Optional()])
    seen = HiddenField()

    @classmethod
    def of(cls, user: User, birth_date: Any, seen: str) -> "PersonForm":
        """The form filled with the data as they are."""
        return cls(formdata=None, obj=user, birth_date=birth_date, seen=seen)


class LearningForm(Form):
    """A class from a day, with a subgroup for some subjects (0: none)."""

    school_class = SelectField(lazy("Класс"), coerce=_whole)
    starts = DayField(lazy("С какого дня"), [InputRequired(lazy("Выберите день."))])
    groups = SelectMultipleField(lazy("Подгруппы"), coerce=_whole, validate_choice=False)

    def offer(self, classes: Iterable[SchoolClass]) -> None:
        """The classes to choose from."""
        self.offered = {row.id: row for row in classes}
        self.school_class.choices = [(row.id, row.name) for row in self.offered.values()]

    @property
    def to_class(self) -> SchoolClass:
        """The class chosen; of a form that is valid."""
        return self.offered[self.school_class.data]

    @property
    def first_day(self) -> date:
        """The day chosen; of a form that is valid."""
        return _chosen(self.starts)

    @property
    def chosen(self) -> list[int]:
        """Ids of the subgroups chosen."""
        return [group for group in self.groups.data or [] if group]


class StudentForm(PersonForm, LearningForm):
    """A new student with up to two guardians."""

    birth_date = DayField(lazy("Дата рождения"), [InputRequired(lazy("Впишите дату рождения."))])
    guardian_1 = FormField(RelativeFields)
    guardian_2 = FormField(RelativeFields)
    confirmed = BooleanField(_CONFIRM)

    @property
    def born(self) -> date:
        """The birth date; of a form that is valid."""
        return _chosen(self.birth_date)

    def relatives(self) -> list[Relative]:
        """The guardians typed."""
        forms = (self.guardian_1.form, self.guardian_2.form)
        return [Relative(form.person, form.kind.data) for form in forms if not form.is_empty]

    def refuse(self, refusal: Refused) -> None:
        """A refusal about a guardian stands beside the guardian's field."""
        outer, _, inner = (refusal.field or "").partition("-")
        if not inner:
            super().refuse(refusal)
            return
        field = cast(Any, self._fields[outer]).form._fields[inner]
        field.errors = [*field.errors, refusal.message]


class StaffForm(PersonForm):
    """A new member of staff."""

    kinds = SelectMultipleField(
        lazy("Должности"),
        choices=[SelectChoice(*one) for one in POSTS.items()],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    starts = DayField(lazy("С какого дня"), [InputRequired(lazy("Выберите день."))])
    confirmed = BooleanField(_CONFIRM)

    @property
    def first_day(self) -> date:
        """The day chosen; of a form that is valid."""
        return _chosen(self.starts)


class LeavingForm(Form):
    """The last day of a student, or of a post."""

    last_day = DayField(lazy("Последний день"), [InputRequired(lazy("Выберите последний день."))])

    @property
    def day(self) -> date:
        """The day chosen; of a form that is valid."""
        return _chosen(self.last_day)


class TieForm(Form):
    """The tie of a guardian who is there already."""

    guardian = HiddenField(validators=[InputRequired(lazy("Выберите человека."))])
    kind = SelectField(
        lazy("Кем приходится"), choices=[SelectChoice(*one) for one in TIES.items()], validate_choice=False
    )
    until = DayField(lazy("Доступ до (для доверенного лица)"), [Optional()])


class GuardianForm(PersonForm):
    """A guardian who is not there yet."""

    kind = SelectField(
        lazy("Кем приходится"), choices=[SelectChoice(*one) for one in TIES.items()], validate_choice=False
    )
    until = DayField(lazy("Доступ до (для доверенного лица)"), [Optional()])


class PostForm(Form):
    """A post from a day."""

    kind = SelectField(
        lazy("Должность"), choices=[SelectChoice(*one) for one in POSTS.items()], validate_choice=False
    )
    starts = DayField(lazy("С какого дня"), [InputRequired(lazy("Выберите день."))])

    @property
    def first_day(self) -> date:
        """The day chosen; of a form that is valid."""
        return _chosen(self.starts)


class TeacherForm(Form):
    """Who leads the class; 0 is nobody."""

    teacher = SelectField(lazy("Классный руководитель"), coerce=_whole, validate_choice=False)


class AccessForm(Form):
    """To whom passwords are issued."""

    users = SelectMultipleField(lazy("Кому"), coerce=_whole, validate_choice=False)

    def validate_users(self, field: SelectMultipleField) -> None:
        """Somebody is chosen."""
        if not field.data:
            raise ValidationError(_("Отметьте хотя бы одного человека."))


class NothingForm(Form):
    """A button alone."""
