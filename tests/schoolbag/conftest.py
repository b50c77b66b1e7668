"""What is in Маша's bag, and how a family sees it."""

import pytest

from webapp.people import children
from webapp.schoolbag.days import bag_of
from webapp.schoolbag.models import BagItem, GroupItem


@pytest.fixture
def item(cast):
    """item("Алгебра", 350, "maths") stands on the home school's list; each lesson of the group needs it."""

    def adding(name, grams, group=None, kind="textbook", **rest):
        row = BagItem.create(school=cast.schools["home"], name=name, grams=grams, kind=kind, **rest)
        if group:
            GroupItem.create(group=cast.groups[group], item=row)
        return row

    return adding


@pytest.fixture
def shown(app, cast, who):
    """shown(day) is Маша's bag of the day and those around it, as her mother sees them, or another viewer."""

    def look(day, viewer="orlova"):
        with app.app_context():
            child = children.reachable(who(viewer), cast.students["masha"])
            assert child
            return bag_of(child, day)

    return look
