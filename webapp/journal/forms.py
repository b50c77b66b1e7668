"""What a teacher sends from a lesson's sheet, marks apart."""

from wtforms import BooleanField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from webapp.saving import Form


class RegisterForm(Form):
    """The wanted entry of one student, and the version of the entry seen."""

    kind = StringField("Отметка")
    minutes = IntegerField("Минут", validators=[Optional()])
    seen = IntegerField("Версия", validators=[Optional()])


class RestForm(Form):
    """That the rest of the list is present: nothing but the button."""


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
