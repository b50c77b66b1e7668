"""What the server does not take stays visible with its text, and holds up nothing else."""

import pytest

from tests.cast import TODAY
from tests.offline.writes import (
    give,
    is_back,
    is_kept,
    items,
    kind_of,
    marks,
    notices,
    open_lesson,
    open_page,
    pupil,
    register,
    says,
    tell,
    wait_for_count,
    wait_for_state,
    wait_until_sent,
    watch,
)
from webapp.absence.registering import enter
from webapp.people.viewer import read_viewer

pytestmark = pytest.mark.browser
FEVER = "Температура и кашель"
LONG = "Температура " + "и кашель " * 70_000


@pytest.fixture
def mother(server, weather, machine):
    """Orlova's phone behind a network that can break."""
    device = machine(weather.url)
    device.enter("orlova")
    return device


@pytest.fixture
def teacher(server, weather, machine):
    """Kuznetsova's lesson sheet."""
    device = machine(weather.url)
    device.enter("kuznetsova")
    open_lesson(server, device)
    return device


def make_offline(server, weather, device, words, starts, ends):
    """The form is open, then the network goes."""
    open_page(device, f"/students/{server.cast.students['masha']}/absences/new")
    weather.becomes("refuse")
    device.tick("[name=reason]")
    for name, text in (("starts", starts), ("ends", ends), ("comment", words)):
        device.fill(f"[name={name}]", text)
    watch(device)
    device.tick("main form[method=post] button[type=submit].primary")
    is_kept(device, "")
    weather.becomes("pass")


def test_20_a_422_is_visible_where_it_was_made_and_in_the_list_with_its_text(server, weather, mother):
    make_offline(server, weather, mother, FEVER, "2026-11-20", "2026-11-19")
    is_back(mother)
    says(mother, "[data-outbox].refused", FEVER)
    says(mother, "[data-outbox].refused", "не принято")
    open_page(mother, "/waiting")
    says(mother, "[data-list] > li", FEVER)
    says(mother, "[data-list] > li.refused .waiting-told", items(mother)[0]["told"]["errors"][0]["text"])
    assert notices(server) == []
    tell(server, mother, "Другая", "2026-11-19", "2026-11-20")
    wait_for_count(mother, 1)
    assert notices(server) == ["Другая"]


def test_20_what_is_too_long_for_the_server_is_visible_too(server, weather, mother):
    make_offline(server, weather, mother, LONG, "2026-11-19", "2026-11-20")
    is_back(mother)
    wait_for_state(mother, "refused")
    told = items(mother)[0]["told"]
    assert told["status"] in (400, 413, 422)
    open_page(mother, "/waiting")
    says(mother, "[data-list] > li.refused", "и кашель")
    assert notices(server) == []


def test_20_a_refused_write_holds_up_nothing_that_comes_after_it(server, weather, teacher):
    weather.becomes("refuse")
    refuse_me = "(css) => { document.querySelector(`${css} [name=scale]`).value = 'no such'; return true; }"
    teacher.script(refuse_me, pupil(server, "yozhik"))
    watch(teacher)
    give(server, teacher, "yozhik", "2")
    is_kept(teacher, pupil(server, "yozhik"))
    teacher.script(
        "(css) => { document.querySelector(`${css} [name=scale]`).value = '5'; return true; }",
        pupil(server, "yozhik"),
    )
    give(server, teacher, "yozhik", "5")
    register(server, teacher, "yozhik", "late")
    wait_for_count(teacher, 3)
    weather.becomes("pass")
    is_back(teacher)
    wait_for_count(teacher, 1)
    assert [(item["state"], dict(item["fields"])["value"]) for item in items(teacher)] == [("refused", "2")]
    assert marks(server) == ["5"]
    assert kind_of(server, "yozhik") == "late"
    says(teacher, f"{pupil(server, 'yozhik')} [data-outbox].refused", "не принято")


def test_20_a_form_of_one_child_is_not_taken_for_another(server, weather, mother):
    petya = str(server.cast.students["petya"])
    open_page(mother, f"/students/{server.cast.students['masha']}/absences/new")
    weather.becomes("refuse")
    mother.script("(id) => { document.getElementById('content').dataset.child = id; return true; }", petya)
    for name, text in (("starts", "2026-11-19"), ("ends", "2026-11-20"), ("comment", FEVER)):
        mother.fill(f"[name={name}]", text)
    mother.tick("[name=reason]")
    watch(mother)
    mother.tick("main form[method=post] button[type=submit].primary")
    is_kept(mother, "")
    weather.becomes("pass")
    is_back(mother)
    wait_for_state(mother, "refused")
    assert items(mother)[0]["told"]["status"] == 403
    open_page(mother, "/waiting")
    says(mother, "[data-list] > li.refused", FEVER)
    assert notices(server) == []


@pytest.fixture
def overtaken(server, weather, teacher):
    """«нет на уроке» waited while the same teacher entered «опоздал» elsewhere; the list shows both."""
    weather.becomes("refuse")
    watch(teacher)
    register(server, teacher, "yozhik", "absent")
    is_kept(teacher, pupil(server, "yozhik"))
    with server.database():
        by = read_viewer(server.cast.users["kuznetsova"])
        assert by
        enter(server.cast.lesson("maths", TODAY), server.cast.students["yozhik"], by=by, kind="late")
    weather.becomes("pass")
    is_back(teacher)
    says(teacher, f"{pupil(server, 'yozhik')} [data-outbox].conflict", "тем временем это изменили")
    open_page(teacher, "/waiting")
    says(teacher, ".side [data-put=theirs]", "оп")
    says(teacher, ".side [data-put=mine]", "н")
    assert kind_of(server, "yozhik") == "late"
    return teacher


def test_21_of_a_stale_mark_mine_is_chosen(server, overtaken):
    overtaken.click("[data-act=mine]")
    wait_until_sent(overtaken)
    assert kind_of(server, "yozhik") == "absent"


def test_21_of_a_stale_mark_theirs_is_left(server, overtaken):
    overtaken.click("[data-act=theirs]")
    wait_until_sent(overtaken)
    assert kind_of(server, "yozhik") == "late"
