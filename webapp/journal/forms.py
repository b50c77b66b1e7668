"""What a teacher sends from a lesson's sheet, marks apart."""

import re

from wtforms import BooleanField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from webapp.journal.column import Entered
from webapp.language import lazy
from webapp.saving import Form


class RegisterForm(Form):
    """The wanted entry of one student, and the version of the entry seen."""

    kind = StringField(lazy("Отметка"))
    minutes = IntegerField(lazy("Минут"), validators=[Optional()])
    seen = IntegerField(lazy("Версия"), validators=[Optional()])


class RestForm(Form):
    """That the rest of the list is present: nothing but the button."""


class ColumnForm(Form):
    """A column as it was pasted, with whom it begins, and what the teacher saw before it was confirmed."""

    column = TextAreaField(lazy("Столбец"))
    first = IntegerField(lazy("Начиная с"), validators=[Optional()])
    seen = StringField(lazy("Проверено"))


class ColumnUndoForm(Form):
    """A column just given: ids of its marks, `12.13`; its entries: student.version.before."""

    marks = StringField(lazy("Оценки"))
    entered = StringField(lazy("Посещаемость"))

    @property
    def mark_ids(self) -> list[int]:
        """Ids of the marks."""
        return [int(number) for number in re.findall(r"\b[0-9]{1,18}\b", self.marks.data or "")]

    @property
    def entries(self) -> list[Entered]:
        """The entries of the register."""
        found = re.findall(r"\b([0-9]{1,18})\.([0-9]{1,9})\.([a-z]+)", self.entered.data or "")
        return [Entered(int(student), int(version), before) for student, version, before in found]


class TopicForm(Form):
    """The topic, and the one that the page showed."""

    topic = StringField(lazy("Тема урока"))
    seen = StringField(lazy("Версия"))


class HomeworkForm(Form):
    """Homework: the text, what kind, for whom (nobody: the whole group), for which later lesson."""

    text = TextAreaField(lazy("Задание"))
    kind = StringField(lazy("Вид задания"), default="mandatory")
    pupil = IntegerField(lazy("Кому"), validators=[Optional()])
    due = IntegerField(lazy("На урок"), validators=[Optional()])
    version = IntegerField(lazy("Версия"), validators=[Optional()])


class HomeworkWithdrawalForm(Form):
    """Taking back the homework that was seen as version."""

    version = IntegerField(lazy("Версия"), validators=[InputRequired(lazy("Откройте урок заново."))])


class CopyForm(Form):
    """The parallel groups to copy homework to."""

    group = SelectMultipleField(lazy("Кому"), coerce=int, validate_choice=False)


class BagItemForm(Form):
    """Whether an item is needed: in this lesson, or in every lesson of the group (always)."""

    item_id = IntegerField(lazy("Предмет из списка"), validators=[InputRequired(lazy("Выберите предмет."))])
    needed = BooleanField(lazy("Нужно"))
    always = BooleanField(lazy("На каждый урок"))


class NewItemForm(Form):
    """An item that the school's list lacks."""

    name = StringField(lazy("Что взять"))
    grams = IntegerField(lazy("Вес, г"), [InputRequired(lazy("Напишите вес в граммах."))])
    kind = StringField(lazy("Вид предмета"), default="other")
    always = BooleanField(lazy("На каждый урок"))
