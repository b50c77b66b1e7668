"""What a teacher sends with a remark."""

from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired

from webapp.language import lazy
from webapp.saving import Form


class RemarkForm(Form):
    """A remark: the text, and by which button it was sent, what it is about."""

    kind = StringField(lazy("О чём"))
    text = TextAreaField(lazy("Замечание"))


class RemarkEditForm(RemarkForm):
    """An edit of the remark that was seen as version."""

    version = IntegerField(lazy("Версия"), validators=[InputRequired(lazy("Откройте урок заново."))])


class RemarkWithdrawalForm(Form):
    """Taking back the remark that was seen as version."""

    version = IntegerField(lazy("Версия"), validators=[InputRequired(lazy("Откройте урок заново."))])
