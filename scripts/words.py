"""Brings translations/ in step with the sources (`make words`) and says what has no translation yet.

The sources speak Russian. `messages` are the words of pages, forms and rules, `scripts` those said on the
device: by scripts and the worker, and the names of kept writes.
"""

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from webapp.config import ROOT
from webapp.language import LANGUAGES, SOURCE, catalog_path

# Function → which arguments are a text, or a text and its plural.
_Keywords = dict[str, tuple[int, ...] | None]
SAID: _Keywords = {"_": None, "lazy": None, "plural": (2, 3), "online_only": (1,)}
KEPT: _Keywords = {"kept": (2,)}
ON_DEVICE: _Keywords = {"t": None, "plural": (2, 3)}
_SOURCES: dict[str, tuple[tuple[str, str, _Keywords], ...]] = {
    "messages": (
        ("webapp/**/*.py", "python", SAID),
        ("templates/**/*.html", "jinja2.ext:babel_extract", SAID),
        ("templates/**/*.json", "jinja2.ext:babel_extract", SAID),
    ),
    "scripts": (
        ("webapp/**/*.py", "python", KEPT),
        ("static/js/**/*.js", "javascript", ON_DEVICE),
        ("service_worker/**/*.js", "javascript", ON_DEVICE),
    ),
}
# The same sources give the same file on any day.
_SINCE = datetime(2026, 11, 26, tzinfo=UTC)


def said(domain: str) -> Catalog:
    """Every text of a domain as the sources have it now, with the files that say it."""
    catalog = Catalog(project="Zvonok", charset="utf-8", creation_date=_SINCE, revision_date=_SINCE)
    for path, text in sorted(_texts(domain), key=lambda found: (found[0], str(found[1]))):
        catalog.add(text, locations=[(path, 1)])
    return catalog


def _texts(domain: str) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for pattern, method, keywords in _SOURCES[domain]:
        for path in sorted(ROOT.glob(pattern)):
            for _, text, _, _ in extract_from_file(method, path, keywords=keywords):
                yield path.relative_to(ROOT).as_posix(), text


def catalog(code: str, domain: str) -> Catalog:
    """The words of a language as they stand."""
    path = catalog_path(code, domain)
    if not path.exists():
        return Catalog(locale=code, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=code)


def untranslated(found: Catalog) -> list[str]:
    """Texts without words in the catalog's language, or with guessed ones."""
    return [_first(one.id) for one in found if one.id and (one.fuzzy or not _is_whole(one.string))]


def _first(text: str | list[str] | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]


def _is_whole(words: str | list[str] | tuple[str, ...] | None) -> bool:
    return bool(words) if isinstance(words, str) else all(words or [""])


def places(text: str) -> list[str]:
    """What is filled into a text: `%(name)s` on the server, `{name}` on the device."""
    return re.findall(r"%\(\w+\)[sd]|\{\w*\}", text)


def bring_up_to_date(code: str, domain: str) -> Catalog:
    """Write the catalog of a language with exactly the texts that the sources have."""
    kept = catalog(code, domain)
    kept.update(said(domain), no_fuzzy_matching=True)
    kept.obsolete.clear()
    kept.creation_date = kept.revision_date = _SINCE
    kept.fuzzy = False
    kept.project, kept.version, kept.copyright_holder = "Zvonok", "0.1", "Zvonok contributors"
    kept.header_comment = f"# Zvonok: {domain}, {code}. Texts come from the sources by «make words»."
    kept.msgid_bugs_address = kept.last_translator = kept.language_team = ""
    path = catalog_path(code, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, kept, width=110, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    return kept


def main() -> int:
    """Returns 1 while something is not translated."""
    missing = 0
    for code in LANGUAGES:
        for domain in _SOURCES if code != SOURCE else ():
            left = untranslated(bring_up_to_date(code, domain))
            missing += len(left)
            for text in left:
                print(f"{Path(catalog_path(code, domain)).relative_to(ROOT)}: {text}")
    print(f"Not translated: {missing}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
