"""The project's own files, read and parsed once for all tests of what they hold."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@cache
def source(path: Path) -> str:
    """The file's text."""
    return path.read_text()


@cache
def outline(path: Path) -> tuple[list[ast.Import | ast.ImportFrom], list[tuple[str, int, int]]]:
    """The imports and functions (name, first and last line) of the file, wherever in it."""
    imported, functions = [], []
    waiting: list[Any] = [ast.parse(source(path))]
    while waiting:
        node = waiting.pop()
        for inner in ("body", "orelse", "finalbody", "handlers", "cases"):
            waiting += getattr(node, inner, ())
        if isinstance(node, ast.Import | ast.ImportFrom):
            imported.append(node)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            functions.append((node.name, node.lineno, node.end_lineno or node.lineno))
    return imported, functions


def sources(*folders: str) -> list[Path]:
    """Python files, migrations left out."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def texts() -> list[Path]:
    """Everything written by hand that people read as one piece."""
    patterns = {
        "webapp": "*.py", "tests": "*.py", "scripts": "*.*", "static/css": "*.css", "static/js": "*.js",
        "service_worker": "*.js", "templates": "*.html",
    }  # fmt: skip
    found = [path for folder, pattern in patterns.items() for path in (ROOT / folder).rglob(pattern)]
    return sorted(p for p in found if not {"migrations", "__pycache__"} & set(p.parts))


def named(path: Path, line: int | None = None) -> str:
    """The file as messages name it."""
    return f"{path.relative_to(ROOT)}" + (f":{line}" if line else "")


def modules_imported(path: Path) -> set[str]:
    """Top names of all modules that the file imports."""
    found = set()
    for node in outline(path)[0]:
        if isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
        else:
            found |= {alias.name.split(".")[0] for alias in node.names}
    return found


def calls(path: Path) -> Iterator[tuple[ast.expr, str, int]]:
    """Calls of methods in the file: on what, which, where."""
    for node in ast.walk(ast.parse(source(path))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.value, node.func.attr, node.lineno
