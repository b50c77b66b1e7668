"""`zvonok demo`, and what `zvonok serve --demo` says."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from webapp.cli import main
from webapp.config import Settings, read_settings
from webapp.demo.accounts import accounts
from webapp.demo.commands import prepare
from webapp.people.models import User
from webapp.people.passwords import fits
from webapp.people.viewer import read_viewer
from webapp.school.models import School

pytestmark = pytest.mark.whole


@pytest.fixture
def settings(demo: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    monkeypatch.setenv("ZVONOK_DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", demo)
    return read_settings()


def test_every_account_signs_in(demo: str):
    for account in accounts():
        user = User.get(User.login == account.login)
        assert fits(user, account.password)
        assert user.full_name == account.name
        assert read_viewer(user.id)


def test_accounts_are_printed_as_json():
    printed = CliRunner().invoke(main, ["demo", "accounts", "--json"])
    found = json.loads(printed.stdout)
    assert [one["login"] for one in found] == [account.login for account in accounts()]
    assert {"login", "password", "role", "name", "sees"} == set(found[0])


def test_accounts_are_printed_for_people():
    printed = CliRunner().invoke(main, ["demo", "accounts"]).stdout
    assert all(account.login in printed and account.sees in printed for account in accounts())


def test_database_with_data_is_refused(settings: Settings):
    refused = CliRunner().invoke(main, ["demo", "--today", "2026-11-18"])
    assert refused.exit_code == 1
    assert "уже есть данные" in refused.stderr
    assert "Ничего не изменено" in refused.stderr


def test_later_start_only_says_who_signs_in(settings: Settings, capsys: pytest.CaptureFixture[str]):
    prepare(settings)
    assert School.select().count() == 1
    said = capsys.readouterr()
    assert "orlova" in said.out
    assert said.err == ""


def test_another_school_is_left_alone(cast: object, capsys: pytest.CaptureFixture[str]):
    School.update(name="Школа № 1").where(School.name == "Школа № 12").execute()
    prepare(read_settings())
    assert School.select().count() == 2
    assert "показательная не нужна" in capsys.readouterr().out
