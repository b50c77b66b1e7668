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
from webapp.imports.problems import ImportProblem, Problem, Problems, listed, quoted
from webapp.imports.safe_zip import read_zip

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
        what = f"файлы CSV лежат в разных папках архива: {listed(sorted(map(str, folders)))}"
        raise ImportProblem([Problem(file, what, "один набор файлов OneRoster в корне архива")])
    return found


def read_package(files: Mapping[str, bytes], problems: Problems) -> Package:
    """The tables that the manifest says are there.

    Raises ImportProblem when files and manifest do not fit.
    """
    if not set(files) & set(SCHEMAS):
        raise problems.stop(
            "нет ни одного файла OneRoster", "хотя бы users.csv, classes.csv и enrollments.csv"
        )
    lines = _manifest(files, problems)
    version = _version(lines, files, problems)
    modes = {name: _mode(name, lines, files, problems) for name in SCHEMAS}
    for name in sorted(set(files) - set(SCHEMAS) - {MANIFEST}):
        problems.warn("файл не читается", file=f"{name}.csv")
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
        problems.warn("файла нет, все остальные считаются полными", file=file)
        return {}
    lines: dict[str, str] = {}
    for row in read_table(files[MANIFEST], file, ("propertyName", "value"), problems).rows:
        name, value = row["propertyName"], row["value"]
        listed_file = name.removeprefix("file.") if name.startswith("file.") else None
        if name not in OTHER_MANIFEST_LINES and listed_file not in (*SCHEMAS, *NOT_READ):
            problems.warn(f"строка {quoted(name)} неизвестна, она пропущена", row=row.line, file=file)
            continue
        if listed_file and value not in MODES:
            expected = f"одно из: {', '.join(MODES)}"
            problems.add(
                f"{quoted(value)} — такого способа нет", expected, row=row.line, column="value", file=file
            )
        lines[name] = value
    return lines


def _version(lines: dict[str, str], files: Mapping[str, bytes], problems: Problems) -> str:
    said = lines.get("oneroster.version") or ("1.2" if "roles" in files else "1.1")
    version = ".".join(said.split(".")[:2])
    if version not in VERSIONS:
        expected = f"версия {' или '.join(VERSIONS)}"
        problems.add(f"версия OneRoster: {quoted(said)}", expected, file=f"{MANIFEST}.csv")
    return version


def _mode(name: str, lines: dict[str, str], files: Mapping[str, bytes], problems: Problems) -> str:
    said = lines.get(f"file.{name}", "")
    if not said:
        if name in files and MANIFEST in files:
            problems.warn("файл не назван в manifest.csv, он считается полным", file=f"{name}.csv")
        return BULK if name in files else ABSENT
    if said == ABSENT and name in files:
        problems.warn("в manifest.csv сказано, что файла нет (absent); он пропущен", file=f"{name}.csv")
    if said != ABSENT and name not in files:
        problems.add("файла нет, а в manifest.csv он назван", f"{name}.csv рядом с ним", file=f"{name}.csv")
    return said
