"""The shape of what families send about the bag."""

from wtforms import StringField
from wtforms.validators import AnyOf

from webapp.language import lazy
from webapp.saving import Form
from webapp.schoolbag.packing import STATES


class PackingForm(Form):
    """The wanted state of an item."""

    state = StringField(lazy("Состояние"), validators=[AnyOf(STATES)])
