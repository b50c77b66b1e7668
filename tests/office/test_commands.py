"""Entry given on the server's own command line."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from webapp import db
from webapp.cli import main
from webapp.people.models import Role, User
from webapp.people.passwords import fits


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ZVONOK_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    yield lambda *words: CliRunner().invoke(main, list(words))
    db.database.obj.close_all()


def printed(output: str) -> str:
    found = re.search(r"пароль: (\S+)", output)
    assert found, output
    return found[1]


def test_the_first_operator_of_a_new_school_gets_a_temporary_password(run):
    answer = run("operator", "kim", "--school", "Школа № 1", "--name", "Ким Дмитрий Олегович")
    user = User.get(User.login == "kim")
    assert fits(user, printed(answer.output))
    assert user.must_change
    assert [role.kind for role in Role.select().where(Role.user == user)] == ["operator"]


def test_who_forgot_gets_another_password_and_the_old_one_is_over(run):
    first = printed(run("operator", "kim", "--school", "Школа № 1", "--name", "Ким Дмитрий").output)
    second = printed(run("access", "kim").output)
    user = User.get(User.login == "kim")
    assert fits(user, second)
    assert not fits(user, first)


def test_a_taken_login_and_an_unknown_one_are_told(run):
    run("operator", "kim", "--school", "Школа № 1", "--name", "Ким Дмитрий")
    again = run("operator", "kim", "--school", "Школа № 1", "--name", "Ким Дмитрий")
    assert again.exit_code == 1
    assert "занят" in str(again.exception or again.output)
    assert run("access", "nobody").exit_code == 1
    assert run("operator", "x", "--school", "Школа № 1", "--name", "Ким").exit_code == 2
