"""A OneRoster package, a folder or a zip: its manifest, and which of its files are to be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from webapp.imports.csv_table import Table, read_table
from webapp.imports.file_text import read_bytes
from webapp.imports.oneroster_schema import (
    ABSENT,
    BULK,
    MODES,
    NOT_READ,
    OTHER_MANIFEST_LINES,
    SCHEMAS,
    VERSIONS,
    schema_of,
)
from webapp.imports.problems import ImportProblem, Problem, Problems, either, listed, quoted
from webapp.imports.safe_zip import read_zip
from webapp.language import _

MANIFEST = "manifest"
_KNOWN = {name.casefold(): name for name in (MANIFEST, *SCHEMAS, *NOT_READ)}


@dataclass(frozen=True, slots=True)
class Package:
    """The version, how each file is exchanged (bulk, delta, absent), and the tables of those to read."""

    version: str
    modes: Mapping[str, str]
    tables: Mapping[str, Table]


def files_in_folder(folder: Path) -> dict[str, bytes]:
    """The folder's CSV files by name without ending. Raises ImportProblem when one cannot be read."""
    paths = sorted(path for path in folder.iterdir() if path.suffix.casefold() == ".csv" and path.is_file())
    return {_KNOWN.get(path.stem.casefold(), path.stem): read_bytes(path) for path in paths}


def files_in_zip(data: bytes, file: str) -> dict[str, bytes]:
    """The archive's CSV files by name without ending; they may lie in one folder. Raises ImportProblem."""
    found: dict[str, bytes] = {}
    folders = set()
    for name, content in read_zip(data, file).items():
        path = PurePosixPath(name.replace("\\", "/"))
        if path.suffix.casefold() != ".csv" or path.name.startswith(".") or "__MACOSX" in path.parts:
            continue
        folders.add(path.parent)
        found[_KNOWN.get(path.stem.casefold(), path.stem)] = content
    if len(folders) > 1:
        where = listed(sorted(map(str, folders)))
        what = _("файлы CSV лежат в разных папках архива: %(list)s", list=where)
        raise ImportProblem([Problem(file, what, _("один набор файлов OneRoster в корне архива"))])
    return found


def read_package(files: Mapping[str, bytes], problems: Problems) -> Package:
    """The tables that the manifest says are there.

    Raises ImportProblem when files and manifest do not fit.
    """
    if not set(files) & set(SCHEMAS):
        raise problems.stop(
            _("нет ни одного файла OneRoster"), _("хотя бы users.csv, classes.csv и enrollments.csv")
        )
    lines = _manifest(files, problems)
    version = _version(lines, files, problems)
    modes = {name: _mode(name, lines, files, problems) for name in SCHEMAS}
    for name in sorted(set(files) - set(SCHEMAS) - {MANIFEST}):
        problems.warn(_("файл не читается"), file=f"{name}.csv")
    problems.stop_if_any()
    tables = {
        name: read_table(files[name], f"{name}.csv", schema_of(name, version).required, problems)
        for name, mode in modes.items()
        if mode != ABSENT
    }
    return Package(version, modes, tables)


def _manifest(files: Mapping[str, bytes], problems: Problems) -> dict[str, str]:
    """The manifest's lines; unknown ones are told and left out. Without a manifest, a warning and nothing."""
    file = f"{MANIFEST}.csv"
    if MANIFEST not in files:
        problems.warn(_("файла нет, все остальные считаются полными"), file=file)
        return {}
    lines: dict[str, str] = {}
    for row in read_table(files[MANIFEST], file, ("propertyName", "value"), problems).rows:
        name, value = row["propertyName"], row["value"]
        listed_file = name.removeprefix("file.") if name.startswith("file.") else None
        if name not in OTHER_MANIFEST_LINES and listed_file not in (*SCHEMAS, *NOT_READ):
            what = _("строка %(name)s неизвестна, она пропущена", name=quoted(name))
            problems.warn(what, row=row.line, file=file)
            continue
        if listed_file and value not in MODES:
            what = _("%(found)s — такого способа нет", found=quoted(value))
            expected = _("одно из: %(list)s", list=", ".join(MODES))
            problems.add(what, expected, row=row.line, column="value", file=file)
        lines[name] = value
    return lines


def _version(lines: dict[str, str], files: Mapping[str, bytes], problems: Problems) -> str:
    said = lines.get("oneroster.version") or ("1.2" if "roles" in files else "1.1")
    version = ".".join(said.split(".")[:2])
    if version not in VERSIONS:
        expected = _("версия %(versions)s", versions=either(VERSIONS))
        problems.add(_("версия OneRoster: %(found)s", found=quoted(said)), expected, file=f"{MANIFEST}.csv")
    return version


def _mode(name: str, lines: dict[str, str], files: Mapping[str, bytes], problems: Problems) -> str:
    said = lines.get(f"file.{name}", "")
    if not said:
        if name in files and MANIFEST in files:
            problems.warn(_("файл не назван в manifest.csv, он считается полным"), file=f"{name}.csv")
        return BULK if name in files else ABSENT
    if said == ABSENT and name in files:
        problems.warn(_("в manifest.csv сказано, что файла нет (absent); он пропущен"), file=f"{name}.csv")
    if said != ABSENT and name not in files:
        expected = _("%(file)s рядом с ним", file=f"{name}.csv")
        problems.add(_("файла нет, а в manifest.csv он назван"), expected, file=f"{name}.csv")
    return said
