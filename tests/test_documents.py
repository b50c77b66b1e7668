"""The documents tell the truth: every test that they name is there, every picture and page too."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = {path: path.read_text() for path in (ROOT / "tests").rglob("*.py")}


def test_every_test_that_the_list_of_features_names_exists():
    named = set(re.findall(r"\btest_[a-z0-9_]+\b(?!\.py)", (ROOT / "docs" / "features.md").read_text()))
    defined = {name for text in TESTS.values() for name in re.findall(r"^def (test_\w+)", text, re.MULTILINE)}
    assert named
    assert not named - defined


def test_every_file_that_the_documents_name_exists():
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    missing = []
    for page in pages:
        text = page.read_text()
        linked = [page.parent / name for name in re.findall(r"\]\(([^)#:]+)\)", text)]
        in_tests = [ROOT / name for name in re.findall(r"\btests/[\w/]+(?:\.py)?", text)]
        missing += [str(path.relative_to(ROOT)) for path in [*linked, *in_tests] if not path.exists()]
    assert not missing


def test_every_row_of_the_list_has_its_state():
    rows = re.findall(
        r"^\| ([A-Z]\d+) \| .* \| (done|in part|not yet) \|",
        (ROOT / "docs" / "features.md").read_text(),
        re.M,
    )
    assert len(rows) == len({row for row, _ in rows}) > 100


def test_each_fault_has_its_tests_where_the_table_says():
    table = re.findall(
        r"^\| (\d+) \| .+ \| (.+) \| (.+) \| (.+) \|$", (ROOT / "docs" / "offline.md").read_text(), re.M
    )
    assert [int(row[0]) for row in table] == list(range(1, 36))
    assert not [number for number, *cells in table if "`" not in "".join(cells)]
    wrong = []
    for number, *cells in table:
        for engine, cell in zip(("chromium", "firefox", "webkit"), cells, strict=True):
            if not cell.startswith("— ") and "`" not in cell:
                wrong.append(f"{number}, {engine}: neither a test nor a reason")
            for name in re.findall(r"`(\w+)`", cell):
                text = TESTS[ROOT / "tests" / "offline" / f"test_{name}.py"]
                in_all = "machine" in text or f'"{engine}"' in text
                if f"def test_{int(number):02}_" not in text or not (in_all or engine == "chromium"):
                    wrong.append(f"{number}, {engine}: no test in {name}")
    assert not wrong
