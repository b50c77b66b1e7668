"""The shape of what families send about homework."""

from wtforms import RadioField
from wtforms.validators import InputRequired

from webapp.saving import Form

_WORDS = {"1": "сделано", "0": "не сделано"}


class DoneForm(Form):
    """The wanted state of the tick."""

    done = RadioField(choices=list(_WORDS.items()), validators=[InputRequired()])
