"""Russian and English: who is spoken to in which, the switch on every page, what becomes of a sentence."""

import json
import re
from datetime import date

import pytest
from markupsafe import Markup

from webapp import language, words
from webapp.changes.models import Change
from webapp.changes.once import Refused
from webapp.language import _, plural
from webapp.people.languages import choose_language
from webapp.people.models import User

ENGLISH = {"Accept-Language": "en-GB,en;q=0.9,ru;q=0.5"}


@pytest.fixture
def in_english():
    """What is said in the test is said in English."""
    language.speak("en")
    yield
    language.speak(language.SOURCE)


def spoken(answer):
    """The language that a page says it is in."""
    found = re.search(r'<html lang="(\w+)"', answer.text)
    assert found
    assert answer.headers["Content-Language"] == found[1]
    assert f'data-language="{found[1]}"' in answer.text
    return found[1]


@pytest.mark.parametrize(
    ("browser", "wanted"),
    [
        ("", "ru"),
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("en-US,en;q=0.9", "en"),
        ("de-DE,de", "ru"),
        ("kk,en;q=0.3", "en"),
    ],
)
def test_who_chose_nothing_is_spoken_to_as_the_browser_asks_else_in_russian(visit, browser, wanted):
    assert spoken(visit(None).get("/sign-in", headers={"Accept-Language": browser})) == wanted
    assert spoken(visit("orlova").get("/more", headers={"Accept-Language": browser})) == wanted


def test_a_choice_is_kept_with_the_account_and_goes_before_the_browser(visit, cast):
    came_from = {"Referer": "http://localhost/more"}
    answer = visit("orlova").post("/language", {"language": "en"}, headers=came_from)
    assert (answer.status_code, answer.location) == (303, "/more")
    assert spoken(visit("orlova").get("/more")) == "en"
    assert spoken(visit("orlov").get("/more")) == "ru"
    visit("orlova").post("/language", {"language": "ru"}, headers=ENGLISH)
    assert spoken(visit("orlova").get("/more", headers=ENGLISH)) == "ru"
    assert User.get_by_id(cast.users["orlova"]).language == "ru"


def test_who_is_not_signed_in_is_spoken_to_as_chosen_in_this_browser(visit):
    nobody = visit(None)
    came_from = {"Referer": "http://localhost/sign-in?next=/diary"}
    answer = nobody.post("/language", {"language": "en"}, headers=came_from)
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/diary")
    assert spoken(nobody.get("/sign-in")) == "en"
    assert spoken(visit(None).get("/sign-in")) == "ru"


def test_every_page_leads_to_itself_in_the_other_language(visit, cast):
    url = f"/students/{cast.students['masha']}/homework/?from=2026-11-16&to=2026-11-22"
    visitor = visit("orlova")
    page = visitor.get(url).text
    switch = re.search(r'<form class="languages".*?</form>', page, re.DOTALL)
    assert switch
    assert 'value="en" lang="en">English<' in switch[0]
    came_from = {"Referer": f"http://localhost{url}"}
    assert visitor.post("/language", {"language": "en"}, headers=came_from).location == url
    assert 'value="ru" lang="ru">Русский<' in visitor.get(url).text


@pytest.mark.parametrize("elsewhere", ["https://example.org/more", "http://localhost//example.org", ""])
def test_the_switch_leads_nowhere_else(visit, elsewhere):
    assert (
        visit("orlova").post("/language", {"language": "en"}, headers={"Referer": elsewhere}).location == "/"
    )


@pytest.mark.parametrize("code", ["de", "", "RU"])
def test_a_language_that_there_is_not_is_refused(visit, cast, code):
    answer = visit("orlova").post("/language", {"language": code})
    assert answer.status_code == 422
    assert "Set-Cookie" not in answer.headers or "language=" not in answer.headers["Set-Cookie"]
    assert User.get_by_id(cast.users["orlova"]).language is None
    assert visit(None).post("/language", {"language": code}).status_code == 422
    with pytest.raises(Refused):
        choose_language(code, by=cast.users["orlova"])


def test_a_cookie_of_a_stranger_language_is_russian(visit):
    nobody = visit(None)
    nobody.client.set_cookie("language", "xx")
    assert spoken(nobody.get("/sign-in")) == "ru"


def test_a_choice_is_recorded_once_and_pages_held_come_anew(visit, cast):
    visitor = visit("orlova")
    before = {page["url"]: page["version"] for page in visitor.get("/held").json["pages"]}
    for _again in range(2):
        visitor.post("/language", {"language": "en"})
    (change,) = Change.select().where(Change.kind == "language.chosen")
    assert json.loads(change.before or "") == {"language": None}
    assert json.loads(change.after or "") == {"language": "en"}
    after = {page["url"]: page["version"] for page in visitor.get("/held").json["pages"]}
    assert before.keys() == after.keys()
    assert all(before[url] != after[url] for url in before)


def test_an_unchanged_week_of_another_language_is_no_304(visit, cast):
    visitor = visit("orlova")
    url = f"/students/{cast.students['masha']}/diary/2026-W47"
    tag = visitor.get(url, partial=True).headers["ETag"]
    assert visitor.get(url, partial=True, headers={"If-None-Match": tag}).status_code == 304
    answer = visitor.get(url, partial=True, headers={"If-None-Match": tag, **ENGLISH})
    assert answer.status_code == 200
    assert "16–21 November" in answer.text


def test_the_next_request_of_the_thread_is_not_answered_in_the_last_ones_language(visit):
    visit(None).get("/sign-in", headers=ENGLISH)
    assert language.current() == "ru"
    assert _("Войти") == "Войти"


def test_dates_weights_and_numbers_are_of_the_language(in_english):
    assert words.long_date(date(2026, 11, 23)) == "Monday, 23 November"
    assert words.span(date(2026, 11, 30), date(2026, 12, 5)) == "30 November – 5 December"
    assert words.kilograms(1440) == "1.4\u00a0kg"
    assert words.room_name("21") == "room 21"
    assert [plural(n, "страница", "страницы", "страниц") for n in (0, 1, 2, 21)] == [
        "0 pages",
        "1 page",
        "2 pages",
        "21 pages",
    ]


def test_russian_has_its_three_forms():
    said = [plural(n, "страница", "страницы", "страниц") for n in (0, 1, 2, 5, 11, 12, 21, 22, 111)]
    words = "страниц страница страницы страниц страниц страниц страница страницы страниц".split()
    assert [one.split()[1] for one in said] == words


def test_what_is_filled_in_keeps_markup_of_its_own_and_nothing_else_does():
    assert _("%(number)s кг", number="<b>") == "<b> кг"
    assert _("%(number)s кг", number=Markup("<b>1</b>")) == Markup("<b>1</b> кг")


def test_a_text_without_words_in_the_catalog_is_said_in_russian(in_english):
    assert _("Этого нет в словаре") == "Этого нет в словаре"


def test_what_forms_and_rules_say_is_in_the_language_of_the_reader(visit):
    answer = visit(None).post("/sign-in", {"login": "", "password": "x"}, headers=ENGLISH)
    assert answer.status_code == 422
    assert not re.search("[а-яё]", re.sub(r'lang="ru">Русский', "", answer.text), re.IGNORECASE)
