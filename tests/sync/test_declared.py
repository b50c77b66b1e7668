"""Every write says whether it may wait offline, in words for who makes it."""

import json
import re
import sys
from html import unescape

from webapp.offline import kept, online_only
from webapp.saving import Form

CYRILLIC = re.compile(r"[А-Яа-яЁё]")


def posts(app):
    """(rule, view) of every route that takes a POST."""
    return [
        (rule, app.view_functions[rule.endpoint])
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
    ]


def test_every_post_route_may_wait_or_says_why_not(built_app):
    declared = {
        rule.rule: [name for name in ("kept", "online_only") if hasattr(view, name)]
        for rule, view in posts(built_app)
    }
    assert len(declared) > 50
    assert {path: names for path, names in declared.items() if len(names) != 1} == {}


def test_two_declarations_on_one_route_are_seen():
    both = kept("lesson/{lesson_id}", "Урок")(online_only("Нельзя.")(lambda: ""))
    assert hasattr(both, "kept") and hasattr(both, "online_only")


def test_a_thing_is_named_by_arguments_of_the_url(built_app):
    waiting = [(rule, view.kept.thing) for rule, view in posts(built_app) if hasattr(view, "kept")]
    assert len(waiting) > 15
    for rule, thing in waiting:
        assert re.fullmatch(r"([a-z]+|{\w+})(/([a-z]+|{\w+}))+", thing), rule.rule
        assert set(re.findall(r"{(\w+)}", thing)) <= rule.arguments, rule.rule


def test_names_and_reasons_are_words_for_people(built_app):
    for rule, view in posts(built_app):
        said = view.kept.name if hasattr(view, "kept") else view.online_only
        assert CYRILLIC.search(said), rule.rule
        assert hasattr(view, "kept") or said.endswith("."), rule.rule


def test_one_who_tries_offline_what_needs_the_network_is_told_why(device, cast):
    answer = device("kim").send(f"/office/{cast.schools['home']}/staff", {})
    assert answer.status_code == 403
    assert "при связи" in answer.json["title"]
    assert answer.json["errors"][0]["text"].endswith(".")


def test_the_layout_tells_the_scripts_which_routes_may_wait(visit, cast):
    page = visit("orlova").get("/password").text
    told = json.loads(unescape(re.findall(r"<meta name=\"kept\" content='([^']+)'", page)[0]))
    assert [
        "/lessons/:lesson_id/students/:student_id/marks", "lesson/:lesson_id/student/:student_id", "Оценка"
    ] in told  # fmt: skip
    assert not [path for path, *_ in told if path.startswith("/sign")]
    assert told == sorted(told)


def test_every_field_of_a_form_that_may_wait_has_a_name_for_people(built_app):
    modules = {view.__module__ for _, view in posts(built_app) if hasattr(view, "kept")}
    forms = {
        value
        for module in modules
        for value in vars(sys.modules[module]).values()
        if isinstance(value, type) and issubclass(value, Form)
    }
    assert forms
    with built_app.test_request_context(method="POST"):
        wrong = [
            f"{form.__name__}.{field.name}: {field.label.text}"
            for form in sorted(forms, key=lambda form: form.__name__)
            for field in form()
            if not CYRILLIC.search(str(field.label.text))
        ]
    assert wrong == []
