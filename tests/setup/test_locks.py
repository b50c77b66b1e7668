"""What set-up fetches is named by version and hash, never by address."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OF_NPM = [ROOT / "package-lock.json", *(ROOT / "requirements").glob("*/package-lock.json")]
OF_PYTHON = sorted((ROOT / "requirements").glob("*.lock"))


@pytest.mark.parametrize("lock", [*OF_NPM, *OF_PYTHON], ids=lambda path: path.parent.name + path.name)
def test_lock_names_no_address_and_no_folder(lock: Path) -> None:
    text = re.sub(r'"funding": \{.*?\}', "", lock.read_text(), flags=re.DOTALL)
    assert not re.findall(r"https?://\S+|file:\S+|--(?:index-url|extra-index-url|find-links)\b", text)
    assert '"resolved"' not in text


@pytest.mark.parametrize("lock", OF_PYTHON, ids=lambda path: path.name)
def test_every_python_package_is_pinned_by_hash(lock: Path) -> None:
    packages = re.split(r"\n(?=\S)", lock.read_text().strip())
    assert packages
    for package in packages:
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+", package)
        assert "--hash=sha256:" in package
