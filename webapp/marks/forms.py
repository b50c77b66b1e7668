"""What a teacher sends with a mark."""

from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import InputRequired, Optional

from webapp.language import lazy
from webapp.saving import Form


class MarkForm(Form):
    """A mark from the keypad. work and scale are what the sheet was set to."""

    value = StringField(lazy("Оценка"))
    scale = StringField(lazy("Шкала"))
    work = IntegerField(lazy("Вид работы"), validators=[Optional()])
    uncounted = BooleanField(lazy("Не в счёт"))
    comment = StringField(lazy("Комментарий"))


class CorrectionForm(Form):
    """A correction of the mark that was seen as version."""

    version = IntegerField(lazy("Версия"), validators=[InputRequired(lazy("Откройте урок заново."))])
    value = StringField(lazy("Оценка"))
    control = IntegerField(lazy("Вид работы"), validators=[Optional()])
    uncounted = BooleanField(lazy("Не в счёт"))
    comment = StringField(lazy("Комментарий"))
    reason = StringField(lazy("Причина"))


class WithdrawalForm(Form):
    """Taking back the mark that was seen as version."""

    version = IntegerField(lazy("Версия"), validators=[InputRequired(lazy("Откройте урок заново."))])
    reason = StringField(lazy("Причина"))
