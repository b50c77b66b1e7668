"""What a teacher sends with a mark."""

from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import InputRequired, Optional

from webapp.saving import Form


class MarkForm(Form):
    """A mark from the keypad. work and scale are what the sheet was set to."""

    value = StringField()
    scale = StringField()
    work = IntegerField(validators=[Optional()])
    uncounted = BooleanField()
    comment = StringField()


class CorrectionForm(Form):
    """A correction of the mark that was seen as version."""

    version = IntegerField(validators=[InputRequired("Откройте урок заново.")])
    value = StringField()
    control = IntegerField(validators=[Optional()])
    uncounted = BooleanField()
    comment = StringField()
    reason = StringField()


class WithdrawalForm(Form):
    """Taking back the mark that was seen as version."""

    version = IntegerField(validators=[InputRequired("Откройте урок заново.")])
    reason = StringField()
