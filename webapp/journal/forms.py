"""What a teacher sends from a lesson's sheet, marks apart."""

from wtforms import BooleanField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from webapp.saving import Form


class RegisterForm(Form):
    """The wanted entry of one student, and the version of the entry seen."""

    kind = StringField()
    minutes = IntegerField(validators=[Optional()])
    seen = IntegerField(validators=[Optional()])


class RestForm(Form):
    """That the rest of the list is present: nothing but the button."""


class TopicForm(Form):
    """The topic, and the one that the page showed."""

    topic = StringField("Тема урока")
    seen = StringField()


class HomeworkForm(Form):
    """Homework: the text, what kind, for whom (nobody: the whole group), for which later lesson."""

    text = TextAreaField("Задание")
    kind = StringField(default="mandatory")
    pupil = IntegerField(validators=[Optional()])
    due = IntegerField(validators=[Optional()])
    version = IntegerField(validators=[Optional()])


class HomeworkWithdrawalForm(Form):
    """Taking back the homework that was seen as version."""

    version = IntegerField(validators=[InputRequired("Откройте урок заново.")])


class CopyForm(Form):
    """The parallel groups to copy homework to."""

    group = SelectMultipleField("Кому", coerce=int, validate_choice=False)


class BagItemForm(Form):
    """Whether an item is needed: in this lesson, or in every lesson of the group (always)."""

    item_id = IntegerField(validators=[InputRequired("Выберите предмет.")])
    needed = BooleanField()
    always = BooleanField()


class NewItemForm(Form):
    """An item that the school's list lacks."""

    name = StringField("Что взять")
    grams = IntegerField("Вес, г", [InputRequired("Напишите вес в граммах.")])
    kind = StringField(default="other")
    always = BooleanField()
