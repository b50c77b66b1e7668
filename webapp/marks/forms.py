"""What a teacher sends with a mark."""

from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import InputRequired, Optional

from webapp.saving import Form


class MarkForm(Form):
    """A mark from the keypad. work and scale are what the sheet was set to."""

    value = StringField("Оценка")
    scale = StringField("Шкала")
    work = IntegerField("Вид работы", validators=[Optional()])
    uncounted = BooleanField("Не в счёт")
    comment = StringField("Комментарий")


class CorrectionForm(Form):
    """A correction of the mark that was seen as version."""

    version = IntegerField("Версия", validators=[InputRequired("Откройте урок заново.")])
    value = StringField("Оценка")
    control = IntegerField("Вид работы", validators=[Optional()])
    uncounted = BooleanField("Не в счёт")
    comment = StringField("Комментарий")
    reason = StringField("Причина")


class WithdrawalForm(Form):
    """Taking back the mark that was seen as version."""

    version = IntegerField("Версия", validators=[InputRequired("Откройте урок заново.")])
    reason = StringField("Причина")
