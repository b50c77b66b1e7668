"""«Данные и память» as the server makes it; tests/offline/test_budget.py tries what a browser puts in."""

from tests.sync.test_held import urls


def test_it_names_every_page_that_the_device_should_hold(visit, cast):
    visitor = visit("orlova")
    text = visitor.get("/device").text
    held = [page for page in visitor.get("/held").json["pages"] if "to" not in page]
    entries = [page["url"] for page in held if f'data-held="{page["url"]}"' not in text]
    assert all(url.endswith(("/diary/", "/timetable/")) for url in entries)
    assert "Что нового" in text
    assert "Мария" in text
    assert "/device" in urls(visitor.get("/held"))


def test_without_scripts_it_says_what_it_is_for(visit):
    for login in ("orlova", "lis", "kim"):
        text = visit(login).get("/device").text
        assert "открывался без сети" in text
        assert "<noscript><p" in text
