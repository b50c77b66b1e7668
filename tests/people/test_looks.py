"""The look that a user chooses: the rule, the page, what moves when it changes."""

import json
import re

import pytest

from webapp.changes.models import Change
from webapp.changes.once import Refused
from webapp.people.looks import AS_SYSTEM, FOR_LOW_VISION, Look, choose_look
from webapp.people.models import ChosenLook

DARK = Look(theme="dark")
LARGE = Look("light", "large", "loose", "hidden")


def test_who_chose_nothing_sees_what_the_device_is_set_to(who):
    assert who("orlova").look == AS_SYSTEM == Look("system", "usual", "usual", "shown")


def test_a_look_is_kept_for_who_chose_it_and_nobody_else(who, cast):
    choose_look(DARK, by=cast.users["orlova"])
    choose_look(LARGE, by=cast.users["orlova"])
    assert who("orlova").look == LARGE
    assert who("orlov").look == AS_SYSTEM
    assert ChosenLook.select().count() == 1


def test_a_choice_is_recorded_and_the_same_again_is_none(who, cast):
    for _ in range(2):
        choose_look(DARK, by=cast.users["masha"])
    (change,) = Change.select().where(Change.kind == "look.chosen")
    assert (change.user_id, change.school_id) == (cast.users["masha"], cast.schools["home"])
    assert change.before and change.after
    assert json.loads(change.before)["theme"] == "system"
    assert json.loads(change.after)["theme"] == "dark"


@pytest.mark.parametrize("name", Look._fields)
def test_a_word_that_there_is_not_is_refused_beside_its_field(cast, name):
    with pytest.raises(Refused) as refusal:
        choose_look(AS_SYSTEM._replace(**{name: "purple"}), by=cast.users["orlova"])
    assert refusal.value.field == name
    assert not ChosenLook.select().exists()


def looks(answer):
    """The look that a page says of itself, in the order of Look."""
    first = re.search(r'<a class="skip" href="#content"([^>]*)>', answer.text)
    assert first
    return tuple(re.findall(r'data-(?:theme|size|spacing|pictures)="(\w+)"', first[1]))


@pytest.mark.parametrize("login", ["orlova", "masha", "nina", "kuznetsova", "sokolov", "kim", "far_guardian"])
def test_everybody_chooses_a_look_and_every_page_has_it(visit, cast, login):
    visitor = visit(login)
    assert looks(visitor.get("/look")) == AS_SYSTEM
    answer = visitor.post("/look", LARGE._asdict())
    assert (answer.status_code, answer.location) == (303, "/look")
    for url in ("/", "/look", "/more", "/no-such-page"):
        for partial in (False, True):
            assert looks(visitor.get(url, partial=partial, follow_redirects=True)) == LARGE, url
    page = visitor.get("/look").text
    for name, word in LARGE._asdict().items():
        assert re.search(rf'<input checked [^>]*name="{name}"[^>]*value="{word}"', page), name


def test_the_version_for_low_vision_is_one_button_and_so_is_the_way_back(visit, cast, who):
    visitor = visit("nina")
    for button, wanted in (("Версия для слабовидящих", FOR_LOW_VISION), ("Обычная версия", AS_SYSTEM)):
        page = visitor.get("/look").text
        form = next(form for form in re.findall(r"<form.*?</form>", page, re.S) if button in form)
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)" />', form))
        assert visitor.post("/look", fields).status_code == 303
        assert who("nina").look == wanted


def test_signed_out_pages_follow_the_device_whoever_was_here(visit, cast):
    visitor = visit("orlova")
    visitor.post("/look", DARK._asdict())
    visitor.post("/sign-out")
    answer = visitor.get("/sign-in")
    assert answer.status_code == 200
    assert looks(answer) == ()


def test_what_is_not_on_the_list_is_told_beside_its_field(visit, cast, who):
    visitor = visit("orlova")
    for fields in ({**DARK._asdict(), "theme": "purple"}, {"theme": "dark"}, {}):
        answer = visitor.post("/look", fields)
        assert answer.status_code == 422
        assert 'class="error"' in answer.text
    assert who("orlova").look == AS_SYSTEM


def test_nobody_chooses_for_a_visitor_who_is_not_signed_in(visit, cast):
    assert visit(None).get("/look").location == "/sign-in?next=/look"
    assert visit(None).post("/look", DARK._asdict()).status_code in (302, 401)
    assert not ChosenLook.select().exists()


def test_a_page_that_was_unchanged_is_another_in_another_look(visit, cast):
    visitor, other = visit("orlova"), visit("orlov")
    url = f"/students/{cast.students['masha']}/diary/2026-W47"
    for partial in (False, True):
        visitor.post("/look", AS_SYSTEM._asdict())
        tags = [one.get(url, partial=partial).headers["ETag"] for one in (visitor, other)]
        visitor.post("/look", DARK._asdict())
        statuses = [
            one.get(url, partial=partial, headers={"If-None-Match": tag}).status_code
            for one, tag in zip((visitor, other), tags, strict=True)
        ]
        assert statuses == [200, 304]


@pytest.mark.parametrize("login", ["orlova", "masha", "kuznetsova", "kim"])
def test_every_page_that_a_device_holds_is_to_be_fetched_anew(visit, cast, login):
    visitor = visit(login)
    held = [visitor.get("/held").json]
    visitor.post("/look", DARK._asdict())
    held.append(visitor.get("/held").json)
    before, after = ({page["url"]: page["version"] for page in one["pages"]} for one in held)
    assert before.keys() == after.keys()
    assert not [url for url in before if before[url] == after[url]]
    assert held[0]["rights"] == held[1]["rights"]
