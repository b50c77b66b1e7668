"""What a teacher sends from a lesson's sheet, marks apart."""

import re

from wtforms import BooleanField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from webapp.journal.column import Entered
from webapp.saving import Form


class RegisterForm(Form):
    """The wanted entry of one student, and the version of the entry seen."""

    kind = StringField("Отметка")
    minutes = IntegerField("Минут", validators=[Optional()])
    seen = IntegerField("Версия", validators=[Optional()])


class RestForm(Form):
    """That the rest of the list is present: nothing but the button."""


class ColumnForm(Form):
    """A column as it was pasted, with whom it begins, and what the teacher saw before it was confirmed."""

    column = TextAreaField("Столбец")
    first = IntegerField("Начиная с", validators=[Optional()])
    seen = StringField("Проверено")


class ColumnUndoForm(Form):
    """A column just given: ids of its marks, `12.13`; its entries: student.version.before."""

    marks = StringField("Оценки")
    entered = StringField("Посещаемость")

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

    topic = StringField("Тема урока")
    seen = StringField("Версия")


class HomeworkForm(Form):
    """Homework: the text, what kind, for whom (nobody: the whole group), for which later lesson."""

    text = TextAreaField("Задание")
    kind = StringField("Вид", default="mandatory")
    pupil = IntegerField("Кому", validators=[Optional()])
    due = IntegerField("На урок", validators=[Optional()])
    version = IntegerField("Версия", validators=[Optional()])


class HomeworkWithdrawalForm(Form):
    """Taking back the homework that was seen as version."""

    version = IntegerField("Версия", validators=[InputRequired("Откройте урок заново.")])


class CopyForm(Form):
    """The parallel groups to copy homework to."""

    group = SelectMultipleField("Кому", coerce=int, validate_choice=False)


class BagItemForm(Form):
    """Whether an item is needed: in this lesson, or in every lesson of the group (always)."""

    item_id = IntegerField("Предмет", validators=[InputRequired("Выберите предмет.")])
    needed = BooleanField("Нужно")
    always = BooleanField("На каждый урок")


class NewItemForm(Form):
    """An item that the school's list lacks."""

    name = StringField("Что взять")
    grams = IntegerField("Вес, г", [InputRequired("Напишите вес в граммах.")])
    kind = StringField("Вид", default="other")
    always = BooleanField("На каждый урок")
