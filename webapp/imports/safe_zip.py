"""Zip archives from strangers: sizes are counted while reading, names cannot lead out of the archive."""

import io
import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from webapp.imports.problems import ImportProblem, Problem
from webapp.language import _

MOST_FILES = 200
LARGEST_TOTAL = 256 * 1024 * 1024
HIGHEST_RATIO = 300
# Below this a high ratio is harmless, and tables full of blanks do reach it.
RATIO_FROM = 4 * 1024 * 1024
_CHUNK = 1024 * 1024
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def read_zip(data: bytes, file: str) -> dict[str, bytes]:
    """The archive's files by name (with / between folders).

    Raises ImportProblem for one that is unsafe or broken.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_entries(entries, file)
            return _contents(archive, entries, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError, ValueError) as error:
        what = _("архив ZIP повреждён или скопирован не целиком")
        raise ImportProblem([Problem(file, what)]) from error


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files as a new archive, so that a reader less careful than this one meets only true sizes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _check_entries(entries: list[zipfile.ZipInfo], file: str) -> None:
    if len(entries) > MOST_FILES:
        what = _("в архиве слишком много файлов: %(number)s", number=len(entries))
        raise _refused(file, what, _("не больше %(number)s", number=MOST_FILES))
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise _refused(file, _("в архиве два файла с одним именем"))
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise _refused(file, _("архив закрыт паролем"), _("архив без пароля"))
        if stat.S_ISLNK(entry.external_attr >> 16):
            what = _("в архиве есть ссылка на другой файл (%(name)s)", name=entry.filename)
            raise _refused(file, what, _("архив из обычных файлов"))
        if _leads_out(entry.filename):
            what = _("имя файла в архиве ведёт за его пределы (%(name)s)", name=entry.filename)
            raise _refused(file, what)
        if entry.compress_type not in _METHODS:
            raise _refused(file, _("архив сжат необычным способом"), _("обычный архив ZIP"))
    if sum(entry.file_size for entry in entries) > LARGEST_TOTAL:
        raise _too_large(file)


def _contents(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], file: str) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        pieces: list[bytes] = []
        size = 0
        with archive.open(entry) as stream:
            while piece := stream.read(_CHUNK):
                pieces.append(piece)
                size += len(piece)
                if total + size > LARGEST_TOTAL:
                    raise _too_large(file)
                if size > RATIO_FROM and size > HIGHEST_RATIO * max(entry.compress_size, 1):
                    what = _("файл %(name)s в архиве сжат подозрительно сильно", name=entry.filename)
                    raise _refused(file, what)
        total += size
        contents[entry.filename] = b"".join(pieces)
    return contents


def _leads_out(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\0" in name


def _too_large(file: str) -> ImportProblem:
    limit = _("не больше %(number)s МБ", number=LARGEST_TOTAL // 1024 // 1024)
    return _refused(file, _("архив распаковывается в слишком большой объём"), limit)


def _refused(file: str, what: str, expected: str = "") -> ImportProblem:
    return ImportProblem([Problem(file, what, expected)])
