"""Every route is tried as every one of the cast, against a table that does not know the rules' code."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.access_table import EVERYBODY, NOBODY, OF_REPLACED, RULES, arguments
from webapp.people.models import Guardianship, Role

UNDECLARED = {"static"}  # built files, public by nature
METHODS = ("GET", "POST")


class Route(NamedTuple):
    """One way into the application."""

    method: str
    path: str
    rule: str
    url: str


def declared(app: Flask, route: Rule) -> Callable | None:
    """The route's rule of access."""
    return getattr(app.view_functions[route.endpoint], "access_rule", None)


def routes(app: Flask, values: dict[str, Any]) -> Iterator[Route]:
    """Every method of every route, with its URL."""
    for route in sorted(app.url_map.iter_rules(), key=lambda one: one.rule):
        rule = declared(app, route)
        if rule is not None:
            name = rule.__name__
            for method in METHODS:
                if method in (route.methods or ()):
                    yield Route(method, route.rule, name, url_of(route, name, values))


def url_of(route: Rule, rule: str, values: dict[str, Any]) -> str:
    """The route's URL with the table's values in place of its arguments."""
    wanted = route.arguments - set(route.defaults or {})
    missing = {a for a in wanted if f"{rule}:{a}" not in values and a not in values}
    assert not missing, (
        f"{route.rule}: no value for {sorted(missing)}; add it to arguments() in tests/access_table.py"
    )
    filled = {name: values.get(f"{rule}:{name}", values.get(name)) for name in wanted}
    path = re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", lambda m: str(filled[m[1]]), route.rule)
    return path + values.get(f"{rule}:query", "")


def outcome(answer: TestResponse, method: str) -> str:
    """What the answer amounts to."""
    if answer.status_code == 401 or (answer.location or "").startswith("/sign-in?"):
        return "sign-in"
    if answer.status_code in (403, 404):
        return {403: "forbidden", 404: "not found"}[answer.status_code]
    failed = answer.status_code >= 500 or (method == "GET" and answer.status_code >= 400)
    return f"broken ({answer.status_code})" if failed else "allowed"


def ask(visit: Callable[..., Any], member: str | None, route: Route) -> str:
    """Try the route as this member. Posts carry no key: whatever is allowed takes no effect."""
    client = visit(member).client
    call = client.get if route.method == "GET" else client.post
    return outcome(call(route.url), route.method)


def walk(visit, found: list[Route], members, table, as_member=lambda member: member) -> list[str]:
    """What differs from the table, one line each."""
    wrong = []
    for route in found:
        for member in members:
            expected = table[route.rule].of(as_member(member), open_to_all=route.rule == "anyone")
            got = ask(visit, member, route)
            if got != expected:
                line = f"{route.method} {route.path} ({route.rule}) as {member or 'nobody'}"
                wrong.append(f"{line}: {got}, expected {expected}")
    return wrong


def test_every_route_declares_its_rule(built_app):
    undeclared = {r.endpoint for r in built_app.url_map.iter_rules() if declared(built_app, r) is None}
    assert undeclared == UNDECLARED


def test_every_rule_has_its_line_in_the_table_and_no_two_share_a_name(built_app):
    rules = {declared(built_app, route) for route in built_app.url_map.iter_rules()} - {None}
    names = [rule.__name__ for rule in rules if rule]
    missing = sorted(set(names) - set(RULES))
    assert not missing, f"rules without a line in tests/access_table.py: {missing}"
    assert len(set(names)) == len(names)


@pytest.mark.whole
def test_every_route_answers_every_one_of_the_cast_as_the_table_says(app, cast, visit, record_property):
    found = list(routes(app, arguments(cast)))
    members = [NOBODY, *sorted(EVERYBODY)]
    wrong = walk(visit, found, members, RULES)
    assert not wrong, "\n" + "\n".join(wrong)
    record_property(
        "shown", f"access: {len(found)} routes × {len(members)} people, {len(found) * len(members)} tries"
    )


def test_a_substitute_reaches_the_lesson_replaced_and_no_other(app, cast, visit):
    values = {**arguments(cast), "lesson_id": cast.lessons["replaced"]}
    found = [route for route in routes(app, values) if route.rule in OF_REPLACED]
    wrong = walk(visit, found, sorted(EVERYBODY), OF_REPLACED)
    assert not wrong, "\n" + "\n".join(wrong)


def test_with_the_post_a_teacher_loses_the_school_and_stays_a_guardian(app, cast, visit):
    """Кузнецова left yesterday; her own child learns in 3Б, so she is what Чужова is: a stranger to Маша."""
    values = arguments(cast)
    Role.update(ends=date(2026, 11, 17)).where(Role.user == cast.users["kuznetsova"]).execute()
    Guardianship.create(guardian=cast.users["kuznetsova"], student=cast.students["petya"], kind="mother")
    found = list(routes(app, values))
    wrong = walk(visit, found, ["kuznetsova"], RULES, as_member=lambda _: "chuzhova")
    assert not wrong, "\n" + "\n".join(wrong)


def test_a_proxy_whose_time_is_over_sees_nothing(app, cast, visit, at):
    Guardianship.update(ends=date(2026, 11, 17)).where(Guardianship.guardian == cast.users["nina"]).execute()
    found = [route for route in routes(app, arguments(cast)) if "student_id" in route.path]
    assert found
    wrong = walk(visit, found, ["nina"], RULES, as_member=lambda _: "far_guardian")
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize(
    "path", ["/no-such-page", "/students/999999/diary/", "/lessons/999999", "/office/999/"]
)
def test_what_is_not_there_is_not_found_by_anybody(app, cast, visit, path):
    answers = {visit(member).get(path).status_code for member in ("orlova", "sokolov", "kim")}
    assert answers == {404}
