"""Finds what a reader of another language would be shown in Russian: texts that pass the catalog by."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment

from webapp.config import ROOT

RUSSIAN = re.compile("[а-яёА-ЯЁ]")
# What the people at the server's own console read, the demo school's texts, and the languages' own names.
CONSOLE = ("webapp/demo/", "webapp/keeping/", "webapp/migrations/")
CONSOLE_FILES = {
    "webapp/cli.py",
    "webapp/config.py",
    "webapp/language.py",
    "webapp/db.py",
    "webapp/imports/printing.py",
    "webapp/logs.py",
    "webapp/migrating.py",
    "webapp/serving.py",
}
_SAYING = {"_", "lazy", "plural", "kept", "online_only", "t"}


def python() -> list[Path]:
    """The modules whose texts people see on pages."""
    paths = (path.relative_to(ROOT) for path in sorted((ROOT / "webapp").rglob("*.py")))
    return [path for path in paths if not _is_console(path)]


def _is_console(path: Path) -> bool:
    name = path.as_posix()
    return name.startswith(CONSOLE) or name in CONSOLE_FILES or path.name == "commands.py"


def templates() -> list[Path]:
    """All templates."""
    return [p.relative_to(ROOT) for p in sorted((ROOT / "templates").rglob("*")) if p.is_file()]


def scripts() -> list[Path]:
    """What runs on the device."""
    found = [*(ROOT / "static/js").rglob("*.js"), *(ROOT / "service_worker").rglob("*.js")]
    return [path.relative_to(ROOT) for path in sorted(found)]


def in_python(text: str) -> Iterator[str]:
    """«line: text» of each Russian string that no saying function is given; docstrings do not count.

    A constant whose name begins with FOREIGN holds words of others, to be recognised and never shown.
    """
    tree = ast.parse(text)
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in _SAYING:
            passed |= {id(part) for argument in node.args for part in ast.walk(argument) if _is_text(part)}
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            passed.add(id(node.body[0].value))  # type: ignore[attr-defined]
        if isinstance(node, ast.Assign | ast.AnnAssign) and _is_foreign(node):
            passed |= {id(part) for part in ast.walk(node)}
    # An interpolated text is another one every time; and a call inside of one is not found by the extractor.
    for joined in ast.walk(tree):
        if isinstance(joined, ast.JoinedStr):
            passed -= {id(part) for part in ast.walk(joined)}
    for node in ast.walk(tree):
        if _is_text(node) and RUSSIAN.search(node.value) and id(node) not in passed:  # type: ignore[attr-defined]
            yield f"{node.lineno}: {node.value}"  # type: ignore[attr-defined]


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_foreign(node: ast.Assign | ast.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(isinstance(one, ast.Name) and one.id.lstrip("_").startswith("FOREIGN") for one in targets)


def in_template(text: str) -> Iterator[str]:
    """The same of a template: its own text, and strings in expressions. Comments do not count."""
    depth, stack, last = 0, [], ""
    for line, kind, value in Environment(trim_blocks=True, lstrip_blocks=True).lex(text):
        if kind == "whitespace":
            continue
        if kind == "operator" and value == "(":
            depth += 1
            if last in _SAYING:
                stack.append(depth)
        elif kind == "operator" and value == ")":
            if stack and stack[-1] == depth:
                stack.pop()
            depth -= 1
        elif RUSSIAN.search(value) and (kind == "data" or (kind == "string" and not stack)):
            yield f"{line}: {' '.join(value.split())}"
        last = value if kind == "name" else ""


_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\w\"'`])//[^\n]*", re.DOTALL)
_TEXT = re.compile(r"""(\b\w+\()?\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)""")


def in_script(text: str) -> Iterator[str]:
    """The same of a script: strings not in `t(` or `plural(`, but for `ru:` beside another language."""
    plain = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    plain = re.sub(r"(?ms)^const FOREIGN\w* = .*?;\n", "", plain)
    plain = re.sub(r"(?m)^  ru: \[.*\],\n  (?=en: )", "", plain)
    plain = re.sub(r"\bplural\([^;{}]*?\)", "", plain)
    for found in _TEXT.finditer(plain):
        if RUSSIAN.search(found[2]) and (found[1] != "t(" or found[2][0] == "`"):
            yield f"{plain.count(chr(10), 0, found.start()) + 1}: {found[2]}"
