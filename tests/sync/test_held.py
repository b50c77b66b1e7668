"""The manifest of what a device holds."""

import re

import pytest

from tests.cast import TODAY
from webapp.changes.log import raise_versions
from webapp.people.models import Guardianship


def urls(answer):
    return {page["url"] for page in answer.json["pages"]}


def held_again(visitor, answer):
    return visitor.get("/held", headers={"If-None-Match": answer.headers["ETag"]})


def test_a_guardian_holds_the_week_of_every_child(visit, cast):
    answer = visit("orlova").get("/held")
    assert answer.json["owner"] == str(cast.users["orlova"])
    for child in ("masha", "petya"):
        place = f"/students/{cast.students[child]}"
        wanted = ("/diary/", "/diary/2026-W47", "/homework/", "/bag/", f"/bag/{TODAY}", "/absences/")
        assert {place + end for end in (*wanted, "/absences/new", "/timetable/2026-W47")} <= urls(answer)
    assert f"/students/{cast.students['artyom']}/diary/" not in urls(answer)
    assert {"/", "/offline"} <= urls(answer)


def test_every_page_of_the_manifest_opens_for_its_user_as_a_whole_partial(visit, cast):
    for login in ("orlova", "masha", "nina", "kuznetsova", "lis", "gromova", "sokolov", "kim", "tikhaya"):
        visitor = visit(login)
        for url in urls(visitor.get("/held")):
            page = visitor.get(url, partial=True, follow_redirects=True)
            assert page.status_code == 200, (login, url)
            assert page.text.rstrip().endswith("<!--whole-->"), url
            assert page.headers["Zvonok-Owner"] == str(visitor.user_id)


def test_full_pages_hold_token_and_key_for_browsers_without_scripts_and_partials_hold_none(visit, cast):
    for login in ("orlova", "kuznetsova"):
        visitor, found = visit(login), 0
        for url in urls(visitor.get("/held")):
            whole, partial = (
                visitor.get(url, partial=partial, follow_redirects=True).text for partial in (False, True)
            )
            assert 'name="csrf_token"' not in partial
            assert 'name="key"' not in partial
            for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", whole, flags=re.S):
                assert 'name="csrf_token"' in form, url
                # A language chosen twice is chosen once: its form, on every page, needs no key.
                assert 'name="key"' in form or 'class="languages"' in form, url
                found += 1
        assert found


@pytest.mark.parametrize(
    "now", ["2026-11-16T00:01+03:00", "2026-11-21T12:00+03:00", "2026-11-22T23:59+03:00"]
)
def test_this_week_and_the_next_are_held_for_every_child_on_any_day(visit, cast, at, now):
    at(now)
    held = urls(visit("orlova").get("/held"))
    for child in ("masha", "petya"):
        place = f"/students/{cast.students[child]}"
        for page in ("diary", "timetable"):
            assert {f"{place}/{page}/2026-W47", f"{place}/{page}/2026-W48"} <= held
        assert f"{place}/diary/2026-W49" not in held


def test_the_bags_of_three_days_are_held_over_the_end_of_the_week_too(visit, cast, at):
    at("2026-11-20T12:00+03:00")
    place = f"/students/{cast.students['masha']}/bag/"
    held = {url for url in urls(visit("orlova").get("/held")) if url.startswith(place)}
    assert held == {place, *(f"{place}2026-11-{day}" for day in (20, 21, 23))}


def test_a_teacher_holds_the_lessons_of_the_next_week_from_saturday_noon(visit, cast, at):
    next_monday = f"/lessons/{cast.lesson('maths', TODAY.replace(day=23)).id}"
    at("2026-11-21T11:59+03:00")
    assert next_monday not in urls(visit("kuznetsova").get("/held"))
    at("2026-11-21T12:00+03:00")
    assert next_monday in urls(visit("kuznetsova").get("/held"))


def test_an_unchanged_manifest_is_304(visit, cast):
    visitor = visit("orlova")
    first = visitor.get("/held")
    assert held_again(visitor, first).status_code == 304


def test_a_change_for_one_child_moves_the_versions_of_that_child_alone(visit, cast):
    visitor = visit("orlova")
    first = visitor.get("/held")
    raise_versions([f"student:{cast.students['masha']}"], "2026-W47")
    second = held_again(visitor, first)
    assert second.status_code == 200
    before = {page["url"]: page["version"] for page in first.json["pages"]}
    moved = {page["url"] for page in second.json["pages"] if before[page["url"]] != page["version"]}
    assert f"/students/{cast.students['masha']}/diary/2026-W47" in moved
    assert not any(url.startswith(f"/students/{cast.students['petya']}/") for url in moved)


def test_the_shortcuts_of_the_icon_lead_where_the_server_would_lead(visit, cast):
    visitor = visit("orlova")
    ways = {page["url"]: page["to"] for page in visitor.get("/held").json["pages"] if "to" in page}
    timetables = {f"/students/{cast.students[child]}/timetable/" for child in ("masha", "petya")}
    assert set(ways) == {"/diary", "/homework", "/absences", *timetables}
    shortcuts = ways.keys() - timetables
    assert {url: visitor.get(url).location for url in shortcuts} == {url: ways[url] for url in shortcuts}


def test_the_timetable_is_fetched_once_and_opens_on_the_week_that_is_shown(visit, cast, at):
    at("2026-11-21T12:00+03:00")
    visitor, entry = visit("orlova"), f"/students/{cast.students['masha']}/timetable/"
    ways = {page["url"]: page.get("to") for page in visitor.get("/held").json["pages"]}
    assert ways[entry] == f"{entry}2026-W48"
    texts = [visitor.get(url, partial=True).text for url in (entry, ways[entry])]
    assert ["23–28 ноября" in text for text in texts] == [True, True]


def test_a_teacher_holds_the_lessons_of_the_week_and_a_substitute_the_one_replaced(visit, cast):
    monday = cast.lesson("maths", TODAY.replace(day=16)).id
    replaced = cast.lessons["replaced"]
    assert f"/lessons/{monday}" in urls(visit("kuznetsova").get("/held"))
    lessons = {url for url in urls(visit("lis").get("/held")) if url.startswith("/lessons/")}
    assert lessons == {f"/lessons/{replaced}"}


def test_rights_change_when_a_tie_ends(visit, cast):
    before = visit("orlova").get("/held").json["rights"]
    Guardianship.update(ends=TODAY.replace(day=17)).where(
        Guardianship.guardian == cast.users["orlova"], Guardianship.student == cast.students["petya"]
    ).execute()
    answer = visit("orlova").get("/held")
    assert answer.json["rights"] != before
    assert not any(url.startswith(f"/students/{cast.students['petya']}/") for url in urls(answer))


def test_the_manifest_costs_few_queries(visit, cast, at_most_queries):
    visitor = visit("orlova")
    with at_most_queries(5):
        visitor.get("/held")
    visitor = visit("kuznetsova")
    with at_most_queries(6):
        visitor.get("/held")


def test_what_is_held_is_listed_for_people(visit, cast):
    text = visit("orlova").get("/offline").text
    assert "Мария" in text
    assert "Дневник, 16–21 ноября" in text
    assert "Портфель, четверг, 19 ноября" in text


def test_nothing_is_named_to_a_stranger(visit):
    assert visit(None).get("/held").status_code == 302
