"""The living page of styles is there for who asks for it, and nowhere else."""

from dataclasses import replace

from tests.conftest import Visitor
from webapp import clock, create_app, db


def test_components_are_shown_only_where_the_server_was_told_to(app, visit, who, cast):
    assert visit("orlova").get("/style").status_code == 404
    opened = db.database.obj
    told = create_app(replace(app.config["ZVONOK"], style_page=True))
    db.database.initialize(opened)
    told.config.update(TESTING=True)
    visitor = Visitor(told.test_client(), cast.users["orlova"])
    assert visitor.get("/style").location == "/sign-in?next=/style"
    with visitor.client.session_transaction() as session:
        session.update(_user_id=who("orlova").get_id(), _fresh=True, since=clock.now().isoformat())
    answer = visitor.get("/style")
    assert answer.status_code == 200
    for shown in ("Кнопки", "Поля", "Сообщения", "Клавиши отметок", "Таблица"):
        assert shown in answer.text
