"""«Прочитано»: what the page showed, nothing else, whenever it arrives."""

from datetime import timedelta

from tests.cast import NOW
from tests.lately.conftest import fields, plain
from webapp.changes.models import Change
from webapp.lately.log import count_new
from webapp.lately.models import LastLook
from webapp.people import children


def new(visitor):
    """The count that the page shows for Маша, 0 for none."""
    text = plain(visitor.get("/lately").text)
    return int(text.partition("новое: ")[2].split()[0]) if "новое: " in text else 0


def test_opening_the_page_takes_nothing_away_and_the_button_does(marked, visit):
    marked("masha", "5")
    visitor = visit("orlova")
    assert (new(visitor), new(visitor)) == (1, 1)
    answer = visitor.post("/lately/read", fields(visitor.get("/lately").text))
    assert (answer.status_code, answer.location) == (303, "/lately")
    text = plain(visitor.get("/lately").text)
    assert "Нового нет: всё прочитано. Последнее изменение — 18 ноября, 8:05." in text
    assert "оценка 5" in text
    assert new(visit("orlov")) == 1


def test_what_came_after_the_page_stays_new_however_late_the_answer_arrives(marked, visit, at):
    marked("masha", "5")
    visitor = visit("orlova")
    read = fields(visitor.get("/lately").text)
    at("2026-11-18T12:00+03:00")
    marked("masha", "2")
    at("2026-11-18T18:00+03:00")
    visitor.post("/lately/read", read)
    text = plain(visitor.get("/lately").text)
    assert new(visitor) == 1
    assert "оценка 2" in text.partition("прочитанное")[0]
    assert "оценка 5" in text.partition("прочитанное")[2]


def test_an_older_page_takes_nothing_back(marked, visit, at):
    visitor = visit("orlova")
    marked("masha", "5")
    old = fields(visitor.get("/lately").text)
    at("2026-11-18T12:00+03:00")
    marked("masha", "4")
    visitor.post("/lately/read", fields(visitor.get("/lately").text))
    visitor.post("/lately/read", old)
    assert new(visitor) == 0


def test_a_smaller_id_that_commits_later_is_new(marked, visit, at):
    """Its instant and its id are older than what was read: on PostgreSQL it was not committed yet."""
    marked("masha", "3")
    at("2026-11-18T08:05:06+03:00")
    marked("masha", "5")
    Change.update(id=Change.id + 100).where(Change.kind == "mark.given").execute()
    late = Change.get(Change.after.contains('"value": "3"'))
    kept = dict(late.__data__)
    late.delete_instance()
    visitor = visit("orlova")
    read = fields(visitor.get("/lately").text)
    visitor.post("/lately/read", read)
    assert new(visitor) == 0
    Change.insert(kept).execute()
    at("2026-11-18T08:05:10+03:00")
    assert new(visitor) == 1
    assert "оценка 3" in plain(visitor.get("/lately").text).partition("прочитанное")[0]
    visitor.post("/lately/read", fields(visitor.get("/lately").text))
    assert new(visitor) == 0


def test_a_page_from_the_future_hides_nothing_that_comes(marked, visit, at):
    visitor = visit("orlova")
    visitor.post("/lately/read", {"made": "2030-01-01T00:00:00+00:00", "seen": ""})
    assert LastLook.get().settled <= NOW
    at("2026-11-18T08:10+03:00")
    marked("masha", "5")
    assert new(visitor) == 1


def test_a_garbled_form_is_refused_and_says_what_to_do(visit, marked):
    marked("masha", "5")
    for made, seen in (("", ""), ("yesterday", ""), ("2026-11-18T08:05:00", ""), (NOW.isoformat(), "1;2")):
        answer = visit("orlova").post("/lately/read", {"made": made, "seen": seen})
        assert answer.status_code == 422
        assert "Страница устарела" in answer.text
    assert not LastLook.select().exists()


def test_the_same_write_twice_is_one(visit, marked):
    marked("masha", "5")
    visitor = visit("orlova")
    read = fields(visitor.get("/lately").text)
    for _ in range(2):
        visitor.post("/lately/read", read, key="the-same-key-twice")
    assert Change.select().where(Change.kind == "news.read").count() == 1


def test_who_never_looked_has_the_news_of_three_days(marked, visit, at):
    marked("masha", "5")
    at("2026-11-21T08:04+03:00")
    assert new(visit("orlova")) == 1
    at("2026-11-21T08:06+03:00")
    assert new(visit("orlova")) == 0


def test_the_page_is_unchanged_until_something_changes_or_is_read(marked, visit, at):
    marked("masha", "4")
    visitor = visit("orlova")

    def again(page):
        return visitor.get("/lately", partial=True, headers={"If-None-Match": page.headers["ETag"]})

    first = visitor.get("/lately", partial=True)
    at("2026-11-18T08:30+03:00")
    assert again(first).status_code == 304
    marked("zhukov", "2")
    assert again(first).status_code == 304
    marked("masha", "5")
    second = again(first)
    assert second.status_code == 200
    visitor.post("/lately/read", fields(second.text))
    third = again(second)
    assert third.status_code == 200
    at("2026-11-19T08:30+03:00")
    assert again(third).status_code == 200


def test_it_costs_few_queries_and_the_count_one(marked, visit, who, at, at_most_queries, app):
    for value in ("5", "4", "3"):
        marked("masha", value)
    visitor = visit("orlova")
    with at_most_queries(8):
        page = visitor.get("/lately")
    tag = {"If-None-Match": visitor.get("/lately", partial=True).headers["ETag"]}
    with at_most_queries(4):
        assert visitor.get("/lately", partial=True, headers=tag).status_code == 304
    assert page.status_code == 200
    with app.test_request_context():
        own = children.family(who("orlova"))
        viewer = who("orlova")
        with at_most_queries(1):
            assert count_new(viewer, own) == 3
        at((NOW + timedelta(days=8)).isoformat())
        assert count_new(viewer, own) == 0
