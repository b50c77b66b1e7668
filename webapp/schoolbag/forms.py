"""The shape of what families send about the bag."""

from wtforms import RadioField
from wtforms.validators import InputRequired

from webapp.saving import Form
from webapp.schoolbag.packing import STATES


class PackingForm(Form):
    """The wanted state of an item."""

    state = RadioField(choices=[(state, state) for state in STATES], validators=[InputRequired()])
