"""Token, layout, worker and manifest: what scripts and the worker ask for."""

import json


def test_a_token_is_never_stored_and_says_whose_session_it_is(visit, cast):
    answer = visit("orlova").get("/token")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json["owner"] == cast.users["orlova"]
    assert answer.json["token"]
    assert visit(None).get("/token").json["owner"] is None


def test_the_kept_layout_holds_nothing_of_a_person(visit):
    mine, nobodys = visit("orlova").get("/shell").text, visit(None).get("/shell").text
    assert mine == nobodys
    assert mine.count("<!--page-->") == mine.count("<!--/page-->") == 1
    assert "csrf" not in mine


def test_the_worker_is_served_from_the_root_and_asked_for_every_time(visit, built):
    answer = visit(None).get("/worker.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert visit(None).get("/worker.js", headers=tag).status_code == 304


def test_the_manifest_names_the_app_its_icons_and_its_shortcuts(visit, built):
    answer = visit(None).get("/manifest.webmanifest")
    assert answer.mimetype == "application/manifest+json"
    manifest = json.loads(answer.text)
    assert manifest["name"] == "Звонок"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"any", "192x192", "512x512"}
    assert [icon.get("purpose") for icon in manifest["icons"]].count("maskable") == 1
    for icon in manifest["icons"]:
        assert visit(None).get(icon["src"]).status_code == 200


def test_every_shortcut_of_the_manifest_leads_a_guardian_somewhere(visit, built):
    for shortcut in json.loads(visit(None).get("/manifest.webmanifest").text)["shortcuts"]:
        answer = visit("orlova").get(shortcut["url"], follow_redirects=True)
        assert answer.status_code == 200, shortcut


def test_built_files_are_kept_for_ever_and_go_out_as_compressed_at_build(visit, built, app):
    with app.app_context():
        url = app.jinja_env.globals["asset"]("app.js")
    answer = visit(None).get(url, headers={"Accept-Encoding": "br"})
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_every_answer_names_the_build(visit):
    for url in ("/sign-in", "/token", "/no-such-page", "/"):
        assert visit(None).get(url).headers["Zvonok-Build"]
