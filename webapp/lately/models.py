"""Up to where each user has read what changed."""

from peewee import ForeignKeyField, TextField

from webapp.db import Instant, Table
from webapp.people.models import User


class LastLook(Table):
    """What a user has said to have read of the change log.

    Everything recorded by settled; and of what was recorded later the changes whose ids stand in seen, joined
    by commas. A change becomes visible a while after its instant, and on PostgreSQL not in the order of ids:
    neither an instant nor an id alone says that nothing before it is still to come.
    """

    user = ForeignKeyField(User, primary_key=True)
    settled = Instant()
    seen = TextField(default="")
