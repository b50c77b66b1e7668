"""Markup in everything that people type, and then every page as everybody who may open it."""

import pytest
from peewee import CharField, TextField

from tests.access_table import RULES, arguments
from tests.test_access import routes
from webapp.absence.models import AbsenceNotice
from webapp.homework.models import Homework
from webapp.marks.models import FormOfControl, Mark
from webapp.people.models import Group, SchoolClass, User
from webapp.school.models import BellScheme, Holiday, Room, School, Subject
from webapp.schoolbag.models import BagItem
from webapp.timetable.models import Lesson

pytestmark = pytest.mark.whole
EVIL = "'\"><img src=x onerror=alert(1)>{{7*7}}"
TYPED = {
    User: ["surname", "given_name", "patronymic", "phone", "email"],
    School: ["name"],
    Subject: ["name", "short"],
    Room: ["name"],
    Holiday: ["name"],
    BellScheme: ["name"],
    SchoolClass: ["name"],
    Group: ["name"],
    Lesson: ["topic", "reason"],
    Homework: ["text"],
    AbsenceNotice: ["comment", "answer", "phoned_by"],
    FormOfControl: ["name", "short"],
    Mark: ["comment"],
    BagItem: ["name"],
}


def poison() -> None:
    """Put markup into every column that holds what somebody typed."""
    for table, names in TYPED.items():
        for row in table.select():
            for name in names:
                column = table._meta.fields[name]
                assert isinstance(column, CharField | TextField)
                room = getattr(column, "max_length", None) or 255
                setattr(row, name, f"{row.id}{EVIL}"[:room])
            row.save()


def test_markup_that_was_typed_is_text_on_every_page(app, cast, visit):
    urls = list(routes(app, arguments(cast)))
    poison()
    shown = 0
    for route in urls:
        for member in sorted(RULES[route.rule].allowed) if route.method == "GET" else ():
            answer = visit(member).get(route.url)
            assert answer.status_code < 400, (member, route.url)
            if answer.mimetype != "text/html":
                continue
            assert "<img src=x" not in answer.text, (member, route.url)
            assert "onerror=alert(1)>49" not in answer.text, (member, route.url)
            shown += "&lt;img src=x" in answer.text
    assert shown > 100


def test_every_answer_forbids_frames_and_foreign_scripts(app, cast, visit):
    for route in routes(app, arguments(cast)):
        for member in (None, "orlova", "kuznetsova", "kim"):
            client = visit(member).client
            answer = client.get(route.url) if route.method == "GET" else client.post(route.url)
            policy = answer.headers["Content-Security-Policy"]
            assert "frame-ancestors 'none'" in policy, route.url
            assert "script-src 'self'" in policy, route.url
            assert "unsafe" not in policy, route.url
