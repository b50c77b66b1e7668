"""The shape of what families send about homework."""

from wtforms import StringField
from wtforms.validators import AnyOf

from webapp.language import lazy
from webapp.saving import Form


class DoneForm(Form):
    """The wanted state of the tick: 1 done, 0 not done."""

    done = StringField(lazy("Сделано"), validators=[AnyOf(("0", "1"))])
