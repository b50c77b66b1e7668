"""A proxy's word about address and scheme counts only when the settings say that there is one."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import request

from webapp import create_app
from webapp.config import read_settings
from webapp.people.access import access, anyone

SENT = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "school.example"}


@pytest.mark.parametrize(
    ("behind", "seen"),
    [(True, "203.0.113.7 https://school.example/seen"), (False, "127.0.0.1 http://localhost/seen")],
)
def test_forwarded_headers(behind: bool, seen: str, tmp_path: Path):
    settings = replace(read_settings(tmp_path, f"sqlite:///{tmp_path / 'x.db'}"), behind_proxy=behind)
    app = create_app(settings)
    app.add_url_rule("/seen", "seen", access(anyone)(lambda: f"{request.remote_addr} {request.url}"))
    assert app.test_client().get("/seen", headers=SENT).text == seen


def test_the_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    assert not read_settings(tmp_path).behind_proxy
    monkeypatch.setenv("ZVONOK_BEHIND_PROXY", "1")
    monkeypatch.setenv("ZVONOK_HTTPS", "1")
    assert read_settings(tmp_path).behind_proxy
    assert read_settings(tmp_path).secure_cookies
