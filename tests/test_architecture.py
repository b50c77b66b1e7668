"""What docs/architecture.md promises: who imports whom, how long things are, what stands nowhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources import ROOT, calls, modules_imported, named, outline, source, sources, texts

LONGEST_FILE, LONGEST_FUNCTION = 250, 40
ATTICS = {"utils", "helpers", "common", "services", "managers", "misc", "tools"}
# Each may import what stands on a line above, nobody of the own line but itself.
ORDER = [
    "bars clock config db logs names weeks",
    "language",
    "migrating statements words",
    "changes offline worker_switch",
    "receipts",
    "pages saving",
    "school",
    "people",
    "timetable",
    "absence",
    "homework marks remarks schoolbag signatures",
    "diary journal",
    "lately",
    "home",
    "sync",
    "keeping",
    "office imports",
    "demo",
    # wiring: they put the application together and know no rules
    "phrases problems rooms security",
    "webapp",
    "serving",
    "cli",
]
RANK = {name: rank for rank, line in enumerate(ORDER) for name in line.split()}
# Saving answers with pages. The pages of school ask people for the viewer and the rule; its tables do not.
WITHIN = {("saving", "pages"), ("school routes", "people")}
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
}
QUERIES = {"select", "where", "join", "get_by_id", "get_or_none", "get_or_create", "execute_sql"}
WRITES = {"create", "insert", "insert_many", "update", "delete", "delete_by_id", "save", "delete_instance"}


def part_of(path: Path) -> str:
    """The room or top-level module that a file of webapp belongs to."""
    first = path.relative_to(ROOT / "webapp").parts[0]
    return "webapp" if first == "__init__.py" else first.removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """The parts of webapp that the file imports, wherever in it, with the line."""
    for node in outline(path)[0]:
        if isinstance(node, ast.ImportFrom) and node.module == "webapp":
            for alias in node.names:
                yield (alias.name if alias.name in RANK else "webapp"), node.lineno
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("webapp."):
            yield (node.module or "").split(".")[1], node.lineno
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "webapp":
                    yield [*alias.name.split("."), "webapp"][1], node.lineno


def test_nobody_imports_what_stands_to_the_right():
    wrong = []
    for path in sources("webapp"):
        here = part_of(path)
        assert here in RANK, f"{here} has no place in ORDER"
        for there, line in imports(path):
            name = f"{here} routes" if is_routes(path) else here
            allowed = there == here or RANK[there] < RANK[here] or WITHIN & {(here, there), (name, there)}
            if not allowed:
                wrong.append(f"{named(path, line)}: {here} imports {there}")
    assert not wrong, "\n".join(wrong)


def test_no_file_is_longer_than_250_lines():
    lengths = {named(path): len(source(path).splitlines()) for path in texts()}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_no_function_is_longer_than_40_lines():
    long = []
    for path in sources("webapp", "scripts", "tests"):
        for name, first, last in outline(path)[1]:
            if last - first + 1 > LONGEST_FUNCTION:
                long.append(f"{named(path, first)}: {name} has {last - first + 1} lines")
    assert not long, "\n".join(long)


def test_nothing_is_an_attic():
    names = {named(path) for path in texts() if {part.split(".")[0] for part in path.parts} & ATTICS}
    assert names == set()


def is_routes(path: Path) -> bool:
    """Whether the file holds routes."""
    return path.stem == "routes" or path.stem.endswith("_routes")


def test_routes_run_no_queries_and_load_nothing_by_bare_id():
    wrong = []
    for path in filter(is_routes, sources("webapp")):
        for base, method, line in calls(path):
            if isinstance(base, ast.Constant):
                continue  # ", ".join
            on_table = isinstance(base, ast.Name) and base.id[:1].isupper()
            if method in QUERIES or (on_table and method in WRITES | {"get"}):
                wrong.append(f"{named(path, line)}: .{method}(")
    assert not wrong, "\n".join(wrong)


def test_routes_stand_only_in_files_of_routes():
    wrong = [
        named(path)
        for path in sources("webapp")
        if not is_routes(path) and re.search(r"^@\w*bp\.(get|post|route)\(", source(path), re.M)
    ]
    assert wrong == []


def test_who_writes_the_change_log_knows_no_flask():
    wrong = [
        named(path)
        for path in sources("webapp")
        if re.search(r"^from webapp\.changes\.log import .*\brecord\b", source(path), re.M)
        and {"flask", "flask_login", "flask_wtf", "wtforms"} & modules_imported(path)
    ]
    assert wrong == []


def test_there_is_one_clock():
    wrong = [
        f"{named(path, line)}: {base.id}.{method}()"
        for path in sources("webapp")
        if path.name != "clock.py" and re.search(r"\.(now|utcnow|today|time)\(", source(path))
        for base, method, line in calls(path)
        if isinstance(base, ast.Name) and (base.id, method) in CLOCKS
    ]
    assert not wrong, "\n".join(wrong)


def test_the_standard_librarys_sqlite_opens_nothing():
    everything = sources("webapp", "scripts", "tests")
    assert [
        named(path)
        for path in everything
        if "sqlite3" in source(path) and "sqlite3" in modules_imported(path)
    ] == []


FORBIDDEN_IN_TEMPLATES = {
    "inline style": r"\sstyle\s*=|<style\b",
    "inline script": r"<script(?![^>]*\ssrc=)",
    "inline handler": r"\son[a-z]+\s*=\s*[\"']|\bhx-on\b",
    "evaluated code": r"[\"'\s]js:|javascript:|hx-vars",
    "a query": r"\.(select|where|get_by_id|execute)\(",
}


@pytest.mark.parametrize("what", FORBIDDEN_IN_TEMPLATES)
def test_templates_hold_no(what):
    pattern = re.compile(FORBIDDEN_IN_TEMPLATES[what], re.I)
    wrong = [
        f"{named(path, number)}: {line.strip()}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for number, line in enumerate(source(path).splitlines(), 1)
        if pattern.search(line)
    ]
    assert not wrong, "\n".join(wrong)


def test_only_the_layout_trusts_what_it_is_given():
    safe = {
        named(p)
        for p in (ROOT / "templates").rglob("*.html")
        if re.search(r"\|\s*safe\b|autoescape", source(p))
    }
    assert safe <= {"templates/layout.html"}
    markup = {named(path) for path in sources("webapp") if "markupsafe" in modules_imported(path)}
    # It escapes the texts into which markup of the templates' own is filled.
    assert markup == {"webapp/language.py"}


def test_scripts_evaluate_no_text():
    scripts = [*(ROOT / "static/js").rglob("*.js"), *(ROOT / "service_worker").rglob("*.js")]
    bad = re.compile(r"\beval\(|new Function\(|\.innerHTML\s*=|insertAdjacentHTML|document\.write")
    wrong = [f"{named(p, n)}: {line.strip()}" for p in sorted(scripts)
             for n, line in enumerate(source(p).splitlines(), 1) if bad.search(line)]  # fmt: skip
    assert not wrong, "\n".join(wrong)


def test_every_room_with_pages_has_the_same_name_everywhere():
    rooms = {path.name for path in (ROOT / "webapp").iterdir() if (path / "__init__.py").exists()}
    folders = {path.name for path in (ROOT / "templates").iterdir() if path.is_dir()} - {"shared"}
    assert folders <= rooms
