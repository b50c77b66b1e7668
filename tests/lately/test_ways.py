"""Where it says that something is new, and that the page is held."""

import re

from tests.lately.conftest import fields


def count(visitor, url):
    """The number beside «Что нового» on a page, 0 for none."""
    found = re.search(r'href="/lately">.*?Что нового\s*<span[^>]*>(\d+)</span>', visitor.get(url).text, re.S)
    return int(found[1]) if found else 0


def versions(visitor):
    """The manifest's versions by URL."""
    return {page["url"]: page["version"] for page in visitor.get("/held").json["pages"]}


def test_the_first_page_and_more_tell_how_much_is_new_until_it_is_read(marked, visit):
    assert count(visit("orlova"), "/") == 0
    marked("masha", "5")
    marked("masha", "4")
    mother = visit("orlova")
    assert (count(mother, "/"), count(mother, "/more")) == (2, 2)
    mother.post("/lately/read", fields(mother.get("/lately").text))
    assert (count(mother, "/"), count(mother, "/more")) == (0, 0)
    assert (count(visit("nina"), "/"), count(visit("masha"), "/more")) == (2, 2)
    assert "Что нового" not in visit("lis").get("/more").text


def test_a_first_page_that_was_unchanged_is_not_once_something_is_new(marked, visit, at):
    for login in ("orlova", "nina"):
        visitor = visit(login)
        tag = visitor.get("/", partial=True).headers["ETag"]
        assert visitor.get("/", partial=True, headers={"If-None-Match": tag}).status_code == 304
        marked("masha", "5")
        assert visitor.get("/", partial=True, headers={"If-None-Match": tag}).status_code == 200


def test_the_page_is_held_and_its_version_moves_with_what_it_shows(marked, visit):
    mother, before = visit("orlova"), versions(visit("orlova"))
    marked("zhukov", "2")
    assert versions(mother) == before
    marked("masha", "5")
    after = versions(mother)
    assert after["/lately"] != before["/lately"]
    mother.post("/lately/read", fields(mother.get("/lately").text))
    assert versions(mother)["/lately"] != after["/lately"]
    assert versions(mother)["/"] != after["/"]
    assert "/lately" not in versions(visit("lis"))
