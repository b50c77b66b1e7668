"""Whose page it is stands at its top, and scripts bind every write made on it to that child."""

import re

import pytest

from tests.access_table import arguments
from tests.cast import NOW
from tests.test_access import routes
from webapp.absence.models import AbsenceNotice
from webapp.people.models import Student

CHILDREN = {"masha": ("Мария", 3), "petya": ("Пётр", 5)}


@pytest.fixture
def coloured(cast):
    """The two children, each with a colour of its own."""
    for login, (_, colour) in CHILDREN.items():
        Student.update(colour=colour).where(Student.id == cast.students[login]).execute()


def pages_about(app, cast, login):
    """Every page that names the student or a notice of his in its address."""
    student = cast.students[login]
    notice = AbsenceNotice.create(
        student=student, starts="2026-12-01", ends="2026-12-01", reason="ill", by=cast.users["orlov"],
        created_at=NOW,
    )  # fmt: skip
    values = {**arguments(cast), "student_id": student, "notice_id": notice.id}
    found = [route for route in routes(app, values) if route.method == "GET"]
    return [one.url for one in found if {"student_id", "notice_id"} & set(re.findall(r"(\w+)>", one.path))]


def is_locked(page, student_id, name, colour):
    """Name and colour at the top, the id on the content."""
    top = page.partition("<main")[0]
    head = re.search(rf'class="child child-{colour}">\s*<(?:summary|span)[^>]*>\s*<strong>([^<]+)', top)
    return head is not None and head[1] == name and f'data-child="{student_id}"' in page


@pytest.mark.parametrize("login", CHILDREN)
def test_every_page_about_a_child_says_whose_it_is(app, cast, visit, coloured, login):
    mother, opened = visit("orlova"), 0
    for url in pages_about(app, cast, login):
        for partial in (False, True):
            answer = mother.get(url, partial=partial, follow_redirects=True)
            if answer.status_code == 404:  # the office's
                continue
            assert answer.status_code == 200, url
            assert is_locked(answer.text, cast.students[login], *CHILDREN[login]), url
            opened += 1
    assert opened >= 20


def test_a_refused_form_stays_bound_to_its_child(cast, visit, coloured):
    answer = visit("orlova").post(f"/students/{cast.students['petya']}/absences/", {"reason": "ill"})
    assert answer.status_code == 422
    assert is_locked(answer.text, cast.students["petya"], *CHILDREN["petya"])


def test_the_only_childs_first_page_is_bound_and_pages_about_no_child_are_not(cast, visit):
    assert f'data-child="{cast.students["artyom"]}"' in visit("chuzhova").get("/").text
    for url in ("/", "/more", "/lately", "/waiting", "/device", "/password"):
        assert "data-child=" not in visit("orlova").get(url).text.partition("<main")[2].partition(">")[0], url
