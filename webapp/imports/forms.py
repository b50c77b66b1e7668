"""What the operator sends with a file."""

from datetime import date
from pathlib import PurePath
from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired, ValidationError

from webapp.imports.countries import COUNTRIES
from webapp.imports.jobs import PEOPLE, ROSTER, TIMETABLE, bells_name
from webapp.imports.problems import ImportProblem, either
from webapp.language import _, lazy
from webapp.saving import Form
from webapp.school.models import School
from webapp.timetable.forms import DayField

_LONGEST_NAME = 120


class FileForm(Form):
    """A file of a kind, whose name ends as endings say."""

    kind = ""
    endings: tuple[str, ...] = ()
    file = FileField(lazy("Файл"), [FileRequired(lazy("Выберите файл."))])

    def validate_file(self, field: FileField) -> None:
        """The file's name ends as its kind does."""
        if field.data and not field.data.filename.lower().endswith(self.endings):
            endings = either(self.endings)
            raise ValidationError(_("Это файл другого вида. Нужен файл %(endings)s.", endings=endings))

    @property
    def name(self) -> str:
        """The file's name, for messages."""
        return PurePath(self.file.data.filename.replace("\\", "/")).name[-_LONGEST_NAME:]

    def content(self) -> bytes:
        """The file's bytes."""
        return self.file.data.read()

    def more(self) -> bytes | None:
        """The second file's bytes."""
        return None

    def options(self) -> dict[str, Any]:
        """What else was chosen, as jobs.read_job takes it."""
        return {}

    def tell(self, problem: ImportProblem) -> None:
        """Put what is wrong with the file beside its field, one line each."""
        field: FileField = self.file
        field.errors = [*field.errors, *problem.lines()]


class TimetableForm(FileForm):
    """A timetable of FET, from a day to a day."""

    kind, endings = TIMETABLE, (".fet", ".csv")
    first = DayField(lazy("Действует с"), [InputRequired(lazy("Выберите первый день."))])
    last = DayField(lazy("По"), [InputRequired(lazy("Выберите последний день уроков."))])
    country = SelectField(lazy("Праздники какой страны"))
    bells = FileField(lazy("Звонки (если их нет в расписании)"))

    def offer(self, school: School) -> None:
        """The countries to choose from; the school's own is among them."""
        names = {code: country.name for code, country in COUNTRIES.items()}
        self.country.choices = list({school.country: school.country, **names}.items())

    def validate_last(self, field: DayField) -> None:
        """The last day is not before the first, and a year is enough."""
        first, last = self.first.data, field.data
        if not isinstance(first, date) or not isinstance(last, date):
            return
        if last < first:
            raise ValidationError(_("Последний день раньше первого."))
        if (last - first).days > 366:
            raise ValidationError(_("Больше года: расписание загружается на один учебный год."))

    def validate_bells(self, field: FileField) -> None:
        """Bells come as CSV."""
        if field.data and not field.data.filename.lower().endswith(".csv"):
            raise ValidationError(_("Звонки — файл .csv со столбцами «номер», «начало», «конец»."))

    def more(self) -> bytes | None:
        """The bells."""
        return self.bells.data.read() if self.bells.data else None

    def options(self) -> dict[str, Any]:
        """Days and country."""
        assert self.first.data and self.last.data
        days = {"first": self.first.data.isoformat(), "last": self.last.data.isoformat()}
        return {**days, "country": self.country.data}

    def tell(self, problem: ImportProblem) -> None:
        """What is wrong with the bells stands beside the bells."""
        of_bells = [one for one in problem.problems if one.file == bells_name()]
        if of_bells:
            self.bells.errors = [*self.bells.errors, *map(str, of_bells)]
            return
        super().tell(problem)


class RosterForm(FileForm):
    """A OneRoster package."""

    kind, endings = ROSTER, (".zip",)


class PeopleForm(FileForm):
    """An office's list of students and guardians."""

    kind, endings = PEOPLE, (".xlsx",)
    partial = BooleanField(lazy("В файле не все ученики классов: кого нет, те остаются"))

    def options(self) -> dict[str, Any]:
        """Whether those who are missing leave."""
        return {"whole": not self.partial.data}


FORMS: dict[str, type[FileForm]] = {form.kind: form for form in (TimetableForm, RosterForm, PeopleForm)}
