"""What teachers entered before a test begins."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from webapp import clock
from webapp.homework.models import MANDATORY, Homework
from webapp.marks.models import FormOfControl, Mark, MarkVersion
from webapp.people import children
from webapp.people.children import Child

MONDAY = date(2026, 11, 16)


@pytest.fixture
def give(cast: Any) -> Callable[..., Mark]:
    """give("masha", "maths", day, "4", comment="…") is a mark with its first version."""

    def giving(login: str, group: str, day: date, value: str, form: str = "Контрольная работа", **rest: Any):
        control, _ = FormOfControl.get_or_create(
            school=cast.schools["home"], name=form, defaults={"weight": 5}
        )
        lesson, now = cast.lesson(group, day), clock.now()
        common = {"form": control, "scale": "5", "value": value, "by": lesson.teacher_id, "at": now, **rest}
        mark = Mark.create(lesson=lesson, student=cast.students[login], **common)
        MarkVersion.create(mark=mark, number=1, **{"counted": True, **common})
        return mark

    return giving


@pytest.fixture
def due(cast: Any) -> Callable[..., Homework]:
    """due("maths", day, "§ 14") is homework due at the group's lesson of the day."""

    def setting(group: str, day: date, text: str = "", kind: str = MANDATORY, login: str = "") -> Homework:
        now = clock.now() - timedelta(days=1)
        return Homework.create(
            group=cast.groups[group],
            student=cast.students[login] if login else None,
            lesson=cast.lesson(group, day),
            due=day,
            kind=kind,
            text=text,
            by=cast.users["kuznetsova"],
            created_at=now,
            edited_at=now,
        )

    return setting


@pytest.fixture
def seen(app: Any, cast: Any, who: Any) -> Iterator[Callable[..., Child]]:
    """seen("orlova", "masha") is the child as the viewer may see it."""
    with app.app_context():

        def reach(viewer: str, login: str) -> Child:
            child = children.reachable(who(viewer), cast.students[login])
            assert child, f"{viewer} may not see {login}"
            return child

        yield reach
